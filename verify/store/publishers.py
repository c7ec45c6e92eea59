"""Who published the articles of a store."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from verify.errors import VerifyError
from verify.store.engine import connect
from verify.store.schema import METADATA
from verify.store.upgrade import State, schema_state

_T = METADATA.tables


def stored_publishers(database: str) -> set[str]:
    """The publishers of the latest documents, of a store that can be read as it is; none of any other."""
    document, article = _T["document"], _T["article"]
    query = select(document.c.publisher).join(article, article.c.document_id == document.c.id).distinct()
    try:
        store = connect(database)
        if store.is_sqlite and not Path(store.name).is_file():
            return set()
        try:
            if schema_state(store)[0] is not State.CURRENT:
                return set()
            with store.reading() as connection:
                return {publisher for publisher in connection.scalars(query) if publisher}
        finally:
            store.close()
    except (VerifyError, SQLAlchemyError):
        return set()

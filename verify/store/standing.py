"""Which claims stand: those that are not retired, of the latest document of their article."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select

from verify.store.schema import METADATA

_Query = TypeVar("_Query", bound=Select[Any])

_T = METADATA.tables


def that_stand(query: _Query, claim_id: ColumnElement[Any]) -> _Query:
    """A query narrowed to the claims that stand; `claim_id` is its column that has the row of the claim."""
    claim, article = _T["claim"], _T["article"]
    return (
        query.join(claim, claim.c.id == claim_id)
        .join(article, article.c.document_id == claim.c.document_id)
        .where(claim.c.retired == 0)
    )

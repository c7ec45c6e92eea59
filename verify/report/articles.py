"""Articles by their names: which article, and which document of it, a person means."""

from __future__ import annotations

import difflib
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection, func, select

from verify.errors import ExitCode, VerifyError
from verify.store.order import by_code_point
from verify.store.schema import METADATA

NAMES_COMPARED = 2000
NAMES_SHOWN = 5

_T = METADATA.tables


def article_name(connection: Connection, article: str) -> str:
    """The name by which the store knows the article that a person means. Raises as `find_document`."""
    return str(_find(connection, article).name)


def find_document(connection: Connection, article: str, revision: str | None = None) -> int:
    """The row of the document that stands of an article, or of its revision whose digest begins so.

    The article is known by its url, feed id or path, or by the name its document is shown with. Raises VerifyError
    (exit code 2) where there is none, or several.
    """
    found = _find(connection, article)
    if revision is None:
        return int(found.document_id)
    return _revision(connection, found.id, article, revision)


def _find(connection: Connection, article: str) -> Any:
    document, row = _T["document"], _T["article"]
    named = select(row.c.id, row.c.name, row.c.document_id)
    # By its own name an index finds it; only what none bears is looked for among the names of documents.
    exact = (
        connection.execute(named.where(row.c.name == article)).all()
        or connection.execute(
            named.join(document, document.c.id == row.c.document_id)
            .where(document.c.name == article)
            .order_by(by_code_point(connection, row.c.name))
        ).all()
    )
    if len(exact) > 1:
        several = ", ".join(repr(one.name) for one in exact[:NAMES_SHOWN])
        raise _usage(f"{len(exact)} articles are shown as {article!r}.", f"Name one of: {several}.")
    if not exact or exact[0].document_id is None:
        raise _usage(f"no article is called {article!r}.", _articles_hint(connection, article))
    return exact[0]


def _revision(connection: Connection, article_id: int, article: str, revision: str) -> int:
    document = _T["document"]
    query = (
        select(document.c.id, document.c.digest, document.c.published)
        .where(document.c.article_id == article_id)
        .order_by(document.c.id)
    )
    stored = connection.execute(query).all()
    found = [one for one in stored if revision and one.digest.startswith(revision.lower())]
    if len(found) == 1:
        return int(found[0].id)
    newest = stored[: -NAMES_SHOWN - 1 : -1]
    shown = [one.digest[:12] + (f" (published {one.published})" if one.published else "") for one in newest]
    more = f" and {len(stored) - len(newest)} more" if len(stored) > len(newest) else ""
    what = f"several revisions of {article!r} begin" if found else f"no revision of {article!r} begins"
    raise _usage(f"{what} with {revision!r}.", f"Stored are, the newest first: {', '.join(shown)}{more}.")


def _articles_hint(connection: Connection, article: str) -> str:
    """The name that is most like one that nothing has, or the first names there are."""
    row = _T["article"]
    standing = select(row.c.name).where(row.c.document_id.is_not(None))
    total = connection.execute(select(func.count()).select_from(standing.subquery())).scalar_one()
    if not total:
        return "None is stored yet: verify run ARTICLE"
    ordered = standing.order_by(by_code_point(connection, row.c.name))
    holding = list(connection.scalars(ordered.where(row.c.name.contains(article, autoescape=True)).limit(1)))
    names = list(connection.scalars(ordered.limit(NAMES_COMPARED)))
    document = _T["document"]
    shown = ordered.join(document, document.c.id == row.c.document_id).where(
        document.c.name == PurePath(article).name
    )
    # A file whose article is known by its url is asked for by its path: that is how it was read.
    near = (
        holding
        or list(connection.scalars(shown.limit(1)))
        or difflib.get_close_matches(article[:200], names, n=1)
    )
    if near:
        return f"Nearest: {near[0]!r}"
    more = f" and {total - NAMES_SHOWN} more: verify report articles" if total > NAMES_SHOWN else ""
    return f"Articles are: {', '.join(repr(name) for name in names[:NAMES_SHOWN])}{more}."


def _usage(message: str, hint: str) -> VerifyError:
    return VerifyError(message, hint=hint, exit_code=ExitCode.USAGE)

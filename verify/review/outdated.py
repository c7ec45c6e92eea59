"""That somebody decides on what is not so any more."""

from __future__ import annotations

from sqlalchemy import Connection, select

from verify.errors import ExitCode, VerifyError
from verify.review.choosing import Who
from verify.review.difference import told_difference
from verify.review.leases import basis_taken
from verify.review.log import basis_json
from verify.review.revision import last_event, revision_of
from verify.store.schema import METADATA
from verify.store.status import basis_of

_T = METADATA.tables


class Outdated(VerifyError):  # noqa: N818 (it reads as what happened)
    """Somebody decided on what is not so any more (exit code 2). `difference` tells what changed, a line each."""

    def __init__(self, claim: str, difference: tuple[str, ...]) -> None:
        super().__init__(
            f"claim {claim[:8]} is not as you saw it. {' '.join(difference)}",
            hint=f"See: verify queue show {claim[:8]}",
            exit_code=ExitCode.USAGE,
        )
        self.difference = difference


def refuse_outdated(
    connection: Connection, claim_id: int, digest: str, item: str, revision: str | None, who: Who
) -> None:
    """Raise Outdated where a claim is not of a revision, or where none is given, not what it was when it was taken."""
    basis = basis_of(connection, [claim_id])[claim_id]
    known, taken = basis_json(basis), basis_taken(connection, item, claim_id, who)
    difference = told_difference(taken, known) if taken is not None else ()
    if (revision is not None or taken is not None) and not _is_in_article(connection, claim_id):
        raise Outdated(
            digest, ("The article was revised or taken down since: it does not say this any more.",)
        )
    if revision is None:
        if difference:
            raise Outdated(digest, difference)
    elif revision != revision_of(basis, last_event(connection, item, claim_id)):
        since = "Somebody wrote an event on it, or its evidence changed, since."
        raise Outdated(digest, difference or (since,))


def _is_in_article(connection: Connection, claim_id: int) -> bool:
    """Whether a claim stands in the latest document of its article."""
    claim, document, article = _T["claim"], _T["document"], _T["article"]
    query = (
        select(claim.c.id)
        .join(document, document.c.id == claim.c.document_id)
        .join(article, (article.c.id == document.c.article_id) & (article.c.document_id == document.c.id))
        .where(claim.c.id == claim_id, claim.c.retired == 0)
    )
    return connection.execute(query).first() is not None

"""What articles are to correct: the decisions that say they are wrong, due or made by a later revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, select, text

from verify.report.claim_grounds import batches
from verify.report.claims import ClaimLine, claim_lines_by_id
from verify.store.order import collation
from verify.store.schema import METADATA


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of the view `v_correction`: what an article states, what is recorded, who says so, and whether it is made.

    `value` is what the article states, as it is compared with the record (of an office the person), and `stated` what
    its words alone say of a day; `recorded` is None where no fact says otherwise. `state` is "due" or "made";
    `made_in` is the digest of the first revision in which the article states it no more, and `now_states` what it
    states instead, as far as claims are read from it.
    """

    claim: str
    article: str
    document: str
    document_digest: str
    part: str
    span_start: int
    span_end: int
    quote: str
    property: str
    subject: str | None
    stated: str | None
    value: str | None
    recorded: str | None
    recorded_from: str | None
    recorded_to: str | None
    reason: str
    side: str
    decided_by: str
    decided_at: str
    state: str
    made_at: str | None
    made_in: str | None
    now_states: str | None


COLUMNS = tuple(field.name for field in fields(Correction))


def corrections(
    connection: Connection, *, since: str | None = None, state: str | None = None, article: str | None = None
) -> Iterator[Correction]:
    """The corrections by article and place: of a state, of an article, decided or made from a day on (2026-11-20).
    """  # fmt: skip
    plain = collation(connection)
    order = f'article COLLATE "{plain}", part DESC, span_start, claim'
    query = text(
        f"SELECT {', '.join(COLUMNS)} FROM v_correction "
        f'WHERE (:since = \'\' OR decided_at COLLATE "{plain}" >= :since OR made_at COLLATE "{plain}" >= :since) '
        "AND (:state = '' OR state = :state) AND (:article = '' OR article = :article) "
        f"ORDER BY {order}"
    )
    given = {"since": since or "", "state": state or "", "article": article or ""}
    for row in connection.execute(query, given):
        yield Correction(*row)


def claims_of(connection: Connection, found: Sequence[Correction]) -> dict[str, ClaimLine]:
    """The claims of corrections, by id: their places, and what the record says of them in words."""
    claim = METADATA.tables["claim"]
    rows: list[int] = []
    for batch in batches([one.claim for one in found]):
        rows += connection.scalars(select(claim.c.id).where(claim.c.digest.in_(batch)))
    return {line.claim: line for line in claim_lines_by_id(connection, rows)}

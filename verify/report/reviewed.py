"""Claims with what was concluded of them, when and by whom, and the works they stand in: what exports publish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, func, select

from verify.report.articles import article_name
from verify.report.claims import ClaimLine, claim_lines_by_id
from verify.report.works import FirstWorks, Work, said, work_of
from verify.store.order import by_code_point
from verify.store.redactions import MARK
from verify.store.schema import METADATA
from verify.verdicts import Verdict

_T = METADATA.tables
_Row: TypeAlias = Any
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims to export: of the articles named, or of all; with `since`, those concluded on that day or later.

    `since` is a day, month or year as ISO 8601 writes it, which compares with the moments of the store as text.
    """

    articles: tuple[str, ...] = ()
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """When a claim's status was concluded (a UTC moment), and by whom: None where a check did it.

    `side` is which side is wrong, in that person's view; `checked` what the checks concluded.
    """

    at: str
    actor: str | None
    side: str | None
    checked: Verdict | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim that stands and has a status. `first` is the earliest published work that states the same, if known."""

    line: ClaimLine
    work: Work
    conclusion: Conclusion
    first: Work | None

    @property
    def record_explains(self) -> bool:
        """Whether what the check found tells why: not where a person overrules it, or says that the record is wrong."""
        return self.conclusion.checked is self.line.status and self.conclusion.side not in (
            "reference",
            "both",
        )


def reviewed_claims(
    connection: Connection, wanted: Wanted, *, decided: bool, first: bool = False
) -> Iterator[Reviewed]:
    """The claims that have a status, in the order of articles and texts; with `decided`, those that people decided.

    Only with `first` is it looked up which work stated each first.

    Raises VerifyError (exit code 2) for an article that the store does not have.
    """
    wanted = named_as_stored(connection, wanted)
    query = _query(connection, wanted, decided)
    rows = iter(connection.execute(query, execution_options={"yield_per": _BATCH}))
    return _in_batches(connection, rows, FirstWorks(connection) if first else None)


def reviewed_by_id(connection: Connection, claims: Sequence[str]) -> dict[str, Reviewed]:
    """Of these claims, by their ids, those that have a status, whether they still stand or not."""
    found: dict[str, Reviewed] = {}
    for start in range(0, len(claims), _BATCH):
        batch = _concluded().where(_T["claim"].c.digest.in_(claims[start : start + _BATCH]))
        rows = iter(connection.execute(batch))
        found |= {one.line.claim: one for one in _in_batches(connection, rows, None)}
    return found


def _in_batches(connection: Connection, rows: Iterator[_Row], first: FirstWorks | None) -> Iterator[Reviewed]:
    works: dict[int, Work] = {}
    while batch := list(islice(rows, _BATCH)):
        lines = claim_lines_by_id(connection, [row.claim_id for row in batch])
        if first is not None:
            first.look_up({row.key_id for row in batch if row.key_id is not None})
        for row, line in zip(batch, lines, strict=True):
            if row.document_id not in works:
                works = {row.document_id: work_of(connection, row.document_id)}
            earliest = first.of(row.key_id, row.said, line.polarity) if first is not None else None
            yield Reviewed(line, works[row.document_id], _conclusion(row), earliest)


def _conclusion(row: _Row) -> Conclusion:
    checked = Verdict(row.checked) if row.checked is not None else None
    return Conclusion(row.at, row.actor, row.side, checked)


def count_undecided(connection: Connection, wanted: Wanted) -> int:
    """How many of the claims wanted have a status that no person decided."""
    status = _T["status"].c.decision_id
    wanted = named_as_stored(connection, wanted)
    chosen = _query(connection, wanted, False).where(status.is_(None)).order_by(None).subquery()
    return int(connection.execute(select(func.count()).select_from(chosen)).scalar_one())


def named_as_stored(connection: Connection, wanted: Wanted) -> Wanted:
    """The same, with articles named as the store knows them. Raises VerifyError (exit code 2) for one it has not."""
    return replace(wanted, articles=tuple(article_name(connection, name) for name in wanted.articles))


def concluded_since(day: str) -> Select[Any]:
    """The ids of claims whose status was concluded on a day (ISO 8601) or later."""
    claim, status, run, decision = _T["claim"], _T["status"], _T["run"], _T["decision"]
    return (
        select(claim.c.digest)
        .join(status, status.c.claim_id == claim.c.id)
        .outerjoin(run, run.c.id == status.c.run_id)
        .outerjoin(decision, decision.c.id == status.c.decision_id)
        .where(_at() >= day)
    )


def _at() -> Any:
    """When a status was concluded."""
    return func.coalesce(_T["decision"].c.at, _T["run"].c.started_at)


def _concluded() -> Select[Any]:
    """Claims that have a status and whose words are there, with what concluded it."""
    claim, status, run = _T["claim"], _T["status"], _T["run"]
    decision, verdict = _T["decision"], _T["verdict"]
    return (
        select(
            status.c.claim_id,
            claim.c.document_id,
            claim.c.key_id,
            said().label("said"),
            _at().label("at"),
            decision.c.actor,
            decision.c.side,
            verdict.c.verdict.label("checked"),
        )
        .join(claim, claim.c.id == status.c.claim_id)
        .outerjoin(run, run.c.id == status.c.run_id)
        .outerjoin(
            verdict,
            (verdict.c.claim_id == status.c.claim_id)
            & (verdict.c.check_id == status.c.check_id)
            & (verdict.c.run_id == status.c.run_id),
        )
        .outerjoin(decision, decision.c.id == status.c.decision_id)
        .where(status.c.verdict.is_not(None), claim.c.quote != MARK)
    )


def _query(connection: Connection, wanted: Wanted, decided: bool) -> Select[Any]:
    claim, article, status = _T["claim"], _T["article"], _T["status"]
    query = (
        _concluded()
        .join(article, article.c.document_id == claim.c.document_id)
        .where(claim.c.retired == 0)
        .order_by(
            by_code_point(connection, article.c.name),
            claim.c.part.desc(),
            claim.c.span_start,
            claim.c.span_end,
            by_code_point(connection, claim.c.kind),
            by_code_point(connection, claim.c.property),
            claim.c.id,
        )
    )
    if decided:
        query = query.where(status.c.decision_id.is_not(None))
    if wanted.articles:
        query = query.where(article.c.name.in_(wanted.articles))
    return query.where(_at() >= wanted.since) if wanted.since is not None else query

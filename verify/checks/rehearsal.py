"""What checks would find, with nothing written: how many claims each would judge, and samples of each outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import StatementError

from verify.checks.compiling import Window, compile_judgement, found, publishing_sources
from verify.checks.failing import failed, without_outcome
from verify.checks.ledger import judgement_of
from verify.checks.plan import Check
from verify.store.schema import METADATA
from verify.store.standing import that_stand
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property

SAMPLES = 3
"""Claims that are shown of each outcome."""

OUTCOMES = frozenset(map(int, Outcome))

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many claims that stand have an outcome, what it means to the check, and the first of them (their rows)."""

    outcome: Outcome
    verdict: Verdict | None
    claims: int
    first: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a check would find of all claims that stand."""

    check: Check
    outcomes: tuple[OutcomeCount, ...]

    @property
    def claims(self) -> int:
        """How many claims the check would judge."""
        return sum(count.claims for count in self.outcomes)


def rehearse(
    connection: Connection, checks: Iterable[Check], properties: Mapping[str, Property]
) -> list[Rehearsed]:
    """What each check would find; reads only.

    Raises VerifyError (exit code 3) where the database refuses a comparison that is asked for by name.
    """
    return [Rehearsed(check, _outcomes(connection, check, properties)) for check in checks]


def _outcomes(
    connection: Connection, check: Check, properties: Mapping[str, Property]
) -> tuple[OutcomeCount, ...]:
    window = Window(publishers=publishing_sources(connection))
    judged = found(judgement_of(check, properties), window)
    stands = that_stand(select(judged.c.claim_id, judged.c.outcome), judged.c.claim_id)
    if "counts" in judged.c:
        stands = stands.where(judged.c.counts == 1)
    each = stands.subquery("each")
    ranked = select(
        each,
        func.row_number().over(partition_by=each.c.outcome, order_by=each.c.claim_id).label("place"),
        func.count().over(partition_by=each.c.outcome).label("claims"),
    ).subquery("ranked")
    query = select(ranked).where(ranked.c.place <= SAMPLES).order_by(ranked.c.outcome, ranked.c.place)
    if check.plan.comparing.method is None:
        return tuple(_counts(connection.execute(query).all(), check))
    try:
        rows = connection.execute(query).all()
    except StatementError as error:
        raise failed(check, error) or error from error
    if any(row.outcome not in OUTCOMES for row in rows):
        raise without_outcome(check)
    return tuple(_counts(rows, check))


def _counts(rows: Sequence[Any], check: Check) -> Iterable[OutcomeCount]:
    for code in sorted({row.outcome for row in rows}):
        same = [row for row in rows if row.outcome == code]
        outcome = Outcome(code)
        yield OutcomeCount(
            outcome,
            check.plan.verdicts.get(outcome),
            same[0].claims,
            tuple(row.claim_id for row in same),
        )


def explain(check: Check, properties: Mapping[str, Property], dialect: Any) -> str:
    """The statement of a check's first run, in the words of a database (an SQLAlchemy dialect)."""
    statement = compile_judgement(
        judgement_of(check, properties), Window(), check_id=0, run_id=0, judged_before=False
    )
    written = str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    # A driver that marks parameters by % wants it doubled; who reads the statement does not.
    return written.replace("%%", "%") if dialect.paramstyle in ("format", "pyformat") else written

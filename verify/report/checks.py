"""The checks that ran, and what they concluded of the claims that stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from verify.report.claims import ClaimLine, claim_lines_by_id
from verify.store.order import by_code_point
from verify.store.schema import METADATA
from verify.verdicts import Verdict

VERDICTS = 8
"""More than there are: a check and a verdict are one number."""

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class CheckLine:
    """An active check, and how many claims have their status from it, by verdict."""

    check: str
    title: str
    feature: str
    line: int
    severity: str
    claims: int
    counts: Mapping[Verdict, int]


def check_lines(connection: Connection) -> list[CheckLine]:
    """The active checks, by file and line, counting the claims that stand."""
    check = _T["check"]
    counts = _counts(connection)
    place = (by_code_point(connection, check.c.feature), check.c.line, check.c.id)
    rows = connection.execute(select(check).where(check.c.active == 1).order_by(*place))
    return [
        CheckLine(
            check=row.name,
            title=row.title,
            feature=row.feature,
            line=row.line,
            severity=row.severity,
            claims=sum(counts[row.id].values()),
            counts={verdict: counts[row.id][verdict] for verdict in Verdict},
        )
        for row in rows
    ]


def _counts(connection: Connection) -> dict[int, Counter[Verdict]]:
    """Claims that stand, by the check that made their status and by verdict.

    All are counted and those that do not stand taken off: they are few, and all are a scan of one narrow table,
    grouped by one number, which sorts in two thirds of the time of two.
    """
    status, standing = _T["status"], _T["standing"]
    later = standing.alias("later")
    number = status.c.check_id * VERDICTS + status.c.verdict
    made = select(number.label("number")).where(status.c.check_id.is_not(None))
    newer = select(later.c.id).where(later.c.claim_id == standing.c.claim_id, later.c.id > standing.c.id)
    gone = select(standing.c.claim_id).where(standing.c.stands == 0, ~newer.exists()).subquery("gone")
    counts: dict[int, Counter[Verdict]] = defaultdict(Counter)
    for sign, query in ((1, made), (-1, made.join(gone, gone.c.claim_id == status.c.claim_id))):
        numbered = query.subquery()
        counted = select(numbered.c.number, func.count()).group_by(numbered.c.number)
        for each, count in connection.execute(counted):
            check_id, verdict = divmod(each, VERDICTS)
            counts[check_id][Verdict(verdict)] += sign * count
    return counts


def check_object(line: CheckLine) -> dict[str, Any]:
    """A check as JSON."""
    return {
        "check": line.check,
        "title": line.title,
        "feature": line.feature,
        "line": line.line,
        "severity": line.severity,
        "claims": line.claims,
        **{verdict.label: count for verdict, count in line.counts.items()},
    }


def refuted_claims(
    connection: Connection, checks: Sequence[str], *, limit: int | None = None
) -> dict[str, list[ClaimLine]]:
    """The claims that stand and that each check refutes, in the order they were stored, at most so many a check."""
    found = {check: list(connection.scalars(_refuted_by(check, limit))) for check in checks}
    numbers = sorted({number for each in found.values() for number in each})
    lines = dict(zip(numbers, claim_lines_by_id(connection, numbers), strict=True))
    return {check: [lines[number] for number in each] for check, each in found.items()}


def _refuted_by(check: str, limit: int | None) -> Select[int]:
    claim, article, status, row = _T["claim"], _T["article"], _T["status"], _T["check"]
    return (
        select(claim.c.id)
        .join(status, status.c.claim_id == claim.c.id)
        .join(row, row.c.id == status.c.check_id)
        .join(article, article.c.document_id == claim.c.document_id)
        .where(claim.c.retired == 0, status.c.verdict == int(Verdict.REFUTED), row.c.name == check)
        .order_by(claim.c.id)
        .limit(limit)
    )

"""The checks that ran, and what they concluded of the claims that stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from verify.report.claims import ClaimLine, claim_lines_by_id
from verify.store.schema import METADATA
from verify.verdicts import Verdict

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
    """The active checks, by file and line."""
    query = text(
        "SELECT s.*, c.feature, c.line FROM v_check_scorecard s "
        'JOIN "check" c ON c.name = s.check_name AND c.active = 1 '
        "ORDER BY c.feature, c.line, c.id"
    )
    return [
        CheckLine(
            check=row.check_name,
            title=row.title,
            feature=row.feature,
            line=row.line,
            severity=row.severity,
            claims=row.claims,
            counts={
                Verdict.REFUTED: row.refuted or 0,
                Verdict.CONFLICTING_EVIDENCE: row.conflicting or 0,
                Verdict.SUPPORTED: row.supported or 0,
                Verdict.NOT_ENOUGH_EVIDENCE: row.not_enough_evidence or 0,
            },
        )
        for row in connection.execute(query)
    ]


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


def refuted_claims(connection: Connection) -> list[ClaimLine]:
    """The claims that stand and are refuted, by article and place."""
    claim, article, status = _T["claim"], _T["article"], _T["status"]
    query = (
        select(claim.c.id)
        .join(article, article.c.document_id == claim.c.document_id)
        .join(status, status.c.claim_id == claim.c.id)
        .where(claim.c.retired == 0, status.c.verdict == int(Verdict.REFUTED))
        .order_by(article.c.name, claim.c.part.desc(), claim.c.span_start, claim.c.id)
    )
    return claim_lines_by_id(connection, connection.scalars(query).all())

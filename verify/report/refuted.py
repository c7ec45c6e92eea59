"""Refuted claims, how much each matters, and the fingerprint that decisions and waivers know it by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from verify.report.claims import ClaimLine, claim_lines_by_id
from verify.report.fingerprint import claim_fingerprint
from verify.report.results import Finding
from verify.severity import at_least, strongest
from verify.store.schema import METADATA
from verify.verdicts import Verdict

_T = METADATA.tables
_BATCH = 500


def findings_of(connection: Connection, lines: Sequence[ClaimLine]) -> list[Finding]:
    """Refuted claims as findings, in their order, each as severe as the severest check that refutes it now.

    What a person refutes and no check does is an "error".
    """
    found: list[Finding] = []
    for start in range(0, len(lines), _BATCH):
        batch = lines[start : start + _BATCH]
        severities = _severities(connection, [line.claim for line in batch])
        found += [Finding(line, strongest(severities[line.claim]), claim_fingerprint(line)) for line in batch]
    return found


def refuted_findings(connection: Connection, *, by_no_check: bool = False) -> Iterator[Finding]:
    """The claims that stand and are refuted, in the order they were stored; or those of them that no check judges."""
    status = _T["status"]
    refuted = select(status.c.claim_id).where(status.c.verdict == int(Verdict.REFUTED))
    if by_no_check:
        refuted = refuted.where(status.c.check_id.is_(None))
    for lines in _batches(connection, _standing().where(_T["claim"].c.id.in_(refuted))):
        yield from findings_of(connection, lines)


def counts_below(connection: Connection, fail_on: str) -> dict[str, int]:
    """By check that makes the status: the claims that stand and that only checks below a severity refute."""
    status, verdict, check = _T["status"], _T["verdict"], _T["check"]
    other, grave = verdict.alias("other"), check.alias("grave")
    graver = (
        select(other.c.claim_id)
        .join(grave, grave.c.id == other.c.check_id)
        .where(other.c.claim_id == status.c.claim_id, grave.c.severity.in_(at_least(fail_on)))
        .where(*_refutes_now(other, grave))
    )
    query = (
        select(check.c.name, func.count().label("claims"))
        .join(status, status.c.check_id == check.c.id)
        .join(verdict, (verdict.c.claim_id == status.c.claim_id) & (verdict.c.check_id == check.c.id))
        .where(status.c.verdict == int(Verdict.REFUTED), *_refutes_now(verdict, check), ~graver.exists())
        .where(status.c.claim_id.in_(_standing().order_by(None)))
        .group_by(check.c.name)
    )
    return {row.name: row.claims for row in connection.execute(query)}


def standing_lines(connection: Connection) -> Iterator[ClaimLine]:
    """All claims that stand, in the order they were stored."""
    for lines in _batches(connection, _standing()):
        yield from lines


def _standing() -> Select[Any]:
    claim, article = _T["claim"], _T["article"]
    standing = select(claim.c.id).join(article, article.c.document_id == claim.c.document_id)
    return standing.where(claim.c.retired == 0).order_by(claim.c.id)


def _batches(connection: Connection, query: Select[Any]) -> Iterator[list[ClaimLine]]:
    numbers = connection.scalars(query).all()
    for start in range(0, len(numbers), _BATCH):
        yield claim_lines_by_id(connection, numbers[start : start + _BATCH])


def _severities(connection: Connection, claims: list[str]) -> dict[str, list[str]]:
    """The severities of the active checks whose latest verdict refutes each claim."""
    verdict, check, claim = _T["verdict"], _T["check"], _T["claim"]
    query = (
        select(claim.c.digest, check.c.severity)
        .join(verdict, verdict.c.claim_id == claim.c.id)
        .join(check, check.c.id == verdict.c.check_id)
        .where(claim.c.digest.in_(claims), *_refutes_now(verdict, check))
    )
    found: dict[str, list[str]] = defaultdict(list)
    for digest, severity in connection.execute(query):
        found[digest].append(severity)
    return found


def _refutes_now(verdict: Any, check: Any) -> tuple[Any, ...]:
    """That a verdict refutes, and is the latest of a check that is active."""
    later = _T["verdict"].alias()
    latest = (
        select(func.max(later.c.run_id))
        .where(later.c.claim_id == verdict.c.claim_id, later.c.check_id == verdict.c.check_id)
        .scalar_subquery()
    )
    return check.c.active == 1, verdict.c.verdict == int(Verdict.REFUTED), verdict.c.run_id == latest

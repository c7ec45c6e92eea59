"""What checks came to, read from the store: the claims that stand of each, and those it refutes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeAlias

from sqlalchemy import Connection, Select, and_, exists, func, or_, select

from verify.report.claims import ClaimLine, claim_lines_by_check
from verify.report.fingerprint import claim_fingerprint
from verify.report.results import CheckResult, Finding, State
from verify.store.order import by_code_point
from verify.store.schema import METADATA
from verify.store.standing import that_stand
from verify.verdicts import Verdict

_T = METADATA.tables
_BATCH = 500

Judge: TypeAlias = Callable[[ClaimLine, str], Finding]
"""Makes a finding of a refuted claim and the severity of the check that refutes it: what excuses it, if anything."""


class Described(Protocol):
    """What is known of a check before it runs."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def feature(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def severity(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def owner(self) -> str | None: ...
    @property
    def tags(self) -> tuple[str, ...]: ...


def counted(line: ClaimLine, severity: str) -> Finding:
    """A finding that counts."""
    return Finding(line, severity, claim_fingerprint(line))


def check_results(
    connection: Connection,
    checks: Sequence[Described],
    *,
    judge: Judge = counted,
    document_ids: Collection[int] | None = None,
) -> tuple[CheckResult, ...]:
    """What each of these checks concludes of the claims that stand, of all documents or of these.

    A check's findings are the claims that it refutes, also those that another check refutes too, and those that it
    judged and a person holds refuted; by article, then by place. One that a person decided otherwise is excused.
    """
    active = select(_T["check"].c.id, _T["check"].c.name).where(_T["check"].c.active == 1)
    ids = {name: number for number, name in connection.execute(active)}
    known = [ids[check.name] for check in checks if check.name in ids]
    refuted: dict[int, list[int]] = defaultdict(list)
    chosen = None if document_ids is None else set(document_ids)
    for check_id, claim_id, document_id in connection.execute(_refuted(connection, known)):
        if chosen is None or document_id in chosen:
            refuted[check_id].append(claim_id)
    counts = _counts(connection, known, document_ids)
    found = []
    for check in checks:
        number = ids.get(check.name, 0)
        lines = claim_lines_by_check(connection, number, refuted[number])
        findings = tuple(_decided(judge(line, check.severity)) for line in lines)
        found.append(_result(check, findings, counts[number]))
    return tuple(found)


def _result(check: Described, findings: tuple[Finding, ...], counts: Counter[Verdict]) -> CheckResult:
    fails = any(finding.excused is None for finding in findings)
    return CheckResult(
        check=check.name,
        title=check.title,
        feature=check.feature,
        line=check.line,
        severity=check.severity,
        state=State.FAILED if fails else State.PASSED,
        judged=sum(counts.values()),
        counts={verdict: counts[verdict] for verdict in Verdict},
        findings=findings,
        description=check.description,
        owner=check.owner,
        tags=check.tags,
    )


def broken_result(check: Described, error: str) -> CheckResult:
    """A check that could not run, and why not."""
    return replace(_result(check, (), Counter()), state=State.BROKEN, error=error)


def _decided(finding: Finding) -> Finding:
    line = finding.line
    if finding.excused is not None or line.decided_by is None or line.status in (None, Verdict.REFUTED):
        return finding
    return replace(finding, excused=f"{line.decided_by} decided: {line.status.label}")


def _refuted(connection: Connection, checks: Sequence[int]) -> Select[Any]:
    """Check, claim and document of every finding that stands, in the order in which they are shown."""
    verdict, claim, article, status = _T["verdict"], _T["claim"], _T["article"], _T["status"]
    held = and_(
        status.c.verdict == int(Verdict.REFUTED),
        status.c.decision_id.is_not(None),
        status.c.check_id == verdict.c.check_id,
    )
    place = (claim.c.part.desc(), claim.c.span_start, claim.c.span_end, claim.c.id)
    return (
        _latest(select(verdict.c.check_id, claim.c.id, claim.c.document_id), checks)
        .outerjoin(status, status.c.claim_id == claim.c.id)
        .where(or_(verdict.c.verdict == int(Verdict.REFUTED), held))
        .order_by(by_code_point(connection, article.c.name), *place)
    )


def _counts(
    connection: Connection, checks: Sequence[int], document_ids: Collection[int] | None
) -> dict[int, Counter[Verdict]]:
    verdict, claim = _T["verdict"], _T["claim"]
    query = _latest(select(verdict.c.check_id, verdict.c.verdict, func.count()), checks)
    query = query.where(verdict.c.verdict.is_not(None)).group_by(verdict.c.check_id, verdict.c.verdict)
    found: dict[int, Counter[Verdict]] = defaultdict(Counter)
    for some in _some(document_ids):
        narrowed = query if some is None else query.where(claim.c.document_id.in_(some))
        for check_id, code, count in connection.execute(narrowed):
            found[check_id][Verdict(code)] += count
    return found


def _latest(query: Select[Any], checks: Sequence[int]) -> Select[Any]:
    """A query of the latest verdicts of these checks on claims that stand."""
    verdict = _T["verdict"]
    later = verdict.alias("later")
    superseded = exists().where(
        later.c.claim_id == verdict.c.claim_id,
        later.c.check_id == verdict.c.check_id,
        later.c.run_id > verdict.c.run_id,
    )
    return that_stand(query.select_from(verdict), verdict.c.claim_id).where(
        verdict.c.check_id.in_(checks), ~superseded
    )


def _some(numbers: Collection[int] | None) -> Iterator[list[int] | None]:
    if numbers is None:
        yield None
        return
    listed = list(dict.fromkeys(numbers))
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]

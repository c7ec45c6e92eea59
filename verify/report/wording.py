"""What every CI format says of a finding, in the same words: made safe to show, one line each."""

from __future__ import annotations

from collections.abc import Iterator

from verify.display import display_safe
from verify.report.claims import ClaimLine
from verify.report.results import CheckResult, Finding, Trouble
from verify.verdicts import Verdict


def article(finding: Finding) -> str:
    """The article: its file in the repository, else its URL or id."""
    return display_safe(finding.file or finding.line.article)


def place(finding: Finding) -> str:
    """Where a claim stands: "articles/draft.md:9:178", or "articles/draft.md, in the headline"."""
    line = finding.line
    if line.part == "headline":
        return f"{article(finding)}, in the headline"
    return f"{article(finding)}:{line.line}:{line.column}"


def reason(line: ClaimLine) -> str:
    """The quote and why it is refuted."""
    return display_safe(f"“{line.quote}”: {line.explanation or 'refuted'}")


def evidence(finding: Finding, check: CheckResult) -> Iterator[str]:
    """What the finding rests on: who is quoted, the expected value, its sources and the check."""
    line = finding.line
    if line.attributed_to:
        yield display_safe(f"Attributed to: {line.attributed_to}")
    if line.record:
        yield display_safe(f"Expected: {line.record}")
    for source in line.sources:
        yield display_safe(f"Source: {source.named()} {source.url}".rstrip())
    yield display_safe(f"Check: {check.feature}:{check.line}, {check.title}")
    if finding.excused is None and line.decided_by is not None and line.status is Verdict.REFUTED:
        yield display_safe(f"Decided: refuted, by {line.decided_by}")
    if finding.excused is not None and not finding.is_slight:
        yield display_safe(f"Excused: {finding.excused}")
    if finding.expired is not None:
        yield display_safe(f"Expired: {finding.expired}")


def trouble_place(trouble: Trouble) -> str:
    """Where something is wrong: "features/checks/offices.feature:9:7"; "verify" where it is no file's fault."""
    return display_safe(f"{trouble.file}:{trouble.line}:{trouble.column}") if trouble.file else "verify"


def trouble_text(trouble: Trouble) -> str:
    """What is wrong and what to do about it."""
    return display_safe(f"{trouble.message} {trouble.hint}".strip())


def tally(check: CheckResult) -> str:
    """The claims of a check in numbers: "12 claims judged: 10 supported, 2 refuted"."""
    counts = ", ".join(f"{count} {verdict.label}" for verdict, count in check.counts.items() if count)
    judged = f"{check.judged} claim{'' if check.judged == 1 else 's'} judged"
    return f"{judged}: {counts}" if counts else judged

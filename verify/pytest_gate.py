"""The gate in pytest: what does not count is told at the end, and the committed file is an item of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from verify.display import ci_safe
from verify.gate.tally import refuted_by_the_file
from verify.gate.weighing import expired_waivers, idle_waivers
from verify.pytest_plugin import SESSION
from verify.pytest_session import SHOWN, CheckSession, told
from verify.report.results import Finding, Trouble


class DecisionsFile(pytest.File):
    """The committed file, which holds one item."""

    def collect(self) -> Iterator[DecisionsItem]:
        """The item that looks at the whole file."""
        yield DecisionsItem.from_parent(self, name="decisions")


class DecisionsItem(pytest.Item):
    """Fails where a waiver has expired, or where a person refutes what no check does."""

    def runtest(self) -> None:
        """Look at the file once the checks have run."""
        checks = self.config.stash[SESSION]
        wrong = [_line(trouble) for trouble in expired_waivers(checks.gate)]
        with checks.store.reading() as connection:
            checks.decided = refuted_by_the_file(connection, checks.gate, _met(checks))
        wrong += [_decided(finding) for finding in checks.decided if finding.excused is None]
        if wrong:
            pytest.fail("\n".join(wrong), pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the item stands."""
        return self.path, None, self.nodeid


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Put the committed file behind the checks, whichever of them were chosen."""
    checks = config.stash.get(SESSION, None)
    if checks is None or not (checks.gate.waivers or checks.gate.decisions):
        return
    file: DecisionsFile = DecisionsFile.from_parent(session, path=checks.workspace.decisions)
    items += file.collect()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell what is refuted and does not count, and which waivers are not needed any more."""
    checks = config.stash.get(SESSION, None)
    if checks is None:
        return
    excused = [line for found in (*checks.findings.values(), checks.decided) for line in _excused(found)]
    # Where only some checks ran, the others may have met a waiver.
    complete = len(checks.executed) == checks.preflight.declared
    idle = map(_line, idle_waivers(checks.gate, _met(checks))) if complete else ()
    for title, lines in (("refuted, and excused", excused), ("waivers of nothing", list(idle))):
        if lines:
            terminalreporter.section(f"verify: {title}")
        for line in lines:
            terminalreporter.line(line)


def _excused(findings: list[Finding]) -> Iterator[str]:
    excused = [finding for finding in findings if finding.excused is not None]
    yield from map(told, excused[:SHOWN])
    if len(excused) > SHOWN:
        yield f"and {len(excused) - SHOWN} more of {ci_safe(excused[0].line.check or 'the decisions')}"


def _met(checks: CheckSession) -> set[str]:
    found = (*checks.findings.values(), checks.decided)
    return {finding.fingerprint for findings in found for finding in findings}


def _line(trouble: Trouble) -> str:
    return ci_safe(f"{trouble.file}:{trouble.line}: {trouble.message} {trouble.hint}")


def _decided(finding: Finding) -> str:
    line = finding.line
    return ci_safe(f"{line.article}:{line.line}:{line.column}: “{line.quote}”: refuted by {line.decided_by}")

"""JUnit XML, as GitLab, Jenkins and their like read it.

A suite is a feature file. A check that passed is one test case, and so is a broken one (`error`); in place of a check
with findings stands one test case for each of them (`failure`), since GitLab and Jenkins show, count and follow test
cases, and only the first failure of one. So `failures` is the number of findings that count, whatever the number of
checks, and `errors` what could not be run or read. A finding that is excused is a test case that is skipped. The names
of test cases hold no line numbers: a claim that moves in its article is no new failure.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from verify.display import display_safe
from verify.report.results import CheckResult, Finding, Results, State, Trouble
from verify.report.wording import article, evidence, place, reason, tally, trouble_place, trouble_text

DECISIONS = "decisions"
"""The suite of what the committed file fails a run for."""


def junit(results: Results) -> str:
    """The whole report; valid XML 1.0 whatever the articles hold."""
    root = Element("testsuites", {"name": "verify"})
    for feature, checks in _by_feature(results).items():
        suite = SubElement(root, "testsuite", {"name": display_safe(feature)})
        for check in checks:
            _add_check(suite, check, results.folder)
    for file, troubles in _by_file(results.broken).items():
        suite = _suite(root, file)
        for trouble in troubles:
            _add_trouble(suite, trouble, "error", "broken", results.folder)
    if results.committed:
        suite = SubElement(root, "testsuite", {"name": DECISIONS})
        for title, trouble in results.committed:
            _add_trouble(suite, trouble, "failure", title.lower(), results.folder)
    for suite in root:
        _count(suite, suite)
        suite.set("timestamp", results.started_at[:19])
    _count(root, root)
    root.set("time", _seconds(results))
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _by_feature(results: Results) -> dict[str, list[CheckResult]]:
    found: dict[str, list[CheckResult]] = {}
    for check in results.checks:
        found.setdefault(check.feature, []).append(check)
    return found


def _by_file(troubles: tuple[Trouble, ...]) -> dict[str, list[Trouble]]:
    found: dict[str, list[Trouble]] = {}
    for trouble in troubles:
        found.setdefault(trouble.file, []).append(trouble)
    return found


def _suite(root: Element, name: str) -> Element:
    shown = display_safe(name or "verify")
    found = next((suite for suite in root if suite.get("name") == shown), None)
    return SubElement(root, "testsuite", {"name": shown}) if found is None else found


def _add_check(suite: Element, check: CheckResult, folder: str) -> None:
    if check.state is State.BROKEN:
        case = _case(suite, _name(check), check.feature, folder + check.feature, check.line)
        said = display_safe(check.error or "The check could not run.")
        SubElement(case, "error", {"type": "broken", "message": said}).text = said
    elif check.state is State.PASSED:
        case = _case(suite, _name(check), check.feature, folder + check.feature, check.line)
        SubElement(case, "system-out").text = tally(check)
    for name, finding in _named(check):
        file = finding.file or folder + check.feature
        line = finding.line.line if finding.file else check.line
        _add_finding(_case(suite, name, check.feature, file, line), finding, check)


def _case(suite: Element, name: str, classname: str, file: str, line: int) -> Element:
    """A test case. `file` and `line` are what GitLab links to: the article, where it is a file."""
    said = {"name": name, "classname": display_safe(classname), "file": display_safe(file)}
    return SubElement(suite, "testcase", said | {"line": str(line), "time": "0"})


def _name(check: CheckResult) -> str:
    """The title, and the number of the example row, if the check is one of several of one scenario."""
    row = check.check.rpartition("/")[2]
    return display_safe(
        f"{check.title} ({row})" if row.isdecimal() and check.check.count("/") > 1 else check.title
    )


def _named(check: CheckResult) -> Iterator[tuple[str, Finding]]:
    seen: Counter[str] = Counter()
    for finding in check.findings:
        name = f"{_name(check)}: “{display_safe(finding.line.quote)}” in {article(finding)}"
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), finding


def _add_finding(case: Element, finding: Finding, check: CheckResult) -> None:
    said = f"{place(finding)}: {reason(finding.line)}"
    more = "\n".join((said, *evidence(finding, check)))
    if finding.excused is not None:
        SubElement(case, "skipped", {"message": display_safe(f"excused: {finding.excused}")})
        SubElement(case, "system-out").text = more
    else:
        SubElement(case, "failure", {"type": f"refuted ({finding.severity})", "message": said}).text = more


def _add_trouble(suite: Element, trouble: Trouble, tag: str, kind: str, folder: str) -> None:
    where, said = trouble_place(trouble), trouble_text(trouble)
    case = _case(suite, where, trouble.file or "verify", folder + trouble.file, trouble.line)
    SubElement(case, tag, {"type": kind, "message": said}).text = f"{where}: {said}"


def _count(at: Element, below: Element) -> None:
    cases = list(below.iter("testcase"))
    at.set("tests", str(len(cases)))
    for plural, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        at.set(plural, str(sum(case.find(tag) is not None for case in cases)))


def _seconds(results: Results) -> str:
    begun, ended = (datetime.datetime.fromisoformat(at) for at in (results.started_at, results.finished_at))
    return f"{max(0.0, (ended - begun).total_seconds()):.3f}"

"""Cucumber messages (NDJSON), from which Cucumber's own formatters make their reports.

Each check is a test case; its claims are judged in its last step. That step fails where a finding counts, with an
exception of the type "Refuted"; in a check that could not run its type is "Broken". Every finding is an attachment of
that step. What could not be read, and a waiver that has expired, is a hook of the run that failed: formatters show no
errors of parsing, which are there besides.
"""

from __future__ import annotations

import datetime
import json
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from verify.display import display_safe, script_safe
from verify.report.results import DECIDED, EXPIRED_WAIVER, CheckResult, Finding, Results, State, Trouble
from verify.report.wording import evidence, place, reason, tally, trouble_place, trouble_text

PROTOCOL = "34.2.0"
"""The version of the protocol (cucumber/messages) that this writes."""

GHERKIN = "text/x.cucumber.gherkin+plain"

Known = Callable[[str, str], tuple[str, Mapping[str, str]] | None]
"""Of a step's type ("Context", "Action", "Outcome") and text: its pattern, and what stands for the pattern's names."""


class Feature(Protocol):
    """A feature file: its name as checks have it, its text, and Gherkin's document and pickles of it."""

    @property
    def shown(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def document(self) -> Any: ...
    @property
    def pickles(self) -> Sequence[Any]: ...


def messages(
    results: Results, features: Sequence[Feature], pickle_of: Mapping[str, str], known: Known
) -> Iterator[str]:
    """The messages of a run, one a line, of the features that have a check in it.

    `pickle_of` gives Gherkin's id of each check by the check's name.
    """
    for kind, body in _messages(results, features, pickle_of, known):
        yield script_safe(json.dumps({kind: body}, ensure_ascii=False))


def _messages(
    results: Results, features: Sequence[Feature], pickle_of: Mapping[str, str], known: Known
) -> Iterator[tuple[str, Any]]:
    shown = {check.feature for check in results.checks} | {trouble.file for trouble in results.broken}
    pickles: dict[tuple[str, str], Any] = {}
    yield "meta", _meta(results)
    for number, feature in enumerate(feature for feature in features if feature.shown in shown):
        uri = results.folder + feature.shown
        yield "source", {"uri": uri, "data": feature.text, "mediaType": GHERKIN}
        yield "gherkinDocument", _renumbered(feature.document, f"{number}.", f"{number}.") | {"uri": uri}
        for pickle in feature.pickles:
            ours = _renumbered(pickle, f"{number}.", f"{number}.pickle.") | {"uri": uri}
            pickles[feature.shown, pickle["id"]] = ours
    chosen = [(check, pickles[check.feature, pickle_of[check.check]]) for check in results.checks]
    for _, pickle in chosen:
        yield "pickle", pickle
    for trouble in (one for one in results.broken if one.file.endswith(".feature")):
        source = {"uri": results.folder + trouble.file, "location": _location(trouble.line, trouble.column)}
        yield "parseError", {"source": source, "message": trouble_text(trouble)}
    yield from _run(results, chosen, known)


def _renumbered(node: Any, prefix: str, own: str) -> Any:
    """A parsed file with ids that no other file has: Gherkin numbers documents and pickles from 0 each."""
    if isinstance(node, list):
        return [_renumbered(value, prefix, own) for value in node]
    if not isinstance(node, dict):
        return node
    found: dict[str, Any] = {}
    for key, value in node.items():
        if key == "id":
            found[key] = own + value
        elif key == "astNodeId":
            found[key] = prefix + value
        elif key == "astNodeIds":
            found[key] = [prefix + number for number in value]
        else:
            found[key] = _renumbered(value, prefix, own)
    return found


def _run(results: Results, chosen: list[tuple[CheckResult, Any]], known: Known) -> Iterator[tuple[str, Any]]:
    begun, ended = _timestamp(results.started_at), _timestamp(results.finished_at)
    definitions = _definitions([pickle for _, pickle in chosen], known)
    for pattern, definition in definitions.items():
        body = {"type": "CUCUMBER_EXPRESSION", "source": pattern}
        yield "stepDefinition", {"id": definition, "pattern": body, "sourceReference": {}}
    hooks = [hook for hook in _hooks(results) if hook.troubles]
    for hook in hooks:
        body = {"id": hook.name, "name": hook.name, "type": "BEFORE_TEST_RUN"}
        yield "hook", body | {"sourceReference": {}}
    yield "testRunStarted", {"timestamp": begun, "id": "run"}
    for hook in hooks:
        yield from _hook_runs(hook, begun)
    cases = [(f"case.{number}", check, pickle) for number, (check, pickle) in enumerate(chosen)]
    for number, _, pickle in cases:
        yield "testCase", _case(number, pickle, definitions, known)
    for number, check, pickle in cases:
        yield from _executed(number, check, len(pickle["steps"]), begun, ended)
    finished = {"success": results.is_clean, "message": results.summary, "testRunStartedId": "run"}
    yield "testRunFinished", finished | {"timestamp": ended}


class _Hook(NamedTuple):
    """What failed before any check ran, and the type of the exception that says so."""

    name: str
    exception: str
    troubles: tuple[Trouble, ...]


def _hooks(results: Results) -> Iterator[_Hook]:
    yield _Hook("What is read before checks run", "Broken", results.broken)
    yield _Hook("Waivers", EXPIRED_WAIVER, results.expired)
    yield _Hook("Decisions", DECIDED, results.decided)


def _hook_runs(hook: _Hook, at: Any) -> Iterator[tuple[str, Any]]:
    for number, trouble in enumerate(hook.troubles):
        run = f"{hook.name}.{number}"
        started = {"id": run, "hookId": hook.name, "testRunStartedId": "run", "timestamp": at}
        yield "testRunHookStarted", started
        result = _passed() | _failed(hook.exception, f"{trouble_place(trouble)}: {trouble_text(trouble)}")
        yield "testRunHookFinished", {"testRunHookStartedId": run, "result": result, "timestamp": at}


def _definitions(pickles: list[Any], known: Known) -> dict[str, str]:
    """The id of each pattern that a step of these pickles has, in the order of their first use."""
    found: dict[str, str] = {}
    for pickle in pickles:
        for step in pickle["steps"]:
            if (understood := known(step.get("type", ""), step["text"])) is not None:
                found.setdefault(understood[0], f"definition.{len(found)}")
    return found


def _case(number: str, pickle: Any, definitions: Mapping[str, str], known: Known) -> dict[str, Any]:
    steps = []
    for place_, step in enumerate(pickle["steps"]):
        understood = known(step.get("type", ""), step["text"])
        found: dict[str, Any] = {"id": f"{number}.{place_}", "pickleStepId": step["id"]}
        if understood is not None:
            found["stepDefinitionIds"] = [definitions[understood[0]]]
            found["stepMatchArgumentsLists"] = [{"stepMatchArguments": list(_arguments(*understood))}]
        else:
            found |= {"stepDefinitionIds": [], "stepMatchArgumentsLists": []}
        steps.append(found)
    return {"id": number, "pickleId": pickle["id"], "testSteps": steps, "testRunStartedId": "run"}


def _arguments(pattern: str, words: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Where in a step's text the words for the pattern's names stand."""
    start = 0
    for number, part in enumerate(pattern.replace("}", "{").split("{")):
        if number % 2:
            value = words[part]
            yield {"group": {"start": start, "value": value, "children": []}, "parameterTypeName": part}
            start += len(value)
        else:
            start += len(part)


def _executed(
    number: str, check: CheckResult, steps: int, begun: Any, ended: Any
) -> Iterator[tuple[str, Any]]:
    started = f"{number}.started"
    yield "testCaseStarted", {"id": started, "testCaseId": number, "attempt": 0, "timestamp": begun}
    for step in range(steps):
        at = {"testCaseStartedId": started, "testStepId": f"{number}.{step}"}
        result = _passed()
        yield "testStepStarted", at | {"timestamp": begun}
        if step == steps - 1:
            for finding in check.findings:
                yield "attachment", at | _attachment(finding, check) | {"timestamp": ended}
            result |= _failure(check)
        yield "testStepFinished", at | {"testStepResult": result, "timestamp": ended}
    yield "testCaseFinished", {"testCaseStartedId": started, "willBeRetried": False, "timestamp": ended}


def _attachment(finding: Finding, check: CheckResult) -> dict[str, Any]:
    said = (f"{place(finding)}: {reason(finding.line)}", *evidence(finding, check))
    return {"body": "\n".join(said), "contentEncoding": "IDENTITY", "mediaType": "text/plain"}


def _failure(check: CheckResult) -> dict[str, Any]:
    """What the last step's result has beside a passed one's."""
    if check.state is State.PASSED:
        return {"message": tally(check)}
    if check.state is State.BROKEN:
        return _failed("Broken", display_safe(check.error or "The check could not run."))
    counting = [finding for finding in check.findings if finding.excused is None]
    listed = "\n".join(f"{place(finding)}: {reason(finding.line)}" for finding in counting)
    return _failed("Refuted", f"{len(counting)} refuted by {display_safe(check.check)}\n{listed}")


def _passed() -> dict[str, Any]:
    return {"status": "PASSED", "duration": {"seconds": 0, "nanos": 0}}


def _failed(type_: str, message: str) -> dict[str, Any]:
    exception = {"type": type_, "message": message}
    return {"status": "FAILED", "message": f"{type_}: {message}", "exception": exception}


def _meta(results: Results) -> dict[str, Any]:
    name, _, version = results.software.partition(" ")
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": name, "version": version},
        "runtime": {"name": platform.python_implementation(), "version": platform.python_version()},
        "os": {"name": sys.platform},
        "cpu": {"name": platform.machine()},
    }


def _location(line: int, column: int) -> dict[str, int]:
    return {"line": line, "column": column}


def _timestamp(moment: str) -> dict[str, int]:
    parsed = datetime.datetime.fromisoformat(moment)
    since = parsed - datetime.datetime.fromtimestamp(0, datetime.UTC)
    return {"seconds": since.days * 86_400 + since.seconds, "nanos": since.microseconds * 1000}

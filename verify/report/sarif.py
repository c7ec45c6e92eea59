"""SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), as code scanning and editors read it.

A check is a rule, a finding a result. What could not be run or read is a notification of the tool, and the run then
was not successful; what the committed file fails is a result of a rule of its own. Columns and offsets count code
points.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any
from urllib.parse import quote

from verify.display import display_safe, script_safe
from verify.report.results import DECIDED, EXPIRED_WAIVER, CheckResult, Finding, Results, State, Trouble
from verify.report.wording import evidence, reason, trouble_text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""The base of every path: the top of the repository."""

COMMITTED = {EXPIRED_WAIVER: "expired-waiver", DECIDED: "refuted-by-people"}
"""The rules of what the committed file fails a run for, by title; the name of a check has a "/" in it."""

BROKEN = "broken"
"""The descriptor of what could not be run or read."""

_URL = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_URL_SAFE = "/?#[]@!$&'()*+,;=:%~-._"


def sarif(results: Results) -> Iterator[str]:
    """The whole log in pieces, as JSON in which nothing can act on a terminal; results are written one by one."""
    # The results come last, so no text of a rule or a notification stands behind this.
    before, _, after = _frame(results).rpartition("[]")
    yield f"{before}["
    separator = "\n        "
    for found in chain(_results(results), _committed(results)):
        yield separator + _json(found).replace("\n", "\n        ")
        separator = ",\n        "
    yield f"\n      ]{after}" if separator.startswith(",") else f"]{after}"


def _frame(results: Results) -> str:
    """The log without its results."""
    name, _, version = results.software.partition(" ")
    rules = [_rule(check) for check in results.checks]
    rules += map(_committed_rule, _titles(results))
    driver = {"name": name, "version": version, "rules": rules, "notifications": [_broken_descriptor()]}
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(results)],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    return _json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _json(found: object) -> str:
    return script_safe(json.dumps(found, ensure_ascii=False, indent=2))


def _message(text: str) -> dict[str, str]:
    """Text for people (§3.11): no bracket in it makes a link, no brace a placeholder."""
    escaped = re.sub(r"[\\\[\]]", r"\\\g<0>", display_safe(text))
    return {"text": escaped.replace("{", "{{").replace("}", "}}")}


def _lines(*lines: str) -> dict[str, str]:
    return {"text": "\n".join(_message(line)["text"] for line in lines)}


def _rule(check: CheckResult) -> dict[str, Any]:
    help_ = [
        f"The check is the scenario at {check.feature}:{check.line}.",
        "If the article is wrong, correct it. If the record is, correct the reference, with its source.",
    ]
    help_ += [f"Ask {check.owner} about it."] * bool(check.owner)
    return {
        "id": check.check,
        "shortDescription": _message(check.title),
        "fullDescription": _message(check.description or check.title),
        "help": _lines(*help_),
        "defaultConfiguration": {"level": check.severity},
        "properties": {"tags": [display_safe(tag) for tag in sorted(set(check.tags))]},
    }


_ABOUT = {
    EXPIRED_WAIVER: (
        "A waiver excuses a finding until its day of expiry, and nothing afterwards.",
        "Settle the claim, or renew the waiver with a reason and a later day.",
    ),
    DECIDED: (
        "A committed decision says that the claim is refuted, though no check does.",
        "Correct the article, or take the decision back.",
    ),
}


def _titles(results: Results) -> list[str]:
    return list(dict.fromkeys(title for title, _ in results.committed))


def _committed_rule(title: str) -> dict[str, Any]:
    about, advice = _ABOUT[title]
    return {
        "id": COMMITTED[title],
        "shortDescription": {"text": title},
        "fullDescription": {"text": about},
        "help": {"text": advice},
        "defaultConfiguration": {"level": "error"},
    }


def _broken_descriptor() -> dict[str, Any]:
    return {
        "id": BROKEN,
        "shortDescription": {"text": "Something could not be run or read"},
        "fullDescription": {
            "text": "A check, an article or a table of the reference is broken, so the run says less than it should."
        },
        "help": {"text": "Mend what the message names. Of checks, verify check --lint says more."},
    }


def _invocation(results: Results) -> dict[str, Any]:
    rules = {
        (check.feature, check.line): check.check for check in results.checks if check.state is State.BROKEN
    }
    notifications = []
    for trouble in results.troubles:
        found: dict[str, Any] = {
            "level": "error",
            "descriptor": {"id": BROKEN},
            "message": _message(trouble_text(trouble)),
            "locations": _trouble_locations(trouble, results.folder),
        }
        if rule := rules.get((trouble.file, trouble.line)):
            found["associatedRule"] = {"id": rule}
        notifications.append(found)
    return {
        "executionSuccessful": not notifications,
        "startTimeUtc": results.started_at,
        "endTimeUtc": results.finished_at,
        "toolExecutionNotifications": notifications,
    }


def _results(results: Results) -> Iterator[dict[str, Any]]:
    for number, check in enumerate(results.checks):
        seen: Counter[str] = Counter()
        for finding in check.findings:
            alike = hashlib.sha256(
                f"{finding.line.article}\x1f{finding.fingerprint}".encode("utf-8", "surrogatepass")
            ).hexdigest()
            seen[alike] += 1
            yield _result(check, number, finding, f"{alike[:16]}:{seen[alike]}", results.folder)


def _result(check: CheckResult, number: int, finding: Finding, place: str, folder: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": check.check,
        "ruleIndex": number,
        "level": finding.severity,
        "message": _lines(reason(finding.line), *evidence(finding, check)),
        "locations": [_location(finding)],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "The check"},
                "physicalLocation": _physical(folder + check.feature, {"startLine": check.line}),
            }
        ],
        # GitHub follows a result by primaryLocationLineHash, with rule and path; others by what fits them.
        "partialFingerprints": {"claim/v1": finding.fingerprint, "primaryLocationLineHash": place},
        # All results of a run have suppressions, or none has (§3.27.23).
        "suppressions": [],
        "properties": _properties(finding),
    }
    if finding.excused is not None and not finding.is_slight:
        found["suppressions"].append({"kind": "external", "justification": display_safe(finding.excused)})
    return found


def _location(finding: Finding) -> dict[str, Any]:
    """The claim's place. A headline has no line in the text: the file as a whole is named, from its first line."""
    line = finding.line
    if line.part == "headline":
        region: dict[str, Any] = {"startLine": 1}
        return {"physicalLocation": _article(finding, region), "message": {"text": "In the headline"}}
    breaks = line.quote.count("\n")
    region = {
        "startLine": line.line,
        "startColumn": line.column,
        "endLine": line.line + breaks,
        "endColumn": len(line.quote) - line.quote.rfind("\n") if breaks else line.column + len(line.quote),
        "charOffset": line.start,
        "charLength": line.end - line.start,
        "snippet": {"text": _whole(line.quote)},
    }
    return {"physicalLocation": _article(finding, region)}


def _article(finding: Finding, region: dict[str, Any]) -> dict[str, Any]:
    """An article that is no file goes by its URL, or by its id as one segment of a path."""
    if finding.file is not None:
        return _physical(finding.file, region)
    name = _whole(finding.line.article)
    if _URL.match(name):
        return {"artifactLocation": {"uri": quote(name, safe=_URL_SAFE)}, "region": region}
    return {"artifactLocation": {"uri": quote(name, safe=""), "uriBaseId": ROOT}, "region": region}


def _physical(path: str, region: dict[str, Any]) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(_whole(path)), "uriBaseId": ROOT}, "region": region}


def _properties(finding: Finding) -> dict[str, Any]:
    line = finding.line
    return {
        "claim": line.claim,
        "property": display_safe(line.property),
        "subject": display_safe(line.subject or ""),
        "stated": display_safe(line.stated or line.value or ""),
        "expected": display_safe(line.expected or line.record or ""),
        "outcome": line.outcome.label if line.outcome else "",
        "sources": [display_safe(source.url or source.title) for source in line.sources],
    }


def _committed(results: Results) -> Iterator[dict[str, Any]]:
    titles = _titles(results)
    for title, trouble in results.committed:
        yield {
            "ruleId": COMMITTED[title],
            "ruleIndex": len(results.checks) + titles.index(title),
            "level": "error",
            "message": _message(trouble_text(trouble)),
            "locations": _trouble_locations(trouble, results.folder),
            "suppressions": [],
        }


def _trouble_locations(trouble: Trouble, folder: str) -> list[dict[str, Any]]:
    if not trouble.file:
        return []
    region = {"startLine": trouble.line, "startColumn": trouble.column}
    return [{"physicalLocation": _physical(folder + trouble.file, region)}]


def _whole(text: str) -> str:
    """Text without halves of surrogate pairs, which strict readers of JSON refuse and no path has."""
    return text.encode("utf-8", "replace").decode("utf-8")

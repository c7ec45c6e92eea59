"""Runs to report on: a plain one with everything in it, and any that Hypothesis can think of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from hypothesis import strategies as st
from test_screen import LINE

from verify.report.claims import ClaimLine, SourceLine
from verify.report.results import CheckResult, Finding, Results, State, Trouble
from verify.verdicts import Verdict

REFUTED, CONFLICTING, SUPPORTED, UNKNOWN = Verdict

BEGUN, ENDED = "2016-04-09T12:00:00.000000Z", "2016-04-09T12:00:01.500000Z"

FEATURE = """\
@house @owner:ana
Feature: House rules

  Rule: Dates agree

    What is on record counts.

    Scenario Outline: The day on which it was <property>
      Given claims of the kind "agreement" about "<property>"
      When each is compared with the reference
      Then a claim that differs is "refuted"

      Examples:
        | property  |
        | concluded |
        | signed    |

  Scenario: The weekday
    Given dates that name a weekday
    When each is compared with the calendar
    Then a claim that differs is "refuted"
"""


@dataclass(frozen=True)
class Feature:
    """A feature file as checks have it."""

    shown: str
    text: str
    document: Any
    pickles: tuple[Any, ...]


def feature(shown: str, text: str = FEATURE) -> Feature:
    """A feature file, parsed."""
    document: Any = Parser().parse(text)
    return Feature(shown, text, document, tuple(Compiler().compile(document | {"uri": shown})))


HOUSE = feature("checks/house.feature")
PICKLES = {
    "house/the-day-on-which-it-was-concluded/1": HOUSE.pickles[0]["id"],
    "house/the-day-on-which-it-was-signed/2": HOUSE.pickles[1]["id"],
    "house/the-weekday": HOUSE.pickles[2]["id"],
}


def known(type_: str, text: str) -> tuple[str, Mapping[str, str]] | None:
    """Two steps of the registry; nothing else is understood."""
    if type_ == "Context" and text.startswith('claims of the kind "'):
        kind, _, property_ = (
            text.removeprefix('claims of the kind "').removesuffix('"').partition('" about "')
        )
        return 'claims of the kind "{kind}" about "{property}"', {"kind": kind, "property": property_}
    return (text, {}) if text == "each is compared with the reference" else None


def claim(**more: Any) -> ClaimLine:
    """A claim that differs from the record, in its third line."""
    return replace(LINE, **({"article": "articles/harbour.md"} | more))


def finding(**more: Any) -> Finding:
    """A finding that counts, in a file."""
    given: dict[str, Any] = {"severity": "error", "fingerprint": "f" * 64, "file": "desk/articles/harbour.md"}
    return Finding(**({"line": claim()} | given | more))


def check(number: int = 0, **more: Any) -> CheckResult:
    """One of the three checks of the house, passed unless said otherwise."""
    name = list(PICKLES)[number]
    given: dict[str, Any] = {
        "check": name, "title": HOUSE.pickles[number]["name"], "feature": HOUSE.shown, "line": (8, 8, 17)[number],
        "severity": "error", "state": State.PASSED, "description": "What is on record counts.", "owner": "ana",
        "tags": ("house", "owner:ana"),
    }  # fmt: skip
    return CheckResult(**(given | more))


def run(*checks: CheckResult, **more: Any) -> Results:
    """A run of these checks, in a workspace that is a folder of its repository."""
    given: dict[str, Any] = {"run_id": 7, "started_at": BEGUN, "finished_at": ENDED, "folder": "desk/"}
    return Results(**({"software": "verify 1.2.3", "checks": checks} | given | more))


CLEAN = run(check(0, judged=2, counts={SUPPORTED: 1, UNKNOWN: 1}), check(1), check(2))

MIXED = run(
    check(
        0,
        state=State.FAILED,
        judged=4,
        counts={REFUTED: 3, SUPPORTED: 1},
        findings=(
            finding(line=claim(part="headline", line=1, column=5, start=4, end=14, attributed_to="The mayor")),
            finding(severity="warning", expired="until 2016-01-01, by Ana: the annexes disagree"),
            finding(severity="note", excused="waived until 2017-01-01 by Ana: the annexes disagree"),
        ),
    ),
    check(1, findings=(finding(excused="Ana decided: supported"),)),
    check(2, state=State.BROKEN, error="the disk is full."),
    broken=(Trouble("checks/bad.feature", 8, 7, "no step reads 'x'.", "Nearest: 'y'"),
            Trouble("", 1, 1, "2 of 3 checks ran.", "")),
    expired=(Trouble("verify-decisions.ndjson", 3, 1, "the waiver of Ana expired on 2016-01-01.", "Renew it."),),
)  # fmt: skip
"""Two findings that count, two that are excused, three things broken, one waiver expired."""

HOSTILE = (
    "::error file=x::forged", "##[error]forged", "##vso[task.complete]", "]]>", "<!--", "</script><script>x()",
    "[click](javascript:x)", "{0} {{", "\\[", "=cmd()", "%0A::error::x", "\x1b[31m", "\x00\x07\x9b", "\u202eevil",
    "\ud83d", "\ufffe\uffff", "\r\n::warning::x", "\u2028", "a,b:c=d", "\U0001f600",
)  # fmt: skip
TEXT = st.one_of(
    st.text(st.characters(), max_size=12),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join),
    st.sampled_from(HOSTILE),
)
SEVERITIES = st.sampled_from(["error", "warning", "note"])


def _claims() -> st.SearchStrategy[ClaimLine]:
    return st.builds(
        lambda article, quote, other, part, line: replace(
            LINE, article=article or "-", document=other, quote=quote or "x", part=part, line=line, column=line,
            start=line, end=line + len(quote or "x"), explanation=other, record=other, expected=other,
            attributed_to=other or None, subject=other, sources=(SourceLine(other, quote, article),) * 2,
        ),
        TEXT, TEXT, TEXT, st.sampled_from(["headline", "body"]), st.integers(1, 9999),
    )  # fmt: skip


def _findings() -> st.SearchStrategy[Finding]:
    excuse = st.none() | TEXT
    file = st.none() | TEXT.filter(bool).map(lambda name: f"desk/{name}")
    return st.builds(Finding, _claims(), SEVERITIES, st.just("f" * 64), excuse, excuse, file)


def _checks(number: int) -> st.SearchStrategy[CheckResult]:
    def made(
        title: str, found: list[Finding], error: str | None, tags: list[str], severity: str
    ) -> CheckResult:
        fails = any(one.excused is None for one in found)
        state = State.BROKEN if error else State.FAILED if fails else State.PASSED
        return check(
            number, title=title, findings=tuple(found), error=error or None, state=state, tags=tuple(tags),
            severity=severity, description=title, owner=title or None,
        )  # fmt: skip

    return st.builds(
        made,
        TEXT,
        st.lists(_findings(), max_size=4),
        st.none() | TEXT.filter(bool),
        st.lists(TEXT, max_size=2),
        SEVERITIES,
    )


def _troubles() -> st.SearchStrategy[tuple[Trouble, ...]]:
    place = st.integers(1, 9999)
    return st.lists(st.builds(Trouble, TEXT, place, place, TEXT, TEXT), max_size=3).map(tuple)


RUNS = st.builds(
    lambda first, second, third, broken, expired, folder: run(
        first, second, third, broken=broken, expired=expired, folder=f"{folder}/" if folder else ""
    ),
    _checks(0), _checks(1), _checks(2), _troubles(), _troubles(), TEXT,
)  # fmt: skip
"""Any run, with hostile text wherever text can be."""

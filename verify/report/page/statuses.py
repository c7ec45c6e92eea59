"""The statuses as a page shows them: each has its words, a sign, and a name for its colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verify.report.claims import ClaimLine
from verify.report.screen import MARKS
from verify.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Look:
    """How a status looks: its words, its sign, and its class in CSS."""

    label: str
    sign: str
    css: str


UNJUDGED = Look("not judged", "·", "unjudged")

LOOKS = {
    verdict: Look(verdict.label, MARKS[verdict], css)
    for verdict, css in (
        (Verdict.REFUTED, "refuted"),
        (Verdict.CONFLICTING_EVIDENCE, "conflicting"),
        (Verdict.SUPPORTED, "supported"),
        (Verdict.NOT_ENOUGH_EVIDENCE, "unknown"),
    )
}

ORDER = (*(LOOKS[verdict] for verdict in sorted(LOOKS)), UNJUDGED)
"""The looks, what matters most first."""


def look_of(line: ClaimLine) -> Look:
    """How the status of a claim looks."""
    return LOOKS[line.status] if line.status is not None else UNJUDGED


def foremost(looks: Iterable[Look]) -> Look:
    """Of claims on the same words, the look that matters most."""
    return min(looks, key=ORDER.index)

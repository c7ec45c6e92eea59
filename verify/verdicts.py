"""The two closed lists of the workbench: what a comparison found, and what a check concludes.

Verdicts are the labels of AVeriTeC (Schlichtkrull et al., 2023). The codes are those of the label tables in the
store; in a claim's status a verdict of a lower code stands before one of a higher.
"""

from __future__ import annotations

from enum import IntEnum


class Outcome(IntEnum):
    """What comparing a claim with the record found."""

    AGREES = 1
    AGREES_WITHIN_ITS_PRECISION = 2
    MORE_PRECISE_THAN_THE_RECORD = 3
    DIFFERS = 4
    DIFFERS_AS_INFERRED = 5
    TRUE_AT_ANOTHER_DATE = 6
    UNLISTED = 7
    ABSENT_FROM_A_COMPLETE_LIST = 8
    SOURCES_CONFLICT = 9
    NO_RECORD = 10
    NOT_COMPARABLE = 11

    @property
    def label(self) -> str:
        """The outcome in words, as tables and reports show it."""
        return self.name.lower().replace("_", " ")


class Verdict(IntEnum):
    """What a check, or a person, concludes of a claim."""

    REFUTED = 1
    CONFLICTING_EVIDENCE = 2
    SUPPORTED = 3
    NOT_ENOUGH_EVIDENCE = 4

    @property
    def label(self) -> str:
        """The verdict in words."""
        return self.name.lower().replace("_", " ")


VERDICT_OF = {verdict.label: verdict for verdict in Verdict}
"""Verdicts by their words."""

OUTCOME_OF = {outcome.label: outcome for outcome in Outcome}
"""Outcomes by their words."""

"""From what the steps of a scenario say to its plan, refusing what does not fit together."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from verify.checks.plan import CompareWith, Plan, Selection
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property


class StepError(Exception):
    """A step that cannot be understood or does not fit: what is wrong, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message} {hint}")
        self.message = message
        self.hint = hint


OUTCOME_PHRASES: Mapping[str, Outcome] = {
    "agrees": Outcome.AGREES,
    "agrees within its precision": Outcome.AGREES_WITHIN_ITS_PRECISION,
    "is more precise than the record": Outcome.MORE_PRECISE_THAN_THE_RECORD,
    "differs": Outcome.DIFFERS,
    "differs as inferred": Outcome.DIFFERS_AS_INFERRED,
    "was true at another date": Outcome.TRUE_AT_ANOTHER_DATE,
    "is unlisted": Outcome.UNLISTED,
    "is absent from a complete list": Outcome.ABSENT_FROM_A_COMPLETE_LIST,
    "meets sources that conflict": Outcome.SOURCES_CONFLICT,
    "has no record": Outcome.NO_RECORD,
    "is not comparable": Outcome.NOT_COMPARABLE,
}
"""How an editor names an outcome behind "a claim that …"."""


@dataclass(slots=True)
class PlanBuilder:
    """Gathers what the steps of one scenario say; `properties` are those the reference describes."""

    properties: Mapping[str, Property]
    selection: Selection | None = None
    compare_with: CompareWith | None = None
    verdicts: dict[Outcome, Verdict | None] = field(default_factory=dict)
    others: Verdict | None = None
    others_given: bool = False
    thens: int = 0

    def select(self, selection: Selection) -> None:
        """Say which claims are judged; only once a scenario."""
        if self.selection is not None:
            raise StepError(
                "the scenario selects claims twice.", "Keep one such Given, and narrow it with And."
            )
        if selection.property != "date" and selection.property not in self.properties:
            raise StepError(
                f"no property is called {selection.property!r}.",
                nearest(selection.property, self.properties),
            )
        described = self.properties.get(selection.property)
        kind = described.kind if described is not None else "date"
        if kind != selection.kind:
            raise StepError(
                f"{selection.property!r} is a property of the kind {kind!r}, not {selection.kind!r}.",
                f"Write {kind!r}, or another property.",
            )
        self.selection = selection

    def narrow(self, **conditions: str | bool) -> None:
        """Narrow the selection by one more condition."""
        if self.selection is None:
            raise StepError("there are no claims to narrow yet.", "Begin with a Given that selects claims.")
        for name in conditions:
            if getattr(self.selection, name) not in (None, False):
                raise StepError("the scenario says this twice.", "Keep one of the steps.")
        self.selection = replace(self.selection, **conditions)  # type: ignore[arg-type]

    def compare(self, compare_with: CompareWith) -> None:
        """Say what each claim is compared with; only once a scenario."""
        if self.compare_with is not None:
            raise StepError("the scenario compares twice.", "Keep one When.")
        self.compare_with = compare_with

    def conclude(self, outcome: Outcome, verdict: Verdict | None) -> None:
        """Say what an outcome means; only once an outcome."""
        if outcome in self.verdicts:
            raise StepError("the scenario says twice what this outcome means.", "Keep one of the steps.")
        self.thens += 1
        self.verdicts[outcome] = verdict

    def conclude_others(self, verdict: Verdict | None) -> None:
        """Say what every outcome means that no other step names."""
        if self.others_given:
            raise StepError("the scenario says twice what any other claim is.", "Keep one of the steps.")
        self.thens += 1
        self.others_given, self.others = True, verdict

    def plan(self) -> Plan:
        """The whole plan. Raises StepError where a part is missing or an outcome means nothing."""
        if self.selection is None:
            raise StepError(
                "the scenario selects no claims.",
                "Begin with, for instance: Given claims that cite a resolution",
            )
        if self.compare_with is None:
            raise StepError("the scenario compares nothing.", "Add: When each is compared with the reference")
        if not self.thens:
            raise StepError(
                "the scenario concludes nothing.", 'Add, for instance: Then a claim that differs is "refuted"'
            )
        missing = [outcome for outcome in Outcome if outcome not in self.verdicts]
        if missing and not self.others_given:
            phrases = {outcome: phrase for phrase, outcome in OUTCOME_PHRASES.items()}
            raise StepError(
                f"nothing is said of a claim that {phrases[missing[0]]}"
                + (f" (and of {len(missing) - 1} other outcomes)." if len(missing) > 1 else "."),
                'Add: And any other claim is "not enough evidence"',
            )
        self._refuse_mismatch()
        whole = {outcome: self.verdicts.get(outcome, self.others) for outcome in Outcome}
        if not any(whole.values()):
            raise StepError(
                "no outcome leads to a verdict.", 'Add, for instance: Then a claim that differs is "refuted"'
            )
        return Plan(self.selection, self.compare_with, whole)

    def _refuse_mismatch(self) -> None:
        assert self.selection is not None
        is_date = self.selection.property == "date"
        if is_date and self.compare_with is CompareWith.REFERENCE:
            raise StepError(
                "a date by itself has nothing to be compared with in the reference.",
                "Write: When each is compared with the calendar",
            )
        if is_date and self.selection.subject is not None:
            raise StepError("a date by itself has no subject.", "Remove the step that names one.")
        if not is_date and self.compare_with is CompareWith.CALENDAR:
            raise StepError(
                "only dates are compared with the calendar.",
                "Write: When each is compared with the reference",
            )


def nearest(word: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"Nearest: {close[0]!r}" if close else f"Known are: {', '.join(sorted(known))}."

"""From what the steps of a scenario say to its plan, refusing what does not fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from verify.checks.fitting import refuse_method, refuse_mismatch
from verify.checks.likeness import nearest_hint
from verify.checks.plan import Comparing, Plan, Selection
from verify.checks.possible import possible_outcomes
from verify.checks.step_error import StepError
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property

DATE = "date"
"""The kind and the property of dates by themselves, which no reference describes."""

ADDS_UP = frozenset({"recorded"})
"""What a scenario may ask for several times over."""

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

PHRASES: Mapping[Outcome, str] = {outcome: phrase for phrase, outcome in OUTCOME_PHRASES.items()}
"""The same the other way round."""


@dataclass(slots=True)
class PlanBuilder:
    """Gathers what the steps of one scenario say; `properties` are those the reference describes."""

    properties: Mapping[str, Property]
    selection: Selection | None = None
    comparing: Comparing | None = None
    verdicts: dict[Outcome, Verdict | None] = field(default_factory=dict)
    others: Verdict | None = None
    others_given: bool = False
    thens: int = 0
    advice: str = ""

    def select(self, kind: str, property: str, **more: Any) -> None:
        """Say which claims are judged; only once a scenario."""
        if self.selection is not None:
            raise StepError(
                "the scenario selects claims twice.", "Keep one such Given, and narrow it with And."
            )
        if property != DATE and property not in self.properties:
            raise StepError(f"no property is called {property!r}.", nearest_hint(property, self.properties))
        described = self.properties.get(property)
        known = described.kind if described is not None else DATE
        if known != kind:
            raise StepError(
                f"{property!r} is a property of the kind {known!r}, not {kind!r}.",
                f"Write {known!r}, or another property.",
            )
        self.selection = Selection(kind, property, **more)

    def narrow(self, **conditions: Any) -> None:
        """Narrow the selection by one more condition; what can be said several times adds up."""
        if self.selection is None:
            raise StepError("there are no claims to narrow yet.", "Begin with a Given that selects claims.")
        for name, value in conditions.items():
            said = getattr(self.selection, name)
            if name == "attributed" and said is not None:
                raise StepError("the scenario says twice whose the claim is.", "Keep one of the steps.")
            if isinstance(value, tuple) and name in ADDS_UP:
                conditions[name] = (*said, *value)
            elif said is not None and said is not False and said != ():
                raise StepError("the scenario says this twice.", "Keep one of the steps.")
        self.selection = replace(self.selection, **conditions)

    def compare(self, comparing: Comparing) -> None:
        """Say what each claim is compared with; only once a scenario."""
        if self.comparing is not None:
            raise StepError("the scenario compares twice.", "Keep one When.")
        refuse_method(comparing)
        self.comparing = comparing

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

    def advise(self, text: str) -> None:
        """Say what readers of a finding are told; only once a scenario."""
        if self.advice:
            raise StepError("the scenario advises twice.", "Keep one of the steps.")
        self.advice = " ".join(text.split())

    def plan(self) -> Plan:
        """The whole plan. Raises StepError where a part is missing or an outcome means nothing."""
        if self.selection is None:
            raise StepError(
                "the scenario selects no claims.",
                "Begin with, for instance: Given claims that cite a resolution",
            )
        if self.comparing is None:
            raise StepError("the scenario compares nothing.", "Add: When each is compared with the reference")
        if not self.thens:
            raise StepError(
                "the scenario concludes nothing.", 'Add, for instance: Then a claim that differs is "refuted"'
            )
        refuse_mismatch(self.selection, self.comparing, self.properties)
        possible = possible_outcomes(self.selection, self.comparing, self.properties)
        missing = [outcome for outcome in Outcome if outcome in possible and outcome not in self.verdicts]
        if missing and not self.others_given:
            raise StepError(
                f"nothing is said of a claim that {', or '.join(PHRASES[one] for one in missing)}.",
                'Add: And any other claim is "not enough evidence"',
            )
        whole = {outcome: self.verdicts.get(outcome, self.others) for outcome in Outcome}
        if not any(whole.values()):
            raise StepError(
                "no outcome leads to a verdict.", 'Add, for instance: Then a claim that differs is "refuted"'
            )
        return Plan(self.selection, self.comparing, whole)

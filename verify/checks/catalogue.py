"""What a check can be written with, as one list to read: steps, outcomes, verdicts and tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from verify.checks.builder import OUTCOME_PHRASES
from verify.checks.extensions import load_steps
from verify.checks.registry import STEPS, StepType
from verify.severity import SEVERITIES
from verify.verdicts import Outcome, Verdict

MEANINGS = {
    Outcome.AGREES: "equal to the record, at the precision stated",
    Outcome.AGREES_WITHIN_ITS_PRECISION: "the stated value contains the recorded one: “in July 2015”, 14 July 2015",
    Outcome.MORE_PRECISE_THAN_THE_RECORD: "the recorded value contains the stated one",
    Outcome.DIFFERS: (
        "what is stated has nothing in common with the record, which has one value or is complete"
    ),
    Outcome.DIFFERS_AS_INFERRED: "only what was inferred clashes: “December 3”, its year guessed",
    Outcome.TRUE_AT_ANOTHER_DATE: "it held, but not on the day that counts",
    Outcome.UNLISTED: "the record has other values, and does not claim to have all",
    Outcome.ABSENT_FROM_A_COMPLETE_LIST: "the subject itself is not on a list that is complete there",
    Outcome.SOURCES_CONFLICT: "it fits, but only facts that are marked as disputed",
    Outcome.NO_RECORD: "nothing is on record of this subject and property, as of that day",
    Outcome.NOT_COMPARABLE: "ambiguous, negated, hypothetical or planned, or the record leaves it open",
}
"""What each outcome means to an editor."""

CONCLUSIONS = {
    Verdict.REFUTED: "the record says otherwise: a finding",
    Verdict.CONFLICTING_EVIDENCE: "the record, or the articles, contradict each other",
    Verdict.SUPPORTED: "the record says so",
    Verdict.NOT_ENOUGH_EVIDENCE: "the record cannot settle it: a person looks",
}
"""What each verdict means to an editor."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing an editor can write. `part` is Given, When, Then, Outcome, Verdict or Tag.

    `below` are the lines that stand below the example: a table, a text.
    """

    part: str
    pattern: str
    example: str
    about: str
    below: tuple[str, ...] = ()

    def holds(self, word: str) -> bool:
        """Whether a word stands anywhere in it, in whatever case."""
        return word.casefold() in f"{self.part} {self.pattern} {self.example} {self.about}".casefold()


def catalogue() -> list[Entry]:
    """Everything a check can be written with, in the order in which a check is written."""
    load_steps()
    return [*_steps(), *_outcomes(), *_verdicts(), *_tags()]


def with_words(entries: Iterable[Entry], words: Iterable[str]) -> list[Entry]:
    """The entries in which every word stands."""
    wanted = list(words)
    return [entry for entry in entries if all(entry.holds(word) for word in wanted)]


def _steps() -> Iterator[Entry]:
    for type_ in StepType:
        for step in STEPS:
            if step.type is type_:
                yield Entry(type_.keyword, step.pattern, step.example, step.about, step.example_block)


def _outcomes() -> Iterator[Entry]:
    for phrase, outcome in OUTCOME_PHRASES.items():
        yield Entry("Outcome", phrase, f'a claim that {phrase} is "…"', MEANINGS[outcome])


def _verdicts() -> Iterator[Entry]:
    for verdict in Verdict:
        yield Entry("Verdict", verdict.label, f'any other claim is "{verdict.label}"', CONCLUSIONS[verdict])


def _tags() -> Iterator[Entry]:
    severities = ", ".join(SEVERITIES)
    yield Entry(
        "Tag", "@severity:{severity}", "@severity:warning", f"How much a finding matters: {severities}."
    )
    yield Entry("Tag", "@owner:{name}", "@owner:ana", "Who looks after the check.")

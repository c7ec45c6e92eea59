"""What a spec expects of the claims of its articles, and what is missed where it does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from verify.specs.pointing import Pointer, Seen, claims_at, sentence_of, the_claim, told
from verify.verdicts import Verdict

if TYPE_CHECKING:
    from verify.report.claims import ClaimLine

NOT_JUDGED = "not judged"
"""In the place of a verdict: no check judges the claim."""

ASPECTS = ("verdict", "outcome", "because", "check", "value", "attributed to")
"""What can be expected of a claim. `because` is a part of the explanation; `check` a check, or an outline of some."""


@dataclass(frozen=True, slots=True)
class Miss:
    """An expectation that does not hold: what was expected, what was found, and, of a claim, where and why."""

    expected: str
    found: str
    sentence: str | None = None
    explanation: str | None = None


class Expectation(Protocol):
    """Something a spec expects of what was seen. May raise StepError where it can be meant in several ways."""

    def misses(self, seen: Seen) -> Iterator[Miss]:
        """What does not hold; nothing where all does."""


@dataclass(frozen=True, slots=True)
class ClaimIs:
    """A claim that is judged so; `expected` by ASPECTS."""

    pointer: Pointer
    expected: Mapping[str, str]

    def misses(self, seen: Seen) -> Iterator[Miss]:
        """Every aspect in which the claim is otherwise."""
        line = the_claim(self.pointer, seen)
        if line is None:
            yield Miss(
                ", ".join(self.expected.values()), f"{self.pointer} is not a claim", explanation=_claims(seen)
            )
            return
        otherwise = [
            aspect
            for aspect, words in self.expected.items()
            if not _fits(aspect, words, _aspect(line, aspect))
        ]
        if otherwise:
            found = ", ".join(_found(line, aspect) for aspect in otherwise)
            yield Miss(_said(self.expected), found, sentence_of(line, seen), line.explanation)


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Words that make claims, of which no check says anything."""

    pointer: Pointer

    def misses(self, seen: Seen) -> Iterator[Miss]:
        """Every claim of the words that is judged."""
        found = claims_at(self.pointer, seen)
        if not found:
            yield Miss(NOT_JUDGED, f"{self.pointer} is not a claim", explanation=_claims(seen))
        for line in found:
            if line.status is not None:
                yield Miss(
                    NOT_JUDGED, f"{line.status.label}{_by(line)}", sentence_of(line, seen), line.explanation
                )


@dataclass(frozen=True, slots=True)
class IsClaim:
    """Words that make a claim about a property, whatever becomes of it."""

    pointer: Pointer

    def misses(self, seen: Seen) -> Iterator[Miss]:
        """That there is no such claim."""
        if not claims_at(self.pointer, seen):
            yield Miss(str(self.pointer), "no such claim", explanation=_claims(seen))


@dataclass(frozen=True, slots=True)
class NoClaim:
    """Words that make no claim, or none about a property."""

    pointer: Pointer

    def misses(self, seen: Seen) -> Iterator[Miss]:
        """Every such claim."""
        for line in claims_at(self.pointer, seen):
            yield Miss("no claim", told(line, seen), sentence_of(line, seen), line.explanation)


@dataclass(frozen=True, slots=True)
class Nothing:
    """That no claim has a verdict, or (None) any. It says something only where there are claims."""

    verdict: Verdict | None

    def misses(self, seen: Seen) -> Iterator[Miss]:
        """Every claim that has it."""
        expected = f"nothing {self.verdict.label if self.verdict else 'judged'}"
        if next(seen.all(), None) is None:
            yield Miss(expected, "no claim at all, so there was nothing to judge")
        for line in seen.all():
            if line.status is not None and self.verdict in (None, line.status):
                yield Miss(
                    expected, f"{line.status.label}{_by(line)}", sentence_of(line, seen), line.explanation
                )


@dataclass(frozen=True, slots=True)
class NoClaimAtAll:
    """That the articles make no claim, dates included."""

    def misses(self, seen: Seen) -> Iterator[Miss]:
        """Every claim."""
        for line in seen.all():
            yield Miss("no claim", told(line, seen), sentence_of(line, seen))


@dataclass(frozen=True, slots=True)
class Judged:
    """How many claims checks judge."""

    count: int

    def misses(self, seen: Seen) -> Iterator[Miss]:
        """That there are more or fewer."""
        judged = [line for line in seen.all() if line.status is not None]
        if len(judged) != self.count:
            yield Miss(f"{self.count} judged", f"{len(judged)} judged", explanation=_claims(seen))


@dataclass(frozen=True, slots=True)
class TheClaims:
    """Every claim that is judged, by its words and what is expected of it."""

    rows: Sequence[ClaimIs]

    def misses(self, seen: Seen) -> Iterator[Miss]:
        """Every row that is otherwise, and every claim that is judged and in no row."""
        listed: list[ClaimLine] = []
        for row in self.rows:
            yield from row.misses(seen)
            line = the_claim(row.pointer, seen)
            listed += [line] if line is not None else []
        for line in seen.all():
            if line.status is not None and line not in listed:
                yield Miss(
                    "no other claim", f"{told(line, seen)}: {line.status.label}{_by(line)}",
                    sentence_of(line, seen), line.explanation,
                )  # fmt: skip


def _aspect(line: ClaimLine, aspect: str) -> str | None:
    match aspect:
        case "verdict":
            return line.status.label if line.status else NOT_JUDGED
        case "outcome":
            return line.outcome.label if line.outcome else None
        case "because":
            return line.explanation
        case "check":
            return line.check
        case "value":
            return line.value
    return line.attributed_to


def _fits(aspect: str, expected: str, found: str | None) -> bool:
    if found is None:
        return False
    if aspect == "because":
        return expected in found
    return is_of(found, expected) if aspect == "check" else found == expected


def is_of(check: str, name: str) -> bool:
    """Whether a check is called so, or belongs to the outline or the file that is."""
    return check == name or check.startswith(f"{name}/")


def _said(expected: Mapping[str, str]) -> str:
    """What is expected of a claim, in words."""
    labels = {"verdict": "{}", "because": "because “{}”"}
    return ", ".join(labels.get(aspect, f"{aspect} {{}}").format(words) for aspect, words in expected.items())


def _found(line: ClaimLine, aspect: str) -> str:
    """What a claim is instead, in words."""
    if aspect == "because":
        return "another explanation" if line.explanation else "no explanation"
    found = _aspect(line, aspect)
    return f"{found}{_by(line)}" if aspect == "verdict" else f"{aspect} {found or 'none'}"


def _by(line: ClaimLine) -> str:
    """The outcome and the check that a verdict rests on."""
    outcome = f" ({line.outcome.label})" if line.outcome else ""
    return f"{outcome}, by {line.check} ({line.check_place})" if line.check else ""


def _claims(seen: Seen) -> str:
    """What there is instead of what was looked for."""
    listed = "; ".join(told(line, seen) for line in seen.all())
    return f"The claims found are: {listed}." if listed else "No claim was found."

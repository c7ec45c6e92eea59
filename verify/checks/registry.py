"""The registry of steps: sentences that an editor can write, and how one is found for what was written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from verify.checks.builder import PlanBuilder
from verify.checks.step_error import StepError


class StepType(StrEnum):
    """The part of a scenario a step belongs to, as Gherkin's pickles name them."""

    GIVEN = "Context"
    WHEN = "Action"
    THEN = "Outcome"

    @property
    def keyword(self) -> str:
        """The English keyword."""
        return self.name.capitalize()


class Wants(StrEnum):
    """What a step reads below its sentence: a data table, lines of text, or either."""

    NOTHING = ""
    TABLE = "a table"
    TEXT = "a text"
    LIST = "a table of one column, or a text with a name a line"


@dataclass(frozen=True, slots=True)
class Block:
    """What stands below a step: the rows of a data table, or the text of a doc string."""

    rows: tuple[tuple[str, ...], ...] = ()
    text: str = ""

    def names(self) -> tuple[str, ...]:
        """The names of a list: the cells of a column, or the lines of a text. Raises StepError for other shapes."""
        if any(len(row) != 1 for row in self.rows):
            raise StepError("the table has several columns.", "Write one name a row.", below=True)
        found = [row[0].strip() for row in self.rows] or [line.strip() for line in self.text.splitlines()]
        names = tuple(dict.fromkeys(name for name in found if name))
        if not names:
            raise StepError("the list is empty.", "Write one name a row.", below=True)
        return names


NO_BLOCK = Block()
"""Nothing below a step."""


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence an editor can write. `{name}` in the pattern stands for some words; `build` adds to the plan.

    What stands in square brackets in the pattern may be left out. `build` takes the plan builder and the pattern's
    names; and `block` where the step wants something below it. `example_block` shows that, a line each. `phrases`
    are names with the regular expressions that they stand for, where that is not any words without a quote.
    """

    type: StepType
    pattern: str
    example: str
    about: str
    build: Callable[..., None]
    wants: Wants = Wants.NOTHING
    example_block: tuple[str, ...] = ()
    phrases: tuple[tuple[str, str], ...] = ()

    def match(self, text: str) -> dict[str, str] | None:
        """The words that stand for the pattern's names that are there, or None where the sentence is another."""
        # Most sentences begin otherwise than a step does; its expression need not be made for those.
        if not text.startswith(_lead(self.pattern)):
            return None
        found = _compiled(self.pattern, self.phrases).fullmatch(text)
        return (
            {name: words for name, words in found.groupdict().items() if words is not None} if found else None
        )


STEPS: list[Step] = []
"""Every step that a check can be written with."""

WORDS = '[^"]+'
"""What a name in a pattern stands for."""

_PARTS = re.compile(r"(\{\w+\}|\[|\])")


def step(
    type_: StepType,
    pattern: str,
    *,
    example: str,
    about: str,
    wants: Wants = Wants.NOTHING,
    example_block: tuple[str, ...] = (),
    phrases: tuple[tuple[str, str], ...] = (),
    among: list[Step] = STEPS,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function of the plan builder and the pattern's names as a step, among those of one language.

    Raises ValueError for a sentence that is registered already, or an example that the pattern does not match.
    """

    def register(build: Callable[..., None]) -> Callable[..., None]:
        added = Step(type_, pattern, example, about, build, wants, example_block, phrases)
        if any(known.type is type_ and known.pattern == pattern for known in among):
            raise ValueError(f"the step {pattern!r} is registered twice")
        # Ours are tried by tests, not at every start.
        if not build.__module__.startswith("verify.") and added.match(example) is None:
            raise ValueError(f"the example {example!r} is not matched by {pattern!r}")
        among.append(added)
        return build

    return register


@cache
def _lead(pattern: str) -> str:
    """The words that every sentence of a pattern begins with."""
    return _PARTS.split(pattern, maxsplit=1)[0]


@cache
def _compiled(pattern: str, phrases: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    meant = dict(phrases)
    expression = ""
    for part in _PARTS.split(pattern):
        if part.startswith("{"):
            name = part[1:-1]
            expression += f"(?P<{name}>{meant.get(name, WORDS)})"
        else:
            expression += {"[": "(?:", "]": ")?"}.get(part, re.escape(part))
    return re.compile(expression)


def understand(type_: StepType, text: str, among: Sequence[Step] = STEPS) -> tuple[Step, dict[str, str]]:
    """The one step a sentence is. Raises StepError for none, with the nearest known step, and for more than one."""
    found = [
        (known, words) for known in among if known.type is type_ and (words := known.match(text)) is not None
    ]
    if len(found) > 1:
        raise StepError(
            f"{text!r} can be read as {found[0][0].pattern!r} and as {found[1][0].pattern!r}.",
            "Write it in another way.",
        )
    if found:
        return found[0]
    other = next((known for known in among if known.match(text) is not None), None)
    if other is not None:
        raise StepError(f"{text!r} is a {other.type.keyword} step.", f"Write it behind {other.type.keyword}.")
    nearest = max(
        among,
        key=lambda known: (
            difflib.SequenceMatcher(None, known.example, text).ratio() + (0.1 if known.type is type_ else 0)
        ),
    )
    raise StepError(f"no step reads {text!r}.", f"Nearest: {nearest.example!r}")


def apply(builder: PlanBuilder, type_: StepType, text: str, block: Block = NO_BLOCK) -> None:
    """Add what a sentence, with what stands below it, says to a plan.

    Raises StepError where it cannot be understood or does not fit.
    """
    known, words = understand(type_, text)
    require_below(known, text, table=bool(block.rows), text=block.text if block != NO_BLOCK else None)
    known.build(builder, **words, **({} if known.wants is Wants.NOTHING else {"block": block}))


def require_below(known: Step, sentence: str, *, table: bool, text: str | None) -> None:
    """Raise StepError where what stands below a step, a table or a text, is not what it wants."""
    if known.wants is Wants.NOTHING:
        if table or text is not None:
            what = "table" if table else "text"
            raise StepError(
                f"no step reads a {what} below it.",
                f"Remove the {what}, or say it in the steps.",
                below=True,
            )
        return
    reads_table, reads_text = known.wants is not Wants.TEXT, known.wants is not Wants.TABLE
    if not (table and reads_table) and not ((text or "").strip() and reads_text):
        raise StepError(
            f"{sentence!r} wants {known.wants} below it.", "Add: " + " / ".join(known.example_block)
        )

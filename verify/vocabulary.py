"""What extraction looks for, as plain data: subjects, their aliases, properties and the phrases that express them.

The reference supplies it (`verify.reference`), extraction reads it; neither knows the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

PART_SEPARATOR = "…"
"""Between the parts of an alias that may stand apart: "Iran|IRGC … fired|launched … missile|missiles"."""

CHOICE_SEPARATOR = "|"
"""Between the words of which one suffices."""


class ValueType(StrEnum):
    """What the values of a property are."""

    DATE = "date"
    SUBJECT = "subject"
    NUMBER = "number"
    TEXT = "text"
    EXISTENCE = "existence"


class Time(StrEnum):
    """Whether a property is an event's date, valid for ever, or a state that holds from one day to another."""

    DATED = "dated"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something the reference knows. `id` is its canonical name: "S/RES/2231", "Joint Comprehensive Plan of Action"."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A way of writing a subject. With a `context`, it counts only where one of those words stands in the document.

    Parts separated by "…" may stand apart in one sentence, in any order; within a part "|" separates choices.
    """

    text: str
    subject: str
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """What can be stated of a subject.

    `kind` is the kind of claim it makes ("agreement"), `of` the kind of its subjects where that is another (the
    "quantity" of an event), `answered_by` the properties whose facts answer it ("cited"
    is answered by "adopted"; by default itself), `phrases` the words that express it ("entered into force").
    """

    id: str
    kind: str
    value_type: ValueType
    time: Time
    many: bool
    answered_by: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    of: str = ""

    @property
    def subject_kind(self) -> str:
        """The kind of the subjects it is stated of."""
        return self.of or self.kind


@dataclass(frozen=True)  # no slots: its digest is kept
class Vocabulary:
    """Everything the reference can know about."""

    subjects: Mapping[str, Subject] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()
    properties: Mapping[str, Property] = field(default_factory=dict)
    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The offices that each person holds or once held, by what the reference has on record."""

    def digest(self) -> str:
        """SHA-256 over the whole content: a changed one means that documents are to be extracted again."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        rows = [
            *(repr(self.subjects[key]) for key in sorted(self.subjects)),
            *sorted(repr(alias) for alias in self.aliases),
            *(repr(self.properties[key]) for key in sorted(self.properties)),
            *(repr((key, self.offices[key])) for key in sorted(self.offices)),
        ]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()

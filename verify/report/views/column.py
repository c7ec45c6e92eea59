"""What a column of a view holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """The type of a column, the same on both databases."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"

    @property
    def about(self) -> str:
        """What values of the type look like."""
        return _ABOUT[self]


_ABOUT = {
    Type.TEXT: "characters, as they came: make them safe where you show them",
    Type.INTEGER: "a whole number",
    Type.NUMBER: "a number with a fraction (64 bits, IEEE 754)",
    Type.FLAG: "1 for yes, 0 for no",
    Type.DAY: "a text in EDTF (ISO 8601-2): `2015-07-14`, `2015-07`, `XXXX-07-14`",
    Type.MOMENT: "a text in ISO 8601, in UTC: `2016-04-09T12:00:00.000000Z`; sorts by time",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view: its name, its type, the unit of what is counted or measured ("" for none), what it says."""

    name: str
    type: Type
    unit: str
    about: str


def text(name: str, about: str) -> Column:
    """A column of words."""
    return Column(name, Type.TEXT, "", about)


def day(name: str, about: str) -> Column:
    """A column of days."""
    return Column(name, Type.DAY, "", about)


def moment(name: str, about: str) -> Column:
    """A column of moments."""
    return Column(name, Type.MOMENT, "", about)


def flag(name: str, about: str) -> Column:
    """A column of yes or no."""
    return Column(name, Type.FLAG, "", about)


def count(name: str, unit: str, about: str) -> Column:
    """A column of numbers of something, or of places in something."""
    return Column(name, Type.INTEGER, unit, about)


def number(name: str, unit: str, about: str) -> Column:
    """A column of measures."""
    return Column(name, Type.NUMBER, unit, about)

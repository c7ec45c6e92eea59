"""What is odd in a reference, though no run refuses it."""

from __future__ import annotations

from collections.abc import Iterator

from verify.reference.lint import Complaint
from verify.reference.tables import Tables
from verify.reference.vocabulary import split
from verify.vocabulary import CHOICE_SEPARATOR, PART_SEPARATOR

_COMMON = """
    a about accord act action after again agency agreement all an and any april are armistice army as at
    august authority back bank be been before board but by call can case cease-fire ceasefire chancellor
    charter chief city commander commission committee compact company conference congress constitution
    contract convention council country court covenant day deal december declaration defence defense
    department director do document down east effect election embassy end event february first for force
    foreign framework friday from general government group had has have he head her high him his house if in
    initiative into is it its january judge july june just justice king law leader left like list london
    made major man many march may me mediator meeting memorandum minister ministry mission monday money
    month more most my nation national navy new news next no north not november october of office official
    on one only or order organisation organization our out over own pact paper paris parliament part party
    peace people plan pledge point police policy pope premier president press process program programme
    protocol queen region report republic resolution right road roadmap saturday school second secretary
    security september she side sign so south speaker staff state statement statute strategy strike summit
    sunday system talks test that the their them then there they third this thursday time to today treaty
    tuesday two under union unit united up us vice-president was watch we wednesday week west what when
    where which who will with word work world would year you
"""

COMMON_WORDS = frozenset(_COMMON.split())
"""Words that stand in any article, and titles and nouns that many things share: none names one thing alone."""


def remarks(tables: Tables) -> list[Complaint]:
    """A property that no fact is of and none answers, and an alias that is a common word wherever it stands."""
    return [*_never_used(tables), *_common(tables)]


def _never_used(tables: Tables) -> Iterator[Complaint]:
    used = {entry.property for entry in tables.facts}
    for entry in tables.properties:
        if entry.property not in used and not used.intersection(split(entry.answered_by)):
            yield Complaint(
                entry.place,
                f"the property {entry.property!r} is never used: no fact answers it.",
                "Add facts, or remove the row.",
            )


def _common(tables: Tables) -> Iterator[Complaint]:
    for entry in tables.aliases:
        if entry.context or PART_SEPARATOR in entry.alias:
            continue
        for word in entry.alias.split(CHOICE_SEPARATOR):
            if word.strip() in COMMON_WORDS or _is_capitalised_common(word.strip()):
                yield Complaint(
                    entry.place,
                    f"the alias {entry.alias!r} of {entry.subject!r} is a common word.",
                    "Give it a context, words of which one must stand in the article.",
                )
                break


def _is_capitalised_common(word: str) -> bool:
    """Whether a word is common but for the capital that begins it, as at the beginning of a sentence: not "US"."""
    return word[1:].islower() and word.casefold() in COMMON_WORDS


def unread_sources(tables: Tables) -> list[Complaint]:
    """The sources whose page nobody read, as far as the tables tell: no complaint, but to be known."""
    return [
        Complaint(
            entry.place, f"{entry.source} ({entry.title}) was not read.", "Write the day into accessed."
        )
        for entry in tables.sources
        if not entry.accessed
    ]

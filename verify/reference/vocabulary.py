"""From the reference's tables to the vocabulary that extraction looks for."""

from __future__ import annotations

from pathlib import Path

from verify.errors import VerifyError
from verify.reference.tables import PropertyEntry, Tables, facts_of, read_tables
from verify.vocabulary import Alias, Property, Subject, Time, ValueType, Vocabulary


def read_vocabulary(folder: Path, *, offices: bool = True) -> Vocabulary:
    """Read only what extraction needs: subjects, aliases, properties, and facts of who holds an office.

    Rules speak of no holders: without `offices`, which is what takes longest, nobody holds any.
    """
    tables = read_tables(folder, frozenset({"subjects", "aliases", "properties"}))
    holding = _holding(tables) if offices else None
    tables.facts.extend(facts_of(folder, holding) if holding else ())
    return vocabulary_of(tables)


def vocabulary_of(tables: Tables) -> Vocabulary:
    """The vocabulary of a reference. Raises VerifyError for a property that is not described properly."""
    return Vocabulary(
        subjects={entry.subject: Subject(entry.subject, entry.kind) for entry in tables.subjects},
        aliases=tuple(Alias(entry.alias, entry.subject, split(entry.context)) for entry in tables.aliases),
        properties={entry.property: property_of(entry) for entry in tables.properties},
        offices=_offices(tables),
    )


def _holding(tables: Tables) -> frozenset[str]:
    """The properties that say who holds an office."""
    return frozenset(entry.property for entry in tables.properties if stated_of(entry) == "office")


def _offices(tables: Tables) -> dict[str, tuple[str, ...]]:
    holding = _holding(tables)
    held: dict[str, set[str]] = {}
    for entry in tables.facts:
        if entry.property in holding and entry.rank != "deprecated":
            held.setdefault(entry.value, set()).add(entry.subject)
    return {person: tuple(sorted(offices)) for person, offices in held.items()}


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell that are separated by "|"."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def stated_of(entry: PropertyEntry) -> str:
    """The kind of the subjects that a property is stated of: "event" for "quantity of event"."""
    return entry.kind.rpartition(" of ")[2].strip()


def property_of(entry: PropertyEntry) -> Property:
    """One row of properties.csv, checked. "quantity of event" is the kind "quantity", stated of the kind "event"."""
    for column, given, known in (
        ("value", entry.value, [str(member) for member in ValueType]),
        ("time", entry.time, [str(member) for member in Time]),
        ("many", entry.many, ["yes", "no"]),
    ):
        if given not in known:
            raise VerifyError(
                f"{column} is {given!r}.", place=entry.place, hint=f"Write one of: {', '.join(known)}."
            )
    kind, _, of = entry.kind.partition(" of ")
    return Property(
        id=entry.property,
        kind=kind.strip(),
        of=of.strip(),
        value_type=ValueType(entry.value),
        time=Time(entry.time),
        many=entry.many == "yes",
        answered_by=split(entry.answered_by) or (entry.property,),
        phrases=split(entry.phrases),
    )

"""What is wrong with a reference: every complaint with its file, its line and what to do."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from verify.errors import VerifyError
from verify.reference.tables import ChangeEntry, FactEntry, ListEntry, PropertyEntry, Tables
from verify.reference.vocabulary import property_of, split, stated_of
from verify.values import parse_day, parse_edtf, parse_quantity
from verify.vocabulary import PART_SEPARATOR as GAP

RANKS = ("preferred", "normal", "deprecated")

MAX_DIGITS = 9
"""Of the number of a member of a series, so that every database keeps it as an integer."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to mend in the reference."""

    place: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.hint}"


def lint(tables: Tables) -> list[Complaint]:
    """Everything wrong with a reference, in the order of the tables; empty where it is sound."""
    kinds = {entry.subject: entry.kind for entry in reversed(tables.subjects)}
    subjects = set(kinds)
    properties = {entry.property: entry for entry in tables.properties}
    sources = {entry.source for entry in tables.sources}
    return [
        *_repeated("subject", ((entry.subject, entry.place) for entry in tables.subjects)),
        *_repeated("property", ((entry.property, entry.place) for entry in tables.properties)),
        *_repeated("source", ((entry.source, entry.place) for entry in tables.sources)),
        *_repeated("fact", ((entry.fact, entry.place) for entry in tables.facts)),
        *_repeated("list", ((entry.list, entry.place) for entry in tables.lists)),
        *_undescribed(tables.properties),
        *(complaint for entry in tables.properties for complaint in _phrases(entry)),
        *_unknown_answers(properties),
        *_aliases(tables, subjects),
        *(complaint for fact in tables.facts for complaint in _fact(fact, kinds, properties, sources)),
        *_overlaps(tables.facts, properties),
        *(complaint for entry in tables.lists for complaint in _list(entry, subjects, properties, sources)),
        *_rival_lists(tables.lists),
        *(complaint for entry in tables.changes for complaint in _change(entry)),
        *(
            Complaint(
                entry.place,
                f"accessed is {entry.accessed!r}.",
                "Write a day as 2016-04-09, or leave it empty.",
            )
            for entry in tables.sources
            if entry.accessed and _unreadable(parse_day, entry.accessed)
        ),
    ]


def _repeated(word: str, rows: Iterable[tuple[str, str]]) -> Iterator[Complaint]:
    seen: dict[str, str] = {}
    for name, place in rows:
        if not name.strip():
            yield Complaint(place, f"the {word} has no name.", "Fill in its first cell.")
        elif name in seen:
            yield Complaint(place, f"{word} {name!r} stands already at {seen[name]}.", "Keep one of them.")
        seen.setdefault(name, place)


def _undescribed(entries: list[PropertyEntry]) -> Iterator[Complaint]:
    for entry in entries:
        try:
            property_of(entry)
        except VerifyError as error:
            yield Complaint(entry.place, error.message, error.hint or "")


def _phrases(entry: PropertyEntry) -> Iterator[Complaint]:
    """Phrases whose gap no value can fill."""
    complain = partial(Complaint, entry.place)
    for phrase in split(entry.phrases):
        gaps = phrase.count(GAP)
        if "..." in phrase:
            yield complain(f"the phrase {phrase!r} has three dots.", f"Write a gap as one sign: {GAP}")
        elif gaps and entry.value not in ("number", "subject"):
            yield complain(
                f"the phrase {phrase!r} has a gap.", f"Leave it out: a {entry.value} is found without."
            )
        elif gaps > 1:
            yield complain(f"the phrase {phrase!r} has {gaps} gaps.", "Keep that of the value.")
        elif phrase == GAP:
            yield complain(f"the phrase {phrase!r} has no words.", "Write the words that express it.")


def _unknown_answers(properties: dict[str, PropertyEntry]) -> Iterator[Complaint]:
    for entry in properties.values():
        for name in split(entry.answered_by):
            if name not in properties:
                yield Complaint(
                    entry.place,
                    f"answered_by names {name!r}, which is no property.",
                    "Add it, or mend its name.",
                )


def _aliases(tables: Tables, subjects: set[str]) -> Iterator[Complaint]:
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for entry in tables.aliases:
        if not entry.alias.strip():
            yield Complaint(entry.place, "the alias is empty.", "Write it, or remove the row.")
        if entry.subject not in subjects:
            yield Complaint(
                entry.place, f"{entry.subject!r} is no subject.", "Add it to subjects.csv, or mend its name."
            )
        key = (entry.alias.casefold(), entry.context)
        subject, place = seen.setdefault(key, (entry.subject, entry.place))
        if subject != entry.subject:
            yield Complaint(
                entry.place,
                f"alias {entry.alias!r} stands for {subject!r} too ({place}).",
                "Give both a context, words of which one must stand in the article.",
            )


def complaints_of_fact(
    entry: FactEntry, kinds: dict[str, str], properties: dict[str, PropertyEntry], sources: set[str]
) -> list[Complaint]:
    """What is wrong with a fact by itself; `kinds` has the kind of every subject."""
    return list(_fact(entry, kinds, properties, sources))


def _fact(
    entry: FactEntry, kinds: dict[str, str], properties: dict[str, PropertyEntry], sources: set[str]
) -> Iterator[Complaint]:
    complain = partial(Complaint, entry.place)
    if entry.subject not in kinds:
        yield complain(f"{entry.subject!r} is no subject.", "Add it to subjects.csv, or mend its name.")
    if entry.rank not in RANKS:
        yield complain(f"rank is {entry.rank!r}.", f"Write one of: {', '.join(RANKS)}.")
    if entry.disputed not in ("", "yes"):
        yield complain(f"disputed is {entry.disputed!r}.", "Write yes, or leave it empty.")
    if not split(entry.sources):
        yield complain("the fact has no source.", "Name one of sources.csv.")
    for name in split(entry.sources):
        if name not in sources:
            yield complain(f"{name!r} is no source.", "Add it to sources.csv, or mend its name.")
    described = properties.get(entry.property)
    if described is None:
        yield complain(f"{entry.property!r} is no property.", "Add it to properties.csv, or mend its name.")
        return
    of = stated_of(described)
    kind = kinds.get(entry.subject, of)
    if kind != of:
        yield complain(
            f"{entry.property!r} is a property of the kind {of!r}, not of {entry.subject!r} ({kind}).",
            "Name another property, or mend the subject's kind.",
        )
    yield from _value(entry, described, kinds)


_HOW = {"date": "Write it as 2016-04-09, 2016-04 or 2016.", "number": "Write it as 14 or 2.5."}
"""How values of a type that can be misread are written."""


def _value(entry: FactEntry, described: PropertyEntry, subjects: Collection[str]) -> Iterator[Complaint]:
    complain = partial(Complaint, entry.place)
    readers: dict[str, Callable[[str], object]] = {"date": _dated, "number": parse_quantity}
    problem = _unreadable(readers.get(described.value, str), entry.value)
    if not entry.value.strip():
        yield complain("the fact has no value.", "Fill in the cell.")
    elif problem:
        yield complain(
            f"value {entry.value!r} is not a {described.value} ({problem}).", _HOW[described.value]
        )
    elif described.value == "subject" and entry.value not in subjects:
        yield complain(f"value {entry.value!r} is no subject.", "Add it to subjects.csv, or mend its name.")
    for column, day in (("valid_from", entry.valid_from), ("valid_to", entry.valid_to)):
        if day and described.time != "state":
            yield complain(f"{column} is given, but {entry.property!r} is not a state.", "Leave it empty.")
        elif day and _unreadable(_dated, day):
            yield complain(
                f"{column} {day!r} is not a date.", "Write a day as 2016-04-09, or leave it empty."
            )
    if entry.valid_from and entry.valid_to and not _unreadable(bounds, entry):
        first, last = bounds(entry)
        if first is not None and last is not None and first > last:
            yield complain(
                f"it ends ({entry.valid_to}) before it begins ({entry.valid_from}).", "Mend the days."
            )


def _overlaps(facts: list[FactEntry], properties: dict[str, PropertyEntry]) -> Iterator[Complaint]:
    groups: dict[tuple[str, str, str], list[FactEntry]] = {}
    for entry in facts:
        described = properties.get(entry.property)
        if described and described.many != "yes" and entry.rank != "deprecated" and entry.disputed != "yes":
            groups.setdefault((entry.subject, entry.property, entry.scope), []).append(entry)
    for (subject, name, _), group in groups.items():
        if len(group) == 1 or any(_unreadable(bounds, entry) for entry in group):
            continue
        ordered = sorted(group, key=lambda entry: bounds(entry)[0] or -(10**9))
        for before, after in pairwise(ordered):
            ends, begins = bounds(before)[1], bounds(after)[0]
            # One may hand over to the other on a day: both end days count.
            if properties[name].time != "state" or ends is None or begins is None or ends > begins:
                yield Complaint(
                    after.place,
                    f"{name!r} of {subject!r} has one value at a time, but overlaps {before.fact!r} ({before.place}).",
                    _remedy(before.fact, is_state=properties[name].time == "state"),
                )


def _remedy(fact: str, *, is_state: bool) -> str:
    code = shlex.quote(fact)
    mend = (
        f"Mend the days (verify reference correct {code} --valid-to DAY)"
        if is_state
        else f"Keep one (verify reference correct {code} --value VALUE, or deprecate it)"
    )
    return f"{mend}, or mark both disputed."


def bounds(entry: FactEntry) -> tuple[int | None, int | None]:
    """First and last day number of a state; None is open. Raises ValueError for what is no date."""
    first = parse_edtf(entry.valid_from).earliest if entry.valid_from else None
    last = parse_edtf(entry.valid_to).latest if entry.valid_to else None
    return first, last


def _list(
    entry: ListEntry, subjects: set[str], properties: dict[str, PropertyEntry], sources: set[str]
) -> Iterator[Complaint]:
    complain = partial(Complaint, entry.place)
    if entry.subject not in subjects:
        yield complain(f"{entry.subject!r} is no subject.", "Add it to subjects.csv, or mend its name.")
    if entry.property not in properties:
        yield complain(f"{entry.property!r} is no property.", "Add it to properties.csv, or mend its name.")
    if entry.source and entry.source not in sources:
        yield complain(f"{entry.source!r} is no source.", "Add it to sources.csv, or mend its name.")
    described = properties.get(entry.property)
    # Only what exists is counted; everything else is complete from one day to another.
    counted = described is not None and described.value == "existence"
    read, example = (_list_number, "2762") if counted else (parse_day, "2016-04-09")
    what = "number" if counted else "day"
    sound = True
    for column, bound in (("from", entry.complete_from), ("to", entry.complete_to)):
        if bound and _unreadable(read, bound):
            sound = False
            yield complain(f"{column} {bound!r} is not a {what}.", f"Write {example}, or leave it empty.")
    both = sound and entry.complete_from and entry.complete_to
    if both and read(entry.complete_from) > read(entry.complete_to):
        yield complain(
            f"it ends ({entry.complete_to}) before it begins ({entry.complete_from}).", "Mend the bounds."
        )
    for gap in split(entry.gaps):
        first, _, last = gap.partition("/")
        if _unreadable(list_gap, gap) or _unreadable(read, first) or _unreadable(read, last or first):
            yield complain(
                f"{gap!r} is no gap.", f"Write {example}, or first and last as {example}/{example}."
            )


def _rival_lists(entries: list[ListEntry]) -> Iterator[Complaint]:
    seen: dict[tuple[str, str], ListEntry] = {}
    for entry in entries:
        first = seen.setdefault((entry.subject, entry.property), entry)
        if first.list != entry.list:
            yield Complaint(
                entry.place,
                f"{first.list!r} ({first.place}) lists {entry.property!r} of {entry.subject!r} already.",
                "Keep one of them, and write what is missing between as its gaps.",
            )


def _change(entry: ChangeEntry) -> Iterator[Complaint]:
    for column in ("key", "at", "by", "reason"):
        if not getattr(entry, column).strip():
            yield Complaint(entry.place, f"the change has no {column!r}.", "Fill in the cell.")


def list_bound(cell: str) -> int:
    """A list's bound: a plain number as it is, a day as its day number. Raises ValueError for anything else."""
    return _list_number(cell) if cell.isascii() and cell.isdigit() else parse_day(cell)


def _list_number(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= MAX_DIGITS):
        raise ValueError(f"{cell!r} is not a number of at most {MAX_DIGITS} digits")
    return int(cell)


def list_gap(cell: str) -> tuple[int, int]:
    """First and last of a gap: "2762", "2762/2764" or "2017-01-21/2017-01-22". Raises ValueError for anything else."""
    first, _, last = cell.partition("/")
    gap = list_bound(first), list_bound(last or first)
    if gap[0] > gap[1]:
        raise ValueError("it ends before it begins")
    return gap


def _dated(text: str) -> object:
    value = parse_edtf(text)
    if value.earliest is None:
        raise ValueError("the record needs the year")
    return value


def _unreadable(reader: Callable[..., object], *cells: object) -> str | None:
    try:
        reader(*cells)
    except (ValueError, ArithmeticError) as error:
        return str(error) or "unreadable"
    return None

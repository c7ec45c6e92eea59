"""What an import would do to a reference: rows added, changed, conflicting or refused, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from verify.errors import VerifyError
from verify.reference.comparing import unordered
from verify.reference.curating import Author, Codes, Curated, difference, refuse_area, written
from verify.reference.home import Home, read_home
from verify.reference.lint import Complaint, bounds, complaints_of_fact
from verify.reference.tables import (
    ENTRIES,
    Entry,
    FactEntry,
    PropertyEntry,
    SubjectEntry,
    Tables,
    cells,
    key_of,
    read_text,
    rows_of,
)


class Effect(StrEnum):
    """What a row of an import is to the reference."""

    ADDED = "added"
    SAME = "same"
    CHANGED = "changed"
    CONFLICTING = "conflicting"
    REFUSED = "refused"


class Conflicts(StrEnum):
    """What becomes of a curated row that an import says otherwise: it stays, both are disputed, or it is replaced."""

    KEEP = "keep"
    DISPUTE = "dispute"
    OVERWRITE = "overwrite"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of an import: what it is, the curated row it meets, and what the two say differently, in words."""

    effect: Effect
    table: str
    entry: Entry
    area: str
    meets: Entry | None = None
    words: str = ""

    @property
    def key(self) -> str:
        """The key of the curated row it meets, else its own."""
        return key_of(self.meets or self.entry)


@dataclass(frozen=True, slots=True)
class Planned:
    """All steps of an import, in the order of its rows."""

    steps: tuple[Step, ...]

    def count(self) -> dict[str, int]:
        """How many rows have each effect."""
        counted = Counter(step.effect for step in self.steps)
        return {str(effect): counted[effect] for effect in Effect}


def own_rows(path: Path) -> list[tuple[str, Entry, str]]:
    """The rows (table, entry, area) of a folder of our own tables, or of one of them ("facts.csv").

    Raises VerifyError for a file that is none of them.
    """
    if path.is_dir():
        home = read_home(path)
        return [
            (file.table, row.entry, file.path.parent.relative_to(path).as_posix())
            for file in home.files
            for row in file.rows
        ]
    if not path.exists():
        raise VerifyError("there is no such file or folder.", place=str(path), hint="Check the path.")
    if path.stem not in ENTRIES or path.suffix != ".csv":
        raise VerifyError(
            "this is none of the reference's own tables.",
            place=str(path),
            hint="Say with --mapping FILE what its columns mean, or name it as one of: "
            + ", ".join(f"{name}.csv" for name in ENTRIES)
            + ".",
        )
    return [
        (path.stem, row.entry, ".") for row in rows_of(read_text(path, str(path)), str(path), path.stem).rows
    ]


def plan(
    home: Home,
    rows: Iterable[tuple[str, Entry, str]],
    refused: Iterable[Complaint] = (),
    *,
    blanks_count: bool = True,
) -> Planned:
    """What rows (table, entry, area) would do to a reference; `refused` are those that could not be read.

    Of a foreign table blanks do not count: where it has no word, the curated one stands.
    """
    given = list(rows)
    tables = home.tables()
    seen: dict[tuple[str, str], Entry] = {}
    ground, codes = _Ground.of(tables, given), Codes.of(tables)
    steps: list[Step] = [
        Step(Effect.REFUSED, "", _unreadable(complaint), ".", words=_told(complaint)) for complaint in refused
    ]
    for table, entry, area in given:
        if isinstance(entry, FactEntry) and not entry.fact:
            met = ground.says_it(entry)
            if met is not None and met.valid_to == entry.valid_to:
                steps.append(Step(Effect.SAME, table, entry, area, met))
                continue
            code = met.fact if met else codes.new(entry.subject, entry.property, entry.value)
            entry = replace(entry, fact=code)
        again = seen.get((table, key_of(entry)))
        if again is not None:
            if _sorted_cells(again) == _sorted_cells(entry):
                continue
            words = f"{key_of(entry)!r} says something else at {again.place}. Keep one of them."
            steps.append(Step(Effect.REFUSED, table, entry, area, words=words))
            continue
        seen[table, key_of(entry)] = entry
        steps.append(ground.step(table, entry if blanks_count else ground.completed(table, entry), area))
    return Planned(tuple(steps))


def carry_out(home: Home, planned: Planned, author: Author, *, conflicts: Conflicts, area: str) -> Curated:
    """The home with an import written into it: what is new, and what it says otherwise as `conflicts` says.

    Rows that are new go to the area they come from, else to `area`. Raises VerifyError for an area outside the
    reference.
    """
    refuse_area(area)
    rows: list[tuple[str, Entry, str, str]] = []
    codes = {entry.fact for entry in home.tables().facts}
    for step in planned.steps:
        place = step.area if step.area not in (".", "") else area
        if step.effect is Effect.ADDED:
            rows.append((step.table, step.entry, place, "imported"))
        elif step.effect in (Effect.CHANGED, Effect.CONFLICTING) and step.meets is not None:
            at = home.area_of(step.table, key_of(step.meets)) or place
            rows += _resolved(step, at, conflicts, codes)
    return written(home, rows, author) if rows else Curated(home, ())


def _resolved(
    step: Step, area: str, conflicts: Conflicts, codes: set[str]
) -> Iterator[tuple[str, Entry, str, str]]:
    old, new = step.meets, step.entry
    if conflicts is Conflicts.KEEP or old is None:
        return
    if isinstance(old, FactEntry) and isinstance(new, FactEntry):
        if conflicts is Conflicts.OVERWRITE:
            yield step.table, replace(new, fact=old.fact), area, "corrected"
            return
        code, number = new.fact, 2
        while code in codes:
            code, number = f"{new.fact}-{number}", number + 1
        codes.add(code)
        yield step.table, replace(old, disputed="yes"), area, "corrected"
        yield step.table, replace(new, fact=code, disputed="yes"), area, "imported"
    elif conflicts is Conflicts.OVERWRITE:
        yield step.table, new, area, "corrected"


@dataclass(frozen=True, slots=True)
class _Ground:
    """What an import meets: the curated rows by key, and facts by what they are of."""

    index: dict[tuple[str, str], Entry]
    facts: dict[tuple[str, str, str], list[FactEntry]]
    kinds: dict[str, str]
    properties: dict[str, PropertyEntry]
    sources: set[str]

    @classmethod
    def of(cls, tables: Tables, given: list[tuple[str, Entry, str]]) -> _Ground:
        index: dict[tuple[str, str], Entry] = {}
        for table in ENTRIES:
            entries: list[Entry] = getattr(tables, table)
            for entry in entries:
                index.setdefault((table, key_of(entry)), entry)
        facts: dict[tuple[str, str, str], list[FactEntry]] = {}
        for fact in tables.facts:
            if fact.rank != "deprecated":
                facts.setdefault((fact.subject, fact.property, fact.scope), []).append(fact)
        incoming = [entry for _, entry, _ in given]
        kinds = {entry.subject: entry.kind for entry in incoming if isinstance(entry, SubjectEntry)}
        kinds |= {entry.subject: entry.kind for entry in tables.subjects}
        properties = {entry.property: entry for entry in incoming if isinstance(entry, PropertyEntry)}
        properties |= {entry.property: entry for entry in tables.properties}
        sources = {entry.source for entry in tables.sources}
        sources |= {key_of(entry) for table, entry, _ in given if table == "sources"}
        return cls(index, facts, kinds, properties, sources)

    def completed(self, table: str, entry: Entry) -> Entry:
        """A row with the cells of the curated one where it has none."""
        meets = self.index.get((table, key_of(entry)))
        if meets is None:
            return entry
        given = zip(cells(meets), cells(entry), strict=True)
        completed: Entry = ENTRIES[table](*(new or old for old, new in given), entry.place)  # type: ignore[call-arg]
        return completed

    def says_it(self, entry: FactEntry) -> FactEntry | None:
        """The curated fact that says what an imported one without a code says."""
        for fact in self.facts.get((entry.subject, entry.property, entry.scope), ()):
            if (fact.value, fact.valid_from) == (entry.value, entry.valid_from):
                return fact
        return None

    def step(self, table: str, entry: Entry, area: str) -> Step:
        """What one row is to the reference."""
        if isinstance(entry, FactEntry):
            wrong = complaints_of_fact(entry, self.kinds, self.properties, self.sources)
            if wrong:
                return Step(Effect.REFUSED, table, entry, area, words=_told(wrong[0]))
        meets = self.index.get((table, key_of(entry)))
        if meets is not None:
            if _sorted_cells(meets) == _sorted_cells(entry):
                return Step(Effect.SAME, table, entry, area, meets)
            return Step(Effect.CHANGED, table, entry, area, meets, difference(meets, entry))
        if isinstance(entry, FactEntry):
            return self._fact_step(table, entry, area)
        return Step(Effect.ADDED, table, entry, area, words=difference(None, entry))

    def _fact_step(self, table: str, entry: FactEntry, area: str) -> Step:
        """A fact with a code of its own, which may say what another says already, or clash with it."""
        beside = self.facts.get((entry.subject, entry.property, entry.scope), [])
        for fact in beside:
            if (fact.value, fact.valid_from, fact.valid_to) == (
                entry.value,
                entry.valid_from,
                entry.valid_to,
            ):
                return Step(Effect.SAME, table, entry, area, fact)
        described = self.properties[entry.property]
        if described.many != "yes" and entry.disputed != "yes":
            for fact in beside:
                if described.time != "state" or _overlap(fact, entry):
                    # Under the code of the other, for it is what they say that clashes.
                    told = difference(fact, replace(entry, fact=fact.fact))
                    return Step(Effect.CONFLICTING, table, entry, area, fact, told)
        return Step(Effect.ADDED, table, entry, area, words=difference(None, entry))


def _overlap(one: FactEntry, other: FactEntry) -> bool:
    (first, last), (begins, ends) = bounds(one), bounds(other)
    return not (
        (last is not None and begins is not None and last <= begins)
        or (ends is not None and first is not None and ends <= first)
    )


def _sorted_cells(entry: Entry) -> tuple[str, ...]:
    """The cells of an entry, with the order left out of what has none."""
    return cells(unordered(entry))


def _told(complaint: Complaint) -> str:
    """What is wrong with a row, whose place the step shows."""
    return f"{complaint.message} {complaint.hint}"


def _unreadable(complaint: Complaint) -> Entry:
    return SubjectEntry("", "", "", complaint.place)

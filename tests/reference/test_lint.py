"""Lint: every complaint it can make, each with the row that causes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import SMALL_REFERENCE, copied_reference

from verify import shipped
from verify.errors import VerifyError
from verify.reference.lint import Complaint, lint, list_bound, list_gap
from verify.reference.load import refuse
from verify.reference.tables import read_tables
from verify.values import parse_day

NEXT = {"subjects": 12, "aliases": 10, "properties": 9, "facts": 11, "lists": 5, "sources": 4}
"""The line that a row added to each table of the small reference gets."""

FACT = "new,{subject},{property},,{value},{first},{last},{rank},{disputed},{sources},"


def fact(**cells: str) -> str:
    """A sound row of facts.csv but for the cells given."""
    given = {"subject": "Salt Accord", "property": "concluded", "value": "1980-01-02", "rank": "normal"}
    given |= {"first": "", "last": "", "disputed": "", "sources": "gazette"}
    return FACT.format(**given | cells)


def reign(first: str, last: str, **cells: str) -> str:
    """A row on who was harbour master before the record begins."""
    return fact(
        subject="harbour master", property="holds", value="Ole Brandt", first=first, last=last, **cells
    )


NO_SUBJECT = "Add it to subjects.csv, or mend its name."
NO_SOURCE = "Add it to sources.csv, or mend its name."
NO_PROPERTY = "Add it to properties.csv, or mend its name."

COMPLAINTS = [
    (
        "subjects",
        "Ferry Pact,event,",
        "subject 'Ferry Pact' stands already at reference/core/subjects.csv:3.",
        "Keep one of them.",
    ),
    ("subjects", " ,event,", "the subject has no name.", "Fill in its first cell."),
    (
        "sources",
        "gazette,,,,,",
        "source 'gazette' stands already at reference/core/sources.csv:2.",
        "Keep one of them.",
    ),
    (
        "sources",
        "new,,,,,yesterday",
        "accessed is 'yesterday'.",
        "Write a day as 2016-04-09, or leave it empty.",
    ),
    (
        "properties",
        "signed,agreement,date,dated,yes,,,",
        "property 'signed' stands already at reference/core/properties.csv:5.",
        "Keep one of them.",
    ),
    (
        "properties",
        "new,agreement,date,dated,yes,unheard,,",
        "answered_by names 'unheard', which is no property.",
        "Add it, or mend its name.",
    ),
    (
        "properties",
        "new,agreement,day,dated,yes,,,",
        "value is 'day'.",
        "Write one of: date, subject, number, text, existence.",
    ),
    ("properties", "new,agreement,date,always,yes,,,", "time is 'always'.", "Write one of: dated, state."),
    ("properties", "new,agreement,date,dated,maybe,,,", "many is 'maybe'.", "Write one of: yes, no."),
    ("aliases", ",Ferry Pact,", "the alias is empty.", "Write it, or remove the row."),
    ("aliases", "the pact,Fairy Pact,", "'Fairy Pact' is no subject.", NO_SUBJECT),
    (
        "aliases",
        "FERRY pact,Salt Accord,",
        "alias 'FERRY pact' stands for 'Ferry Pact' too (reference/core/aliases.csv:4).",
        "Give both a context, words of which one must stand in the article.",
    ),
    (
        "facts",
        "master/lind,Salt Accord,concluded,,1980-01-02,,,normal,,gazette,",
        "fact 'master/lind' stands already at reference/core/facts.csv:9.",
        "Keep one of them.",
    ),
    ("facts", fact(subject="Sweet Accord"), "'Sweet Accord' is no subject.", NO_SUBJECT),
    ("facts", fact(property="begun"), "'begun' is no property.", NO_PROPERTY),
    ("facts", fact(rank="best"), "rank is 'best'.", "Write one of: preferred, normal, deprecated."),
    ("facts", fact(disputed="no"), "disputed is 'no'.", "Write yes, or leave it empty."),
    ("facts", fact(sources=""), "the fact has no source.", "Name one of sources.csv."),
    ("facts", fact(sources="gazette|diary"), "'diary' is no source.", NO_SOURCE),
    ("facts", fact(value=" "), "the fact has no value.", "Fill in the cell."),
    (
        "facts",
        fact(value="XXXX-01-02"),
        "value 'XXXX-01-02' is not a date (the record needs the year).",
        "Write it as 2016-04-09, 2016-04 or 2016.",
    ),
    (
        "facts",
        fact(value="1980-02-30"),
        "value '1980-02-30' is not a date ('1980-02-30': February has 29 days, not 30).",
        "Write it as 2016-04-09, 2016-04 or 2016.",
    ),
    (
        "facts",
        fact(first="1980-01-01"),
        "valid_from is given, but 'concluded' is not a state.",
        "Leave it empty.",
    ),
    (
        "facts",
        fact(last="1980-01-01"),
        "valid_to is given, but 'concluded' is not a state.",
        "Leave it empty.",
    ),
    (
        "facts",
        reign("1990", "2000").replace("Ole Brandt", "Nobody"),
        "value 'Nobody' is no subject.",
        NO_SUBJECT,
    ),
    (
        "facts",
        reign("soon", "2000"),
        "valid_from 'soon' is not a date.",
        "Write a day as 2016-04-09, or leave it empty.",
    ),
    (
        "facts",
        reign("1990", "later"),
        "valid_to 'later' is not a date.",
        "Write a day as 2016-04-09, or leave it empty.",
    ),
    (
        "facts",
        reign("2000-01-02", "2000-01-01"),
        "it ends (2000-01-01) before it begins (2000-01-02).",
        "Mend the days.",
    ),
    (
        "facts",
        fact(subject="Harbour Treaty"),
        "'concluded' of 'Harbour Treaty' has one value at a time, "
        "but overlaps 'harbour/concluded' (reference/core/facts.csv:2).",
        "Keep one (verify reference correct harbour/concluded --value VALUE, or deprecate it), or mark both disputed.",
    ),
    (
        "facts",
        reign("2000-01-01", "2000-12-31") + "\n" + reign("2000-12-30", "2001-01-01").replace("new", "two"),
        "'holds' of 'harbour master' has one value at a time, but overlaps 'new' (reference/core/facts.csv:11).",
        "Mend the days (verify reference correct new --valid-to DAY), or mark both disputed.",
    ),
    (
        "lists",
        "T/RES,Salt Accord,signed,,,,,",
        "list 'T/RES' stands already at reference/core/lists.csv:2.",
        "Keep one of them.",
    ),
    ("lists", "new,Sweet Accord,signed,,,,,", "'Sweet Accord' is no subject.", NO_SUBJECT),
    ("lists", "new,Salt Accord,begun,,,,,", "'begun' is no property.", NO_PROPERTY),
    ("lists", "new,Salt Accord,signed,,,,diary,", "'diary' is no source.", NO_SOURCE),
    (
        "lists",
        "new,Salt Accord,signed,2001,,,,",
        "from '2001' is not a day.",
        "Write 2016-04-09, or leave it empty.",
    ),
    (
        "lists",
        "new,Salt Accord,signed,,2001-02-30,,,",
        "to '2001-02-30' is not a day.",
        "Write 2016-04-09, or leave it empty.",
    ),
    (
        "lists",
        "new,Salt Accord,cited,2001-01-01,,,,",
        "from '2001-01-01' is not a number.",
        "Write 2762, or leave it empty.",
    ),
    (
        "lists",
        "new,Salt Accord,cited,,1234567890,,,",
        "to '1234567890' is not a number.",
        "Write 2762, or leave it empty.",
    ),
    ("lists", "new,Salt Accord,cited,9,1,,,", "it ends (1) before it begins (9).", "Mend the bounds."),
    (
        "lists",
        "new,Salt Accord,cited,1,9,5/4,,",
        "'5/4' is no gap.",
        "Write 2762, or first and last as 2762/2762.",
    ),
    (
        "lists",
        "new,Salt Accord,signed,,,2001,,",
        "'2001' is no gap.",
        "Write 2016-04-09, or first and last as 2016-04-09/2016-04-09.",
    ),
    (
        "lists",
        "new,harbour master,holds,,,,,",
        "'master/holders' (reference/core/lists.csv:4) lists 'holds' of 'harbour master' already.",
        "Keep one of them, and write what is missing between as its gaps.",
    ),
    (
        "facts",
        fact(subject="harbour master"),
        "'concluded' is a property of the kind 'agreement', not of 'harbour master' (office).",
        "Name another property, or mend the subject's kind.",
    ),
    (
        "properties",
        "members,agreement,number,dated,no,,members|has ... members,",
        "the phrase 'has ... members' has three dots.",
        "Write a gap as one sign: …",
    ),
    (
        "properties",
        "opened,agreement,date,dated,no,,opened|on … opened,",
        "the phrase 'on … opened' has a gap.",
        "Leave it out: a date is found without.",
    ),
    (
        "properties",
        "members,agreement,number,dated,no,,… of … members,",
        "the phrase '… of … members' has 2 gaps.",
        "Keep that of the value.",
    ),
    (
        "properties",
        "members,agreement,number,dated,no,,…,",
        "the phrase '…' has no words.",
        "Write the words that express it.",
    ),
]


@pytest.mark.parametrize(
    ("table", "row", "message", "hint"), COMPLAINTS, ids=[case[2] for case in COMPLAINTS]
)
def test_each_complaint(tmp_path: Path, table: str, row: str, message: str, hint: str) -> None:
    folder = copied_reference(tmp_path / "reference")
    path = folder / "core" / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    line = NEXT[table] + row.count("\n")
    assert lint(read_tables(folder)) == [Complaint(f"reference/core/{table}.csv:{line}", message, hint)]


SOUND = [
    ("aliases", "Lind,Ole Brandt,ferry"),
    ("facts", fact(value="1980")),
    ("facts", fact(subject="Harbour Treaty", rank="deprecated")),
    ("facts", fact(subject="Harbour Treaty", disputed="yes")),
    ("facts", fact(subject="Harbour Treaty", property="signed")),
    ("facts", reign("", "2007-12-31")),
    ("facts", reign("2000-01-01", "2008-01-01")),
    ("facts", reign("2000-06", "2007")),
    ("lists", "new,Salt Accord,signed,1980-01-01,1980-12-31,1980-05-01/1980-05-02|1980-07-01,,"),
]


@pytest.mark.parametrize(("table", "row"), SOUND, ids=[case[1] for case in SOUND])
def test_what_is_sound_is_not_complained_of(tmp_path: Path, table: str, row: str) -> None:
    folder = copied_reference(tmp_path / "reference")
    path = folder / "core" / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    assert lint(read_tables(folder)) == []


def test_a_number_that_is_none(tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    path = folder / "core" / "properties.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "members,agreement,number,dated,no,,,\n", encoding="utf-8"
    )
    facts = folder / "core" / "facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8") + fact(property="members", value="many") + "\n")
    (complaint,) = lint(read_tables(folder))
    assert (
        complaint.message
        == "value 'many' is not a number ('many' is not a number with a unit, such as 1,234.5 km)."
    )


def test_the_small_reference_is_sound() -> None:
    assert lint(read_tables(SMALL_REFERENCE)) == []


def test_the_starter_reference_is_sound() -> None:
    tables = read_tables(shipped.reference())
    assert lint(tables) == []
    assert len(tables.facts) > 3000


def test_bounds_and_gaps_of_lists() -> None:
    assert (list_bound("2762"), list_bound("2016-04-09")) == (2762, parse_day("2016-04-09"))
    assert (list_gap("7"), list_gap("7/9")) == ((7, 7), (7, 9))
    for wrong in ("", "-1", "٣", "1/2"):
        with pytest.raises(ValueError, match=r"."):
            list_bound(wrong)


def test_the_first_complaints_are_told_and_the_rest_counted() -> None:
    complaints = [Complaint(f"facts.csv:{line}", f"wrong {line}.", "Mend it.") for line in range(2, 9)]
    with pytest.raises(VerifyError) as error:
        refuse(complaints)
    assert str(error.value) == (
        "facts.csv:2: wrong 2. Mend it.\n  facts.csv:3: wrong 3. Mend it.\n  facts.csv:4: wrong 4. Mend it.\n"
        "  facts.csv:5: wrong 5. Mend it.\n  facts.csv:6: wrong 6. Mend it.\n  and 2 more"
    )
    refuse([])


@pytest.mark.parametrize("column", ["key", "at", "by", "reason"])
def test_a_change_that_tells_too_little(tmp_path: Path, column: str) -> None:
    folder = copied_reference(tmp_path / "reference")
    header = ["table", "key", "at", "by", "action", "reason", "sources", "changes", "said"]
    cells = [
        "facts",
        "harbour/concluded",
        "2026-01-02T03:04:05.000000Z",
        "Ana",
        "corrected",
        "misread",
        "",
        "",
        "",
    ]
    cells[header.index(column)] = " "
    table = "\n".join([",".join(header), ",".join(cells), ""])
    (folder / "core" / "changes.csv").write_text(table, encoding="utf-8")
    assert lint(read_tables(folder)) == [
        Complaint("reference/core/changes.csv:2", f"the change has no {column!r}.", "Fill in the cell.")
    ]

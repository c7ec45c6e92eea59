"""Foreign tables by a mapping file: what rows they become, and what is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.errors import VerifyError
from verify.reference.mapping import Foreign, read_foreign, read_mapping
from verify.reference.tables import AliasEntry, FactEntry, SubjectEntry

UN = """
[columns]
adopted = { from = "Date", as = "date", format = "%d %B %Y" }
number = { from = "Symbol", pattern = "S/RES/(\\\\d+)" }

[source]
source = "un-library"
title = "Voting data"
publisher = "United Nations"

[[subject]]
subject = "S/RES/{number}"
kind = "resolution"

[[fact]]
fact = "S/RES/{number}/adopted"
subject = "S/RES/{number}"
property = "adopted"
value = "{adopted}"
sources = "un-library"

[[fact]]
fact = "S/RES/{number}/vote"
subject = "S/RES/{number}"
property = "vote"
value = "{Yes}-{No}-{Abstained}"
sources = "un-library"
when = "{Yes}"
"""


def read(folder: Path, mapping: str, content: str | bytes, name: str = "table.csv") -> Foreign:
    (folder / "map.toml").write_text(mapping, encoding="utf-8")
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_foreign(path, read_mapping(folder / "map.toml"))


def facts(found: Foreign) -> list[tuple[str, str]]:
    return [(entry.fact, entry.value) for _, entry in found.rows if isinstance(entry, FactEntry)]


def test_a_table_of_the_united_nations(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        UN,
        "Symbol,Date,Yes,No,Abstained\nS/RES/2231 (2015),20 July 2015,15,0,0\nS/RES/1 (1946),25 January 1946,,,\n",
    )
    assert facts(found) == [
        ("S/RES/2231/adopted", "2015-07-20"), ("S/RES/2231/vote", "15-0-0"), ("S/RES/1/adopted", "1946-01-25"),
    ]  # fmt: skip
    assert [entry.subject for _, entry in found.rows if isinstance(entry, SubjectEntry)] == [
        "S/RES/2231", "S/RES/1",
    ]  # fmt: skip
    assert [table for table, _ in found.rows].count("sources") == 1
    assert found.rows[1][1].place == f"{tmp_path}/table.csv:2"


def test_a_row_that_cannot_be_converted_is_refused_and_the_rest_go_on(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        UN,
        "Symbol,Date,Yes,No,Abstained\nA/RES/1,1 July 2015,,,\nS/RES/2,2015,,,\nS/RES/3,1 July 2015,,,\n",
    )
    assert facts(found) == [("S/RES/3/adopted", "2015-07-01")]
    assert [str(complaint) for complaint in found.refused] == [
        f"{tmp_path}/table.csv:2: 'A/RES/1' does not look like 'S/RES/(\\\\d+)'. Mend the row, or the mapping.",
        f"{tmp_path}/table.csv:3: '2015' is no date like '%d %B %Y'. Mend the row, or the mapping.",
    ]


WIKIDATA = """
[columns]
start = { from = "start", as = "date", precision = "startPrecision" }
end = { from = "end", as = "date" }

[[fact]]
subject = "Prime Minister of Freedonia"
property = "holds"
value = "{personLabel}"
from = "{start}"
sources = "wikidata"
"""


def wikidata(*rows: dict[str, str]) -> str:
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": []}, "results": {"bindings": bindings}})


def test_results_of_a_wikidata_query(tmp_path: Path) -> None:
    mapping = WIKIDATA.replace('from = "{start}"', 'valid_from = "{start}"\nvalid_to = "{end}"')
    rows = (
        {"personLabel": "Rufus Firefly", "start": "1933-11-17T00:00:00Z", "startPrecision": "11",
         "end": "1935-01-01T00:00:00Z"},
        {"personLabel": "Gloria Teasdale", "start": "1935-02-00T00:00:00Z", "startPrecision": "10"},
        {"personLabel": "Chicolini", "start": "1936-01-01T00:00:00Z", "startPrecision": "9"},
    )  # fmt: skip
    found = read(tmp_path, mapping, wikidata(*rows), "query.json")
    told = [
        (entry.value, entry.valid_from, entry.valid_to)
        for _, entry in found.rows
        if isinstance(entry, FactEntry)
    ]
    assert told == [
        ("Rufus Firefly", "1933-11-17", "1935-01-01"), ("Gloria Teasdale", "1935-02", ""), ("Chicolini", "1936", ""),
    ]  # fmt: skip
    assert found.rows[2][1].place == f"{tmp_path}/query.json, row 3"


def test_a_spreadsheet_with_semicolons_words_and_another_encoding(tmp_path: Path) -> None:
    mapping = """
delimiter = ";"
encoding = "cp1252"

[columns]
whose = { from = "Land", map = { "Deutschland" = "Germany" } }

[[alias]]
alias = "{Kürzel}"
subject = "{whose}"
"""
    found = read(tmp_path, mapping, "Land;Kürzel\nDeutschland;BRD\n;\nÖsterreich;A\n".encode("cp1252"))
    assert [(entry.alias, entry.subject) for _, entry in found.rows if isinstance(entry, AliasEntry)] == [
        ("BRD", "Germany"), ("A", "Österreich"),
    ]  # fmt: skip


def test_rows_somewhere_in_a_json_file(tmp_path: Path) -> None:
    mapping = 'rows = "data.items"\n[[alias]]\nalias = "{short}"\nsubject = "{long}"\n'
    content = json.dumps({"data": {"items": [{"short": "EU", "long": "European Union", "n": 1}, "no row"]}})
    found = read(tmp_path, mapping, content, "table.json")
    assert [entry.alias for _, entry in found.rows if isinstance(entry, AliasEntry)] == ["EU"]


def test_a_row_with_too_many_cells_or_a_character_that_nothing_keeps_is_refused(tmp_path: Path) -> None:
    header = "Symbol,Date,Yes,No,Abstained\n"
    found = read(
        tmp_path,
        UN,
        header + "S/RES/1,1 May 1946,1,2,3,4\nS/RES/2,2 May 1946,\0,2,3\nS/RES/3,3 May 1946,,,\n",
    )
    assert [(refusal.place, refusal.message) for refusal in found.refused] == [
        (f"{tmp_path / 'table.csv'}:2", "the row has 6 cells, the header 5."),
        (f"{tmp_path / 'table.csv'}:3", "value holds the character U+0000, which no database keeps."),
    ]
    assert ("S/RES/3/adopted", "1946-05-03") in facts(found)
    rows = '[{"Symbol": "S/RES/4", "Date": "4 May 1946", "Yes": "\\ud800", "No": "", "Abstained": ""}]'
    assert "U+D800" in read(tmp_path, UN, rows, "table.json").refused[0].message


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("= nothing", "this is not TOML"),
        ('kind = "agreement"', "nothing is called 'kind'. Known are: alias, columns, delimiter"),
        ("", "the mapping makes nothing. Write at least one [[fact]], [[subject]] or [[alias]]."),
        ('[[fact]]\nvalue = "x"', "fact has no 'subject'."),
        ('[[fact]]\nsubject = "x"\ncolour = "red"', "fact has no cell 'colour'. Known are: fact, subject"),
        ("[[fact]]\nsubject = 3", "subject of fact is not a text."),
        ('format = "xml"\n[[fact]]\nsubject = "x"', "format is 'xml'. Write one of: csv, json."),
        ('delimiter = ";;"\n[[fact]]\nsubject = "x"', "delimiter is ';;'."),
        ('encoding = "morse"\n[[fact]]\nsubject = "x"', "nobody knows the encoding 'morse'."),
        ('[columns]\na = "b"\n[[fact]]\nsubject = "x"', "the column 'a' comes from nowhere."),
        (
            '[columns]\na = { from = "b", pattern = "(" }\n[[fact]]\nsubject = "x"',
            "is no regular expression.",
        ),
        ('[columns]\na = { from = "b", as = "time" }\n[[fact]]\nsubject = "x"', "as is 'time'."),
        (
            '[columns]\na = { from = "b", map = 3 }\n[[fact]]\nsubject = "x"',
            "map of 'a' is no table of texts.",
        ),
        ('[[fact]]\nsubject = "{b}"', "there is no column 'b' to fill '{b}' with. There are: a."),
        (
            '[columns]\nb = { from = "c" }\n[[fact]]\nsubject = "{b}"',
            "the table has no column 'c'. It has: a.",
        ),
    ],
)
def test_a_mapping_that_is_wrong_says_so(tmp_path: Path, mapping: str, told: str) -> None:
    with pytest.raises(VerifyError) as raised:
        read(tmp_path, mapping, "a\n1\n")
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("t.json", "{", "this is not JSON"),
        ("t.json", "{}", "there is no list of rows at its top."),
        ("t.csv", b"a\n\xff\n", "byte 2 is not utf-8."),
        ("t.csv", "", "t.csv:1: the table has no header."),
        ("t.csv", "a,b,a\n1,2,3\n", "t.csv:1: two columns are called 'a'."),
        (
            "t.csv",
            "a;b\n1;2\n",
            "t.csv:1: the table has one column, 'a;b'. Where ';' separates columns, write",
        ),
        ("t.csv", 'a,b\n"1,2\n', "t.csv:2: the row is not CSV"),
    ],
)
def test_a_table_that_cannot_be_read_says_so(
    tmp_path: Path, name: str, content: str | bytes, told: str
) -> None:
    with pytest.raises(VerifyError) as raised:
        read(tmp_path, '[[alias]]\nalias = "{a}"\nsubject = "x"', content, name)
    assert told in str(raised.value)
    with pytest.raises(VerifyError, match="the table cannot be read"):
        read_foreign(tmp_path / "none.csv", read_mapping(tmp_path / "map.toml"))


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(_json)
@settings(deadline=None)
def test_no_json_makes_it_stumble(tmp_path_factory: pytest.TempPathFactory, content: Any) -> None:
    folder = tmp_path_factory.mktemp("any")
    rows = [row for row in content if isinstance(row, dict)] if isinstance(content, list) else None
    if rows is None or (rows and not any("a" in row for row in rows)):
        with pytest.raises(VerifyError, match=r"no list of rows|no column 'a'"):
            read(folder, '[[alias]]\nalias = "{a}"\nsubject = "x"', json.dumps(content), "t.json")
        return
    found = read(folder, '[[alias]]\nalias = "{a}"\nsubject = "x"', json.dumps(content), "t.json")
    assert all(isinstance(entry, AliasEntry) for _, entry in found.rows)

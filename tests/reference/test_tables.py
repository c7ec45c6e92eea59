"""The CSV tables: what is read, and the place of what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import SMALL_REFERENCE, copied_reference

from verify.errors import VerifyError
from verify.reference.tables import PropertyEntry, digest, read_tables
from verify.reference.vocabulary import property_of, stated_of

HEADER = b"source,title,publisher,url,kind,accessed\n"
ROW = b"gazette,The Harbour Gazette,Tidal Council,https://gazette.example/,official text,\n"


def source_table(folder: Path, content: bytes) -> Path:
    (folder / "reference").mkdir()
    (folder / "reference" / "sources.csv").write_bytes(content)
    return folder / "reference"


def test_every_table_is_read_with_its_places() -> None:
    tables = read_tables(SMALL_REFERENCE)
    assert tables.facts[0].fact == "harbour/concluded"
    assert tables.facts[0].place == "reference/core/facts.csv:2"
    assert tables.lists[0].complete_to == "9"
    counts = [len(getattr(tables, name)) for name in ("subjects", "aliases", "properties", "sources")]
    assert counts == [10, 8, 7, 2]


def test_tables_of_every_folder_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for area in ("b", "a/deep", "c"):
        (tmp_path / area).mkdir(parents=True)
        (tmp_path / area / "sources.csv").write_bytes(HEADER + ROW.replace(b"gazette", area[0].encode(), 1))
    assert [entry.source for entry in read_tables(tmp_path).sources] == ["a", "b", "c"]


def test_only_the_tables_wanted_are_read(tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    (folder / "core" / "facts.csv").write_bytes(b"not a table")
    tables = read_tables(folder, frozenset({"subjects"}))
    assert (len(tables.subjects), tables.aliases) == (10, [])


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + HEADER + ROW,
        (HEADER + ROW).replace(b"\n", b"\r\n"),
        HEADER + b"\n" + ROW + b"\n",
        HEADER + ROW.rstrip(b"\n"),
    ],
    ids=["byte order mark", "CRLF", "empty lines", "no last line end"],
)
def test_what_editors_make_of_a_table_is_read(tmp_path: Path, content: bytes) -> None:
    (found,) = read_tables(source_table(tmp_path, content)).sources
    assert (found.source, found.accessed) == ("gazette", "")


def test_cells_with_commas_quotes_and_line_ends(tmp_path: Path) -> None:
    cell = b'"A ""list"", of\ntreaties"'
    folder = source_table(tmp_path, HEADER + ROW.replace(b"The Harbour Gazette", cell) + ROW)
    first, second = read_tables(folder).sources
    assert first.title == 'A "list", of\ntreaties'
    assert (first.place, second.place) == ("reference/sources.csv:2", "reference/sources.csv:4")


@pytest.mark.parametrize(
    ("content", "place", "message", "hint"),
    [
        (
            b"source,name\n", ":1", "the header is 'source,name'.",
            "Write 'source,title,publisher,url,kind,accessed'.",
        ),
        (b"", ":1", "the header is ''.", "Write 'source,title,publisher,url,kind,accessed'."),
        (
            HEADER + ROW + b"gazette,The Gazette, of the Harbour,a,b,c,d\n", ":3",
            "the row has 7 cells where the header has 6.", "Put quotes around a cell that holds a comma.",
        ),
        (
            HEADER + ROW + b"almanac\n", ":3",
            "the row has 1 cells where the header has 6.", "Put quotes around a cell that holds a comma.",
        ),
        (
            HEADER + ROW * 300 + b"k\xf6ln,,,,,\n", ":302",
            f"byte {len(HEADER + ROW * 300) + 1} (0xf6) is not UTF-8.", "Save the file as UTF-8.",
        ),
        (
            HEADER + b'a,"b"c,d,e,f,g\n', ":2",
            "the row is not CSV (',' expected after '\"').", "Check its quotes.",
        ),
        (
            HEADER + ROW + b'a,"b,c,d,e,f\n' + ROW, ":3",
            "the row is not CSV (unexpected end of data).", "Check its quotes.",
        ),
        (
            HEADER + ROW + b"a\0,b,c,d,e,f\n", ":3",
            "the row holds a NUL character, which no database keeps.", "Remove it, or save the file as UTF-8.",
        ),
    ],
    ids=["header", "empty", "too many", "too few", "encoding", "quotes", "open quote", "NUL"],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, content: bytes, place: str, message: str, hint: str
) -> None:
    with pytest.raises(VerifyError) as error:
        read_tables(source_table(tmp_path, content))
    assert error.value.place == f"reference/sources.csv{place}"
    assert (error.value.message, error.value.hint) == (message, hint)


@pytest.mark.parametrize("folder", ["empty", "absent"])
def test_a_folder_without_tables(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(VerifyError) as error:
        read_tables(tmp_path / folder)
    assert error.value.message == "this folder holds no reference tables (subjects.csv, facts.csv, …)."
    assert error.value.place == str(tmp_path / folder)
    assert "verify init" in str(error.value.hint)


def test_a_table_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "reference" / "facts.csv").mkdir(parents=True)
    for attempt in (read_tables, digest):
        with pytest.raises(VerifyError) as error:
            attempt(tmp_path / "reference")
        assert error.value.message == "the table cannot be read (Is a directory)."
        assert error.value.place == "reference/facts.csv"


def test_the_digest_is_that_of_names_and_bytes(tmp_path: Path) -> None:
    first, second = copied_reference(tmp_path / "first"), copied_reference(tmp_path / "second")
    assert digest(first) == digest(second), "wherever the folder stands"
    (first / "notes.txt").write_text("no table")
    assert digest(first) == digest(second)
    (first / "core" / "facts.csv").rename(first / "facts.csv")
    assert digest(first) != digest(second)


def test_a_property_may_be_stated_of_another_kind_than_that_of_its_claims() -> None:
    counted = PropertyEntry(
        "count", "quantity of event", "number", "dated", "no", "", "", "", "properties.csv:2"
    )
    signed = PropertyEntry("signed", "agreement", "date", "dated", "yes", "", "", "", "properties.csv:3")
    assert [(property_of(one).kind, property_of(one).subject_kind) for one in (counted, signed)] == [
        ("quantity", "event"),
        ("agreement", "agreement"),
    ]
    assert [stated_of(one) for one in (counted, signed)] == ["event", "agreement"]

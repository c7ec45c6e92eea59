"""The tables as files: what is not changed stays byte for byte, and what is changed says just that."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import copied_reference

from verify import shipped
from verify.errors import VerifyError
from verify.reference.exporting import home_files, write_files
from verify.reference.home import Home, csv_line, read_home, write_home
from verify.reference.tables import FactEntry, SourceEntry, cells, read_tables, rows_of

HEADER = "source,title,publisher,url,kind,accessed"
_cell = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=8
) | st.sampled_from(["", 'a "quote"', "a,b", "two\nlines", " padded ", "=1+1", "\u202e"])
_row = st.tuples(*[_cell] * 6)
_end = st.sampled_from(["\n", "\r\n"])


@st.composite
def written_by_anybody(draw: st.DrawFn) -> tuple[str, list[tuple[str, ...]]]:
    """The text of a table as any program may write it, and its rows."""
    end = draw(_end)
    rows = draw(st.lists(_row, max_size=5))
    text = draw(st.sampled_from(["", "\ufeff"])) + HEADER + end
    for row in rows:
        written = io.StringIO()
        quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
        csv.writer(written, lineterminator="\r\n", quoting=quoting).writerow(row)
        text += written.getvalue().removesuffix("\r\n") + end + end * draw(st.integers(0, 1))
    return text, rows


def home_of(folder: Path, text: str) -> Home:
    (folder / "own").mkdir(parents=True, exist_ok=True)
    (folder / "own" / "sources.csv").write_bytes(text.encode())
    return read_home(folder)


@given(written_by_anybody())
@settings(deadline=None)
def test_a_table_is_its_rows_and_what_stands_between(given_: tuple[str, list[tuple[str, ...]]]) -> None:
    text, rows = given_
    found = rows_of(text, "sources.csv", "sources")
    assert [cells(row.entry) for row in found.rows] == rows
    ends = [found.body, *(row.end for row in found.rows)]
    for before, row in zip(ends, found.rows, strict=False):
        assert before <= row.start < row.end
        assert not text[before : row.start].strip("\r\n")
        assert [tuple(again) for again in csv.reader(io.StringIO(text[row.start : row.end], newline=""))] == [
            cells(row.entry)
        ]


@given(written_by_anybody())
@settings(deadline=None)
def test_export_gives_a_table_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, given_: tuple[str, list[tuple[str, ...]]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    home = home_of(folder / "reference", given_[0])
    write_files(home_files(home), folder / "out")
    assert (folder / "out" / "own" / "sources.csv").read_bytes() == given_[0].encode()


@given(written_by_anybody(), st.data())
@settings(deadline=None)
def test_a_row_is_replaced_and_every_other_byte_stays(
    tmp_path_factory: pytest.TempPathFactory, given_: tuple[str, list[tuple[str, ...]]], data: st.DataObject
) -> None:
    text, rows = given_
    if not rows:
        return
    home = home_of(tmp_path_factory.mktemp("any"), text)
    [file] = home.files
    key = data.draw(st.sampled_from([row[0] for row in rows]))
    place = next(at for at, row in enumerate(rows) if row[0] == key)
    now = SourceEntry(key, *data.draw(_row)[1:], "")
    changed = home.replaced({("sources", key): now}).files[0].text
    row = file.rows[place]
    assert changed.startswith(text[: row.start])
    assert changed.endswith(text[row.end :])
    assert [cells(found.entry) for found in rows_of(changed, "s", "sources").rows] == [
        *rows[:place], cells(now), *rows[place + 1 :],
    ]  # fmt: skip


@given(written_by_anybody(), _row)
@settings(deadline=None)
def test_a_row_is_added_behind_all_that_stands(
    tmp_path_factory: pytest.TempPathFactory, given_: tuple[str, list[tuple[str, ...]]], row: tuple[str, ...]
) -> None:
    text, rows = given_
    home = home_of(tmp_path_factory.mktemp("any"), text.rstrip("\r\n"))
    changed = home.added("sources", [SourceEntry(*row, "")], "own").files[0].text
    assert changed.startswith(text.rstrip("\r\n"))
    assert [cells(found.entry) for found in rows_of(changed, "s", "sources").rows] == [*rows, row]


def test_the_starter_reference_comes_out_as_it_stands(tmp_path: Path) -> None:
    write_files(home_files(read_home(shipped.reference())), tmp_path / "out")
    for path in sorted(shipped.reference().rglob("*.csv")):
        assert (tmp_path / "out" / path.relative_to(shipped.reference())).read_bytes() == path.read_bytes()
    # And every row is written as this program would write it, so that a change shows as one line.
    for file in read_home(shipped.reference()).files:
        assert "".join(csv_line(cells(row.entry), "\n") for row in file.rows) == file.text.partition("\n")[2]


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    assert write_home(read_home(folder)) == []


def test_a_table_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    home = read_home(folder)
    [fact] = [entry for entry in home.tables().facts if entry.fact == "harbour/concluded"]
    changed = home.replaced({("facts", fact.fact): replace(fact, note="checked")})
    path = folder / "core" / "facts.csv"
    theirs = path.read_text(encoding="utf-8") + "\n"
    path.write_text(theirs, encoding="utf-8")
    with pytest.raises(VerifyError) as raised:
        write_home(changed)
    assert str(raised.value) == (
        "reference/core/facts.csv: the table was changed meanwhile. Run the command again."
    )
    assert path.read_text(encoding="utf-8") == theirs


def test_a_new_table_of_a_new_area(tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    added = SourceEntry("tide", "Tide tables", "Pilots", "https://example.org", "book", "", "")
    written = write_home(read_home(folder).added("sources", [added], "house"))
    assert written == ["reference/house/sources.csv"]
    assert (folder / "house" / "sources.csv").read_text(encoding="utf-8") == (
        f"{HEADER}\ntide,Tide tables,Pilots,https://example.org,book,\n"
    )
    assert [entry.source for entry in read_tables(folder).sources][-1] == "tide"


@pytest.mark.parametrize("bad", ["nul \0 here", "half \ud800 a character"])
def test_what_no_table_keeps_is_refused(bad: str) -> None:
    entry = FactEntry("f", "s", "p", "", bad, "", "", "normal", "", "", "", "")
    with pytest.raises(VerifyError, match="a cell holds a character that no table keeps"):
        csv_line(cells(entry), "\n")

"""Claims as CSV and NDJSON: no cell is a formula, nothing is lost beside it, and other parsers read both."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from making import dated, document, load, put
from published import published_store
from runs import HOSTILE, TEXT
from sqlalchemy import event

from verify.display import csv_safe, display_safe
from verify.errors import ExitCode, VerifyError
from verify.report.claim_rows import claim_rows, write_claims
from verify.report.reviewed import Wanted, reviewed_claims
from verify.store.engine import Store

FORMULAS = ("=cmd()", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", '"=1', "a;=1", "＝1", "=1\n=2", 'a","=1')


def exported(store: Store, **wanted: Any) -> tuple[str, str]:
    """The CSV and the NDJSON of a store."""
    sheet, ndjson = io.StringIO(), io.StringIO()
    with store.reading() as connection:
        columns, rows = claim_rows(connection, Wanted(**wanted))
        write_claims(columns, rows, ndjson=ndjson, sheet=sheet)
    return sheet.getvalue(), ndjson.getvalue()


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def by_pandas(text: str, _: Path) -> list[dict[str, str]]:
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return list(frame.to_dict("records"))


def by_duckdb(text: str, folder: Path) -> list[dict[str, str]]:
    (folder / "claims.csv").write_text(text, encoding="utf-8", newline="")
    # DuckDB guesses that lines are comments, where it is not told that there are none, and leaves them out.
    read = (
        "SELECT * FROM read_csv(?, header = true, all_varchar = true, comment = '', delim = ',', quote = '\"', "
        "escape = '\"')"
    )
    with duckdb.connect() as connection:
        found = connection.execute(read, [str(folder / "claims.csv")])
        names = [column[0] for column in found.description]
        return [
            dict(zip(names, (cell or "" for cell in row), strict=True))
            for row in found.fetchall()
        ]  # fmt: skip


READERS: dict[str, Callable[[str, Path], list[dict[str, str]]]] = {"pandas": by_pandas, "duckdb": by_duckdb}


@pytest.mark.parametrize("any_database", ["postgresql"])
def test_the_database_hands_over_claims_bit_by_bit(store: Store) -> None:
    published_store(store)
    cursors = []
    with store.reading() as connection:
        event.listen(
            connection, "after_cursor_execute", lambda *told: cursors.append(getattr(told[1], "name", ""))
        )
        _, rows = claim_rows(connection, Wanted())
        next(rows)
        next(reviewed_claims(connection, Wanted(), decided=False))
    assert len([name for name in cursors if name]) == 2, "a cursor with a name stays with the server"


def test_rows_are_those_of_the_view_in_the_order_of_texts(store: Store) -> None:
    published_store(store)
    sheet, ndjson = exported(store)
    objects = [json.loads(line) for line in ndjson.splitlines()]
    places = [(row["article"], row["span_start"]) for row in objects]
    assert places == sorted(places)
    assert len(places) == 21
    assert (objects[0]["decided_by"], objects[0]["reopened"], objects[0]["as_of"]) == (None, 0, None)
    said = ["" if value is None else str(value) for row in objects for value in row.values()]
    assert [cell for row in read_csv(sheet) for cell in row.values()] == said, (
        "no text here needs an apostrophe"
    )
    assert len(exported(store, articles=("daily.txt", "older.txt"))[1].splitlines()) == 14
    assert len(exported(store, since="2016-04-10")[1].splitlines()) == 4
    with pytest.raises(VerifyError, match=r"no article is called 'nowhere\.txt'") as error:
        exported(store, articles=("nowhere.txt",))
    assert error.value.exit_code is ExitCode.USAGE


def test_an_empty_store_has_columns(store: Store) -> None:
    sheet, ndjson = exported(store)
    assert sheet.startswith("claim,article,document,")
    assert (len(sheet.splitlines()), ndjson) == (1, "")


def test_hostile_texts_of_a_store_are_inert_in_the_sheet_and_whole_beside_it(
    store: Store, tmp_path: Path
) -> None:
    load(store)
    # The databases store every text but NUL and half a surrogate pair.
    words = [word for word in (*HOSTILE, *FORMULAS) if "\x00" not in word and word != "\ud83d"]
    body = "\n".join(f"The {word} of 4 May 2010" for word in words)
    put(
        store,
        document(body),
        [dated(body, f"{word} of 4", word, "concluded", "2010-05-04") for word in words],
    )
    sheet, ndjson = exported(store)
    objects = [json.loads(line) for line in ndjson.splitlines()]
    assert {row["subject"] for row in objects} == set(words)
    for read in READERS.values():
        rows = read(sheet, tmp_path)
        assert [row["subject"] for row in rows] == [display_safe(csv_safe(row["subject"])) for row in objects]
        assert not any(cell.lstrip(' "').startswith(tuple("=+-@＝")) for row in rows for cell in row.values())


ROWS = st.lists(
    st.dictionaries(
        st.sampled_from("abc"), st.none() | st.integers(-9, 9) | TEXT | st.sampled_from(FORMULAS)
    ),
    max_size=3,
).map(lambda rows: [{name: row.get(name) for name in "abc"} for row in rows])


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
@example(rows=[dict.fromkeys("abc"), {"a": "##[error]forged", "b": None, "c": None}])
def test_any_rows_read_back(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    sheet, ndjson = io.StringIO(), io.StringIO()
    assert write_claims(list("abc"), iter(rows), ndjson=ndjson, sheet=sheet) == len(rows)
    assert [json.loads(line) for line in ndjson.getvalue().splitlines()] == rows
    cells = [
        {name: display_safe(csv_safe(value)) if isinstance(value, str) else "" if value is None else str(value)
         for name, value in row.items()}
        for row in rows
    ]  # fmt: skip
    assert read_csv(sheet.getvalue()) == cells
    for name, read in READERS.items():
        assert read(sheet.getvalue(), tmp_path) == cells, name

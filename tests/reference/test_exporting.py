"""What the store holds comes out as tables again, the same bytes from the same content, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import LATER, NOW, copied_reference, edit, load

from verify import shipped
from verify.errors import ExitCode, VerifyError
from verify.reference.comparing import compare
from verify.reference.exporting import sorted_tables, store_files, stored_tables, write_files
from verify.reference.home import tables_text
from verify.reference.load import load_reference
from verify.reference.tables import AliasEntry, FactEntry, SourceEntry, SubjectEntry, Tables, read_tables
from verify.store.engine import Store


def exported(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return store_files(connection)


def in_order(folder: Path) -> dict[str, str]:
    """The text of a folder's tables as the store gives them."""
    ordered = sorted_tables(read_tables(folder))
    return {f"{name}.csv": text for name, text in tables_text(ordered).items()}


def test_the_store_gives_back_what_was_loaded(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder)
    assert exported(store) == in_order(folder)


def test_export_import_export_is_the_same(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder)
    first = exported(store)
    write_files(first, tmp_path / "out")
    loaded = load(store, tmp_path / "out", now=LATER)
    # Only the order of a fact's sources is another.
    assert loaded is not None
    assert (loaded.added, loaded.removed) == (0, 0)
    assert exported(store) == first


def test_the_starter_reference_goes_through_the_store(store: Store) -> None:
    load(store, shipped.reference())
    assert exported(store) == in_order(shipped.reference())


def test_what_was_taken_out_of_the_tables_is_not_exported(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder)
    edit(folder, "facts", "harbour/signed/2,Harbour Treaty,signed,,2010-06-02,,,normal,,gazette,\n", "")
    edit(folder, "lists", "harbour/signed,Harbour Treaty,signed,,,,gazette,signed on no other day\n", "")
    load(store, folder, now=LATER)
    found = exported(store)
    assert "harbour/signed/2" not in found["facts.csv"]
    assert "harbour/signed" not in found["lists.csv"]
    assert found == in_order(folder)


_words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=6
).filter(str.strip)
_days = st.dates().map(lambda day: day.isoformat())


@st.composite
def references(draw: st.DrawFn) -> Tables:
    """Sound tables of an agreement or two, with words of any script."""
    names = draw(st.lists(_words, min_size=1, max_size=3, unique_by=str.casefold))
    described = read_tables(shipped.reference(), frozenset({"properties"})).properties
    notes = draw(st.lists(_words | st.just(""), min_size=len(names), max_size=len(names)))
    return Tables(
        subjects=[SubjectEntry(name, "agreement", note, "") for name, note in zip(names, notes, strict=True)],
        aliases=[AliasEntry(f"the {name}", name, "", "") for name in names],
        properties=described,
        facts=[
            FactEntry(
                f"f{at}", name, "concluded", "", draw(_days), "", "", "normal", "", "s", draw(_words), ""
            )
            for at, name in enumerate(names)
        ],
        sources=[SourceEntry("s", *draw(st.tuples(_words, _words, _words, _words)), "", "")],
    )


@given(references())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_reference_comes_out_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, store: Store, tables: Tables
) -> None:
    files = {f"{name}.csv": text for name, text in tables_text(sorted_tables(tables)).items()}
    folder = tmp_path_factory.mktemp("any") / "reference"
    write_files(files, folder)
    with store.rehearsing() as connection:
        load_reference(connection, folder, actor="Ana", now=NOW)
        assert store_files(connection) == files


def test_comparing_the_store_with_the_tables(store: Store, tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    load(store, folder)
    edit(folder, "facts", "2010-05-04", "2010-05-07")
    edit(folder, "aliases", "Treaty of the Harbour,Harbour Treaty,\n", "")
    edit(folder, "subjects", "Ole Brandt,person,\n", "Ole Brandt,person,\nTide Pact,agreement,\n")
    with store.reading() as connection:
        before = stored_tables(connection)
    found = compare(before, read_tables(folder))
    assert [
        (difference.sign, difference.table, difference.key, difference.changes) for difference in found
    ] == [
        ("+", "subjects", "Tide Pact", "kind → agreement"),
        ("-", "aliases", "Treaty of the Harbour → Harbour Treaty", "subject → Harbour Treaty"),
        ("~", "facts", "harbour/concluded", "value 2010-05-04 → 2010-05-07"),
    ]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(VerifyError) as raised:
        write_files({"facts.csv": "x"}, tmp_path)
    assert raised.value.exit_code is ExitCode.USAGE
    assert "there is something there already. Name a folder that is empty or not there yet." in str(
        raised.value
    )
    assert not (tmp_path / "facts.csv").exists()

"""Adding, correcting and deprecating: what changes, what is logged of it, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import copied_reference

from verify.errors import ExitCode, VerifyError
from verify.reference.curating import Addition, Author, Codes, add, correct, deprecate, slug
from verify.reference.home import Home, read_home, write_home
from verify.reference.tables import AliasEntry, ChangeEntry, SourceEntry, read_tables

AUTHOR = Author("Ana", "2026-01-02T03:04:05.000000Z", "the gazette says so")
LAKE = Addition("Lake Accord", "concluded", "2015-06-02", sources=("gazette",))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return read_home(copied_reference(tmp_path / "reference"))


def logged(home: Home) -> list[tuple[str, ...]]:
    """What the log says: table, key, action, changes, sources."""
    return [
        (change.table, change.key, change.action, change.changes, change.sources)
        for change in home.tables().changes
    ]


def refused(function: Any, *arguments: Any, **named: Any) -> VerifyError:
    with pytest.raises(VerifyError) as raised:
        function(*arguments, **named)
    return raised.value


def test_a_fact_of_a_new_subject(home: Home) -> None:
    done = add(home, LAKE, AUTHOR)
    tables = done.home.tables()
    assert (tables.subjects[-1].subject, tables.subjects[-1].kind) == ("Lake Accord", "agreement")
    fact = tables.facts[-1]
    assert (fact.fact, fact.value, fact.rank, fact.sources) == (
        "lake-accord/concluded", "2015-06-02", "normal", "gazette",
    )  # fmt: skip
    assert fact.place == "reference/house/facts.csv:2"
    assert logged(done.home) == [
        ("subjects", "Lake Accord", "added", "kind → agreement", ""),
        (
            "facts", "lake-accord/concluded", "added",
            "subject → Lake Accord; property → concluded; value → 2015-06-02; rank → normal; sources → gazette",
            "gazette",
        ),
    ]  # fmt: skip
    assert {(change.by, change.at, change.reason) for change in tables.changes} == {
        ("Ana", "2026-01-02T03:04:05.000000Z", "the gazette says so")
    }


def test_a_fact_of_a_known_subject_goes_beside_it(home: Home) -> None:
    done = add(home, replace(LAKE, subject="Ferry Pact", property="signed", value="1999-02-01"), AUTHOR)
    assert done.home.area_of("facts", "ferry/concluded/1999-02-01") == "core"
    assert [change.key for change in done.changes] == ["ferry/concluded/1999-02-01"]


def test_an_alias_and_a_source_come_along(home: Home) -> None:
    source = SourceEntry("tide", "Tide tables", "Pilots", "https://example.org", "book", "", "")
    alias = AliasEntry("lake deal", "Lake Accord", "lake|shore", "")
    done = add(home, replace(LAKE, sources=("tide",), new_source=source, aliases=(alias,)), AUTHOR)
    assert [(change.table, change.key) for change in done.changes] == [
        ("subjects", "Lake Accord"),
        ("sources", "tide"),
        ("aliases", "lake deal → Lake Accord [lake|shore]"),
        ("facts", "lake-accord/concluded"),
    ]


def test_codes_of_facts(home: Home) -> None:
    codes = Codes.of(home.tables())
    assert codes.new("Lake Accord", "concluded", "2015-06-02") == "lake-accord/concluded"
    # Of several values, the value tells them apart; a code that is taken gets a number.
    assert codes.new("Harbour Treaty", "signed", "2010-06-09") == "harbour/2010-06-09"
    assert codes.new("Harbour Treaty", "concluded", "2010-06-09") == "harbour/concluded-2"
    assert codes.new("Harbour Treaty", "concluded", "2010-06-09") == "harbour/concluded-3"
    assert (slug("Élysée Treaty (1963)"), slug("条約")) == ("elysee-treaty-1963", "fact")


def test_a_correction_changes_one_line_and_says_why(home: Home) -> None:
    before = next(file.text for file in home.files if file.table == "facts")
    done = correct(
        home, "harbour/concluded", {"value": "2010-05-07", "sources": "almanac"}, AUTHOR, new_source=None
    )
    after = next(file.text for file in done.home.files if file.table == "facts")
    differing = [
        (old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new
    ]
    assert len(differing) == 1
    assert logged(done.home) == [
        (
            "facts", "harbour/concluded", "corrected",
            "value 2010-05-04 → 2010-05-07; sources gazette|almanac → almanac", "almanac",
        )
    ]  # fmt: skip


def test_a_new_value_needs_its_source(home: Home) -> None:
    error = refused(correct, home, "harbour/concluded", {"value": "2010-05-07"}, AUTHOR, new_source=None)
    assert str(error) == (
        "a new value needs its source. Name it with --source, and with it the old ones that say so too."
    )
    assert error.exit_code is ExitCode.USAGE
    # A note or a rank is the curator's own.
    done = correct(home, "harbour/concluded", {"note": "checked"}, AUTHOR, new_source=None)
    assert logged(done.home)[0][3:] == ("note → checked", "gazette|almanac")


def test_a_correction_that_says_nothing_new_is_refused(home: Home) -> None:
    error = refused(correct, home, "harbour/concluded", {"value": "2010-05-04"}, AUTHOR, new_source=None)
    assert error.message.startswith("the fact 'harbour/concluded' says that already")


def test_a_deprecated_fact_stays_in_its_table(home: Home) -> None:
    done = deprecate(home, "harbour/concluded", AUTHOR, sources=("almanac",))
    [fact] = [entry for entry in done.home.tables().facts if entry.fact == "harbour/concluded"]
    assert fact.rank == "deprecated"
    assert logged(done.home) == [
        ("facts", "harbour/concluded", "deprecated", "rank normal → deprecated", "almanac")
    ]
    error = refused(deprecate, done.home, "harbour/concluded", AUTHOR, sources=())
    assert "is deprecated already" in error.message


def test_the_log_is_another_row_each_time(home: Home, tmp_path: Path) -> None:
    once = correct(home, "harbour/concluded", {"note": "one"}, AUTHOR, new_source=None).home
    twice = correct(once, "harbour/concluded", {"note": "two"}, replace(AUTHOR, by="Bo"), new_source=None)
    write_home(twice.home)
    changes: list[ChangeEntry] = read_tables(tmp_path / "reference").changes
    assert [(change.by, change.changes) for change in changes] == [
        ("Ana", "note → one"), ("Bo", "note one → two"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": "2 June"}, "value '2 June' is not a date"),
        ({"property": "bulit"}, "'bulit' is no property"),
        ({"sources": ()}, "the fact has no source"),
        ({"sources": ("nobody",)}, "'nobody' is no source"),
        ({"area": "../outside"}, "'../outside' names no area"),
        ({"area": ".hidden"}, "'.hidden' names no area"),
        ({"subject": "Harbour Treaty", "kind": "office"}, "is a subject of the kind 'agreement' already"),
        ({"property": "", "value": ""}, "'Lake Accord' is no subject yet"),
        (
            {"subject": "Treaty of the Harbour"},
            "is another name of 'Harbour Treaty'. Write that as the subject.",
        ),
        ({"fact": "harbour/concluded"}, "there is a fact 'harbour/concluded' already"),
    ],
)
def test_what_lint_refuses_is_never_written(home: Home, change: dict[str, Any], told: str) -> None:
    assert told in str(refused(add, home, replace(LAKE, **change), AUTHOR))


@pytest.mark.parametrize(("change", "told"), [({"reason": " "}, "its reason"), ({"by": ""}, "its author")])
def test_a_change_has_an_author_and_a_reason(home: Home, change: dict[str, str], told: str) -> None:
    assert f"a change needs {told}" in str(refused(add, home, LAKE, replace(AUTHOR, **change)))


def test_unknown_facts_are_told(home: Home) -> None:
    error = refused(correct, home, "harbor/concluded", {"note": "x"}, AUTHOR, new_source=None)
    assert str(error) == (
        "there is no fact 'harbor/concluded'. Look for it: verify reference search 'harbor/concluded'"
    )

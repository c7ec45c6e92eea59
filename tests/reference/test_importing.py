"""What an import would do, and what it does: nothing curated is replaced unless somebody says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from making import SMALL_REFERENCE, copied_reference

from verify import shipped
from verify.errors import VerifyError
from verify.reference.curating import Author
from verify.reference.exporting import home_files, write_files
from verify.reference.home import Home, read_home, write_home
from verify.reference.importing import Conflicts, Effect, Planned, Step, carry_out, own_rows, plan
from verify.reference.lint import Complaint, lint
from verify.reference.tables import Entry, FactEntry, SubjectEntry

AUTHOR = Author("Ana", "2026-01-02T03:04:05.000000Z", "the year's new facts")
FACT = FactEntry(
    "", "Harbour Treaty", "concluded", "", "2010-05-04", "", "", "normal", "", "gazette", "", "in:2"
)
FACTS = "facts"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return read_home(copied_reference(tmp_path / "reference"))


def only(home: Home, entry: Entry, table: str = FACTS) -> Step:
    [step] = plan(home, [(table, entry, ".")]).steps
    return step


def written(home: Home, planned: Planned, conflicts: Conflicts) -> Home:
    return carry_out(home, planned, AUTHOR, conflicts=conflicts, area="imported").home


def said(home: Home, subject: str, name: str) -> list[tuple[str, str, str]]:
    """Code, value and dispute of the facts of a subject."""
    return [
        (fact.fact, fact.value, fact.disputed)
        for fact in home.tables().facts
        if (fact.subject, fact.property) == (subject, name)
    ]


@pytest.mark.parametrize(
    ("change", "effect", "key"),
    [
        ({"sources": "gazette|almanac"}, Effect.SAME, "harbour/concluded"),
        ({}, Effect.SAME, "harbour/concluded"),
        ({"fact": "harbour/concluded"}, Effect.CHANGED, "harbour/concluded"),
        ({"fact": "harbour/concluded", "sources": "almanac|gazette"}, Effect.SAME, "harbour/concluded"),
        ({"fact": "other/code"}, Effect.SAME, "harbour/concluded"),
        ({"fact": "harbour/concluded", "value": "2010-05-07"}, Effect.CHANGED, "harbour/concluded"),
        ({"value": "2010-05-07"}, Effect.CONFLICTING, "harbour/concluded"),
        ({"property": "signed", "value": "2010-06-09"}, Effect.ADDED, "harbour/2010-06-09"),
        ({"subject": "Nobody's Treaty"}, Effect.REFUSED, ""),
        ({"value": "in spring"}, Effect.REFUSED, ""),
        ({"sources": "", "value": "2010-05-07"}, Effect.REFUSED, ""),
        ({"subject": "harbour master", "property": "holds", "value": "Ole Brandt", "valid_from": "2010-01-01"},
         Effect.CONFLICTING, "master/lind"),
        ({"subject": "harbour master", "property": "holds", "value": "Ole Brandt", "valid_from": "2005-01-01",
          "valid_to": "2008-01-01"}, Effect.ADDED, ""),
    ],
)  # fmt: skip
def test_what_a_fact_is_to_the_reference(
    home: Home, change: dict[str, str], effect: Effect, key: str
) -> None:
    step = only(home, replace(FACT, **change))
    assert step.effect is effect
    if key:
        assert step.key == key


def test_blanks_of_a_foreign_table_say_nothing(home: Home) -> None:
    bare = replace(FACT, fact="master/lind", subject="harbour master", property="holds", value="Mara Lind")
    register = SubjectEntry("T/RES", "resolution", "", "in:3")
    rows = [(FACTS, bare, "."), ("subjects", register, ".")]
    assert {step.effect for step in plan(home, rows).steps} == {Effect.CHANGED}
    assert {step.effect for step in plan(home, rows, blanks_count=False).steps} == {Effect.SAME}


def test_subjects_of_the_same_import_count(home: Home) -> None:
    lake = SubjectEntry("Lake Accord", "agreement", "", "in:1")
    planned = plan(home, [("subjects", lake, "."), (FACTS, replace(FACT, subject="Lake Accord"), ".")])
    assert [step.effect for step in planned.steps] == [Effect.ADDED, Effect.ADDED]
    done = written(home, planned, Conflicts.KEEP)
    assert said(done, "Lake Accord", "concluded") == [("lake-accord/concluded", "2010-05-04", "")]
    assert done.area_of(FACTS, "lake-accord/concluded") == "imported"
    assert [(change.action, change.by, change.reason) for change in done.tables().changes] == [
        ("imported", "Ana", "the year's new facts")
    ] * 2


def test_a_code_that_says_two_things_in_one_import_is_refused(home: Home) -> None:
    one = replace(FACT, fact="new/code", property="signed", value="2011-01-01")
    other = replace(one, value="2011-01-02", place="in:3")
    planned = plan(home, [(FACTS, one, "."), (FACTS, one, "."), (FACTS, other, ".")])
    assert [step.effect for step in planned.steps] == [Effect.ADDED, Effect.REFUSED]
    assert planned.steps[1].words == "'new/code' says something else at in:2. Keep one of them."


CONFLICTING = replace(FACT, value="2010-05-07", sources="almanac")


@pytest.mark.parametrize(
    ("conflicts", "told"),
    [
        (Conflicts.KEEP, [("harbour/concluded", "2010-05-04", "")]),
        (Conflicts.OVERWRITE, [("harbour/concluded", "2010-05-07", "")]),
        (
            Conflicts.DISPUTE,
            [("harbour/concluded", "2010-05-04", "yes"), ("harbour/concluded-2", "2010-05-07", "yes")],
        ),
    ],
)
@pytest.mark.parametrize("code", ["", "harbour/concluded"])
def test_a_curated_fact_is_replaced_only_when_told(
    home: Home, conflicts: Conflicts, told: list[tuple[str, str, str]], code: str
) -> None:
    done = written(home, plan(home, [(FACTS, replace(CONFLICTING, fact=code), ".")]), conflicts)
    assert said(done, "Harbour Treaty", "concluded") == told
    assert lint(done.tables()) == []
    actions = [change.action for change in done.tables().changes]
    assert (
        actions == {"keep": [], "overwrite": ["corrected"], "dispute": ["corrected", "imported"]}[conflicts]
    )


def test_export_then_import_is_the_identity(tmp_path: Path) -> None:
    """Into the same reference nothing, into an empty one every table as it was."""
    home = read_home(shipped.reference())
    write_files(home_files(home), tmp_path / "out")
    rows = own_rows(tmp_path / "out")
    again = plan(home, rows)
    assert {step.effect for step in again.steps} == {Effect.SAME}
    assert written(home, again, Conflicts.OVERWRITE) == home
    empty = read_home(tmp_path / "new", may_be_empty=True)
    write_home(written(empty, plan(empty, rows), Conflicts.KEEP))
    for path in sorted(shipped.reference().rglob("*.csv")):
        copied = tmp_path / "new" / path.relative_to(shipped.reference())
        assert copied.read_bytes() == path.read_bytes(), path


def test_the_log_of_changes_comes_along(tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    changed = written(
        read_home(folder), plan(read_home(folder), [(FACTS, CONFLICTING, ".")]), Conflicts.OVERWRITE
    )
    write_home(changed)
    empty = read_home(tmp_path / "new", may_be_empty=True)
    done = written(empty, plan(empty, own_rows(folder)), Conflicts.KEEP)
    assert changed.tables().changes[0].reason in {change.reason for change in done.tables().changes}


def test_unreadable_rows_are_told(home: Home) -> None:
    planned = plan(home, [], [Complaint("t.csv:3", "it is odd.", "Mend it.")])
    assert [(step.effect, step.words) for step in planned.steps] == [(Effect.REFUSED, "it is odd. Mend it.")]
    assert planned.count() == {"added": 0, "same": 0, "changed": 0, "conflicting": 0, "refused": 1}


def test_a_file_of_our_own_is_known_by_its_name(tmp_path: Path) -> None:
    assert own_rows(SMALL_REFERENCE / "core" / "facts.csv")[0][0] == "facts"
    (tmp_path / "list.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(VerifyError) as raised:
        own_rows(tmp_path / "list.csv")
    assert "this is none of the reference's own tables. Say with --mapping FILE" in str(raised.value)

"""`verify reference`: what each command prints, writes and refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

Verify = Callable[..., Any]

LAKE = "lake/concluded"
WHY = ("--reason", "misread")


def table(folder: Path, name: str) -> str:
    return (folder / "reference" / "own" / f"{name}.csv").read_text(encoding="utf-8")


def test_add_tells_what_it_wrote_and_the_next_run_knows_it(verify: Verify, folder: Path) -> None:
    done = verify(
        "reference", "add", "Shore Pact", "concluded", "2015-06-02", "--source", "gazette",
        "--alias", "shore deal", "--reason", "asked for by the desk",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "added: subjects Shore Pact (kind → agreement)\n"
        "added: aliases shore deal → Shore Pact (subject → Shore Pact)\n"
        "added: facts shore-pact/concluded (subject → Shore Pact; property → concluded; value → 2015-06-02; "
        "rank → normal; sources → gazette)\n"
        "in reference/house/subjects.csv, reference/house/aliases.csv, reference/house/facts.csv, "
        "reference/house/changes.csv\n"
        "Next: verify run, or: verify reference history shore-pact/concluded\n"
    )
    (folder / "articles" / "draft.md").write_text(
        newsroom.dated("The shore deal was concluded on June 3, 2015."), encoding="utf-8"
    )
    assert [found["status"] for found in verify("run").objects if found["property"] == "concluded"] == [
        "refuted"
    ]


def test_correct_judges_again_what_it_touches_and_shows_in_history(verify: Verify, folder: Path) -> None:
    (folder / "articles" / "draft.md").write_text(newsroom.dated(newsroom.WRONG_DATE), encoding="utf-8")
    assert verify("run").code == 1
    done = verify(
        "reference", "correct", LAKE, "--value", "2015-07-04", "--source", "register", *WHY, "--actor", "Bo", "--json",
    )  # fmt: skip
    assert done.objects == [
        {
            "action": "corrected", "table": "facts", "key": LAKE,
            "changes": "value 2015-07-14 → 2015-07-04; sources gazette → register", "written": True,
        }
    ]  # fmt: skip
    assert verify("run").code == 0
    last = verify("reference", "history", LAKE).objects[-1]
    assert {name: last[name] for name in ("by", "action", "reason", "sources", "revision")} == {
        "by": "Bo", "action": "corrected", "reason": "misread", "sources": ["register"], "revision": 2,
    }  # fmt: skip
    shown = verify("reference", "history", LAKE, "--format", "table").out
    assert "corrected by Bo: lake/concluded (revision 2)\n" in shown
    assert "    why: misread   source: register\n" in shown


def test_a_dry_run_writes_nothing(verify: Verify, folder: Path) -> None:
    before = table(folder, "facts")
    done = verify("reference", "deprecate", LAKE, *WHY, "--dry-run")
    assert done.out == f"would be deprecated: facts {LAKE} (rank normal → deprecated)\n"
    assert table(folder, "facts") == before
    assert not (folder / "reference" / "own" / "changes.csv").exists()


def test_deprecate_leaves_nothing_on_record(verify: Verify, folder: Path) -> None:
    (folder / "articles" / "draft.md").write_text(newsroom.dated(newsroom.WRONG_DATE), encoding="utf-8")
    assert verify("run").code == 1
    assert verify("reference", "deprecate", LAKE, *WHY).code == 0
    assert verify("run").code == 0
    assert "normal → deprecated" in table(folder, "changes")


def test_no_store_is_made_by_curating(verify: Verify, folder: Path, no_store: None) -> None:
    assert verify("reference", "correct", LAKE, "--note", "checked", *WHY).code == 0
    assert not (folder / "verify.db").exists()
    assert verify("reference", "history", LAKE).objects[0]["revision"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("correct", LAKE, "--value", "2015-07-04", *WHY), 2, "a new value needs its source."),
        (("correct", LAKE, "--value", "soon", "--source", "register", *WHY), 4, "value 'soon' is not a date"),
        (("correct", "lake/reached", "--note", "x", *WHY), 2, "there is no fact 'lake/reached'."),
        (("correct", LAKE, "--note", "x"), 2, "Missing option '--reason'"),
        (("correct", LAKE, "--note", "x", "--reason", ""), 2, "a change needs its reason."),
        (("add", "Lake Accord", "ended", *WHY), 2, "the 'ended' of 'Lake Accord' has no value."),
        (("add", "Lake Accord", "bulit", "x", *WHY), 2, "'bulit' is no property."),
        (("add", "Lake Accord", *WHY), 2, "'Lake Accord' is a subject already."),
        (("add", "Lake Accord", "ended", "2020", "--source", "book", *WHY), 2, "'book' is no source yet."),
        (
            ("add", "Lake Accord", "ended", "2020", "--source-title", "B", *WHY),
            2,
            "a new source has no code.",
        ),
        (("show", "Nobody"), 2, "nothing in the reference is called 'Nobody'."),
        (("history", "Nobody"), 2, "nothing in the reference is called 'Nobody'."),
        (("export",), 2, "there is no folder to export into."),
        (("export", "reference"), 2, "there is something there already."),
        (("import", "missing.csv"), 4, "missing.csv: there is no such file or folder. Check the path."),
        (("import", "verify.toml"), 4, "this is none of the reference's own tables."),
        (("import", "facts.csv"), 4, "there is no such file or folder."),
        (("import", "x.csv", "--mapping", "missing.toml"), 4, "the mapping cannot be read"),
        (("diff", "missing"), 4, "this folder holds no reference tables"),
        (("diff", "reference", "--shipped"), 2, "one other reference is enough."),
    ],
)
def test_what_is_refused_says_the_next_step(
    verify: Verify, folder: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = verify("reference", *arguments)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_the_reference_that_ships_is_not_edited(
    verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    done = verify("reference", "deprecate", "jcpoa/concluded", *WHY)
    assert done.code == 2
    assert "which no command edits. Make a workspace with a reference of your own: verify init" in done.err


def test_show_a_subject_by_an_alias(verify: Verify) -> None:
    shown = verify("reference", "show", "harbour fires").out
    assert shown == (
        "subject   harbour fire, event   (reference/own/subjects.csv:11)\n"
        "alias     harbour fires\n"
        "fact      fire/1   (reference/own/facts.csv:10)\n"
        "          harbour fire occurred: 2016-03-09 [gazette]\n"
        "source    gazette: gazette, State gazette, Ministry, https://example.org/gazette, public record\n"
    )
    [told] = verify("reference", "show", "harbour fires", "--json").objects
    assert (told["name"], told["facts"][0]["value"]) == ("harbour fire", "2016-03-09")


def test_search_finds_words_in_any_order(verify: Verify) -> None:
    found = verify("reference", "search", "accord", "LAKE", "--table", "facts").objects
    assert [hit["key"] for hit in found] == ["lake/concluded", "lake/signed"]
    done = verify("reference", "search", "nothing of the kind", "--format", "table")
    assert (done.code, done.out, done.err) == (0, "", "0 found\n")


def test_lint_remarks_without_refusing(verify: Verify, folder: Path) -> None:
    done = verify("reference", "lint")
    assert done.code == 0
    assert "remark: reference/own/properties.csv:" in done.out
    assert "is never used: no fact answers it." in done.out
    assert "2 of 2 sources unread: --unread lists them\n" in done.out
    assert verify("reference", "lint", "--strict").code == 4
    newsroom.write_reference(folder, aliases=[*newsroom.TABLES["aliases"], "treaty,Lake Accord,"])
    assert "the alias 'treaty' of 'Lake Accord' is a common word." in verify("reference", "lint").out
    levels = [
        found["level"] for found in verify("reference", "lint", "--unread", "--format", "ndjson").objects
    ]
    assert levels.count("unread") == 2
    assert "complaint" not in levels


def test_coverage_tells_what_is_missing(verify: Verify, folder: Path) -> None:
    (folder / "articles" / "a.md").write_text(
        newsroom.dated("The Lake Accord entered into force on 3 May 2016."), encoding="utf-8"
    )
    verify("run")
    [gap] = verify("reference", "coverage").objects
    assert gap == {
        "subject": "Lake Accord", "property": "in force", "articles": 1, "claims": 1, "known": "subject",
        "example": "3 May 2016",
    }  # fmt: skip
    shown = verify("reference", "coverage", "--format", "table").out
    assert shown.endswith("\n0 of 1 claims ask what the reference answers; 1 gaps\n")


MAPPING = """
[columns]
day = { from = "day", as = "date", format = "%d.%m.%Y" }

[[fact]]
subject = "{treaty}"
property = "{what}"
value = "{day}"
sources = "register"
"""


@pytest.fixture
def foreign(folder: Path) -> None:
    (folder / "map.toml").write_text(MAPPING, encoding="utf-8")
    (folder / "list.csv").write_text(
        "treaty,what,day\n"
        "Lake Accord,concluded,15.07.2015\n"
        "Lake Accord,signed,20.07.2015\n"
        "Lake Accord,ended,1.1.2020\n"
        "Unheard-of Pact,ended,1.1.2020\n"
        "Lake Accord,ended,soon\n",
        encoding="utf-8",
    )


def imported(verify: Verify, *more: str) -> Any:
    return verify("reference", "import", "list.csv", "--mapping", "map.toml", *more)


def test_import_shows_first_what_each_row_would_do(verify: Verify, folder: Path, foreign: None) -> None:
    before = table(folder, "facts")
    done = imported(verify, "--all")
    assert [(found["effect"], found["key"]) for found in done.objects] == [
        ("refused", ""), ("conflicting", LAKE), ("same", "lake/signed"), ("added", "lake/ended"),
        ("refused", "unheard-of-pact/ended"),
    ]  # fmt: skip
    assert done.objects[1]["words"].startswith("value 2015-07-14 → 2015-07-15")
    assert done.objects[4]["words"].startswith("'Unheard-of Pact' is no subject.")
    assert "'soon' is no date like '%d.%m.%Y'" in done.objects[0]["words"]
    assert table(folder, "facts") == before
    assert "1 added, 1 same, 1 conflicting, 2 refused\n" in imported(verify, "--format", "table").out


def test_import_stops_at_refused_rows_and_keeps_curated_ones(
    verify: Verify, folder: Path, foreign: None
) -> None:
    done = imported(verify, "--write", *WHY)
    assert done.code == 4
    assert "list.csv: 2 rows are refused, so nothing was written." in done.err
    done = imported(verify, "--write", "--skip-refused", *WHY)
    assert (done.code, done.err) == (
        0,
        "wrote 1 rows in reference/imported/facts.csv, reference/imported/changes.csv; "
        "1 curated rows kept as they are\n",
    )
    assert ",2015-07-14," in table(folder, "facts")
    assert verify("reference", "show", "lake/ended", "--json").objects[0]["facts"][0]["value"] == "2020-01-01"


@pytest.mark.parametrize(("conflicts", "values"), [("dispute", 2), ("overwrite", 1)])
def test_import_resolves_conflicts_as_told(
    verify: Verify, folder: Path, foreign: None, conflicts: str, values: int
) -> None:
    done = imported(verify, "--write", "--skip-refused", "--conflicts", conflicts, *WHY)
    assert done.code == 0
    facts = verify("reference", "show", "Lake Accord", "--json").objects[0]["facts"]
    concluded = [fact for fact in facts if fact["property"] == "concluded"]
    assert len(concluded) == values
    assert "2015-07-15" in {fact["value"] for fact in concluded}
    assert verify("reference", "lint").code == 0


@pytest.mark.parametrize("area", ["../../elsewhere", "/elsewhere", ".", ""])
def test_import_writes_nowhere_but_below_the_reference(
    verify: Verify, folder: Path, foreign: None, area: str
) -> None:
    done = imported(verify, "--write", "--skip-refused", "--area", area, *WHY)
    assert (done.code, done.err) == (
        2, f"verify: {area!r} names no area. Name a folder below the reference: house.\n",
    )  # fmt: skip
    assert not list(folder.parent.rglob("elsewhere"))


def test_import_needs_a_reason_to_write(verify: Verify, foreign: None) -> None:
    done = imported(verify, "--write", "--skip-refused")
    assert (done.code, "a change needs its reason." in done.err) == (2, True)


def test_export_then_import_changes_nothing(verify: Verify, folder: Path) -> None:
    verify("reference", "correct", LAKE, "--note", "checked", *WHY)
    assert verify("reference", "export", "out").out == "7 files in out\n"
    for path in sorted((folder / "reference").rglob("*.csv")):
        assert (folder / "out" / path.relative_to(folder / "reference")).read_bytes() == path.read_bytes()
    done = verify("reference", "import", "out", "--write", *WHY)
    assert (done.code, done.out, done.err) == (0, "", "nothing to write\n")


def test_export_one_table(verify: Verify, folder: Path) -> None:
    assert verify("reference", "export", "--table", "facts").out == table(folder, "facts")
    rows = json.loads(verify("reference", "export", "--table", "sources", "--format", "json").out)
    assert [row["source"] for row in rows] == ["gazette", "register"]
    stored = verify("reference", "export", "--table", "sources", "--from", "store").out
    assert stored == table(folder, "sources")


def test_diff_with_the_store_and_with_a_folder(verify: Verify, folder: Path) -> None:
    assert verify("reference", "export", "out").code == 0
    verify("run", "-", stdin=b"The Lake Accord.")
    newsroom.write_reference(
        folder, facts=newsroom.changed("facts", "2015-07-14,,,normal", "2015-07-15,,,normal")
    )
    expected = [("~", "lake/concluded"), ("~", "S/RES/2230/adopted")]
    for other in ((), ("out",)):
        found = verify("reference", "diff", *other).objects
        assert [(difference["sign"], difference["key"]) for difference in found] == expected
    assert "no row differs" in verify("reference", "diff", "reference", "--format", "table").out


def test_hostile_words_are_shown_safely(verify: Verify, folder: Path) -> None:
    evil = "\x1b[31m::error::\u202e"
    assert verify("reference", "correct", LAKE, "--note", evil, *WHY).code == 0
    for arguments in (
        ("show", LAKE),
        ("history", LAKE, "--format", "table"),
        ("search", "lake", "--format", "table"),
    ):
        done = verify("reference", *arguments)
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out

"""The workspace: where things are, what `verify.toml` may say, and what `verify init` makes."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from verify import shipped, workspace
from verify.errors import ExitCode, VerifyError
from verify.report.own import FOLDER
from verify.workspace import FILE, TEMPLATE, create, find


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VERIFY_DATABASE_URL", raising=False)


def test_without_a_file_what_ships_serves(tmp_path: Path) -> None:
    found = find(tmp_path)
    assert (found.root, found.checks, found.reference) == (tmp_path, shipped.checks(), shipped.reference())
    assert (found.database, found.articles, found.publisher) == (str(tmp_path / "verify.db"), (), None)
    assert (found.decisions, found.fail_on) == (tmp_path / "verify-decisions.ndjson", "error")


def test_the_nearest_file_upwards_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "a" / "b" / "c"
    below.mkdir(parents=True)
    (tmp_path / FILE).write_text('actor = "far"')
    assert (find(below).root, find(below).actor) == (tmp_path, "far")
    (tmp_path / "a" / FILE).write_text('actor = "near"')
    assert (find(below).root, find(below).actor) == (tmp_path / "a", "near")
    monkeypatch.chdir(below)
    assert find(Path()).actor == "near"


def test_everything_a_file_can_say(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        'articles = ["drafts", "one.txt"]\nchecks = "rules"\nspecs = "shown"\nreference = "facts"\n'
        'database = "data/my.db"\npublisher = "Example Daily"\nactor = "Ana"\n'
        'decisions = "desk/decided.ndjson"\nfail_on = "warning"\ntags = ["politics", "@desk"]\n'
    )
    found = find(tmp_path)
    assert found.articles == (tmp_path / "drafts", tmp_path / "one.txt")
    assert (found.checks, found.reference) == (tmp_path / "rules", tmp_path / "facts")
    assert found.specs == tmp_path / "shown"
    assert found.database == str(tmp_path / "data/my.db")
    assert (found.publisher, found.actor) == ("Example Daily", "Ana")
    assert (found.decisions, found.fail_on) == (tmp_path / "desk/decided.ndjson", "warning")
    assert found.tags == ("politics", "desk")


def test_own_folders_serve_where_they_are_and_those_that_ship_where_not(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("")
    assert find(tmp_path).checks == shipped.checks()
    (tmp_path / "features" / "checks").mkdir(parents=True)
    (tmp_path / "reference").mkdir()
    found = find(tmp_path)
    assert (found.checks, found.reference) == (tmp_path / "features/checks", tmp_path / "reference")


def test_specs_lie_beside_the_checks(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("")
    assert find(tmp_path).specs == shipped.checks().parent / "specs"
    (tmp_path / "features" / "specs").mkdir(parents=True)
    assert find(tmp_path).specs == tmp_path / "features/specs", "also where the checks are those that ship"
    (tmp_path / "features" / "checks").mkdir()
    assert find(tmp_path).specs == tmp_path / "features/specs"
    (tmp_path / FILE).write_text('checks = "desk/rules"')
    assert find(tmp_path).specs == tmp_path / "desk/specs"


@pytest.mark.parametrize(
    ("checks", "specs"), [("features", "features/specs"), ("a", "a"), ("a/b", "a"), ("a", "a/../a/b")]
)
def test_specs_never_lie_among_the_checks(tmp_path: Path, checks: str, specs: str) -> None:
    (tmp_path / FILE).write_text(f'checks = "{checks}"\nspecs = "{specs}"')
    with pytest.raises(VerifyError) as error:
        find(tmp_path)
    assert error.value.message == "the specs and the checks lie in one folder."
    assert error.value.place == f"{tmp_path / FILE}:2"
    assert error.value.hint == 'Keep them side by side: checks = "features/checks", specs = "features/specs".'


@pytest.mark.parametrize(
    ("given", "database"),
    [
        ("postgresql://ana@db.example/verify", "postgresql://ana@db.example/verify"),
        (":memory:", ":memory:"),
        ("/var/verify.db", "/var/verify.db"),
        ("sub/verify.db", "ROOT/sub/verify.db"),
    ],
)
def test_the_database_of_the_file_and_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, database: str
) -> None:
    expected = database.replace("ROOT", str(tmp_path))
    (tmp_path / FILE).write_text(f'database = "{given}"')
    assert find(tmp_path).database == expected
    (tmp_path / FILE).write_text('database = "other.db"')
    monkeypatch.setenv("VERIFY_DATABASE_URL", given)
    assert find(tmp_path).database == expected
    monkeypatch.setenv("VERIFY_DATABASE_URL", "")
    assert find(tmp_path).database == str(tmp_path / "other.db")


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (
            'articels = ["a"]',
            "nothing is called 'articels'.",
            "Known are: articles, checks, tags, specs, reference, database, publisher, actor, decisions, fail_on, "
            "review, publishing, ratings.",
        ),
        (
            "[store]\nurl = 1",
            "nothing is called 'store'.",
            "Known are: articles, checks, tags, specs, reference, database, publisher, actor, decisions, fail_on, "
            "review, publishing, ratings.",
        ),
        ('articles = "a"', "articles is not a list of texts.", 'Write: articles = ["…"]'),
        ("articles = [1]", "articles is not a list of texts.", 'Write: articles = ["…"]'),
        ('checks = ["a"]', "checks is not a text.", 'Write: checks = "…"'),
        ("database = 5432", "database is not a text.", 'Write: database = "…"'),
        ("publisher = true", "publisher is not a text.", 'Write: publisher = "…"'),
        ("actor = 2016-04-09", "actor is not a text.", 'Write: actor = "…"'),
        ('decisions = ["a"]', "decisions is not a text.", 'Write: decisions = "…"'),
        ("fail_on = 1", "fail_on is not a text.", 'Write: fail_on = "…"'),
        (
            'fail_on = "Error"',
            "fail_on = 'Error' names no severity.",
            'Known are: "error", "warning", "note".',
        ),
        (
            'articles = ["a"]\nchecks =\n',
            "this is not TOML: Invalid value.",
            "Mend the line, or run 'verify init' elsewhere.",
        ),
    ],
)
def test_a_file_that_says_something_else(tmp_path: Path, content: str, message: str, hint: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(VerifyError) as error:
        find(tmp_path)
    place = "2:9" if "TOML" in message else "1"
    assert (error.value.message, error.value.hint) == (message, hint)
    assert error.value.place == f"{tmp_path / FILE}:{place}"
    assert error.value.exit_code is ExitCode.INVALID_DATA


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'actor = "Andr\xe9"')
    with pytest.raises(VerifyError, match=r"verify.toml:1: this is not UTF-8\. Save it as UTF-8\."):
        find(tmp_path)


def test_a_user_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.setattr(workspace.getpass, "getuser", nobody)
    assert find(tmp_path).actor == "unknown"


def test_what_init_makes_is_a_workspace_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "desk"
    made = create(folder)
    assert made == [
        folder / FILE,
        folder / "features/checks",
        folder / "reference",
        folder / "features/specs",
        folder / "articles",
        folder / ".gitignore",
    ]
    found = find(folder)
    assert (found.checks, found.reference) == (folder / "features/checks", folder / "reference")
    assert found.articles == (folder / "articles",)
    assert found.database == str(folder / "verify.db")
    names = sorted(path.name for path in shipped.checks().glob("*.feature"))
    assert sorted(path.name for path in (folder / "features/checks").glob("*.feature")) == names != []
    shown = sorted(path.name for path in (folder / "features/specs").iterdir())
    assert shown == [path.name for path in shipped.specs()] != []
    assert (folder / "reference/core/properties.csv").read_bytes() == (
        shipped.reference() / "core/properties.csv"
    ).read_bytes()


def test_the_file_that_init_writes_says_the_defaults(tmp_path: Path) -> None:
    create(tmp_path / "told")
    create(tmp_path / "silent")
    (tmp_path / "silent" / FILE).write_text("")
    told, silent = find(tmp_path / "told"), find(tmp_path / "silent")
    assert tomllib.loads(TEMPLATE).keys() == {
        *("articles", "checks", "specs", "reference", "database", "decisions", "fail_on")
    }
    for name in ("checks", "specs", "reference", "database", "actor", "publisher", "decisions", "fail_on"):
        assert str(getattr(told, name)).replace("told", "silent") == str(getattr(silent, name))
    assert [path.name for path in told.articles] == [path.name for path in silent.articles]


def test_every_example_in_the_file_that_init_writes_can_be_used(tmp_path: Path) -> None:
    examples = re.sub(r"^# (?=\[\w+\]$|\"?[\w ]+\"? = )", "", TEMPLATE, flags=re.M)
    (tmp_path / FILE).write_text(examples)
    found = find(tmp_path)
    assert (found.publisher, found.actor, found.tags) == ("Example Daily", "Ana", ("politics", "desk"))
    assert found.policy.asks_two("error", "date")
    assert found.policy.asks_two(None, "office")
    assert found.publishing.url == "https://daily.example/"
    assert f"folder '{FOLDER}'" in TEMPLATE


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "facts.csv").write_text("mine")
    (tmp_path / "articles").mkdir()
    (tmp_path / ".gitignore").write_text("mine")
    made = create(tmp_path)
    assert made == [tmp_path / FILE, tmp_path / "features/checks"]
    assert not (tmp_path / "features/specs").exists(), (
        "they show what the checks say by the reference that ships"
    )
    assert [path.name for path in (tmp_path / "reference").iterdir()] == ["facts.csv"]
    assert (tmp_path / ".gitignore").read_text() == "mine"
    (tmp_path / FILE).write_text('actor = "Ana"')
    with pytest.raises(VerifyError) as error:
        create(tmp_path)
    assert (error.value.message, error.value.place) == ("this is a workspace already.", str(tmp_path / FILE))
    assert (error.value.hint, error.value.exit_code) == ("Edit it, or choose another folder.", ExitCode.USAGE)
    assert (tmp_path / FILE).read_text() == 'actor = "Ana"'


def test_init_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VerifyError) as error:
        create(tmp_path / "file" / "desk")
    assert error.value.message == "the workspace cannot be written (Not a directory)."
    assert error.value.place == str(tmp_path / "file" / "desk")
    assert error.value.hint == "Choose a folder that exists and that you may write in."


def test_init_in_a_folder_that_is_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, *_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(VerifyError) as error:
        create(tmp_path)
    assert error.value.message == "the workspace cannot be written (Permission denied)."
    assert list(tmp_path.iterdir()) == []

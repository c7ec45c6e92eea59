"""Every command: what it prints in every format, and the exit code it ends with."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

from verify import __version__
from verify.cli import COMMANDS

Verify = Callable[..., Any]

EXTRACTED = [
    *("document", "kind", "property", "subject", "quote", "start", "end", "stated", "value", "as_of"),
    *("attributed_to", "polarity"),
]
"""The keys of DESIGN's *Interfaces*, in their order."""

JUDGED = [*EXTRACTED, "claim", "status", "outcome", "check", "expected", "sources", "explanation"]

WRONG = newsroom.dated(newsroom.WRONG_DATE)


def article(folder: Path, text: str = WRONG, name: str = "draft.md") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


# ---------------------------------------------------------------- run, extract, ingest, check


def test_run_shows_claims_verdicts_reasons_and_the_next_step(verify: Verify, folder: Path) -> None:
    done = verify("run", article(folder), "--format", "table")
    assert done.code == 1
    assert done.err == ""
    lines = done.out.splitlines()
    assert lines[0] == "draft.md   published Saturday 9 April 2016   2 claims"
    assert "Lake Accord concluded: July 4, 2015  14 July 2015 [1]  ✗ refuted" in done.out
    assert "✗ 1 refuted   · 1 date that states nothing else (--all shows them)" in lines
    assert "draft.md:5:34  “July 4, 2015”" in lines
    assert "The record says 14 July 2015; the article says 4 July 2015." in done.out
    assert "[1] State gazette: Ministry" in done.out
    assert "https://example.org/gazette" in done.out
    assert "by features/checks/agreements.feature:9, The date on which an agreement was concluded" in done.out
    assert lines[-1] == "Next: verify review   (1 refuted)"


@pytest.mark.usefixtures("no_store")
def test_run_of_a_clean_article_is_0(verify: Verify, folder: Path) -> None:
    done = verify("run", article(folder, newsroom.dated(newsroom.GOOD)), "--format", "table")
    assert (done.code, done.err) == (0, "")
    assert "✓ 3 supported" in done.out
    assert "Next:" not in done.out


def test_run_prints_ndjson_for_programs(verify: Verify, folder: Path) -> None:
    done = verify("run", article(folder))
    assert done.code == 1
    for found in done.objects:
        assert [key for key in found if key in JUDGED] == JUDGED
    [claim] = [found for found in done.objects if found["kind"] == "agreement"]
    text = (folder / "draft.md").read_text()
    assert text[claim["start"] : claim["end"]] == claim["quote"] == "July 4, 2015"
    assert (claim["property"], claim["subject"], claim["value"]) == ("concluded", "Lake Accord", "2015-07-04")
    assert (claim["status"], claim["outcome"], claim["expected"]) == ("refuted", "differs", "2015-07-14")
    assert claim["check"] == "agreements/the-date-on-which-an-agreement-was-concluded/1"
    assert claim["sources"] == [
        {"title": "State gazette", "publisher": "Ministry", "url": "https://example.org/gazette"}
    ]
    assert len(claim["claim"]) == 32
    assert "14 July 2015" in claim["explanation"]


def test_run_prints_json_and_markdown(verify: Verify, folder: Path) -> None:
    name = article(folder)
    as_json = verify("run", name, "--format", "json")
    assert [found["quote"] for found in json.loads(as_json.out)] == ["July 4, 2015", "July 4, 2015"]
    as_markdown = verify("run", name, "--format", "markdown", "--all")
    assert as_markdown.code == 1
    assert "## draft.md   published Saturday 9 April 2016" in as_markdown.out
    assert "| where | claim | record | verdict | explanation |" in as_markdown.out
    assert "| 5:34 | Lake Accord concluded: July 4, 2015 | 14 July 2015 | ✗ refuted |" in as_markdown.out


def test_run_twice_says_the_same_and_stores_nothing_new(verify: Verify, folder: Path) -> None:
    name = article(folder)
    first = verify("run", name)
    before = verify("db", "status").out
    assert verify("run", name) == first
    after = verify("db", "status").out
    assert [line for line in before.splitlines() if not line.startswith("runs")] == [
        line for line in after.splitlines() if not line.startswith("runs")
    ]


def test_run_reads_the_articles_of_the_workspace_and_standard_input(verify: Verify, folder: Path) -> None:
    article(folder / "articles", name="one.md")
    article(folder / "articles", newsroom.dated(newsroom.GOOD), name="two.md")
    assert {found["document"] for found in verify("run").objects} == {"one.md", "two.md"}
    done = verify("run", "-", "--published", "2016-04-09", stdin=newsroom.WRONG_DATE.encode())
    assert [found["document"] for found in done.objects] == ["-", "-"]
    assert done.code == 1


def test_what_the_command_line_says_of_an_article(verify: Verify, folder: Path) -> None:
    (folder / "plain.txt").write_text("They met.", encoding="utf-8")
    said = (
        "--published",
        "2016-04-09",
        "--title",
        newsroom.WRONG_DATE,
        "--publisher",
        "Other",
        "--url",
        "https://x.test/1",
    )
    [claim, _] = verify("run", "plain.txt", *said).objects
    assert (claim["part"], claim["status"]) == ("headline", "refuted")
    assert claim["article"] == "https://x.test/1"
    assert verify("report", "articles").objects[0]["publisher"] == "Other"


def test_a_feed_is_many_articles_and_a_bad_line_is_told(verify: Verify, folder: Path) -> None:
    lines = [
        json.dumps({"id": "1", "text": newsroom.WRONG_DATE, "published": "2016-04-09"}),
        "{not json",
        json.dumps({"id": "3", "text": newsroom.GOOD, "published": "2016-04-09"}),
    ]
    (folder / "feed.ndjson").write_text("\n".join(lines), encoding="utf-8")
    done = verify("run", "feed.ndjson")
    assert done.code == 4
    assert {found["document"] for found in done.objects} == {"1", "3"}
    assert "feed.ndjson:2: The line is not JSON" in done.err


@pytest.mark.usefixtures("no_store")
def test_extract_prints_claims_and_stores_nothing(verify: Verify, folder: Path) -> None:
    done = verify("extract", article(folder))
    assert done.code == 0
    for found in done.objects:
        assert list(found)[: len(EXTRACTED)] == EXTRACTED
    assert {(found["kind"], found["value"]) for found in done.objects} == {
        ("agreement", "2015-07-04"),
        ("date", "2015-07-04"),
    }
    assert not (folder / "verify.db").exists()


def test_extract_without_a_date_leaves_the_year_open(verify: Verify, folder: Path) -> None:
    name = article(folder, "The Lake Accord was concluded on July 14.")
    [claim] = [found for found in verify("extract", name).objects if found["kind"] == "agreement"]
    assert (claim["stated"], claim["value"]) == ("XXXX-07-14", "XXXX-07-14") or claim["value"] is None
    [judged] = [found for found in verify("run", name).objects if found["kind"] == "agreement"]
    assert (judged["status"], judged["outcome"]) == ("supported", "agrees within its precision")


def test_extract_explains_which_words_made_each_claim(verify: Verify, folder: Path) -> None:
    name = article(folder)
    table = verify("extract", name, "--format", "table", "--explain").out.splitlines()
    plain = verify("extract", name, "--format", "table").out.splitlines()
    assert [line for line in table if not line.startswith("    because ")] == plain
    assert len(table) == 2 * len(plain) - 1
    assert all(" · " in line or "'" in line for line in table if line.startswith("    because "))
    markdown = verify("extract", name, "--format", "markdown", "--explain").out.splitlines()
    assert markdown[0].endswith("| because |")


def test_extract_in_the_other_formats(verify: Verify, folder: Path) -> None:
    name = article(folder)
    assert len(json.loads(verify("extract", name, "--format", "json").out)) == 2
    table = verify("extract", name, "--format", "table").out.splitlines()
    assert table[0].split() == ["document", "start", "kind", "property", "subject", "quote", "value"]
    assert len(table) == 3
    assert verify("extract", name, "--format", "markdown").out.startswith("| document | start |")


def test_ingest_then_check(verify: Verify, folder: Path) -> None:
    name = article(folder)
    stored = verify("ingest", name)
    assert (stored.code, stored.out) == (0, "1 article: 1 new document, 2 new claims, 0 retired\n")
    assert verify("ingest", name).out == "1 article: 0 new documents, 0 new claims, 0 retired\n"
    checked = verify("check", "--format", "table")
    assert checked.code == 1
    assert "features/checks/agreements.feature\n" in checked.out
    assert "1 claim   1 refuted" in checked.out
    assert "refuted  draft.md:5:34  “July 4, 2015”  record: 14 July 2015 (Ministry)" in checked.out
    lines = verify("check").objects
    assert len(lines) == newsroom.CHECKS
    assert sum(line["refuted"] for line in lines) == 1
    assert set(lines[0]) >= {"check", "title", "feature", "line", "severity", "claims", "supported"}
    assert len(json.loads(verify("check", "--format", "json").out)) == newsroom.CHECKS


def test_check_tells_how_many_claims_turned_over_and_what_is_next(verify: Verify, folder: Path) -> None:
    verify("ingest", article(folder))
    first = verify("check", "--format", "table").out
    assert first.endswith("\n\nNext: verify review   (1 refuted)\n")
    assert "turned over" not in first
    newsroom.write_reference(
        folder, facts=newsroom.changed("facts", "concluded,,2015-07-14", "concluded,,2015-07-04")
    )
    turned = verify("check", "--format", "table").out
    assert "flipped  draft.md:5:34  “July 4, 2015”  refuted → supported" in turned
    assert turned.endswith("\n\n1 claim turned over since the run before\n")
    assert "turned over" not in verify("check", "--format", "table").out


def test_check_of_an_empty_store_says_that_nothing_was_judged(verify: Verify, folder: Path) -> None:
    told = "verify: no article is stored, so nothing was judged. Next: verify ingest ARTICLE\n"
    empty = verify("check")
    assert (empty.code, empty.err) == (0, told)
    (folder / "weather.md").write_text("It rained all day.\n", encoding="utf-8")
    verify("ingest", "weather.md")
    assert verify("check").err == "", "an article without claims was judged"


def test_check_of_nothing_refuted_is_0(verify: Verify, folder: Path) -> None:
    verify("ingest", article(folder, newsroom.dated(newsroom.GOOD)))
    assert verify("check").code == 0


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_check_that_cannot_run_is_named_and_the_run_is_incomplete(
    verify: Verify, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    from verify.checks import run as running

    verify("ingest", article(folder))
    judge = running.judge

    def failing(connection: Any, task: Any, *rest: Any, **more: Any) -> Any:
        if task.check.name.startswith("offices/"):
            raise KeyError("a comparison\x1b[31m")
        return judge(connection, task, *rest, **more)

    monkeypatch.setattr(running, "judge", failing)
    done = verify(command, *(["draft.md"] if command == "run" else []))
    assert done.code == 3
    assert done.err == (
        f"verify: {newsroom.CHECKS - 1} of {newsroom.CHECKS} checks ran.\n"
        "  BROKEN  features/checks/offices.feature:9  'The holder of an office' did not run: "
        "KeyError: 'a comparison\\x1b[31m'\n"
    )
    assert '"refuted"' in done.out or '"refuted": 1' in done.out, "what the others found is shown"


@pytest.mark.usefixtures("no_store")
def test_check_lint(verify: Verify, folder: Path) -> None:
    sound = verify("check", "--lint")
    assert (sound.code, sound.out) == (0, f"{newsroom.CHECKS} checks understood, nothing to mend\n")
    feature = folder / "features" / "checks" / "offices.feature"
    feature.write_text(feature.read_text().replace("who holds an office", "who runs an office"))
    broken = verify("check", "--lint")
    assert broken.code == 3
    assert broken.out == (
        "features/checks/offices.feature:10:7  no step reads 'claims about who runs an office'.\n"
        "    10 | Given claims about who runs an office\n"
        "    Nearest: 'claims about who holds an office'\n"
    )
    assert broken.err == f"\n1 to mend, {newsroom.CHECKS - 1} checks understood\n"
    complaint = {
        "file": "features/checks/offices.feature",
        "line": 10,
        "column": 7,
        "message": "no step reads 'claims about who runs an office'.",
        "hint": "Nearest: 'claims about who holds an office'",
        "text": "Given claims about who runs an office",
    }
    listed = verify("check", "--lint", "--format", "ndjson")
    assert (listed.code, listed.objects, listed.err) == (3, [complaint], broken.err)
    assert json.loads(verify("check", "--lint", "--format", "json").out) == [complaint]
    assert "verify: a check is broken:\n  BROKEN  features/checks/offices.feature:10:7" in verify("check").err


@pytest.mark.usefixtures("no_store")
def test_check_lint_makes_no_store(verify: Verify, folder: Path) -> None:
    assert verify("check", "--lint").code == 0
    sound = verify("check", "--lint", "--format", "json")
    assert sound.out == "[]\n"
    assert sound.err.endswith(" checks understood, nothing to mend\n")
    (folder / "features/checks/empty.feature").write_text("", encoding="utf-8")
    assert verify("check", "--lint").code == 3
    assert verify("check").code == 3
    assert not (folder / "verify.db").exists()


def test_checks_outside_the_workspace_are_refused(verify: Verify, folder: Path) -> None:
    (folder / "features").rename(folder.parent / "features")
    (folder / "verify.toml").write_text('actor = "Ana"\nchecks = "../features/checks"\n', encoding="utf-8")
    done = verify("check", "--lint")
    assert done.code == 3
    assert done.out.startswith("verify.toml:2:1  the folder of checks lies outside the workspace.\n")


def test_what_a_feature_holds_is_shown_safely(verify: Verify, folder: Path) -> None:
    feature = folder / "features/checks/offices.feature"
    feature.write_text(feature.read_text().replace("who holds", "who \x1b[31m\u202e holds"), encoding="utf-8")
    done = verify("check", "--lint")
    assert done.code == 3
    assert "    10 | Given claims about who \\u{1b}[31m\\u{202e} holds an office\n" in done.out
    assert not {"\x1b", "\u202e"} & set(done.out + done.err + verify("check").err)


def test_the_steps_are_listed_by_part_and_narrowed_by_words(verify: Verify) -> None:
    done = verify("check", "steps", "--format", "table")
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line and not line.startswith(" ")] == [
        "Given", "When", "Then", "Outcome", "Verdict", "Tag",
    ]  # fmt: skip
    narrowed = verify("check", "steps", "PUBLISHED", "between", "--format", "table").out
    assert narrowed == (
        "Given\n"
        "  the article is published between {first} and {last}\n"
        "      Only claims in articles published in this period, both days counting.\n"
        "      For instance: the article is published between 2016-01-01 and 2016-12-31\n"
    )


def test_the_steps_as_data(verify: Verify) -> None:
    listed = json.loads(verify("check", "steps", "--format", "json").out)
    assert listed == verify("check", "steps").objects
    assert {frozenset(entry) for entry in listed} == {
        frozenset({"part", "below", "pattern", "example", "about"})
    }
    table = verify("check", "steps", "weekday", "--format", "markdown").out.splitlines()
    assert table[0] == "| part | write | for instance | what it is for |"
    assert table[2].startswith(
        "| Given | `dates that name a weekday` | `dates that name a weekday` | Days of"
    )


def test_steps_of_words_that_no_step_holds(verify: Verify) -> None:
    done = verify("check", "steps", "ceasefire", "moon")
    assert (done.code, done.out) == (2, "")
    assert done.err == "verify: no step holds 'ceasefire' and 'moon'. See all: verify check steps\n"


def test_options_before_a_command_of_check_are_not_lost(verify: Verify) -> None:
    done = verify("check", "--lint", "steps")
    assert done.code == 2
    assert "--lint says nothing to 'steps'. Write its options behind it." in done.err
    unknown = verify("check", "step")
    assert unknown.code == 2
    assert "No such command 'step'" in unknown.err


def test_check_new_writes_a_starter_that_runs(verify: Verify, folder: Path) -> None:
    done = verify("check", "new", "House rules", "--property", "signed")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        'made features/checks/house-rules.feature, on claims about when an agreement was "signed"\n'
        'Only where the article is published by "Example Daily", since other checks judge the rest. '
        "Change it as you like.\n\n"
        "Next: edit it, then run: verify check --lint, verify check --dry-run --only 'house-rules/*'\n"
    )
    assert verify("check", "--lint").code == 0
    assert "  The date on which an agreement was signed" in verify("check", "--format", "table").out
    text = (folder / "features/checks/house-rules.feature").read_text(encoding="utf-8")
    again = verify("check", "new", "house rules")
    assert (again.code, again.out) == (2, "")
    assert again.err == (
        "verify: features/checks/house-rules.feature: there are checks of this name already. "
        "Edit them, or choose another name.\n"
    )
    assert (folder / "features/checks/house-rules.feature").read_text(encoding="utf-8") == text


def test_check_new_says_what_it_took_and_how_to_choose(verify: Verify) -> None:
    taken = verify("check", "new", "house").out.splitlines()
    assert taken[0].startswith("made features/checks/house.feature, on claims about when a")
    assert taken[1].startswith("No --property said what the claims state, so this was taken. Known are: ")
    assert {"concluded", "cited", "holds"} <= set(taken[1].partition("Known are: ")[2].split(", "))
    of_kind = verify("check", "new", "desk", "--kind", "office").out.splitlines()
    assert of_kind[0].endswith("on claims about who holds an office")
    assert of_kind[1].endswith("Known are: holds")


PUBLISHED = """Feature: House

  Scenario: Of one publisher
    Given claims about when an agreement was "concluded"
    And the article is published by {}
    When each is compared with the reference
    Then a claim that differs is "refuted"
    And any other claim is "not enough evidence"
"""


@pytest.mark.parametrize(
    ("publisher", "told"),
    [
        ('"Reuterz"', ["no article is by 'Reuterz'. Nearest: 'Reuters'"]),
        (
            "one of:\n      | Reuters |\n      | EXAMPLE Daily |\n      | Zzz |",
            [
                "no article is by 'EXAMPLE Daily'. Nearest: 'Example Daily'",
                "no article is by 'Zzz'. Known are: Example Daily, Reuters.",
            ],
        ),
        ('"Reuters"', []),
        ('"Example Daily"', []),
    ],
)
def test_a_publisher_that_no_article_has_is_told(
    verify: Verify, folder: Path, publisher: str, told: list[str]
) -> None:
    house = folder / "features" / "checks" / "house.feature"
    house.write_text(PUBLISHED.format(publisher), encoding="utf-8")
    assert "no article is by" not in verify("check", "--lint").err, "no article is stored yet"
    verify("ingest", article(folder), "--publisher", "Reuters")
    expected = [f"features/checks/house.feature:3  {line}" for line in told]
    for mode in (("--lint",), ("--dry-run", "--format", "ndjson")):
        done = verify("check", *mode)
        assert (done.code, done.err.splitlines()) == (0, expected)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Offices"], "features/checks/offices.feature: there are checks of this name already. Edit them,"),
        (["../x"], "'../x' is no name of a file. Write one like: verify check new ceasefires"),
        (["..."], "'...' is no name of a file."),
        ([""], "'' is no name of a file."),
        (["x", "--property", "conclued"], "no property is called 'conclued'. Nearest: 'concluded'"),
        (["x", "--kind", "offices"], "no claims are of the kind 'offices'. Nearest: 'office'"),
        (
            ["x", "--kind", "office", "--property", "vote"],
            "'vote' is a property of the kind 'resolution', not 'office'. Write --kind resolution, or leave it out.",
        ),
    ],
)
def test_check_new_says_why_it_writes_nothing(
    verify: Verify, folder: Path, arguments: list[str], said: str
) -> None:
    before = sorted((folder / "features").rglob("*"))
    done = verify("check", "new", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"verify: {said}")
    assert sorted((folder / "features").rglob("*")) == before


def test_check_new_wants_a_workspace_with_checks_of_its_own(verify: Verify, folder: Path) -> None:
    shutil.rmtree(folder / "features")
    done = verify("check", "new", "house")
    assert done.code == 2
    assert "this workspace has no checks of its own: those that ship with verify serve." in done.err
    (folder / "verify.toml").write_text('checks = "../rules"', encoding="utf-8")
    assert (
        "verify.toml:1: the folder of checks lies outside the workspace."
        in verify("check", "new", "house").err
    )
    (folder / "verify.toml").write_text('checks = "rules"', encoding="utf-8")
    assert verify("check", "new", "house").out.startswith("made rules/house.feature, on claims about")
    (folder / "verify.toml").unlink()
    done = verify("check", "new", "house")
    assert done.code == 2
    assert done.err == (
        "verify: this is no workspace, so there is no place for checks of your own. Make one: verify init\n"
    )


def test_check_steps_for_vscode(verify: Verify, folder: Path) -> None:
    done = verify("check", "steps", "--vscode")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "wrote .vscode/verify_steps.py\n"
        "wrote .vscode/verify_examples.feature\n"
        "wrote .vscode/settings.json\n"
        "wrote .vscode/extensions.json\n"
        "\nNext: open ws/ in VS Code, with its extension cucumberopen.cucumber-official\n"
    )
    assert verify("check", "steps", "--vscode").out.startswith("all is current\n")
    assert "VS Code" not in verify("check", "--lint").err
    (folder / ".vscode/verify_steps.py").write_text("", encoding="utf-8")
    linted = verify("check", "--lint")
    assert linted.code == 0
    assert linted.err == "VS Code completes other steps than there are. Run: verify check steps --vscode\n"
    mixed = verify("check", "steps", "--vscode", "dates")
    assert mixed.code == 2
    assert "--vscode writes all steps: it goes with no WORD and no --format." in mixed.err
    (folder / "verify.toml").unlink()
    assert "this is no workspace" in verify("check", "steps", "--vscode").err


# ---------------------------------------------------------------- queue


def refuted(verify: Verify, folder: Path) -> str:
    [claim] = [found for found in verify("run", article(folder)).objects if found["status"] == "refuted"]
    return str(claim["claim"])


def test_the_queue_is_decided_and_undone(verify: Verify, folder: Path) -> None:
    claim = refuted(verify, folder)
    listed = verify("queue", "list", "--format", "table")
    assert listed.code == 0
    assert claim[:8] in listed.out
    assert "1 to decide" in listed.out
    assert f'Next: verify queue show {claim[:8]}, verify queue decide {claim[:8]} "refuted"' in listed.out
    [waiting] = verify("queue", "list", "--json").objects
    assert (waiting["claim"], waiting["status"]) == (claim, "refuted")

    decided = verify(
        "queue",
        "decide",
        claim[:8],
        "supported",
        "--side",
        "reference",
        "--note",
        "erratum",
        "--actor",
        "Ben",
    )
    told = verify("run", "--format", "table", "draft.md").out
    assert "Next:" not in told
    assert decided.out == f"decided {claim[:8]}: supported   (take it back: verify queue undo {claim[:8]})\n"
    assert verify("queue", "list", "--format", "table").out == "0 to decide\n"
    assert verify("run", "draft.md").code == 0, "the decision stands"
    [shown] = verify("queue", "show", claim[:8], "--json").objects
    assert (shown["status"], shown["decided_by"]) == ("supported", "Ben")
    assert shown["sentence"] == {
        "before": "The Lake Accord was concluded on ",
        "quote": "July 4, 2015",
        "after": ".",
    }
    [event] = shown["history"]
    assert (
        event.items()
        >= {"event": "decide", "verdict": "supported", "side": "reference", "note": "erratum"}.items()
    )

    [undone] = verify("queue", "undo", claim, "--note", "no", "--json").objects
    said = {"decision": 2, "event": "undo", "claim": claim, "verdict": None, "undoes": "decide"}
    assert undone.items() >= said.items()
    assert verify("run", "draft.md").code == 1
    text = verify("queue", "show", claim[:8]).out
    assert "text      The Lake Accord was concluded on [July 4, 2015]." in text
    assert "status    ✗ refuted" in text
    assert "Ben: decide supported, wrong: reference “erratum”" in text
    assert "Ana: undo “no”" in text
    assert [event["event"] for event in verify("report", "decisions").objects] == ["decide", "undo"]
    assert verify("db", "check").code == 0


def test_the_queue_can_be_narrowed(verify: Verify, folder: Path) -> None:
    refuted(verify, folder)
    assert (
        verify("queue", "list", "--status", "not enough evidence", "--format", "table").out == "0 to decide\n"
    )
    assert (
        "1 to decide"
        in verify("queue", "list", "--status", "refuted", "--article", "draft.md", "--format", "table").out
    )
    strange = verify("queue", "list", "--article", "other.md")
    assert (strange.code, strange.err.startswith("verify: no article is called 'other.md'.")) == (2, True)


@pytest.mark.parametrize("action", [("show",), ("undo",), ("decide", "supported")])
def test_a_claim_that_does_not_exist(verify: Verify, folder: Path, action: tuple[str, ...]) -> None:
    refuted(verify, folder)
    done = verify("queue", action[0], "ffffffff", *action[1:])
    assert done.code == 2
    assert "verify: no claim begins with 'ffffffff'. See: verify queue list" in done.err


def test_undo_where_nothing_was_decided(verify: Verify, folder: Path) -> None:
    claim = refuted(verify, folder)
    done = verify("queue", "undo", claim[:8])
    assert done.code == 2
    assert f"verify: no decision stands on claim {claim[:12]}. See: verify queue show" in done.err


def test_too_short_an_id(verify: Verify, folder: Path) -> None:
    claim = refuted(verify, folder)
    done = verify("queue", "decide", claim[:3], "supported")
    assert done.code == 2
    assert "is too short for a claim's id. Write at least 4 of its characters" in done.err


def test_a_decision_is_reopened_when_its_evidence_changes(verify: Verify, folder: Path) -> None:
    claim = refuted(verify, folder)
    verify("queue", "decide", claim[:8], "supported")
    newsroom.write_reference(
        folder, facts=newsroom.changed("facts", "concluded,,2015-07-14", "concluded,,2015-07-13")
    )
    done = verify("run", "draft.md")
    assert done.code == 1
    assert [found["reopened"] for found in done.objects if found["claim"] == claim] == [True]
    assert "reopened" in verify("queue", "list", "--format", "table").out


# ---------------------------------------------------------------- report, db, reference, init


def test_the_reports_are_listed(verify: Verify) -> None:
    done = verify("report", "--format", "table")
    assert done.code == 0
    for name, view in (
        ("claims", "v_claim_status"),
        ("checks", "v_check_scorecard"),
        ("gaps", "v_reference_gap"),
    ):
        assert any(line.startswith(name) and line.endswith(f"({view})") for line in done.out.splitlines())


@pytest.mark.parametrize(
    "command",
    [
        ("run", "draft.md"),
        ("extract", "draft.md"),
        ("check",),
        ("check", "steps"),
        ("check", "--dry-run"),
        ("queue", "list"),
        ("report",),
        ("report", "claims"),
    ],
)
def test_what_lists_is_an_object_a_line_for_programs_and_json_is_short_for_it(
    verify: Verify, folder: Path, command: tuple[str, ...]
) -> None:
    refuted(verify, folder)
    piped = verify(*command)
    assert piped.objects
    for asked in (("--json",), ("--format", "ndjson"), ("--format", "table", "--json")):
        assert verify(*command, *asked).out == piped.out
    assert json.loads(verify(*command, "--format", "json").out) == piped.objects
    assert verify(*command, "--json", "--format", "table").out != piped.out


@pytest.mark.parametrize("name", ["claims", "articles", "checks", "gaps", "verdicts", "decisions"])
def test_every_report_in_every_format(verify: Verify, folder: Path, name: str) -> None:
    claim = refuted(verify, folder)
    verify("queue", "decide", claim[:8], "refuted")
    (folder / "gap.txt").write_text("UN Security Council Resolution 2999 was quoted.", encoding="utf-8")
    verify("run", "gap.txt")
    rows = verify("report", name).objects
    assert rows
    assert json.loads(verify("report", name, "--format", "json").out) == rows
    table = newsroom.rows_of(verify("report", name, "--format", "csv").out)
    assert table[0] == list(rows[0])
    assert len(table) == len(rows) + 1
    assert len(verify("report", name, "--format", "table").out.splitlines()) == len(rows) + 1
    assert len(verify("report", name, "--format", "markdown").out.splitlines()) == len(rows) + 2
    assert len(verify("report", name, "--limit", "1").objects) == 1


def test_a_report_that_does_not_exist(verify: Verify) -> None:
    done = verify("report", "nonsense")
    assert done.code == 2
    assert "there is no report 'nonsense'. Known are: claims, articles" in done.err


@pytest.mark.usefixtures("no_store")
def test_db_status_makes_nothing_and_upgrade_makes_all(verify: Verify, folder: Path) -> None:
    done = verify("db", "status")
    assert done.code == 0
    assert "schema    none: the file does not exist yet" in done.out
    assert not (folder / "verify.db").exists()
    assert "was created" in verify("db", "upgrade").out
    assert "is current" in verify("db", "upgrade").out
    counted = verify("db", "status").out
    assert "current" in counted
    assert "claims    0" in counted
    assert (
        verify("db", "check").out
        == "✓ references, records, statuses, the queue and the log of decisions hold together\n"
    )


def test_reference_lint(verify: Verify, folder: Path) -> None:
    done = verify("reference", "lint")
    assert (done.code, done.err) == (0, "")
    assert "9 facts on 10 subjects, from 2 sources: nothing to mend" in done.out
    bad = [*newsroom.TABLES["facts"], "x,Lake Accord,ended,,July,,,normal,,nobody,"]
    newsroom.write_reference(folder, facts=bad)
    done = verify("reference", "lint")
    assert done.code == 4
    assert (
        "reference/own/facts.csv:11: 'nobody' is no source. Add it to sources.csv, or mend its name."
        in done.out
    )
    assert "reference/own/facts.csv:11: value 'July' is not a date" in done.out
    assert "2 to mend" in done.err


def test_init_makes_a_workspace_that_works(
    verify: Verify, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = verify("init", "desk")
    assert done.code == 0
    for made in ("desk/verify.toml", "desk/features/checks/", "desk/features/specs/", "desk/reference/"):
        assert f"made {made}\n" in done.out
    assert "Next: cd desk, put articles into articles/ and run: verify run" in done.out
    again = verify("init", "desk")
    assert again.code == 2
    assert "desk/verify.toml: this is a workspace already. Edit it, or choose another folder." in again.err
    monkeypatch.chdir(folder / "desk")
    assert verify("check", "--lint").code == 0
    assert "there is no article to read" in verify("run").err


# ---------------------------------------------------------------- the command line itself


def test_help_and_version(verify: Verify) -> None:
    assert verify("--version").out == f"verify {__version__}\n"
    shown = verify("--help")
    assert shown.code == 0
    assert "Exit codes: 0 clean, 1 findings, 2 usage, 3 a broken check" in " ".join(shown.out.split())
    for name in COMMANDS:
        assert f"  {name} " in shown.out
        assert verify(name, "--help").code == 0
    assert verify("run", "-h").code == 0


def test_a_command_that_does_not_exist(verify: Verify) -> None:
    done = verify("nonsense")
    assert done.code == 2
    assert "No such command 'nonsense'" in done.err


HEAVY = {"sqlalchemy", "alembic"}
"""What takes longer to import than most commands take."""


@pytest.mark.parametrize(
    ("command", "never"),
    [
        (("--help",), {*HEAVY, "gherkin", "ahocorasick_rs", "pytest"}),
        (("check", "--lint"), HEAVY),
        (("check", "--lint", "--format", "json"), HEAVY),
        (("check", "steps"), HEAVY),
        (("check", "steps", "--format", "ndjson"), HEAVY),
        (("check", "new", "ceasefires"), HEAVY),
        (("queue", "list"), {"sqlalchemy.dialects.postgresql", "textual", "asyncio.events"}),
    ],
)
def test_what_needs_no_store_does_not_wait_for_what_stores_need(
    folder: Path, command: tuple[str, ...], never: set[str]
) -> None:
    code = (
        f"import sys; sys.argv = ['verify', *{command}]\nfrom verify.cli import main\ntry:\n    main()\n"
        f"finally:\n    found = {never} & set(sys.modules)\n    assert not found, found\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("no_store")
def test_the_database_of_the_command_line_and_of_the_environment(
    verify: Verify, folder: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verify("run", article(folder), "--database", database_url).code == 1
    assert "1 to decide" in verify("queue", "list", "--database", database_url, "--format", "table").out
    assert not (folder / "verify.db").exists()
    monkeypatch.setenv("VERIFY_DATABASE_URL", database_url)
    assert verify("check").code == 1
    assert verify("db", "check").code == 0
    assert not (folder / "verify.db").exists()

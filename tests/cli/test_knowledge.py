"""Takedown, seal, promotion, corrections, cases and the bringing in of decisions, as commands."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

Verify = Callable[..., Any]

SENTENCES = (
    "The Lake Accord was concluded on July 4, 2015. The Lake Accord was withdrawn on 3 March 2016. "
    "=Ana\x1b[31m said so."
)


@pytest.fixture
def claims(verify: Verify, folder: Path) -> dict[str, str]:
    """The claims of the workspace's one article, by property."""
    newsroom.keep_checks(folder, {"agreements"})
    (folder / "articles" / "draft.md").write_text(newsroom.dated(SENTENCES), encoding="utf-8")
    return {found["property"]: found["claim"] for found in verify("run").objects}


READERS = (
    "db check", "queue list", "queue stats", "queue log", "check", "extract --stored --all", "report claims",
    "queue corrections", "queue export-cases", "queue export", "replay 1",
)  # fmt: skip
"""What reads the store, and is to cope with a text that is gone."""


class Terminal(io.StringIO):
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


def test_a_takedown_from_asking_to_lifting(verify: Verify, claims: dict[str, str]) -> None:
    article, why = "articles/draft.md", ("--reason", "order\x1b[2J 12/3")
    done = verify("redact", article, *why)
    assert (done.code, done.err) == (
        2,
        "verify: this takes a text out for good, and nobody is there to be asked. Say --yes.\n",
    )
    assert "claims    4: their quotes and words go; places, verdicts, decisions stay" in done.out
    assert verify("redact", "nowhere", *why, "--yes").code == 2
    assert verify("redact", article, "--reason", " ", "--yes").code == 2
    verify("queue", "decide", claims["concluded"], "refuted")
    verify("queue", "export")
    done = verify("redact", article, *why, "--yes", "--actor", "Bo")
    assert (done.code, done.err) == (
        0,
        "verify-decisions.ndjson quotes it in line 1: that is yours to remove\n",
    )
    assert done.out.endswith(
        "1 text redacted. Copies elsewhere (the article's file, exports, backups) are yours to remove.\n"
    )
    done = verify("run")
    assert done.code == 4
    assert "draft.md: this text is not taken in again: redacted on" in done.err
    assert "by Bo: order\\u{1b}[2J 12/3." in done.err
    lift = done.err.split("verify redact ")[1].split()[0]
    shown = verify("queue", "show", claims["concluded"])
    assert "[redacted on" in shown.out
    assert "July 4" not in shown.out
    (row,) = verify("report", "redactions", "--json").objects
    assert (row["event"], row["actor"], row["article"], row["stands"]) == ("redact", "Bo", article, 1)
    for command in READERS:
        done = verify(*command.split())
        assert (done.code, "Traceback" in done.err) == (0, False), (command, done)
        assert "July 4" not in done.out
    assert "redacted 2 verdicts on claims whose text was taken out" in verify("replay", "1").out
    assert verify("redact", article, *why, "--yes").out == (
        "it is redacted already; the database's files were cleaned again\n"
    )
    assert verify("redact", lift, *why, "--lift").out == "1 text may be taken in again: verify run ARTICLE\n"
    assert verify("run").code == 1
    assert verify("db", "check").code == 0


def test_a_seal_is_kept_and_checked(verify: Verify, folder: Path, claims: dict[str, str]) -> None:
    done = verify("db", "seal", "-o", "kept.json")
    line = done.out.splitlines()[0].split()[1]
    assert json.loads((folder / "kept.json").read_text())["seal"] == line
    verify("queue", "decide", claims["concluded"], "refuted", "--side", "article")
    for given in (line, "kept.json"):
        done = verify("db", "check", "--seal", given)
        assert (done.code, done.out.splitlines()[-1]) == (0, "✓ what was sealed is there unchanged")
    other = line[:-1] + ("0" if line[-1] != "0" else "1")
    done = verify("db", "check", "--seal", other)
    assert done.code == 4
    assert "✗ seal: what was sealed is not there unchanged" in done.out
    assert verify("db", "check", "--seal", "seal1-3").code == 2
    assert "cannot be written" in verify("db", "seal", "-o", "verify.toml/no").err


def test_promoting_asks_for_the_source_in_place(
    verify: Verify, folder: Path, claims: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = claims["withdrawn"]
    verify("queue", "decide", found, "supported", "--note", "seen")
    assert verify("queue", "promote", found).code == 2, "nobody is there to be asked"
    told = verify("queue", "promote", found, "--source", "gazette", "--dry-run")
    assert told.out.startswith("would be added: facts lake/2016-03-03 (")
    monkeypatch.chdir(folder)
    stdin = Terminal("\nTreaty series\nRegistry\nhttps://example.org/1\n")
    monkeypatch.setattr(io, "TextIOWrapper", lambda *_, **__: stdin)
    done = verify("queue", "promote", found)
    assert (done.code, done.err.count("New source:")) == (0, 3)
    assert "added: sources treaty-series" in done.out
    assert done.out.endswith(f"the checks now find claim {found[:8]} supported\n")
    facts = (folder / "reference" / "own" / "facts.csv").read_text(encoding="utf-8")
    assert "lake/2016-03-03,Lake Accord,withdrawn,,2016-03-03,,,normal,,treaty-series," in facts


def test_corrections_and_cases(verify: Verify, folder: Path, claims: dict[str, str]) -> None:
    verify("queue", "decide", claims["concluded"], "refuted", "--side", "article", "--note", "=1+1")
    (due,) = verify("queue", "corrections").objects
    assert (due["state"], due["value"], due["recorded"], due["reason"]) == (
        "due", "2015-07-04", "2015-07-14", "=1+1",
    )  # fmt: skip
    assert "'=1+1" in verify("queue", "corrections", "--format", "csv").out
    shown = verify("queue", "corrections", "--format", "table").out
    assert shown.endswith("1 due, 0 made\n")
    told = ["5:34", "Lake Accord concluded: “July 4, 2015”", "2015-07-04", "14 July 2015", "=1+1"]
    assert [words for words in told if words not in shown] == []
    assert verify("queue", "corrections", "--since", "2999-01-01").out == ""
    assert verify("queue", "corrections", "--since", "soon").code == 2
    (folder / "articles" / "draft.md").write_text(
        newsroom.dated(SENTENCES.replace("July 4", "July 14")), encoding="utf-8"
    )
    verify("run")
    (made,) = verify("queue", "corrections").objects
    assert (made["state"], made["now_states"]) == ("made", "2015-07-14")
    verify("queue", "discard", claims["withdrawn"], "--note", "no claim")
    verify("queue", "discard", claims["date"])
    done = verify("queue", "export-cases", "-o", "cases.toml")
    assert "1 case" in done.err
    assert "[[case]]" in (folder / "cases.toml").read_text(encoding="utf-8")


def test_decisions_are_brought_in_with_their_lines_told(
    verify: Verify, folder: Path, claims: dict[str, str]
) -> None:
    verify("queue", "decide", claims["concluded"], "refuted", "--side", "article")
    verify("queue", "export")
    path = folder / "verify-decisions.ndjson"
    assert verify("queue", "import", str(path)).out == (
        "0 brought in, 1 known, 0 replaced, 0 in conflict, 0 unknown\n"
    )
    verify("queue", "undo", claims["concluded"])
    assert verify("queue", "import", str(path), "--replace", "--json").objects[0]["brought_in"] == 1
    verify("queue", "decide", claims["concluded"], "supported", "--actor", "Bo\x1b[31m")
    done = verify("queue", "import", path.name)
    assert done.out.splitlines()[0] == (
        f"{path.name}:1  claim {claims['concluded'][:8]} is supported here, by Bo\\u{{1b}}[31m; the file says refuted, "
        "by Ana: left alone"
    )
    path.write_text(path.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    done = verify("queue", "import", path.name)
    assert (done.code, done.err.startswith(f'verify: {path.name}:2: there is no "type".')) == (4, True)
    missing = verify("queue", "import", "nowhere")
    assert (missing.code, missing.err) == (4, "verify: nowhere: there is no such file. Check the path.\n")

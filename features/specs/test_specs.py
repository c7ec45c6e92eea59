"""The acceptance scenarios of reviewing: what people do, on the checks and the reference that ship."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from verify import shipped, workbench
from verify.cli import main
from verify.workspace import find

scenarios("reviewing.feature")


@dataclass
class Newsroom:
    """A folder with an article in it, and what the command line last said of it."""

    folder: Path
    published: str | None = None
    claims: list[dict[str, Any]] = field(default_factory=list)
    code: int = 0
    verdicts: list[int] = field(default_factory=list)

    def verify(self, *arguments: str) -> str:
        """Run a command; what it printed."""
        printed = io.StringIO()
        argv, sys.argv = sys.argv, ["verify", *arguments]
        try:
            with contextlib.redirect_stdout(printed):
                main()
            self.code = 0
        except SystemExit as ended:
            self.code = int(ended.code or 0)
        finally:
            sys.argv = argv
        return printed.getvalue()

    def objects(self, *arguments: str) -> list[dict[str, Any]]:
        """What a command printed, read as NDJSON."""
        return [json.loads(line) for line in self.verify(*arguments).splitlines()]

    def claim(self, quote: str) -> dict[str, Any]:
        """The one claim of these words that checks judge."""
        found = [claim for claim in self.claims if quote in claim["quote"] and claim["status"]]
        assert len(found) == 1, [(claim["quote"], claim["status"]) for claim in self.claims]
        return found[0]


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the reference that ships, to copy."""
    folder = tmp_path_factory.mktemp("specs")
    store, _ = workbench.open_workspace_store(find(folder))
    store.close()
    return folder / "verify.db"


@pytest.fixture
def newsroom(tmp_path: Path, made_store: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.delenv("VERIFY_DATABASE_URL", raising=False)
    shutil.copy(made_store, tmp_path / "verify.db")
    monkeypatch.chdir(tmp_path)
    return Newsroom(tmp_path)


@given(parsers.parse("an article published on {day}"))
def _published(newsroom: Newsroom, day: str) -> None:
    newsroom.published = day


@given(parsers.parse('it reads "{text}"'))
@when(parsers.parse('it is changed to "{text}"'))
def _reads(newsroom: Newsroom, text: str) -> None:
    (newsroom.folder / "draft.txt").write_text(text + "\n", encoding="utf-8")


@given("it is verified")
@when("it is verified")
def _verified(newsroom: Newsroom) -> None:
    published = ("--published", newsroom.published) if newsroom.published else ()
    newsroom.claims = newsroom.objects("run", "draft.txt", *published)
    code = newsroom.code
    newsroom.verdicts.append(len(newsroom.objects("report", "verdicts")))
    newsroom.code = code


@when(parsers.parse('"{quote}" is decided "{verdict}"'))
def _decided(newsroom: Newsroom, quote: str, verdict: str) -> None:
    newsroom.verify("queue", "decide", newsroom.claim(quote)["claim"], verdict)
    assert newsroom.code == 0


@when(parsers.parse('the decision on "{quote}" is taken back'))
def _taken_back(newsroom: Newsroom, quote: str) -> None:
    claim = newsroom.claim(quote)["claim"]
    newsroom.verify("queue", "undo", claim)
    newsroom.claims = newsroom.objects("queue", "show", claim, "--json")


@given(parsers.parse('two people decide claims of the kind "{kind}"'))
def _four_eyes(newsroom: Newsroom, kind: str) -> None:
    rule = f'[review]\nfour_eyes = {{ kind = ["{kind}"] }}\n'
    (newsroom.folder / "verify.toml").write_text(rule, encoding="utf-8")


@when(parsers.parse('"{actor}" takes what is next'))
def _takes(newsroom: Newsroom, actor: str) -> None:
    newsroom.verify("queue", "next", "--actor", actor)


@when(parsers.parse('"{actor}" decides "{quote}" "{verdict}"'))
def _decides(newsroom: Newsroom, actor: str, quote: str, verdict: str) -> None:
    claim = newsroom.claim(quote)["claim"]
    newsroom.verify("queue", "decide", claim, verdict, "--note", "SECRET", "--actor", actor)
    assert newsroom.code == 0
    newsroom.claims = newsroom.objects("queue", "show", claim, "--json", "--actor", actor)


@when(parsers.parse('"{quote}" is postponed until "{day}"'))
def _postponed(newsroom: Newsroom, quote: str, day: str) -> None:
    newsroom.verify("queue", "postpone", newsroom.claim(quote)["claim"], day)
    assert newsroom.code == 0


@when(parsers.parse('"{quote}" is discarded'))
def _discarded(newsroom: Newsroom, quote: str) -> None:
    newsroom.verify("queue", "discard", newsroom.claim(quote)["claim"])
    assert newsroom.code == 0


@when(parsers.parse('the record of "{fact}" is corrected from "{old}" to "{new}"'))
def _corrected(newsroom: Newsroom, fact: str, old: str, new: str) -> None:
    shutil.copytree(shipped.reference(), newsroom.folder / "reference")
    (newsroom.folder / "verify.toml").write_text("", encoding="utf-8")
    [path] = [
        path
        for path in (newsroom.folder / "reference").rglob("facts.csv")
        if f"\n{fact}," in path.read_text(encoding="utf-8")
    ]
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    [at] = [number for number, row in enumerate(rows) if row.startswith(f"{fact},")]
    assert old in rows[at]
    rows[at] = rows[at].replace(old, new)
    path.write_text("".join(rows), encoding="utf-8")


@then(parsers.re(r'"(?P<quote>[^"]+)" is "(?P<verdict>[^"]+)"(?: because "(?P<reason>.+)")?'))
def _is(newsroom: Newsroom, quote: str, verdict: str, reason: str | None) -> None:
    claim = newsroom.claim(quote)
    assert claim["status"] == verdict, claim
    assert (reason or "") in claim["explanation"]


@then(parsers.parse('"{actor}" has "{quote}"'))
def _has(newsroom: Newsroom, actor: str, quote: str) -> None:
    [item] = newsroom.objects("queue", "next", "--actor", actor, "--json")
    assert (item["quote"], item["lease"]["actor"]) == (quote, actor)


@then(parsers.parse('nothing is left for "{actor}", because "{reason}"'))
def _nothing(newsroom: Newsroom, actor: str, reason: str) -> None:
    [nothing] = newsroom.objects("queue", "next", "--actor", actor, "--json")
    assert nothing["claim"] is None
    assert nothing["nothing"].startswith(reason)
    assert newsroom.code == 0


@then(parsers.parse('"{actor}" sees that somebody decided, but not what'))
def _blind(newsroom: Newsroom, actor: str) -> None:
    shown = newsroom.verify("queue", "next", "--actor", actor, "--json")
    item = json.loads(shown)
    assert item["blind"] is True
    assert [(event["event"], event["verdict"]) for event in item["history"]] == [("decide", None)]
    said = [shown, newsroom.verify("queue", "log", "--actor", actor), newsroom.verify("report", "decisions")]
    said += [newsroom.verify("queue", name, "--actor", actor) for name in ("list", "stats")]
    assert "SECRET" not in "".join(said)


@then(parsers.parse('"{quote}" is reopened'))
def _reopened(newsroom: Newsroom, quote: str) -> None:
    assert newsroom.claim(quote)["reopened"] is True


@then(parsers.parse("the exit code is {code:d}"))
def _exit_code(newsroom: Newsroom, code: int) -> None:
    assert newsroom.code == code


@then(parsers.parse('the queue holds "{quote}"'))
def _queue_holds(newsroom: Newsroom, quote: str) -> None:
    assert quote in [claim["quote"] for claim in newsroom.objects("queue", "list", "--json")]


@then("the queue is empty")
def _queue_is_empty(newsroom: Newsroom) -> None:
    code = newsroom.code
    assert newsroom.objects("queue", "list", "--json") == []
    newsroom.code = code


@then("no verdict was added")
def _no_verdict(newsroom: Newsroom) -> None:
    assert newsroom.verdicts[-1] == newsroom.verdicts[-2] > 0

"""A decision becomes a fact with its source, and what the fact touches is judged again."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import newsroom
import pytest
from making import LATER, NOW
from sqlalchemy import text

from verify import shipped, workbench
from verify.errors import ExitCode, VerifyError
from verify.promoting import NewSource, Promoted, promote
from verify.read import Meta
from verify.review.decisions import decide
from verify.review.desk import Desk
from verify.review.proposals import propose
from verify.store.engine import Store
from verify.store.integrity import check_store
from verify.verdicts import Verdict
from verify.workspace import Workspace, find

ARTICLE = (
    "The Lake Accord was concluded on 14 July 2014. The Lake Accord was withdrawn on 3 March 2016. "
    "The Mud Treaty was signed on 2 May 2015. Secretary of State John Kerry left."
)


@pytest.fixture
def workspace(tmp_path: Path, database_url: str) -> Workspace:
    """A workspace with the checks of agreements alone."""
    folder = newsroom.make(tmp_path / "ws", draft=newsroom.dated(ARTICLE))
    newsroom.keep_checks(folder, {"agreements"})
    return replace(find(folder), database=database_url)


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Store]:
    """Its store, the article judged."""
    opened, _ = workbench.open_workspace_store(workspace)
    vocabulary = workbench.read_vocabulary(workspace)
    sources = workbench.default_articles(workspace)
    read = workbench.read_articles(sources, defaults=Meta(), workspace=workspace, stdin=bytes)
    workbench.ingest(opened, read, vocabulary, clock=lambda: NOW)
    workbench.check(opened, workspace, vocabulary, clock=lambda: NOW)
    yield opened
    opened.close()


def claim(store: Store, quote: str) -> str:
    with store.reading() as connection:
        query = text("SELECT digest FROM claim WHERE quote = :quote AND key_id IS NOT NULL")
        return str(connection.execute(query, {"quote": quote}).scalar_one())


def status(store: Store, quote: str) -> tuple[str, str | None, int]:
    with store.reading() as connection:
        query = text("SELECT status, decided_by, reopened FROM v_claim_status WHERE claim = :claim")
        return tuple(connection.execute(query, {"claim": claim(store, quote)}).one())  # type: ignore[return-value]


def decided(store: Store, quote: str, verdict: Verdict = Verdict.SUPPORTED, **more: str) -> None:
    with store.writing() as connection:
        decide(connection, claim(store, quote), verdict, actor="Ana", now=LATER, **more)  # type: ignore[arg-type]


def promoted(store: Store, workspace: Workspace, quote: str, **more: Any) -> Promoted:
    asked = {name: more.pop(name, None) for name in ("value", "property", "subject")}
    with store.reading() as connection:
        proposal = propose(connection, claim(store, quote), **asked)
    proposal = replace(proposal, valid_from=more.pop("valid_from", ""))
    return promote(store, workspace, proposal, actor="Bo", clock=lambda: LATER, **more)


def rows(workspace: Workspace, table: str, area: str = "own") -> list[dict[str, str]]:
    with (workspace.reference / area / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def refusal(store: Store, workspace: Workspace, quote: str, **more: Any) -> str:
    """Why a promotion is refused; nothing may be written."""
    before = {path: path.read_bytes() for path in workspace.reference.rglob("*.csv")}
    with pytest.raises(VerifyError) as error:
        promoted(store, workspace, quote, **more)
    assert error.value.exit_code is ExitCode.USAGE
    assert {path: path.read_bytes() for path in workspace.reference.rglob("*.csv")} == before
    return f"{error.value.message} {error.value.hint}"


def test_a_fact_with_its_source_from_a_decision(store: Store, workspace: Workspace) -> None:
    assert status(store, "3 March 2016") == ("not enough evidence", None, 0)
    decided(store, "3 March 2016", note="the gazette says so")
    done = promoted(store, workspace, "3 March 2016", sources=("gazette",))
    assert (done.action, done.flips, done.status) == ("added", 1, Verdict.SUPPORTED)
    fact = rows(workspace, "facts")[-1]
    assert (fact["fact"], fact["subject"], fact["property"], fact["value"], fact["sources"]) == (
        done.fact, "Lake Accord", "withdrawn", "2016-03-03", "gazette",
    )  # fmt: skip
    change = rows(workspace, "changes")[-1]
    assert (change["by"], change["action"], change["sources"]) == ("Bo", "added", "gazette")
    found = claim(store, "3 March 2016")
    assert change["reason"] == (
        f"decided 'supported' on claim {found[:12]} of articles/draft.md by Ana: the gazette says so"
    )
    assert status(store, "3 March 2016") == ("supported", "Bo", 0), "decided anew on the new evidence"
    events = Desk(store, "Ana", clock=lambda: LATER).log(found)
    assert [(event.event, event.actor) for event in events] == [
        ("decide", "Ana"),
        ("promote", "Bo"),
        ("decide", "Bo"),
    ]
    with store.reading() as connection:
        assert check_store(connection) == []


def test_a_new_subject_and_a_new_source_come_with_it(store: Store, workspace: Workspace) -> None:
    decided(store, "2 May 2015")
    source = NewSource("Treaty series", "Registry", "https://example.org/series")
    rehearsed = promoted(store, workspace, "2 May 2015", new_source=source, dry_run=True)
    assert (rehearsed.written, len(rehearsed.changes)) == (False, 3)
    assert not (workspace.reference / "house").exists()
    done = promoted(store, workspace, "2 May 2015", new_source=source, judge=False)
    assert (done.fact, done.flips, done.status) == (rehearsed.fact, None, None)
    assert rows(workspace, "subjects", "house")[-1]["subject"] == "Mud Treaty"
    assert rows(workspace, "sources", "house")[-1] == {
        "source": "treaty-series", "title": "Treaty series", "publisher": "Registry",
        "url": "https://example.org/series", "kind": "", "accessed": "",
    }  # fmt: skip


def test_a_wrong_record_is_corrected_and_a_wrong_article_stays_wrong(
    store: Store, workspace: Workspace
) -> None:
    decided(store, "14 July 2014", side="reference", note="misread")
    done = promoted(store, workspace, "14 July 2014", sources=("gazette",))
    assert (done.fact, done.action, done.status) == ("lake/concluded", "corrected", Verdict.SUPPORTED)
    assert status(store, "14 July 2014") == ("supported", "Bo", 0)
    decided(store, "3 March 2016", Verdict.REFUTED, side="article", note="it was April")
    told = refusal(store, workspace, "3 March 2016", sources=("gazette",))
    assert told == "the decision (refuted) does not say what is right. Say it with --value."
    done = promoted(store, workspace, "3 March 2016", sources=("gazette",), value="2016-04-03")
    assert (done.action, done.status) == ("added", Verdict.NOT_ENOUGH_EVIDENCE), "there may be other days"
    assert status(store, "3 March 2016") == ("refuted", "Bo", 0), "which is no reason to ask again"
    with store.reading() as connection:
        (row,) = connection.execute(text("SELECT value, recorded, state, decided_by FROM v_correction"))
    assert tuple(row) == ("2016-03-03", None, "due", "Bo")


def test_a_fact_beside_one_that_stands_names_the_command_that_mends_it(
    store: Store, workspace: Workspace
) -> None:
    decided(store, "14 July 2014")
    before = rows(workspace, "facts")
    with pytest.raises(VerifyError) as error:
        promoted(store, workspace, "14 July 2014", sources=("gazette",))
    assert "has one value at a time, but overlaps 'lake/concluded'" in error.value.message
    assert error.value.hint == (
        "Keep one (verify reference correct lake/concluded --value VALUE, or deprecate it), or mark both disputed."
    )
    assert (rows(workspace, "facts"), error.value.exit_code) == (before, ExitCode.INVALID_DATA)


def test_what_is_no_ground_for_a_fact(store: Store, workspace: Workspace) -> None:
    quote = "3 March 2016"
    found = claim(store, quote)
    assert refusal(store, workspace, quote, sources=("gazette",)) == (
        f"no decision stands on claim {found[:12]}. Decide it first: verify queue decide {found[:8]} VERDICT"
    )
    Desk(store, "Ana", clock=lambda: LATER).discard(found)
    assert "no decision stands" in refusal(store, workspace, quote, sources=("gazette",))
    decided(store, quote)
    assert refusal(store, workspace, quote) == (
        "a fact needs its source. Name one of the reference with --source, or describe a new one with --source-title."
    )
    assert refusal(store, workspace, quote, sources=("nix",)).startswith(
        "'nix' is no source yet. Describe it"
    )
    for own in (
        NewSource("Archive", "example  DAILY"),
        NewSource("Archive", " Example Daily ", code="archive"),
    ):
        assert refusal(store, workspace, quote, new_source=own) == (
            "only 'Example Daily' would say so, who published the article itself: nobody is borne out by their own "
            "word. Name a source that does not depend on it."
        )
    with pytest.raises(VerifyError, match="value 'yesterday' is not a date"):
        promoted(store, workspace, quote, sources=("gazette",), value="yesterday")
    elsewhere = replace(workspace, reference=shipped.reference())
    assert "ships with verify" in refusal(store, elsewhere, quote, sources=("gazette",))


def test_the_subject_is_said_where_the_words_are_another_name(store: Store, workspace: Workspace) -> None:
    decided(store, "2 May 2015")
    added = promoted(
        store,
        workspace,
        "2 May 2015",
        subject="Treaty of Mud",
        new_source=NewSource("Rolls", "Depositary"),
    )
    assert added.fact.startswith("treaty-of-mud/")
    assert "Treaty of Mud" in [row["subject"] for row in rows(workspace, "facts", "house")]

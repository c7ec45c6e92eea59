"""The article that the project began with: every claim found and judged, every planted error refuted, nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from verify import workbench
from verify.documents import Document, Prose
from verify.report.claims import ClaimLine, claim_lines
from verify.report.screen import reasons
from verify.workspace import find

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
ARTICLE = SHARED / "articles" / "000_865d7bad3a3f673e.txt"
EXPECTED = SHARED / "gold" / "claims" / "founding-article.gold.jsonl"
PUBLISHED = "2016-04-09"

pytestmark = pytest.mark.skipif(
    not (ARTICLE.is_file() and EXPECTED.is_file()),
    reason="the article and what is expected of it lie beside the repository, in shared/, and are not part of it",
)

Judge = Callable[..., list[ClaimLine]]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """A function that judges a text by the checks and the reference that ship."""
    folder = tmp_path_factory.mktemp("founding")
    workspace = replace(find(folder), database=str(folder / "verify.db"))
    vocabulary = workbench.read_vocabulary(workspace)
    store, _ = workbench.open_workspace_store(workspace)

    def run(text: str, published: str | None = PUBLISHED) -> list[ClaimLine]:
        document = Document(
            article="founding", name="founding", text=text, prose=Prose(text), published=published
        )
        done = workbench.ingest(store, [document], vocabulary)
        assert workbench.check(store, workspace, vocabulary).complete
        with store.reading() as connection:
            return claim_lines(connection, done.document_ids)

    yield run
    store.close()


@pytest.fixture(scope="module")
def text() -> str:
    return ARTICLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def needed() -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if row["needed"]]


def by_place(lines: list[ClaimLine]) -> dict[tuple[str, str, int, int], ClaimLine]:
    return {(line.kind, line.property, line.start, line.end): line for line in lines}


def place(row: dict[str, Any]) -> tuple[str, str, int, int]:
    return row["kind"], row["property"], row["start"], row["end"]


def label(line: ClaimLine) -> str | None:
    return line.status.label if line.status else None


def test_every_needed_claim_is_found_with_its_value_and_verdict(
    judge: Judge, text: str, needed: list[dict[str, Any]]
) -> None:
    lines = by_place(judge(text))
    found = [
        (*place(row), lines[place(row)].quote, label(lines[place(row)]))
        for row in needed
        if place(row) in lines
    ]
    assert found == [(*place(row), row["quote"], row["verdict"]) for row in needed]
    for row in needed:
        if row["kind"] in ("date", "resolution", "agreement", "event"):
            assert lines[place(row)].value == row["value"], row["quote"]


def test_what_else_it_states_is_found_and_judged(judge: Judge, text: str) -> None:
    rows = [json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = judge(text)
    missed = [
        row["quote"]
        for row in rows
        if not row["needed"]
        and not any(
            place(row)[:2] == (line.kind, line.property)
            and line.start < row["end"]
            and row["start"] < line.end
            and label(line) == row["verdict"]
            for line in lines
        )
    ]
    assert len(missed) <= 2, missed


def test_that_sources_name_different_missiles_is_seen(judge: Judge, text: str) -> None:
    [line] = [line for line in judge(text) if (line.kind, line.value) == ("event", "2016-03-08")]
    assert line.explanation is not None
    assert "Qiam" in line.explanation
    assert "Shahab-1 and Shahab-2" in line.explanation
    assert any("Shahab-1 and Shahab-2" in told for told in reasons([line], "founding"))


def test_nothing_in_it_is_refuted(judge: Judge, text: str) -> None:
    assert {label(line) for line in judge(text)} <= {"supported", "not enough evidence", None}


def test_without_a_date_the_years_stay_open_and_events_agree_by_month_and_day(
    judge: Judge, text: str, needed: list[dict[str, Any]]
) -> None:
    lines = by_place(judge(text, None))
    rows = [row for row in needed if "value_without_publication_date" in row]
    assert rows
    for row in rows:
        line = lines[place(row)]
        expected = row["value_without_publication_date"]
        assert expected in (line.value, line.stated), row["quote"]
        assert label(line) == row["verdict"], row["quote"]
        if row["kind"] == "event":
            assert line.outcome is not None
            assert line.outcome.label == "agrees within its precision"
    assert all(label(line) != "refuted" for line in lines.values())


REFUTED = {"refuted"}
UNKNOWN = {"not enough evidence"}
CHANGES = [
    ("July 14, 2015", "July 4, 2015", ("agreement", "concluded"), REFUTED),
    ("Resolution 2231", "Resolution 2321", ("resolution", "cited"), REFUTED),
    ("Resolution 2231", "Resolution 2999", ("resolution", "cited"), UNKNOWN),
    ("Resolution 2231", "Resolution 2762", ("resolution", "cited"), UNKNOWN),
    ("March 9", "March 19", ("event", "occurred"), REFUTED | UNKNOWN),
    ("John Kerry", "Rex Tillerson", ("office", "holds"), REFUTED),
]


@pytest.mark.parametrize(("old", "new", "what", "expected"), CHANGES, ids=[new for _, new, *_ in CHANGES])
def test_a_planted_error_changes_its_own_claim_and_no_other(
    judge: Judge, text: str, old: str, new: str, what: tuple[str, str], expected: set[str]
) -> None:
    before = by_place(judge(text))
    at = text.index(old)
    after = by_place(judge(text.replace(old, new, 1)))
    shift = len(new) - len(old)

    def moved(key: tuple[str, str, int, int]) -> tuple[str, str, int, int]:
        kind, name, start, end = key
        return kind, name, start + shift * (start > at), end + shift * (end > at)

    hit = [key for key in before if key[:2] == what and key[2] < at + len(old) and key[3] > at]
    assert len(hit) == 1
    assert label(after[moved(hit[0])]) in expected
    others = {moved(key): label(line) for key, line in before.items() if key != hit[0]}
    now = {key: label(line) for key, line in after.items() if key != moved(hit[0])}
    # What is asked of the thing that was changed is asked of another thing now, of which nothing is known.
    asked_anew = {key for key in others if key[:2] in (("resolution", "endorses"), ("quantity", "count"))}
    assert now.keys() == others.keys()
    assert all(now[key] == others[key] or (key in asked_anew and now[key] in UNKNOWN) for key in others)

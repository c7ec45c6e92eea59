"""What people found read wrongly, as cases that the tests of extraction read."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import LATER, document
from sqlalchemy import text

from verify import shipped
from verify.extract import extract
from verify.reference.vocabulary import read_vocabulary
from verify.review.cases import Case, DateCase, case_of, cases_jsonl, cases_toml, misread
from verify.review.desk import Desk
from verify.store.engine import Store
from verify.store.ingest import write_document
from verify.vocabulary import Vocabulary

ARTICLE = (
    "It rained on 2 May 2015.\n\nReagan and Gorbachev signed the INF Treaty on December 8, 1987. Then they left. "
    "US Secretary of State John Kerry spoke on Monday."
)


@pytest.fixture(scope="module")
def starter() -> Vocabulary:
    return read_vocabulary(shipped.reference())


@pytest.fixture
def desk(store: Store, starter: Vocabulary) -> Desk:
    """A reviewer of an article that was read with the starter reference."""
    claims = extract(ARTICLE, starter, published="2018-02-03")
    with store.writing() as connection:
        found = document(ARTICLE, published="2018-02-03")
        write_document(connection, found, claims, extractor="test 1", vocabulary="v" * 64, now=LATER)
    return Desk(store, "Ana", clock=lambda: LATER)


def claim(store: Store, kind: str, quote: str) -> str:
    with store.reading() as connection:
        query = text("SELECT digest FROM claim WHERE kind = :kind AND quote = :quote")
        return str(connection.execute(query, {"kind": kind, "quote": quote}).scalar_one())


def cases(store: Store, vocabulary: Vocabulary) -> list[Any]:
    with store.reading() as connection:
        found, redacted = misread(connection)
    assert redacted == 0
    return [case_of(wrong, vocabulary) for wrong in found]


def reader(name: str) -> ModuleType:
    """The tests that read the files of tests/cases."""
    path = Path(__file__).parents[1] / "extract" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"reader_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tests_of_extraction_read_what_is_exported(desk: Desk, starter: Vocabulary) -> None:
    desk.discard(claim(desk.store, "agreement", "December 8, 1987"), note="a joke")
    desk.correct(claim(desk.store, "office", "John Kerry"), value="US Secretary of Hate", note="misread")
    desk.discard(claim(desk.store, "date", "December 8, 1987"))
    desk.correct(claim(desk.store, "date", "2 May 2015"), quote="May 2015", value="2015-05")
    found = cases(desk.store, starter)
    statements, dates = reader("test_statements"), reader("test_dates")
    written = tomllib.loads(cases_toml(one for one in found if isinstance(one, Case)))["case"]
    for case, right in zip(written, ([], "US Secretary of Hate"), strict=True):
        with pytest.raises(AssertionError):
            statements.test_claims_of_a_sentence(case, starter)  # It is misread, still.
        assert (right == case["claims"]) if right == [] else (right in case["claims"][0])
    assert [case["text"] for case in written] == [
        "Reagan and Gorbachev signed the INF Treaty on December 8, 1987.",
        "US Secretary of State John Kerry spoke on Monday.",
    ], "the sentence alone"
    lines = cases_jsonl(one for one in found if isinstance(one, DateCase)).splitlines()
    first, second = map(json.loads, lines)
    assert (first["dates"], second["dates"]) == ([], [["May 2015", "2015-05"]])
    for case in (first, second):
        with pytest.raises(AssertionError):
            dates.test_case(case)
    for _ in found:
        desk.undo()
    assert cases(desk.store, starter) == [], "what was taken back is no case"
    # Once it is read as they say, they pass: a reader that reads the original like that is the proof.
    mended = {**written[0], "claims": ["agreement signed | December 8, 1987 | INF Treaty | 1987-12-08"]}
    statements.test_claims_of_a_sentence(mended, starter)
    kept = {**written[1], "claims": [written[1]["claims"][0].replace("Hate", "State")]}
    statements.test_claims_of_a_sentence(kept, starter)
    dates.test_case(first | {"dates": [["December 8, 1987", "1987-12-08"]]})


@given(words=st.text(max_size=30))
def test_whatever_stands_in_an_article_is_read_back(words: str) -> None:
    words = words.encode("utf-8", "ignore").decode()
    case = Case(f"x{words}", words, "2015-01-01", (words, f"a | {words}"))
    written = cases_toml([case, replace(case, shows=f"y{words}")])
    first, _ = tomllib.loads(written)["case"]
    assert first == {
        "shows": f"x{words}",
        "published": "2015-01-01",
        "text": words,
        "claims": list(case.claims),
    }
    assert "\x1b" not in written
    assert "‮" not in written

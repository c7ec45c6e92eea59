"""Votes, endorsements, parties, members, numbers, quotations (tests/cases/relations.toml), by the starter reference."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from verify import shipped
from verify.claims import Claim, Polarity
from verify.extract import extract
from verify.reference.vocabulary import read_vocabulary
from verify.vocabulary import Vocabulary

CASES = Path(__file__).resolve().parents[1] / "cases" / "relations.toml"
PUBLISHED = "2016-04-09"


@pytest.fixture(scope="module")
def starter() -> Vocabulary:
    return read_vocabulary(shipped.reference())


def cases() -> list[Any]:
    return [
        pytest.param(case, id=case["shows"])
        for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    ]


def line(claim: Claim) -> str:
    parts = [f"{claim.kind} {claim.property}", claim.span.quote, claim.subject or "", claim.value or ""]
    if claim.polarity is not Polarity.ASSERTED:
        parts.append(claim.polarity.value)
    if claim.problem is not None:
        parts.append(claim.problem.value)
    if claim.kind == "quotation":
        return " | ".join([*parts, f"on {claim.as_of or 'an unknown day'}"])
    if claim.attributed_to is not None:
        parts.append(f"by {claim.attributed_to}")
    return " | ".join(parts)


@pytest.mark.parametrize("case", cases())
def test_claims_of_a_sentence(case: dict[str, Any], starter: Vocabulary) -> None:
    found = extract(case["text"], starter, published=PUBLISHED)
    kept = [claim for claim in found if claim.kind not in ("date", "office") and claim.property != "cited"]
    assert [line(claim) for claim in kept] == case["claims"]


def test_every_case_shows_something_of_its_own() -> None:
    shown = [case.id for case in cases()]
    assert len(set(shown)) == len(shown)
    assert sum(not case.values[0]["claims"] for case in cases()) > 12, "what must not be read"


def test_what_is_counted_is_asked_of_its_day(starter: Vocabulary) -> None:
    claims = extract("Iran fired two missiles on March 9, 2016.", starter, published=PUBLISHED)
    [count] = [claim for claim in claims if claim.property == "count"]
    assert (count.asks, count.scope, count.answer_known) == ("Iran missile tests", "2016-03-09", True)


def test_members_are_compared_in_one_order(starter: Vocabulary) -> None:
    texts = ("The E3 (Britain, France and Germany) met.", "The E3 (Germany, Britain and France) met.")
    answers = {
        claim.answer
        for text in texts
        for claim in extract(text, starter, published=PUBLISHED)
        if claim.property == "members"
    }
    assert answers == {"France + Germany + United Kingdom"}

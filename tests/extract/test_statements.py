"""The cases of tests/cases/*.toml: a sentence, and every claim but the dates by themselves that is read in it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from verify.claims import Claim, Polarity
from verify.extract import extract
from verify.vocabulary import Vocabulary

CASES = Path(__file__).resolve().parents[1] / "cases"
PUBLISHED = "2016-04-09"


def _cases() -> list[Any]:
    found = []
    for name in ("agreements", "resolutions", "offices", "events", "happenings"):
        for case in tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]:
            found.append(pytest.param(case, id=f"{name}: {case['shows']}"))
    return found


def _line(claim: Claim) -> str:
    parts = [f"{claim.kind} {claim.property}", claim.span.quote, claim.subject or "", claim.value or ""]
    if claim.polarity is not Polarity.ASSERTED:
        parts.append(claim.polarity.value)
    if claim.problem is not None:
        parts.append(claim.problem.value)
    if claim.attributed_to is not None:
        parts.append(f"by {claim.attributed_to}")
    if claim.kind == "office" and claim.as_of is None:
        parts.append("at an unknown day")
    elif claim.kind == "office" and claim.as_of != PUBLISHED:
        parts.append(f"as of {claim.as_of}")
    return " | ".join(parts)


@pytest.mark.parametrize("case", _cases())
def test_claims_of_a_sentence(case: dict[str, Any], vocabulary: Vocabulary) -> None:
    published = case.get("published", PUBLISHED)
    claims = extract(case["text"], vocabulary, published=published)
    assert [_line(claim) for claim in claims if claim.kind != "date"] == case["claims"]


def test_every_case_says_what_it_shows() -> None:
    shown = [case.id for case in _cases()]
    assert len(shown) > 250
    assert len(set(shown)) == len(shown)

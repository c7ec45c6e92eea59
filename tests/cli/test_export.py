"""`verify export`: what it prints, where it writes, and what it says beside."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest


@pytest.fixture
def decided(folder: Path, verify: Callable[..., Any]) -> str:
    """A workspace with two articles that say the same wrong date, one of them decided; the id of the claim."""
    (folder / "articles" / "wrong.md").write_text(newsroom.dated(newsroom.WRONG_DATE))
    (folder / "articles" / "again.md").write_text(newsroom.dated(newsroom.WRONG_DATE) + "\n")
    verify("run")
    claims = verify("export", "claims", "--article", "articles/wrong.md").objects
    first = next(claim for claim in claims if claim["status"] == "refuted")
    verify("queue", "decide", first["claim"], "refuted", "--side", "article", "--note", "=slip")
    return str(first["claim"])


def test_reviews_go_to_standard_output_and_what_is_left_out_is_told_beside(
    decided: str, folder: Path, verify: Callable[..., Any]
) -> None:
    with (folder / "verify.toml").open("a") as toml:
        toml.write(
            '[publishing]\nreviews = "https://daily.example/{claim}"\n[ratings]\nrefuted = {name = "No"}\n'
        )
    done = verify("export", "claimreview")
    assert (done.code, done.err) == (
        0,
        "verify: 1 verdict that no person decided left out; --all adds them.\n",
    )
    (review,) = json.loads(done.out)["@graph"]
    assert (review["author"]["name"], review["url"]) == ("Example Daily", f"https://daily.example/{decided}")
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "No"}
    every = verify("export", "claimreview", "--all", "--format", "ndjson", "-o", "web/reviews.ndjson")
    assert (every.code, every.out, every.err) == (0, "", "")
    lines = (folder / "web" / "reviews.ndjson").read_text().splitlines()
    assert [json.loads(line)["@context"] for line in lines] == ["https://schema.org"] * 2
    assert verify("export", "claimreview").out == done.out, "no clock"


def test_annotations_of_one_article(decided: str, verify: Callable[..., Any]) -> None:
    done = verify("export", "annotations", "--article", "articles/again.md")
    (item,) = json.loads(done.out)["items"]
    assert item["creator"]["type"] == "Software"
    none = verify("export", "annotations", "--since", "2999-01-01")
    assert (none.code, json.loads(none.out)["items"]) == (0, [])


@pytest.mark.parametrize("given", ["out", "out/", "out/claims", "out/claims.csv", "out/claims.ndjson"])
def test_claims_come_as_a_pair(decided: str, folder: Path, verify: Callable[..., Any], given: str) -> None:
    if given.startswith("out/") or given == "out":
        (folder / "out").mkdir()
    done = verify("export", "claims", "-o", given)
    assert (done.code, done.out) == (0, "")
    assert done.err == "verify: 4 claims written to out/claims.csv and out/claims.ndjson\n"
    rows = list(csv.DictReader((folder / "out" / "claims.csv").open(newline="", encoding="utf-8")))
    text = (folder / "out" / "claims.ndjson").read_text(encoding="utf-8")
    objects = [json.loads(line) for line in text.splitlines()]
    assert [row["claim"] for row in rows] == [found["claim"] for found in objects]
    of = {row["claim"]: row["decision_note"] for row in rows}
    assert (of[decided], {found["claim"]: found["decision_note"] for found in objects}[decided]) == (
        "'=slip",
        "=slip",
    )
    assert verify("export", "claims").out == text


@pytest.mark.parametrize("what", ["claimreview", "annotations", "corrections", "claims"])
def test_an_empty_store_gives_an_empty_document(folder: Path, verify: Callable[..., Any], what: str) -> None:
    done = verify("export", what)
    assert (done.code, done.err) == (0, "")
    if what != "claims":
        assert [] in json.loads(done.out).values()


@pytest.mark.parametrize("what", ["claimreview", "annotations", "corrections", "claims"])
def test_what_is_refused_prints_nothing(folder: Path, verify: Callable[..., Any], what: str) -> None:
    nowhere = verify("export", what, "--article", "\x1b[31mno.md")
    assert (nowhere.code, nowhere.out) == (2, "")
    assert nowhere.err == (
        "verify: no article is called '\\x1b[31mno.md'. They are listed by: verify report articles\n"
    )
    day = verify("export", what, "--since", "2016-04")
    assert (day.code, day.out) == (2, "")
    assert "--since: '2016-04' is not a day written YYYY-MM-DD. Write a day: --since 2026-12-31" in day.err
    (folder / "taken").write_text("")
    taken = verify("export", what, "-o", "taken/file")
    assert (taken.code, taken.out) == (4, "")
    assert re.fullmatch(
        r"verify: taken/file\S*: the export cannot be written \(.+\)\. Choose another file\.\n", taken.err
    )
    (folder / "verify.toml").write_text("")
    unnamed = verify("export", what)
    if what in ("claimreview", "corrections"):
        assert (unnamed.code, unnamed.out) == (2, "")
        assert (
            "verify.toml: nothing says who publishes this. Write there, or after 'verify init': publisher"
            in (unnamed.err)
        )
    else:
        assert unnamed.code == 0

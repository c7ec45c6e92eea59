"""`verify export`: what it prints, where it writes, and what it says beside."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import newsroom
import pytest

from verify.display import json_safe


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
    bare = verify("export", "claimreview")
    assert bare.err == (
        "verify: no review has a url, which search engines ask for; publishing.reviews in verify.toml gives them one.\n"
        "verify: 1 verdict that no person decided left out; --all adds them.\n"
    )
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
    every = verify("export", "claimreview", "--all", "-o", "web/reviews.ndjson")
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


def test_claims_come_as_a_pair(decided: str, folder: Path, verify: Callable[..., Any]) -> None:
    text = verify("export", "claims").out
    objects = {found["claim"]: found for found in map(json.loads, text.splitlines())}
    assert verify("export", "claims", "-o", "-").out == text
    for given in ("out/", "out/claims", "out/claims.csv", "out/claims.ndjson", "out"):
        done = verify("export", "claims", "-o", given)
        assert (done.code, done.out) == (0, "")
        assert done.err == "verify: 4 claims written to out/claims.csv and out/claims.ndjson\n"
        with (folder / "out" / "claims.csv").open(newline="", encoding="utf-8") as sheet:
            rows = {row["claim"]: row for row in csv.DictReader(sheet)}
        assert list(rows) == list(objects)
        assert (folder / "out" / "claims.ndjson").read_text(encoding="utf-8") == text
        for path in (folder / "out").iterdir():
            path.unlink()
    assert (rows[decided]["decision_note"], objects[decided]["decision_note"]) == ("'=slip", "=slip")


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
        "verify: no article is called '\\x1b[31mno.md'. None is stored yet: verify run ARTICLE\n"
    )
    day = verify("export", what, "--since", "April")
    assert (day.code, day.out) == (2, "")
    assert "'--since': 'April' is no date. Write it as 2016-04-09, 2016-04 or 2016." in day.err
    if what != "claims":
        wrong = verify("export", what, "-o", "x.pdf")
        assert (wrong.code, wrong.out, (folder / "x.pdf").exists()) == (2, "", False)
        assert "x.pdf: nothing is written as .pdf. Endings that are known: .json, " in wrong.err
    (folder / "taken").write_text("")
    taken = verify("export", what, "-o", "taken/file")
    assert (taken.code, taken.out) == (4, "")
    assert re.fullmatch(
        r"verify: taken/file\S*: the export cannot be written \(.+\)\. Choose a folder that exists and that you may "
        r"write in\.\n",
        taken.err,
    )
    (folder / "verify.toml").write_text("")
    unnamed = verify("export", what)
    if what in ("claimreview", "corrections"):
        assert (unnamed.code, unnamed.out) == (2, "")
        told = 'verify.toml: nothing says who publishes this. Write there: publisher = "Example Daily"\n'
        assert unnamed.err.endswith(told)
    else:
        assert unnamed.code == 0


HOSTILE = "</script><script>alert(1)</script><!-- =cmd() {{ 7*7 }} ]]> \u202eevil\u202c \x1b[31m &amp;"


def test_a_hostile_article_is_inert_in_what_is_exported(folder: Path, verify: Callable[..., Any]) -> None:
    made = {"id": "x", "text": f"{HOSTILE} said that {newsroom.WRONG_DATE} {HOSTILE}", "title": HOSTILE,
            "published": "2016-04-09", "publisher": f"={HOSTILE}", "url": f"javascript:{HOSTILE}"}  # fmt: skip
    (folder / "articles" / "feed.ndjson").write_text(json.dumps(made))
    assert verify("run").code == 1
    refuted = next(claim for claim in verify("export", "claims").objects if claim["status"] == "refuted")
    assert refuted["publisher"] == f"={HOSTILE}", "stored as it came"
    verify("queue", "decide", refuted["claim"], "refuted", "--side", "article", "--note", f"=1+1 {HOSTILE}")
    for asked in (
        "claims",
        "claimreview",
        "annotations",
        "corrections --due",
        "corrections --due --format atom",
    ):
        done = verify("export", *asked.split())
        assert done.code == 0
        assert "Lake Accord" in done.out
        assert re.search(r"""(?:url|uri|source|href|id)"?\s*[:=]\s*"javascript""", done.out) is None
        assert all(json_safe(line) == line for line in done.out.splitlines())
        if "atom" in asked:
            assert feedparser.parse(done.out.encode()).bozo is False
        elif asked != "claims":
            assert not set("<>&") & set(done.out)
            assert json.loads(done.out)

"""The corrections feed: JSON Feed and Atom say the same, and third-party readers read what was written."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import LATER, NOW
from published import WORKS
from runs import TEXT
from schemas import JSON_FEED

from verify.display import display_safe
from verify.publishing import Publishing
from verify.report.corrections import DUE, MADE, Correction
from verify.report.corrections_feed import BEFORE_ALL, Entry, atom, json_feed
from verify.report.reviewed import Work

PUBLISHING = Publishing("https://daily.example/", None, "https://daily.example/corrections")
WORK = Work("articles/harbour.md", "d" * 64, "The harbour", "Example Daily", "https://daily.example/harbour?a=1&b=2",
            "en", "2016-04-09", "e" * 64, NOW)  # fmt: skip
CORRECTION = Correction("c" * 32, "articles/harbour.md", "4 May 2010", "Harbour Treaty", "concluded", "2010-05-04",
                        "2010-05-04", "2010-05-07", "A slip of the pen.", NOW, DUE, None, None)  # fmt: skip
MADE_ONE = replace(
    CORRECTION, claim="d" * 32, recorded=None, reason="", state=MADE, made_at=LATER, made_in="f" * 64
)
ENTRIES = [Entry(MADE_ONE, WORK), Entry(CORRECTION, WORK)]


def read(feed: str) -> Any:
    """A feed as JSON Feed's schema and a reader of feeds take it."""
    parsed: Any = json.loads(feed)
    JSON_FEED.validate(parsed)
    return parsed


def test_what_was_wrong_what_is_right_and_why() -> None:
    feed = read(json_feed(ENTRIES, PUBLISHING, "Example Daily"))
    assert [item["content_text"] for item in feed["items"]] == [
        "Harbour Treaty, concluded: the article said “4 May 2010”, which is wrong.",
        "Harbour Treaty, concluded: the article said “4 May 2010”. Correct is: 7 May 2010.\n"
        "Reason: A slip of the pen.\nThe article is still to be corrected.",
    ]
    first, second = feed["items"]
    assert (first["title"], first["url"]) == (
        "Correction: The harbour",
        "https://daily.example/harbour?a=1&b=2",
    )
    assert (first["date_published"], first["date_modified"]) == (NOW, LATER)
    assert (second["date_published"], second["date_modified"]) == (NOW, NOW)
    assert (feed["title"], feed["home_page_url"]) == ("Example Daily: corrections", "https://daily.example/")
    assert second["_verify"].items() <= asdict(CORRECTION).items()
    later = replace(CORRECTION, state=MADE, made_at=LATER, reason="Again")
    assert read(json_feed([Entry(later, WORK)], PUBLISHING, "x"))["items"][0]["id"] == second["id"]


def test_a_feed_without_entries_is_one() -> None:
    assert read(json_feed([], Publishing(), "Example Daily"))["items"] == []
    parsed = feedparser.parse(atom([], Publishing(), "Example Daily").encode())
    assert (parsed.bozo, parsed.version, parsed.feed.updated) == (False, "atom10", BEFORE_ALL)


CORRECTIONS = st.builds(
    Correction, claim=st.sampled_from(["a" * 32, "b" * 32]), article=TEXT, quote=TEXT, subject=st.none() | TEXT,
    property=TEXT, stated=st.none() | TEXT, value=st.none() | TEXT, recorded=st.none() | TEXT, reason=TEXT,
    decided_at=st.just(NOW), state=st.sampled_from([DUE, MADE]), made_at=st.sampled_from([None, LATER]),
    made_in=st.none() | TEXT,
)  # fmt: skip
FEEDS = st.lists(st.builds(Entry, CORRECTIONS, WORKS), max_size=2, unique_by=lambda entry: entry.id)


@settings(deadline=None, max_examples=60)
@given(FEEDS, TEXT.map("The {}".format))
def test_any_feed_is_inert_and_the_same_in_both_formats(entries: list[Entry], publisher: str) -> None:
    printed = json_feed(entries, PUBLISHING, publisher)
    feed, xml = read(printed), atom(entries, PUBLISHING, publisher)
    assert not set("<>&") & set(printed)
    assert all(display_safe(line) == line for line in xml.split("\n"))
    for entry, item in zip(entries, feed["items"], strict=True):
        kept = item["_verify"]
        stored = asdict(entry.correction)
        assert kept == {name: stored[name] for name in kept}, "lossless beside what people read"
        for said in (item["title"], item["content_text"], feed["title"]):
            assert all(display_safe(line) == line for line in said.split("\n"))
    parsed = feedparser.parse(xml.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    assert parsed.feed.title == feed["title"].strip()
    assert parsed.feed.updated == feed["_verify"]["updated"]
    for entry, item in zip(parsed.entries, feed["items"], strict=True):
        assert (entry.id, entry.updated, entry.published) == (
            item["id"], item["date_modified"], item["date_published"],
        )  # fmt: skip
        assert [link.href for link in entry.get("links", ())] == ([item["url"]] if "url" in item else [])
        assert entry.title == item["title"].strip()
        assert entry.title_detail.type == entry.content[0].type == "text/plain"
        assert entry.content[0].value == item["content_text"].strip()
        assert [tag.term for tag in entry.tags] == item["tags"]


@pytest.mark.parametrize("recorded", ["John Kerry", "2016-21", "2017-01-20/2018", "[x](y)", "9999999-01"])
def test_what_is_on_record_is_said_in_words_or_as_it_is(recorded: str) -> None:
    (line, *_) = Entry(replace(CORRECTION, recorded=recorded), WORK).text.split("\n")
    words = {"2016-21": "spring 2016", "2017-01-20/2018": "20 January 2017 – 2018"}
    assert line.endswith(f"Correct is: {words.get(recorded, recorded)}.")

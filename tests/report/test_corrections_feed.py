"""The corrections feed: JSON Feed and Atom say the same, and third-party readers read what was written."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import LATER, NOW
from publishable import WORKS
from runs import TEXT
from schemas import JSON_FEED

from verify.display import display_safe
from verify.publishing import Publishing
from verify.report.corrections_feed import BEFORE_ALL, Entry, atom, json_feed, latest_first
from verify.report.works import Work

PUBLISHING = Publishing("https://daily.example/", None, "https://daily.example/corrections")
WORK = Work("articles/harbour.md", "d" * 64, "The harbour", "Example Daily", "https://daily.example/harbour?a=1&b=2",
            "en", "2016-04-09", "e" * 64, NOW)  # fmt: skip
DUE = Entry(
    claim="c" * 32, quote="4 May 2010", words="Harbour Treaty concluded: 4 May 2010",
    explanation="The record says 7 May 2010.", recorded="2010-05-07", reason="A slip of the pen.", state="due",
    decided_at=NOW, changed_at=NOW, made_at=None, now_states=None, work=WORK,
    row={"claim": "c" * 32, "reason": "A slip of the pen."},
)  # fmt: skip
MADE = replace(
    DUE, claim="d" * 32, explanation=None, reason="", state="made", made_at=LATER, now_states="2010-05"
)


def read(feed: str) -> Any:
    """A feed as JSON Feed's schema and a reader of feeds take it."""
    parsed: Any = json.loads(feed)
    JSON_FEED.validate(parsed)
    return parsed


def test_what_was_wrong_what_is_right_and_why() -> None:
    feed = read(json_feed(latest_first([DUE, MADE]), PUBLISHING, "Example Daily"))
    assert [item["content_text"] for item in feed["items"]] == [
        "“4 May 2010” is wrong (Harbour Treaty concluded: 4 May 2010).\nOn record is: 7 May 2010.\n"
        "Corrected on 10 April 2016. It now says: May 2010.",
        "“4 May 2010” is wrong (Harbour Treaty concluded: 4 May 2010).\nThe record says 7 May 2010.\n"
        "Reason: A slip of the pen.\nThe article is still to be corrected.",
    ]
    first, second = feed["items"]
    assert (first["title"], first["url"]) == ("Correction: The harbour", WORK.url)
    assert (first["date_published"], first["date_modified"]) == (NOW, LATER)
    assert (second["date_published"], second["date_modified"]) == (NOW, NOW)
    assert (feed["title"], feed["home_page_url"]) == ("Example Daily: corrections", "https://daily.example/")
    assert replace(DUE, state="made", made_at=LATER, reason="Again").id == second["id"] != first["id"]


def test_a_feed_without_entries_is_one() -> None:
    assert read(json_feed([], Publishing(), "Example Daily"))["items"] == []
    parsed = feedparser.parse(atom([], Publishing(), "Example Daily").encode())
    assert (parsed.bozo, parsed.version, parsed.feed.updated) == (False, "atom10", BEFORE_ALL)


ENTRIES = st.builds(
    Entry, claim=st.sampled_from(["a" * 32, "b" * 32]), quote=TEXT, words=TEXT, explanation=st.none() | TEXT,
    recorded=st.none() | TEXT, reason=TEXT, state=st.sampled_from(["due", "made"]), decided_at=st.just(NOW),
    changed_at=st.sampled_from([NOW, LATER]),
    made_at=st.sampled_from([None, LATER]), now_states=st.none() | TEXT, work=WORKS,
    row=st.dictionaries(TEXT, st.none() | st.integers() | TEXT, max_size=3),
)  # fmt: skip
FEEDS = st.lists(ENTRIES, max_size=2, unique_by=lambda entry: entry.claim)


def guessed(words: str) -> str:
    """Words as feedparser gives them: what could be UTF-8 that was taken for Latin-1, it takes for that."""
    try:
        return words.strip().encode("latin-1").decode()
    except UnicodeError:
        return words.strip()


@settings(deadline=None, max_examples=60)
@given(FEEDS, TEXT.map("The {}".format))
@example([], "The \u00c2\u00a0")
def test_any_feed_is_inert_and_the_same_in_both_formats(entries: list[Entry], publisher: str) -> None:
    printed = json_feed(entries, PUBLISHING, publisher)
    feed, xml = read(printed), atom(entries, PUBLISHING, publisher)
    assert not set("<>&") & set(printed)
    assert all(display_safe(line) == line for line in xml.split("\n"))
    for entry, item in zip(entries, feed["items"], strict=True):
        assert item["_verify"] == entry.row, "lossless beside what people read"
        for said in (item["title"], item["content_text"], feed["title"]):
            assert all(display_safe(line) == line for line in said.split("\n"))
    parsed = feedparser.parse(xml.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    assert parsed.feed.title == guessed(feed["title"])
    assert parsed.feed.updated == feed["_verify"]["updated"]
    for entry, item in zip(parsed.entries, feed["items"], strict=True):
        assert (entry.id, entry.updated, entry.published) == (
            item["id"], item["date_modified"], item["date_published"],
        )  # fmt: skip
        assert [link.href for link in entry.get("links", ())] == ([item["url"]] if "url" in item else [])
        assert entry.title == guessed(item["title"])
        assert entry.title_detail.type == entry.content[0].type == "text/plain"
        assert entry.content[0].value == guessed(item["content_text"])
        assert [tag.term for tag in entry.tags] == item["tags"]


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        ("John Kerry", "John Kerry"),
        ("2016-21", "spring 2016"),
        ("2017-01-20/2018", "20 January 2017 – 2018"),
        ("9999999-01", "9999999-01"),
    ],
)
def test_what_is_on_record_is_said_in_words_or_as_it_is(recorded: str, words: str) -> None:
    assert replace(MADE, recorded=recorded).text.split("\n")[1] == f"On record is: {words}."

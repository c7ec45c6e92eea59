"""The corrections feed: what articles said and what is right, as JSON Feed 1.1 and as Atom (RFC 4287).

Both hold the same entries in the same words. Their ids come from the claims, their moments from the log: the same
store gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from verify.addresses import web_address
from verify.display import display_safe, script_safe
from verify.errors import VerifyError
from verify.publishing import Publishing
from verify.report.json_pieces import without_nothing
from verify.report.web import urn_of
from verify.report.works import Work
from verify.values import describe_date

JSON_FEED = "https://jsonfeed.org/version/1.1"
ATOM = "http://www.w3.org/2005/Atom"

BEFORE_ALL = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction: what an article said of what, why that is wrong, and whether the article still says it.

    `words` is the claim in words, `explanation` what the check says of it, where that is why it is wrong, `recorded`
    what is on record. `changed_at` is when somebody last decided it or took that back; `made_at` and `now_states` are
    of the revision that no longer states it. `work` is the article as it stands, and `row` what the store says of the
    correction, as it was stored.
    """

    claim: str
    quote: str
    words: str
    explanation: str | None
    recorded: str | None
    reason: str
    state: str
    decided_at: str
    changed_at: str
    made_at: str | None
    now_states: str | None
    work: Work
    row: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The same for the same claim, whatever becomes of its correction."""
        return urn_of("correction", self.claim)

    @property
    def updated(self) -> str:
        """When it last changed (a UTC moment): when it was made, decided, or decided otherwise and that taken back."""
        return max(self.decided_at, self.changed_at, self.made_at or "")

    @property
    def title(self) -> str:
        """The article that is corrected."""
        return f"Correction: {display_safe(self.work.headline.strip() or self.work.article)}"

    @property
    def text(self) -> str:
        """What was wrong, what is right, and why, in lines that are safe to show."""
        return "\n".join(display_safe(line) for line in _lines(self))


def latest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of a feed."""
    return sorted(
        sorted(entries, key=lambda entry: entry.claim), key=lambda entry: entry.updated, reverse=True
    )


def _updated(entries: Sequence[Entry]) -> str:
    return max((entry.updated for entry in entries), default=BEFORE_ALL)


def _lines(entry: Entry) -> Iterator[str]:
    said = "" if entry.words == display_safe(entry.quote) else f" ({entry.words})"
    yield f"“{entry.quote}” is wrong{said}."
    if entry.explanation:
        yield entry.explanation
    elif entry.recorded:
        yield f"On record is: {_words(entry.recorded)}."
    if entry.reason.strip():
        yield f"Reason: {entry.reason}"
    if entry.made_at is None:
        yield "The article is still to be corrected."
        return
    now = f" It now says: {_words(entry.now_states)}." if entry.now_states else ""
    yield f"Corrected on {_words(entry.made_at[:10])}.{now}"


def _words(value: str) -> str:
    try:
        return describe_date(value)
    except (VerifyError, ValueError):
        return value


def json_feed(entries: Sequence[Entry], publishing: Publishing, publisher: str) -> str:
    """The feed as JSON Feed 1.1. What the store says of each correction stands in `_verify`, as it was stored."""
    feed = without_nothing(
        {
            "version": JSON_FEED,
            "title": f"{display_safe(publisher)}: corrections",
            "home_page_url": publishing.url,
            "feed_url": publishing.corrections,
            "language": "en",
            "authors": [without_nothing({"name": display_safe(publisher), "url": publishing.url})],
            "_verify": {"about": "the corrections of a store of verify", "updated": _updated(entries)},
            "items": [_json_item(entry) for entry in entries],
        }
    )
    return script_safe(json.dumps(feed, ensure_ascii=False, indent=2)) + "\n"


def _json_item(entry: Entry) -> dict[str, Any]:
    return without_nothing(
        {
            "id": entry.id,
            "url": web_address(entry.work.url),
            "title": entry.title,
            "content_text": entry.text,
            "date_published": entry.decided_at,
            "date_modified": entry.updated,
            "tags": ["correction", entry.state],
            "_verify": dict(entry.row),
        }
    )


def atom(entries: Sequence[Entry], publishing: Publishing, publisher: str) -> str:
    """The feed as Atom; valid XML 1.0 whatever the articles hold."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(root, "id", publishing.corrections or urn_of("feed", publisher))
    _add(root, "title", f"{display_safe(publisher)}: corrections", type="text")
    _add(root, "updated", _updated(entries))
    author = SubElement(root, "author")
    _add(author, "name", display_safe(publisher))
    if publishing.url:
        _add(author, "uri", publishing.url)
        SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": publishing.url})
    if publishing.corrections:
        SubElement(root, "link", {"rel": "self", "href": publishing.corrections})
    _add(root, "generator", "verify")
    for entry in entries:
        _add_entry(root, entry)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add_entry(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title, type="text")
    _add(element, "published", entry.decided_at)
    _add(element, "updated", entry.updated)
    if address := web_address(entry.work.url):
        SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": address})
    for term in ("correction", entry.state):
        SubElement(element, "category", {"term": term})
    _add(element, "content", entry.text, type="text")


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = text

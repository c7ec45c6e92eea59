"""Pages to test: contents made by hand, or any that Hypothesis can think of, and what an HTML parser makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import strategies as st

from verify.claims import Part
from verify.documents import Document, Prose
from verify.report.claims import ClaimLine, SourceLine
from verify.report.page.contents import Contents, Event, Provenance
from verify.verdicts import Outcome, Verdict

REFUTED, CONFLICTING, SUPPORTED, UNKNOWN = Verdict

TEXT = (
    "The Harbour Treaty was concluded on 4 May 2010, officials said.\n"
    "\n"
    "Mara Lind is harbour master. The Ferry Pact dates from 1 March 1999.\n"
)
GAZETTE = SourceLine("The Harbour Gazette", "Tidal Council", "https://gazette.example/pact?a=1&b=2")
CLAIM = ClaimLine(
    document_id=1, claim="c" * 32, document="harbour.txt", article="harbour.txt", part="body", line=1, column=37,
    start=36, end=46, quote="4 May 2010", prefix="", suffix="", kind="agreement", property="concluded",
    subject="Harbour Treaty", asks="Harbour Treaty", scope="", stated="2010-05-04", value="2010-05-04", as_of=None,
    attributed_to="officials", polarity="asserted", problem=None, status=REFUTED, outcome=Outcome.DIFFERS,
    check="small/concluded", check_title="The concluded one", check_place="checks/small.feature:3", severity="error",
    expected="2010-05-07", record="7 May 2010", explanation="The record says 7 May 2010; the article says 4 May 2010.",
    sources=(GAZETTE,), decided_by=None, reopened=False,
)  # fmt: skip
PROVENANCE = Provenance(
    document="d" * 64, text="e" * 64, ingested_at="2016-04-09T12:00:00.000000Z", revision=1, revisions=1, stands=True,
    extractor="verify/4", run=3, judged_at="2016-04-09T12:30:00.000000Z", software="verify 0.1.0", checks="f" * 64,
    reference="a" * 64,
)  # fmt: skip


def document(text: str = TEXT, **more: Any) -> Document:
    """A document in plain text, published by the Example Daily."""
    given: dict[str, Any] = {
        "article": "harbour.txt", "name": "harbour.txt", "headline": "A treaty at sea", "publisher": "Example Daily",
        "published": "2016-04-09", "url": "https://daily.example/harbour", "prose": Prose(text),
    }  # fmt: skip
    return Document(text=text, **(given | more))


def claim(text: str, quote: str, number: int = 0, **more: Any) -> ClaimLine:
    """A claim on the first place of a quote in a text."""
    start = text.index(quote)
    given = {"start": start, "end": start + len(quote), "quote": quote, "claim": f"{number:032x}"}
    return replace(CLAIM, **(given | more))


def usual_claims() -> list[ClaimLine]:
    """Claims of `TEXT` of every status, two on the same words, and one around them."""
    return [
        claim(TEXT, "Harbour Treaty was concluded on 4 May 2010", 1, status=SUPPORTED, kind="event"),
        claim(TEXT, "4 May 2010", 2),
        claim(TEXT, "4 May 2010", 3, kind="date", property="date", subject=None, status=None, outcome=None, record=None,
              explanation=None, sources=(), check=None, attributed_to=None),
        claim(TEXT, "Mara Lind", 4, kind="office", property="holds", value="harbour master", stated=None,
              status=UNKNOWN, outcome=Outcome.NO_RECORD, record="nothing on record", sources=()),
        claim(TEXT, "1 March 1999", 5, status=CONFLICTING, outcome=Outcome.SOURCES_CONFLICT),
    ]  # fmt: skip


def contents(
    lines: Sequence[ClaimLine] | None = None,
    *,
    events: Sequence[Event] = (),
    provenance: Provenance = PROVENANCE,
    **more: Any,
) -> Contents:
    """A page's contents; the events are those of the first claim."""
    lines = usual_claims() if lines is None else lines
    of_claims = {lines[0].claim: tuple(events)} if events else {}
    return Contents(document(**more), tuple(lines), of_claims, provenance)


HOSTILE = (
    "<script>alert(1)</script>", "</script>", "</style>", "<!--", "-->", "]]>", "<img src=x onerror=alert(1)>", "&lt;",
    "&#0;", '" onclick="alert(1)', "' x='", "javascript:alert(1)", "{{7*7}}", "${7*7}", "<%= 1 %>", "{% x %}", "\x00",
    "\x1b[31m", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud83d", "\r\n", "\r", "\n", "\n\n", "\v", "\f", "\t", "\x85",
    "\u2028", "\ufffe", "\U0001f600", "e\u0301", "שלום", "سلام", "# ", "---\n", "\\u{202e}", "a long line " * 12,
)  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6), st.just(" and ")), max_size=12).map(
    "".join
)


@st.composite
def any_contents(draw: st.DrawFn) -> Contents:
    """A page of any text and headline, any part of which may be prose, with claims anywhere."""
    text, headline = draw(WORDS), draw(WORDS)
    places = sorted(draw(st.sets(st.integers(0, max(len(text), 1)), max_size=6)))
    kept = [(start, end) for start, end in zip(places[::2], places[1::2], strict=False) if end <= len(text)]
    pieces, content = [], ""
    for start, end in kept:
        pieces.append((len(content), start))
        content += text[start:end]
    prose = draw(st.sampled_from([Prose(text), Prose(content, tuple(pieces) or ((0, 0),))]))
    lines = []
    for number in range(draw(st.integers(0, 5))):
        part = draw(st.sampled_from([Part.BODY, Part.HEADLINE]))
        inside = headline if part is Part.HEADLINE else text
        start = draw(st.integers(0, len(inside)))
        end = draw(st.integers(start, len(inside)))
        said = draw(WORDS)
        lines.append(
            replace(
                CLAIM,
                claim=f"{number:032x}",
                part=str(part),
                start=start,
                end=end,
                quote=inside[start:end],
                subject=said,
                record=said,
                explanation=said,
                attributed_to=said or None,
                advice=said,
                check_title=said,
                value=draw(WORDS) or None,
                as_of=said or None,
                kind=said or "date",
                status=draw(st.sampled_from([*Verdict, None])),
                decided_by=said or None,
                sources=(SourceLine(said, said, said), SourceLine("", "", f"https://x.example/{said}")),
            )
        )
    event = Event(draw(WORDS) or "decide", draw(WORDS), draw(WORDS), REFUTED, draw(WORDS), draw(WORDS))
    made = document(
        text=text, prose=prose, headline=headline, publisher=draw(WORDS) or None, url=draw(WORDS) or None,
        language=draw(st.sampled_from(["en", "ar", "x<", ""])), published=None,
    )  # fmt: skip
    events = {line.claim: (event,) for line in lines[:1]}
    return Contents(made, tuple(lines), events, PROVENANCE)


def parsed(html: str) -> Element:
    """The page as an HTML5 parser reads it, which must find nothing wrong with it.

    Only a carriage return told by its number is frowned on, and read all the same.
    """
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    frowned = [error for _, *error in parser.errors]
    assert all(error == ["illegal-codepoint-for-numeric-entity", {"charAsInt": 13}] for error in frowned), (
        frowned
    )
    for one in root.iter():
        one.tag = one.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return root


def found(root: Element, name: str, class_: str | None = None) -> list[Element]:
    """The elements of a name, those that have a class among theirs."""
    return [one for one in root.iter(name) if class_ is None or class_ in (one.get("class") or "").split()]


def by_id(root: Element, id_: str) -> Element:
    """The one element with an id."""
    (one,) = (element for element in root.iter() if element.get("id") == id_)
    return one


_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


def words_of(element: Element, *, left_out: Sequence[str] = ()) -> str:
    """The text of an element as it came: hidden characters put back, elements of some classes left out."""
    return "".join(_words(element, left_out))


def _words(element: Element, left_out: Sequence[str]) -> Iterator[str]:
    classes = (element.get("class") or "").split()
    if "char" in classes:
        shown = _CODE.fullmatch(element.text or "")
        assert shown is not None
        yield chr(int(shown[1], 16))
        return
    if element.tag in left_out or set(classes) & set(left_out):
        return
    yield element.text or ""
    for child in element:
        yield from _words(child, left_out)
        yield child.tail or ""

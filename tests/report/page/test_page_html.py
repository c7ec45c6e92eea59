"""The page as an HTML5 parser reads it: the article to the letter, the cards, and nothing that lives."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pages
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import (
    CONFLICTING,
    REFUTED,
    SUPPORTED,
    TEXT,
    UNKNOWN,
    by_id,
    claim,
    contents,
    found,
    parsed,
    words_of,
)

from verify.documents import Prose
from verify.report.page.assets import style
from verify.report.page.contents import Contents, Event
from verify.report.page.document import page
from verify.report.page.languages import direction, language_tag
from verify.report.page.markup import element, web_link
from verify.report.page.moments import moment
from verify.verdicts import Outcome

OURS = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": {"id"},
    "style": set(), "body": set(), "script": set(), "header": set(), "main": set(), "footer": set(),
    "section": {"id", "class", "aria-label", "aria-labelledby", "tabindex"},
    "article": {"id", "lang", "dir", "tabindex"}, "h1": {"lang", "dir"}, "h2": {"id"}, "h3": set(), "h4": set(),
    "h5": set(), "h6": set(), "p": {"class", "lang", "dir", "id", "role"},
    "div": {"class", "id", "hidden", "role", "aria-label"}, "bdi": set(),
    "span": {"class", "aria-hidden"}, "mark": {"class", "title", "data-claims"},
    "a": {"class", "id", "href", "rel"}, "time": {"datetime"}, "code": {"title"}, "dl": set(), "dt": set(), "dd": set(),
    "ul": {"class", "aria-label"}, "ol": {"class"}, "li": {"class"}, "b": set(), "strong": set(),
    "cite": set(), "q": set(), "blockquote": set(), "kbd": set(), "fieldset": set(), "legend": set(), "label": set(),
    "input": {"type", "name", "value", "checked", "id"}, "summary": set(),
    "details": {"class", "id", "open", "data-number", "data-status", "data-kind"},
    "svg": {"class", "width", "height", "role", "aria-labelledby"}, "rect": {"x", "y", "width", "height", "class"},
    "text": {"x", "y", "text-anchor", "class"},
}  # fmt: skip
"""Every element and attribute of a page. None of them runs anything, or fetches anything by itself."""

NOT_THE_ARTICLE = ("ref", "summary")
"""What stands among the words of the article without being any."""


def unlike_ours(root: Element) -> list[str]:
    return [
        f"{one.tag} {name}"
        for one in root.iter()
        for name in ({"": ""} | one.attrib if one.tag not in OURS else one.attrib)
        if one.tag not in OURS or name not in OURS[one.tag]
    ]


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(pages.any_contents())
def test_any_article_stands_to_the_letter_and_nothing_of_it_lives(made: Contents) -> None:
    root = parsed(page(made))
    assert unlike_ours(root) == []
    article, headline = by_id(root, "article"), found(root, "h1")[0]
    if made.document.text.strip(" \t\r\n"):
        assert words_of(article, left_out=NOT_THE_ARTICLE) == made.document.text
    if made.document.headline:
        assert words_of(headline, left_out=NOT_THE_ARTICLE) == made.document.headline
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for link in found(root, "a"):
        target = link.get("href") or ""
        if target.startswith("#"):
            assert target[1:] in ids
        else:
            assert re.match(r"https?://[^/\s]", target, re.IGNORECASE), target
            assert link.get("rel") == "noopener noreferrer"
    scripts = found(root, "script") + found(root, "style")
    assert [one.tag for one in scripts] == ["script", "style"]
    text = (article.itertext(), headline.itertext())
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
                         "".join(part for parts in text for part in parts))  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(pages.any_contents())
def test_every_claim_has_a_card_and_its_words_are_marked_where_they_stand(made: Contents) -> None:
    root = parsed(page(made))
    cards = found(root, "details", "card")
    assert [card.get("id") for card in cards] == [f"claim-{line.claim}" for line in made.lines]
    for card, line in zip(cards, made.lines, strict=True):
        number = card.get("data-number")
        marks = [mark for mark in found(root, "mark") if number in (mark.get("data-claims") or "").split()]
        links = [link for link in found(root, "a", "ref") if link.get("href") == f"#claim-{line.claim}"]
        assert len(links) == (1 if marks else 0)
        if line.quote.strip(" \t\r\n"):
            assert marks
            # Blanks between paragraphs are in none, and not marked.
            assert "".join("".join(map(words_of, marks)).split()) == "".join(line.quote.split())


def test_a_card_says_what_is_known_of_its_claim() -> None:
    root = parsed(page(contents()))
    card = by_id(root, f"claim-{2:032x}")
    assert card.get("class") == "card refuted"
    assert (card.get("data-status"), card.get("data-kind"), card.get("open")) == ("refuted", "agreement", "")
    assert words_of(found(card, "summary")[0]) == "2 ✗ refuted: Harbour Treaty concluded: 4 May 2010"
    told = {words_of(row[0]): words_of(row[1]) for row in found(card, "div") if row[0].tag == "dt"}
    assert told == {"Verdict": "refuted", "Outcome": "differs", "On record": "7 May 2010"}
    said = [words_of(one) for one in found(card, "p")]
    assert said == [
        "“4 May 2010”",
        "The article attributes it to officials.",
        "The record says 7 May 2010; the article says 4 May 2010.",
        "The concluded one checks/small.feature:3",
        "Back to the textAlso on these words: claim 1, claim 3",
    ]
    (source,) = found(card, "li")
    assert words_of(source) == "The Harbour Gazette, Tidal Council https://gazette.example/pact?a=1&b=2"
    (link,) = found(source, "a")
    assert (link.get("href"), link.get("rel")) == (
        "https://gazette.example/pact?a=1&b=2",
        "noopener noreferrer",
    )


def test_what_keeps_a_claim_from_being_plain_is_told() -> None:
    odd = [
        claim(TEXT, "4 May 2010", 1, polarity="negated", problem="ambiguous", status=None, explanation=None),
        claim(
            TEXT,
            "4 May 2010",
            2,
            polarity="planned",
            stated="XXXX-05-04",
            as_of="2010-05",
            advice="Ask the desk.",
        ),
        claim(TEXT, "4 May 2010", 3, reopened=True, peer=f"{1:032x}"),
        claim(TEXT, "4 May 2010", 4, decided_by="Ana", part="headline"),
    ]
    root = parsed(page(contents(odd)))
    said = [words_of(card) for card in found(root, "details", "card")]
    assert "Denied: " in said[0]
    assert "The article denies this.The words can be read in more than one way." in said[0]
    assert "No check judges this claim." in said[0]
    assert "The article tells of a plan; it does not say that it came about." in said[1]
    assert "Read as4 May 2010As ofMay 2010" in said[1]
    assert "Ask the desk." in said[1]
    assert "refuted, decided before and open again" in said[2]
    assert "It was compared with claim 1." in said[2]
    assert "refuted, decided by Ana" in said[3]
    assert "Its words do not stand in the text that is shown here." in said[3]


def test_decisions_are_told_in_order_and_unknown_kinds_by_their_name() -> None:
    events = [
        Event("decide", "Ana", "2016-04-10T09:05:00.000000Z", SUPPORTED, "reference", "See annex."),
        Event("undo", "Ben", "2016-04-10T10:00:00.000000Z"),
        Event("carry", "Ben", "yesterday", REFUTED),
        Event("sealed anew", "<b>", "2016-13-10T10:00:00Z"),
    ]
    root = parsed(page(contents(events=events)))
    (history,) = found(root, "ol", "history")
    assert [words_of(one) for one in history] == [
        "10 April 2016, 09:05 UTC Ana decided supported, wrong: reference See annex.",
        "10 April 2016, 10:00 UTC Ben took it back",
        "yesterday Ben carried the decision over from an earlier revision refuted",
        "2016-13-10T10:00:00Z <b> sealed anew",
    ]


def test_claims_on_the_same_words_are_all_marked_and_the_gravest_shows() -> None:
    root = parsed(page(contents()))
    marks = [(words_of(mark), mark.get("class"), mark.get("title")) for mark in found(root, "mark")]
    assert marks == [
        ("Harbour Treaty was concluded on ", "supported", "claim 1: supported"),
        ("4 May 2010", "refuted several", "claim 2: refuted; claim 3: not judged; claim 1: supported"),
        ("Mara Lind", "unknown", "claim 4: not enough evidence"),
        ("1 March 1999", "conflicting", "claim 5: conflicting evidence"),
    ]
    links = [words_of(link) for link in found(root, "a", "ref")]
    assert links == [
        "claim ✓1: supported", "claim ✗2: refuted", "claim ·3: not judged", "claim ?4: not enough evidence",
        "claim ≠5: conflicting evidence",
    ]  # fmt: skip


def test_the_summary_tells_in_words_what_the_bar_shows() -> None:
    root = parsed(page(contents()))
    (bar,) = found(root, "svg")
    assert words_of(by_id(bar, bar.get("aria-labelledby") or "")) == (
        "5 claims: 1 refuted, 1 conflicting evidence, 1 supported, 1 not enough evidence, 1 not judged."
    )
    shares = [(part.get("x"), part.get("width"), part.get("class")) for part in found(bar, "rect")]
    assert shares == [
        (f"{20 * place}.000%", "20.000%", f"part {css}")
        for place, css in enumerate(("refuted", "conflicting", "supported", "unknown", "unjudged"))
    ]
    assert words_of(found(root, "ul", "legend")[0]) == (
        "✗ 1 refuted≠ 1 conflicting evidence✓ 1 supported? 1 not enough evidence· 1 not judged"
    )
    alone = parsed(page(contents([])))
    assert "No claim was found in this article." in words_of(alone)
    assert found(alone, "svg") == found(alone, "details") == found(alone, "input") == []


def test_the_policy_lets_in_the_pages_own_style_and_script_and_nothing_else() -> None:
    root = parsed(page(contents()))
    (policy,) = (one.get("content") or "" for one in found(root, "meta") if one.get("http-equiv"))
    own = {
        name: base64.b64encode(hashlib.sha256((found(root, name)[0].text or "").encode()).digest()).decode()
        for name in ("style", "script")
    }
    assert policy.split("; ") == [
        "default-src 'none'", f"style-src 'sha256-{own['style']}'", f"script-src 'sha256-{own['script']}'",
        "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip


def test_head_and_foot_name_the_article_and_where_the_page_comes_from() -> None:
    root = parsed(page(contents()))
    assert words_of(found(root, "title")[0]) == "A treaty at sea: its claims, checked"
    (about,) = (one.get("content") for one in found(root, "meta") if one.get("name") == "description")
    assert (
        about
        == "5 claims: 1 refuted, 1 conflicting evidence, 1 supported, 1 not enough evidence, 1 not judged."
    )
    assert words_of(found(root, "header")[0]).startswith(
        "Example DailyA treaty at seaPublished Saturday 9 April 2016 · https://daily.example/harbour"
    )
    assert [words_of(row) for row in found(found(root, "footer")[0], "div")] == [
        "Documentdddddddddddd, revision 1 of 1",
        "Texteeeeeeeeeeee, taken in 9 April 2016, 12:00 UTC",
        "Claims found byverify/4",
        "Judged byrun 3 of verify 0.1.0, 9 April 2016, 12:30 UTC",
        "Checksffffffffffff",
        "Referenceaaaaaaaaaaaa",
    ]
    older = replace(pages.PROVENANCE, revision=1, revisions=2, stands=False, run=None)
    bare = parsed(page(contents(provenance=older, headline="", publisher=None, url=None, published=None)))
    assert words_of(found(bare, "header")[0]).startswith(
        "This is revision 1 of 2; another one stands now.harbour.txtNo publication date · harbour.txt"
    )
    assert "Judged by" not in words_of(found(bare, "footer")[0])


def test_what_is_refuted_or_in_dispute_stands_first() -> None:
    root = parsed(page(contents()))
    (first,) = found(root, "ul", "foremost")
    assert [words_of(one) for one in first] == [
        "✗ claim 2, refuted: Harbour Treaty concluded: 4 May 2010 – on record: 7 May 2010",
        "≠ claim 5, conflicting evidence: Harbour Treaty concluded: 1 March 1999 – on record: 7 May 2010",
    ]
    assert [link.get("href") for link in found(first, "a")] == [f"#claim-{2:032x}", f"#claim-{5:032x}"]
    many = parsed(page(contents([claim(TEXT, "4 May 2010", number) for number in range(13)])))
    (first,) = found(many, "ul", "foremost")
    assert (len(first), words_of(first[-1])) == (11, "and 3 more, among the claims")
    assert (
        found(parsed(page(contents([claim(TEXT, "4 May 2010", status=SUPPORTED)]))), "ul", "foremost") == []
    )


def test_a_claim_that_is_none_is_not_told_as_one() -> None:
    set_aside = claim(TEXT, "4 May 2010", status=None, decided_by="Ana")
    (card,) = found(parsed(page(contents([set_aside]))), "details", "card")
    said = words_of(card)
    assert "not judged, set aside by AnaWhat was read here is not what the article says." in said
    for gone in ("Outcome", "7 May 2010", "Gazette", "The concluded one"):
        assert gone not in said


def test_a_redacted_text_says_when_by_whom_and_why() -> None:
    told = "[redacted on 10 April 2016 by Ana: <b>court order</b>]"
    made = replace(contents([], text="[redacted]", headline="[redacted]", language="ar"), redacted=told)
    root = parsed(page(made))
    assert words_of(by_id(root, "article")) == told
    assert found(root, "article")[0].find("p").attrib == {"lang": "en", "dir": "ltr"}
    assert told in [one.get("content") for one in found(root, "meta")]
    assert words_of(by_id(root, "claims")) == "ClaimsThey went with the text."
    assert "No claim" not in words_of(root)


def test_a_text_that_was_taken_out_leaves_its_cards() -> None:
    gone = [replace(line, quote="[redacted]") for line in pages.usual_claims()]
    root = parsed(page(contents(gone, text="[redacted]", headline="[redacted]")))
    assert words_of(by_id(root, "article")) == "[redacted]"
    assert (len(found(root, "mark")), len(found(root, "details", "card"))) == (0, 5)
    empty = parsed(page(contents([], text=" \n", headline="")))
    assert words_of(by_id(empty, "article")).strip() == "The text of this article is empty."


def test_markdown_keeps_its_marks_in_a_tone_of_their_own() -> None:
    text = "# Sea *news*\n\nOn 4 May 2010 it [came][1].\n\n[1]: https://x.example/\n"
    kept = [("Sea ", 2), ("news", 7), ("On 4 May 2010 it ", 14), ("came", 32), (".", 40)]
    pieces, content = [], ""
    for words, place in kept:
        assert text[place:].startswith(words)
        pieces.append((len(content), place))
        content += words
    root = parsed(page(contents([claim(text, "4 May 2010")], text=text, prose=Prose(content, tuple(pieces)))))
    article = by_id(root, "article")
    assert [words_of(one) for one in found(article, "h2")] == ["# Sea *news*"]
    assert [words_of(one) for one in found(article, "span", "syntax")] == [
        "# ",
        "*",
        "*",
        "[",
        "][1]",
        "[1]: https://x.example/",
    ]
    assert [words_of(one) for one in found(article, "mark")] == ["4 May 2010"]


@pytest.mark.parametrize(
    ("language", "text", "tag", "way"),
    [
        ("en", "The deal", "en", "ltr"),
        ("en-GB", "سلام and peace", "en-GB", "ltr"),
        ("ar", "أعلنت الحكومة في 14 July 2015", "ar", "rtl"),
        ("en", "שלום לכולם", "", "rtl"),
        ("he", "", "he", "rtl"),
        ("he", "In English", "", "ltr"),
        ("ks-Deva", "कॉशुर", "ks-Deva", "ltr"),
        ('x"><b>', "Words", "", "ltr"),
    ],
)
def test_language_and_direction(language: str, text: str, tag: str, way: str) -> None:
    article = by_id(parsed(page(contents([], text=text or " ", headline="", language=language))), "article")
    assert (article.get("lang"), article.get("dir")) == (tag, way)
    assert (language_tag(language, direction(language, text)), direction(language, text)) == (tag, way)


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://un.example/a?b=1#c", True),
        ("HTTP://un.example", True),
        ("https://un.example/é", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//un.example/", False),
        ("https:///path", False),
        ("https://good.example@evil.example/", False),
        ("https://un.example\\@evil.example/", False),
        ("https://un.example/\u202egnp", False),
        ("https://un.example/ x", False),
        ("https://un.example/\n", False),
    ],
)
def test_only_web_addresses_become_links(url: str, is_one: bool) -> None:
    assert web_link(url).startswith("<a " if is_one else "<bdi>")


def test_what_is_not_markup_is_made_safe_wherever_it_stands() -> None:
    assert element("p", "<&>\"'", element("b", "\u202e"), title='"><i>', data_x=None, hidden=True) == (
        '<p title="&quot;&gt;&lt;i&gt;" hidden>&lt;&amp;&gt;&quot;&#x27;<b>\\u{202e}</b></p>'
    )


@given(st.text(max_size=40))
def test_a_moment_is_told_or_shown_as_it_is(text: str) -> None:
    assert moment(text).startswith(("<bdi>", "<time "))


def test_the_same_contents_make_the_same_page() -> None:
    assert page(contents()) == page(contents())
    assert UNKNOWN.label in page(contents())
    assert CONFLICTING.label in page(contents())
    assert Outcome.DIFFERS.label in page(contents())


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_words_stand_out_from_what_is_behind_them_in_light_and_dark() -> None:
    light, dark = style().split("prefers-color-scheme: dark")
    of_light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    of_dark = of_light | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark.split("@media")[0]))
    for colours in (of_light, of_dark):
        tones = [name.removesuffix("-wash") for name in colours if name.endswith("-wash")]
        assert tones == ["refuted", "conflicting", "supported", "unknown"]
        pairs = [(tone, f"{tone}-wash") for tone in tones] + [("ink", f"{tone}-wash") for tone in tones]
        pairs += [(tone, "paper") for tone in (*tones, "unjudged", "ink", "soft", "link")]
        pairs += [("ink", "panel"), ("soft", "panel")]
        assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []

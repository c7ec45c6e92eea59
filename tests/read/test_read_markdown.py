"""Markdown: the prose without its marks, and where each character of it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from proportion import grows_in_proportion

from verify.documents import Prose
from verify.read.markdown import markdown_prose


def assert_maps_back(text: str, prose: Prose) -> None:
    places = [prose.in_text(offset) for offset in range(len(prose.content))]
    assert [text[place] for place in places] == list(prose.content)
    assert all(earlier < later for earlier, later in pairwise(places))


CASES = {
    "heading": ("# Talks *resume*", "Talks resume"),
    "closed heading": ("## Talks resume ##\nText", "Talks resume\nText"),
    "no heading": ("#2015 was\n####### seven", "#2015 was\n####### seven"),
    "sharp in a heading": ("# In C#\n", "In C#\n"),
    "underlined heading": ("Talks\n=====\nText\n-----\nMore", "Talks\n\nText\n\nMore"),
    "rule": ("One.\n\n---\n\n* * *\n\nTwo.", "One.\n\n\n\n\n\nTwo."),
    "emphasis": ("*a* **b** ***c*** _d_ __e__ ~~f~~", "a b c d e f"),
    "emphasis in a word": ("un*frigging*believable **a*b*c**", "unfriggingbelievable abc"),
    "emphasis around an open one": ("**a *[**[b]", "a *[[b]"),
    "emphasis over lines": ("**one\ntwo** three", "one\ntwo three"),
    "emphasis ends with its paragraph": ("*one\n\ntwo*", "*one\n\ntwo*"),
    "stars that are no marks": ("2 * 3 * 4, apply* and *", "2 * 3 * 4, apply* and *"),
    "underscores in a word": ("snake_case_word", "snake_case_word"),
    "tildes": ("~5 km to ~6 km, ~one~", "~5 km to ~6 km, ~one~"),
    "escapes": (r"\*not\* \[it\] 1\. \a C:\dir", r"*not* [it] 1. \a C:\dir"),
    "hard line break": ("one\\\ntwo", "one\ntwo"),
    "code": ("a `b*c*` d ``e ` f`` g ` h", "a b*c* d e ` f g ` h"),
    "code before links": ("`[a](b)` [c `](d)`", "[a](b) [c ](d)"),
    "fence": ("One.\n```python\nx = '2015-07-14'\n```\nTwo.", "One.\n\nTwo."),
    "tilde fence": ("~~~~\n```\n~~~\n~~~~\nTwo.", "\nTwo."),
    "fence to the end": ("One.\n```\nx", "One.\n"),
    "fence in a quote": ("> ```\n> x\n\nTwo.", "\nTwo."),
    "three ticks in a line": ("```a``` b", "a b"),
    "link": ("on [July 14, 2015](https://example.org/2014/07/04 'July 4').", "on July 14, 2015."),
    "link with brackets": ("[a [b] c](x_(y)) [d](<e f>) [g]()", "a [b] c d g"),
    "link over lines": ("[one\ntwo](\nx\n) three", "one\ntwo three"),
    "no link": ("[it] (x) [a](b c) [d](e", "[it] (x) [a](b c) [d](e"),
    "image": ('![The talks](p.png "2014") ![](q.png)', "The talks "),
    "image in a link": ("[![a](b)](c)", "a"),
    "reference links": (
        "[One][r] [R][] [r] [two][no]\n\n[r]: http://x.org/2014 '2014'\n",
        "One R r [two][no]\n\n",
    ),
    "definition with its title below": ("[r]: <http://x>\n  'July'\nText [r]", "Text r"),
    "no definition in a paragraph": ("Text\n[r]: http://x", "Text\n[r]: http://x"),
    "sic": ("said [sic][emphasis added] [it]", "said [sic][emphasis added] [it]"),
    "footnote": ("On March 9[^1].\n\n[^1]: A Wednesday.\n", "On March 9.\n\nA Wednesday.\n"),
    "autolink": ("see <https://example.org/2015/07/14> or <a@example.org>", "see  or "),
    "tags": ('<b class="a>b">bold</b> <br/>x <i>y</i>', "bold x y"),
    "tags that part words": ("July 14<br>2015</p><p>One", "July 14>2015>>One"),
    "no tags": ("a < b > c, 1<2, x <3", "a < b > c, 1<2, x <3"),
    "comment": ("a<!-- July 4 -->b\n<!-- over\n\nlines --> c\n", "ab\n c\n"),
    "comment without end": ("Text <!-- x\n\nMore\n\n<!-- y\n\nz", "Text <!-- x\n\nMore\n\n"),
    "script and style": ("<script>\nvar x = 2015\n\n</script>\nOne\n<STYLE>a</STYLE >", "\nOne\n"),
    "quotes": ("> One\n> > two\nthree\n>\n> four", "One\ntwo\nthree\n\nfour"),
    "emphasis in a quote over lines": ("> *one\n> two*", "one\ntwo"),
    "lists": ("- one\n* two\n+ three\n  - four\n1. five\n2) six", "one\ntwo\nthree\nfour\nfive\nsix"),
    "tasks": ("- [ ] one\n- [x] two", "one\ntwo"),
    "list in a quote in a list": ("- > 1. one", "one"),
    "a year is no list number": (
        "In July\n2015. It was\n\n2016. Then",
        "In July\n2015. It was\n\n2016. Then",
    ),
    "a day is no list number": ("It was July\n14. The deal", "It was July\n14. The deal"),
    "minus and dash": ("-5 degrees\n– said\n−3", "-5 degrees\n– said\n−3"),
    "table": ("| a | b |\n|---|:-:|\n| 1 | 2 |", "| a | b |\n\n| 1 | 2 |"),
    "indented words": ("    four spaces", "    four spaces"),
    "line ends": ("# a\r\n\r\n*b*\rc\n", "a\r\n\r\nb\rc\n"),
    "other separators": ("a\u2028# b\x0c*c*", "a\u2028# b\x0cc"),
    "nothing but marks": ("---\n\n```\nx\n```", "\n\n"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("text", "prose"), CASES.values(), ids=CASES.keys())
def test_prose(text: str, prose: str) -> None:
    found = markdown_prose(text)
    assert found.content == prose
    assert_maps_back(text, found)


def test_what_lies_before_the_start_is_left_out() -> None:
    found = markdown_prose("---\na: *b*\n---\n*c*\n", 15)
    assert found.content == "c\n"
    assert found.range_in_text(0, 1) == (16, 17)


def test_a_quote_is_found_in_the_text_over_marks() -> None:
    text = "# On\n\nIt was *July* [14, 2015](x).\n"
    prose = markdown_prose(text)
    start = prose.content.index("July 14, 2015")
    first, last = prose.range_in_text(start, start + len("July 14, 2015"))
    assert text[first:last] == "July* [14, 2015"


SIGNS = [*"*_~`[]()<>!#-+=|:\\\"'\n\r \t ab19.^/é—", "<!--", "-->", "](", "```", "[a]: b\n", "<br>", "> "]
MARKS = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)


@given(st.one_of(MARKS, st.text(max_size=60)))
@example("[a](b)[a]: c\n*")
def test_every_prose_character_is_the_one_of_the_text(text: str) -> None:
    prose = markdown_prose(text)
    assert_maps_back(text, prose)
    assert prose.pieces[0][0] == 0
    assert [start for start, _ in prose.pieces] == sorted({start for start, _ in prose.pieces})


@given(st.text(alphabet=st.sampled_from("abc ,\n09é“”—'%$&;?"), max_size=200))
def test_text_without_marks_is_its_own_prose(text: str) -> None:
    assert markdown_prose(text) in (Prose(text), Prose(text, ((0, 0),)))


HOSTILE = [
    *(
        "*a",
        "**a*",
        "_a ",
        "[",
        "[a](",
        "](",
        "![",
        "`",
        "`a``",
        "<",
        "<a ",
        "<a '",
        "<a \"<b '",
        "<!--",
        "\\",
    ),
    *("](x '", "](x (", "](<", "](x((", '](x "\\"', "> ", "> - ", "- ", "1. ", "|-", "# ", "[a]:", "[^a]"),
    *(
        "<script",
        "<script>\n",
        "```\n",
        "> ```\n",
        "[a][b]",
        "[a]: b\n",
        ">\n",
        "- a\n\n",
        "<http:",
        "a\r",
        "<p>",
    ),
]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_hostile_repetition_takes_linear_time(pattern: str) -> None:
    def work(text: str) -> object:
        return markdown_prose(f"[a]: u\n\n{text}\nend")

    assert grows_in_proportion(work, pattern, 200_000)

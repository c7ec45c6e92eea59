"""Claims on a terminal: tables that fit, and text from outside that can do nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.display import ci_safe, display_safe, display_width
from verify.report.claims import ClaimLine, SourceLine
from verify.report.screen import (
    claim_table,
    claim_words,
    markdown_rows,
    markdown_table,
    reasons,
    summary,
    text_rows,
    where,
)
from verify.verdicts import Outcome, Verdict

REFUTED, CONFLICTING, SUPPORTED, UNKNOWN = Verdict
GAZETTE = SourceLine("The Harbour Gazette", "Tidal Council", "https://gazette.example/")
LINE = ClaimLine(
    document_id=1, claim="c" * 32, document="harbour.txt", article="harbour.txt", part="body", line=3, column=14,
    start=100, end=110, quote="4 May 2010", prefix="Harbour Treaty was concluded on ", suffix=".",
    kind="agreement", property="concluded", subject="Harbour Treaty", asks="Harbour Treaty", scope="",
    stated="2010-05-04", value="2010-05-04", as_of=None, attributed_to=None,
    polarity="asserted", problem=None, status=REFUTED, outcome=Outcome.DIFFERS, check="small/concluded",
    check_title="The concluded one", check_place="checks/small.feature:3", severity="error",
    expected="2010-05-07", record="7 May 2010", explanation="The record says 7 May 2010.", sources=(GAZETTE,),
    decided_by=None, reopened=False,
)  # fmt: skip
BARE = replace(
    LINE, kind="date", property="date", subject=None, status=None, outcome=None, record=None, sources=()
)
UNJUDGED = replace(LINE, status=None, outcome=None, record=None, sources=())

HOSTILE = "\x1b[31m\x9b\x07\u202e\u2066\u200b\r\n\t| `<b>`\ud83d"
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(HOSTILE + "|*_`[]<>&😀東é")), max_size=60)


def lines() -> st.SearchStrategy[ClaimLine]:
    """Claims with any words in them."""
    return st.builds(
        lambda quote, subject, record, status, part, place, kind: replace(
            LINE, quote=quote, subject=subject, record=record, explanation=record, status=status, part=part,
            line=place, column=place, kind=kind, attributed_to=subject, document=quote,
            sources=(SourceLine(quote, subject, record),), check_title=quote, decided_by=None,
        ),
        ANY_TEXT, ANY_TEXT, ANY_TEXT, st.sampled_from([*Verdict, None]), st.sampled_from(["headline", "body"]),
        st.integers(1, 99999), st.sampled_from(["agreement", "office", "date", "event"]),
    )  # fmt: skip


@settings(deadline=None)
@given(st.lists(lines(), max_size=6), st.integers(72, 200))
def test_a_table_fits_its_width_and_holds_nothing_active(found: list[ClaimLine], width: int) -> None:
    table = claim_table(found, width=width, show_all=True)
    assert len(table) == (len(found) + 1 if found else 0)
    for row in table:
        assert display_safe(row) == row
        assert display_width(row) <= width, row


@settings(deadline=None)
@given(st.lists(lines(), max_size=4), ANY_TEXT)
def test_reasons_hold_nothing_active(found: list[ClaimLine], name: str) -> None:
    for row in reasons(found, name):
        assert ci_safe(row) == row


@settings(deadline=None)
@given(st.lists(lines(), max_size=4))
def test_no_text_leaves_its_cell_of_a_markdown_table(found: list[ClaimLine]) -> None:
    rows = markdown_table(found, show_all=True)
    assert len(rows) == len(found) + 2
    for row in rows:
        assert display_safe(row) == row
        inner = row.replace("\\\\", "").replace("\\|", "")
        assert inner.count("|") == 6
        assert "<" not in row
        assert "`" not in row.replace("\\`", "")


def test_a_table_as_people_see_it() -> None:
    other = replace(
        LINE, line=12, column=1, status=SUPPORTED, kind="office", subject="Mara Lind", value="harbour master",
        record="Mara Lind, since 1 January 2008", sources=(SourceLine("Almanac", "Example Press", ""), GAZETTE),
    )  # fmt: skip
    table = claim_table([LINE, BARE, other, UNJUDGED], width=120, show_all=False)
    assert table == [
        " where  claim                                 record                               verdict",
        " 3:14   Harbour Treaty concluded: 4 May 2010  7 May 2010 [1]                       ✗ refuted",
        " 12:1   Mara Lind holds harbour master        Mara Lind, since 1 January 2008 [2]  ✓ supported",
        " 3:14   Harbour Treaty concluded: 4 May 2010                                       ·",
    ]
    assert claim_table([BARE], width=120, show_all=False) == []
    assert len(claim_table([BARE], width=120, show_all=True)) == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Harbour Treaty concluded: 4 May 2010"),
        ({"stated": "XXXX-05-04", "quote": "May 4"}, "Harbour Treaty concluded: May 4 (2010-05-04)"),
        ({"kind": "date", "property": "date"}, "4 May 2010"),
        ({"kind": "date", "stated": "XXXX-05-04", "quote": "May 4"}, "May 4 (2010-05-04)"),
        ({"kind": "resolution", "property": "cited", "subject": "T/RES/3"}, "T/RES/3 exists"),
        (
            {"kind": "office", "subject": "Mara Lind", "value": "harbour master"},
            "Mara Lind holds harbour master",
        ),
        ({"kind": "event", "property": "occurred", "subject": "opening"}, "opening: 4 May 2010"),
        ({"property": "dated"}, "Harbour Treaty: 4 May 2010"),
    ],
)
def test_a_claim_in_a_few_words(change: dict[str, str], words: str) -> None:
    assert claim_words(replace(LINE, **change)) == words  # type: ignore[arg-type]


def test_the_place_of_a_claim() -> None:
    assert (where(LINE), where(replace(LINE, part="headline", column=7))) == ("3:14", "headline:7")


def test_a_summary_counts_by_verdict() -> None:
    found = [LINE, LINE, replace(LINE, status=SUPPORTED), replace(LINE, status=UNKNOWN), BARE, UNJUDGED]
    assert summary(found, show_all=False) == (
        "✗ 2 refuted   ✓ 1 supported   ? 1 not enough evidence   "
        "· 1 date that states nothing else (--all shows them)   · 1 that no check judges"
    )
    assert summary([BARE, BARE], show_all=True) == "· 2 dates that state nothing else"
    assert summary([replace(LINE, status=CONFLICTING)], show_all=True) == "≠ 1 conflicting evidence"
    assert summary([], show_all=True) == "no claims"


def test_colour_goes_by_verdict() -> None:
    def paint(verdict: Verdict | None, words: str) -> str:
        return f"<{verdict}>{words}</>"

    assert summary([LINE], show_all=True, paint=paint) == "<1>✗ 1 refuted</>"
    assert claim_table([LINE], width=90, show_all=True, paint=paint)[1].endswith("<1>✗ refuted</>")


def test_the_reasons_of_what_is_refuted_or_in_conflict() -> None:
    found = [
        replace(LINE, attributed_to="the mayor"),
        replace(LINE, status=SUPPORTED),
        replace(LINE, status=CONFLICTING, sources=(), decided_by="Ana"),
    ]
    assert reasons(found, "harbour.txt") == [
        "",
        "harbour.txt:3:14  “4 May 2010”",
        "       The record says 7 May 2010.",
        "       The article attributes it to the mayor.",
        "       [1] The Harbour Gazette: Tidal Council",
        "           https://gazette.example/",
        "       by checks/small.feature:3, The concluded one",
        "",
        "harbour.txt:3:14  “4 May 2010”",
        "       The record says 7 May 2010.",
        "       decided by Ana",
    ]


def test_a_source_is_named_by_what_is_known_of_it() -> None:
    told = reasons([replace(LINE, sources=(SourceLine("Almanac", "", ""),))], "harbour.txt")
    assert told[3:] == ["       [1] Almanac", "       by checks/small.feature:3, The concluded one"]


def test_no_row_of_a_plain_table_is_a_command_in_a_ci_log() -> None:
    assert text_rows(["name", "n"], [["::error::x", "1"]])[1] == "\\u{3a}:error::x  1"


def test_plain_and_markdown_rows() -> None:
    assert text_rows(["name", "n"], [["a\nb", "1"], ["x" * 50, "22"]]) == [
        "name".ljust(40) + "  n",
        "a b".ljust(40) + "  1",
        "x" * 39 + "…  22",
    ]
    assert list(markdown_rows(["name"], [["a|b <c> *d*\n"]])) == [
        "| name |",
        "| --- |",
        "| a\\|b &lt;c&gt; \\*d\\*  |",
    ]


def test_a_supported_claim_is_told_of_where_sources_differ_beside_it() -> None:
    plain = replace(LINE, status=SUPPORTED, explanation="The record says 4 May 2010. Note: in the harbour")
    differing = replace(
        plain, explanation="The record says 4 May 2010. Note: the sources differ on the harbour"
    )
    assert reasons([plain], "harbour.txt") == []
    told = reasons([differing], "harbour.txt")
    assert "the sources differ on the harbour" in "\n".join(told)
    assert "The Harbour Gazette" in "\n".join(told)
    assert reasons([replace(differing, status=None)], "harbour.txt") == []

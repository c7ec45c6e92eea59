"""Outside text on terminals, in CI logs and in spreadsheets."""

from __future__ import annotations

import json
import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proportion import grows_in_proportion

from verify.display import cell_safe, ci_safe, clip, csv_safe, display_safe, display_width, script_safe

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x1b\x07\x9b\r\n\t\u202e\u2066\u200b\u200c\u200d\u2028\ufeff\ufe0f\ud800\U000e0041"
        ),
        st.sampled_from(":#[=+-@é日👍🏽👨🇫🇷ی"),
    )
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\u{1b}[31mred"),
        ("\x1b]52;c;aGk=\x07", "\\u{1b}]52;c;aGk=\\u{7}"),
        ("a\x00b\x7fc\x9bd", "a\\u{0}b\\u{7f}c\\u{9b}d"),
        ("one\ntwo\r\nthree\tfour", "one two  three four"),
        ("abc\u202edef", "abc\\u{202e}def"),
        ("\u2066a\u2069\u200e\u200f\u061c", "\\u{2066}a\\u{2069}\\u{200e}\\u{200f}\\u{61c}"),
        ("a\u2028b\u2029c\x85d", "a\\u{2028}b\\u{2029}c\\u{85}d"),
        ("Ker\u200bry\ufeff\u2060\u00ad", "Ker\\u{200b}ry\\u{feff}\\u{2060}\\u{ad}"),
        ("a\u200db\u200cc", "a\\u{200d}b\\u{200c}c"),
        ("tag\U000e0041\U000e007f", "tag\\u{e0041}\\u{e007f}"),
        ("half\ud83d", "half\\u{d83d}"),
        ("own\ue000\U000f0000", "own\\u{e000}\\u{f0000}"),
        ("none\uffff\U0010ffff", "none\\u{ffff}\\u{10ffff}"),
        ("filled\u3164\u115f\u2800", "filled\\u{3164}\\u{115f}\\u{2800}"),
        ("x\ufe0fy\U000e0100\ufe00", "x\\u{fe0f}y\\u{e0100}\\u{fe00}"),
    ],
)
def test_what_acts_or_hides_becomes_visible(text: str, shown: str) -> None:
    assert display_safe(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "“Vienna” – July 14, 2015… 5 °C, £2,016, 3½ €",
        "Café, Łódź, Việt, e\u0301",
        "السلام عليكم",
        "می\u200cخواهم",  # Persian is spelt with the non-joiner
        "क्\u200dष",
        "שלום",
        "日本語、한국어",
        "👍🏽 👨\u200d👩\u200d👧 ❤\ufe0f 🇫🇷 1\ufe0f\u20e3 🏴",
        "a\u00a0b\u202fc",
        "",
    ],
)
def test_what_is_printed_stays(text: str) -> None:
    assert display_safe(text) == text


@given(HOSTILE)
def test_safe_text_holds_nothing_that_acts(text: str) -> None:
    safe = display_safe(text)
    kinds = {unicodedata.category(char) for char in safe if char not in "\u200c\u200d"}
    drawn_signs = {char for char in safe if unicodedata.category(char) == "Cf" and char not in "\u200c\u200d"}
    assert kinds.isdisjoint({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
    assert all(unicodedata.bidirectional(char) in ("AL", "AN", "R", "L") for char in drawn_signs)
    safe.encode()


@given(HOSTILE)
def test_safe_text_is_left_alone(text: str) -> None:
    assert display_safe(display_safe(text)) == display_safe(text)
    assert ci_safe(ci_safe(text)) == ci_safe(text)


def test_every_character_without_a_glyph_is_escaped_wherever_it_stands() -> None:
    # All of Unicode, so that the quick check cannot let one pass.
    drawn = "\t\n\v\f\r\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    hidden = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
    passed = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in hidden
        and chr(code) not in drawn
        and display_safe(f"a{chr(code)}b") != f"a\\u{{{code:x}}}b"
    ]
    assert passed == []


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("plain", 5),
        ("é", 1),
        ("e\u0301", 1),
        ("日本", 4),
        ("한국", 4),
        ("ｆｕｌｌ", 8),
        ("ﾊﾝ", 2),
        ("👍", 2),
        ("👍🏽", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("❤", 1),
        ("🇫🇷", 2),
        ("🇫🇷🇩🇪", 4),
        ("1\ufe0f\u20e3", 2),
        ("שלום", 4),
        ("\u1112\u1161\u11ab", 2),
        ("", 0),
    ],
)
def test_width_in_cells(text: str, cells: int) -> None:
    assert display_width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "clipped"),
    [
        ("agreement", 9, "agreement"),
        ("agreement", 8, "agreeme…"),
        ("agreement", 1, "…"),
        ("agreement", 0, ""),
        ("agreement", -3, ""),
        ("", 0, ""),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("👨\u200d👩\u200d👧 family", 4, "👨\u200d👩\u200d👧 …"),
        ("🇫🇷🇩🇪", 3, "🇫🇷…"),
    ],
)
def test_clipping(text: str, cells: int, clipped: str) -> None:
    assert clip(text, cells) == clipped


@given(HOSTILE.map(display_safe), st.integers(-2, 30))
def test_clipped_text_fits_and_begins_alike(text: str, cells: int) -> None:
    clipped = clip(text, cells)
    assert display_width(clipped) <= max(cells, 0)
    assert clipped == text or clipped == "" or text.startswith(clipped.removesuffix("…"))
    assert (clipped == text) == (display_width(text) <= cells or text == "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error file=x::forged", "\\u{3a}:error file=x::forged"),
        ("  ::add-mask::x", "  \\u{3a}:add-mask::x"),
        ("fine\n::error::forged", "fine ::error::forged"),
        ("\n::error::forged", " \\u{3a}:error::forged"),
        ("##[error]forged", "\\u{23}#[error]forged"),
        ("said ##vso[task.complete]", "said \\u{23}#vso[task.complete]"),
        ("##teamcity[testFailed]", "\\u{23}#teamcity[testFailed]"),
        ("## Heading: 2015", "## Heading: 2015"),
        ("10::30", "10::30"),
    ],
)
def test_no_runner_finds_a_command(text: str, shown: str) -> None:
    assert ci_safe(text) == shown


@given(HOSTILE)
def test_a_ci_line_is_one_line_without_commands(text: str) -> None:
    shown = ci_safe(text)
    assert len(shown.splitlines()) <= 1
    assert not shown.lstrip().startswith("::")
    assert re.search(r"##\w*\[", shown) is None


@given(HOSTILE)
def test_json_in_a_script_element_reads_back_the_same_and_is_no_markup(text: str) -> None:
    printed = script_safe(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(printed) == {"a": text}
    assert not set("<>&\u2028\u2029\u202e\x7f") & set(printed)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_is_no_formula(start: str) -> None:
    assert csv_safe(f"{start}1+1") == f"'{start}1+1"
    assert csv_safe(csv_safe(f"{start}1")) == f"'{start}1"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (" =1", "' =1"),
        ('"=1', "'\"=1"),
        ("one;=1", "one;'=1"),
        ('one"; "=1;\t2', "one\";' \"=1;'\t2"),
        ("\u3000@SUM(1)", "'\u3000@SUM(1)"),
    ],
)
def test_a_cell_is_no_formula_where_spaces_are_trimmed_or_semicolons_end_cells(text: str, cell: str) -> None:
    assert csv_safe(text) == cell
    assert csv_safe(cell) == cell


@pytest.mark.parametrize("text", ["July 14, 2015", "", "a=b", "'=1", "2015-07-14", "one; two - three"])
def test_a_cell_that_is_no_formula_stays(text: str) -> None:
    assert csv_safe(text) == text


@given(st.one_of(HOSTILE, st.text(alphabet="a1 =;+-@'\t\"\n~:<", max_size=8)))
def test_one_look_at_a_cell_tells_what_two_would(text: str) -> None:
    assert cell_safe(text) == display_safe(csv_safe(text))


def test_clean_text_is_handed_back_as_it_is() -> None:
    clean = "The agreement was concluded on July 14, 2015, “in Vienna”. " * 20_000
    assert display_safe(clean) is clean
    assert clip(clean, 80) == clean[:79] + "…"


@pytest.mark.parametrize("unit", ["a", "\x1b", "é", "‮", "👩‍👩‍👧", "字"], ids=ascii)
def test_time_is_in_proportion_to_length(unit: str) -> None:
    assert grows_in_proportion(lambda text: (display_safe(text), clip(text, 80)), unit, 200_000)

"""Outside text made safe to show: on a terminal, in a CI log, in JSON, in a spreadsheet cell.

What is invisible, or would act instead of being read, becomes visible as "\\u{202e}".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"

# Everything but the characters of everyday text; `_visible` decides on the rest one by one.
_SUSPECT = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u0481\u05d0-\u05ea\u0620-\u064a\u0660-\u066d"
    "\u2010-\u2015\u2018-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2500-\u257f"
    "\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fef\uac00-\ud7a3]"
)
_SPACES = frozenset("\t\n\v\f\r")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
# Signs of the category Cf that are drawn: number signs of Arabic, Syriac and Kaithi.
_DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Default-ignorable characters of drawn categories: fillers, joiners of marks, selectors of variants.
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0d\U000e0100-\U000e01ef]"
)
_NON_JOINER, _JOINER, _TEXT_STYLE, _EMOJI_STYLE = "\u200c", "\u200d", "\ufe0e", "\ufe0f"
# Scripts spelt with joiners: Arabic and its relatives (Persian), and those of India.
_SPELT_WITH_JOINERS = re.compile("[\u0620-\u06d3\u06d5-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff]")
_CI_COMMAND = re.compile(r"^(\s*):(?=:)|#(?=#\w*\[)")
# Controls, marks of direction and invisible characters, which JSON allows as they are but a terminal obeys.
_ACTIVE_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_MARKUP_IN_JSON = re.compile("[<>&]")
_PLAIN_CELL = re.compile("(?:[0-9A-Za-z][ -:<-~]*)?")
_FORMULA = re.compile('(^|;)(?=[\t\r\n]|[\\s"]*[=+@\uff1d\uff0b\uff0d\uff20-])')


def display_safe(text: str) -> str:
    """Text for one line of a terminal: no control, invisible or direction-changing character, no line end.

    Tabs and line ends become spaces. Letters of all scripts, accents and emoji stay. Applying it twice is
    applying it once.
    """
    return text if _SUSPECT.search(text) is None else _SUSPECT.sub(_visible, text)


def hidden_characters(text: str) -> dict[int, str]:
    """Of a text of several lines, the places of characters that nobody would see, and what shows each instead.

    These are the characters that `display_safe` shows as an escape, and blanks other than tabs and line ends.
    """
    shown = ((match.start(), match[0], _visible(match)) for match in _SUSPECT.finditer(text))
    return {
        place: f"\\u{{{ord(char):x}}}"
        for place, char, safe in shown
        if char in "\v\f" or safe not in (char, " ")
    }


def _visible(match: re.Match[str]) -> str:
    char = match[0]
    if char in _SPACES:
        return " "
    if unicodedata.category(char) in _HIDDEN_CATEGORIES:
        if char in _DRAWN or (char in (_JOINER, _NON_JOINER) and _joins(match)):
            return char
    elif char in (_TEXT_STYLE, _EMOJI_STYLE):
        if match.start() and _has_styles(match.string[match.start() - 1]):
            return char
    elif _IGNORABLE.match(char) is None:
        return char
    return f"\\u{{{ord(char):x}}}"


def _joins(match: re.Match[str]) -> bool:
    """Whether a joiner stands where orthography or an emoji sequence wants it."""
    text, at = match.string, match.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _SPELT_WITH_JOINERS.match(before) and _SPELT_WITH_JOINERS.match(after):
        return True
    if match[0] == _NON_JOINER or not after:
        return False
    return (before == _EMOJI_STYLE or _is_emoji(before)) and _is_emoji(after)


def _is_emoji(char: str) -> bool:
    """Whether a character is a pictograph or a modifier of one, as far as its category tells."""
    return bool(char) and char >= "\u2190" and unicodedata.category(char) in ("So", "Sk", "Sm")


def _has_styles(char: str) -> bool:
    return char in "#*0123456789©®‼⁉" or _is_emoji(char)


def ci_safe(text: str) -> str:
    """Text for a CI log: `display_safe`, and no runner takes it for a command ("::error::", "##vso[…]")."""
    return _CI_COMMAND.sub(_disarmed, display_safe(text))


def _disarmed(match: re.Match[str]) -> str:
    return "\\u{23}" if match[1] is None else match[1] + "\\u{3a}"


def json_safe(text: str) -> str:
    """JSON with every character escaped that a terminal or a log could obey; it reads back the same."""
    return _ACTIVE_IN_JSON.sub(_in_json, text)


def script_safe(text: str) -> str:
    """JSON that can stand in a script element of HTML: `json_safe`, and nothing in it is markup."""
    return _MARKUP_IN_JSON.sub(_in_json, json_safe(text))


def _in_json(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def csv_safe(text: str) -> str:
    """Text for a cell of a spreadsheet: an apostrophe before what would be read as a formula.

    Also where a spreadsheet trims spaces, or takes semicolons for the ends of cells, as many do in Europe.
    """
    return _FORMULA.sub("\\1'", text)


def cell_safe(text: str) -> str:
    """Text for a cell of a CSV that people open: `csv_safe`, then `display_safe`."""
    # Nearly all cells are plain, and one look tells: a million claims have forty million of them.
    return text if _PLAIN_CELL.fullmatch(text) else display_safe(csv_safe(text))


def display_width(text: str) -> int:
    """Cells that a text, made safe before, takes on a terminal."""
    return len(text) if text.isascii() else sum(cells for _, cells in _clusters(text))


def clip(text: str, cells: int) -> str:
    """The text if it fits into so many cells, else its beginning with "…"; no character is cut in two."""
    if text.isascii():
        if len(text) <= cells:
            return text
        return text[: cells - 1] + ELLIPSIS if cells > 0 else ""
    taken, fits = 0, 0
    for end, width in _clusters(text):
        taken += width
        if taken > cells:
            return text[:fits] + ELLIPSIS if cells > 0 else ""
        if taken < cells:
            fits = end
    return text


def fitting(text: str, cells: int) -> int:
    """How many characters of a text, made safe before, take at most so many cells; none is cut in two.

    At least the first drawn character counts, so that who wraps a text comes to its end.
    """
    if text.isascii():
        return max(1, cells)
    taken, fits = 0, 0
    for end, width in _clusters(text):
        taken += width
        if taken > cells and fits:
            break
        fits = end
    return fits


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """(end, cells) of each drawn character with the marks, styles and joined emoji that follow it."""
    end, width, joined, flag = 0, 0, False, False
    started = False
    for at, char in enumerate(text):
        cells = _cells(char)
        is_flag = "\U0001f1e6" <= char <= "\U0001f1ff"
        if char == _EMOJI_STYLE and started and width == 1 and _has_styles(text[at - 1]):
            width = 2
        elif started and (cells == 0 or joined or "\U0001f3fb" <= char <= "\U0001f3ff" or (flag and is_flag)):
            width = 2 if flag and is_flag else width
            flag = False
        else:
            if started:
                yield end, width
            width, flag, started = cells, is_flag, True
        joined = char == _JOINER and _is_emoji(text[at + 1 : at + 2])
        end = at + 1
    if started:
        yield end, width


def _cells(char: str) -> int:
    if char < "\u0300":
        return 1 if " " <= char != "\x7f" else 0
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1

"""The lines of a Markdown text: which of them are prose, and where their marks end and their words begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINE = re.compile(r"([^\r\n]*+)(?:\r\n?|\n)?")
_MARKED = re.compile(r"[ \t]*+(?:[#>\-+*0-9`~=_<\[|:]|\Z)")
_QUOTE = re.compile(r"(?:[ \t]*+>[ \t]?)++")
_RULE = re.compile(r"[ \t]*+(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)\Z")
_UNDERLINE = re.compile(r"[ \t]*+(?:=++|-++)[ \t]*+\Z")
_TABLE_RULE = re.compile(r"[|:\- \t]++\Z")
# A list counts to 999 at most: "2015. It was the year" keeps its year.
_ITEM = re.compile(r"[ \t]*+(?:[-+*]|(\d{1,3})[.)])(?:[ \t]++|\Z)", re.ASCII)
_TASK = re.compile(r"\[[ xX]\][ \t]")
_HEADING = re.compile(r"[ \t]*+#{1,6}(?:[ \t]++|\Z)")
_FENCE = re.compile(r"[ \t]*+(?:(`{3,}+)[^`]*+|(~{3,}+).*)\Z", re.DOTALL)
_HIDDEN = re.compile(r"[ \t]*+<(?:(!--)|(script|style)\b)", re.IGNORECASE)
_HIDDEN_ENDS = {
    "!--": re.compile("-->"),
    "script": re.compile("</script[^<>]*+>", re.IGNORECASE),
    "style": re.compile("</style[^<>]*+>", re.IGNORECASE),
}
_LABEL = r"[ \t]*+\[((?:[^\[\]\\]|\\.){1,999}+)\]:"
TITLE = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"""
_DEFINITION = re.compile(rf"{_LABEL}[ \t]*+(?:<[^<>]*+>|\S++)(?:[ \t]++{TITLE})?[ \t]*+\Z")
_FOOTNOTE = re.compile(r"[ \t]*+\[\^[^\s\[\]]++\]:[ \t]*+")
_TITLE_LINE = re.compile(rf"[ \t]*+{TITLE}[ \t]*+\Z")


@dataclass(slots=True)
class Blocks:
    """What stays of a text when its lines are read.

    `kept` are ranges of the text, ascending and apart; `ends` are offsets into their concatenation, between
    which marks belong together (a paragraph, a heading); `labels` are the folded ones of the definitions.
    """

    kept: list[tuple[int, int]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)


def fold_label(label: str) -> str:
    """A link label as it is compared: case and the width of spaces do not count."""
    return " ".join(label.split()).casefold()


def find_blocks(text: str, start: int = 0) -> Blocks:
    """Read the lines of a Markdown text from `start` on."""
    scan = _Scan(text)
    while start < len(text):
        start = scan.line(start)
    return scan.blocks


class _Scan:
    """Goes through the lines once and remembers what the next one depends on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks = Blocks()
        self.length = 0
        self.in_paragraph = False
        self.in_item = False
        self.in_quote = False
        self.fence = ""
        self.fence_quoted = False
        self.after_definition = False

    def line(self, start: int) -> int:
        """Read the line at `start`; where the next one begins."""
        match = _LINE.match(self.text, start)
        assert match is not None
        stop, end = match.end(1), match.end()
        if self.fence and self._fenced(start, stop, end):
            return end
        if self.in_paragraph and not self.in_quote and not _MARKED.match(self.text, start, stop):
            self._keep(start, end)
            return end
        return self._marked(start, stop, end)

    def _marked(self, start: int, stop: int, end: int) -> int:
        text = self.text
        at, quoted, item = self._containers(start, stop)
        if at < 0 or at == stop or text[at:stop].isspace():
            self._close()
            self._keep(stop if at != start else start, end)
            return end
        after_definition, self.after_definition = self.after_definition, False
        if after_definition and _TITLE_LINE.match(text, at, stop):
            return end
        if fence := _FENCE.match(text, at, stop):
            self._close()
            self.fence, self.fence_quoted = fence[1] or fence[2], quoted
            return end
        if hidden := _HIDDEN.match(text, at, stop):
            return self._behind_hidden(hidden)
        if not self.in_paragraph or item:
            if footnote := _FOOTNOTE.match(text, at, stop):
                at = footnote.end()
            elif definition := _DEFINITION.match(text, at, stop):
                self.blocks.labels.add(fold_label(definition[1]))
                self.after_definition = True
                return end
        if heading := _HEADING.match(text, at, stop):
            self._heading(heading.end(), stop, end)
            return end
        if item:
            self._close()
        self.in_paragraph, self.in_item, self.in_quote = True, self.in_item or item, quoted
        self._keep(at, end)
        return end

    def _containers(self, start: int, stop: int) -> tuple[int, bool, bool]:
        """Where the words behind the marks of quotes and lists begin (-1: none, a rule), and which marks."""
        text, at, quoted, item = self.text, start, False, False
        may_be_rule = True
        while True:
            if quote := _QUOTE.match(text, at, stop):
                at, quoted, may_be_rule = quote.end(), True, True
                continue
            if may_be_rule and self._is_rule(at, stop):
                return -1, quoted, item
            may_be_rule = False
            mark = _ITEM.match(text, at, stop)
            if mark is None or (mark.end() == stop and self.in_paragraph):
                return at, quoted, item
            # In the middle of a paragraph "14." may be the day of a date.
            if mark[1] not in (None, "1") and self.in_paragraph and not self.in_item and not item:
                return at, quoted, item
            at, item = mark.end(), True
            if task := _TASK.match(text, at, stop):
                at = task.end()

    def _is_rule(self, at: int, stop: int) -> bool:
        text = self.text
        if self.in_paragraph and _UNDERLINE.match(text, at, stop):
            return True
        if _RULE.match(text, at, stop):
            return True
        table = _TABLE_RULE.match(text, at, stop)
        return table is not None and "|" in table[0] and "-" in table[0]

    def _behind_hidden(self, hidden: re.Match[str]) -> int:
        """Where a comment, script or style sheet that opens a line ends; if nowhere, the end of the text."""
        end = _HIDDEN_ENDS[(hidden[1] or hidden[2]).lower()].search(self.text, hidden.end())
        return end.end() if end else len(self.text)

    def _heading(self, at: int, stop: int, end: int) -> None:
        self._close()
        words = self.text[at:stop].rstrip(" \t")
        bare = words.rstrip("#")
        if bare != words and (not bare or bare[-1] in " \t"):
            words = bare.rstrip(" \t")
        self._keep(at, at + len(words))
        self._keep(stop, end)
        self._close()

    def _fenced(self, start: int, stop: int, end: int) -> bool:
        """Whether the line belongs to a code block; its closing line leaves a line end to part paragraphs."""
        at = start
        if self.fence_quoted:
            quote = _QUOTE.match(self.text, start, stop)
            if quote is None:
                self.fence = ""
                return False
            at = quote.end()
        line = self.text[at:stop].strip(" \t")
        if len(line) >= len(self.fence) and line == self.fence[0] * len(line):
            self.fence = ""
            self._keep(stop, end)
        return True

    def _close(self) -> None:
        self.in_paragraph = self.in_item = self.in_quote = False
        if self.length and (not self.blocks.ends or self.blocks.ends[-1] != self.length):
            self.blocks.ends.append(self.length)

    def _keep(self, start: int, end: int) -> None:
        if start >= end:
            return
        kept = self.blocks.kept
        self.length += end - start
        if kept and kept[-1][1] == start:
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))

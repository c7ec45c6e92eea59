"""The marks inside a paragraph of Markdown: emphasis, code, links, images, tags, escapes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Set
from dataclasses import dataclass

from verify.read.markdown_blocks import TITLE, fold_label

Range = tuple[int, int]

_MARK = re.compile(r"\\(?:[!-/:-@\[-`{-~]|(?=[\r\n]))|`++|\*++|_++|~++|!?\[|\]|<")
_TICKS = re.compile("`++")
_TARGET = r"(?:<[^<>\r\n]*+>|(?:[^\s()<\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()]*+\))*+\))*+)"
_LINK_TAIL = re.compile(rf"\(\s*+{_TARGET}(?:\s++{TITLE})?\s*+\)", re.DOTALL)
_LABEL_TAIL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]++\]")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[\w.+-]++@[\w.-]++)>")
_TAG = re.compile(
    r"""</?([A-Za-z][A-Za-z0-9-]*+)(?:\s++(?:[^<>"']|"[^"]*+"|'[^']*+')*+)?/?>|<[!?][A-Za-z][^<>]*+>"""
)
_BREAKING = re.compile(
    "address|article|aside|blockquote|br|d[dlt]|div|fig(?:caption|ure)|footer|h[1-6r]|header|li|main|nav|[ou]l|p|pre"
    "|section|table|t(?:body|foot|head|[dhr])",
    re.IGNORECASE,
)
_LONGEST_LABEL = 999
# How many open runs are tried, so that hostile text takes linear time.
_DEPTH = 8


@dataclass(slots=True)
class _Run:
    """A run of marks of emphasis that waits for its counterpart; `length` is that of the whole run."""

    start: int
    end: int
    length: int
    closes: bool


def _opener(waiting: list[_Run], length: int, opens: bool) -> int | None:
    """Which waiting run a run of this length, which may itself open, closes by CommonMark's rule of three."""
    for at in range(len(waiting) - 1, max(len(waiting) - _DEPTH, 0) - 1, -1):
        opener = waiting[at]
        either = opens or opener.closes
        if not either or (opener.length + length) % 3 or length % 3 == 0:
            return at
    return None


def find_marks(content: str, start: int, end: int, labels: Set[str]) -> list[Range]:
    """Ranges of `content[start:end]`, one paragraph, that are marks and not words; ascending and apart."""
    if _MARK.search(content, start, end) is None:
        return []
    paragraph = _Paragraph(content, start, end, labels)
    paragraph.read()
    return sorted(paragraph.marks)


class _Paragraph:
    def __init__(self, content: str, start: int, end: int, labels: Set[str]) -> None:
        self.content, self.start, self.end, self.labels = content, start, end, labels
        self.marks: list[Range] = []
        self.brackets: list[Range] = []
        self.waiting: dict[str, list[_Run]] = {"*": [], "_": [], "~": []}
        self.ticks: dict[int, list[int]] | None = None
        self.comments_end = True

    def read(self) -> None:
        at = self.start
        while match := _MARK.search(self.content, at, self.end):
            at = self._mark(match)

    def _mark(self, match: re.Match[str]) -> int:
        """Take in one mark; where to go on."""
        match match[0][0]:
            case "\\":
                self.marks.append((match.start(), match.start() + 1))
                return match.end()
            case "`":
                return self._code(match.start(), match.end())
            case "<":
                return self._angle(match.start())
            case "]":
                return self._bracket_end(match.start())
            case "!" | "[":
                footnote = _FOOTNOTE.match(self.content, match.end() - 1, self.end)
                if footnote:
                    self.marks.append(footnote.span())
                    return footnote.end()
                self.brackets.append(match.span())
                return match.end()
            case kind:
                self._emphasis(kind, match.start(), match.end())
                return match.end()

    def _code(self, start: int, behind: int) -> int:
        if self.ticks is None:
            self.ticks = {}
            for run in _TICKS.finditer(self.content, start, self.end):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        length = behind - start
        closers = self.ticks.get(length, [])
        index = bisect_left(closers, behind)
        if index == len(closers):
            return behind
        closer = closers[index]
        self.marks += [(start, behind), (closer, closer + length)]
        return closer + length

    def _angle(self, start: int) -> int:
        content, end = self.content, self.end
        if content.startswith("<!--", start, end):
            closer = content.find("-->", start + 4, end) if self.comments_end else -1
            if closer < 0:
                self.comments_end = False
                return start + 1
            self.marks.append((start, closer + 3))
            return closer + 3
        if link := _AUTOLINK.match(content, start, end):
            self.marks.append(link.span())
            return link.end()
        tag = _TAG.match(content, start, end)
        if tag is None:
            return start + 1
        behind = tag.end()
        # A tag that breaks the line also parts the words beside it, for which its last character stands.
        breaks = _BREAKING.fullmatch(tag[1] or "")
        glues = breaks and not self._space(start - 1) and not self._space(behind)
        self.marks.append((start, behind - 1 if glues else behind))
        return behind

    def _bracket_end(self, at: int) -> int:
        """A "]": if it ends a link or an image, all but the words between its brackets are marks."""
        if not self.brackets:
            return at + 1
        opener = self.brackets.pop()
        tail = self._tail(opener[1], at)
        if tail is None:
            return at + 1
        self.marks += [opener, (at, tail)]
        return tail

    def _tail(self, words: int, at: int) -> int | None:
        """The end of the link whose words go from `words` to the "]" at `at`; None if it is no link."""
        content = self.content
        if link := _LINK_TAIL.match(content, at + 1, self.end):
            return link.end()
        if not self.labels:
            return None
        if (label := _LABEL_TAIL.match(content, at + 1, self.end)) and label[1].strip():
            return label.end() if fold_label(label[1]) in self.labels else None
        if at - words > _LONGEST_LABEL or fold_label(content[words:at]) not in self.labels:
            return None
        return label.end() if label else at + 1

    def _emphasis(self, kind: str, start: int, end: int) -> None:
        """CommonMark's flanking runs: one closes the nearest it may, and what is open inside stays as it is."""
        if kind == "~" and end - start != 2:
            return
        opens, closes = self._flanks(kind, start, end)
        waiting, whole = self.waiting[kind], end - start
        while closes and start < end and waiting:
            at = _opener(waiting, whole, opens)
            if at is None:
                break
            opener = waiting[at]
            del waiting[at + 1 :]
            length = min(opener.end - opener.start, end - start)
            self.marks += [(opener.end - length, opener.end), (start, start + length)]
            opener.end -= length
            start += length
            if opener.start == opener.end:
                waiting.pop()
        if opens and start < end:
            waiting.append(_Run(start, end, whole, closes))

    def _flanks(self, kind: str, start: int, end: int) -> tuple[bool, bool]:
        space_before, space_after = self._space(start - 1), self._space(end)
        sign_before, sign_after = self._sign(start - 1), self._sign(end)
        left = not space_after and (not sign_after or space_before or sign_before)
        right = not space_before and (not sign_before or space_after or sign_after)
        if kind == "_":
            return left and (not right or sign_before), right and (not left or sign_after)
        return left, right

    def _space(self, at: int) -> bool:
        return not self.start <= at < self.end or self.content[at].isspace()

    def _sign(self, at: int) -> bool:
        return self.start <= at < self.end and unicodedata.category(self.content[at])[0] in "PS"

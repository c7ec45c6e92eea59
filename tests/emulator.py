"""A small terminal emulator: what a program wrote becomes the screen that a person would see."""

from __future__ import annotations

import re

from verify.display import display_width

_PART = re.compile(
    r"\x1b\[(?P<values>[0-9;:?<=>]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]P_^X](?P<told>.*?)(?:\x07|\x1b\\)"
    r"|\x1b(?![\[\]P_^X])[ -/]*[0-~]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f])",
    re.DOTALL,
)


class Screen:
    """Rows of cells, written to as by a terminal. `told` holds what its strings (OSC, DCS) would have done."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.told: list[str] = []
        self.moves = 0
        self._rest = ""
        self._clear()

    def _clear(self) -> None:
        self.cells = [[" "] * self.columns for _ in range(self.rows)]
        self.row = self.column = 0

    @property
    def lines(self) -> list[str]:
        """The rows as text."""
        return ["".join(row).rstrip() for row in self.cells]

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join(self.lines)

    def feed(self, written: str) -> None:
        """Take what a program wrote; a sequence may come in several parts."""
        written = self._rest + written
        end = 0
        for match in _PART.finditer(written):
            if match.start() != end:
                break
            end = match.end()
            self._take(match)
        self._rest = written[end:]

    def _take(self, match: re.Match[str]) -> None:
        if match["told"] is not None:
            self.told.append(match["told"])
        elif match["control"]:
            self._control(match["control"])
        elif match["text"]:
            self._put(match["text"])
        elif match["final"]:
            self._command(match["final"], match["values"])

    def _control(self, control: str) -> None:
        if control == "\r":
            self.column = 0
        elif control == "\n":
            self._down()
        elif control == "\b":
            self.column = max(0, self.column - 1)

    def _down(self) -> None:
        if self.row + 1 < self.rows:
            self.row += 1
        else:
            self.cells = [*self.cells[1:], [" "] * self.columns]

    def _put(self, char: str) -> None:
        cells = display_width(char)
        if cells == 0:
            self.cells[self.row][max(0, self.column - 1)] += char
            return
        if self.column + cells > self.columns:
            self.column = 0
            self._down()
        self.cells[self.row][self.column] = char
        if cells == 2:
            self.cells[self.row][self.column + 1] = ""
        self.column += cells

    def _command(self, final: str, values: str) -> None:
        if values.startswith(("?", "<", "=", ">")):
            if values == "?1049" and final in "hl":
                self._clear()
            return
        numbers = [int(value or 0) for value in values.split(";")] if re.fullmatch("[0-9;]+", values) else [0]
        if final in "ABCDHfG":
            self.moves += 1
        if final in "Hf":
            self.row = min(self.rows, max(1, numbers[0])) - 1
            self.column = min(self.columns, max(1, numbers[1] if len(numbers) > 1 else 1)) - 1
        elif final == "J" and numbers[0] in (2, 3):
            self.cells = [[" "] * self.columns for _ in range(self.rows)]
        elif final == "K" and numbers[0] == 0:
            self.cells[self.row][self.column :] = [" "] * (self.columns - self.column)

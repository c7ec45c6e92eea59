"""What a key comes to: the screen again, a question, a page to read, a program to run, or the end.

Both faces answer questions by calling `then` with what was typed, which is the next step. Whoever gives no answer
changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from verify.review.faces.rows import Section


@dataclass(frozen=True, slots=True)
class Shown:
    """The session shows something else now, or something of its own: draw it again."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: its key and what it means."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Choose:
    """A question with one key as the answer. `about` is shown with it."""

    question: str
    choices: tuple[Choice, ...]
    then: Callable[[str], Step]
    about: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with words as the answer; `text` is what stands there already.

    `edits` are the lines to show in an editor of the user's own, where there is one; None asks in a line.
    `keep` is what becomes of words that are not sent yet when the session ends; they may be of several lines.
    """

    question: str
    then: Callable[[str], Step]
    text: str = ""
    edits: tuple[str, ...] | None = None
    keep: Callable[[str], object] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Something to read and leave again. One `around` a quote begins there, or says what is near it."""

    title: str
    sections: tuple[Section, ...]
    around: bool = False


@dataclass(frozen=True, slots=True)
class Launch:
    """A program to run on the terminal; what it came to is the next step. `reads` says that it tells something."""

    run: Callable[[], Step]
    reads: bool = False


@dataclass(frozen=True, slots=True)
class Scroll:
    """Show other rows of what is shown: so many half screens down, or up if negative."""

    by: int


@dataclass(frozen=True, slots=True)
class Leave:
    """The end."""


Step: TypeAlias = Shown | Choose | Ask | Page | Launch | Scroll | Leave

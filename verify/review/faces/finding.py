"""Going to an item by its number or id, and finding one by its words."""

from __future__ import annotations

from verify.errors import ExitCode, VerifyError
from verify.review.faces.session import Session
from verify.review.faces.steps import Ask, Shown, Step
from verify.review.shapes import ItemLine

FARTHEST = 1_000
"""So many items of the queue can be gone to by number, and are looked through for words."""

_BATCH = 100


def go(session: Session) -> Step:
    """Ask where to go."""

    def gone(said: str) -> Step:
        if said.strip():
            session.attempt(lambda: _go_to(session, said.strip()))
        return Shown()

    return Ask("Go to which item? Its number, or a claim's id.", gone)


def _go_to(session: Session, said: str) -> None:
    if said.isascii() and said.isdigit() and len(said) <= len(str(FARTHEST)):
        said = _numbered(session, int(said))
    session.visit(said)


def _numbered(session: Session, number: int) -> str:
    """The item of a number: of "3 / 41" the third this session saw; behind those, what waits, in its order."""
    seen = session.trail
    if 1 <= number <= len(seen):
        return seen[number - 1]
    lines = session.desk.lines(session.wanted, limit=min(number or FARTHEST, FARTHEST))
    new = [line.id for line in lines if line.id not in seen]
    if not 0 < number - len(seen) <= len(new):
        raise VerifyError(
            f"there is no item {number}: there are {len(seen) + len(new)}"
            + (" or more." if len(lines) == FARTHEST else "."),
            hint="Write a smaller number, or search with /.",
            exit_code=ExitCode.USAGE,
        )
    return new[number - len(seen) - 1]


def search(session: Session) -> Step:
    """Ask for words, and go to the next item that has them."""

    def found(said: str) -> Step:
        session.searched = said.strip()
        if session.searched:
            session.attempt(lambda: _search(session, session.searched))
        return Shown()

    return Ask("Which words?", found, session.searched)


def _search(session: Session, said: str) -> None:
    words = said.casefold().split()
    here = session.item.id if session.item is not None else None
    line = _first_with(session, words, here)
    if line is None and here is not None:
        line = _first_with(session, words, None)
    if line is None:
        raise VerifyError(
            f'no item of the first {FARTHEST:,} has "{said}".',
            hint="The words of a quote, a subject, a value or an article's name are found.",
            exit_code=ExitCode.USAGE,
        )
    session.visit(line.id)


def _first_with(session: Session, words: list[str], after: str | None) -> ItemLine | None:
    looked = 0
    while looked < FARTHEST:
        lines = session.desk.lines(session.wanted, limit=_BATCH, after=after)
        for line in lines:
            if _has(line, words):
                return line
        looked += len(lines)
        if len(lines) < _BATCH:
            return None
        after = lines[-1].id
    return None


def _has(line: ItemLine, words: list[str]) -> bool:
    lead = line.lead
    said = " ".join(
        part or "" for part in (lead.quote, lead.subject, lead.asks, lead.value, lead.article, lead.property)
    ).casefold()
    return all(word in said for word in words)

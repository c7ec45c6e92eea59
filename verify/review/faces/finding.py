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
        session.attempt(lambda: _go_to(session, said.strip()))
        return Shown()

    return Ask("Go to which item? Its number in the queue, or a claim's id.", gone)


def _go_to(session: Session, said: str) -> None:
    if said.isascii() and said.isdigit() and len(said) <= len(str(FARTHEST)):
        number = int(said)
        lines = session.desk.lines(session.wanted, limit=min(max(number, 1), FARTHEST))
        if not 1 <= number <= len(lines):
            raise VerifyError(
                f"there is no item {number}: the queue has {len(lines)}"
                + (" or more." if len(lines) == FARTHEST else "."),
                hint="Write a smaller number, or search with /.",
                exit_code=ExitCode.USAGE,
            )
        said = lines[-1].id
    session.leave()
    session.visit(said)


def search(session: Session) -> Step:
    """Ask for words, and go to the next item that has them."""

    def found(said: str) -> Step:
        session.searched = said.strip()
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
    session.leave()
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

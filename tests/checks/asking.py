"""Short ways to write a question of one claim."""

from __future__ import annotations

from questions import Fact, List, Question, Standing, Stated

from verify.verdicts import Outcome

Case = tuple[str, Question, Outcome | None]
"""What it is about, a question, and what is found of its first claim; None where nothing is to be said of it."""


def said(edtf: str, *, known: bool = True, article: int = 0, stands: Standing = "yes") -> Stated:
    """A date as it is stated, with its year."""
    return Stated(stated=edtf, value=edtf, answer_known=known, article=article, stands=stands)


def holds(answer: str, as_of: str | None, *, known: bool = True, article: int = 0) -> Stated:
    """Somebody in an office."""
    return Stated(answer=answer, as_of=as_of, answer_known=known, article=article)


def ask(family: str, claim: Stated, *facts: Fact, listed: List | None = None) -> Question:
    """A claim against what is on record."""
    return Question(family, (claim,), facts, listed)


def beside(family: str, claim: Stated, *others: Stated, fact: Fact | None = None) -> Question:
    """A claim beside others of its key."""
    return Question(family, (claim, *others), (fact,) if fact else ())

"""What claims say of each other, where the reference is silent: a part of the oracle, in plain loops."""

from __future__ import annotations

from typing import Literal

from questions import Question, Stated
from written import Span, span_of

from verify.verdicts import Outcome

Fit = Literal["clashes", "equal", "contains", "inside", "inferred", "silent"]

ONE_VALUE: tuple[tuple[Fit, Outcome], ...] = (
    ("clashes", Outcome.DIFFERS),
    ("equal", Outcome.AGREES),
    ("contains", Outcome.AGREES_WITHIN_ITS_PRECISION),
    ("inside", Outcome.MORE_PRECISE_THAN_THE_RECORD),
    ("inferred", Outcome.DIFFERS_AS_INFERRED),
)
"""Of two answers where there is but one, one is wrong at least: a claim that differs does, whoever agrees with it."""

MANY_VALUES: tuple[tuple[Fit, Outcome], ...] = (
    *ONE_VALUE[1:4],
    ("clashes", Outcome.UNLISTED),
    ("inferred", Outcome.UNLISTED),
)
"""Where there are many, another answer is no contradiction: unlisted is what matches none."""


def outcome_among_claims(question: Question, number: int, *, reference_is_silent: bool) -> Outcome | None:
    """What the other claims of its article, or those of other articles, say of a claim.

    None of a claim that does not stand, and where the reference answers: there it is for the reference to judge.
    """
    claim = question.claims[number]
    if claim.stands != "yes" or not reference_is_silent:
        return None
    if not claim.comparable:
        return Outcome.NOT_COMPARABLE
    found = {fit(question, claim, question.claims[other]) for other in peers(question, number)}
    if not found:
        return Outcome.NO_RECORD
    for best, meant in MANY_VALUES if question.of.many else ONE_VALUE:
        if best in found:
            return meant
    return Outcome.NOT_COMPARABLE


def peers(question: Question, number: int) -> list[int]:
    """The places of the claims that one is held against: others that stand and give an answer of their own."""
    article = question.claims[number].article
    same = question.of.against == "its article"
    return [
        other
        for other, claim in enumerate(question.claims)
        if other != number
        and (claim.article == article) == same
        and claim.stands == "yes"
        and _answers(question, claim)
    ]


def _answers(question: Question, claim: Stated) -> bool:
    """Whether others can be held against a claim; *settled*: not against one of a subject whose name others share."""
    if not claim.comparable or not claim.answer_known:
        return False
    if question.of.values == "date":
        return _days(claim) is not None
    if question.of.values == "state":
        time = span_of(claim.as_of) if claim.as_of else None
        return time is not None and time[0] is not None
    return claim.answer is not None


def fit(question: Question, claim: Stated, peer: Stated) -> Fit:
    """How a claim and another fit."""
    if question.of.values == "date":
        return _fit_of_dates(claim, peer, int(question.of.give_or_take))
    if question.of.values == "state":
        return _fit_of_states(claim, peer)
    if claim.answer == peer.answer:
        return "equal"
    return "clashes" if claim.answer_known else "silent"


def _days(claim: Stated) -> Span | None:
    """The days that a claim states; *settled*: else those that were inferred."""
    stated = span_of(claim.stated) if claim.stated else None
    return stated or (span_of(claim.value) if claim.value else None)


def _fit_of_dates(claim: Stated, peer: Stated, give_or_take: int) -> Fit:
    own, other = _days(claim), _days(peer)
    if own is None or other is None:
        return "silent"
    assert own[0] is not None
    assert own[1] is not None
    assert other[0] is not None
    assert other[1] is not None
    if own == other:
        return "equal"
    if own[0] <= other[0] and other[1] <= own[1]:
        return "contains"
    if other[0] <= own[0] and own[1] <= other[1]:
        return "inside"
    if own[0] <= other[1] and other[0] <= own[1]:
        return "silent"
    off = (other[0] - own[1]).days if own[1] < other[0] else (own[0] - other[1]).days
    if off <= give_or_take:
        return "equal"
    if not claim.answer_known:
        return "silent"
    inferred = any(not each.stated or span_of(each.stated) is None for each in (claim, peer))
    return "inferred" if inferred else "clashes"


def _fit_of_states(claim: Stated, peer: Stated) -> Fit:
    """*Settled*: equal claims are of one time; over more than a day two answers may both have held."""
    own, other = (span_of(each.as_of) if each.as_of else None for each in (claim, peer))
    if own is None or own != other:
        return "silent"
    if claim.answer == peer.answer:
        return "equal"
    return "clashes" if claim.answer_known and own[0] == own[1] else "silent"

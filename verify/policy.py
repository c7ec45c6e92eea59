"""Which claims two people decide, as the table `review` of `verify.toml` says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from verify.errors import VerifyError
from verify.severity import SEVERITIES

ADJUDICATORS = ("third", "any")
"""Who decides where two reviewers disagree: somebody else than those two, or whoever comes."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Claims of these severities or kinds are decided by two reviewers, blind to each other.

    Where they disagree, a third decides, or, where `adjudicators` is "any", whoever comes, the two among them.
    """

    severities: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    adjudicators: str = ADJUDICATORS[0]

    def asks_two(self, severity: str | None, kind: str) -> bool:
        """Whether a claim of a kind, whose status a check of that severity made, is for two reviewers."""
        return severity in self.severities or kind in self.kinds


def read_policy(given: Any, place: Callable[..., str]) -> Policy:
    """What the table says, to the letter: a slip there would let one person decide what two should.

    Raises VerifyError, with the `place` of what is called so, for what it does not know.
    """
    review = _table(given, ("four_eyes", "adjudicators"), "review", place)
    by = _table(review.get("four_eyes", {}), ("severity", "kind"), "review.four_eyes", place)
    for name, words in by.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            what = f"review.four_eyes.{name}"
            raise VerifyError(
                f"{what} is not a list of texts.", place=_at(what, place), hint=f'Write: {name} = ["…"]'
            )
    for severity in by.get("severity", ()):
        _require_known(severity, SEVERITIES, "review.four_eyes.severity", place)
    adjudicators = review.get("adjudicators", ADJUDICATORS[0])
    _require_known(adjudicators, ADJUDICATORS, "review.adjudicators", place)
    return Policy(frozenset(by.get("severity", ())), frozenset(by.get("kind", ())), adjudicators)


def _table(given: Any, known: tuple[str, ...], what: str, place: Callable[..., str]) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise VerifyError(f"{what} is not a table.", place=_at(what, place), hint=f"Write: [{what}]")
    for name in given:
        if name not in known:
            _refuse(name, known, what, place(*what.split("."), name))
    return given


def _require_known(word: Any, known: tuple[str, ...], what: str, place: Callable[..., str]) -> None:
    if word not in known:
        _refuse(word, known, what, _at(what, place))


def _refuse(word: Any, known: tuple[str, ...], what: str, at: str) -> NoReturn:
    words = ", ".join(f'"{one}"' for one in known)
    raise VerifyError(f"{what}: {word!r} is unknown.", place=at, hint=f"Known are: {words}.")


def _at(what: str, place: Callable[..., str]) -> str:
    return place(*what.split("."))

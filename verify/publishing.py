"""What `verify.toml` says of publishing: where the newsroom is on the web, and how it rates verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from verify.addresses import web_address
from verify.errors import VerifyError

CLAIM = "{claim}"
"""Stands for the id of a claim in the address of its review."""


@dataclass(frozen=True, slots=True)
class Rating:
    """How a verdict is rated: a number, or None where readers get words alone, and its name."""

    value: float | None
    name: str


@dataclass(frozen=True, slots=True)
class Ratings:
    """The scale from `worst` to `best`, and the rating of each verdict by its words."""

    worst: float
    best: float
    of: Mapping[str, Rating]


RATINGS = Ratings(
    1,
    5,
    MappingProxyType(
        {
            "refuted": Rating(1, "False"),
            "conflicting evidence": Rating(3, "Disputed"),
            "supported": Rating(5, "True"),
            "not enough evidence": Rating(None, "Unproven"),
        }
    ),
)
"""How verdicts are rated where `verify.toml` does not say."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """Where the newsroom is on the web: its home page, the page of a review (with `{claim}`), the corrections feed."""

    url: str | None = None
    reviews: str | None = None
    corrections: str | None = None
    ratings: Ratings = field(default=RATINGS)

    def review_of(self, claim: str) -> str | None:
        """The address of the review of a claim, by its id; None where reviews have none."""
        return self.reviews.replace(CLAIM, claim) if self.reviews else None


def parse_publishing(said: Mapping[str, Any], place: Callable[..., str]) -> Publishing:
    """The tables `publishing` and `ratings` of a `verify.toml`; `place` is where it says what is called so.

    Raises VerifyError for what is unknown, an address that is none, and a rating that its scale does not hold.
    """
    known = ("url", "reviews", "corrections")
    publishing = said.get("publishing", {})
    for name, value in publishing.items():
        if name not in known:
            raise VerifyError(
                f"nothing in [publishing] is called {name!r}.",
                place=place("publishing", name),
                hint=f"Known are: {', '.join(known)}.",
            )
        _check_address(name, value, place)
    return Publishing(**publishing, ratings=_ratings(said.get("ratings", {}), place))


def _check_address(name: str, value: Any, place: Callable[..., str]) -> None:
    plain = value.replace(CLAIM, "0") if isinstance(value, str) else None
    if plain is None or web_address(plain) != plain:
        raise VerifyError(
            f"publishing.{name} is not a web address.",
            place=place("publishing", name),
            hint=f'Write: {name} = "https://…{"/{claim}" if name == "reviews" else ""}"',
        )
    if (CLAIM in value) is not (name == "reviews"):
        hint = (
            'Write: reviews = "https://…/{claim}"'
            if name == "reviews"
            else f"Only reviews has {CLAIM}, the id of a claim."
        )
        what = f"has no {CLAIM}" if name == "reviews" else f"has {CLAIM}"
        raise VerifyError(f"publishing.{name} {what}.", place=place("publishing", name), hint=hint)


def _ratings(given: Mapping[str, Any], place: Callable[..., str]) -> Ratings:
    worst, best = (
        _number(given.get(name, getattr(RATINGS, name)), f"ratings.{name}", place, name)
        for name in ("worst", "best")
    )
    if worst >= best:
        raise VerifyError(
            f"ratings.worst = {worst:g} is not below ratings.best = {best:g}.",
            place=place("ratings", "worst" if "worst" in given else "best"),
            hint="The scale begins with worst: worst = 1, best = 5.",
        )
    of = dict(RATINGS.of)
    for verdict, rating in given.items():
        if verdict in ("worst", "best"):
            continue
        if verdict not in of:
            known = ", ".join(f'"{name}"' for name in ("worst", "best", *of))
            raise VerifyError(
                f"nothing in [ratings] is called {verdict!r}.",
                place=place("ratings", verdict),
                hint=f"Known are: {known}.",
            )
        of[verdict] = _rating(rating, verdict, place)
    for verdict, one in of.items():
        if one.value is not None and not worst <= one.value <= best:
            raise VerifyError(
                f"the rating of {verdict!r} is {one.value:g}, outside of {worst:g} to {best:g}.",
                place=place(
                    "ratings", verdict if verdict in given else "worst" if one.value < worst else "best"
                ),
                hint=f'Write: "{verdict}" = {{ value = {min(max(one.value, worst), best):g}, name = "{one.name}" }}',
            )
    return Ratings(worst, best, MappingProxyType(of))


def _rating(given: Any, verdict: str, place: Callable[..., str]) -> Rating:
    is_rating = isinstance(given, dict) and given.keys() <= {"value", "name"}
    name = given.get("name") if is_rating else None
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        raise VerifyError(
            f"the rating of {verdict!r} is not a value and a name.",
            place=place("ratings", verdict),
            hint=f'Write: "{verdict}" = {{ value = 1, name = "False" }}, or only the name.',
        )
    value = given.get("value")
    if value is None:
        return Rating(None, name)
    return Rating(_number(value, f'the value of the rating of "{verdict}"', place, verdict), name)


def _number(value: Any, what: str, place: Callable[..., str], name: str) -> float:
    # TOML knows "inf" and "nan", which JSON does not.
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1e9 <= value <= 1e9:
        raise VerifyError(
            f"{what} is not a number.", place=place("ratings", name), hint="Write a number without quotes."
        )
    return value

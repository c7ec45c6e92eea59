"""The language of specs: its steps, matched as those of checks are, but among themselves."""

from __future__ import annotations

from collections.abc import Callable

from verify.checks.registry import Step, StepType, Wants, step
from verify.specs.pointing import CLAIM, QUOTE

SPEC_STEPS: list[Step] = []
"""Every step that a spec can be written with, once `verify.specs.steps` is imported."""

_PHRASES = (("claim", CLAIM), ("words", QUOTE), ("text", ".+"), ("reason", ".+"), ("count", "[0-9]{1,6}"))


def spec_step(
    type_: StepType,
    pattern: str,
    *,
    example: str,
    about: str,
    wants: Wants = Wants.NOTHING,
    example_block: tuple[str, ...] = (),
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function of the spec builder and the pattern's names as a step of specs."""
    return step(
        type_,
        pattern,
        example=example,
        about=about,
        wants=wants,
        example_block=example_block,
        phrases=_PHRASES,
        among=SPEC_STEPS,
    )

"""The steps of specs: what a sentence, with what stands below it, adds to one."""

from __future__ import annotations

from verify.checks.registry import StepType, require_below, understand
from verify.checks.step_error import StepError
from verify.specs import givens, thens
from verify.specs.below import Table, Text
from verify.specs.builder import SpecBuilder
from verify.specs.language import SPEC_STEPS

__all__ = ["SPEC_STEPS", "apply", "givens", "thens"]


def apply(builder: SpecBuilder, type_: StepType, text: str, block: Table | Text | None) -> None:
    """Add what a step says to a spec. Raises StepError where it cannot be understood or does not fit."""
    known, words = understand(type_, text, SPEC_STEPS)
    content = block.content if isinstance(block, Text) else None
    require_below(known, text, table=isinstance(block, Table), text=content)
    if type_ is not StepType.THEN and builder.expectations:
        raise StepError(
            "this stands behind a Then.", "Make it a scenario of its own, or say it before the first Then."
        )
    known.build(builder, **words, **({} if block is None else {"block": block}))

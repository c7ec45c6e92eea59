"""What a package that adds steps or comparisons builds on: these names, and nothing else of verify, stay as they are.

docs/extending.md shows how. Each is imported only when it is used, so that a package of steps alone does not cost a
command the start of the database library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verify.checks.builder import PlanBuilder as PlanBuilder
    from verify.checks.compare import ranks as ranks
    from verify.checks.compare.dates import DateComparison as DateComparison
    from verify.checks.compare.numbers import NumberComparison as NumberComparison
    from verify.checks.compare.ranks import Comparison as Comparison
    from verify.checks.compare.states import StateComparison as StateComparison
    from verify.checks.compare.values import ValueComparison as ValueComparison
    from verify.checks.methods import comparison as comparison
    from verify.checks.plan import CompareWith as CompareWith
    from verify.checks.plan import Comparing as Comparing
    from verify.checks.plan import Tolerance as Tolerance
    from verify.checks.plan import Unit as Unit
    from verify.checks.registry import Block as Block
    from verify.checks.registry import StepType as StepType
    from verify.checks.registry import Wants as Wants
    from verify.checks.registry import step as step
    from verify.checks.step_error import StepError as StepError
    from verify.verdicts import Outcome as Outcome
    from verify.verdicts import Verdict as Verdict
    from verify.vocabulary import Property as Property
    from verify.vocabulary import Time as Time
    from verify.vocabulary import ValueType as ValueType

_PLACES = {
    "verify.checks.builder": ("PlanBuilder",),
    "verify.checks.compare": ("ranks",),
    "verify.checks.compare.dates": ("DateComparison",),
    "verify.checks.compare.numbers": ("NumberComparison",),
    "verify.checks.compare.ranks": ("Comparison",),
    "verify.checks.compare.states": ("StateComparison",),
    "verify.checks.compare.values": ("ValueComparison",),
    "verify.checks.methods": ("comparison",),
    "verify.checks.plan": ("CompareWith", "Comparing", "Tolerance", "Unit"),
    "verify.checks.registry": ("Block", "StepType", "Wants", "step"),
    "verify.checks.step_error": ("StepError",),
    "verify.verdicts": ("Outcome", "Verdict"),
    "verify.vocabulary": ("Property", "Time", "ValueType"),
}

NAMES = {name: module for module, names in _PLACES.items() for name in names}
"""Every name that this module gives, with the module it comes from."""


def __getattr__(name: str) -> Any:
    if name not in NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(NAMES[name]), name)

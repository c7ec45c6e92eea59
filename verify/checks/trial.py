"""A trial of a comparison that is asked for by name, before anything is judged: does it build SQL at all?"""

from __future__ import annotations

from sqlalchemy import ColumnElement

from verify.checks.compare import Comparison, comparison_of
from verify.checks.compiling import Window, compile_judgement
from verify.checks.methods import METHODS
from verify.checks.plan import Judgement
from verify.checks.step_error import MisfitError, StepError
from verify.store.schema import METADATA
from verify.verdicts import Outcome

MEND = "Mend the package, or compare in another way."

_T = METADATA.tables


def refuse_unsound(judgement: Judgement) -> None:
    """Raise MisfitError where the comparison that is asked for fails, or gives what is no SQL expression."""
    comparing, described = judgement.plan.comparing, judgement.described
    if comparing.method is None or described is None:
        return
    whose = str(METHODS[comparing.method])
    try:
        comparison = comparison_of(described, comparing)
        _refuse_other(whose, "rank()", comparison.rank(_T["claim"].c, _T["fact"].c))
        _refuse_outcomes(whose, comparison)
        statement = compile_judgement(judgement, Window(), check_id=0, run_id=0, judged_before=False)
        str(statement)
    except StepError:
        raise
    except Exception as error:
        told = str(error).strip().split("\n")[0].rstrip(".")
        raise MisfitError(f"{whose} fails ({type(error).__name__}: {told}).", MEND) from None


def _refuse_other(whose: str, what: str, built: object) -> None:
    if not isinstance(built, ColumnElement):
        raise MisfitError(
            f"{what} of {whose} gives {type(built).__name__!r}, which is no SQL expression.",
            "Build one with sqlalchemy: case(…), literal(…). " + MEND,
        )


def _refuse_outcomes(whose: str, comparison: Comparison) -> None:
    possible = comparison.possible()
    if not isinstance(possible, (set, frozenset)) or not all(isinstance(one, Outcome) for one in possible):
        raise MisfitError(f"possible() of {whose} gives no set of outcomes.", MEND)

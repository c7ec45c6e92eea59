"""Two comparisons of dates and a step: across the date line, and within a working week."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func

from verify.checks.api import (
    CompareWith,
    Comparing,
    DateComparison,
    PlanBuilder,
    StepType,
    comparison,
    ranks,
    step,
)

DATE_LINE = "date line"


@comparison(DATE_LINE, version="1")
class DateLineComparison(DateComparison):
    """The day before and the day after agree, too: there is another day on the other side of the date line."""

    def rank(self, claim: Any, fact: Any) -> ColumnElement[int]:
        """Like the usual comparison, but for days that lie beside the recorded one."""
        beside = and_(_are_days(claim, fact), func.abs(claim["stated_earliest"] - fact["earliest"]) == 1)
        return case((beside, ranks.EQUAL), else_=super().rank(claim, fact))


@comparison("working week", version="1")
class WorkingWeekComparison(DateComparison):
    """A day agrees with every other from Monday to Friday of its week."""

    def rank(self, claim: Any, fact: Any) -> ColumnElement[int]:
        """Like the usual comparison, but for days of one working week."""
        # Days are counted from 1, which is the Monday 0001-01-01.
        said, recorded = claim["stated_earliest"] - 1, fact["earliest"] - 1
        together = and_(said // 7 == recorded // 7, said % 7 < 5, recorded % 7 < 5)
        return case((and_(_are_days(claim, fact), together), ranks.EQUAL), else_=super().rank(claim, fact))


def _are_days(claim: Any, fact: Any) -> ColumnElement[bool]:
    """Whether what is stated and what is recorded are both single days, rather than months or years."""
    return and_(claim["stated_earliest"] == claim["stated_latest"], fact["earliest"] == fact["latest"])


@step(
    StepType.WHEN,
    "each is compared with the reference, allowing for the date line",
    example="each is compared with the reference, allowing for the date line",
    about="Likewise; the day before and the day after the recorded one agree, too.",
)
def _across_the_date_line(builder: PlanBuilder) -> None:
    builder.compare(Comparing(CompareWith.REFERENCE, method=DATE_LINE))

"""The reporting views, by name: what `verify report` lists and prints, and any SQL tool can read.

A column stays what it is from release to release: one may be added, none taken away, renamed or given another type.
"""

from __future__ import annotations

from verify.report.views.articles import CORRECTIONS, REDACTIONS
from verify.report.views.claims import CLAIMS, EVIDENCE, FLIPS, VERDICTS
from verify.report.views.column import Column, Type
from verify.report.views.people import AGREEMENT, DECISIONS, QUEUE, THROUGHPUT
from verify.report.views.reference import CONTRADICTIONS, COVERAGE, GAPS
from verify.report.views.runs import RUNS
from verify.report.views.scorecards import ARTICLES, CHECKS, PUBLISHERS
from verify.report.views.view import View

VIEWS = {
    view.name: view
    for view in (
        CLAIMS, ARTICLES, PUBLISHERS, CHECKS, GAPS, COVERAGE, CONTRADICTIONS, EVIDENCE, VERDICTS, FLIPS, DECISIONS,
        CORRECTIONS, THROUGHPUT, AGREEMENT, QUEUE, REDACTIONS, RUNS,
    )
}  # fmt: skip

__all__ = ["VIEWS", "Column", "Type", "View"]

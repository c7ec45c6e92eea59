"""All tables together: importing this module registers every model on `Base.metadata`."""

from __future__ import annotations

from verify.store.articles import ArticleRow, DocumentRow, ExtractionRow, TextRow
from verify.store.base import Base
from verify.store.checks import CheckRow, RunCheckRow, RunRow
from verify.store.claims import ClaimKeyRow, ClaimRow, StandingRow
from verify.store.decisions import DecisionRow
from verify.store.facts import FactRow, FactSourceRow, ListRow, ReferenceRow, SourceRow
from verify.store.records import RecordFactRow, RecordGapRow, RecordRow
from verify.store.subjects import AliasRow, PropertyAnswerRow, PropertyRow, SubjectRow
from verify.store.verdicts import OutcomeLabelRow, StatusRow, VerdictLabelRow, VerdictRow

METADATA = Base.metadata
"""Every table of the store; migrations are compared with it."""

__all__ = [
    "METADATA",
    "AliasRow",
    "ArticleRow",
    "CheckRow",
    "ClaimKeyRow",
    "ClaimRow",
    "DecisionRow",
    "DocumentRow",
    "ExtractionRow",
    "FactRow",
    "FactSourceRow",
    "ListRow",
    "OutcomeLabelRow",
    "PropertyAnswerRow",
    "PropertyRow",
    "RecordFactRow",
    "RecordGapRow",
    "RecordRow",
    "ReferenceRow",
    "RunCheckRow",
    "RunRow",
    "SourceRow",
    "StandingRow",
    "StatusRow",
    "SubjectRow",
    "TextRow",
    "VerdictLabelRow",
    "VerdictRow",
]

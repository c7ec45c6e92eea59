"""Which claims wait for a person, and as rows of the queue: one SELECT, of all claims or of some."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from verify.store.schema import METADATA
from verify.verdicts import Verdict

_T = METADATA.tables

REFUTED, CONFLICTING, DISAGREEMENT, REOPENED, SECOND_REVIEW, UNKNOWN, POSTPONED = range(7)
"""Ranks: the order of the queue, that of `verify.review.shapes.STATES`."""

HEADLINE = -1_000_000_000
"""Where a headline begins: before every place in the text."""

COLUMNS = (
    "claim_id", "item", "lead", "rank", "most", "article_id", "place", "cell", "publisher", "subject", "key_id",
    "since", "due",
)  # fmt: skip

LEADS_ITEM, LEADS_OF_PUBLISHER = 2, 1
"""How a claim leads: all that is equal, or of that what its publisher has."""

ORDER = ("rank", "most", "article_id", "place", "claim_id")
"""The columns by which the queue is ordered."""

_SEPARATOR, _NULL, _ESCAPE = "\x1f", "\x1e", "\x1d"
_ESCAPED = {_ESCAPE: "0", _NULL: "1", _SEPARATOR: "2"}
_UNESCAPED = {digit: character for character, digit in _ESCAPED.items()}


@lru_cache
def item_code() -> ColumnElement[str]:
    """What equal claims have in common: key, value and as-of. A claim that asks nothing is an item by itself."""
    claim = _T["claim"]
    value = func.coalesce(claim.c.value, claim.c.stated, "")
    answer = case((claim.c.answer == claim.c.value, ""), else_=func.coalesce(claim.c.answer, ""))
    asked = _joined(
        literal("k"),
        cast(claim.c.key_id, Text),
        _escaped(value),
        _escaped(answer),
        func.coalesce(claim.c.as_of, ""),
        claim.c.polarity,
    )
    return case((claim.c.key_id.is_(None), literal("c") + cast(claim.c.id, Text)), else_=asked)


def _joined(*parts: ColumnElement[Any]) -> ColumnElement[str]:
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + literal(_SEPARATOR) + part
    return joined


def waiting(now: str, which: ColumnElement[bool] | None = None) -> Select[Any]:
    """The rows of the queue, of the claims that a condition keeps or of all; none leads, and none is asked often yet.

    A claim waits that stands, that no decision settles, and that the checks did not find supported; or of which a
    reviewer is still to say something.
    """
    status, claim, article, document = _T["status"], _T["claim"], _T["article"], _T["document"]
    key, review, check = _T["claim_key"], _T["review"], _T["check"]
    rank = _rank(now)
    stage = func.coalesce(review.c.stage, 0)
    undecided = status.c.decision_id.is_(None) & (
        (status.c.verdict != int(Verdict.SUPPORTED)) | (status.c.reopened == 1)
    )
    query = (
        select(
            claim.c.id.label("claim_id"),
            item_code().label("item"),
            literal(0).label("lead"),
            rank.label("rank"),
            literal(0).label("most"),
            article.c.id.label("article_id"),
            (claim.c.span_start + case((claim.c.part == "headline", HEADLINE), else_=0)).label("place"),
            _cell(rank).label("cell"),
            document.c.publisher.label("publisher"),
            func.coalesce(claim.c.subject, key.c.subject).label("subject"),
            claim.c.key_id.label("key_id"),
            func.substr(document.c.ingested_at, 1, 10).label("since"),
            case((review.c.due > now, review.c.due), else_=null()).label("due"),
        )
        .select_from(status)
        .join(claim, claim.c.id == status.c.claim_id)
        .join(document, document.c.id == claim.c.document_id)
        # Its article's, too: but told both, PostgreSQL takes it for so rare that it reads every claim there is.
        .join(article, article.c.document_id == document.c.id)
        .outerjoin(key, key.c.id == claim.c.key_id)
        .outerjoin(review, review.c.claim_id == claim.c.id)
        .outerjoin(check, check.c.id == status.c.check_id)
        .where(claim.c.retired == 0, or_(undecided, stage > 0))
    )
    return query if which is None else query.where(which)


def _rank(now: str) -> ColumnElement[int]:
    status, review = _T["status"], _T["review"]
    return case(
        (review.c.due > now, POSTPONED),
        (review.c.stage == 2, DISAGREEMENT),
        (review.c.stage == 1, SECOND_REVIEW),
        (status.c.verdict == int(Verdict.REFUTED), REFUTED),
        (status.c.verdict == int(Verdict.CONFLICTING_EVIDENCE), CONFLICTING),
        (status.c.reopened == 1, REOPENED),
        else_=UNKNOWN,
    )


def _cell(rank: ColumnElement[int]) -> ColumnElement[str]:
    status, claim, document = _T["status"], _T["claim"], _T["document"]
    review, check = _T["review"], _T["check"]
    months = func.substr(document.c.ingested_at, 1, 7)
    parts: list[ColumnElement[Any]] = [cast(rank, Text), _or_null(_escaped(claim.c.kind))]
    parts += [_or_null(cast(status.c.check_id, Text)), _or_null(check.c.severity)]
    parts += [_or_null(cast(status.c.verdict, Text)), _or_null(_escaped(document.c.publisher))]
    parts += [_or_null(_escaped(review.c[name])) for name in ("assignee", "first_by", "second_by")]
    return _joined(*parts, months)


def _escaped(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Words from outside, with nothing in them that a code is divided by."""
    for character, digit in _ESCAPED.items():
        column = func.replace(column, character, _ESCAPE + digit)
    return column


def _or_null(column: ColumnElement[Any]) -> ColumnElement[str]:
    return func.coalesce(column, _NULL)


def cell_row(code: str) -> dict[str, Any]:
    """The row of a cell, of which its code says everything but how many items wait in it."""
    rank, kind, check_id, severity, status, publisher, assignee, first_by, second_by, month = _split(code)
    return {
        "code": code,
        "rank": int(rank or 0),
        "kind": kind,
        "check_id": int(check_id) if check_id else None,
        "severity": severity,
        "status": int(status) if status else None,
        "publisher": publisher,
        "assignee": assignee,
        "first_by": first_by,
        "second_by": second_by,
        "month": month,
        "waiting": 0,
        "by_publisher": 0,
    }


def _split(code: str) -> list[str | None]:
    return [None if part == _NULL else _unescaped(part) for part in code.split(_SEPARATOR)]


def _unescaped(part: str) -> str:
    first, *rest = part.split(_ESCAPE)
    return first + "".join(_UNESCAPED[each[0]] + each[1:] for each in rest)


@dataclass(frozen=True, slots=True)
class Marks:
    """Up to where the store is, or the queue: `checks` is the severity of each active check by its row."""

    run: int = 0
    run_checks: int = 0
    claim: int = 0
    standing: int = 0
    decision: int = 0
    checks: tuple[tuple[int, str], ...] = ()

    def row(self) -> dict[str, Any]:
        """As the table `queue_mark` has it."""
        return {
            "id": 1,
            "run_mark": self.run,
            "run_checks": self.run_checks,
            "claim_mark": self.claim,
            "standing_mark": self.standing,
            "decision_mark": self.decision,
            "checks": json.dumps(self.checks),
        }

    @classmethod
    def of(cls, row: Any) -> Marks:
        """The marks of a row of `queue_mark`."""
        checks = tuple((number, severity) for number, severity in json.loads(row.checks))
        return cls(row.run_mark, row.run_checks, row.claim_mark, row.standing_mark, row.decision_mark, checks)


def last_of(name: str, column: str = "id") -> Any:
    """A scalar sub-select of the largest number of a table, 0 where it is empty."""
    found = _T[name].c[column]
    return select(cast(func.coalesce(func.max(found), 0), Integer)).scalar_subquery()

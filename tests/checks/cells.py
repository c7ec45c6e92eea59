"""Which outcomes there are in which circumstances, as a table: cardinality, precision, dated or state, disputed.

    python tests/checks/cells.py

writes the table anew, from what the oracle finds on the whole grid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import oracle
from questions import FAMILIES, Family, Question, Stated
from written import amount_of, span_of

from verify.verdicts import Outcome

TABLE = Path(__file__).parent / "cells.txt"

HEAD = """\
# What is found where: the cells of cardinality × precision × dated or state × disputed that the grid of tests/checks
# reaches, with the outcomes in each. `python tests/checks/cells.py` writes it anew; what changes here is a change of
# what checks mean.
"""


@dataclass(frozen=True, order=True)
class Circumstances:
    """All that an outcome is told by: a cell, but for the outcome itself.

    `disputed` is said of the facts that agree with the claim; where none does, or claims are compared with each other,
    it is not.
    """

    family: int
    cardinality: str
    precision: str
    disputed: str


Cells = dict[Circumstances, set[Outcome]]


def cells(questions: Iterable[Question], outcomes: Iterable[Outcome | None]) -> Cells:
    """The cells that questions reach, given what was found of each of their claims, in order."""
    found: Cells = {}
    asked = [(question, claim) for question in questions for claim in question.claims]
    for (question, claim), outcome in zip(asked, outcomes, strict=True):
        if outcome is not None:
            found.setdefault(circumstances(question, claim), set()).add(outcome)
    return found


def circumstances(question: Question, claim: Stated) -> Circumstances:
    """In which circumstances a claim of a question is."""
    return Circumstances(
        list(FAMILIES).index(question.family),
        _cardinality(question, claim),
        precision_of(question.of, claim),
        "" if question.of.against == "calendar" or question.of.among_claims else _disputed(question, claim),
    )


def _cardinality(question: Question, claim: Stated) -> str:
    values = "many values" if question.of.many else "one value"
    return values + (", all listed" if _all_listed(question, claim) else "")


def _all_listed(question: Question, claim: Stated) -> bool:
    """Whether a list says that all there is, as far as a claim goes, is on record; only where that can matter."""
    if question.of.against != "record":
        return False
    if question.of.values == "existence":
        return oracle.in_series(question.list)
    if question.of.values == "state":
        time = oracle.time_of(claim)
        return time is not None and oracle.listed(question.list, time)
    return question.of.many and oracle.listed(question.list, span_of(claim.stated) if claim.stated else None)


def _disputed(question: Question, claim: Stated) -> str:
    disputed = {fact.disputed for fact in oracle.matching(question, claim)}
    if not disputed:
        return "none agrees"
    return "some disputed" if len(disputed) > 1 else "all disputed" if True in disputed else "none disputed"


def precision_of(family: Family, claim: Stated) -> str:
    """How precise a claim of a family is: its date, its time, its number."""
    values = family.values
    if values == "text":
        return "words" if claim.answer_known else "words of nobody knows whom"
    if values == "number":
        amount = amount_of(claim.answer or "")
        return "no number" if amount is None else "rounded" if amount.digit > 1 else "to the last digit"
    if values in ("state", "existence"):
        return f"as of {_of_days(claim.as_of)}" if claim.as_of else "as of no day"
    if claim.stated and span_of(claim.stated) is not None:
        return _of_days(claim.stated)
    if claim.stated and "XX-XX" not in claim.stated:
        return "year-less"
    return "inferred only" if claim.value else "no date"


def _of_days(edtf: str) -> str:
    if edtf.startswith(".."):
        return "a time without beginning"
    if edtf.endswith("~"):
        return "approximate"
    month = edtf[5:7]
    if "/" in edtf or "X" in edtf or (month and int(month) > 12):
        return "season or range"
    return {4: "year", 7: "month", 10: "day"}[len(edtf)]


def table(found: Cells) -> str:
    """The cells, a line each, family by family."""
    lines = [HEAD]
    for number, (name, family) in enumerate(FAMILIES.items()):
        lines.append(f"\n[{name}] {'state' if family.values == 'state' else 'dated'}\n")
        rows = sorted((where, outcomes) for where, outcomes in found.items() if where.family == number)
        for where, outcomes in rows:
            circumstance = "; ".join(filter(None, (where.cardinality, where.precision, where.disputed)))
            lines.append(f"{circumstance}: {', '.join(outcome.label for outcome in sorted(outcomes))}\n")
    return "".join(lines)


if __name__ == "__main__":
    from grid import grid

    questions = grid()
    TABLE.write_text(table(cells(questions, oracle.outcomes(questions))), encoding="utf-8")

"""The sentences of specs that expect: verdicts, what they rest on, claims and none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from verify.checks.likeness import nearest_hint
from verify.checks.registry import StepType, Wants
from verify.checks.step_error import StepError
from verify.specs.below import PlacedError, Row, Table
from verify.specs.builder import SpecBuilder
from verify.specs.expectations import (
    NOT_JUDGED,
    ClaimIs,
    IsClaim,
    Judged,
    NoClaim,
    NoClaimAtAll,
    Nothing,
    NotJudged,
    TheClaims,
)
from verify.specs.language import spec_step
from verify.specs.pointing import Pointer, require_quote
from verify.verdicts import OUTCOME_OF, VERDICT_OF, Verdict

CLAIM_COLUMNS = ("quote", "property", "subject", "verdict", "outcome", "because", "check", "value")
"""The columns of a table of claims; only the first must be there."""


@spec_step(
    StepType.THEN,
    '{claim} is "{verdict}"[ because "{reason}"]',
    example='"July 4, 2015" is "refuted"',
    about="The verdict on a claim and, with `because`, words of the explanation that readers get.",
)
def _is(builder: SpecBuilder, claim: str, verdict: str, reason: str | None = None) -> None:
    expected = {"verdict": _verdict(verdict)} | ({"because": reason} if reason is not None else {})
    builder.expect(ClaimIs(builder.point(claim), expected))


@spec_step(
    StepType.THEN,
    "{claim} is not judged",
    example='"July 14, 2015" is not judged',
    about="The words make a claim, and no check says anything of it.",
)
def _not_judged(builder: SpecBuilder, claim: str) -> None:
    builder.expect(NotJudged(builder.point(claim)))


@spec_step(
    StepType.THEN,
    '{words} is a claim about "{property}"[ of "{subject}"]',
    example='"July 14, 2015" is a claim about "concluded" of "Joint Comprehensive Plan of Action"',
    about="The words make such a claim, whatever becomes of it.",
)
def _is_claim(builder: SpecBuilder, words: str, property: str, subject: str | None = None) -> None:
    builder.require_property(property)
    builder.expect(IsClaim(replace(builder.point(words), property=property, subject=subject)))


@spec_step(
    StepType.THEN,
    '{words} is not a claim[ about "{property}"]',
    example='"Resolution 2231" is not a claim about "concluded"',
    about="The words make no claim, or none about this property.",
)
def _no_claim(builder: SpecBuilder, words: str, property: str | None = None) -> None:
    if property is not None:
        builder.require_property(property)
    builder.expect(NoClaim(replace(builder.point(words), property=property)))


@spec_step(
    StepType.THEN,
    'the outcome of {claim} is "{outcome}"',
    example='the outcome of "July 2015" is "agrees within its precision"',
    about="What comparing the claim found, in the words of reports.",
)
def _outcome(builder: SpecBuilder, claim: str, outcome: str) -> None:
    builder.expect(ClaimIs(builder.point(claim), {"outcome": _known_outcome(outcome)}))


@spec_step(
    StepType.THEN,
    'its outcome is "{outcome}"',
    example='its outcome is "agrees within its precision"',
    about="The same of the claim meant before.",
)
def _its_outcome(builder: SpecBuilder, outcome: str) -> None:
    _outcome(builder, "it", outcome)


@spec_step(
    StepType.THEN,
    'the value of {claim} is "{value}"',
    example='the value of "March 9" is "2016-03-09"',
    about="What the words mean: a date as 2016-03-09, a subject by its name in the reference.",
)
def _value(builder: SpecBuilder, claim: str, value: str) -> None:
    builder.expect(ClaimIs(builder.point(claim), {"value": value}))


@spec_step(
    StepType.THEN,
    'its value is "{value}"',
    example='its value is "2016-03-09"',
    about="The same of the claim meant before.",
)
def _its_value(builder: SpecBuilder, value: str) -> None:
    _value(builder, "it", value)


@spec_step(
    StepType.THEN,
    '{claim} is attributed to "{who}"',
    example='"July 4, 2015" is attributed to "the ministry"',
    about="In whose mouth the article puts the claim.",
)
def _attributed(builder: SpecBuilder, claim: str, who: str) -> None:
    builder.expect(ClaimIs(builder.point(claim), {"attributed to": who}))


@spec_step(
    StepType.THEN,
    '{claim} is judged by the check "{check}"',
    example='"July 4, 2015" is judged by the check "agreements/the-date-an-agreement-goes-by"',
    about="The check, or the outline, whose verdict stands.",
)
def _judged_by(builder: SpecBuilder, claim: str, check: str) -> None:
    builder.require_check(check)
    builder.expect(ClaimIs(builder.point(claim), {"check": check}))


@spec_step(
    StepType.THEN,
    "nothing is refuted",
    example="nothing is refuted",
    about="The articles make claims, and none of them is refuted.",
)
def _nothing_refuted(builder: SpecBuilder) -> None:
    builder.expect(Nothing(Verdict.REFUTED))


@spec_step(
    StepType.THEN,
    "nothing is judged",
    example="nothing is judged",
    about="The articles make claims, and no check says anything of them.",
)
def _nothing_judged(builder: SpecBuilder) -> None:
    builder.expect(Nothing(None))


@spec_step(
    StepType.THEN,
    "nothing is claimed",
    example="nothing is claimed",
    about="The articles make no claim at all, not even a date by itself.",
)
def _nothing_claimed(builder: SpecBuilder) -> None:
    builder.expect(NoClaimAtAll())


@spec_step(
    StepType.THEN,
    "{count} claims are judged",
    example="2 claims are judged",
    about="So many claims have a verdict, and no more.",
)
def _count(builder: SpecBuilder, count: str) -> None:
    builder.expect(Judged(int(count)))


@spec_step(
    StepType.THEN,
    "one claim is judged",
    example="one claim is judged",
    about="One claim has a verdict, and no other.",
)
def _one(builder: SpecBuilder) -> None:
    builder.expect(Judged(1))


@spec_step(
    StepType.THEN,
    "the claims are:",
    example="the claims are:",
    example_block=("| quote        | verdict |", "| July 4, 2015 | refuted |"),
    about="Every claim that is judged, in any order, and what is expected of it; the columns are "
    f"{', '.join(f'`{column}`' for column in CLAIM_COLUMNS)}, of which only the first must be there. The verdict "
    f"of a claim that no check judges is `{NOT_JUDGED}`.",
    wants=Wants.TABLE,
)
def _claims(builder: SpecBuilder, block: Table) -> None:
    block.require(CLAIM_COLUMNS, CLAIM_COLUMNS[:1])
    rows: list[ClaimIs] = []
    for row in block.rows:
        try:
            rows.append(_claim_row(builder, row))
        except StepError as error:
            raise PlacedError(error.message, error.hint, row.place) from None
    builder.expect(TheClaims(tuple(rows)))


def _claim_row(builder: SpecBuilder, row: Row) -> ClaimIs:
    cells = {column: cell for column, cell in row.cells.items() if cell}
    if "quote" not in cells:
        raise StepError("the row quotes nothing.", "Fill in the cell.")
    pointer = Pointer(cells["quote"], property=cells.get("property"), subject=cells.get("subject"))
    if pointer.property is not None:
        builder.require_property(pointer.property)
    require_quote(pointer, builder.documents)
    readers: Mapping[str, Callable[[str], str]] = {
        "verdict": lambda word: word if word == NOT_JUDGED else _verdict(word),
        "outcome": _known_outcome,
        "because": str,
        "check": builder.require_check,
        "value": str,
    }
    return ClaimIs(
        pointer, {aspect: read(cells[aspect]) for aspect, read in readers.items() if aspect in cells}
    )


def _verdict(word: str) -> str:
    if word not in VERDICT_OF:
        raise StepError(f"{word!r} is no verdict.", f"Write one of: {', '.join(VERDICT_OF)}.")
    return word


def _known_outcome(word: str) -> str:
    if word not in OUTCOME_OF:
        raise StepError(f"{word!r} is no outcome.", nearest_hint(word, OUTCOME_OF))
    return word

"""Extraction that people found wrong, as the cases that its tests read: a sentence, and what is to be read in it.

What stands in the log (a decision that blames the extraction, "not a claim", a correction) is the case; here it is
put into the form of `tests/cases/`. A case fails until the extraction is mended: that is what it is for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from verify.claims import Claim, Part, Polarity, Span
from verify.extract import extract
from verify.extract.dates import find_dates
from verify.extract.sentences import Sentences
from verify.store.redactions import MARK
from verify.store.schema import METADATA
from verify.store.status import said_of
from verify.vocabulary import Vocabulary

PUBLISHED = "2016-04-09"
"""The day of publication that a case has unless it says another."""

RELATIONS_LEAVE_OUT = ("date", "office")
USUAL = frozenset({
    "adopted", "concluded", "signed", "in force", "ended", "withdrawn", "announced", "dated", "occurred", "cited",
    "holds",
})  # fmt: skip
"""The properties whose cases are read with the claims of every kind but dates; other cases leave out offices too."""

_T = METADATA.tables
_BATCH = 500
# What TOML does not allow in a text, and what would act on a terminal that shows it.
_ESCAPED = re.compile(
    '[\x00-\x1f\x7f-\x9f"\\\\\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]'
)


@dataclass(frozen=True, slots=True)
class Misread:
    """A claim that was read wrongly: what was read, where, and what a person says of it.

    `quote` and `value` are what should have been read, where they say so; `is_none` that there is no claim at all.
    """

    claim: str
    text: str
    headline: str
    published: str | None
    part: str
    start: int
    end: int
    kind: str
    property: str
    read_quote: str
    subject: str | None
    read_value: str | None
    is_none: bool
    quote: str | None
    value: str | None
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case of statements: a text and the line of each claim that is to be read in it."""

    shows: str
    text: str
    published: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateCase:
    """A case of dates: a text, its day of publication, and quote, value, what is stated, problem of each date in it."""

    why: str
    text: str
    published: str | None
    dates: tuple[tuple[str, str, str, str | None], ...]


def misread(connection: Connection) -> tuple[list[Misread], int]:
    """The claims that people say were read wrongly, in the order of the log; and how many of them are redacted."""
    decision, claim, document, text = _T["decision"], _T["claim"], _T["document"], _T["text"]
    meant = decision.c.event.in_(["discard", "correct"]) | (decision.c.side == "extraction")
    order = select(decision.c.claim_id).where(meant).group_by(decision.c.claim_id)
    numbers = sorted(connection.scalars(order))
    said = said_of(connection, numbers)
    standing = {
        number: event
        for number in numbers
        if (event := said[number].decision) is not None
        and (
            event.event in ("discard", "correct") or (event.event == "decide" and event.side == "extraction")
        )
    }
    found: list[tuple[int, Misread]] = []
    redacted = 0
    wanted = sorted(standing)
    for start in range(0, len(wanted), _BATCH):
        query = (
            select(claim, document.c.headline, document.c.published, text.c.content)
            .join(document, document.c.id == claim.c.document_id)
            .join(text, text.c.id == document.c.text_id)
            .where(claim.c.id.in_(wanted[start : start + _BATCH]))
        )
        for row in connection.execute(query):
            if row.quote == MARK:
                redacted += 1
            else:
                event = standing[row.id]
                found.append((event.id, _misread(row, event)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])], redacted


def _misread(row: Any, event: Any) -> Misread:
    detail: dict[str, Any] = json.loads(event.detail) if event.detail else {}
    corrected = event.event == "correct"
    return Misread(
        claim=row.digest,
        text=row.content,
        headline=row.headline,
        published=row.published,
        part=row.part,
        start=row.span_start,
        end=row.span_end,
        kind=row.kind,
        property=row.property,
        read_quote=row.quote,
        subject=row.subject,
        read_value=row.value,
        is_none=not corrected,
        quote=detail.get("quote") if corrected else None,
        value=detail.get("value") if corrected else None,
        note=event.note,
        by=event.actor,
    )


def case_of(wrong: Misread, vocabulary: Vocabulary) -> Case | DateCase:
    """The case of a claim that was misread, on the fewest sentences in which it is read like that again."""
    said = wrong.note or ("is no claim" if wrong.is_none else "was misread")
    shows = f"{said} ({wrong.claim[:12]}, by {wrong.by})"
    if wrong.kind == "date":
        text, dates = _dates(wrong)
        return DateCase(shows, text, wrong.published, tuple(dates))
    published = wrong.published or PUBLISHED
    for text in _passages(wrong):
        claims = [claim for claim in extract(text, vocabulary, published=published) if _is_told(claim, wrong)]
        if any(_is_it(claim, wrong) for claim in claims):
            break
    lines = [_line(told) for claim in claims if (told := _right(claim, wrong)) is not None]
    return Case(shows, text, wrong.published, tuple(lines))


def _is_told(claim: Claim, wrong: Misread) -> bool:
    if wrong.property in USUAL:
        return claim.kind != "date"
    return claim.kind not in RELATIONS_LEAVE_OUT and claim.property != "cited"


def _is_it(claim: Claim, wrong: Misread) -> bool:
    return (claim.kind, claim.property, claim.span.quote, claim.subject, claim.value) == (
        wrong.kind,
        wrong.property,
        wrong.read_quote,
        wrong.subject,
        wrong.read_value,
    )


def _right(claim: Claim, wrong: Misread) -> Claim | None:
    """What should be read in the place of a claim; None where nothing should."""
    if not _is_it(claim, wrong):
        return claim
    if wrong.is_none:
        return None
    quote = wrong.quote or claim.span.quote
    return replace(
        claim, span=Span(claim.span.start, claim.span.end, quote), value=wrong.value or claim.value
    )


def _passages(wrong: Misread) -> Iterator[str]:
    """The sentence of a claim, that with the one before it, its paragraph, and all there is."""
    whole = wrong.headline if wrong.part == Part.HEADLINE else wrong.text
    sentences = Sentences(whole)
    first, last = sentences.index(wrong.start), sentences.index(wrong.end - 1)
    _, end = sentences.bounds(last)
    for index in dict.fromkeys((first, max(0, first - 1))):
        yield whole[sentences.bounds(index)[0] : end].strip()
    paragraph = whole.rfind("\n\n", 0, wrong.start) + 1
    after = whole.find("\n\n", wrong.end)
    yield whole[paragraph : after if after >= 0 else len(whole)].strip()
    yield whole


def _line(claim: Claim) -> str:
    """A claim as the files of cases write it."""
    parts = [f"{claim.kind} {claim.property}", claim.span.quote, claim.subject or "", claim.value or ""]
    if claim.polarity is not Polarity.ASSERTED:
        parts.append(claim.polarity.value)
    if claim.problem is not None:
        parts.append(claim.problem.value)
    if claim.kind == "quotation":
        return " | ".join([*parts, f"on {claim.as_of or 'an unknown day'}"])
    if claim.attributed_to is not None:
        parts.append(f"by {claim.attributed_to}")
    if claim.kind == "office" and claim.as_of is None:
        parts.append("at an unknown day")
    elif claim.kind == "office" and claim.as_of != PUBLISHED:
        parts.append(f"as of {claim.as_of}")
    return " | ".join(parts)


def _dates(wrong: Misread) -> tuple[str, list[tuple[str, str, str, str | None]]]:
    dates: list[tuple[str, str, str, str | None]] = []
    text = ""
    for text in _passages(wrong):
        found = find_dates(text, wrong.published)
        mine = [
            mention
            for mention in found
            if (text[mention.start : mention.end], mention.value) == (wrong.read_quote, wrong.read_value)
        ]
        dates = []
        for mention in found:
            quote, problem = text[mention.start : mention.end], mention.problem
            told = (quote, mention.value, mention.stated, str(problem) if problem else None)
            if mention not in mine:
                dates.append(told)
            elif not wrong.is_none:
                value = wrong.value or mention.value
                stated = wrong.value or mention.stated
                dates.append((wrong.quote or quote, value, stated, None if wrong.value else told[3]))
        if mine:
            break
    return text, dates


def cases_toml(cases: Iterable[Case]) -> str:
    """Cases of statements as a file of `tests/cases/` has them."""
    return "\n".join(map(_case_toml, _told_apart(cases, lambda case: case.shows)))


def _case_toml(case: Case) -> str:
    rows = ["[[case]]", f"shows = {_quoted(case.shows)}"]
    rows += [f"published = {_quoted(case.published)}"] if case.published not in (None, PUBLISHED) else []
    rows += [f"text = {_quoted(case.text)}"]
    if not case.claims:
        return "\n".join([*rows, "claims = []", ""])
    return "\n".join([*rows, "claims = [", *(f"  {_quoted(line)}," for line in case.claims), "]", ""])


def _told_apart(cases: Iterable[Any], name: Callable[[Any], str]) -> list[Any]:
    """The cases, one of each name: every case of a file shows something of its own."""
    return list({name(case): case for case in cases}.values())


def _quoted(text: str | None) -> str:
    return '"' + _ESCAPED.sub(_escape, text or "") + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}.get(char)
    return short or (f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}")


def cases_jsonl(cases: Iterable[DateCase]) -> str:
    """Cases of dates as `tests/cases/dates.jsonl` has them."""
    from verify.display import json_safe

    return "".join(
        json_safe(json.dumps(_date_object(case), ensure_ascii=False)) + "\n"
        for case in _told_apart(cases, lambda case: case.why)
    )


def _date_object(case: DateCase) -> dict[str, Any]:
    return {"why": case.why, "text": case.text, "published": case.published} | {
        "dates": [_date_cells(*date) for date in case.dates]
    }


def _date_cells(quote: str, value: str, stated: str, problem: str | None) -> Sequence[Any]:
    if problem is not None:
        return [quote, value, stated, {"problem": problem}]
    return [quote, value] if stated == value else [quote, value, stated]

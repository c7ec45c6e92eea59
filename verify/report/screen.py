"""Claims as people see them on a terminal: a table, a summary, and the reasons for what was refuted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from verify.display import ci_safe, clip, display_safe, display_width
from verify.report.claims import ClaimLine, SourceLine
from verify.verdicts import Verdict

MARKS = {
    Verdict.REFUTED: "✗",
    Verdict.CONFLICTING_EVIDENCE: "≠",
    Verdict.SUPPORTED: "✓",
    Verdict.NOT_ENOUGH_EVIDENCE: "?",
}

NOTHING: Mapping[str, str] = MappingProxyType({})
"""No claim is excused."""

Paint = Callable[[Verdict | None, str], str]
"""Colours the words of a verdict, or leaves them as they are."""


def plain(verdict: Verdict | None, words: str) -> str:
    """No colour."""
    return words


def states_nothing_else(line: ClaimLine) -> bool:
    """Whether a claim is a date by itself, of which no check says anything."""
    return line.kind == "date" and line.status is None


def claim_words(line: ClaimLine, cells: int | None = None) -> str:
    """A claim in a few words, safe to show; where they are to fit into some cells, the subject gives way."""
    subject = "" if line.kind == "date" else display_safe(line.subject or "")
    said = display_safe(_said(line))
    if cells is not None:
        # The subject is told apart by a few letters, the date only by all of them.
        subject = clip(subject, max(8, cells - display_width(said)))
    return subject + said


STANCES = {"negated": "Denied", "hypothetical": "Supposed", "planned": "Planned"}
"""How an article says a claim that it does not assert, by polarity."""


def stated_words(line: ClaimLine) -> str:
    """A claim in a few words, safe to show, with what the article makes of it where it does not assert it."""
    stance = STANCES.get(line.polarity)
    return f"{stance}: {claim_words(line)}" if stance else claim_words(line)


def _said(line: ClaimLine) -> str:
    """What a claim says of its subject."""
    meant = f" ({line.value})" if line.value and line.value not in (line.stated, line.quote) else ""
    if line.kind == "date":
        return f"{line.quote}{meant}"
    if line.property == "cited":
        return " exists"
    if line.kind == "office":
        return f" holds {line.value}"
    if line.property in ("occurred", "dated"):
        return f": {line.quote}{meant}"
    return f" {line.property}: {line.quote}{meant}"


def where(line: ClaimLine) -> str:
    """The place of a claim: line and column, or the column of the headline."""
    return f"headline:{line.column}" if line.part == "headline" else f"{line.line}:{line.column}"


def numbered_sources(lines: Sequence[ClaimLine]) -> dict[SourceLine, int]:
    """The sources that lines rest on, numbered from 1 in order of appearance."""
    sources = dict.fromkeys(source for line in lines for source in line.sources)
    return {source: number for number, source in enumerate(sources, 1)}


def claim_table(
    lines: Sequence[ClaimLine],
    *,
    width: int,
    show_all: bool,
    paint: Paint = plain,
    excused: Mapping[str, str] = NOTHING,
) -> list[str]:
    """The claims, a row each: where, claim, record, verdict. Dates that state nothing else only with `show_all`.

    `excused` says why refuted claims do not count, by their ids.
    """
    numbers = numbered_sources(lines)
    shown = [line for line in lines if show_all or not states_nothing_else(line)]
    if not shown:
        return []
    rows = [(where(line), line, _record(line, numbers), _verdict(line, excused)) for line in shown]
    places = max(5, *(len(row[0]) for row in rows))
    verdicts = max(7, *(display_width(words) for *_, words in rows))
    room = max(24, width - places - verdicts - 7)
    records = min(max(6, *(display_width(row[2]) for row in rows)), room * 9 // 20)
    claims = min(max(5, *(display_width(claim_words(line)) for line in shown)), room - records)
    table = [f" {'where':<{places}}  {'claim':<{claims}}  {'record':<{records}}  verdict"]
    for place, line, record, verdict in rows:
        claim = _fit(claim_words(line, claims), claims)
        words = paint(line.status, verdict)
        table.append(f" {place:<{places}}  {claim}  {_fit(record, records)}  {words}".rstrip())
    return table


def _record(line: ClaimLine, numbers: dict[SourceLine, int]) -> str:
    cited = "".join(f" [{numbers[source]}]" for source in line.sources[:1])
    return display_safe(line.record or "") + cited


def _verdict(line: ClaimLine, excused: Mapping[str, str]) -> str:
    if line.status is None:
        return "·"
    why = excused.get(line.claim, "")
    # The first word says what excuses; the rest is told with the reasons.
    short = f" ({display_safe(why.split(maxsplit=1)[0])})" if why else ""
    return f"{MARKS[line.status]} {line.status.label}{short}"


def _fit(text: str, cells: int) -> str:
    cut = clip(text, cells)
    return cut + " " * (cells - display_width(cut))


def summary(
    lines: Sequence[ClaimLine],
    *,
    show_all: bool,
    paint: Paint = plain,
    excused: Mapping[str, str] = NOTHING,
) -> str:
    """How many claims have which verdict, in one line, and how many of those refuted are excused."""
    counts = Counter(line.status for line in lines if line.status is not None)
    parts = [
        paint(verdict, f"{MARKS[verdict]} {counts[verdict]} {verdict.label}")
        for verdict in Verdict
        if counts[verdict]
    ]
    if excuses := sum(line.claim in excused for line in lines):
        parts[0] += f" ({excuses} excused)"
    bare = sum(1 for line in lines if states_nothing_else(line))
    if bare:
        hint = "" if show_all else " (--all shows them)"
        parts.append(
            f"· {bare} date{'s' if bare != 1 else ''} that state{'' if bare != 1 else 's'} nothing else{hint}"
        )
    unjudged = sum(1 for line in lines if line.status is None and not states_nothing_else(line))
    if unjudged:
        parts.append(f"· {unjudged} that no check judges")
    return "   ".join(parts) or "no claims"


def reasons(
    lines: Sequence[ClaimLine],
    document: str,
    *,
    paint: Paint = plain,
    remarks: Mapping[str, str] = NOTHING,
) -> list[str]:
    """For each refuted or conflicting claim: the words, why, the source, and the check that says so; safe in a CI log.

    A claim is shown, too, of which the record notes that sources differ about something beside it. `remarks` say what
    excuses refuted claims, or did until a day, by their ids.
    """
    numbers = numbered_sources(lines)
    told: list[str] = []
    for line in lines:
        if line.status not in (Verdict.REFUTED, Verdict.CONFLICTING_EVIDENCE) and not _differs_beside(line):
            continue
        indent = "       "
        head = f"{ci_safe(document)}:{where(line)}  “{display_safe(line.quote)}”"
        told += ["", paint(line.status, head)]
        told.append(f"{indent}{ci_safe(line.explanation or '')}")
        if line.advice:
            told.append(f"{indent}{ci_safe(line.advice)}")
        if line.attributed_to:
            told.append(f"{indent}The article attributes it to {display_safe(line.attributed_to)}.")
        for source in line.sources:
            told.append(f"{indent}[{numbers[source]}] {display_safe(source.named())}")
            told += [f"{indent}    {ci_safe(source.url)}"] * bool(source.url)
        if line.decided_by:
            told.append(f"{indent}decided by {display_safe(line.decided_by)}")
        elif line.check_place:
            told.append(f"{indent}by {display_safe(f'{line.check_place}, {line.check_title}')}")
        if line.claim in remarks:
            told.append(f"{indent}refuted ({display_safe(remarks[line.claim])})")
    return told


def _differs_beside(line: ClaimLine) -> bool:
    return line.status is not None and "sources differ" in (line.explanation or "")


def markdown_table(
    lines: Sequence[ClaimLine], *, show_all: bool, excused: Mapping[str, str] = NOTHING
) -> list[str]:
    """The claims as a Markdown table."""
    shown = (line for line in lines if show_all or not states_nothing_else(line))
    return list(
        markdown_rows(
            ["where", "claim", "record", "verdict", "explanation"],
            [
                (
                    where(line),
                    claim_words(line),
                    line.record or "",
                    _verdict(line, excused),
                    _explained(line, excused),
                )
                for line in shown
            ],
        )
    )


def _explained(line: ClaimLine, excused: Mapping[str, str]) -> str:
    said = line.explanation or ""
    return f"{said} Refuted ({excused[line.claim]})." if line.claim in excused else said


def _cell(text: str) -> str:
    safe = display_safe(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{char}" if char in r"\`*_[]|#!~" else char for char in safe)


def text_rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A plain table: columns as wide as their cells, at most 40 cells each."""
    safe = [[display_safe(cell) for cell in row] for row in (header, *rows)]
    widths = [min(40, max(display_width(row[column]) for row in safe)) for column in range(len(header))]
    return list(cell_rows((header, *rows), widths))


BETWEEN = "  "
"""What parts the columns of a plain table."""


def cell_rows(rows: Iterable[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Rows of a plain table whose columns are so wide, safe in a CI log; what is longer is cut."""
    for row in rows:
        cells = (_fit(display_safe(cell), width) for cell, width in zip(row, widths, strict=True))
        yield ci_safe(BETWEEN.join(cells).rstrip())


_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_ ]*")


def markdown_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table; text from outside cannot leave its cell."""
    named = (name if _PLAIN_NAME.fullmatch(name) else _cell(name) for name in header)
    yield "| " + " | ".join(named) + " |"
    yield "| " + " | ".join("---" for _ in header) + " |"
    for row in rows:
        yield "| " + " | ".join(_cell(cell) for cell in row) + " |"


def next_rows(refuted: int, unsettled: int) -> list[str]:
    """The line that says where refuted claims, and those that no check settles, wait; none where there are none."""
    left = [f"{refuted} refuted"] * bool(refuted) + [f"{unsettled} not settled"] * bool(unsettled)
    return [f"Next: verify review   ({', '.join(left)})"] if left else []

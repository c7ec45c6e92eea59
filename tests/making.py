"""What tests are made of: claims, documents, a small reference, and a store in which they were judged.

The subjects are invented; `data/reference` holds what is on record of them.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from verify.checks.plan import Check, CompareWith, Comparing, Plan, Selection
from verify.checks.run import Run, run_checks
from verify.claims import Claim, Part, Span
from verify.documents import Document, Prose
from verify.reference.load import Loaded, load_reference
from verify.reference.records import refresh_records
from verify.reference.vocabulary import read_vocabulary
from verify.store.engine import Store
from verify.store.ingest import Ingested, write_document
from verify.store.schema import METADATA
from verify.verdicts import Outcome, Verdict

SMALL_REFERENCE = Path(__file__).parent / "data" / "reference"
NOW = "2016-04-09T12:00:00.000000Z"
LATER = "2016-04-10T12:00:00.000000Z"
PUBLISHED = "2016-04-09"

TEXT = (
    "The Harbour Treaty was concluded on 4 May 2010 and signed on 2 June 2010.\n"
    "Mara Lind is harbour master.\n"
    "The Ferry Pact was concluded on 1 March 1999. Resolutions 3, 4 and 77 stand.\n"
)

SUPPORTED = {Outcome.AGREES: Verdict.SUPPORTED, Outcome.AGREES_WITHIN_ITS_PRECISION: Verdict.SUPPORTED}
USUAL: Mapping[Outcome, Verdict] = dict.fromkeys(Outcome, Verdict.NOT_ENOUGH_EVIDENCE) | SUPPORTED | {
    Outcome.DIFFERS: Verdict.REFUTED,
    Outcome.ABSENT_FROM_A_COMPLETE_LIST: Verdict.REFUTED,
    Outcome.TRUE_AT_ANOTHER_DATE: Verdict.REFUTED,
    Outcome.SOURCES_CONFLICT: Verdict.CONFLICTING_EVIDENCE,
}  # fmt: skip
"""What the checks that ship conclude of each outcome, more or less."""


def document(text: str = TEXT, *, article: str = "harbour.txt", **more: Any) -> Document:
    """A plain-text document, published on 9 April 2016 unless `published` says otherwise."""
    given = {"name": article, "published": PUBLISHED} | more
    return Document(article=article, text=text, prose=Prose(text), **given)


def span(text: str, quote: str, part: Part = Part.BODY) -> Span:
    """The first place of a quote in a text."""
    start = text.index(quote)
    return Span.of(text, start, start + len(quote), part)


def dated(text: str, quote: str, subject: str, property_: str, value: str, **more: Any) -> Claim:
    """A claim that something of an agreement happened on a day."""
    part = more.pop("part", Part.BODY)
    given = {"kind": "agreement", "stated": value, "asks": subject, "answer": value} | more
    return Claim(span=span(text, quote, part), property=property_, subject=subject, value=value, **given)


def office(text: str, quote: str, person: str, *, as_of: str | None = "2016-04-09", **more: Any) -> Claim:
    """A claim that a person is the harbour master."""
    return Claim(
        span=span(text, quote), kind="office", property="holds", subject=person, value="harbour master",
        asks="harbour master", answer=person, as_of=as_of, **more,
    )  # fmt: skip


def cited(text: str, quote: str, name: str, *, as_of: str | None = "2016-04-09") -> Claim:
    """A claim that a resolution exists."""
    return Claim(
        span=span(text, quote), kind="resolution", property="cited", subject=name, value=None,
        asks=name, answer=name, as_of=as_of,
    )  # fmt: skip


def usual_claims(text: str = TEXT) -> list[Claim]:
    """The claims of `TEXT`: supported, supported, refuted, conflicting, supported, refuted, not enough evidence."""
    return [
        dated(text, "4 May 2010", "Harbour Treaty", "concluded", "2010-05-04"),
        dated(text, "2 June 2010", "Harbour Treaty", "signed", "2010-06-02"),
        office(text, "Mara Lind", "Mara Lind"),
        dated(text, "1 March 1999", "Ferry Pact", "concluded", "1999-03-01"),
        cited(text, "3,", "T/RES/3"),
        cited(text, "4 and", "T/RES/4"),
        cited(text, "77", "T/RES/77"),
    ]


def check(
    property_: str = "concluded",
    *,
    name: str | None = None,
    kind: str = "agreement",
    line: int = 1,
    verdicts: Mapping[Outcome, Verdict | None] = USUAL,
) -> Check:
    """A check that compares the claims of one property with the reference."""
    plan = Plan(Selection(kind, property_), Comparing(CompareWith.REFERENCE), verdicts)
    name = name or f"small/{property_}"
    return Check(name, f"The {property_} one", "checks/small.feature", line, "error", plan)


def usual_checks() -> list[Check]:
    """A check of each property of `usual_claims`."""
    return [
        check("concluded", line=3),
        check("signed", line=10),
        check("holds", kind="office", line=20),
        check("cited", kind="resolution", line=30),
    ]


def copied_reference(folder: Path) -> Path:
    """A copy of the small reference to edit."""
    return Path(shutil.copytree(SMALL_REFERENCE, folder))


def edit(folder: Path, table: str, old: str, new: str) -> None:
    """Replace words that stand once in a table of a reference."""
    path = folder / "core" / f"{table}.csv"
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {table}.csv"
    path.write_text(content.replace(old, new), encoding="utf-8")


def load(
    store: Store, folder: Path = SMALL_REFERENCE, *, actor: str = "Ana", now: str = NOW
) -> Loaded | None:
    """Load a reference."""
    with store.writing() as connection:
        return load_reference(connection, folder, actor=actor, now=now)


def put(store: Store, found: Document, claims: Sequence[Claim], *, extractor: str = "test 1") -> Ingested:
    """Store a document with its claims, and give their keys records."""
    with store.writing() as connection:
        written = write_document(connection, found, claims, extractor=extractor, vocabulary="v" * 64, now=NOW)
        refresh_records(connection)
    return written


def judge(store: Store, checks: Sequence[Check], folder: Path = SMALL_REFERENCE) -> Run:
    """Run checks."""
    described = read_vocabulary(folder).properties
    return run_checks(store, checks, described, actor="Ana", software="verify test", clock=lambda: NOW)


def judged_store(store: Store) -> None:
    """The small reference, the usual claims and the usual checks, judged."""
    load(store)
    put(store, document(), usual_claims())
    judge(store, usual_checks())


def claim_of(store: Store, quote: str) -> str:
    """The id of the one claim that stands or stood with this quote."""
    table = METADATA.tables["claim"]
    with store.reading() as connection:
        return str(connection.execute(select(table.c.digest).where(table.c.quote == quote)).scalar_one())


def rows(store: Store, name: str) -> list[tuple[Any, ...]]:
    """The rows of a table, in the order of its key."""
    table = METADATA.tables[name]
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]


def snapshot(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table."""
    return {name: rows(store, name) for name in sorted(METADATA.tables)}

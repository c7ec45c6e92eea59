"""A store with a million claims in twenty thousand articles, of every kind and mixed as articles mix them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from record import RESOLUTIONS, TOUCHED, Record, date
from sqlalchemy import insert, select, text

from verify import workbench
from verify.reference.records import refresh_records
from verify.store.answers import answer_digest
from verify.store.engine import Store, connect
from verify.store.schema import METADATA
from verify.store.upgrade import upgrade
from verify.values import parse_edtf, weekday_of
from verify.workspace import find

T = METADATA.tables
MOMENT = "2026-01-01T00:00:00.000000Z"
CLAIMS_AN_ARTICLE = 50
ARTICLES_A_BATCH = 400
FIRST_DAY, LAST_DAY = 733_773, 737_424
"""Articles are published from 2010 to 2019."""

PUBLISHERS = 8
NOBODY_KNOWS = 40
"""Subjects of each property that articles speak of and the reference does not know."""

MIX = {
    "concluded": 24, "adopted": 17, "cited": 17, "signed": 12, "occurred": 10, "holds": 10, "vote": 5, "date": 5,
}  # fmt: skip
"""How many of a hundred claims state which property."""

KINDS = {
    "concluded": "agreement", "adopted": "resolution", "cited": "resolution", "signed": "agreement",
    "occurred": "event", "holds": "office", "vote": "resolution", "date": "date",
}  # fmt: skip


class Claims:
    """Makes the rows of claims: always the same ones of the same number of claims.

    `exact` makes them all of one property, their dates written in full and their subjects on record.
    """

    def __init__(
        self, record: Record, keys: dict[tuple[str, str], int], total: int, exact: str | None = None
    ) -> None:
        self.record, self.keys, self.exact = record, keys, exact
        self.mix = {exact: 1} if exact else MIX
        self.asked: dict[str, list[str]] = {name: [] for name in KINDS}
        for subject, name in keys:
            if exact is None or subject in record.days[exact]:
                self.asked[name].append(subject)
        sizes = touched_sizes(total) if exact is None else []
        for size in sizes:
            self.asked["concluded"].remove(TOUCHED[size])
        chosen = random.Random(7).sample(range(1, total + 1), sum(sizes))
        about = [TOUCHED[size] for size in sizes for _ in range(size)]
        self.about: dict[int, str] = dict(zip(chosen, about, strict=True))

    def row(self, number: int, document: int, published: int) -> dict[str, Any]:
        """One claim of an article that is published on a day."""
        rng = random.Random(number)
        name = (
            "concluded" if number in self.about else rng.choices(list(self.mix), list(self.mix.values()))[0]
        )
        subject = self.about.get(number) or self._subject(name, rng)
        what: dict[str, Any] = dict.fromkeys(("weekday", "month_day_from", "month_day_to"))
        what |= dict.fromkeys(("stated", "stated_earliest", "stated_latest", "answer"))
        what |= dict.fromkeys(("value", "value_earliest", "value_latest")) | {"answer_known": 1}
        if name == "holds":
            what |= self._holder(subject, published, rng)
        elif name == "vote":
            said = self.record.votes.get(subject, "15-0-0") if rng.random() < 0.9 else "12-1-2"
            what |= {"answer": said, "value": said}
        elif name == "cited":
            what |= {"answer": subject}
        else:
            what |= self._date(name, subject, rng)
        negated = self.exact is None and rng.random() < 0.02
        return what | {
            "id": number, "digest": f"{number:032x}", "document_id": document,
            "key_id": self.keys.get((subject, name)), "kind": KINDS[name], "property": name, "part": "body",
            "span_start": number % CLAIMS_AN_ARTICLE * 10, "span_end": number % CLAIMS_AN_ARTICLE * 10 + 9,
            "quote": "July 14, 2015", "prefix": "which was reached in Vienna on  ",
            "suffix": ", after twenty months of talks. ", "subject": what.pop("person", subject or None),
            "as_of": date(published), "as_of_earliest": published, "as_of_latest": published,
            "attributed_to": "the ministry" if rng.random() < 0.1 else None,
            "polarity": "negated" if negated else "asserted", "problem": None, "comparable": int(not negated),
            "because": "reached", "extractor": "benchmark", "retired": 0,
            "answer_digest": answer_digest(what["answer"]),
        }  # fmt: skip

    def _subject(self, name: str, rng: random.Random) -> str:
        if name == "date":
            return ""
        # Some are spoken of much more than others.
        asked = self.asked[name]
        return asked[int(len(asked) * rng.random() ** 2)]

    def _holder(self, office: str, published: int, rng: random.Random) -> dict[str, Any]:
        terms = self.record.holders.get(office, [("Somebody", 0, 0)])
        place = next((place for place, term in enumerate(terms) if term[1] <= published <= term[2]), 0)
        luck = rng.random()
        person = terms[place if luck < 0.8 else place - 1 if luck < 0.9 else 0][0]
        known = luck < 0.95
        person = person if known else "Someone Else"
        return {"person": person, "answer": person, "answer_known": int(known), "value": office}

    def _date(self, name: str, subject: str, rng: random.Random) -> dict[str, Any]:
        days = self.record.days.get(name, {}).get(subject) or [rng.randint(720_000, 738_000)]
        day = rng.choice(days) + (rng.randint(1, 30) if rng.random() < 0.1 else 0)
        value = date(day)
        luck = rng.random()
        if name == "date":
            weekday = weekday_of(day) if luck < 0.95 else weekday_of(day + 1)
            return _dated(value, value) | {"weekday": weekday, "answer": value}
        if self.exact:
            return _dated(value, value) | {"answer": value}
        if luck < (0.3 if name == "occurred" else 0.05):
            return _dated(f"XXXX{value[4:]}", value)
        shortened = value[:7] if luck > 0.9 else value[:4] if luck > 0.85 else value
        return _dated(shortened, shortened) | {"answer": shortened}


def _dated(stated: str, value: str) -> dict[str, Any]:
    """The columns of a date that is stated so and means that."""
    said, meant = parse_edtf(stated), parse_edtf(value)
    yearless = said.earliest is None
    return {
        "stated": stated, "stated_earliest": said.earliest, "stated_latest": said.latest,
        "value": value, "value_earliest": meant.earliest, "value_latest": meant.latest,
        "month_day_from": said.recurring_from if yearless else None,
        "month_day_to": said.recurring_to if yearless else None,
    }  # fmt: skip


def touched_sizes(total: int) -> list[int]:
    """The sizes of `TOUCHED` that so many claims have room for."""
    return [size for size in TOUCHED if size * 20 <= total]


def fill(database: str, folder: Path, record: Record, claims: int, exact: str | None = None) -> None:
    """Migrate an empty database and put the reference of a workspace and the claims in; `exact` as of `Claims`."""
    store = connect(database)
    upgrade(store)
    workbench.open_workspace_store(replace(find(folder), database=database))[0].close()
    with store.writing() as connection:
        properties = {row.name: row.id for row in connection.execute(select(T["property"]))}
        asked = list(_asked(record))
        rows = [
            {
                "id": number,
                "subject": subject,
                "property_id": properties[name],
                "scope": "",
                "record_id": None,
            }
            for number, (subject, name) in enumerate(asked, 1)
        ]
        connection.execute(insert(T["claim_key"]), rows)
        refresh_records(connection)
    _write_articles(store, record, range(1, claims + 1), claims, exact)
    settle(store)


def add(database: str, record: Record, claims: int, more: int) -> None:
    """Put more claims, in new articles, into a store that was filled with so many."""
    store = connect(database)
    _write_articles(store, record, range(claims + 1, claims + more + 1), claims)
    store.close()


def _asked(record: Record) -> Iterator[tuple[str, str]]:
    """Subject and property of every key."""
    for name, known in record.days.items():
        yield from ((subject, name) for subject in known)
    yield from ((f"S/RES/{number}", "cited") for number in range(1, RESOLUTIONS + 1))
    yield from ((subject, "vote") for subject in record.votes)
    yield from ((office, "holds") for office in record.holders)
    for name in KINDS:
        if name != "date":
            unknown = "S/RES/9" if KINDS[name] == "resolution" else "Unheard-of "
            yield from ((f"{unknown}{number:03}", name) for number in range(NOBODY_KNOWS))


def _write_articles(
    store: Store, record: Record, numbers: Sequence[int], total: int, exact: str | None = None
) -> None:
    with store.reading() as connection:
        query = select(T["claim_key"].c.id, T["claim_key"].c.subject, T["property"].c.name).join(
            T["property"]
        )
        keys = {
            (row.subject, row.name): row.id for row in connection.execute(query.order_by(T["claim_key"].c.id))
        }
    made = Claims(record, keys, total, exact)
    step = CLAIMS_AN_ARTICLE * ARTICLES_A_BATCH
    for start in range(0, len(numbers), step):
        batch = numbers[start : start + step]
        first = (batch[0] - 1) // CLAIMS_AN_ARTICLE + 1
        documents = [_document(number) for number in range(first, (batch[-1] - 1) // CLAIMS_AN_ARTICLE + 2)]
        claims = []
        for number in batch:
            document = documents[(number - 1) // CLAIMS_AN_ARTICLE + 1 - first]
            claims.append(made.row(number, document["id"], document["published_day"]))
        with store.writing() as connection:
            for name, rows in _around(documents).items():
                connection.execute(insert(T[name]), rows)
            connection.execute(insert(T["document"]), documents)
            connection.execute(insert(T["claim"]), claims)


def _document(number: int) -> dict[str, Any]:
    rng = random.Random(f"document {number}")
    published = rng.randint(FIRST_DAY, LAST_DAY)
    return {
        "id": number, "digest": f"{number:064x}", "article_id": number, "text_id": number,
        "name": f"articles/{number}.md", "headline": "", "publisher": f"Daily {rng.randint(1, PUBLISHERS)}",
        "url": None, "language": "en", "published": date(published), "published_day": published,
        "ingested_at": MOMENT,
    }  # fmt: skip


def _around(documents: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of the articles and texts of documents."""
    numbers = [(document["id"], document["name"]) for document in documents]
    return {
        "article": [{"id": number, "name": name, "document_id": number} for number, name in numbers],
        "text": [
            {"id": number, "sha256": f"{number:064x}", "content": "x" * 520, "length": 520}
            for number, _ in numbers
        ],
    }


def settle(store: Store) -> None:
    """Let the database gather its statistics and write what it holds back, as it would in time; close the store."""
    if store.is_sqlite:
        with store.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    store.close()

"""A store with a million claims on five thousand facts, and a workspace of checks to judge them with."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from verify.reference.load import load_reference
from verify.reference.records import refresh_records
from verify.store.engine import Store, connect
from verify.store.schema import METADATA
from verify.store.upgrade import upgrade
from verify.values import parse_edtf, to_date

T = METADATA.tables
KEYS = 4600
SHARED = 25
"""Every how-many-eth key has four recorded values, so that one claim in twenty-five meets several facts."""

FEATURE = """\
Feature: Agreements

  Scenario: The date on which an agreement was concluded
    Given claims about when an agreement was "concluded"
    When each is compared with the reference
    Then a claim that agrees is "supported"
    And a claim that agrees within its precision is "supported"
    And a claim that differs is "refuted"
    And a claim that meets sources that conflict is "conflicting evidence"
    And any other claim is "not enough evidence"
"""


def write_workspace(folder: Path) -> dict[str, list[int]]:
    """Write settings, one check and the reference; returns the recorded days of each subject."""
    rng = random.Random(2231)
    area = folder / "reference" / "benchmark"
    area.mkdir(parents=True)
    (folder / "features" / "checks").mkdir(parents=True)
    (folder / "features" / "checks" / "agreements.feature").write_text(FEATURE, encoding="utf-8")
    (folder / "verify.toml").write_text(
        'articles = []\nchecks = "features/checks"\nreference = "reference"\n'
    )
    days: dict[str, list[int]] = {}
    subjects, facts = (
        ["subject,kind,note"],
        ["fact,subject,property,scope,value,valid_from,valid_to,rank,disputed,sources,note"],
    )
    for number in range(1, KEYS + 1):
        name = f"Agreement {number}"
        days[name] = [rng.randint(720_000, 738_000) for _ in range(1 if number % SHARED else 4)]
        subjects.append(f"{name},agreement,")
        disputed = "yes" if len(days[name]) > 1 else ""
        for place, day in enumerate(days[name]):
            facts.append(f"f{number}.{place},{name},concluded,,{to_date(day)},,,normal,{disputed},s,")
    (area / "subjects.csv").write_text("\n".join(subjects) + "\n")
    (area / "facts.csv").write_text("\n".join(facts) + "\n")
    (area / "sources.csv").write_text(
        "source,title,publisher,url,kind,accessed\ns,Register,R,https://example.org,,\n"
    )
    (area / "properties.csv").write_text(
        "property,kind,value,time,many,answered_by,phrases,note\nconcluded,agreement,date,dated,no,,concluded,\n"
    )
    return days


def fill(database: str, folder: Path, days: dict[str, list[int]], claims: int) -> None:
    """Migrate a database and put the reference and the claims in; one claim in ten differs from the record."""
    store = connect(database)
    upgrade(store)
    with store.writing() as connection:
        load_reference(connection, folder / "reference", actor="benchmark", now="2026-01-01T00:00:00Z")
        moment = "2026-01-01T00:00:00Z"
        connection.execute(insert(T["article"]), {"id": 1, "name": "a", "document_id": 1})
        connection.execute(insert(T["text"]), {"id": 1, "sha256": "0" * 64, "content": "x", "length": 1})
        document = {"id": 1, "digest": "0" * 64, "article_id": 1, "text_id": 1, "name": "a", "headline": ""}
        connection.execute(insert(T["document"]), document | {"language": "en", "ingested_at": moment})
        keys = [
            {"id": number, "subject": name, "property_id": 1, "scope": "", "record_id": None}
            for number, name in enumerate(days, 1)
        ]
        connection.execute(insert(T["claim_key"]), keys)
        refresh_records(connection)
        rng = random.Random(1)
        recorded = list(days.values())
        for start in range(1, claims + 1, 20_000):
            rows = [_claim(number, rng, recorded) for number in range(start, min(start + 20_000, claims + 1))]
            connection.execute(insert(T["claim"]), rows)
    _settle(store)


def _claim(number: int, rng: random.Random, recorded: list[list[int]]) -> dict[str, Any]:
    key = rng.randrange(KEYS)
    day = to_date(recorded[key][0] + (rng.randint(1, 30) if number % 10 == 0 else 0))
    value = parse_edtf(str(day))
    return {
        "id": number,
        "digest": f"{number:032x}",
        "document_id": 1,
        "key_id": key + 1,
        "kind": "agreement",
        "property": "concluded",
        "part": "body",
        "span_start": number,
        "span_end": number + 13,
        "quote": "July 14, 2015",
        "prefix": "which was reached in Vienna on  ",
        "suffix": ", after twenty months of talks. ",
        "subject": f"Agreement {key + 1}",
        "value": value.edtf,
        "stated": value.edtf,
        "answer": value.edtf,
        "answer_known": 1,
        "stated_earliest": value.earliest,
        "stated_latest": value.latest,
        "value_earliest": value.earliest,
        "value_latest": value.latest,
        "as_of": "2016-04-09",
        "as_of_earliest": 736_063,
        "as_of_latest": 736_063,
        "polarity": "asserted",
        "comparable": 1,
        "because": "reached",
        "extractor": "benchmark",
        "retired": 0,
    }


def _settle(store: Store) -> None:
    """Let the database gather its statistics, and write what it holds back."""
    if store.is_sqlite:
        with store.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    store.close()

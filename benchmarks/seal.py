"""The seal of many verdicts: processor time, the most memory held, and how both grow; alike on both databases.

    python benchmarks/seal.py [--verdicts 1000000] [--database sqlite|postgresql]

Prints, for a tenth of the verdicts and for all, seconds of this process (PostgreSQL spends its own beside them), of the
clock, and of the clock for the bare statement that wrote the verdicts; and MB at the peak.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from databases import opened
from sqlalchemy import text

from verify.store.engine import Store, connect
from verify.store.seal import make_seal
from verify.store.upgrade import upgrade

ROWS = """
    INSERT INTO verdict (claim_id, check_id, run_id, record_id, fact_id, outcome, verdict)
    SELECT i, 1 + i % 5, 1, 1 + i % 5000, CASE WHEN i % 3 <> 0 THEN 1 + i % 5000 END, 1 + i % 11, 1 + i % 4
    FROM numbers
"""
CLAIMS = """
    INSERT INTO claim (id, digest, document_id, kind, property, part, span_start, span_end, quote, prefix, suffix,
                       answer_known, polarity, comparable, because, extractor, retired)
    SELECT i, {digest}, 1, 'date', 'date', 'body', 0, 1, 'q', '', '', 1, 'asserted', 1, '', 'none', 0 FROM numbers
"""
BEFORE = (
    "INSERT INTO run VALUES (1, '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', 'a', 'v', 'c', 'r', 5, 5)",
    "INSERT INTO text VALUES (1, 'a', 'x', 1)",
    "INSERT INTO article VALUES (1, 'a', 1)",
    "INSERT INTO document (id, digest, article_id, text_id, name, headline, language, ingested_at) "
    "VALUES (1, 'd', 1, 1, 'a', '', 'en', '2026-01-01T00:00:00Z')",
)


def fill(store: Store, verdicts: int) -> float:
    """Write a claim for every verdict, and the verdicts; returns the seconds that the verdicts took."""
    numbers = (
        f"WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < {verdicts})"
        if store.is_sqlite
        else f"WITH numbers AS (SELECT generate_series(1, {verdicts}) AS i)"
    )
    digest = "printf('%032x', i)" if store.is_sqlite else "lpad(to_hex(i), 32, '0')"
    with store.writing() as connection:
        for statement in BEFORE:
            connection.execute(text(statement))
        connection.execute(text(f"{numbers} {CLAIMS.format(digest=digest)}"))
        started = time.perf_counter()
        connection.execute(text(f"{numbers} {ROWS}"))
        return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--verdicts", type=int, default=1_000_000)
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, opened(given.database, Path(folder)) as databases:
        for verdicts in (given.verdicts // 10, given.verdicts):
            store = connect(databases.url(f"seal_{verdicts}"))
            upgrade(store)
            bare = fill(store, verdicts)
            clock, processor = time.perf_counter(), time.process_time()
            with store.reading() as connection:
                seal = make_seal(connection)
            clock, processor = time.perf_counter() - clock, time.process_time() - processor
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            print(
                f"{databases.name}  {seal.verdicts:>9,} verdicts  {processor:.2f} s  clock {clock:.2f} s  "
                f"bare insert {bare:.2f} s  {peak:.0f} MB  {seal.digest[:12]}"
            )
            store.close()


if __name__ == "__main__":
    main()

"""The annotated article: what its page costs, from the store to the HTML.

    python benchmarks/page.py [--claims 50] [--rounds 20] [--database URL]

Repeats the sentences of an example until the article holds so many claims, judges it by the checks that ship, and
prints medians of processor time: to read what the page shows from the store, to write its HTML, and both.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from verify import workbench
from verify.documents import Document, Prose
from verify.report.page.contents import Contents, read_contents
from verify.report.page.document import page
from verify.store.engine import Store
from verify.workspace import find

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "draft-with-errors.md"
AIM = 200
"""Milliseconds that a page of 50 claims may take."""


def article_of(claims: int, vocabulary: workbench.Vocabulary) -> Document:
    """The example, repeated until it holds so many claims."""
    body = EXAMPLE.read_text(encoding="utf-8").split("\n\n", 2)[2].split("\n[")[0]
    text = body
    while True:
        made = Document(
            "page.txt", "page.txt", text, Prose(text), publisher="Example", published="2016-04-20"
        )
        if len(workbench.extract_document(made, vocabulary)) >= claims:
            return made
        text += f"\n\n{body}"


def milliseconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)


def read(store: Store, number: int) -> Contents:
    """What the page shows."""
    with store.reading() as connection:
        return read_contents(connection, number)


def main() -> None:
    """Measure in interleaved rounds and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--claims", type=int, default=50)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--database")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = replace(find(Path(folder)), database=given.database or f"{folder}/verify.db")
        vocabulary = workbench.read_vocabulary(workspace)
        store, _ = workbench.open_workspace_store(workspace)
        done = workbench.ingest(store, [article_of(given.claims, vocabulary)], vocabulary)
        workbench.check(store, workspace, vocabulary)
        (number,) = done.document_ids
        contents = read(store, number)
        html = page(contents)
        reading, writing = [], []
        for _ in range(given.rounds):
            reading.append(milliseconds(lambda: read(store, number)))
            writing.append(milliseconds(lambda: page(contents)))
        store.close()
    print(f"a page of {len(contents.lines)} claims, {len(html) / 1000:.0f} kB")
    middle = {"read": statistics.median(reading), "write": statistics.median(writing)}
    middle["both"] = middle["read"] + middle["write"]
    for name, spent in middle.items():
        aim = f"   (aim: under {AIM} for 50 claims)" if name == "both" else ""
        print(f"{name:<6} {spent:6.1f} ms{aim}")


if __name__ == "__main__":
    main()

"""A workspace to judge in, with the questions that tests ask of its store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import newsroom
from sqlalchemy import text

from verify import workbench
from verify.checks.run import Run
from verify.read import Meta
from verify.report.claims import ClaimLine, claim_lines
from verify.store.engine import Store
from verify.store.integrity import check_store
from verify.workspace import Workspace, find


@dataclass
class Desk:
    """A workspace with its store open, on one of both databases."""

    folder: Path
    url: str
    store: Store
    forged: bool = False

    @property
    def workspace(self) -> Workspace:
        return replace(find(self.folder), database=self.url)

    def write(self, stem: str, body: str, published: str = "2016-04-09") -> None:
        (self.folder / "articles" / f"{stem}.md").write_text(
            newsroom.dated(body, published), encoding="utf-8"
        )

    def ingest(self) -> tuple[int, ...]:
        vocabulary = workbench.read_vocabulary(self.workspace)
        sources = workbench.default_articles(self.workspace)
        read = workbench.read_articles(sources, defaults=Meta(), workspace=self.workspace, stdin=bytes)
        return workbench.ingest(self.store, read, vocabulary).document_ids

    def check(self, *, whole: bool = False) -> Run:
        vocabulary = workbench.read_vocabulary(self.workspace)
        workbench.open_workspace_store(self.workspace)[0].close()
        return workbench.check(self.store, self.workspace, vocabulary, whole=whole)

    def only(self, feature: str) -> None:
        """Let this be the only check file."""
        for path in (self.folder / "features" / "checks").iterdir():
            path.unlink()
        (self.folder / "features" / "checks" / "only.feature").write_text(feature, encoding="utf-8")

    def flips(self, run: Run) -> list[tuple[str, str | None, str | None]]:
        """The flips of a run: quote, before, after."""
        quotes = dict(self.rows("SELECT id, quote FROM claim"))
        return [
            (quotes[flip.claim_id], flip.before.label, flip.after.label if flip.after else None)
            for judged in run.judged
            for flip in judged.flips.first
        ]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.store.reading() as connection:
            return [tuple(row) for row in connection.execute(text(query))]

    def verdicts(self) -> list[tuple[Any, ...]]:
        """Claim, check, run, outcome: every verdict there is."""
        return self.rows(
            "SELECT c.quote, h.check_name, h.run, h.outcome FROM v_verdict_history h "
            "JOIN claim c ON c.digest = h.claim ORDER BY h.run, h.check_name, c.quote"
        )

    def lines(self) -> dict[tuple[str, str], ClaimLine]:
        """The claims that stand, by quote and property."""
        latest = self.rows("SELECT document_id FROM article ORDER BY id")
        with self.store.reading() as connection:
            return {
                (line.quote, line.property): line
                for line in claim_lines(connection, [number for (number,) in latest])
            }

    def sound(self) -> bool:
        with self.store.reading() as connection:
            return check_store(connection) == []

"""Run specs: each in a store of its own in memory, which begins as a copy of one that holds the reference."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from verify import workbench
from verify.checks.complaint import Complaint
from verify.checks.features import Preflight
from verify.checks.step_error import StepError
from verify.errors import ExitCode, VerifyError
from verify.reference.lint import lint
from verify.reference.load import load_tables, refuse
from verify.reference.tables import Tables, digest, read_tables
from verify.reference.vocabulary import vocabulary_of
from verify.report.claims import claim_lines
from verify.report.results import State
from verify.specs.builder import Grounds
from verify.specs.expectations import Miss
from verify.specs.features import SpecFile, read_specs
from verify.specs.pointing import Seen
from verify.specs.spec import BrokenSpec, Spec, Then
from verify.store.engine import Store
from verify.store.schema import METADATA
from verify.store.upgrade import open_store
from verify.vocabulary import Vocabulary
from verify.workspace import Workspace

IN_MEMORY = ":memory:"


@dataclass(frozen=True, slots=True)
class Missed:
    """A Then that does not hold, and what was found instead."""

    then: Then
    miss: Miss


@dataclass(frozen=True, slots=True)
class SpecResult:
    """How a spec ended: all of it held, some of it was missed, or it could not run."""

    spec: Spec | BrokenSpec
    missed: tuple[Missed, ...] = ()
    complaint: Complaint | None = None

    @property
    def state(self) -> State:
        """A broken spec is never taken for one that fails."""
        if self.complaint is not None:
            return State.BROKEN
        return State.FAILED if self.missed else State.PASSED


class SpecStage:
    """Where the specs of a workspace run: its checks and its reference, and never its store.

    Raises VerifyError where a check is broken or the reference cannot be loaded.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = replace(workspace, database=IN_MEMORY)
        self.reference: Tables = read_tables(workspace.reference)
        self.vocabulary: Vocabulary = vocabulary_of(self.reference)
        self.preflight: Preflight = workbench.preflight(workspace, self.vocabulary)
        self.preflight.refuse()
        self.grounds = Grounds(
            self.reference, frozenset(check.name for check in self.preflight.checks), workspace.publisher
        )
        refuse(lint(self.reference))
        self.store: Store = open_store(IN_MEMORY)
        self._empty = self._snapshot()
        self._load(self.reference, self.vocabulary, digest(workspace.reference))
        self._loaded = self._snapshot()

    def read(self, path: Path) -> SpecFile:
        """Read a feature file; one outside the workspace's folder of specs by itself."""
        folder = self.workspace.specs if path.is_relative_to(self.workspace.specs) else path.parent
        return read_specs(path, folder, self.grounds)

    def run(self, spec: Spec | BrokenSpec) -> SpecResult:
        """Verify the articles of a spec in a store of its own, and compare what is seen with what it expects."""
        if isinstance(spec, BrokenSpec):
            return SpecResult(spec, complaint=spec.complaint)
        place = spec.line, 1
        missed: list[Missed] = []
        try:
            seen = self._see(spec)
            for then in spec.thens:
                place = then.line, then.column
                missed += [Missed(then, miss) for miss in then.expectation.misses(seen)]
        except StepError as error:
            return SpecResult(spec, complaint=Complaint(spec.feature, *place, error.message, error.hint))
        except VerifyError as error:
            hint = error.hint or "Run: verify check --lint"
            return SpecResult(spec, complaint=Complaint(spec.feature, *place, error.message, hint))
        return SpecResult(spec, tuple(missed))

    def close(self) -> None:
        """Let go of the store and of what it begins as."""
        self.store.close()
        self._empty.close()
        self._loaded.close()

    def _see(self, spec: Spec) -> Seen:
        vocabulary = self.vocabulary
        self._restore(self._empty if spec.bare else self._loaded)
        if spec.reference is not None:
            vocabulary = vocabulary_of(spec.reference)
            self._load(spec.reference, vocabulary, f"{spec.feature}:{spec.line}")
        ids = workbench.ingest(self.store, spec.documents, vocabulary).document_ids
        with self.store.reading() as connection:
            claimed = set(connection.scalars(select(METADATA.tables["claim"].c.property).distinct()))
        run = workbench.check(self.store, self.workspace, vocabulary, found=self._checks(spec, claimed))
        for broken in run.broken:
            raise VerifyError(broken.reason, exit_code=ExitCode.BROKEN_CHECK)
        with self.store.reading() as connection:
            claims = tuple(tuple(claim_lines(connection, [number])) for number in ids)
        return Seen(spec.documents, claims)

    def _checks(self, spec: Spec, claimed: Collection[str]) -> Preflight:
        """The checks that judge a spec; those that no claim is for would find nothing, and cost their compiling."""
        chosen = tuple(
            check
            for check in self.preflight.checks
            if check.plan.selection.property in claimed and (spec.checks is None or check.name in spec.checks)
        )
        return replace(self.preflight, checks=chosen, declared=len(chosen))

    def _load(self, tables: Tables, vocabulary: Vocabulary, stamp: str) -> None:
        with self.store.writing() as connection:
            load_tables(
                connection,
                tables,
                vocabulary,
                stamp=stamp,
                folder=IN_MEMORY,
                actor=self.workspace.actor,
                now=workbench.utc_now(),
            )

    def _snapshot(self) -> sqlite3.Connection:
        copy = sqlite3.connect(IN_MEMORY)
        _driver(self.store).backup(copy)
        return copy

    def _restore(self, snapshot: sqlite3.Connection) -> None:
        snapshot.backup(_driver(self.store))


def _driver(store: Store) -> sqlite3.Connection:
    """The one connection of a store in memory, which is that store."""
    pooled = store.engine.raw_connection()
    driver = pooled.driver_connection
    pooled.close()
    assert isinstance(driver, sqlite3.Connection)
    return driver


@contextmanager
def stage_of(workspace: Workspace) -> Iterator[SpecStage]:
    """The stage for a workspace's specs, closed at the end."""
    stage = SpecStage(workspace)
    try:
        yield stage
    finally:
        stage.close()

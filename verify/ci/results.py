"""What a run came to: read from the store, or out of the error that ended it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from verify.ci.places import below, folder_of, is_file, located
from verify.errors import VerifyError
from verify.workbench import SOFTWARE
from verify.workspace import Workspace

if TYPE_CHECKING:
    from verify.checks.features import Preflight
    from verify.gate.weighing import Gate
    from verify.report.results import Finding, Results, Trouble
    from verify.store.engine import Store

_PLACE = re.compile(r"(.*?)(?::(\d+))?(?::(\d+))?", re.DOTALL)


def run_results(
    store: Store,
    workspace: Workspace,
    checks: Preflight,
    *,
    run_id: int,
    gate: Gate,
    document_ids: Collection[int] | None = None,
    sources: Sequence[str] | None = None,
    broken: Sequence[Trouble] = (),
    broke: Mapping[str, VerifyError] = MappingProxyType({}),
) -> Results:
    """What a finished run came to: of all documents, or of these. `sources` are the articles that were read.

    `gate` says of each refuted claim whether it counts; `broken` is what could not be read, `broke` the checks that
    broke while they ran, by name.
    """
    from sqlalchemy import select

    from verify.gate.tally import refuted_by_the_file
    from verify.gate.weighing import expired_waivers, finding_of
    from verify.report.findings import broken_result, check_results
    from verify.report.results import Results
    from verify.store.schema import METADATA

    run = METADATA.tables["run"]
    with store.reading() as connection:
        judge = partial(finding_of, by=gate)
        found = check_results(connection, checks.checks, judge=judge, document_ids=document_ids)
        found = tuple(
            broken_result(check, str(broke[check.name])) if check.name in broke else result
            for check, result in zip(checks.checks, found, strict=True)
        )
        met = {finding.fingerprint for check in found for finding in check.findings}
        decided = [
            finding
            for finding in refuted_by_the_file(connection, gate, met)
            if document_ids is None or finding.line.document_id in document_ids
        ]
        row = connection.execute(select(run).where(run.c.id == run_id)).one()
    return Results(
        software=row.software,
        run_id=run_id,
        started_at=row.started_at,
        finished_at=row.finished_at or row.started_at,
        checks=located(found, workspace, sources),
        broken=tuple(broken),
        expired=expired_waivers(gate),
        decided=tuple(_decided(finding, gate) for finding in decided if finding.excused is None),
        folder=folder_of(workspace),
    )


def _decided(finding: Finding, gate: Gate) -> Trouble:
    """A claim that a committed decision refutes, at the decision's line."""
    from verify.report.results import Trouble

    line = finding.line
    number, decision = gate.decisions[finding.fingerprint]
    why = f": {decision.note}" if decision.note else ""
    message = f"{line.article}:{line.line}:{line.column}: “{line.quote}” is refuted by {decision.owner}{why}."
    return Trouble(gate.file, number, 1, message, "Correct the article, or take the decision back.")


def failed_results(errors: Sequence[VerifyError], workspace: Workspace | None, *, now: str) -> Results:
    """A run in which nothing was judged, and why not."""
    from verify.report.results import Results

    troubles = tuple(trouble for error in errors for trouble in troubles_of(error, workspace))
    return Results(SOFTWARE, None, now, now, (), troubles, folder=folder_of(workspace) if workspace else "")


def troubles_of(error: VerifyError, workspace: Workspace | None) -> list[Trouble]:
    """Each thing that an error names, with its place in the workspace where it has one."""
    from verify.checks.features import BrokenChecksError
    from verify.report.results import Trouble

    if isinstance(error, BrokenChecksError):
        return [Trouble(one.file, one.line, one.column, one.message, one.hint) for one in error.complaints]
    found = _PLACE.fullmatch(error.place or "")
    if found is not None and is_file(found[1]):
        root = workspace.root if workspace else Path.cwd()
        file = below(Path(found[1]), root)
        if file is not None:
            return [Trouble(file, int(found[2] or 1), int(found[3] or 1), error.message, error.hint or "")]
    message = f"{error.place}: {error.message}" if error.place else error.message
    return [Trouble("", 1, 1, message, error.hint or "")]

"""What a run came to: read from the store, or out of the error that ended it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from verify.ci.places import below, folder_of, is_file, located
from verify.errors import VerifyError
from verify.workbench import SOFTWARE
from verify.workspace import Workspace

if TYPE_CHECKING:
    from verify.checks.features import Preflight
    from verify.report.findings import Judge
    from verify.report.results import Results, Trouble
    from verify.store.engine import Store

_PLACE = re.compile(r"(.*?)(?::(\d+))?(?::(\d+))?", re.DOTALL)


def run_results(
    store: Store,
    workspace: Workspace,
    checks: Preflight,
    *,
    run_id: int,
    judge: Judge | None = None,
    document_ids: Collection[int] | None = None,
    sources: Sequence[str] | None = None,
    broken: Sequence[Trouble] = (),
    expired: Sequence[Trouble] = (),
    failed: Mapping[str, str] = MappingProxyType({}),
) -> Results:
    """What a finished run came to: of all documents, or of these. `sources` are the articles that were read.

    `judge` says of each refuted claim whether it counts; `broken` is what could not be read; `failed` has the names
    of checks that could not judge, each with the reason.
    """
    from sqlalchemy import select

    from verify.report.findings import broken_result, check_results, counted
    from verify.report.results import Results
    from verify.store.schema import METADATA

    run = METADATA.tables["run"]
    with store.reading() as connection:
        found = check_results(connection, checks.checks, judge=judge or counted, document_ids=document_ids)
        row = connection.execute(select(run).where(run.c.id == run_id)).one()
    checked = zip(checks.checks, found, strict=True)
    found = tuple(
        broken_result(one, failed[one.name]) if one.name in failed else came for one, came in checked
    )
    return Results(
        software=row.software,
        run_id=run_id,
        started_at=row.started_at,
        finished_at=row.finished_at or row.started_at,
        checks=located(found, workspace, sources),
        broken=tuple(broken),
        expired=tuple(expired),
        folder=folder_of(workspace),
    )


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

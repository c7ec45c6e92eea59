"""Open the gate of a workspace: its committed file, the day, and the severity that fails."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from verify.errors import ExitCode, VerifyError
from verify.values import parse_day
from verify.workspace import Workspace

if TYPE_CHECKING:
    from verify.gate.weighing import Gate


def read_gate(workspace: Workspace, *, today: datetime.date, fail_on: str | None = None) -> Gate:
    """The gate of a workspace; a severity given here comes before the workspace's.

    Raises VerifyError for a committed file that cannot be read or says something else.
    """
    from verify.gate.weighing import Gate
    from verify.review.committed import read_committed

    committed = read_committed(workspace.decisions, shown_name(workspace))
    return Gate.of(committed, today=today, fail_on=fail_on or workspace.fail_on)


def gate_to_open(
    workspace: Workspace, *, today: datetime.date, fail_on: str | None = None
) -> Callable[[], Gate]:
    """The gate of a workspace for when it is asked: read at once where there is a file that may be at fault.

    Raises as `read_gate` does.
    """
    later = partial(read_gate, workspace, today=today, fail_on=fail_on)
    if not workspace.decisions.exists():
        return later
    gate = later()
    return lambda: gate


def shown_name(workspace: Workspace) -> str:
    """The committed file as it is shown: from the root of the workspace, where it lies below."""
    path = workspace.decisions
    return (path.relative_to(workspace.root) if path.is_relative_to(workspace.root) else path).as_posix()


def parse_day_option(text: str, option: str) -> datetime.date:
    """The day that an option of the command line names. Raises VerifyError with exit code USAGE."""
    try:
        return datetime.date.fromordinal(parse_day(text))
    except ValueError as error:
        raise VerifyError(
            f"{option}: {error}.", hint=f"Write a day: {option} 2026-12-31", exit_code=ExitCode.USAGE
        ) from None


def utc_day() -> datetime.date:
    """The day it is now, in UTC: the same on every desk and in CI."""
    return datetime.datetime.now(datetime.UTC).date()

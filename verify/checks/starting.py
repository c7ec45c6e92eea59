"""Where a new feature file goes: into the workspace's own checks, beside none of its name."""

from __future__ import annotations

from pathlib import Path

from verify import shipped
from verify.checks.files import ENDING, leaves_workspace
from verify.checks.scenario import slug
from verify.errors import ExitCode, VerifyError
from verify.file_errors import unwritable
from verify.workspace import FILE, Workspace


def require_own_checks(workspace: Workspace) -> None:
    """Raise VerifyError (exit code 2) where there is no workspace, or it has no folder of checks inside."""
    if not (workspace.root / FILE).is_file():
        raise VerifyError(
            "this is no workspace, so there is no place for checks of your own.",
            hint="Make one: verify init",
            exit_code=ExitCode.USAGE,
        )
    if workspace.checks == shipped.checks():
        raise VerifyError(
            "this workspace has no checks of its own: those that ship with verify serve.",
            place=str(workspace.root / FILE),
            hint=f"Copy them first, or they serve no longer: cp -r '{shipped.checks()}' features/checks",
            exit_code=ExitCode.USAGE,
        )
    if (outside := leaves_workspace(workspace.checks, workspace.root)) is not None:
        raise VerifyError(
            outside.message,
            place=f"{outside.file}:{outside.line}",
            hint=outside.hint,
            exit_code=ExitCode.USAGE,
        )


def path_of(workspace: Workspace, name: str) -> Path:
    """The path of a new feature file. Raises VerifyError (exit code 2) where there can be none of that name."""
    require_own_checks(workspace)
    stem = slug(name.removesuffix(ENDING)) if any(char.isalnum() for char in name) else ""
    if not stem or {"/", "\\"} & set(name):
        raise VerifyError(
            f"{name!r} is no name of a file.",
            hint="Write one like: verify check new ceasefires",
            exit_code=ExitCode.USAGE,
        )
    taken = {path.stem.casefold(): path for path in workspace.checks.rglob(f"*{ENDING}")}
    if stem.casefold() in taken:
        raise VerifyError(
            "there are checks of this name already.",
            place=taken[stem.casefold()].relative_to(workspace.root).as_posix(),
            hint="Edit them, or choose another name.",
            exit_code=ExitCode.USAGE,
        )
    return workspace.checks / f"{stem}{ENDING}"


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises VerifyError where it is, or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise unwritable(error, str(path), hint="Choose another name or folder.") from None

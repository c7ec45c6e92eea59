"""Where the articles and checks of a workspace lie in the repository, as CI systems name places."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from verify.workbench import default_articles
from verify.workspace import Workspace

if TYPE_CHECKING:
    from verify.report.claims import ClaimLine
    from verify.report.results import CheckResult


def located(
    checks: Sequence[CheckResult], workspace: Workspace, sources: Sequence[str] | None = None
) -> tuple[CheckResult, ...]:
    """The same, each finding with the file in the repository that its article is, where it is one."""
    find = _finder(workspace, sources)
    return tuple(
        replace(check, findings=tuple(replace(one, file=find(one.line)) for one in check.findings))
        if check.findings
        else check
        for check in checks
    )


def _finder(workspace: Workspace, sources: Sequence[str] | None) -> Callable[[ClaimLine], str | None]:
    top = _top(workspace.root)
    named: dict[str, list[str]] = {}
    for source in default_articles(workspace) if sources is None else sources:
        named.setdefault(Path(source).name, []).append(source)

    def find(line: ClaimLine) -> str | None:
        if is_file(workspace.root / line.article):
            return below(workspace.root / line.article, top)
        # An article with a URL goes by that; its document still has the name of the file.
        files = named.get(line.document, []) if "://" in line.article else []
        return below(Path(files[0]), top) if len(files) == 1 else None

    return find


def _top(root: Path) -> Path:
    """The top of the repository that a folder lies in; the folder itself where there is none."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def folder_of(workspace: Workspace) -> str:
    """The path from the top of the repository to the workspace: "", or one that ends in "/"."""
    path = workspace.root.relative_to(_top(workspace.root)).as_posix()
    return "" if path == "." else f"{path}/"


def below(path: Path, folder: Path) -> str | None:
    """The path from a folder to a file in it, with "/"; None for one outside."""
    plain = Path(os.path.normpath(path.absolute()))
    return plain.relative_to(folder).as_posix() if plain.is_relative_to(folder) else None


def is_file(path: str | Path) -> bool:
    """Whether there is such a file; False for what can be no path."""
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False

"""What VS Code needs to complete the steps of checks: code to read them from, and settings that say where it is.

Its official extension is at https://marketplace.visualstudio.com/items?itemName=CucumberOpen.cucumber-official
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from verify.editor.glue import examples, glue
from verify.errors import VerifyError
from verify.file_errors import unreadable, unwritable

FOLDER = ".vscode"
GLUE = f"{FOLDER}/verify_steps.py"
EXAMPLES = f"{FOLDER}/verify_examples.feature"
EXTENSION = "cucumberopen.cucumber-official"


def generated() -> dict[str, str]:
    """The files that are written anew each time, by their paths from the workspace."""
    return {GLUE: glue(), EXAMPLES: examples()}


def is_outdated(root: Path) -> bool:
    """Whether the workspace's files for VS Code say other steps than there are; never where it has none."""
    path = root / GLUE
    return path.is_file() and _read(path) != glue()


def write(root: Path, folders: Sequence[Path]) -> list[str]:
    """Write what VS Code needs into a workspace, and return the paths that changed; its features lie in the folders.

    Settings that are there are kept. Raises VerifyError for a file that cannot be added to, or written.
    """
    features = [f"{folder.relative_to(root).as_posix()}/**/*.feature" for folder in folders]
    added = {
        f"{FOLDER}/settings.json": {
            "cucumber.features": [*features, EXAMPLES],
            "cucumber.glue": [GLUE],
        },
        f"{FOLDER}/extensions.json": {"recommendations": [EXTENSION]},
    }
    changed = [name for name, text in generated().items() if _write(root / name, text)]
    return changed + [
        name for name, lists in added.items() if _write(root / name, _with(root / name, name, lists))
    ]


def _with(path: Path, name: str, added: Mapping[str, list[str]]) -> str:
    """The text of a file of settings with these lists, or with these items added to them."""
    if not path.exists():
        return _json(dict(added))
    text = _read(path)
    try:
        given = json.loads(text)
        lists = {key: [*given.get(key, []), *(item for item in items if item not in given.get(key, []))]
                 for key, items in added.items()}  # fmt: skip
    except (ValueError, TypeError, AttributeError):
        lines = ", ".join(f"{json.dumps(key)}: {json.dumps(items)}" for key, items in added.items())
        raise VerifyError(
            "this is not plain JSON, so nothing was added to it.", place=name, hint=f"Add: {lines}"
        ) from None
    return text if lists == {key: given.get(key) for key in lists} else _json(given | lists)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise unreadable(error, str(path)) from None


def _json(content: Any) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> bool:
    try:
        if path.exists() and _read(path) == text:
            return False
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(error, str(path)) from None
    return True

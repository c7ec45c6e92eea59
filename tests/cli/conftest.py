"""The command line, called in this process: what it prints and how it ends."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import newsroom
import pytest

from verify.cli import main


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """What it printed, read as NDJSON."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a small reference, an empty store and no article, the current folder of the test."""
    made = newsroom.make(tmp_path / "ws")
    shutil.copy(migrated_sqlite, made / "verify.db")
    monkeypatch.chdir(made)
    for name in ("VERIFY_DATABASE_URL", "VERIFY_DEBUG", "NO_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return made


@pytest.fixture
def no_store(folder: Path) -> None:
    """The workspace has no store yet: the first command that writes makes it."""
    (folder / "verify.db").unlink()


@pytest.fixture
def verify(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """A function that runs a command in the workspace."""

    def run(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["verify", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return run

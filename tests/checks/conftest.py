"""Fixtures: a workspace with its store open, on one of both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import newsroom
import pytest
from desk import Desk

from verify import workbench
from verify.workspace import find


@pytest.fixture
def desk(tmp_path: Path, database_url: str, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A workspace with one sound article and the checks that ship, of the `FEATURES` that a module names or of all."""
    folder = newsroom.make(tmp_path / "ws", good=newsroom.dated(newsroom.GOOD))
    if features := getattr(request.module, "FEATURES", None):
        newsroom.keep_checks(folder, features)
    store, _ = workbench.open_workspace_store(replace(find(folder), database=database_url))
    opened = Desk(folder, database_url, store)
    yield opened
    assert opened.sound() is not opened.forged
    store.close()

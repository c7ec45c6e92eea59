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
def desk(tmp_path: Path, database_url: str) -> Iterator[Desk]:
    folder = newsroom.make(tmp_path / "ws", good=newsroom.dated(newsroom.GOOD))
    store, _ = workbench.open_workspace_store(replace(find(folder), database=database_url))
    opened = Desk(folder, database_url, store)
    yield opened
    assert opened.sound() is not opened.forged
    store.close()

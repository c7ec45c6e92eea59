"""Modules that are imported once they are used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from verify.cli.later import Later

MODULE = """
LOADED = True

def double(number):
    return 2 * number
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """What stands for a module of two names, in its place."""
    (tmp_path / "hardly_used.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    stands_for_it = Later("hardly_used", "double")
    monkeypatch.setitem(sys.modules, "hardly_used", stands_for_it)
    return stands_for_it


def test_nothing_is_imported_before_it_is_used(later: Later) -> None:
    import hardly_used

    taken = hardly_used.double
    assert hardly_used is later
    assert not hasattr(hardly_used, "__file__")
    assert sys.modules["hardly_used"] is later
    assert taken(4) == 8
    assert sys.modules["hardly_used"] is not later


def test_what_is_used_takes_its_own_place(later: Later) -> None:
    from hardly_used import LOADED

    assert LOADED
    assert sys.modules["hardly_used"] is not later
    assert later.double is sys.modules["hardly_used"].double


def test_a_name_that_the_module_does_not_have(later: Later) -> None:
    with pytest.raises(AttributeError, match="module 'hardly_used' has no attribute 'triple'"):
        _ = later.triple


USED = """
import sys
from verify.cli.later import import_later

import_later()
import sqlalchemy

with sqlalchemy.create_engine("sqlite://").connect():
    assert not {"asyncio.events", "email", "socket"} & set(sys.modules)
import importlib.metadata
assert importlib.metadata.version("sqlalchemy") == sqlalchemy.__version__
from importlib import metadata
assert metadata is sys.modules["importlib.metadata"]
import asyncio
from asyncio import Queue

async def seven():
    await asyncio.sleep(0)
    return 7

assert not asyncio.iscoroutine(seven)
assert asyncio.run(seven()) == 7
assert Queue is sys.modules["asyncio"].Queue
"""


def test_sqlalchemy_does_without_them_and_others_have_them() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", USED], capture_output=True, text=True, timeout=60,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")

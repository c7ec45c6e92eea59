"""Modules that are imported once they are used."""

from __future__ import annotations

import importlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

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
before = set(sys.modules)
from verify.cli.later import import_later

import_later()
import sqlalchemy

with sqlalchemy.create_engine("sqlite://").connect():
    assert not {"asyncio.events", "email", "socket"} & (set(sys.modules) - before)
import importlib.metadata
assert importlib.metadata.version("sqlalchemy") == sqlalchemy.__version__
from importlib import metadata
assert metadata is sys.modules["importlib.metadata"]
from asyncio.exceptions import CancelledError
import asyncio
from asyncio import Queue

assert CancelledError is asyncio.CancelledError

async def seven():
    await asyncio.sleep(0)
    return 7

assert not asyncio.iscoroutine(seven)
assert asyncio.run(seven()) == 7
assert Queue is sys.modules["asyncio"].Queue
"""


def test_a_part_of_a_package_that_is_used_first_is_there_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "hardly_opened"
    package.mkdir()
    (package / "__init__.py").write_text("from .part import Part\nfrom . import part\n")
    (package / "part.py").write_text("class Part: pass\n")
    (package / "other.py").write_text("LOADED = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.setitem(sys.modules, "hardly_opened", Later("hardly_opened"))

    part = importlib.import_module("hardly_opened.part")
    package_itself = importlib.import_module("hardly_opened")
    assert package_itself.Part is part.Part
    assert package_itself.part is part
    assert part.__spec__.origin == str(package / "part.py")
    assert importlib.reload(part) is part
    assert package_itself.Part is not part.Part
    assert importlib.import_module("hardly_opened.other").LOADED


def test_threads_that_use_one_at_once_have_the_same(later: Later) -> None:
    crowd = 8
    together = Barrier(crowd, timeout=60)

    def use(_: int) -> object:
        together.wait()
        return later.LOADED and sys.modules["hardly_used"]

    with ThreadPoolExecutor(crowd) as pool:
        assert set(map(id, pool.map(use, range(crowd)))) == {id(sys.modules["hardly_used"])}


def test_sqlalchemy_does_without_them_and_others_have_them() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", USED], capture_output=True, text=True, timeout=60,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")

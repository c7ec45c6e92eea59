"""Modules that are imported once they are used."""

from __future__ import annotations

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

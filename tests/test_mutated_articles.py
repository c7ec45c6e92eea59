"""Recorded dates, numbers and office-holders changed one at a time: what is wrong is noticed, and nothing else.

The changes are those of benchmarks/mutations.py, with a fixed seed: on the examples, and on the documents beside the
repository in shared/ where they are there.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
PLANTED = "draft-with-errors.md"


@pytest.fixture(scope="module")
def mutations() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCHMARKS))
    import mutations as module

    yield module
    sys.path.remove(str(BENCHMARKS))


def test_what_is_changed_is_refuted_and_nothing_else(mutations: ModuleType, tmp_path: Path) -> None:
    articles = list(mutations.articles_here())
    judged, wrong = mutations.mutate(articles, tmp_path, seed=20160409, each=40)
    assert [line for line in wrong if not line.startswith(PLANTED)] == []
    assert [(one.change.about, one.besides) for one in judged if one.besides] == []
    can_be = [one for one in judged if one.change.refutable]
    sorts = Counter(one.change.sort for one in can_be)
    assert set(sorts) == {"date", "number", "office-holder"}
    assert len(can_be) >= 20
    missed = [(one.change.about, one.change.new) for one in can_be if not one.noticed]
    assert len(missed) <= 0.05 * len(can_be), missed


def test_the_seed_decides_what_is_changed(mutations: ModuleType, tmp_path: Path) -> None:
    draft = [article for article in mutations.articles_here() if article.name == "draft.md"]
    made = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        judged, _ = mutations.mutate(draft, folder, seed=7, each=3)
        made.append([(one.change.start, one.change.new, one.noticed) for one in judged])
    assert made[0] == made[1]
    assert len(made[0]) == 3

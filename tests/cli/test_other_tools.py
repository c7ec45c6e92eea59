"""The recipes of docs/other-tools.md do what the page says."""

from __future__ import annotations

import asyncio
import contextlib
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "other-tools.md"
RECIPES = re.compile(r"^```python\n(.*?)^```\n(?:\n^```text\n(.*?)^```\n)?", re.M | re.S)
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(1)">{{ 7*7 }}'


@pytest.fixture
def desk(folder: Path, verify: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace of the README, after a run and an export of its claims."""
    made = folder / "newsroom"
    made.mkdir()
    monkeypatch.chdir(made)
    assert verify("init").code == 0
    shutil.copy(ROOT / "examples" / "draft-with-errors.md", made / "articles" / "draft.md")
    (made / "articles" / "hostile.md").write_text(
        f"---\npublisher: '{HOSTILE}'\n---\n{HOSTILE} on July 14, 2015.\n"
    )
    return made


def test_python_recipes_print_what_the_page_says(desk: Path, verify: Callable[..., Any]) -> None:
    (desk / "articles" / "hostile.md").unlink()
    assert verify("run").code == 1
    assert verify("export", "claims", "-o", "claims").code == 0
    names: dict[str, Any] = {}
    recipes = RECIPES.findall(PAGE.read_text(encoding="utf-8"))
    assert len(recipes) == 4
    for code, told in recipes:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, str(PAGE), "exec"), names)
        assert [line.rstrip() for line in printed.getvalue().splitlines()] == [
            line.rstrip() for line in told.splitlines()
        ], code


def test_datasette_shows_every_view_and_keeps_hostile_text_inert(
    desk: Path, verify: Callable[..., Any]
) -> None:
    assert verify("run").code == 1

    async def ask(*paths: str) -> list[Any]:
        shown = Datasette([str(desk / "verify.db")])
        await shown.invoke_startup()
        return [await shown.client.get(path) for path in paths]

    status, scorecard, asked, page = asyncio.run(
        ask(
            "/verify/v_claim_status.json?_shape=array&status=refuted&_sort=span_start",
            "/verify/v_article_scorecard.json?_shape=array",
            "/verify.json?_shape=array&sql=select+count(*)+as+n+from+v_claim_status+where+kind=:kind&kind=office",
            "/verify/v_article_scorecard",
        )
    )
    assert status.json()[0]["quote"] == "July 4, 2015"
    assert [(row["article"], row["refuted"]) for row in scorecard.json()] == [
        ("articles/draft.md", 4),
        ("articles/hostile.md", 0),
    ]
    assert asked.json() == [{"n": 3}]
    assert page.status_code == 200
    assert HOSTILE in [row["publisher"] for row in scorecard.json()]
    assert "<script>alert(1)" not in page.text
    assert "<img src=x" not in page.text
    assert "{{ 7*7 }}" in page.text

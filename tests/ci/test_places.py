"""Where things lie in the repository, and what errors name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import newsroom
import pytest

from verify.checks.complaint import Complaint
from verify.checks.features import BrokenChecksError
from verify.ci.places import folder_of, located
from verify.ci.results import failed_results, troubles_of
from verify.errors import ExitCode, VerifyError
from verify.report.claims import ClaimLine
from verify.report.results import CheckResult, Finding, State, Trouble
from verify.workspace import Workspace, find

NOW = "2016-04-09T12:00:00.000000Z"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace that is a folder of a repository, with two articles."""
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    root = newsroom.make(tmp_path / "repo" / "desk", a="A.", b="B.")
    (tmp_path / "repo" / "drafts").mkdir()
    (tmp_path / "repo" / "drafts" / "c.md").write_text("C.")
    (tmp_path / "outside.md").write_text("D.")
    monkeypatch.chdir(root)
    return find(root)


def file_of(
    workspace: Workspace, article: str, document: str, sources: list[str] | None = None
) -> str | None:
    line = replace(PLAIN, article=article, document=document)
    check = CheckResult(
        "a/b", "B", "a.feature", 1, "error", State.FAILED, findings=(Finding(line, "error", "f"),)
    )
    (found,) = located([check], workspace, sources)
    return found.findings[0].file


PLAIN = ClaimLine(
    document_id=1, claim="c", document="", article="", part="body", line=1, column=1, start=0, end=1, quote="x",
    prefix="", suffix="", kind="k", property="p", subject=None, asks=None, scope="", stated=None, value=None,
    as_of=None, attributed_to=None, polarity="asserted", problem=None, status=None, outcome=None, check=None,
    check_title=None, check_place=None, severity=None, expected=None, record=None, explanation=None, sources=(),
    decided_by=None, reopened=False,
)  # fmt: skip


def test_an_article_that_is_a_file_has_its_path_from_the_top_of_the_repository(workspace: Workspace) -> None:
    assert folder_of(workspace) == "desk/"
    assert file_of(workspace, "articles/a.md", "a.md") == "desk/articles/a.md"
    drafts = workspace.root.parent / "drafts" / "c.md"
    assert file_of(workspace, str(drafts), "c.md") == "drafts/c.md"
    assert file_of(workspace, str(workspace.root.parents[1] / "outside.md"), "outside.md") is None


def test_without_a_repository_the_workspace_is_the_top(tmp_path: Path) -> None:
    root = newsroom.make(tmp_path / "ws", a="A.")
    assert folder_of(find(root)) == ""
    assert file_of(find(root), "articles/a.md", "a.md") == "articles/a.md"


def test_an_article_with_a_url_is_found_by_the_name_of_its_document(workspace: Workspace) -> None:
    assert file_of(workspace, "https://example.org/a", "b.md") == "desk/articles/b.md"
    assert file_of(workspace, "https://example.org/a", "gone.md") is None
    assert file_of(workspace, "https://example.org/a", "c.md", ["../drafts/c.md"]) == "drafts/c.md"
    (workspace.root / "articles" / "more").mkdir()
    (workspace.root / "articles" / "more" / "b.md").write_text("Another B.")
    assert file_of(workspace, "https://example.org/a", "b.md") is None, "two files have the name"


@pytest.mark.parametrize("article", ["-", "a-17", "https://example.org/a", "x" * 5000, "articles", "\0"])
def test_what_is_no_file_has_no_path(workspace: Workspace, article: str) -> None:
    assert file_of(workspace, article, article) is None


def test_an_error_names_its_place_in_the_workspace(workspace: Workspace) -> None:
    for place, trouble in [
        ("articles/a.md", ("articles/a.md", 1, 1)),
        ("articles/a.md:3", ("articles/a.md", 3, 1)),
        (f"{workspace.root}/articles/a.md:3:7", ("articles/a.md", 3, 7)),
    ]:
        (found,) = troubles_of(VerifyError("it is odd.", place=place, hint="Mend it."), workspace)
        assert (found.file, found.line, found.column) == trouble
        assert (found.message, found.hint) == ("it is odd.", "Mend it.")
    for place in ("standard input", "gone.md:3", "postgresql://host:5432", None):
        (found,) = troubles_of(VerifyError("it is odd.", place=place), workspace)
        said = f"{place}: it is odd." if place else "it is odd."
        assert found == Trouble("", 1, 1, said, "")


def test_broken_checks_are_a_trouble_each(workspace: Workspace) -> None:
    complaints = tuple(Complaint("checks/a.feature", line, 5, "it is odd.", "Mend it.") for line in (3, 9))
    error = BrokenChecksError(complaints)
    assert error.exit_code is ExitCode.BROKEN_CHECK
    results = failed_results([error, VerifyError("and this.")], workspace, now=NOW)
    assert [(one.file, one.line) for one in results.troubles] == [
        ("checks/a.feature", 3), ("checks/a.feature", 9), ("", 1),
    ]  # fmt: skip
    assert (results.run_id, results.checks, results.folder) == (None, (), "desk/")
    assert failed_results([error], None, now=NOW).folder == ""

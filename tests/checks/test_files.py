"""The feature files of a folder: pytest would find and read the same, and what looks like one is told of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from drafts import GOOD, VOCABULARY

from verify.checks.features import Preflight, read_features

CHECKS = "features/checks"


def read(root: Path, **settings: tuple[str, ...]) -> Preflight:
    return read_features(root / CHECKS, VOCABULARY, root=root, **settings)


def told(root: Path) -> list[str]:
    return [str(complaint).replace("\n    ", " / ") for complaint in read(root).complaints]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one good feature."""
    (tmp_path / CHECKS).mkdir(parents=True)
    (tmp_path / CHECKS / "good.feature").write_text(GOOD)
    return tmp_path


def write(root: Path, name: str, text: str = GOOD) -> Path:
    path = root / CHECKS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_files_are_found_in_folders_and_named_from_the_workspace(root: Path) -> None:
    write(root, "desk/more/other.feature", GOOD.replace("supported", "refuted"))
    write(root, "README.md", "notes")
    write(root, "notes.txt", "notes")
    write(root, "good.feature~", "a copy that an editor keeps")
    found = read(root)
    assert found.complaints == ()
    assert [check.feature for check in found.checks] == [
        f"{CHECKS}/desk/more/other.feature",
        f"{CHECKS}/good.feature",
    ]
    (root / "rules").mkdir()
    (root / "rules/a.feature").write_text(GOOD)
    [check] = read_features(root / "rules", VOCABULARY, root=root).checks
    assert check.feature == "rules/a.feature"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "Dates.Feature",
            "the file's ending is .Feature, which is not read. / Rename it to end with .feature.",
        ),
        (
            "DATES.FEATURE",
            "the file's ending is .FEATURE, which is not read. / Rename it to end with .feature.",
        ),
        (
            "dates.feature.txt",
            "a file of this ending is no check: it must be .feature. / Rename the file, or remove it.",
        ),
        (
            "dates.features",
            "a file of this ending is no check: it must be .feature. / Rename the file, or remove it.",
        ),
        (".dates.feature", "a hidden file is no check. / Rename it without the dot, or remove it."),
        (
            ".drafts/dates.feature",
            "pytest does not look into the folder of this file. / Move the file into another folder.",
        ),
        (
            "build/deep/dates.feature",
            "pytest does not look into the folder of this file. / Move the file into another folder.",
        ),
    ],
)
def test_what_looks_like_a_check_and_would_not_run_is_told_of(root: Path, name: str, said: str) -> None:
    write(root, name)
    assert told(root) == [f"{CHECKS}/{name}:1:1  {said}"]


def test_folders_that_hold_no_check_may_have_any_name(root: Path) -> None:
    write(root, ".git/config", "")
    write(root, "build/out.txt", "")
    assert told(root) == []


@pytest.mark.parametrize("name", ["a/good.feature", "b/Good.feature"])
def test_files_of_one_name_in_two_folders_are_refused(root: Path, name: str) -> None:
    write(root, name)
    found = read(root)
    assert len(found.complaints) == 1
    file, other = sorted([f"{CHECKS}/{name}", f"{CHECKS}/good.feature"], reverse=True)
    assert str(found.complaints[0]) == (
        f"{file}:1:1  the file has the name of another ({other}): their checks could not be told apart.\n"
        "    Give it a name of its own."
    )


def test_links_do_not_lead_out_of_the_folder(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/far.feature").write_text(GOOD)
    (root / CHECKS / "linked.feature").symlink_to(tmp_path / "elsewhere/far.feature")
    (root / CHECKS / "folder").symlink_to(tmp_path / "elsewhere")
    (root / CHECKS / "gone.feature").symlink_to(tmp_path / "nowhere.feature")
    assert told(root) == [
        f"{CHECKS}/folder:1:1  a folder that is a link is not read. / "
        "Copy the folder, or its files, to this place.",
        f"{CHECKS}/linked.feature:1:1  the file is a link that leads out of its folder. / Copy it into the folder.",
    ]


def test_a_link_inside_the_folder_is_the_same_check_twice(root: Path) -> None:
    (root / CHECKS / "linked.feature").symlink_to(root / CHECKS / "good.feature")
    [complaint] = told(root)
    assert "does the same as 'A cited resolution exists' (features/checks/good.feature:3)" in complaint


def test_a_folder_of_checks_outside_the_workspace_is_refused_in_the_settings(
    root: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "ws"
    outside.mkdir()
    (outside / "verify.toml").write_text('articles = []\nchecks = "../features/checks"\n')
    found = read_features(outside / "../features/checks", VOCABULARY, root=outside)
    assert (found.checks, found.declared) == ((), 1)
    assert str(found.complaints[0]) == (
        "verify.toml:2:1  the folder of checks lies outside the workspace.\n"
        '    2 | checks = "../features/checks"\n'
        "    Copy it into the workspace, and name it here."
    )
    (outside / "features").mkdir()
    (outside / "features/checks").symlink_to(root / CHECKS)
    linked = read_features(outside / "features/checks", VOCABULARY, root=outside)
    assert "outside the workspace" in linked.complaints[0].message


def test_what_is_no_file_is_told_of_and_not_waited_for(root: Path) -> None:
    os.mkfifo(root / CHECKS / "pipe.feature")
    assert told(root) == [
        f"{CHECKS}/pipe.feature:1:1  this is no file. / Remove it, or give it another name."
    ]


def test_a_name_that_cannot_be_shown_is_refused(root: Path) -> None:
    for name in (b"caf\xe9.feature", "a\u202eb.feature".encode(), b"a\nb.feature"):
        (Path(os.fsdecode(os.fsencode(root / CHECKS) + b"/" + name))).write_text(GOOD)
    assert told(root) == [
        f"{CHECKS}/{shown}.feature:1:1  the file's name holds characters that cannot be shown. / "
        "Rename it with letters and digits."
        for shown in ("a?b", "a?b", "caf?")
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(root: Path) -> None:
    write(root, "secret.feature").chmod(0)
    assert told(root) == [
        f"{CHECKS}/secret.feature:1:1  the file cannot be read (Permission denied). / Check its permissions."
    ]


def test_folders_may_lie_very_deep(root: Path) -> None:
    deep = root / CHECKS
    for _ in range(400):
        deep /= "a"
    deep.mkdir(parents=True)
    (deep / "deep.feature").write_text(GOOD.replace("supported", "refuted"))
    assert len(read(root).checks) == 2


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_count_as_pytest_counts_them(root: Path, end: str) -> None:
    (root / CHECKS / "good.feature").write_bytes(GOOD.replace("\n", end).encode())
    [check] = read(root).checks
    assert (check.line, check.title) == (3, "A cited resolution exists")


def test_names_of_files_and_tags_of_the_workspace_are_known_tags(root: Path) -> None:
    write(
        root,
        "desk/other.feature",
        "@good @other @desk:world @politics\n" + GOOD.replace("supported", "refuted"),
    )
    assert [complaint.text for complaint in read(root).complaints] == [
        "@good @other @desk:world @politics"
    ] * 2
    assert read(root, tags=("politics", "desk")).complaints == ()

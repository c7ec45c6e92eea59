"""The committed file on disk: lines put in and taken out, the rest byte for byte; all of a file or none."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from verify.errors import VerifyError
from verify.review import committed_file
from verify.review.committed import Committed, Waiver, canonical, canonical_line, parse_committed
from verify.review.committed_file import editing, with_entry, without_line, write_file

FILE = "verify-decisions.ndjson"
REPOSITORY = Path(__file__).resolve().parents[2]


def waiver(article: str, claim: str, reason: str = "awaiting") -> Waiver:
    return Waiver(claim * 64, reason, "Ana", datetime.date(2026, 12, 31), article)


def parsed(text: str) -> Committed:
    return parse_committed(text.encode(), FILE)


A, B, C = waiver("a.md", "2"), waiver("b.md", "1"), waiver("b.md", "3")
# The same line as a person, and a Windows editor, may have written it.
B_BY_HAND = f'{{ "owner": "Ana",  "type": "waiver", "claim": "{"1" * 64}", "expires": "2026-12-31", '
B_BY_HAND += '"article":"b.md", "reason":"awaiting" }\r\n'


def test_a_line_comes_where_it_belongs_and_the_others_stay_as_they_are() -> None:
    assert with_entry(parsed(""), A) == canonical([A])
    for new in (A, C):
        kept = with_entry(parsed(B_BY_HAND), new)
        assert B_BY_HAND in kept
        assert [line.entry for line in parsed(kept).lines] == sorted([B, new], key=lambda one: one.article)
    assert with_entry(parsed(canonical([A, C])), B) == canonical([A, B, C])


def test_a_last_line_without_an_end_gets_one_only_where_another_follows() -> None:
    bare = canonical_line(B).rstrip("\n")
    assert with_entry(parsed(bare), C) == canonical([B, C])
    assert with_entry(parsed(bare), A) == canonical_line(A) + bare


def test_a_claims_other_waiver_is_replaced_also_where_it_stood_under_another_article() -> None:
    renewed = waiver("c.md", "1", "still awaiting")
    assert with_entry(parsed(canonical([A, B, C])), renewed) == canonical([A, C, renewed])


def test_a_line_is_taken_out() -> None:
    found = parsed(canonical_line(A) + B_BY_HAND + canonical_line(C))
    assert without_line(found, 1) == B_BY_HAND + canonical_line(C)
    assert without_line(found, 3) == canonical_line(A) + B_BY_HAND


def test_a_file_is_written_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / FILE
    write_file(path, canonical([A]), FILE)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask()
    path.chmod(0o640)
    write_file(path, canonical([A, B]), FILE)
    assert (path.read_text(), path.stat().st_mode & 0o777) == (canonical([A, B]), 0o640)
    assert [found.name for found in tmp_path.iterdir()] == [FILE]


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / FILE).symlink_to(tmp_path / "desk" / FILE)
    write_file(tmp_path / FILE, canonical([A]), FILE)
    assert (tmp_path / FILE).is_symlink()
    assert (tmp_path / "desk" / FILE).read_text() == canonical([A])


def test_a_file_that_could_not_be_read_again_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / FILE
    write_file(path, canonical([A]), FILE)
    with pytest.raises(VerifyError, match="longer than 65,536 bytes"):
        write_file(path, with_entry(parsed(canonical([A])), waiver("b.md", "1", "x" * 70_000)), FILE)
    assert path.read_text() == canonical([A])


def test_a_disk_that_fills_up_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / FILE
    write_file(path, canonical([A]), FILE)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(committed_file.os, "fsync", full)
    with pytest.raises(VerifyError) as error:
        write_file(path, canonical([A, B]), FILE)
    assert str(error.value) == (
        "verify-decisions.ndjson: the file cannot be written (No space left on device). "
        "Make room, or choose a place that has some."
    )
    assert path.read_text() == canonical([A])
    assert [found.name for found in tmp_path.iterdir()] == [FILE]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    missing = pytest.raises(VerifyError, match=r"cannot be written \(No such file or directory\)")
    with missing, editing(tmp_path / "desk" / FILE, FILE):
        pass


def test_several_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    script = (
        "import datetime, sys\n"
        "from pathlib import Path\n"
        "from verify.review.committed import Waiver\n"
        "from verify.review.committed_file import editing, with_entry, write_file\n"
        "path = Path(sys.argv[1])\n"
        "for digit in sys.argv[2]:\n"
        "    with editing(path, 'f') as found:\n"
        "        waived = Waiver(digit * 64, 'r', 'o', datetime.date(2026, 12, 31), digit)\n"
        "        write_file(path, with_entry(found, waived), 'f')\n"
    )
    path = tmp_path / FILE
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    writers = [
        subprocess.Popen([sys.executable, "-c", script, str(path), digits], env=environment)
        for digits in ("0123", "4567", "89ab", "cdef")
    ]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    assert [line.entry.article for line in parsed(path.read_text()).lines] == list("0123456789abcdef")

"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verify.whole_file import whole_file


def test_a_file_takes_its_place_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feed.xml"
    with whole_file(path) as file:
        file.write("é\r\n")
        assert not path.exists()
    assert path.read_bytes() == "é\r\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_file_stays_as_it_was_where_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), whole_file(path) as file:
        file.writelines(str(1 // left) for left in (1, 0))
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_and_a_device_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("before")
    (tmp_path / "link").symlink_to("feed.xml")
    with whole_file(tmp_path / "link") as file:
        file.write("after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "feed.xml").read_text() == "after"
    with whole_file(Path(os.devnull)) as file:
        file.write("anything")

"""TOML files with the lines of what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.errors import VerifyError
from verify.toml_file import MOST_LINES, read_toml

FILE = '''# url = "x"
list = [
  "url", # [publishing]
]
words = """
[publishing]
url = 1
"""
a.b = 1

[publishing]
# url = 2

url = 3
[ratings]
"not enough evidence" = { value = 1, "name" = "x" }
[[fact]]
url = 4
'''
PLACES = [
    (("list",), 2),
    (("words",), 5),
    (("a", "b"), 9),
    (("publishing",), 11),
    (("publishing", "url"), 14),
    (("publishing", "reviews"), 11),
    (("ratings", "not enough evidence", "name"), 16),
    (("fact", "url"), 17),
    (("nothing", "url"), None),
    ((), None),
]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_a_file_says_has_a_line(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", ends).encode())
    toml = read_toml(path)
    for names, line in PLACES:
        assert toml.place(*names) == (f"{path}:{line}" if line else str(path)), names
    path.write_text("\n" * MOST_LINES + "a = 1")
    assert read_toml(path).place("a") == str(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a = 1\nb =\n", "a.toml:2:4: this is not TOML: Invalid value. Mend the line."),
        (b"a = [\n", "a.toml: this is not TOML: Invalid value (at end of document). Mend the line."),
        (b"a = 1\nb = '\xe9'\n", "a.toml:2: this is not UTF-8. Save it as UTF-8."),
        *((content, "a.toml: a number in it is too long, or lists stand in lists too often, to be read. Mend the line.")
          for content in (b"a = " + b"9" * 5_000, b"a = " + b"[" * 9_000 + b"]" * 9_000)),
        (None, "a.toml: the mapping cannot be read (No such file or directory). Check its name and its permissions."),
    ],
)  # fmt: skip
def test_what_is_no_toml_file(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "a.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VerifyError) as error:
        read_toml(path, what="the mapping")
    assert str(error.value) == f"{tmp_path}/{said}"

"""Bytes that are no article: each gives one message with its place and the next step."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verify.documents import Document
from verify.errors import ExitCode, VerifyError
from verify.read import Meta, files, read_article

WORDS = "Talks résumé – on “Monday”.\n"


def test_a_missing_file(desk) -> None:
    path = desk.folder / "gone.txt"
    assert str(desk.refusal(path)) == f"{path}: There is no such file. Check the path."
    assert desk.refusal(path).exit_code is ExitCode.INVALID_DATA
    assert desk.refusal(desk.folder / "gone.ndjson").message == "There is no such file."


def test_a_folder(desk) -> None:
    found = desk.refusal(f"{desk.folder}/")
    assert found.message == "This is a folder, not an article."
    assert found.hint == f"Name the files in it, for example {desk.folder}/*.md."


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_that_may_not_be_read(desk) -> None:
    path = desk.write("a.txt", WORDS)
    path.chmod(0)
    assert desk.refusal(path).message == "The file may not be read."


def test_permission_denied_by_the_system(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> BinaryIO:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    found = desk.refusal(desk.folder / "a.txt")
    assert (found.message, found.hint) == ("The file may not be read.", "Check its permissions.")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.ndjson"])
def test_a_file_that_vanishes_while_it_is_read(desk, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    class Vanishing(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError(116, "Stale file handle")

        readline = read

    monkeypatch.setattr(Path, "open", lambda *_: Vanishing())
    found = desk.refusal(desk.folder / name)
    assert found.message == "The file cannot be read (Stale file handle)."
    assert found.hint == "Check that it is still there and try again."


@pytest.mark.parametrize("name", ["a\0b.txt", "a\0b.md", "\ud800.txt"])
def test_a_path_that_cannot_be_one(desk, name: str) -> None:
    found = desk.refusal(name)
    assert found.message.startswith("The file cannot be opened: ")
    found.place.encode()


@pytest.mark.skipif(os.name != "posix", reason="names of files are bytes on POSIX only")
def test_a_file_name_that_is_not_utf_8(desk) -> None:
    path = os.fsdecode(os.fsencode(str(desk.folder)) + b"/caf\xe9.txt")
    try:
        Path(path).write_text("Talks.")
    except OSError:
        pytest.skip("this file system refuses such names")
    document = desk.one(path)
    assert (document.article, document.name) == ("caf\\xe9.txt", "caf\\xe9.txt")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", ""),
        ("a.txt", " \n\t…—!\n"),
        ("a.txt", "\ufeff"),
        ("a.md", "# \n\n---\n\n```\ncode\n```\n"),
        ("a.md", "---\ntitle: Only a title\n---\n"),
    ],
)
def test_an_article_without_words(desk, name: str, content: str) -> None:
    path = desk.write(name, content)
    assert str(desk.refusal(path)) == (
        f"{path}: The article is empty: there is no word in it. "
        "Check that the right file was named and that it was saved."
    )


def test_empty_standard_input(desk) -> None:
    (found,) = desk.from_input(b"")
    assert str(found).startswith("standard input: The article is empty")


@pytest.mark.parametrize(
    ("content", "byte"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", 8),
        (b"Talks.\x00", 6),
        (b"\x01\x02\x03\x04ab\n", 0),
        (b"a\x7f\x7f\x7f\x7f", 1),
    ],
)
def test_binary_data(desk, content: bytes, byte: int) -> None:
    found = desk.refusal(desk.write("a.txt", content))
    assert found.message == f"The file holds binary data at byte {byte}."
    assert found.hint == "An article is plain text: save it as UTF-8."


def test_some_control_characters_are_let_through(desk) -> None:
    text = "A page\x0cand \x1b[1mbold\x1b[0m and a stray \x07 bell."
    assert desk.one(desk.write("a.txt", text)).text == text


def test_utf_16_is_told_from_binary_data(desk) -> None:
    path = desk.write("a.txt", WORDS.encode("utf-16"))
    assert desk.refusal(path).message == "The file holds binary data at byte 3."
    assert desk.refusal(path).hint == (
        "It begins like UTF-16 text: say --encoding utf-16, or save it as UTF-8."
    )
    assert desk.one(path, encoding="utf-16").text == WORDS


def test_binary_data_read_as_utf_16(desk) -> None:
    found = desk.refusal(desk.write("a.txt", "a\0b".encode("utf-16-le")), encoding="utf-16-le")
    assert found.message == "The file holds binary data at character 1."


def test_bytes_that_are_not_utf_8(desk) -> None:
    path = desk.write("a.txt", b"One\nTwo\nIran\x92s missiles\n")
    assert str(desk.refusal(path)) == (
        f"{path}:3: Byte 0x92 at offset 12 is not UTF-8. "
        "If the text was saved in another encoding, name it, for example --encoding windows-1252."
    )
    assert desk.one(path, encoding="windows-1252").text == "One\nTwo\nIran’s missiles\n"


def test_bytes_that_are_not_in_the_encoding_named(desk) -> None:
    found = desk.refusal(desk.write("a.txt", b"a\nb\x81"), encoding="cp1252")
    assert found.place.endswith("a.txt:2")
    assert found.message == "Byte 0x81 at offset 3 is not cp1252."
    assert found.hint == "If the text was saved in another encoding, name it, for example --encoding utf-8."
    odd = desk.refusal(desk.write("b.txt", b"a\0b"), encoding="utf-16-le")
    assert odd.place.endswith("b.txt")
    assert odd.message == "Byte 0x62 at offset 2 is not utf-16-le."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "UTF8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin9"]
)
def test_encodings(desk, encoding: str) -> None:
    text = "Café – “on”." if encoding not in ("latin9",) else "Café €."
    assert desk.one(desk.write("a.txt", text.encode(encoding)), encoding=encoding).text == text


def test_a_byte_order_mark_is_no_part_of_the_text(desk) -> None:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        path = desk.write("a.md", ("\ufeff---\ntitle: One\n---\n# \ufeffTwo").encode(encoding))
        document = desk.one(path, encoding=encoding)
        assert document.text == "---\ntitle: One\n---\n# \ufeffTwo"
        assert (document.headline, document.prose.content) == ("One", "Two")


@pytest.mark.parametrize(
    "name", ["klingon", "", "hex", "rot13", "base64", "undefined", "unicode_escape", "a\0b", "\ud800", "é"]
)
def test_an_unknown_encoding(desk, name: str) -> None:
    found = desk.refusal(desk.write("a.txt", WORDS), encoding=name)
    assert found.message == f'--encoding "{name}" is not a text encoding known here.'
    assert found.hint == "Use for example utf-8, windows-1252, iso-8859-15 or utf-16."
    assert found.exit_code is ExitCode.USAGE


def test_half_a_surrogate_pair(desk) -> None:
    found = desk.refusal(desk.write("a.txt", b"ab +2AA-"), encoding="utf-7")
    assert found.message == "The text holds half a surrogate pair (U+D800) at character 3."


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.html", "HTML"), ("a.HTM", "HTML"), ("a.pdf", "PDF"), ("a.docx", "Word"), ("a.rtf", "RTF")],
)
def test_formats_that_are_not_read_yet(desk, name: str, kind: str) -> None:
    found = desk.refusal(desk.write(name, "<p>On July 14, 2015</p>"))
    assert found.message == f"{kind} files are not read yet."
    assert found.hint == (
        "Save the article as plain text (.txt) or Markdown (.md), or give a feed (.ndjson, .jsonl)."
    )
    assert found.exit_code is ExitCode.INVALID_DATA


def test_a_format_that_there_is_not(desk) -> None:
    found = desk.refusal(desk.write("a.txt", WORDS), format="html")
    assert str(found) == '"html" is not a format of articles. Use text, markdown or ndjson.'
    assert found.exit_code is ExitCode.USAGE


def test_a_text_over_the_limit(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT", 1024**2)
    found = desk.refusal(desk.write("a.txt", "a" * (1024**2 + 1)))
    assert found.message == "The text is longer than 1 MiB, the most that is read of one article."
    assert found.hint == "Split it into articles, or give a feed with one article a line."
    assert len(desk.one(desk.write("b.txt", "a" * 1024**2)).text) == 1024**2


def test_the_limit_is_64_mib() -> None:
    assert files.LIMIT == 64 * 1024 * 1024


def test_a_line_of_50_mb(desk) -> None:
    line = "It was on July 14, 2015. " * (2 * 1024 * 1024)
    document = desk.one(desk.write("long.txt", line))
    assert len(document.prose.content) == len(line) == 50 * 1024 * 1024


@given(
    st.binary(max_size=200),
    st.sampled_from(["a.txt", "a.md", "a.ndjson"]),
    st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-7"]),
)
@example(b"---\npublished: 2016-04-09\xff\n---\n", "a.md", "utf-8")
def test_no_bytes_raise_anything(data: bytes, name: str, encoding: str) -> None:
    formats = {"a.txt": "text", "a.md": "markdown", "a.ndjson": "ndjson"}
    meta = Meta(encoding=encoding, format=formats[name])
    found = list(read_article("-", defaults=meta, root=Path(), stdin=lambda: data))
    assert found
    for item in found:
        assert isinstance(item, Document | VerifyError)
        if isinstance(item, Document):
            item.text.encode()
            places = [item.prose.in_text(offset) for offset in range(len(item.prose.content))]
            assert [item.text[place] for place in places] == list(item.prose.content)

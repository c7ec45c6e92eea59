"""Where an article comes from, and how its bytes become text."""

from __future__ import annotations

import codecs
import io
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from verify.errors import ExitCode, VerifyError
from verify.file_errors import cannot_be_read

LIMIT = 64 * 1024 * 1024
"""Bytes of the longest text, or line of a feed, that is read."""

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_CONTROL_SHARE = 0.3
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Codecs that Python calls text encodings, but that no text file is saved in.
_NO_FILE_ENCODINGS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file or standard input. `place` is what errors name, `article` and `name` what its document gets."""

    place: str
    article: str
    name: str
    suffix: str
    open: Callable[[], BinaryIO]


def from_standard_input(read: Callable[[], bytes]) -> Source:
    """Standard input, whose bytes `read` gives when they are asked for."""
    return Source("standard input", article="-", name="-", suffix="", open=lambda: io.BytesIO(read()))


def from_path(path: str, root: Path) -> Source:
    """A file; its article is the path relative to `root` if it lies in it, else the absolute path."""
    return Source(
        place=_readable(path),
        article=_readable(_article(path, root)),
        name=_readable(Path(path).name or path),
        suffix=Path(path).suffix.lower(),
        open=lambda: Path(path).open("rb"),
    )


def _absolute(path: str | Path) -> Path:
    """Without "..", but with the links it names: an article is known by the path that people use."""
    return Path(os.path.normpath(Path(path).absolute()))


def _article(path: str, root: Path) -> str:
    plain, top = _absolute(path), _absolute(root)
    if plain.is_relative_to(top):
        return plain.relative_to(top).as_posix()
    # The same folder may be reached by way of a link.
    try:
        real, real_top = plain.resolve(), top.resolve()
    except (OSError, RuntimeError, ValueError):
        return plain.as_posix()
    return real.relative_to(real_top).as_posix() if real.is_relative_to(real_top) else plain.as_posix()


def _readable(path: str) -> str:
    """A path as text that can be stored, also if the file system's bytes are not UTF-8."""
    try:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return path.encode("utf-8", "backslashreplace").decode("utf-8")


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The bytes of a source; what the system says while they are opened and read becomes a VerifyError."""
    try:
        stream = source.open()
    except (OSError, ValueError) as error:
        raise _unreadable(source, error) from error
    try:
        with stream:
            yield stream
    except OSError as error:
        raise _unreadable(source, error) from error


def _unreadable(source: Source, error: OSError | ValueError) -> VerifyError:
    match error:
        case FileNotFoundError():
            message, hint = "There is no such file.", "Check the path."
        case IsADirectoryError():
            message = "This is a folder, not an article."
            hint = f"Name the files in it, for example {source.place.rstrip('/')}/*.md."
        case PermissionError():
            message, hint = "The file may not be read.", "Check its permissions."
        case OSError():
            message = cannot_be_read(error, "The file")
            hint = "Check that it is still there and try again."
        case _:
            message, hint = f"The file cannot be opened: {error}.", "Check the path."
    return VerifyError(message, place=source.place, hint=hint)


def read_text(source: Source, encoding: str) -> str:
    """The whole text of a source, without byte order mark, its line ends as they came. Raises VerifyError."""
    require_encoding(encoding)
    with opened(source) as stream:
        data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise VerifyError(
            f"The text is longer than {LIMIT // 1024**2} MiB, the most that is read of one article.",
            place=source.place,
            hint="Split it into articles, or give a feed with one article a line.",
        )
    return decode(data, encoding, source.place)


def require_encoding(name: str) -> None:
    """Raise VerifyError (USAGE) unless `name` is an encoding that text files are saved in."""
    try:
        known = codecs.lookup(name).name not in _NO_FILE_ENCODINGS
        "a".encode(name)
    except (LookupError, ValueError):
        known = False
    if not known:
        raise VerifyError(
            f'--encoding "{name}" is not a text encoding known here.',
            hint="Use for example utf-8, windows-1252, iso-8859-15 or utf-16.",
            exit_code=ExitCode.USAGE,
        )


def keeps_ascii(encoding: str) -> bool:
    """Whether ASCII characters, line ends among them, are the bytes of the same number in an encoding."""
    return codecs.lookup(encoding).name == "utf-8-sig" or "\r\n\0[a]".encode(encoding) == b"\r\n\0[a]"


def decode(data: bytes, encoding: str, path: str, *, line: int | None = None, offset: int = 0) -> str:
    """Bytes as text, without byte order mark: a whole file, or its given `line`, which begins at `offset`.

    Raises VerifyError for binary data and for bytes that the encoding does not know, placed at their line.
    """
    by_bytes = keeps_ascii(encoding)
    if by_bytes:
        _refuse_binary(data, f"{path}:{line}" if line else path, offset)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = error.object.count(b"\n", 0, error.start)
        place = f"{path}:{(line or 1) + before}" if by_bytes else path
        raise _undecodable(error, encoding, place, offset) from None
    except UnicodeError as error:
        raise VerifyError(
            f"The text is not {_shown(encoding)}: {error}.", place=path, hint=_hint(encoding)
        ) from None
    if not by_bytes and "\0" in text:
        raise VerifyError(
            f"The file holds binary data at character {text.index(chr(0))}.",
            place=path,
            hint="An article is plain text: save it as UTF-8.",
        )
    refuse_lone_surrogate(text, "The text", path)
    return text.removeprefix("\ufeff") if offset == 0 else text


def refuse_lone_surrogate(text: str, what: str, place: str) -> None:
    """Raise VerifyError if a text holds half a surrogate pair, which no file and no database can keep."""
    if not text.isascii() and (lone := _LONE_SURROGATE.search(text)):
        raise VerifyError(
            f"{what} holds half a surrogate pair (U+{ord(lone[0]):04X}) at character {lone.start()}.",
            place=place,
            hint="Write the character itself, in UTF-8.",
        )


def _refuse_binary(data: bytes, place: str, offset: int) -> None:
    at = data.find(b"\0")
    if at < 0:
        controls = len(data) - len(data.translate(None, _CONTROLS))
        first = _CONTROL.search(data) if controls > _CONTROL_SHARE * len(data) else None
        if first is None:
            return
        at = first.start()
    hint = "An article is plain text: save it as UTF-8."
    if data.startswith(_UTF16_MARKS):
        hint = "It begins like UTF-16 text: say --encoding utf-16, or save it as UTF-8."
    raise VerifyError(f"The file holds binary data at byte {offset + at}.", place=place, hint=hint)


def _undecodable(error: UnicodeDecodeError, encoding: str, place: str, offset: int) -> VerifyError:
    return VerifyError(
        f"Byte 0x{error.object[error.start]:02X} at offset {offset + error.start} is not {_shown(encoding)}.",
        place=place,
        hint=_hint(encoding),
    )


def _shown(encoding: str) -> str:
    return "UTF-8" if codecs.lookup(encoding).name in ("utf-8", "utf-8-sig") else encoding


def _hint(encoding: str) -> str:
    other = "windows-1252" if _shown(encoding) == "UTF-8" else "utf-8"
    return f"If the text was saved in another encoding, name it, for example --encoding {other}."

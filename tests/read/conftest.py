"""Articles that a test writes and reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.documents import Document
from verify.errors import VerifyError
from verify.read import Meta, read_article


def _no_input() -> bytes:
    raise AssertionError("standard input was read")


class Desk:
    """A folder of articles, which is also the root that paths are told relative to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, content: str | bytes) -> Path:
        """A file with exactly this content."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, path: Path | str, **said: object) -> list[Document | VerifyError]:
        """Everything that a file gives, documents and errors; `said` is the command line."""
        meta = Meta(**said)  # type: ignore[arg-type]
        return list(read_article(str(path), defaults=meta, root=self.folder, stdin=_no_input))

    def one(self, path: Path | str, **said: object) -> Document:
        """The one document of a file."""
        (found,) = self.read(path, **said)
        assert isinstance(found, Document), found
        return found

    def refusal(self, path: Path | str, **said: object) -> VerifyError:
        """The one error that a file gives."""
        (found,) = self.read(path, **said)
        assert isinstance(found, VerifyError), found
        return found

    def from_input(self, data: bytes, **said: object) -> list[Document | VerifyError]:
        """Everything that standard input gives."""
        meta = Meta(**said)  # type: ignore[arg-type]
        return list(read_article("-", defaults=meta, root=self.folder, stdin=lambda: data))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)

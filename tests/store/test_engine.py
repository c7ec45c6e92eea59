"""A store whose file goes away under it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from verify.errors import VerifyError
from verify.store.engine import connect


def test_nothing_is_written_to_a_file_that_nobody_would_find(migrated_sqlite: Path, tmp_path: Path) -> None:
    path = tmp_path / "verify.db"
    shutil.copy(migrated_sqlite, path)
    store = connect(str(path))
    with store.reading() as connection:
        connection.execute(text("SELECT 1 FROM claim"))
    path.rename(tmp_path / "elsewhere.db")
    with pytest.raises(VerifyError, match="was moved away, or another was put in its place"), store.writing():
        pass
    shutil.copy(migrated_sqlite, path)
    with pytest.raises(VerifyError, match="Put it back, or run the command again"), store.reading():
        pass
    path.unlink()
    (tmp_path / "elsewhere.db").rename(path)
    with store.writing() as connection:
        connection.execute(text("SELECT 1 FROM claim"))
    store.close()

"""Write migrations/sqlite.sql, the schema of a new SQLite store: python migrations/generate.py, after each new revision.

The history is run on an empty database, and what it leaves is written down: every object in the order in which it was
made, and every row. A new store is made from that in one go; an older one goes through the history.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).resolve().parent
WRITTEN = HERE / "sqlite.sql"

HEADING = "-- Written by migrations/generate.py; add a revision instead."
BETWEEN = ";\n\n"
"""What stands between two statements, and nowhere else."""


def migrate(database: Path) -> None:
    """Run the whole history on a SQLite file that does not exist yet."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


def statements(connection: sqlite3.Connection) -> Iterator[str]:
    """Its tables, each with its rows, then indexes, views and triggers."""
    made = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'table') = ? ORDER BY rowid"
    for name, sql in connection.execute(made, (True,)).fetchall():
        yield sql
        for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1'):
            values = ", ".join(connection.execute("SELECT quote(?)", (value,)).fetchone()[0] for value in row)
            yield f'INSERT INTO "{name}" VALUES ({values})'
    for _, sql in connection.execute(made, (False,)).fetchall():
        yield sql


def script() -> str:
    """The text of the file."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "migrated.db"
        migrate(database)
        return script_of(database)


def script_of(database: Path) -> str:
    """What makes a database like this one."""
    with closing(sqlite3.connect(database)) as connection:
        parts = [_plain(sql) for sql in statements(connection)]
    assert not any(BETWEEN in part for part in parts)
    return HEADING + "\n\n" + BETWEEN.join(parts) + BETWEEN.rstrip("\n") + "\n"


def _plain(sql: str) -> str:
    return "\n".join(line.rstrip() for line in sql.strip().splitlines())


if __name__ == "__main__":
    WRITTEN.write_text(script(), encoding="utf-8", newline="\n")
    print(f"wrote {WRITTEN.relative_to(HERE.parent)}")

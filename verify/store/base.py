"""The metadata of all tables: naming convention of constraints, and the columns that tables share.

Modules of tables do not say `from __future__ import annotations`: SQLAlchemy reads the annotations of columns, and
would compile each from a string at every start.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, String

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

METADATA = MetaData(naming_convention=NAMING)
"""Every table of the store; migrations are compared with it.

In all tables a day is a day number (proleptic Gregorian ordinal, 1 = 0001-01-01), so that SQL compares intervals of
days; a number is a binary fraction of 64 bits, with what was written beside it as text.
"""

CLUSTERED = {"clustered": True}
"""Of a table that on SQLite is its key (WITHOUT ROWID). Migrations make it so, and a test compares it with this.

SQLAlchemy's own arguments for a dialect (`sqlite_with_rowid`, `postgresql_where`) would load it into every command.
"""


def index_where(condition: str, name: str, *columns: str) -> Index:
    """An index of the rows that a condition keeps, which stands in its `info`.

    Migrations make the index, and a test compares it with this.
    """
    return Index(name, *columns, info={"where": condition})


def row_id() -> Column[int]:
    """A surrogate key, given by the one writer (`verify.store.ids`); people use a name or digest."""
    return Column(Integer, primary_key=True, autoincrement=False)


def sha256_hex() -> Column[str]:
    """SHA-256 in hex (a claim's is cut to 32 digits)."""
    return Column(String(64))


def utc_moment() -> Column[str]:
    """A moment in UTC, ISO 8601 with a trailing Z: sorts as text, and reads the same on both databases."""
    return Column(String(32))

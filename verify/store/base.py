"""The declarative base: naming convention of constraints, and the column types shared by all tables."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import Double, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Common base of all tables."""

    metadata = MetaData(naming_convention=NAMING)


RowId = Annotated[int, mapped_column(Integer, primary_key=True, autoincrement=False)]
"""A surrogate key, given by the one writer (`verify.store.ids`); people refer to a name, code or digest beside it."""

Digest = Annotated[str, mapped_column(String(64))]
"""SHA-256 in hex (a claim's is cut to 32 digits)."""

Moment = Annotated[str, mapped_column(String(32))]
"""A moment in UTC, ISO 8601 with a trailing Z: sorts as text, and reads the same on both databases."""

Day = Annotated[int, mapped_column(Integer)]
"""A day number (proleptic Gregorian ordinal, 1 = 0001-01-01), so that SQL compares intervals of days."""

Amount = Annotated[float, mapped_column(Double)]
"""A number in SQL, a binary fraction of 64 bits on both databases; what was written stands beside it as text."""

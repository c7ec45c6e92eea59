"""How much a store holds."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from verify.store.schema import METADATA

COUNTED = ("article", "document", "claim", "fact", "check", "run", "verdict", "decision")


def row_counts(connection: Connection) -> dict[str, int]:
    """Rows by table, for the tables that say something to people."""
    return {
        f"{name}s": int(
            connection.execute(select(func.count()).select_from(METADATA.tables[name])).scalar_one()
        )
        for name in COUNTED
    }


def has_articles(connection: Connection) -> bool:
    """Whether there is any article."""
    return connection.execute(select(METADATA.tables["article"].c.id).limit(1)).first() is not None

"""Alembic environment. It imports nothing from the package: the history stands by itself."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

GRANTS = text(
    """
    SELECT c.relname AS relation, c.oid AS oid, a.attname AS of_column, format(
               'GRANT %s%s ON %I.%I TO %s%s', x.privilege_type,
               CASE WHEN a.attname IS NULL THEN '' ELSE format(' (%I)', a.attname) END, n.nspname, c.relname,
               CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
               CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
           ) AS statement
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
    CROSS JOIN LATERAL (
        SELECT NULL::name AS attname, c.relacl AS acl
        UNION ALL
        SELECT t.attname, t.attacl FROM pg_attribute t WHERE t.attrelid = c.oid AND NOT t.attisdropped
    ) a
    CROSS JOIN LATERAL aclexplode(a.acl) x
    WHERE c.relkind IN ('r', 'v') AND x.grantee <> c.relowner
    """
)
"""Who may do what with the tables and views of a PostgreSQL database beside their owner, each as a statement."""

COLUMNS = text(
    """
    SELECT c.relname, c.oid, t.attname
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
    JOIN pg_attribute t ON t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped
    """
)


def run(connection: Connection) -> None:
    """Migrate over one connection, in one transaction."""
    context.configure(connection=connection, transaction_per_migration=False)
    with context.begin_transaction():
        if connection.dialect.name == "sqlite":
            context.run_migrations()
        else:
            granted = connection.execute(GRANTS).all()
            context.run_migrations()
            give_back(connection, granted)


def give_back(connection: Connection, granted: list) -> None:
    """Grant again what fell with a view or table that was made anew, where it still is."""
    oids, columns = {}, set()
    for relation, oid, column in connection.execute(COLUMNS):
        oids[relation] = oid
        columns.add((relation, column))
    for grant in granted:
        is_there = grant.of_column is None or (grant.relation, grant.of_column) in columns
        if is_there and oids.get(grant.relation, grant.oid) != grant.oid:
            connection.exec_driver_sql(grant.statement.replace("%", "%%"))


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(os.environ["VERIFY_DATABASE_URL"]).begin() as opened:
        run(opened)

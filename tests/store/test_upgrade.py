"""The one migration history: what it makes on both databases, and that it keeps what is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from verify.errors import VerifyError
from verify.store.base import CLUSTERED
from verify.store.engine import Store, connect
from verify.store.schema import METADATA
from verify.store.upgrade import HEAD, PAGE, State, downgrade, open_store, schema_state, upgrade


def test_models_and_migrations_agree(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_indexes_keep_the_rows_that_the_models_say(store: Store) -> None:
    inspector, option = inspect(store.engine), f"{store.engine.dialect.name}_where"
    found = {
        index["name"]: str(index["dialect_options"][option]).strip("()")
        for table in METADATA.tables
        for index in inspector.get_indexes(table)
        if option in index.get("dialect_options", {})
    }
    said = {
        index.name: index.info["where"]
        for table in METADATA.tables.values()
        for index in table.indexes
        if "where" in index.info
    }
    assert said
    assert found == said


def test_tables_that_are_their_key_on_sqlite_are_those_that_the_models_say(
    new_database: Callable[..., str],
) -> None:
    with connect(new_database("sqlite")).reading() as connection:
        made = {row.name: row.wr for row in connection.execute(text("PRAGMA main.table_list"))}
    said = {name: table.info == CLUSTERED for name, table in METADATA.tables.items()}
    assert 0 < sum(said.values()) < len(said)
    assert {name: bool(made[name]) for name in said} == said


def test_verdicts_lie_by_claim_on_sqlite_and_by_check_on_postgresql(store: Store) -> None:
    key = inspect(store.engine).get_pk_constraint("verdict")["constrained_columns"]
    first = ["claim_id", "check_id"] if store.is_sqlite else ["check_id", "claim_id"]
    assert key == [*first, "run_id"]


def test_head_is_the_last_revision_of_the_history() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from verify import shipped

    config = Config()
    config.set_main_option("script_location", str(shipped.migrations()))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_every_constraint_has_a_name(store: Store) -> None:
    inspector = inspect(store.engine)
    for table in inspector.get_table_names():
        if table != "alembic_version":
            checks = [item["name"] for item in inspector.get_check_constraints(table)]
            keys = [item["name"] for item in inspector.get_foreign_keys(table)]
            unique = [item["name"] for item in inspector.get_unique_constraints(table)]
            assert all(checks + keys + unique), table
            assert inspector.get_pk_constraint(table)["name"] == f"pk_{table}"


def test_a_sqlite_store_is_made_on_first_use(new_database: Callable[..., str]) -> None:
    store = open_store(new_database("sqlite", migrated=False))
    assert schema_state(store) == (State.CURRENT, HEAD)


def test_a_new_sqlite_file_has_large_pages_and_an_older_one_keeps_its_own(
    tmp_path: Path,
) -> None:
    def page_size(file: str) -> int:
        with closing(sqlite3.connect(file)) as connection:
            return int(connection.execute("PRAGMA page_size").fetchone()[0])

    older = tmp_path / "older.db"
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = WAL")
    for file, size in ((tmp_path / "new.db", PAGE), (older, 4096)):
        store = connect(str(file))
        upgrade(store)
        store.close()
        assert page_size(str(file)) == size


def test_postgresql_is_made_only_by_upgrade(new_database: Callable[..., str]) -> None:
    url = new_database("postgresql", migrated=False)
    with pytest.raises(VerifyError, match="has no verify schema yet") as error:
        open_store(url)
    assert error.value.hint == "Run: verify db upgrade"
    upgrade(connect(url))
    assert schema_state(open_store(url)) == (State.CURRENT, HEAD)


def test_down_and_up_again_restores_tables_triggers_and_views(store: Store) -> None:
    before = _objects(store)
    assert any("no_update" in name for name in before)
    assert "v_claim_status" in before
    downgrade(store, "base")
    assert _objects(store) <= {"alembic_version", "pk_alembic_version", "alembic_version_pkc"}
    upgrade(store)
    assert _objects(store) == before


def test_an_upgrade_that_makes_views_anew_keeps_what_roles_may_read(
    new_database: Callable[..., str],
) -> None:
    store = connect(new_database("postgresql"))
    role = '"a ""reader"""'
    rights = (
        f"CREATE ROLE {role}",
        f"GRANT SELECT ON v_claim_status TO {role} WITH GRANT OPTION",
        f"GRANT SELECT (claim, run) ON v_verdict_history TO {role}",
        "GRANT SELECT ON v_article_scorecard TO PUBLIC",
        f"GRANT SELECT ON v_flip TO {role}",
    )
    try:
        with store.writing() as connection:
            for right in rights:
                connection.execute(text(right))
        before = _rights(store)
        assert len(before) == 5
        downgrade(store, "0006")
        upgrade(store)
        assert _rights(store) == [right for right in before if right[0] != "v_flip"], (
            "which 0006 does not have"
        )
    finally:
        with store.writing() as connection:
            connection.execute(text(f"DROP OWNED BY {role}"))
            connection.execute(text(f"DROP ROLE {role}"))
        store.close()


def _rights(store: Store) -> list[tuple[str, str | None, int, str, bool]]:
    """Who may do what beside the owner, with the oid of a role in place of its name."""
    query = """
        SELECT c.relname, a.column, x.grantee, x.privilege_type, x.is_grantable FROM pg_class c
        CROSS JOIN LATERAL (
            SELECT NULL::name AS column, c.relacl AS acl
            UNION ALL SELECT attname, attacl FROM pg_attribute WHERE attrelid = c.oid
        ) a
        CROSS JOIN LATERAL aclexplode(a.acl) x
        WHERE c.relname LIKE 'v\\_%' AND x.grantee <> c.relowner ORDER BY 1, 2
    """
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def _objects(store: Store) -> set[str]:
    sqlite = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    postgresql = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace UNION "
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION "
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )
    with store.reading() as connection:
        return set(connection.scalars(text(sqlite if store.is_sqlite else postgresql)))


def test_a_foreign_database_is_refused(any_database: str, new_database: Callable[..., str]) -> None:
    url = new_database(any_database, migrated=False)
    with connect(url).writing() as connection:
        connection.execute(text("CREATE TABLE customer (id INTEGER PRIMARY KEY)"))
    for attempt in (open_store, lambda name: upgrade(connect(name))):
        with pytest.raises(VerifyError, match="holds the tables of another program"):
            attempt(url)


def test_a_file_of_views_alone_is_foreign(tmp_path: Path) -> None:
    file = str(tmp_path / "views.db")
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE VIEW one AS SELECT 1")
    with pytest.raises(VerifyError, match="holds the tables of another program"):
        open_store(file)


def test_an_upgrade_keeps_the_views_that_a_user_made(new_database: Callable[..., str]) -> None:
    store = connect(new_database("sqlite"))
    downgrade(store, "0004")
    own = {
        'my "own"': """create view 'my "own"' as select claim from v_claim_status where status like 'r%'""",
        "count": "CREATE VIEW count(n) AS SELECT count(*) FROM claim",
    }
    with store.writing() as connection:
        for statement in own.values():
            connection.exec_driver_sql(statement)
    upgrade(store)
    with store.reading() as connection:
        query = text("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
        kept = {name: sql.replace("create view", "CREATE VIEW") for name, sql in connection.execute(query)}
        assert [kept[name] for name in own] == [
            sql.replace("create view", "CREATE VIEW") for sql in own.values()
        ]
        assert list(connection.scalars(text('SELECT * FROM "my ""own"""'))) == []
    store.close()


def test_what_depends_on_a_view_that_is_made_anew_is_told(new_database: Callable[..., str]) -> None:
    store = connect(new_database("postgresql"))
    downgrade(store, "0004")
    with store.writing() as connection:
        for name in ("mine", "yours"):
            connection.exec_driver_sql(f"CREATE VIEW {name} AS SELECT claim FROM v_claim_status")
    with pytest.raises(VerifyError) as error:
        upgrade(store)
    assert error.value.message == (
        "what an upgrade makes anew has something of yours depending on it (view mine, view yours)."
    )
    assert error.value.hint == "Drop that, run the command again, and make it again."
    assert schema_state(store) == (State.OLDER, "0004")
    store.close()


def test_a_newer_store_is_refused(store: Store, database_url: str) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(VerifyError, match=r"made by a newer version of verify \(schema 9999"):
        open_store(database_url)

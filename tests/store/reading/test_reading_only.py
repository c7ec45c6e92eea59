"""The store opened for reading alone: every road to a change is refused, and what is stored stays to the last byte."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import judged_store, snapshot
from sqlalchemy import create_engine, text

from verify.errors import ExitCode, VerifyError
from verify.report.views import VIEWS
from verify.report.views.as_stored import as_stored
from verify.report.views.read import read_view
from verify.store.engine import connect
from verify.store.reading import Reader, StatementError, reading_only
from verify.store.reading.sqlite import PRAGMAS, SqliteReader


@pytest.fixture(scope="module")
def url(shared_url: str) -> str:
    """A judged store."""
    store = connect(shared_url)
    judged_store(store)
    store.close()
    return shared_url


@pytest.fixture(scope="module")
def reader(url: str) -> Iterator[Reader]:
    """That store, opened for reading."""
    with reading_only(url) as opened:
        yield opened


def kept(url: str) -> object:
    """All that is stored: the bytes of a file, and what lies beside it; the rows of a server."""
    if "://" not in url:
        path = Path(url)
        beside = {one.name for one in path.parent.iterdir()} - {f"{path.name}-shm", f"{path.name}-wal"}
        return path.read_bytes(), beside
    store = connect(url)
    try:
        return snapshot(store)
    finally:
        store.close()


ON_BOTH = [
    "delete from claim",
    "DELETE FROM status WHERE 1 = 1",
    "/* only looking */ -- really\n delete from claim",
    "update claim set retired = 1",
    "insert into status values (1, 1, 1, 1, 1, NULL, 0)",
    "insert into article values (9, 'x', 1) on conflict do nothing returning id",
    "with gone as (select 1) delete from claim where id in (select 1 from gone)",
    "with gone as (delete from claim returning id) select * from gone",
    "select 1; delete from claim",
    "select 1; commit; delete from claim",
    "begin",
    "begin; delete from claim; commit",
    "commit",
    "savepoint one",
    "create table more (id integer)",
    "create temp table more (id integer)",
    "create table more as select * from claim",
    "create view more as select 1",
    "create index more on claim (id)",
    "drop view v_claim_status",
    "drop table claim",
    "alter table claim add column more integer",
    "vacuum",
    "vacuum into '{folder}/copy.db'",
    "analyze",
    "reindex",
    "explain analyze delete from claim",
    "",
    "-- nothing",
]
ON_SQLITE = [
    "replace into article values (1, 'x', 1)",
    "attach '{folder}/other.db' as other",
    "attach ':memory:' as other",
    "detach main",
    "explain delete from claim",
    "pragma query_only = off",
    "pragma writable_schema = 1",
    "pragma journal_mode = delete",
    "pragma user_version = 7",
    "pragma query_only",
    "select * from pragma_journal_mode('off')",
    "select * from pragma_wal_checkpoint",
    "select * from dbstat",
    "attach 'file:{folder}/x.db?mode=rwc' as x",
    "select rtreecheck('claim')",
    "pragma wal_checkpoint(truncate)",
    "pragma optimize",
    "update sqlite_master set sql = ''",
    "create virtual table more using fts5(words)",
    "create trigger more after insert on claim begin select 1; end",
    "select load_extension('evil')",
    "select writefile('{folder}/out', 'x')",
    "select fts3_tokenizer('simple')",
]
ON_POSTGRESQL = [
    "truncate claim",
    "select * into more from claim",
    "merge into claim using claim c on true when matched then delete",
    "copy claim to '{folder}/out'",
    "copy claim to program 'touch {folder}/out'",
    "copy (select 1) to stdout",
    "do $$ begin delete from claim; end $$",
    "call anything()",
    "prepare one as delete from claim",
    "execute one",
    "set transaction read write",
    "set session characteristics as transaction read write",
    "set role postgres",
    "reset role",
    "reset all",
    "grant select on claim to public",
    "lock table claim",
    "listen one",
    "notify one",
    "refresh materialized view one",
    "select * from claim for update",
    "select set_config('transaction_read_only', 'off', false)",
    "select set_config('role', 'none', true), lo_create(0)",
    "select U&\"\\0073et_config\"('role', 'none', true)",
    "select query_to_xml('delete from claim', true, true, '')",
    "select nextval('one')",
    "select lo_create(0)",
    "select lo_export(1, '{folder}/out')",
    "select pg_catalog.lo_from_bytea(0, 'x')",
    "select pg_read_file('/etc/hostname')",
    "select pg_ls_dir('/')",
    "select pg_terminate_backend(pg_backend_pid())",
    "select pg_advisory_lock(1)",
    "select pg_try_advisory_xact_lock(1)",
    "select pg_notify('one', 'x')",
    "select pg_logical_emit_message(true, 'one', 'x')",
    "select * from dblink('dbname=postgres', 'delete from claim') as t(a int)",
]


def test_every_road_to_a_change_is_refused(url: str, reader: Reader, tmp_path: Path) -> None:
    before = kept(url)
    for statement in ON_BOTH + (ON_POSTGRESQL if "://" in url else ON_SQLITE):
        with pytest.raises(StatementError) as error:
            list(reader.ask(statement.replace("{folder}", str(tmp_path)), {}, 10).rows)
        assert error.value.exit_code == 2, statement
        assert len(error.value.message) > 20, statement
    assert list(reader.ask("SELECT count(*) FROM claim", {}, 0).rows) == [(7,)]
    assert kept(url) == before
    assert list(tmp_path.iterdir()) == []


def test_what_is_refused_is_said_in_words(url: str, reader: Reader) -> None:
    said = {
        "delete from claim": (
            "this would delete from claim, which is refused.",
            'this is no query, and nothing else is done: PostgreSQL refuses it (syntax error at or near "delete").',
        ),
        "create table more (id integer)": (
            "this would change the schema, which is refused.",
            'this is no query, and nothing else is done: PostgreSQL refuses it (syntax error at or near "create").',
        ),
        "select 1; select 2": ("these are several statements.",) * 2,
        "select '\ud800'": ("the statement is not UTF-8.",) * 2,
        "select nowhere from claim": (
            "SQLite says: no such column: nowhere.",
            'PostgreSQL says: column "nowhere" does not exist.',
        ),
    }
    for statement, words in said.items():
        with pytest.raises(VerifyError) as error:
            reader.ask(statement, {}, 10)
        assert error.value.message == words["://" in url]


def test_names_in_a_statement_get_values_that_are_texts(reader: Reader) -> None:
    ask = "SELECT :what AS given, ':not' AS kept, 'a % b' AS per_cent, count(*) AS n FROM claim WHERE part = :part"
    evil = "x' OR 1=1 --"
    answer = reader.ask(ask, {"what": evil, "part": "body", "more": "unused"}, 10)
    assert answer.columns == ("given", "kept", "per_cent", "n")
    assert list(answer.rows) == [(evil, ":not", "a % b", 7)]
    with pytest.raises(
        VerifyError, match=r"the statement wants a value for :what\. Give it with --param what=VALUE"
    ):
        reader.ask("SELECT :what AS given", {}, 10)


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_what_takes_too_long_is_stopped(reader: Reader) -> None:
    with pytest.raises(VerifyError) as error:
        reader.ask(ENDLESS, {}, 0.2)
    assert str(error.value) == (
        "the query was stopped: it took more than 0.2 seconds. "
        "Narrow it (WHERE, LIMIT), or give it longer with --timeout SECONDS."
    )
    assert error.value.exit_code == 3
    assert list(reader.ask("SELECT 1", {}, 10).rows) == [(1,)]


def test_the_time_in_which_nobody_reads_does_not_count(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = 0.0
    now = time.monotonic
    monkeypatch.setattr("verify.store.reading.limit.time.monotonic", lambda: now() + later)
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i FROM n"
    rows = reader.ask(many, {}, 30).rows
    next(rows)
    later = 60.0
    assert sum(1 for _ in rows) == 2999


def test_ctrl_c_stops_a_query(url: str) -> None:
    if "://" in url:
        pytest.skip("psycopg cancels by itself, and needs the main thread's signals for it")
    import signal

    with reading_only(url) as opened:
        threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            opened.ask(ENDLESS, {}, 60)


def test_slow_calls_are_stopped_between_two_of_them(url: str) -> None:
    if "://" in url:
        pytest.skip("PostgreSQL stops within a call")
    called: list[int] = []
    with reading_only(url) as opened:
        assert isinstance(opened, SqliteReader)
        opened.connection.create_function("slow", 1, lambda i: called.append(i) or time.sleep(0.01))
        with pytest.raises(VerifyError, match="the query was stopped: it took more than"):
            opened.ask(ENDLESS.replace("count(*)", "count(slow(i))"), {}, 0.2)
        assert 1 < len(called) < 100, "and not when SQLite asks by itself, some thousand calls later"


def test_no_function_of_sqlite_goes_on_for_ever(url: str) -> None:
    if "://" in url:
        pytest.skip("PostgreSQL stops within a call")
    long, tail = "printf('%.*c', 9000000, 'a')", "printf('%.*c', 4000000, 'a') || 'b'"
    with reading_only(url) as opened:
        for call, found in [
            (f"instr({long}, {tail})", 0),
            (f"length(replace({long}, {tail}, ''))", 9_000_000),
            (f"length(rtrim({long}, {tail}))", 0),
            ("printf('%.*c', 2000000000, 'x')", None),
            ("format(replace(printf('%.*c', 1000000, 'a'), 'a', '%2000000000c'), 'x')", None),
            ("printf('%08.3f %s', -1.5, 'x')", "-001.500 x"),
        ]:
            assert list(opened.ask(f"SELECT {call}", {}, 60).rows) == [(found,)]
        for call, said in [
            (f"'a' LIKE {long}", "LIKE or GLOB pattern too complex"),
            ("json_patch('{}', '{}')", "this would call json_patch, which is refused"),
            ("hex(zeroblob(11000000))", "string or blob too big"),
            ("trim(CAST(x'ff' AS TEXT))", "a function is given a text that is no UTF-8"),
        ]:
            with pytest.raises(StatementError, match=said):
                opened.ask(f"SELECT {call}", {}, 60)


def test_nothing_is_made_or_upgraded(tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    with (
        pytest.raises(VerifyError, match=r"there is no store yet\. Run first: verify run"),
        reading_only(str(missing)),
    ):
        pass
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE own (id)").connection.close()
    before = other.read_bytes()
    with pytest.raises(VerifyError, match="this is no store of verify"), reading_only(str(other)):
        pass
    assert other.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"other.db"}


def test_a_file_in_a_folder_where_nothing_can_be_written_is_read(
    migrated_sqlite: Path, tmp_path: Path
) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is unwritable for root")
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "store.db").write_bytes(migrated_sqlite.read_bytes())
    folder.chmod(0o500)
    try:
        with reading_only(str(folder / "store.db")) as opened:
            assert list(opened.ask("SELECT count(*) FROM claim", {}, 0).rows) == [(0,)]
    finally:
        folder.chmod(0o700)


def test_sqlite_still_tells_of_its_tables_and_plans(url: str, reader: Reader) -> None:
    if "://" in url:
        pytest.skip("of SQLite")
    for statement in (
        *(f"SELECT count(*) FROM pragma_{name}" for name in sorted(PRAGMAS)),
        "SELECT name FROM pragma_table_info('v_run')",
        "PRAGMA table_info(v_run)",
        "SELECT value FROM json_each('[1, 2]')",
        "EXPLAIN QUERY PLAN SELECT * FROM v_run",
    ):
        assert list(reader.ask(statement, {}, 10).rows), statement
    assert list(reader.ask("SELECT CAST(x'ff41' AS TEXT)", {}, 10).rows) == [("\\xffA",)]


def test_postgresql_gives_values_as_they_are_written(url: str, reader: Reader) -> None:
    if "://" not in url:
        pytest.skip("of PostgreSQL")
    ask = "SELECT int4range(1, 2), datemultirange(), '\\xff'::bytea, 1.50::numeric, DATE '2016-04-09'"
    assert list(reader.ask(ask, {}, 1e300).rows) == [("[1,2)", "{}", b"\xff", 1.5, "2016-04-09")]


def test_an_answer_that_is_left_holds_nothing_up(url: str) -> None:
    """Neither a statement that runs nor one whose rows nobody reads to their end keeps a writer, or an upgrade."""
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n, claim"
    store = connect(url)
    with reading_only(url) as opened:
        rows = opened.ask(many, {}, 10).rows
        next(rows)
        with store.writing() as connection:
            connection.execute(text("UPDATE queue_cell SET waiting = 0"))
        del rows
        with store.writing() as connection:
            if not store.is_sqlite:
                connection.execute(text("LOCK TABLE claim IN ACCESS EXCLUSIVE MODE NOWAIT"))
    store.close()


def test_a_superuser_reads_with_the_rights_of_a_reader(url: str, reader: Reader) -> None:
    if "://" not in url:
        pytest.skip("of PostgreSQL")
    assert list(reader.ask("SELECT current_user AS who", {}, 10).rows) == [("pg_read_all_data",)]


def test_a_role_for_dashboards_sees_the_views_and_no_more(url: str) -> None:
    if "://" not in url:
        pytest.skip("of PostgreSQL")
    page = (Path(__file__).parents[3] / "docs" / "reports.md").read_text(encoding="utf-8")
    recipe = page.split("```sql\n-- run by the owner")[1].split("\n", 1)[1].split("```")[0]
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for _ in range(2):  # again after an upgrade
            connection.exec_driver_sql(recipe.replace("%", "%%"))
    engine.dispose()
    try:
        with reading_only(url.replace("postgres:@", "dashboards:@")) as opened:
            assert list(opened.ask("SELECT count(*) FROM v_claim_status", {}, 10).rows) == [(7,)]
            for table in ("text", "decision", "claim"):
                with pytest.raises(StatementError, match=f"permission denied for table {table}"):
                    opened.ask(f"SELECT * FROM {table}", {}, 10)
        dashboard = create_engine(url.replace("postgres:@", "dashboards:@"))
        with dashboard.connect() as connection:
            for view in VIEWS.values():
                list(read_view(connection, view, limit=1)[1])
            names = tuple(connection.scalars(text("SELECT check_name FROM v_check_scorecard ORDER BY 1")))
            assert as_stored(connection, {"check": "small"}).check == names
            for word in ("article", "publisher", "kind", "subject", "check"):
                with pytest.raises(VerifyError) as error:
                    as_stored(connection, {word: "nothing"})
                assert error.value.exit_code is ExitCode.USAGE
            assert connection.scalar(text("SHOW transaction_read_only")) == "on"
            assert connection.scalar(text("SHOW statement_timeout")) == "30s"
        dashboard.dispose()
        with create_engine(url).begin() as connection:
            connection.exec_driver_sql('REVOKE SELECT ON subject, "check", document FROM dashboards')
            connection.exec_driver_sql('REVOKE SELECT (id, name) ON "check" FROM dashboards')
        store = connect(url.replace("postgres:@", "dashboards:@"))
        with store.reading() as connection:
            asked = as_stored(connection, {"check": "small/signed", "kind": "office", "subject": "nothing"})
            assert asked.given() == {"kind": "office", "subject": "nothing", "check": ("small/signed",)}
            assert list(read_view(connection, VIEWS["claims"], narrowing=asked)[1]) == []
        with (
            pytest.raises(
                VerifyError, match=r"this login may not do that \(permission denied for table text\)\."
            ),
            store.reading() as connection,
        ):
            connection.execute(text("SELECT * FROM text"))
        store.close()
    finally:
        with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("DROP OWNED BY dashboards")
            connection.exec_driver_sql("DROP ROLE dashboards")

"""Events of a review beside decisions and their undoing, and the tables of the queue.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SIDES = "side IS NULL OR side IN ('article', 'reference', 'both', 'neither', 'extraction')"
EVENTS = (
    "event IN ('decide', 'undo', 'redo', 'reopen', 'postpone', 'discard', 'assign', 'note', 'correct', 'carry', "
    "'promote')"
)
DECIDES = (
    "(event = 'decide' AND verdict IS NOT NULL) OR event = 'carry' OR (event <> 'decide' AND verdict IS NULL)"
)

FIRST = [
    ("id", sa.Integer(), False), ("event", sa.Text(), False), ("claim_id", sa.Integer(), False),
    ("actor", sa.Text(), False), ("at", sa.String(32), False), ("verdict", sa.SmallInteger(), True),
    ("side", sa.Text(), True), ("note", sa.Text(), False), ("evidence", sa.String(64), False),
    ("undoes_id", sa.Integer(), True), ("previous", sa.String(64), False), ("digest", sa.String(64), False),
]  # fmt: skip
ADDED = [
    ("act", sa.Integer(), True), ("stands", sa.SmallInteger(), True), ("round", sa.SmallInteger(), True),
    ("due", sa.String(32), True), ("assignee", sa.Text(), True), ("carries_id", sa.Integer(), True),
    ("basis", sa.Text(), True), ("detail", sa.Text(), True), ("idempotency_key", sa.Text(), True),
]  # fmt: skip
"""Columns of the log: name, type, whether it may be null."""

CHECKS_BEFORE = {
    "event": "event IN ('decide', 'undo')",
    "verdict": "verdict BETWEEN 1 AND 4",
    "side": SIDES,
    "undoes": "(event = 'undo') = (undoes_id IS NOT NULL)",
    "decides": "(event = 'decide') = (verdict IS NOT NULL)",
}
CHECKS = {
    "event": EVENTS,
    "verdict": "verdict BETWEEN 1 AND 4",
    "side": SIDES,
    "undoes": "(event IN ('undo', 'redo')) = (undoes_id IS NOT NULL)",
    "decides": DECIDES,
    "carries": "(event = 'carry') = (carries_id IS NOT NULL)",
    "postpones": "(event = 'postpone') = (due IS NOT NULL)",
    "stands": "stands IN (0, 1)",
    "round": "round BETWEEN 1 AND 3",
}

LOG_BEFORE = """
    SELECT x.id AS decision, x.event AS event, c.digest AS claim, c.quote AS quote, x.actor AS actor, x.at AS at,
           vl.label AS verdict, x.side AS side, x.note AS note, x.undoes_id AS undoes, x.digest AS digest
    FROM decision x
    JOIN claim c ON c.id = x.claim_id
    LEFT JOIN verdict_label vl ON vl.id = x.verdict"""
# What the first of two reviewers decided is nobody's to read before the second did.
LOG = """
    SELECT x.id AS decision, x.event AS event, c.digest AS claim, c.quote AS quote, x.actor AS actor, x.at AS at,
           vl.label AS verdict, CASE WHEN w.claim_id IS NULL THEN x.side END AS side,
           CASE WHEN w.claim_id IS NULL THEN x.note ELSE '' END AS note, x.undoes_id AS undoes, x.digest AS digest,
           coalesce(x.act, x.id) AS act, x.round AS round, x.stands AS stands, x.due AS due, x.assignee AS assignee,
           CASE WHEN w.claim_id IS NULL THEN 0 ELSE 1 END AS withheld
    FROM decision x
    JOIN claim c ON c.id = x.claim_id
    LEFT JOIN review w ON w.claim_id = x.claim_id AND w.stage = 1 AND x.stands = 0
    LEFT JOIN verdict_label vl ON vl.id = x.verdict AND w.claim_id IS NULL"""


def upgrade() -> None:
    review_tables()
    views = drop_views()
    if op.get_bind().dialect.name == "postgresql":
        widen_postgresql()
    else:
        rebuild_sqlite(FIRST + ADDED, CHECKS)
    op.create_index(op.f("ix_decision_act"), "decision", ["act"])
    op.create_index(op.f("ix_decision_idempotency_key"), "decision", ["idempotency_key"])
    create_views(views | {"v_decision_log": f"CREATE VIEW v_decision_log AS {LOG}"})


def downgrade() -> None:
    if strange := op.get_bind().scalar(
        # Their digests cover what the earlier revision cannot keep.
        sa.text("SELECT count(*) FROM decision WHERE act IS NOT NULL")
    ):
        raise RuntimeError(f"{strange} events of the log have no place in revision 0004")
    views = drop_views()
    op.drop_index(op.f("ix_decision_idempotency_key"), table_name="decision")
    op.drop_index(op.f("ix_decision_act"), table_name="decision")
    if op.get_bind().dialect.name == "postgresql":
        narrow_postgresql()
    else:
        rebuild_sqlite(FIRST, CHECKS_BEFORE)
    create_views(views | {"v_decision_log": f"CREATE VIEW v_decision_log AS {LOG_BEFORE}"})
    for name in ("draft", "skipped", "lease", "queue_mark", "queue_cell", "queue", "review"):
        op.drop_table(name)


def drop_views() -> dict[str, str]:
    """Drop the views that read the log, in SQLite all; returns what made them, by name, in the order to make them in."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        query = (
            "SELECT viewname AS name, definition AS sql FROM pg_views WHERE schemaname = current_schema() "
            "AND viewname IN ('v_claim_status', 'v_decision_log') ORDER BY viewname"
        )
        found = {
            row.name: f"CREATE VIEW {row.name} AS {row.sql.rstrip().rstrip(';')}"
            for row in bind.execute(sa.text(query))
        }
    else:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid"
        found = {row.name: row.sql for row in bind.execute(sa.text(query))}
    quoted = bind.dialect.identifier_preparer.quote
    for name in reversed(found):
        bind.exec_driver_sql(f"DROP VIEW {quoted(name)}")
    return found


def create_views(views: dict[str, str]) -> None:
    bind = op.get_bind()
    for statement in views.values():
        # psycopg takes a per cent sign for a parameter's.
        bind.exec_driver_sql(statement.replace("%", "%%") if bind.dialect.name == "postgresql" else statement)


def widen_postgresql() -> None:
    for name, type_, nullable in ADDED:
        op.add_column("decision", sa.Column(name, type_, nullable=nullable))
    replace_checks(CHECKS_BEFORE, CHECKS)
    guard_postgresql()


def narrow_postgresql() -> None:
    op.execute("DROP TRIGGER decision_no_update ON decision")
    replace_checks(CHECKS, CHECKS_BEFORE)
    for name, *_ in ADDED:
        op.drop_column("decision", name)
    guard_postgresql(drop=False)


def replace_checks(before: dict[str, str], after: dict[str, str]) -> None:
    for name in before:
        op.execute(f"ALTER TABLE decision DROP CONSTRAINT ck_decision_{name}")
    for name, condition in after.items():
        op.execute(f"ALTER TABLE decision ADD CONSTRAINT ck_decision_{name} CHECK ({condition})")


def guard_postgresql(*, drop: bool = True) -> None:
    """Let the guard of updates name every column that there is now."""
    if drop:
        op.execute("DROP TRIGGER decision_no_update ON decision")
    columns = ", ".join(f'"{column["name"]}"' for column in sa.inspect(op.get_bind()).get_columns("decision"))
    op.execute(
        f"CREATE TRIGGER decision_no_update BEFORE UPDATE OF {columns} ON decision FOR EACH STATEMENT "
        "EXECUTE FUNCTION verify_append_only()"
    )


def rebuild_sqlite(columns: list[tuple[str, sa.types.TypeEngine, bool]], checks: dict[str, str]) -> None:
    """Make the table anew with its rows: SQLite changes no constraint. Nothing points to it but views."""
    op.create_table(
        "decision_rebuilt",
        *(
            sa.Column(name, type_, autoincrement=False, nullable=nullable)
            if name == "id"
            else sa.Column(name, type_, nullable=nullable)
            for name, type_, nullable in columns
        ),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_decision_{name}"))
            for name, condition in sorted(checks.items())
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_decision_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("digest", name=op.f("uq_decision_digest")),
        sa.UniqueConstraint("previous", name=op.f("uq_decision_previous")),
    )
    names = ", ".join(f'"{name}"' for name, *_ in FIRST)
    op.execute(f"INSERT INTO decision_rebuilt ({names}) SELECT {names} FROM decision ORDER BY id")
    op.drop_table("decision")
    op.rename_table("decision_rebuilt", "decision")
    op.create_index(op.f("ix_decision_claim_id"), "decision", ["claim_id"], unique=False)
    guard_sqlite()


def guard_sqlite() -> None:
    abort = "SELECT RAISE(ABORT, 'decision is append-only')"
    op.execute(f"CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN {abort}; END")
    op.execute(f"CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN {abort}; END")
    exists = " OR ".join(
        f"EXISTS (SELECT 1 FROM decision WHERE {key} = NEW.{key})" for key in ("id", "digest", "previous")
    )
    op.execute(
        f"CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision WHEN {exists} BEGIN {abort}; END"
    )


def review_tables() -> None:
    op.create_table(
        "review",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.SmallInteger(), nullable=False),
        sa.Column("first_by", sa.Text(), nullable=True),
        sa.Column("second_by", sa.Text(), nullable=True),
        sa.Column("due", sa.String(32), nullable=True),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.CheckConstraint("stage BETWEEN 0 AND 2", name=op.f("ck_review_stage")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_review")),
    )
    queue()
    op.create_table(
        "queue_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("run_mark", "run_checks", "claim_mark", "standing_mark", "decision_mark")
        ),
        sa.Column("checks", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_queue_mark_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_mark")),
    )
    op.create_table(
        "lease",
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.String(32), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_lease")),
    )
    op.create_table(
        "skipped",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("actor", "session", "item", name=op.f("pk_skipped")),
    )
    op.create_table(
        "draft",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("actor", "item", name=op.f("pk_draft")),
    )


def queue() -> None:
    op.create_table(
        "queue",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("lead", sa.SmallInteger(), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("key_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.String(10), nullable=False),
        sa.Column("due", sa.String(32), nullable=True),
        sa.CheckConstraint("lead IN (0, 1)", name=op.f("ck_queue_lead")),
        sa.CheckConstraint("rank BETWEEN 0 AND 6", name=op.f("ck_queue_rank")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_queue")),
    )
    order = ["most", "article_id", "place", "claim_id"]
    op.create_index("ix_queue_item", "queue", ["item"])
    op.create_index("ix_queue_article_id", "queue", ["article_id"])
    op.create_index("ix_queue_key_id", "queue", ["key_id", "rank", *order])
    op.create_index("ix_queue_subject", "queue", ["subject", "rank", *order])
    op.create_index("ix_queue_since", "queue", ["since"])
    due, lead = sa.text("due IS NOT NULL"), sa.text("lead = 1")
    op.create_index("ix_queue_due", "queue", ["due"], sqlite_where=due, postgresql_where=due)
    op.create_index("ix_queue_order", "queue", ["rank", *order], sqlite_where=lead, postgresql_where=lead)
    op.create_index("ix_queue_cell", "queue", ["cell", *order], sqlite_where=lead, postgresql_where=lead)
    op.create_table(
        "queue_cell",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=True),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        *(
            sa.Column(name, sa.Text(), nullable=True)
            for name in ("publisher", "assignee", "first_by", "second_by")
        ),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_queue_cell")),
    )

"""What checks need to compare numbers and claims with each other, and to be run again as they once ran.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = {
    "claim": [("number", sa.Double()), ("last_digit", sa.Double()), ("unit", sa.Text())],
    "fact": [("number", sa.Double()), ("last_digit", sa.Double()), ("unit", sa.Text())],
    "check": [("owner", sa.Text()), ("description", sa.Text(), ""), ("advice", sa.Text(), "")],
    "run_check": [("standing_mark", sa.Integer(), sa.text("0")), ("whole", sa.SmallInteger(), sa.text("0"))],
    "verdict": [("peer_id", sa.Integer())],
}
"""New columns by table; a third thing is the default of a column that is never null."""

BEFORE = {
    "claim": ["retired"],
    "fact": [],
    "check": ["active", "feature", "line"],
    "run_check": [],
    "verdict": [],
}
AFTER = BEFORE | {
    "check": ["active", "title", "feature", "line", "severity", "owner", "description", "advice"]
}
"""The columns of append-only tables that may change all the same."""


def upgrade() -> None:
    for table in COLUMNS:
        drop_update_guard(table)
    for table, columns in COLUMNS.items():
        for name, type_, *default in columns:
            op.add_column(
                table,
                sa.Column(name, type_, nullable=not default, server_default=default[0] if default else None),
            )
    op.create_table(
        "standing",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("stands", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("stands IN (0, 1)", name=op.f("ck_standing_stands")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_standing_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
    )
    op.create_index(op.f("ix_standing_claim_id"), "standing", ["claim_id"], unique=False)
    op.execute(GONE)
    for table, mutable in AFTER.items():
        guard_updates(table, mutable)
    guard_standing()


GONE = """
    INSERT INTO standing (id, claim_id, stands)
    SELECT row_number() OVER (ORDER BY c.id), c.id, 0
    FROM claim c
    JOIN document d ON d.id = c.document_id
    JOIN article a ON a.id = d.article_id
    WHERE c.retired = 1 OR a.document_id <> d.id
"""


def downgrade() -> None:
    op.drop_index(op.f("ix_standing_claim_id"), table_name="standing")
    op.drop_table("standing")
    for table in COLUMNS:
        drop_update_guard(table)
    for table, columns in COLUMNS.items():
        for name, *_ in columns:
            op.drop_column(table, name)
    for table, mutable in BEFORE.items():
        guard_updates(table, mutable)


def drop_update_guard(table: str) -> None:
    on_table = f' ON "{table}"' if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {table}_no_update{on_table}")


def guard_updates(table: str, mutable: list[str]) -> None:
    columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    fixed = ", ".join(f'"{name}"' for name in columns if name not in mutable)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f'CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {fixed} ON "{table}" FOR EACH STATEMENT '
            "EXECUTE FUNCTION verify_append_only()"
        )
        return
    which = f" OF {fixed}" if mutable else ""
    op.execute(
        f'CREATE TRIGGER {table}_no_update BEFORE UPDATE{which} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def guard_standing() -> None:
    """Refuse every change of the table, as the first revision does of the others."""
    guard_updates("standing", [])
    if op.get_bind().dialect.name == "postgresql":
        for action in ("DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER standing_no_{action.lower()} BEFORE {action} ON standing FOR EACH STATEMENT "
                "EXECUTE FUNCTION verify_append_only()"
            )
        return
    abort = "SELECT RAISE(ABORT, 'standing is append-only')"
    op.execute(f"CREATE TRIGGER standing_no_delete BEFORE DELETE ON standing BEGIN {abort}; END")
    op.execute(
        "CREATE TRIGGER standing_no_replace BEFORE INSERT ON standing "
        f"WHEN EXISTS (SELECT 1 FROM standing WHERE id = NEW.id) BEGIN {abort}; END"
    )

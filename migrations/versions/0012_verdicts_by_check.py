"""Keep verdicts by check on PostgreSQL, so that a check adds to the end of the key rather than in among the others'.

Revision 0012, after 0011. On SQLite the key is the table itself, which is read claim by claim, and stays as it is.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    key_on_postgresql(["check_id", "claim_id", "run_id"])


def downgrade() -> None:
    key_on_postgresql(["claim_id", "check_id", "run_id"])


def key_on_postgresql(columns: list[str]) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("pk_verdict", "verdict", type_="primary")
        op.create_primary_key("pk_verdict", "verdict", columns)

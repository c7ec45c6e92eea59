"""Drop the index of retired claims: the log of standing tells which claims are gone.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_claim_retired", table_name="claim")


def downgrade() -> None:
    op.create_index(
        "ix_claim_retired",
        "claim",
        ["id"],
        unique=False,
        sqlite_where=sa.text("retired = 1"),
        postgresql_where=sa.text("retired = 1"),
    )

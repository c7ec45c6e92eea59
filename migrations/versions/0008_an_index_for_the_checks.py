"""Let checks read claims from an index of what they look at, rather than the rows.

Revision 0008, after 0007.
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMNS = [
    *("property", "kind", "id", "key_id", "document_id", "comparable", "answer_known"),
    *("stated_earliest", "stated_latest", "value_earliest", "value_latest", "month_day_from", "month_day_to"),
    *("as_of_earliest", "as_of_latest", "weekday", "problem"),
]


def upgrade() -> None:
    op.create_index("ix_claim_judged", "claim", COLUMNS, unique=False)
    op.drop_index("ix_claim_property", table_name="claim")


def downgrade() -> None:
    op.create_index("ix_claim_property", "claim", ["property"], unique=False)
    op.drop_index("ix_claim_judged", table_name="claim")

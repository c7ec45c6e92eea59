"""Know which claims an item would lead with if only one publisher's counted, and find the latest claims of a key.

Revision 0011, after 0010. The queue is a projection: it is made anew when somebody opens it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ORDER = ["most", "article_id", "place", "claim_id"]


def upgrade() -> None:
    empty_queue()
    make_queue("lead BETWEEN 0 AND 2", None, sa.Column("publisher", sa.Text(), nullable=True))
    make_cells(sa.Column("by_publisher", sa.Integer(), nullable=False))
    op.drop_index("ix_claim_key_id", "claim")
    op.create_index("ix_claim_key_id_id", "claim", ["key_id", "id"])


def downgrade() -> None:
    empty_queue()
    make_queue("lead IN (0, 1)", "lead = 1")
    make_cells()
    op.drop_index("ix_claim_key_id_id", "claim")
    op.create_index("ix_claim_key_id", "claim", ["key_id"])


def empty_queue() -> None:
    op.execute("DELETE FROM queue_mark")
    op.drop_table("queue")
    op.drop_table("queue_cell")


def make_queue(leads: str, in_order: str | None, *more: sa.Column) -> None:
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
        *more,
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("key_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.String(10), nullable=False),
        sa.Column("due", sa.String(32), nullable=True),
        sa.CheckConstraint(leads, name=op.f("ck_queue_lead")),
        sa.CheckConstraint("rank BETWEEN 0 AND 6", name=op.f("ck_queue_rank")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_queue")),
    )
    op.create_index("ix_queue_item", "queue", ["item"])
    op.create_index("ix_queue_article_id", "queue", ["article_id"])
    op.create_index("ix_queue_key_id", "queue", ["key_id", "rank", *ORDER])
    op.create_index("ix_queue_subject", "queue", ["subject", "rank", *ORDER])
    op.create_index("ix_queue_since", "queue", ["since"])
    index_where("ix_queue_due", ["due"], "due IS NOT NULL")
    index_where("ix_queue_order", ["rank", *ORDER], in_order)
    index_where("ix_queue_cell", ["cell", *ORDER], in_order)


def make_cells(*more: sa.Column) -> None:
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
        *more,
        sa.PrimaryKeyConstraint("code", name=op.f("pk_queue_cell")),
    )


def index_where(name: str, columns: list[str], condition: str | None) -> None:
    where = sa.text(condition) if condition is not None else None
    op.create_index(name, "queue", columns, sqlite_where=where, postgresql_where=where)

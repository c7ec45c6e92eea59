"""The review queue: what waits for a person, who is at it, and what they began to write. None of it is the record.

`review` is a projection of the log of decisions, kept in the transactions that write it; `queue` and `queue_cell` are
one of all that the store knows of what waits, brought up to date from the marks of `queue_mark`.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    Named,
    SmallInteger,
    String,
    Table,
    Text,
    TypedColumns,
)

from verify.store.base import METADATA, index_where, utc_moment


class ReviewColumns(TypedColumns):
    """What people began with a claim and did not end.

    `stage` is 1 where a first decision waits for a second reviewer, 2 where two disagree, else 0; `first_by` and
    `second_by` are who decided so. `due` is the moment until which it is postponed, `assignee` whose it is. People
    stand here by what their names are compared by (`verify.store.people`).
    """

    claim_id: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    stage: Named[int] = Column(SmallInteger)
    first_by: Named[str | None] = Column(Text)
    second_by: Named[str | None] = Column(Text)
    due: Named[str | None] = utc_moment()
    assignee: Named[str | None] = Column(Text)


REVIEW = Table("review", METADATA, ReviewColumns, CheckConstraint("stage BETWEEN 0 AND 2", name="stage"))


class QueueColumns(TypedColumns):
    """One row a claim that waits for a person. Those of one `item` are decided at once.

    `lead` is 2 for the first of an item, 1 for any other that is the first of those its publisher has, else 0.
    The order is that of `rank`, `most` (minus how many claims ask the same, where nothing is on record), the article
    and `place` (the span's start, far below 0 in the headline). `cell` names the row of `queue_cell` with all that a
    filter asks of it but article and subject. `since` is the day on which its document was stored.
    """

    claim_id: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    item: Named[str] = Column(Text)
    lead: Named[int] = Column(SmallInteger)
    rank: Named[int] = Column(SmallInteger)
    most: Named[int]
    article_id: Named[int]
    place: Named[int]
    cell: Named[str] = Column(Text)
    publisher: Named[str | None] = Column(Text)
    subject: Named[str | None] = Column(Text)
    key_id: Named[int | None]
    since: Named[str] = Column(String(10))
    due: Named[str | None] = utc_moment()


QUEUE = Table(
    "queue",
    METADATA,
    QueueColumns,
    CheckConstraint("lead BETWEEN 0 AND 2", name="lead"),
    CheckConstraint("rank BETWEEN 0 AND 6", name="rank"),
    Index("ix_queue_item", "item"),
    Index("ix_queue_article_id", "article_id"),
    Index("ix_queue_key_id", "key_id", "rank", "most", "article_id", "place", "claim_id"),
    Index("ix_queue_subject", "subject", "rank", "most", "article_id", "place", "claim_id"),
    Index("ix_queue_since", "since"),
    index_where("due IS NOT NULL", "ix_queue_due", "due"),
    Index("ix_queue_order", "rank", "most", "article_id", "place", "claim_id"),
    Index("ix_queue_cell", "cell", "most", "article_id", "place", "claim_id"),
)


class QueueCellColumns(TypedColumns):
    """What claims that wait have in common: so that a filter need not read them all.

    `waiting` is how many items they lead, `by_publisher` how many they lead where only their publisher's claims count.
    """

    code: Named[str] = Column(Text, primary_key=True)
    rank: Named[int] = Column(SmallInteger)
    kind: Named[str] = Column(Text)
    check_id: Named[int | None]
    severity: Named[str | None] = Column(Text)
    status: Named[int | None] = Column(SmallInteger)
    publisher: Named[str | None] = Column(Text)
    assignee: Named[str | None] = Column(Text)
    first_by: Named[str | None] = Column(Text)
    second_by: Named[str | None] = Column(Text)
    month: Named[str] = Column(String(7))
    waiting: Named[int]
    by_publisher: Named[int]


QUEUE_CELL = Table("queue_cell", METADATA, QueueCellColumns)


class QueueMarkColumns(TypedColumns):
    """Up to where the queue is: the last run with its checks, claim, change of standing and event; the active checks.

    One row. `checks` is a JSON object: the severity of each active check by its row.
    """

    id: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    run_mark: Named[int]
    run_checks: Named[int]
    claim_mark: Named[int]
    standing_mark: Named[int]
    decision_mark: Named[int]
    checks: Named[str] = Column(Text)


QUEUE_MARK = Table("queue_mark", METADATA, QueueMarkColumns, CheckConstraint("id = 1", name="one"))


class LeaseColumns(TypedColumns):
    """Who has an item, and until when. `basis` is what was known of its first claim when they took it."""

    item: Named[str] = Column(Text, primary_key=True)
    actor: Named[str] = Column(Text)
    session: Named[str] = Column(Text)
    claim_id: Named[int]
    taken_at: Named[str] = utc_moment()
    until: Named[str] = utc_moment()
    basis: Named[str] = Column(Text)


LEASE = Table("lease", METADATA, LeaseColumns)


class SkippedColumns(TypedColumns):
    """That a reviewer's session passes over an item until a moment."""

    actor: Named[str] = Column(Text, primary_key=True)
    session: Named[str] = Column(Text, primary_key=True)
    item: Named[str] = Column(Text, primary_key=True)
    until: Named[str] = utc_moment()


SKIPPED = Table("skipped", METADATA, SkippedColumns)


class DraftColumns(TypedColumns):
    """A note that a reviewer began to write about an item. It outlives their lease."""

    actor: Named[str] = Column(Text, primary_key=True)
    item: Named[str] = Column(Text, primary_key=True)
    note: Named[str] = Column(Text)
    at: Named[str] = utc_moment()


DRAFT = Table("draft", METADATA, DraftColumns)

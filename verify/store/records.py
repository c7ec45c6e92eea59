"""Records: what the reference answers to a claim key, as it stood when a verdict rested on it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Named, SmallInteger, Table, TypedColumns

from verify.store.base import CLUSTERED, METADATA, row_id, sha256_hex


class RecordColumns(TypedColumns):
    """The facts (best rank present, deprecated ones left out) and the completeness that answer a key. Append-only.

    A record is never changed: when a fact or list behind it changes, the key gets a new one with a higher id, so
    "judged with records up to N" says exactly which keys are to be judged again. `complete` is 1 where a list
    says that the facts are all there are; `complete_from`/`complete_to` bound it for states (day numbers).
    """

    id: Named[int] = row_id()
    key_id: Named[int] = Column(ForeignKey("claim_key.id"), index=True)
    digest: Named[str] = sha256_hex()
    fact_count: Named[int]
    fact_id: Named[int | None] = Column(ForeignKey("fact.id"))
    list_id: Named[int | None] = Column(ForeignKey("list.id"))
    complete: Named[int] = Column(SmallInteger)
    complete_from: Named[int | None]
    complete_to: Named[int | None]


RECORD = Table(
    "record",
    METADATA,
    RecordColumns,
    CheckConstraint("fact_count >= 0", name="fact_count"),
    CheckConstraint("complete IN (0, 1)", name="complete"),
    CheckConstraint("(fact_count = 1) = (fact_id IS NOT NULL)", name="single_fact"),
)


class RecordFactColumns(TypedColumns):
    """A fact of a record. Append-only."""

    record_id: Named[int] = Column(ForeignKey("record.id"), primary_key=True)
    fact_id: Named[int] = Column(ForeignKey("fact.id"), primary_key=True)


RECORD_FACT = Table("record_fact", METADATA, RecordFactColumns, info=CLUSTERED)


class RecordGapColumns(TypedColumns):
    """Days inside a record's completeness of which the list says nothing, both end days counting. Append-only."""

    record_id: Named[int] = Column(ForeignKey("record.id"), primary_key=True)
    first_day: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    last_day: Named[int]


RECORD_GAP = Table("record_gap", METADATA, RecordGapColumns, info=CLUSTERED)

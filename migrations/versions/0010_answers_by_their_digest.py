"""Let checks compare answers by their digest, which the index of claims holds, rather than open the rows.

Revision 0010, after 0009.
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BEFORE = [
    *("property", "kind", "id", "key_id", "document_id", "comparable", "answer_known"),
    *("stated_earliest", "stated_latest", "value_earliest", "value_latest", "month_day_from", "month_day_to"),
    *("as_of_earliest", "as_of_latest", "weekday", "problem"),
]
DIGESTS = {"claim": ("answer", "answer_digest"), "fact": ("value", "value_digest")}
"""What there is a digest of, and its column, by table."""

MARK = "[redacted]"
BATCH = 10_000


def upgrade() -> None:
    drop_guard("fact")
    for table, (said, digest) in DIGESTS.items():
        op.add_column(table, sa.Column(digest, sa.BigInteger(), nullable=True))
        fill(table, said, digest)
    guard_fact()
    guard_digest()
    op.drop_index("ix_claim_judged", table_name="claim")
    op.create_index("ix_claim_judged", "claim", [*BEFORE, "answer_digest"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_claim_judged", table_name="claim")
    op.create_index("ix_claim_judged", "claim", BEFORE, unique=False)
    if is_postgresql():
        op.execute("DROP TRIGGER claim_keeps_answer_digest ON claim")
        op.execute("DROP FUNCTION verify_keeps_answer_digest()")
    else:
        op.execute("DROP TRIGGER claim_keeps_answer_digest")
    drop_guard("fact")
    for table, (_, digest) in DIGESTS.items():
        op.drop_column(table, digest)
    guard_fact()


def is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def fill(table: str, said: str, digest: str) -> None:
    """Work out the digest of every different answer once; of what was redacted of a claim there is none."""
    bind = op.get_bind()
    different = list(
        bind.execute(sa.text(f"SELECT DISTINCT {said} FROM {table} WHERE {said} IS NOT NULL")).scalars()
    )
    # PostgreSQL joins without a key, and has none of an answer that is too long.
    key = "" if is_postgresql() else " PRIMARY KEY"
    bind.execute(sa.text(f"CREATE TEMPORARY TABLE answer_digests (said TEXT{key}, digest BIGINT)"))
    gone = MARK if table == "claim" else None
    rows = [{"said": each, "digest": digest_of(each)} for each in different if each != gone]
    for start in range(0, len(rows), BATCH):
        bind.execute(
            sa.text("INSERT INTO answer_digests VALUES (:said, :digest)"), rows[start : start + BATCH]
        )
    bind.execute(
        sa.text(f"UPDATE {table} SET {digest} = d.digest FROM answer_digests d WHERE d.said = {table}.{said}")
    )
    bind.execute(sa.text("DROP TABLE answer_digests"))


def digest_of(said: str) -> int:
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:8], "big", signed=True)


def drop_guard(table: str) -> None:
    op.execute(f"DROP TRIGGER {table}_no_update" + (f" ON {table}" if is_postgresql() else ""))


def guard_fact() -> None:
    """Refuse every change of a fact, as before."""
    if is_postgresql():
        columns = [column["name"] for column in sa.inspect(op.get_bind()).get_columns("fact")]
        of = ", ".join(f'"{name}"' for name in columns)
        op.execute(
            f"CREATE TRIGGER fact_no_update BEFORE UPDATE OF {of} ON fact FOR EACH STATEMENT "
            "EXECUTE FUNCTION verify_append_only()"
        )
        return
    op.execute(
        "CREATE TRIGGER fact_no_update BEFORE UPDATE ON fact "
        "BEGIN SELECT RAISE(ABORT, 'fact is append-only'); END"
    )


def guard_digest() -> None:
    """Let a digest go with the words that it is of, once their text is redacted, and come back with them."""
    same = "IS NOT DISTINCT FROM" if is_postgresql() else "IS"
    event = (
        "(SELECT r.event FROM redaction r JOIN document d ON d.text_id = r.text_id "
        "WHERE d.id = OLD.document_id ORDER BY r.id DESC LIMIT 1)"
    )
    stays = f"NEW.answer_digest {same} OLD.answer_digest"
    allowed = (
        f"({event} = 'redact' AND ({stays} OR (NEW.answer_digest IS NULL AND NEW.answer = '{MARK}'))) "
        f"OR ({event} = 'lift' AND OLD.quote = '{MARK}' AND ({stays} OR OLD.answer_digest IS NULL))"
    )
    if is_postgresql():
        op.execute(
            "CREATE FUNCTION verify_keeps_answer_digest() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF ({allowed}) IS NOT TRUE THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF; "
            "RETURN NEW; END $$"
        )
        op.execute(
            "CREATE TRIGGER claim_keeps_answer_digest BEFORE UPDATE OF answer_digest ON claim FOR EACH ROW "
            "EXECUTE FUNCTION verify_keeps_answer_digest()"
        )
        return
    op.execute(
        "CREATE TRIGGER claim_keeps_answer_digest BEFORE UPDATE OF answer_digest ON claim "
        f"WHEN ({allowed}) IS NOT TRUE BEGIN SELECT RAISE(ABORT, 'claim is append-only'); END"
    )

"""Redactions: a text may be taken out, and nothing else; what people decided is to be corrected, as a view.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MARK = "[redacted]"

WORDS = {
    "text": ["content"],
    "document": ["headline"],
    "claim_key": ["subject", "scope"],
    "claim": [
        "quote",
        "prefix",
        "suffix",
        "because",
        "subject",
        "value",
        "stated",
        "answer",
        "attributed_to",
    ],
}
"""The columns that hold words of a text, by table."""

FREE = {"text": [], "document": [], "claim_key": ["record_id"], "claim": ["retired"]}
"""The columns that may change at any time."""


def upgrade() -> None:
    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("event IN ('redact', 'lift')", name=op.f("ck_redaction_event")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_redaction_text_id_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
        sa.UniqueConstraint("digest", name=op.f("uq_redaction_digest")),
        sa.UniqueConstraint("previous", name=op.f("uq_redaction_previous")),
    )
    op.create_index(op.f("ix_redaction_text_id"), "redaction", ["text_id"], unique=False)
    guard_redaction()
    for table in WORDS:
        open_for_redaction(table)


def downgrade() -> None:
    for table in WORDS:
        close(table)
    op.drop_index(op.f("ix_redaction_text_id"), table_name="redaction")
    op.drop_table("redaction")


def is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def columns_of(table: str) -> list[str]:
    return [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]


def guard_redaction() -> None:
    """Refuse every change of the log, as the first revision does of other tables."""
    if is_postgresql():
        for action in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER redaction_no_{action.lower()} BEFORE {action} ON redaction FOR EACH STATEMENT "
                "EXECUTE FUNCTION verify_append_only()"
            )
        return
    abort = "SELECT RAISE(ABORT, 'redaction is append-only')"
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER redaction_no_{action.lower()} BEFORE {action} ON redaction BEGIN {abort}; END"
        )
    op.execute(
        "CREATE TRIGGER redaction_no_replace BEFORE INSERT ON redaction WHEN EXISTS (SELECT 1 FROM redaction "
        "WHERE id = NEW.id OR digest = NEW.digest OR previous = NEW.previous) "
        f"BEGIN {abort}; END"
    )


def last_event(text_id: str) -> str:
    return f"(SELECT r.event FROM redaction r WHERE r.text_id = {text_id} ORDER BY r.id DESC LIMIT 1)"


def allowed(table: str) -> str:
    """What may become of a row: words give way to the mark, once their text is redacted, and come back once that
    is lifted; all other columns stay as they are.
    """
    same = "IS NOT DISTINCT FROM" if is_postgresql() else "IS"
    words = WORDS[table]
    fixed = [name for name in columns_of(table) if name not in words and name not in FREE[table]]
    stays = {name: f'NEW."{name}" {same} OLD."{name}"' for name in columns_of(table)}
    marked = {name: f"({stays[name]} OR NEW.\"{name}\" = '{MARK}')" for name in words}
    all_fixed = " AND ".join(stays[name] for name in fixed)
    if table == "text":
        event = last_event("OLD.id")
        proof = (
            "encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex') = OLD.sha256"
            if is_postgresql()
            else "length(NEW.content) = OLD.length"
        )
        return (
            f"{all_fixed} AND (({event} = 'redact' AND NEW.content = '{MARK}') "
            f"OR ({event} = 'lift' AND OLD.content = '{MARK}' AND {proof}))"
        )
    if table == "document":
        event = last_event("OLD.text_id")
        return (
            f"{all_fixed} AND (({event} = 'redact' AND {marked['headline']}) "
            f"OR ({event} = 'lift' AND OLD.headline = '{MARK}'))"
        )
    if table == "claim_key":
        of_text = last_event("d.text_id")
        return (
            f"{all_fixed} AND (NEW.subject = OLD.subject OR NEW.subject = '{MARK} ' || OLD.id) AND {marked['scope']} "
            "AND NOT EXISTS (SELECT 1 FROM subject s WHERE s.name = OLD.subject) "
            "AND EXISTS (SELECT 1 FROM claim c WHERE c.key_id = OLD.id) "
            "AND NOT EXISTS (SELECT 1 FROM claim c JOIN document d ON d.id = c.document_id "
            f"WHERE c.key_id = OLD.id AND coalesce({of_text}, '') <> 'redact')"
        )
    event = last_event("(SELECT d.text_id FROM document d WHERE d.id = OLD.document_id)")
    all_marked = " AND ".join(marked.values())
    but_key = " AND ".join(stays[name] for name in fixed if name != "key_id")
    quoted = (
        "(SELECT substr(CASE OLD.part WHEN 'headline' THEN d.headline ELSE t.content END, OLD.span_start + 1, "
        "OLD.span_end - OLD.span_start) FROM document d JOIN text t ON t.id = d.text_id WHERE d.id = OLD.document_id)"
    )
    return (
        f"({event} = 'redact' AND {all_fixed} AND {all_marked}) OR "
        f"({event} = 'lift' AND OLD.quote = '{MARK}' AND {but_key} AND NEW.quote = {quoted})"
    )


def open_for_redaction(table: str) -> None:
    """Let the guard of a table ask what an update changes. What is not certainly allowed is refused."""
    guarded = [name for name in columns_of(table) if name not in FREE[table]]
    of = ", ".join(f'"{name}"' for name in guarded)
    if is_postgresql():
        op.execute(f'DROP TRIGGER {table}_no_update ON "{table}"')
        op.execute(
            f"CREATE FUNCTION verify_redacts_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF ({allowed(table)}) IS NOT TRUE THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF; "
            "RETURN NEW; END $$"
        )
        op.execute(
            f'CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {of} ON "{table}" FOR EACH ROW '
            f"EXECUTE FUNCTION verify_redacts_{table}()"
        )
        return
    op.execute(f"DROP TRIGGER {table}_no_update")
    which = f" OF {of}" if FREE[table] else ""
    op.execute(
        f'CREATE TRIGGER {table}_no_update BEFORE UPDATE{which} ON "{table}" WHEN ({allowed(table)}) IS NOT TRUE '
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def close(table: str) -> None:
    """Let the guard of a table refuse every update again."""
    guarded = ", ".join(f'"{name}"' for name in columns_of(table) if name not in FREE[table])
    if is_postgresql():
        op.execute(f'DROP TRIGGER {table}_no_update ON "{table}"')
        op.execute(f"DROP FUNCTION verify_redacts_{table}()")
        op.execute(
            f'CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {guarded} ON "{table}" FOR EACH STATEMENT '
            "EXECUTE FUNCTION verify_append_only()"
        )
        return
    op.execute(f"DROP TRIGGER {table}_no_update")
    which = f" OF {guarded}" if FREE[table] else ""
    op.execute(
        f'CREATE TRIGGER {table}_no_update BEFORE UPDATE{which} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )

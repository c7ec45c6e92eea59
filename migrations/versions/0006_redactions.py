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


# The same statement: in a later revision of an article, or not.
SAME = """n.kind = c.kind AND n.property = c.property AND coalesce(n.subject, '') = coalesce(c.subject, '')
                      AND coalesce(n.key_id, -1) = coalesce(c.key_id, -1)
                      AND coalesce(n.value, n.stated, '') = coalesce(c.value, c.stated, '')
                      AND (n.key_id IS NOT NULL OR n.quote = c.quote)"""

VIEWS = {
    # One row a decision that stands and says that the article is wrong: due, or made by a later revision, that is
    # the first in which the article states it no more. Where a revision that stands still states it and was decided
    # so itself, that is the row.
    "v_correction": f"""
        SELECT b.claim AS claim, b.article AS article, b.document AS document, b.document_digest AS document_digest,
               b.part AS part, b.span_start AS span_start, b.span_end AS span_end, b.quote AS quote,
               b.property AS property, b.subject AS subject, b.stated AS stated, b.value AS value,
               b.recorded AS recorded, b.recorded_from AS recorded_from, b.recorded_to AS recorded_to,
               b.reason AS reason, b.side AS side, b.decided_by AS decided_by, b.decided_at AS decided_at,
               CASE WHEN b.made_id IS NULL THEN 'due' ELSE 'made' END AS state,
               m.ingested_at AS made_at, m.digest AS made_in,
               (SELECT min(coalesce(n.answer, n.value, n.stated)) FROM claim n
                WHERE n.document_id = b.made_id AND n.retired = 0 AND n.kind = b.kind AND n.property = b.property
                      AND n.key_id = b.key_id) AS now_states
        FROM (
            SELECT c.digest AS claim, a.name AS article, d.name AS document, d.digest AS document_digest,
                   c.part AS part, c.span_start AS span_start, c.span_end AS span_end, c.quote AS quote,
                   c.kind AS kind, c.key_id AS key_id, c.property AS property, c.subject AS subject,
                   c.stated AS stated, coalesce(c.answer, c.value) AS value,
                   f.value AS recorded, f.valid_from AS recorded_from, f.valid_to AS recorded_to,
                   x.note AS reason, x.side AS side, x.actor AS decided_by, x.at AS decided_at,
                   CASE WHEN a.document_id = c.document_id THEN NULL
                        WHEN EXISTS (SELECT 1 FROM claim n
                                     WHERE n.document_id = a.document_id AND n.retired = 0 AND {SAME}) THEN NULL
                        ELSE coalesce((SELECT min(l.id) FROM document l
                                       WHERE l.article_id = a.id AND l.id > c.document_id
                                             AND NOT EXISTS (SELECT 1 FROM claim n
                                                             WHERE n.document_id = l.id AND n.retired = 0
                                                                   AND {SAME})), a.document_id)
                   END AS made_id
            FROM status s
            JOIN decision x ON x.id = s.decision_id
            JOIN claim c ON c.id = s.claim_id
            JOIN document d ON d.id = c.document_id
            JOIN article a ON a.id = d.article_id
            LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.check_id = s.check_id AND v.run_id = s.run_id
            LEFT JOIN fact f ON f.id = v.fact_id
            WHERE x.side IN ('article', 'both')
                  AND NOT (a.document_id <> c.document_id
                           AND EXISTS (SELECT 1 FROM claim n
                                       JOIN status ns ON ns.claim_id = n.id
                                       JOIN decision nx ON nx.id = ns.decision_id
                                       WHERE n.document_id = a.document_id AND n.retired = 0
                                             AND nx.side IN ('article', 'both') AND {SAME}))
        ) b
        LEFT JOIN document m ON m.id = b.made_id""",
    # One row a document of a text and an event of the log of redactions: who took it out, or let it in again, and why.
    "v_redaction": """
        SELECT r.id AS redaction, r.event AS event, r.at AS at, r.actor AS actor, r.reason AS reason,
               a.name AS article, d.name AS document, d.digest AS document_digest, t.sha256 AS text_digest,
               CASE WHEN r.event = 'redact'
                         AND r.id = (SELECT max(l.id) FROM redaction l WHERE l.text_id = r.text_id)
                    THEN 1 ELSE 0 END AS stands
        FROM redaction r
        JOIN text t ON t.id = r.text_id
        JOIN document d ON d.text_id = t.id
        JOIN article a ON a.id = d.article_id""",
}


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
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query}")


def downgrade() -> None:
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")
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

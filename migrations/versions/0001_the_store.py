"""The store: articles, claims, the reference, records, checks, verdicts and decisions, guarded against change.

Revision 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OUTCOMES = (
    "agrees",
    "agrees within its precision",
    "more precise than the record",
    "differs",
    "differs as inferred",
    "true at another date",
    "unlisted",
    "absent from a complete list",
    "sources conflict",
    "no record",
    "not comparable",
)
VERDICTS = ("refuted", "conflicting evidence", "supported", "not enough evidence")

# Unique keys of every append-only table, and the columns that may change all the same.
# INSERT OR REPLACE deletes without firing triggers on SQLite: a row whose key exists is refused beforehand.
GUARDED = {
    "text": ([["id"], ["sha256"]], []),
    "article": ([["id"], ["name"]], ["document_id"]),
    "document": ([["id"], ["digest"]], []),
    "extraction": ([["id"]], []),
    "claim_key": ([["id"], ["property_id", "subject", "scope"]], ["record_id"]),
    "claim": ([["id"], ["digest"]], ["retired"]),
    "fact": ([["id"], ["code", "revision"]], []),
    "fact_source": ([["fact_id", "source_id"]], []),
    "list": ([["id"], ["code", "revision"]], []),
    "reference": ([["id"]], []),
    "record": ([["id"]], []),
    "record_fact": ([["record_id", "fact_id"]], []),
    "record_gap": ([["record_id", "first_day"]], []),
    "check": ([["id"], ["name", "digest"]], ["active", "feature", "line"]),
    "run": ([["id"]], ["finished_at", "executed"]),
    "run_check": ([["run_id", "check_id"]], []),
    "verdict": ([["claim_id", "check_id", "run_id"]], []),
    "decision": ([["id"], ["digest"], ["previous"]], []),
}


def upgrade() -> None:
    tables()
    op.bulk_insert(
        sa.table("outcome_label", sa.column("id", sa.SmallInteger), sa.column("label", sa.Text)),
        [{"id": number, "label": label} for number, label in enumerate(OUTCOMES, 1)],
    )
    op.bulk_insert(
        sa.table("verdict_label", sa.column("id", sa.SmallInteger), sa.column("label", sa.Text)),
        [{"id": number, "label": label} for number, label in enumerate(VERDICTS, 1)],
    )
    guard()


def downgrade() -> None:
    drop_tables()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION verify_append_only()")


def guard() -> None:
    """Refuse every change of an append-only table but to the columns that may change."""
    columns = {
        table: [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
        for table in GUARDED
    }
    if op.get_bind().dialect.name == "postgresql":
        guard_postgresql(columns)
    else:
        guard_sqlite(columns)


def guard_sqlite(columns: dict[str, list[str]]) -> None:
    for table, (keys, mutable) in GUARDED.items():
        fixed = (
            " OF " + ", ".join(f'"{name}"' for name in columns[table] if name not in mutable)
            if mutable
            else ""
        )
        abort = f"SELECT RAISE(ABORT, '{table} is append-only')"
        op.execute(f'CREATE TRIGGER {table}_no_update BEFORE UPDATE{fixed} ON "{table}" BEGIN {abort}; END')
        if mutable:
            # SET rowid = … names none of the columns.
            op.execute(
                f'CREATE TRIGGER {table}_no_move BEFORE UPDATE ON "{table}" WHEN OLD.id IS NOT NEW.id '
                f"BEGIN {abort}; END"
            )
        op.execute(f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}" BEGIN {abort}; END')
        exists = " OR ".join(
            f'EXISTS (SELECT 1 FROM "{table}" WHERE '
            + " AND ".join(f"{name} = NEW.{name}" for name in key)
            + ")"
            for key in keys
        )
        op.execute(
            f'CREATE TRIGGER {table}_no_replace BEFORE INSERT ON "{table}" WHEN {exists} BEGIN {abort}; END'
        )


def guard_postgresql(columns: dict[str, list[str]]) -> None:
    op.execute(
        "CREATE FUNCTION verify_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    call = "EXECUTE FUNCTION verify_append_only()"
    for table, (_, mutable) in GUARDED.items():
        fixed = ", ".join(f'"{name}"' for name in columns[table] if name not in mutable)
        op.execute(
            f'CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {fixed} ON "{table}" FOR EACH STATEMENT {call}'
        )
        op.execute(f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}" FOR EACH STATEMENT {call}')
        op.execute(
            f'CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {call}'
        )


def tables() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("name", name=op.f("uq_article_name")),
    )
    op.create_index(op.f("ix_article_document_id"), "article", ["document_id"], unique=False)
    op.create_table(
        "check",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("feature", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("compares_with", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("active", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("severity IN ('error', 'warning', 'note')", name=op.f("ck_check_severity")),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_check_active")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check")),
        sa.UniqueConstraint("name", "digest", name=op.f("uq_check_name_digest")),
    )
    op.create_table(
        "outcome_label",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_label")),
        sa.UniqueConstraint("label", name=op.f("uq_outcome_label_label")),
    )
    op.create_table(
        "property",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value_type", sa.Text(), nullable=False),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("many", sa.SmallInteger(), nullable=False),
        sa.Column("phrases", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("time IN ('dated', 'state')", name=op.f("ck_property_time")),
        sa.CheckConstraint(
            "value_type IN ('date', 'subject', 'number', 'text', 'existence')",
            name=op.f("ck_property_value_type"),
        ),
        sa.CheckConstraint("many IN (0, 1)", name=op.f("ck_property_many")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property")),
        sa.UniqueConstraint("name", name=op.f("uq_property_name")),
    )
    op.create_table(
        "reference",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("vocabulary_digest", sa.String(length=64), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.String(length=32), nullable=False),
        sa.Column("loaded_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference")),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("started_at", sa.String(length=32), nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("software", sa.Text(), nullable=False),
        sa.Column("checks_digest", sa.String(length=64), nullable=False),
        sa.Column("reference_digest", sa.String(length=64), nullable=False),
        sa.Column("declared", sa.Integer(), nullable=False),
        sa.Column("executed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("accessed", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("code", name=op.f("uq_source_code")),
    )
    op.create_table(
        "status",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.SmallInteger(), nullable=True),
        sa.Column("outcome", sa.SmallInteger(), nullable=True),
        sa.Column("check_id", sa.Integer(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("reopened", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("reopened IN (0, 1)", name=op.f("ck_status_reopened")),
        sa.CheckConstraint("verdict BETWEEN 1 AND 4", name=op.f("ck_status_verdict")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_status")),
    )
    op.create_table(
        "subject",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint("name", name=op.f("uq_subject_name")),
    )
    op.create_table(
        "text",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text")),
        sa.UniqueConstraint("sha256", name=op.f("uq_text_sha256")),
    )
    op.create_table(
        "verdict",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("check_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.SmallInteger(), nullable=False),
        sa.Column("verdict", sa.SmallInteger(), nullable=True),
        sa.CheckConstraint("outcome BETWEEN 1 AND 11", name=op.f("ck_verdict_outcome")),
        sa.CheckConstraint("verdict BETWEEN 1 AND 4", name=op.f("ck_verdict_verdict")),
        sa.PrimaryKeyConstraint("claim_id", "check_id", "run_id", name=op.f("pk_verdict")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "verdict_label",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict_label")),
        sa.UniqueConstraint("label", name=op.f("uq_verdict_label_label")),
    )
    op.create_table(
        "alias",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_alias_subject_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.UniqueConstraint("alias", "subject_id", "context", name=op.f("uq_alias_alias_subject_id_context")),
    )
    op.create_index(op.f("ix_alias_subject_id"), "alias", ["subject_id"], unique=False)
    op.create_table(
        "claim_key",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("property_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property.id"], name=op.f("fk_claim_key_property_id_property")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_key")),
        sa.UniqueConstraint(
            "property_id", "subject", "scope", name=op.f("uq_claim_key_property_id_subject_scope")
        ),
    )
    op.create_index(op.f("ix_claim_key_record_id"), "claim_key", ["record_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_day", sa.Integer(), nullable=True),
        sa.Column("ingested_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "published_day IS NULL OR published IS NOT NULL", name=op.f("ck_document_published")
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_document_article_id_article")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_document_text_id_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("digest", name=op.f("uq_document_digest")),
    )
    op.create_index(op.f("ix_document_article_id"), "document", ["article_id"], unique=False)
    op.create_index(op.f("ix_document_text_id"), "document", ["text_id"], unique=False)
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("property_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Integer(), nullable=True),
        sa.Column("latest", sa.Integer(), nullable=True),
        sa.Column("month_day_from", sa.SmallInteger(), nullable=True),
        sa.Column("month_day_to", sa.SmallInteger(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("valid_from_day", sa.Integer(), nullable=True),
        sa.Column("valid_to_day", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Text(), nullable=False),
        sa.Column("disputed", sa.SmallInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("rank IN ('preferred', 'normal', 'deprecated')", name=op.f("ck_fact_rank")),
        sa.CheckConstraint("disputed IN (0, 1)", name=op.f("ck_fact_disputed")),
        sa.CheckConstraint("earliest <= latest", name=op.f("ck_fact_bounds")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_fact_revision")),
        sa.CheckConstraint("valid_from_day <= valid_to_day", name=op.f("ck_fact_validity")),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name=op.f("fk_fact_property_id_property")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_fact_subject_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("code", "revision", name=op.f("uq_fact_code_revision")),
    )
    op.create_index(
        op.f("ix_fact_subject_id_property_id"), "fact", ["subject_id", "property_id"], unique=False
    )
    op.create_table(
        "list",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("property_id", sa.Integer(), nullable=False),
        sa.Column("complete_from", sa.Integer(), nullable=True),
        sa.Column("complete_to", sa.Integer(), nullable=True),
        sa.Column("gaps", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.SmallInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.CheckConstraint("withdrawn IN (0, 1)", name=op.f("ck_list_withdrawn")),
        sa.ForeignKeyConstraint(["property_id"], ["property.id"], name=op.f("fk_list_property_id_property")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_list_source_id_source")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_list_subject_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list")),
        sa.UniqueConstraint("code", "revision", name=op.f("uq_list_code_revision")),
    )
    op.create_table(
        "property_answer",
        sa.Column("property_id", sa.Integer(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["property.id"], name=op.f("fk_property_answer_answered_by_id_property")
        ),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property.id"], name=op.f("fk_property_answer_property_id_property")
        ),
        sa.PrimaryKeyConstraint("property_id", "answered_by_id", name=op.f("pk_property_answer")),
    )
    op.create_table(
        "run_check",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("claim_mark", sa.Integer(), nullable=False),
        sa.Column("record_mark", sa.Integer(), nullable=False),
        sa.Column("verdicts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["check_id"], ["check.id"], name=op.f("fk_run_check_check_id_check")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_check_run_id_run")),
        sa.PrimaryKeyConstraint("run_id", "check_id", name=op.f("pk_run_check")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("property", sa.Text(), nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("stated", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answer_known", sa.SmallInteger(), nullable=False),
        sa.Column("stated_earliest", sa.Integer(), nullable=True),
        sa.Column("stated_latest", sa.Integer(), nullable=True),
        sa.Column("value_earliest", sa.Integer(), nullable=True),
        sa.Column("value_latest", sa.Integer(), nullable=True),
        sa.Column("month_day_from", sa.SmallInteger(), nullable=True),
        sa.Column("month_day_to", sa.SmallInteger(), nullable=True),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("as_of_earliest", sa.Integer(), nullable=True),
        sa.Column("as_of_latest", sa.Integer(), nullable=True),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.Column("polarity", sa.String(length=12), nullable=False),
        sa.Column("problem", sa.String(length=12), nullable=True),
        sa.Column("comparable", sa.SmallInteger(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("retired", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("part IN ('headline', 'body')", name=op.f("ck_claim_part")),
        sa.CheckConstraint(
            "polarity IN ('asserted', 'negated', 'hypothetical', 'planned')", name=op.f("ck_claim_polarity")
        ),
        sa.CheckConstraint(
            "problem IS NULL OR problem IN ('ambiguous', 'impossible')", name=op.f("ck_claim_problem")
        ),
        sa.CheckConstraint("comparable IN (0, 1)", name=op.f("ck_claim_comparable")),
        sa.CheckConstraint("retired IN (0, 1)", name=op.f("ck_claim_retired")),
        sa.CheckConstraint("span_start >= 0 AND span_end > span_start", name=op.f("ck_claim_span")),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_claim_weekday")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_claim_document_id_document")),
        sa.ForeignKeyConstraint(["key_id"], ["claim_key.id"], name=op.f("fk_claim_key_id_claim_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("digest", name=op.f("uq_claim_digest")),
    )
    op.create_index(op.f("ix_claim_document_id"), "claim", ["document_id"], unique=False)
    op.create_index(op.f("ix_claim_key_id"), "claim", ["key_id"], unique=False)
    op.create_index(op.f("ix_claim_property"), "claim", ["property"], unique=False)
    op.create_index(
        "ix_claim_retired",
        "claim",
        ["id"],
        unique=False,
        sqlite_where=sa.text("retired = 1"),
        postgresql_where=sa.text("retired = 1"),
    )
    op.create_table(
        "extraction",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("vocabulary_digest", sa.String(length=64), nullable=False),
        sa.Column("extracted_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_extraction_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extraction")),
    )
    op.create_index(op.f("ix_extraction_document_id"), "extraction", ["document_id"], unique=False)
    op.create_table(
        "fact_source",
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_fact_source_fact_id_fact")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_fact_source_source_id_source")),
        sa.PrimaryKeyConstraint("fact_id", "source_id", name=op.f("pk_fact_source")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=True),
        sa.Column("list_id", sa.Integer(), nullable=True),
        sa.Column("complete", sa.SmallInteger(), nullable=False),
        sa.Column("complete_from", sa.Integer(), nullable=True),
        sa.Column("complete_to", sa.Integer(), nullable=True),
        sa.CheckConstraint("(fact_count = 1) = (fact_id IS NOT NULL)", name=op.f("ck_record_single_fact")),
        sa.CheckConstraint("complete IN (0, 1)", name=op.f("ck_record_complete")),
        sa.CheckConstraint("fact_count >= 0", name=op.f("ck_record_fact_count")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_record_fact_id_fact")),
        sa.ForeignKeyConstraint(["key_id"], ["claim_key.id"], name=op.f("fk_record_key_id_claim_key")),
        sa.ForeignKeyConstraint(["list_id"], ["list.id"], name=op.f("fk_record_list_id_list")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    op.create_index(op.f("ix_record_key_id"), "record", ["key_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.SmallInteger(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(length=64), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(event = 'decide') = (verdict IS NOT NULL)", name=op.f("ck_decision_decides")),
        sa.CheckConstraint("(event = 'undo') = (undoes_id IS NOT NULL)", name=op.f("ck_decision_undoes")),
        sa.CheckConstraint("event IN ('decide', 'undo')", name=op.f("ck_decision_event")),
        sa.CheckConstraint(
            "side IS NULL OR side IN ('article', 'reference', 'both', 'neither', 'extraction')",
            name=op.f("ck_decision_side"),
        ),
        sa.CheckConstraint("verdict BETWEEN 1 AND 4", name=op.f("ck_decision_verdict")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_decision_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("digest", name=op.f("uq_decision_digest")),
        sa.UniqueConstraint("previous", name=op.f("uq_decision_previous")),
    )
    op.create_index(op.f("ix_decision_claim_id"), "decision", ["claim_id"], unique=False)
    op.create_table(
        "record_fact",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_record_fact_fact_id_fact")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_fact_record_id_record")),
        sa.PrimaryKeyConstraint("record_id", "fact_id", name=op.f("pk_record_fact")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_gap",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_gap_record_id_record")),
        sa.PrimaryKeyConstraint("record_id", "first_day", name=op.f("pk_record_gap")),
        sqlite_with_rowid=False,
    )


def drop_tables() -> None:
    op.drop_table("record_gap")
    op.drop_table("record_fact")
    op.drop_index(op.f("ix_decision_claim_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_record_key_id"), table_name="record")
    op.drop_table("record")
    op.drop_table("fact_source")
    op.drop_index(op.f("ix_extraction_document_id"), table_name="extraction")
    op.drop_table("extraction")
    op.drop_index(
        "ix_claim_retired",
        table_name="claim",
        sqlite_where=sa.text("retired = 1"),
        postgresql_where=sa.text("retired = 1"),
    )
    op.drop_index(op.f("ix_claim_property"), table_name="claim")
    op.drop_index(op.f("ix_claim_key_id"), table_name="claim")
    op.drop_index(op.f("ix_claim_document_id"), table_name="claim")
    op.drop_table("claim")
    op.drop_table("run_check")
    op.drop_table("property_answer")
    op.drop_table("list")
    op.drop_index(op.f("ix_fact_subject_id_property_id"), table_name="fact")
    op.drop_table("fact")
    op.drop_index(op.f("ix_document_text_id"), table_name="document")
    op.drop_index(op.f("ix_document_article_id"), table_name="document")
    op.drop_table("document")
    op.drop_index(op.f("ix_claim_key_record_id"), table_name="claim_key")
    op.drop_table("claim_key")
    op.drop_index(op.f("ix_alias_subject_id"), table_name="alias")
    op.drop_table("alias")
    op.drop_table("verdict_label")
    op.drop_table("verdict")
    op.drop_table("text")
    op.drop_table("subject")
    op.drop_table("status")
    op.drop_table("source")
    op.drop_table("run")
    op.drop_table("reference")
    op.drop_table("property")
    op.drop_table("outcome_label")
    op.drop_table("check")
    op.drop_index(op.f("ix_article_document_id"), table_name="article")
    op.drop_table("article")

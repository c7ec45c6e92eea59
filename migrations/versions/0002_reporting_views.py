"""The first reporting views.

Revision 0002, after 0001.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

VIEWS = {
    # One row a claim that stands: of an article's latest document, and not retired.
    "v_claim_status": """
        SELECT c.digest AS claim, a.name AS article, d.name AS document, d.digest AS document_digest,
               d.published AS published, d.publisher AS publisher, c.part AS part,
               c.span_start AS span_start, c.span_end AS span_end, c.quote AS quote,
               c.kind AS kind, c.property AS property, c.subject AS subject, k.subject AS asks,
               c.stated AS stated, c.value AS value, c.answer AS answer, c.as_of AS as_of,
               c.attributed_to AS attributed_to, c.polarity AS polarity, c.problem AS problem,
               vl.label AS status, ol.label AS outcome, ch.name AS check_name, ch.severity AS severity,
               f.code AS fact, f.value AS recorded, f.valid_from AS recorded_from, f.valid_to AS recorded_to,
               x.actor AS decided_by, x.at AS decided_at, x.side AS side, x.note AS decision_note,
               coalesce(s.reopened, 0) AS reopened
        FROM claim c
        JOIN document d ON d.id = c.document_id
        JOIN article a ON a.id = d.article_id AND a.document_id = d.id
        LEFT JOIN claim_key k ON k.id = c.key_id
        LEFT JOIN status s ON s.claim_id = c.id
        LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.check_id = s.check_id AND v.run_id = s.run_id
        LEFT JOIN verdict_label vl ON vl.id = s.verdict
        LEFT JOIN outcome_label ol ON ol.id = s.outcome
        LEFT JOIN "check" ch ON ch.id = s.check_id
        LEFT JOIN fact f ON f.id = v.fact_id
        LEFT JOIN decision x ON x.id = s.decision_id
        WHERE c.retired = 0""",
    # One row a verdict, the whole history.
    "v_verdict_history": """
        SELECT c.digest AS claim, ch.name AS check_name, v.run_id AS run, r.started_at AS run_started_at,
               r.actor AS run_by, r.software AS software, ol.label AS outcome, vl.label AS verdict,
               f.code AS fact, f.revision AS fact_revision, f.value AS recorded, v.record_id AS record
        FROM verdict v
        JOIN claim c ON c.id = v.claim_id
        JOIN "check" ch ON ch.id = v.check_id
        JOIN run r ON r.id = v.run_id
        JOIN outcome_label ol ON ol.id = v.outcome
        LEFT JOIN verdict_label vl ON vl.id = v.verdict
        LEFT JOIN fact f ON f.id = v.fact_id""",
    # One row an article: how many of its claims have which status.
    "v_article_scorecard": """
        SELECT a.name AS article, d.publisher AS publisher, d.published AS published,
               count(c.id) AS claims,
               sum(CASE WHEN s.verdict = 1 THEN 1 ELSE 0 END) AS refuted,
               sum(CASE WHEN s.verdict = 2 THEN 1 ELSE 0 END) AS conflicting,
               sum(CASE WHEN s.verdict = 3 THEN 1 ELSE 0 END) AS supported,
               sum(CASE WHEN s.verdict = 4 THEN 1 ELSE 0 END) AS not_enough_evidence,
               sum(CASE WHEN c.id IS NOT NULL AND s.verdict IS NULL THEN 1 ELSE 0 END) AS not_judged
        FROM article a
        JOIN document d ON d.id = a.document_id
        LEFT JOIN claim c ON c.document_id = d.id AND c.retired = 0
        LEFT JOIN status s ON s.claim_id = c.id
        GROUP BY a.name, d.publisher, d.published""",
    # One row an active check: how the claims whose status it made stand.
    "v_check_scorecard": """
        SELECT ch.name AS check_name, ch.title AS title, ch.severity AS severity,
               count(s.claim_id) AS claims,
               sum(CASE WHEN s.verdict = 1 THEN 1 ELSE 0 END) AS refuted,
               sum(CASE WHEN s.verdict = 2 THEN 1 ELSE 0 END) AS conflicting,
               sum(CASE WHEN s.verdict = 3 THEN 1 ELSE 0 END) AS supported,
               sum(CASE WHEN s.verdict = 4 THEN 1 ELSE 0 END) AS not_enough_evidence,
               sum(CASE WHEN s.decision_id IS NOT NULL THEN 1 ELSE 0 END) AS decided
        FROM "check" ch
        LEFT JOIN status s ON s.check_id = ch.id
             AND EXISTS (SELECT 1 FROM claim c JOIN article a ON a.document_id = c.document_id
                         WHERE c.id = s.claim_id AND c.retired = 0)
        WHERE ch.active = 1
        GROUP BY ch.name, ch.title, ch.severity""",
    # One row a question that claims ask and the reference does not answer, most-asked first when so ordered.
    "v_reference_gap": """
        SELECT k.subject AS subject, p.name AS property, k.scope AS scope,
               count(c.id) AS claims, count(DISTINCT d.article_id) AS articles
        FROM claim_key k
        JOIN property p ON p.id = k.property_id
        JOIN claim c ON c.key_id = k.id AND c.retired = 0
        JOIN document d ON d.id = c.document_id
        JOIN article a ON a.id = d.article_id AND a.document_id = d.id
        LEFT JOIN record r ON r.id = k.record_id
        WHERE coalesce(r.fact_count, 0) = 0
        GROUP BY k.subject, p.name, k.scope""",
    # One row an event of the decision log.
    "v_decision_log": """
        SELECT x.id AS decision, x.event AS event, c.digest AS claim, c.quote AS quote, x.actor AS actor, x.at AS at,
               vl.label AS verdict, x.side AS side, x.note AS note, x.undoes_id AS undoes, x.digest AS digest
        FROM decision x
        JOIN claim c ON c.id = x.claim_id
        LEFT JOIN verdict_label vl ON vl.id = x.verdict""",
}


def upgrade() -> None:
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query}")


def downgrade() -> None:
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")

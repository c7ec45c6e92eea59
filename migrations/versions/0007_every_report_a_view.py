"""Every report a view: evidence, publishers, coverage, contradictions, flips and runs beside the first ones.

The claims of documents are counted from one index, so that a million are counted within a second.

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The claims that stand: of an article's latest document, and not retired.
STANDING = (
    "article a JOIN document d ON d.id = a.document_id JOIN claim c ON c.document_id = d.id AND c.retired = 0"
)

COUNTS = """
               sum(CASE WHEN s.verdict = 1 THEN 1 ELSE 0 END) AS refuted,
               sum(CASE WHEN s.verdict = 2 THEN 1 ELSE 0 END) AS conflicting,
               sum(CASE WHEN s.verdict = 3 THEN 1 ELSE 0 END) AS supported,
               sum(CASE WHEN s.verdict = 4 THEN 1 ELSE 0 END) AS not_enough_evidence"""

STATUS = """
        SELECT c.digest AS claim, a.name AS article, d.name AS document, d.digest AS document_digest,
               d.published AS published, d.publisher AS publisher, c.part AS part,
               c.span_start AS span_start, c.span_end AS span_end, c.quote AS quote,
               c.kind AS kind, c.property AS property, c.subject AS subject, k.subject AS asks,
               c.stated AS stated, c.value AS value, c.answer AS answer, c.as_of AS as_of,
               c.attributed_to AS attributed_to, c.polarity AS polarity, c.problem AS problem,
               vl.label AS status, ol.label AS outcome, ch.name AS check_name, ch.severity AS severity,
               f.code AS fact, f.value AS recorded, f.valid_from AS recorded_from, f.valid_to AS recorded_to,
               x.actor AS decided_by, x.at AS decided_at, x.side AS side, x.note AS decision_note,
               coalesce(s.reopened, 0) AS reopened{more}
        FROM {standing}
        LEFT JOIN claim_key k ON k.id = c.key_id
        LEFT JOIN status s ON s.claim_id = c.id
        LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.check_id = s.check_id AND v.run_id = s.run_id
        LEFT JOIN verdict_label vl ON vl.id = s.verdict
        LEFT JOIN outcome_label ol ON ol.id = s.outcome
        LEFT JOIN "check" ch ON ch.id = s.check_id
        LEFT JOIN fact f ON f.id = v.fact_id
        LEFT JOIN decision x ON x.id = s.decision_id{joins}"""

HISTORY = """
        SELECT c.digest AS claim, ch.name AS check_name, v.run_id AS run, r.started_at AS run_started_at,
               r.actor AS run_by, r.software AS software, ol.label AS outcome, vl.label AS verdict,
               f.code AS fact, f.revision AS fact_revision, f.value AS recorded, v.record_id AS record{more}
        FROM verdict v
        JOIN claim c ON c.id = v.claim_id
        JOIN "check" ch ON ch.id = v.check_id
        JOIN run r ON r.id = v.run_id
        JOIN outcome_label ol ON ol.id = v.outcome
        LEFT JOIN verdict_label vl ON vl.id = v.verdict
        LEFT JOIN fact f ON f.id = v.fact_id{joins}"""

ARTICLES = f"""
        SELECT a.name AS article, {{publisher}} AS publisher, {{published}} AS published,
               count(c.id) AS claims, {COUNTS},
               sum(CASE WHEN c.id IS NOT NULL AND s.verdict IS NULL THEN 1 ELSE 0 END) AS not_judged
        FROM article a
        JOIN document d ON d.id = a.document_id
        LEFT JOIN claim c ON c.document_id = d.id AND c.retired = 0
        LEFT JOIN status s ON s.claim_id = c.id
        GROUP BY a.name{{grouped}}"""

# The square root of the interval is found by Newton's steps: not every SQLite has sqrt, and so both databases come to
# the same last digit. z is the normal quantile of 97.5 per cent.
Z = 1.959963984540054
COUNTED = {
    name: name
    for name in ("claims", "refuted", "conflicting", "supported", "not_enough_evidence", "not_judged")
} | {"settled": "refuted + supported", "refuted_attributed": "refuted_attributed"}
PUBLISHERS = f"""
        WITH RECURSIVE counted AS (
            SELECT publisher, count(*) AS articles{{summed}}
            FROM (
                SELECT a.id AS id, min(d.publisher) AS publisher, count(c.id) AS claims, {COUNTS},
                       count(c.id) - count(s.verdict) AS not_judged,
                       sum(CASE WHEN s.verdict = 1 AND c.attributed_to IS NOT NULL THEN 1 ELSE 0 END)
                           AS refuted_attributed
                FROM article a
                JOIN document d ON d.id = a.document_id
                LEFT JOIN claim c ON c.document_id = d.id AND c.retired = 0
                LEFT JOIN status s ON s.claim_id = c.id
                GROUP BY a.id
            ) of_articles
            GROUP BY publisher
        ), root (publisher, articles, claims, refuted, conflicting, supported, not_enough_evidence, not_judged,
                 settled, refuted_attributed, square, side, step) AS (
            SELECT counted.*, (square + 1) / 2, 0
            FROM (SELECT counted.*,
                         CASE WHEN settled = 0 THEN CAST(1 AS double precision)
                              ELSE CAST(refuted * supported AS double precision) / settled
                                   + CAST({Z**2 / 4!r} AS double precision) END AS square
                  FROM counted) counted
            UNION ALL
            SELECT publisher, articles, claims, refuted, conflicting, supported, not_enough_evidence, not_judged,
                   settled, refuted_attributed, square, (side + square / side) / 2, step + 1
            FROM root WHERE step < 40
        )
        SELECT publisher, articles, claims, refuted, conflicting, supported, not_enough_evidence, not_judged,
               settled,
               CASE WHEN settled = 0 THEN NULL WHEN refuted = 0 THEN CAST(0 AS double precision)
                    ELSE (refuted + CAST({Z**2 / 2!r} AS double precision) - CAST({Z!r} AS double precision) * side)
                         / (settled + CAST({Z**2!r} AS double precision)) END AS refuted_low,
               CASE WHEN settled = 0 THEN NULL WHEN supported = 0 THEN CAST(1 AS double precision)
                    ELSE (refuted + CAST({Z**2 / 2!r} AS double precision) + CAST({Z!r} AS double precision) * side)
                         / (settled + CAST({Z**2!r} AS double precision)) END AS refuted_high,
               refuted_attributed
        FROM root WHERE step = 40""".format(
    summed="".join(f", CAST(sum({what}) AS bigint) AS {name}" for name, what in COUNTED.items())
)

CHECKS_BEFORE = f"""
        SELECT ch.name AS check_name, ch.title AS title, ch.severity AS severity,
               count(s.claim_id) AS claims, {COUNTS},
               sum(CASE WHEN s.decision_id IS NOT NULL THEN 1 ELSE 0 END) AS decided
        FROM "check" ch
        LEFT JOIN status s ON s.check_id = ch.id
             AND EXISTS (SELECT 1 FROM claim c JOIN article a ON a.document_id = c.document_id
                         WHERE c.id = s.claim_id AND c.retired = 0)
        WHERE ch.active = 1
        GROUP BY ch.name, ch.title, ch.severity"""

# One row an active check: what became of the claims whose status it makes.
CHECKS = f"""
        SELECT ch.name AS check_name, ch.title AS title, ch.severity AS severity,
               coalesce(n.claims, 0) AS claims, coalesce(n.refuted, 0) AS refuted,
               coalesce(n.conflicting, 0) AS conflicting, coalesce(n.supported, 0) AS supported,
               coalesce(n.not_enough_evidence, 0) AS not_enough_evidence, coalesce(x.decided, 0) AS decided,
               coalesce(x.confirmed, 0) AS confirmed, coalesce(x.overturned, 0) AS overturned,
               coalesce(x.discarded, 0) AS discarded,
               coalesce(w.verdicts, 0) AS verdicts, w.last_run AS last_run
        FROM "check" ch
        LEFT JOIN (
            SELECT s.check_id AS check_id, count(*) AS claims, {COUNTS}
            FROM article a
            CROSS JOIN claim c
            JOIN status s ON s.claim_id = c.id
            WHERE c.document_id = a.document_id AND c.retired = 0
            GROUP BY s.check_id
        ) n ON n.check_id = ch.id
        LEFT JOIN (
            SELECT s.check_id AS check_id, count(*) AS decided,
                   sum(CASE WHEN v.verdict = s.verdict THEN 1 ELSE 0 END) AS confirmed,
                   sum(CASE WHEN v.verdict <> s.verdict THEN 1 ELSE 0 END) AS overturned,
                   sum(CASE WHEN s.verdict IS NULL THEN 1 ELSE 0 END) AS discarded
            FROM status s
            CROSS JOIN claim c
            JOIN article a ON a.document_id = c.document_id
            LEFT JOIN verdict v ON v.claim_id = s.claim_id AND v.check_id = s.check_id AND v.run_id = s.run_id
            WHERE s.decision_id IS NOT NULL AND c.id = s.claim_id AND c.retired = 0
            GROUP BY s.check_id
        ) x ON x.check_id = ch.id
        LEFT JOIN (
            SELECT check_id, CAST(sum(verdicts) AS bigint) AS verdicts, max(run_id) AS last_run
            FROM run_check GROUP BY check_id
        ) w ON w.check_id = ch.id
        WHERE ch.active = 1"""

# One row a claim that stands, a fact of the record it was judged with, and a source of that fact.
EVIDENCE = f"""
        SELECT a.name AS article, c.digest AS claim, ch.name AS check_name, vl.label AS verdict,
               f.code AS fact, f.revision AS fact_revision, f.value AS recorded, f.valid_from AS recorded_from,
               f.valid_to AS recorded_to, f.rank AS fact_rank, f.disputed AS disputed,
               CASE WHEN f.id = v.fact_id THEN 1 ELSE 0 END AS rests_on,
               o.code AS source, o.title AS title, o.publisher AS source_publisher, o.url AS url,
               o.kind AS source_kind, o.accessed AS accessed
        FROM {STANDING}
        JOIN status s ON s.claim_id = c.id
        JOIN verdict v ON v.claim_id = s.claim_id AND v.check_id = s.check_id AND v.run_id = s.run_id
        JOIN "check" ch ON ch.id = v.check_id
        JOIN record_fact rf ON rf.record_id = v.record_id
        JOIN fact f ON f.id = rf.fact_id
        JOIN fact_source fs ON fs.fact_id = f.id
        JOIN source o ON o.id = fs.source_id
        LEFT JOIN verdict_label vl ON vl.id = v.verdict"""

# One row a property of the reference: what articles ask of it, and how much of that is on record.
# CROSS JOIN keeps SQLite, which has no statistics, to the order that the indexes serve.
COVERAGE = """
        SELECT p.kind AS kind, p.name AS property, coalesce(q.questions, 0) AS questions,
               coalesce(q.questions_answered, 0) AS questions_answered, coalesce(q.claims, 0) AS claims,
               coalesce(q.claims_answered, 0) AS claims_answered, coalesce(f.facts, 0) AS facts,
               coalesce(f.subjects, 0) AS subjects
        FROM property p
        LEFT JOIN (
            SELECT property_id, count(*) AS questions, sum(answered) AS questions_answered,
                   CAST(sum(claims) AS bigint) AS claims, CAST(sum(answered * claims) AS bigint) AS claims_answered
            FROM (
                SELECT k.property_id AS property_id, asked.claims AS claims,
                       CASE WHEN r.fact_count > 0 OR r.complete = 1 THEN 1 ELSE 0 END AS answered
                FROM (
                    SELECT c.key_id AS key_id, count(*) AS claims
                    FROM article a
                    CROSS JOIN claim c
                    WHERE c.document_id = a.document_id AND c.retired = 0
                    GROUP BY c.key_id
                ) asked
                JOIN claim_key k ON k.id = asked.key_id
                LEFT JOIN record r ON r.id = k.record_id
            ) questions
            GROUP BY property_id
        ) q ON q.property_id = p.id
        LEFT JOIN (
            SELECT f.property_id AS property_id, count(*) AS facts, count(DISTINCT f.subject_id) AS subjects
            FROM fact f
            WHERE f.rank <> 'deprecated'
              AND NOT EXISTS (SELECT 1 FROM fact g WHERE g.code = f.code AND g.revision > f.revision)
            GROUP BY f.property_id
        ) f ON f.property_id = p.id"""

GAPS = """
        SELECT k.subject AS subject, p.name AS property, k.scope AS scope,
               count(c.id) AS claims, count(DISTINCT d.article_id) AS articles{more}
        FROM claim_key k
        JOIN property p ON p.id = k.property_id
        JOIN claim c ON c.key_id = k.id AND c.retired = 0
        JOIN document d ON d.id = c.document_id
        JOIN article a ON a.id = d.article_id AND a.document_id = d.id
        LEFT JOIN record r ON r.id = k.record_id{joins}
        WHERE coalesce(r.fact_count, 0) = 0{less}
        GROUP BY k.subject, p.name, k.scope"""

# One row a value that articles give to a question that has one answer, where others give it another: no day, or no
# number, is in both. A state is asked as of one day, for over more than a day two may have held; a number in a unit. What
# is mere words, or a part of a name, may be another name of the same. An article that contradicts only itself is no row.
CONTRADICTIONS = f"""
        SELECT subject, property, scope, as_of, unit, value, claims, articles, refuted, conflicting, supported,
               not_enough_evidence, not_judged, example_article, example_publisher, example_claim
        FROM (
            SELECT compared.*, min(first_document) OVER asked AS one, max(last_document) OVER asked AS other
            FROM (
                SELECT said.*, count(*) OVER asked AS stated_values, max(least_stated) OVER asked AS high,
                       min(most_stated) OVER asked AS low
                FROM (
                    SELECT k.subject AS subject, p.name AS property, k.scope AS scope,
                           CASE WHEN p.time = 'state' THEN c.as_of END AS as_of, c.unit AS unit,
                           CASE WHEN p.value_type = 'date' THEN c.stated ELSE c.answer END AS value,
                           count(*) AS claims, count(DISTINCT c.document_id) AS articles, {COUNTS},
                           sum(CASE WHEN s.verdict IS NULL THEN 1 ELSE 0 END) AS not_judged,
                           min(a.name) AS example_article, min(d.publisher) AS example_publisher,
                           min(c.digest) AS example_claim,
                           min(CASE p.value_type WHEN 'date' THEN CAST(c.stated_earliest AS double precision)
                                                 WHEN 'number' THEN c.number - c.last_digit / 2 END) AS least_stated,
                           max(CASE p.value_type WHEN 'date' THEN CAST(c.stated_latest AS double precision)
                                                 WHEN 'number' THEN c.number + c.last_digit / 2 END) AS most_stated,
                           min(c.document_id) AS first_document, max(c.document_id) AS last_document
                    FROM claim_key k
                    JOIN property p ON p.id = k.property_id AND p.many = 0 AND p.value_type <> 'existence'
                    CROSS JOIN claim c
                    JOIN document d ON d.id = c.document_id
                    JOIN article a ON a.document_id = d.id
                    LEFT JOIN status s ON s.claim_id = c.id
                    WHERE c.key_id = k.id AND c.retired = 0 AND c.comparable = 1 AND c.answer_known = 1
                      AND (p.time <> 'state' OR c.as_of_earliest = c.as_of_latest)
                      AND CASE p.value_type WHEN 'date' THEN c.stated_earliest IS NOT NULL
                                              WHEN 'number' THEN c.number IS NOT NULL ELSE c.answer IS NOT NULL END
                    GROUP BY k.subject, p.name, k.scope, CASE WHEN p.time = 'state' THEN c.as_of END, c.unit,
                             CASE WHEN p.value_type = 'date' THEN c.stated ELSE c.answer END
                ) said
                WINDOW asked AS (PARTITION BY subject, property, scope, as_of, unit)
            ) compared
            WHERE stated_values > 1 AND (high IS NULL OR least_stated > low OR most_stated < high)
            WINDOW asked AS (PARTITION BY subject, property, scope, as_of, unit)
        ) contradicting
        WHERE one < other"""

# One row a verdict of a check that is another than the one before it.
FLIPS = """
        SELECT c.digest AS claim, a.name AS article, d.publisher AS publisher, c.quote AS quote, c.kind AS kind,
               c.property AS property, c.subject AS subject, k.subject AS asks, ch.name AS check_name,
               b.run_id AS run_before, v.run_id AS run, r.started_at AS run_started_at,
               bv.label AS verdict_before, vl.label AS verdict, bo.label AS outcome_before, ol.label AS outcome,
               CASE WHEN b.check_id <> v.check_id THEN 'check'
                    WHEN coalesce(b.record_id, 0) <> coalesce(v.record_id, 0) THEN 'reference'
                    WHEN coalesce(b.peer_id, 0) <> coalesce(v.peer_id, 0) THEN 'claims'
                    ELSE 'standing' END AS cause,
               bf.code AS fact_before, bf.revision AS fact_revision_before, bf.value AS recorded_before,
               f.code AS fact, f.revision AS fact_revision, f.value AS recorded, f.reason AS reason,
               f.recorded_by AS recorded_by, f.recorded_at AS recorded_at,
               br.reference_digest AS reference_before, r.reference_digest AS reference
        FROM verdict v
        JOIN "check" ch ON ch.id = v.check_id
        JOIN verdict b ON b.claim_id = v.claim_id AND b.run_id < v.run_id
        JOIN "check" bch ON bch.id = b.check_id AND bch.name = ch.name
        JOIN run r ON r.id = v.run_id
        JOIN run br ON br.id = b.run_id
        JOIN claim c ON c.id = v.claim_id
        JOIN document d ON d.id = c.document_id
        JOIN article a ON a.id = d.article_id
        LEFT JOIN claim_key k ON k.id = c.key_id
        LEFT JOIN verdict_label bv ON bv.id = b.verdict
        LEFT JOIN verdict_label vl ON vl.id = v.verdict
        JOIN outcome_label bo ON bo.id = b.outcome
        JOIN outcome_label ol ON ol.id = v.outcome
        LEFT JOIN fact bf ON bf.id = b.fact_id
        LEFT JOIN fact f ON f.id = v.fact_id
        WHERE v.run_id > (SELECT min(id) FROM run)
          AND coalesce(b.verdict, 0) <> coalesce(v.verdict, 0)
          AND NOT EXISTS (SELECT 1 FROM verdict m JOIN "check" mch ON mch.id = m.check_id AND mch.name = ch.name
                          WHERE m.claim_id = v.claim_id AND m.run_id < v.run_id AND m.run_id > b.run_id)"""

# One row a run: who judged what with which software, checks and reference.
RUNS = """
        SELECT r.id AS run, r.started_at AS started_at, r.finished_at AS finished_at, r.actor AS actor,
               r.software AS software, r.checks_digest AS checks_digest, r.reference_digest AS reference_digest,
               l.loaded_at AS reference_loaded_at, l.loaded_by AS reference_loaded_by,
               r.declared AS declared, r.executed AS executed, coalesce(w.whole, 0) AS whole,
               coalesce(w.verdicts, 0) AS verdicts
        FROM run r
        LEFT JOIN reference l ON l.id = (SELECT max(id) FROM reference
                                         WHERE digest = r.reference_digest AND loaded_at <= r.started_at)
        LEFT JOIN (
            SELECT run_id, sum(whole) AS whole, CAST(sum(verdicts) AS bigint) AS verdicts
            FROM run_check GROUP BY run_id
        ) w ON w.run_id = r.id"""

TAKEN_BACK = """(SELECT u.undoes_id FROM decision u WHERE u.event = 'undo'
                            AND u.id NOT IN (SELECT r.undoes_id FROM decision r WHERE r.event = 'redo'))"""


def seconds(moment: str) -> str:
    """SQL for the seconds from the year 0 to a moment in UTC, which no two databases compute by one function."""
    year, month, day, hour, minute, second = (
        f"CAST(substr({moment}, {start}, {length}) AS integer)"
        for start, length in ((1, 4), (6, 2), (9, 2), (12, 2), (15, 2), (18, 2))
    )
    # Years begin in March here, so that a leap day is the last of its year.
    since = f"({year} - CASE WHEN {month} < 3 THEN 1 ELSE 0 END)"
    days = (
        f"(365 * {since} + {since} / 4 - {since} / 100 + {since} / 400 "
        f"+ (153 * (({month} + 9) % 12) + 2) / 5 + {day})"
    )
    return f"(CAST({days} AS bigint) * 86400 + {hour} * 3600 + {minute} * 60 + {second})"


# One row a reviewer and day (UTC): how many events of which kind, and how long what was decided had waited.
THROUGHPUT = f"""
        SELECT x.actor AS actor, substr(x.at, 1, 10) AS day, count(DISTINCT x.claim_id) AS claims,
               {{counted}},
               sum(CASE WHEN x.id IN {TAKEN_BACK} THEN 1 ELSE 0 END) AS taken_back,
               CAST(sum(CASE WHEN x.event = 'decide' THEN {seconds("x.at")} - {seconds("d.ingested_at")} END)
                    AS double precision)
               / (86400 * sum(CASE WHEN x.event = 'decide' THEN 1 END)) AS mean_wait
        FROM decision x
        JOIN claim c ON c.id = x.claim_id
        JOIN document d ON d.id = c.document_id
        WHERE x.event <> 'carry'
        GROUP BY x.actor, substr(x.at, 1, 10)""".format(
    counted=",\n               ".join(
        f"sum(CASE WHEN x.event = '{event}' THEN 1 ELSE 0 END) AS {name}"
        for event, name in (
            ("decide", "decided"), ("discard", "discarded"), ("correct", "corrected"), ("postpone", "postponed"),
            ("reopen", "reopened"), ("note", "noted"), ("undo", "undone"), ("redo", "redone"),
        )
    )
)  # fmt: skip

CONCLUDING = "('decide', 'discard', 'correct')"
"""The events that say what a claim comes to; without a verdict, that it is none."""

# One row a first and a second reviewer of the same claims: how often they agree, beside what chance would do (Cohen).
AGREEMENT = f"""
        SELECT first_reviewer, second_reviewer, pairs, agreed,
               CASE WHEN pairs * pairs = by_chance THEN NULL
                    ELSE CAST(agreed * pairs - by_chance AS double precision) / (pairs * pairs - by_chance)
               END AS kappa
        FROM (
            SELECT one.actor AS first_reviewer, two.actor AS second_reviewer, count(*) AS pairs,
                   sum(CASE WHEN coalesce(one.verdict, 0) = coalesce(two.verdict, 0) THEN 1 ELSE 0 END) AS agreed,
                   {{by_chance}} AS by_chance
            FROM decision two
            JOIN decision one ON one.claim_id = two.claim_id AND one.id = (
                SELECT max(f.id) FROM decision f
                WHERE f.claim_id = two.claim_id AND f.id < two.id AND f.event IN {CONCLUDING} AND f.round = 1
                  AND f.id NOT IN {TAKEN_BACK})
            WHERE two.event IN {CONCLUDING} AND two.round = 2 AND two.id NOT IN {TAKEN_BACK}
            GROUP BY one.actor, two.actor
        ) paired""".format(
    by_chance="\n                   + ".join(
        "CAST(" + " * ".join(
            f"sum(CASE WHEN coalesce({reviewer}.verdict, 0) = {verdict} THEN 1 ELSE 0 END)" for reviewer in ("one", "two")
        ) + " AS bigint)"
        for verdict in (0, 1, 2, 3, 4)
    )
)  # fmt: skip

# One row a reason why claims wait for a person, in the words of the queue, and a day since when.
QUEUE = f"""
        SELECT state, status, since, count(*) AS claims, sum(postponed) AS postponed
        FROM (
            SELECT CASE WHEN w.stage = 2 THEN 'disagreement' WHEN w.stage = 1 THEN 'second review'
                        WHEN s.verdict = 1 THEN 'refuted' WHEN s.verdict = 2 THEN 'conflicting'
                        WHEN s.reopened = 1 THEN 'reopened' ELSE 'not enough evidence' END AS state,
                   vl.label AS status, substr(d.ingested_at, 1, 10) AS since,
                   CASE WHEN w.due IS NULL THEN 0 ELSE 1 END AS postponed
            FROM {STANDING}
            JOIN status s ON s.claim_id = c.id
            LEFT JOIN review w ON w.claim_id = s.claim_id
            LEFT JOIN verdict_label vl ON vl.id = s.verdict
            WHERE s.decision_id IS NULL AND (s.verdict <> 3 OR s.reopened = 1) OR w.stage > 0
        ) waiting
        GROUP BY state, status, since"""

AS_BEFORE = "claim c JOIN document d ON d.id = c.document_id JOIN article a ON a.id = d.article_id AND a.document_id = d.id"
BEFORE = {
    "v_claim_status": STATUS.format(more="", standing=AS_BEFORE, joins="\n        WHERE c.retired = 0"),
    "v_verdict_history": HISTORY.format(more="", joins=""),
    "v_article_scorecard": ARTICLES.format(
        publisher="d.publisher", published="d.published", grouped=", d.publisher, d.published"
    ),
    "v_check_scorecard": CHECKS_BEFORE,
    "v_reference_gap": GAPS.format(more="", joins="", less=""),
}
"""Views that get more columns, or become faster."""

VIEWS = {
    "v_claim_status": STATUS.format(
        more=", k.scope AS scope, s.run_id AS run, f.revision AS fact_revision, pc.digest AS peer",
        standing=STANDING,
        joins="\n        LEFT JOIN claim pc ON pc.id = v.peer_id",
    ),
    "v_verdict_history": HISTORY.format(
        more=", ch.digest AS check_digest, pc.digest AS peer",
        joins="\n        LEFT JOIN claim pc ON pc.id = v.peer_id",
    ),
    # An article has one document: the least of its publishers is its publisher, and names alone are grouped, in order.
    "v_article_scorecard": ARTICLES.format(
        publisher="min(d.publisher)", published="min(d.published)", grouped=""
    ),
    "v_check_scorecard": CHECKS,
    "v_reference_gap": GAPS.format(
        more=", max(CASE WHEN kn.id IS NULL THEN 0 ELSE 1 END) AS subject_known, min(a.name) AS example_article",
        joins="\n        LEFT JOIN subject kn ON kn.name = k.subject",
        # What a complete list leaves out is known not to be.
        less=" AND coalesce(r.complete, 0) = 0",
    ),
    "v_evidence": EVIDENCE,
    "v_publisher_scorecard": PUBLISHERS,
    "v_reference_coverage": COVERAGE,
    "v_contradiction": CONTRADICTIONS,
    "v_flip": FLIPS,
    "v_run": RUNS,
    "v_review_throughput": THROUGHPUT,
    "v_review_agreement": AGREEMENT,
    "v_queue": QUEUE,
}


def upgrade() -> None:
    for name in BEFORE:
        op.execute(f"DROP VIEW {name}")
    op.create_index(
        "ix_claim_document_id_retired_key_id", "claim", ["document_id", "retired", "key_id"], unique=False
    )
    op.drop_index("ix_claim_document_id", table_name="claim")
    for name, query in VIEWS.items():
        op.execute(sa.text(f"CREATE VIEW {name} AS {query}"))


def downgrade() -> None:
    for name in VIEWS:
        op.execute(f"DROP VIEW {name}")
    op.create_index("ix_claim_document_id", "claim", ["document_id"], unique=False)
    op.drop_index("ix_claim_document_id_retired_key_id", table_name="claim")
    for name, query in BEFORE.items():
        op.execute(sa.text(f"CREATE VIEW {name} AS {query}"))

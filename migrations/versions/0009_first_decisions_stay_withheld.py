"""Withhold a first decision until it was answered, also where it was taken back, and what kind of decision it was.

Revision 0009, after 0008.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LOG = """
    SELECT x.id AS decision, {event} AS event, c.digest AS claim, c.quote AS quote, x.actor AS actor, x.at AS at,
           vl.label AS verdict, CASE WHEN w.id IS NULL THEN x.side END AS side,
           CASE WHEN w.id IS NULL THEN x.note ELSE '' END AS note, x.undoes_id AS undoes, x.digest AS digest,
           coalesce(x.act, x.id) AS act, x.round AS round, x.stands AS stands, x.due AS due, x.assignee AS assignee,
           CASE WHEN w.id IS NULL THEN 0 ELSE 1 END AS withheld
    FROM decision x
    JOIN claim c ON c.id = x.claim_id
    LEFT JOIN {withheld}
    LEFT JOIN verdict_label vl ON vl.id = x.verdict AND w.id IS NULL"""

# It may hold again, so that it was taken back is no reason to tell it.
UNANSWERED = """decision w ON w.id = x.id AND x.stands = 0
         AND (EXISTS (SELECT 1 FROM review r WHERE r.claim_id = x.claim_id AND r.stage = 1)
              OR (x.round = 1 AND NOT EXISTS (
                  SELECT 1 FROM decision y
                  WHERE y.claim_id = x.claim_id AND y.id > x.id AND y.event IN ('decide', 'discard', 'correct')
                    AND (y.round = 2 OR coalesce(y.stands, 1) = 1))))"""
WAITING = """(SELECT claim_id, claim_id AS id FROM review WHERE stage = 1) w
         ON w.claim_id = x.claim_id AND x.stands = 0"""


def upgrade() -> None:
    replace_log(LOG.format(event="CASE WHEN w.id IS NULL THEN x.event ELSE 'decide' END", withheld=UNANSWERED))


def downgrade() -> None:
    replace_log(LOG.format(event="x.event", withheld=WAITING))


def replace_log(query: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE OR REPLACE VIEW v_decision_log AS {query}")
    else:
        op.execute("DROP VIEW v_decision_log")
        op.execute(f"CREATE VIEW v_decision_log AS {query}")

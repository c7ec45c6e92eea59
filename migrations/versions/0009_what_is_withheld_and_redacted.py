"""Withhold a first decision until it was answered, also where it was taken back, and what kind of decision it was;
and let the words of a redacted text leave the keys that checks alone ask.

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


# What a redaction may do to a key, as revision 0006 has it; new is what is said of keys that no claim asks.
REDACTED = """
    (SELECT r.event FROM redaction r WHERE r.text_id = d.text_id ORDER BY r.id DESC LIMIT 1)"""
ASKED = """EXISTS (SELECT 1 FROM claim c WHERE c.key_id = OLD.id)
    AND NOT EXISTS (SELECT 1 FROM claim c JOIN document d ON d.id = c.document_id
                    WHERE c.key_id = OLD.id AND coalesce({redacted}, '') <> 'redact')"""
BESIDE = """NOT EXISTS (SELECT 1 FROM claim c WHERE c.key_id = OLD.id)
    AND EXISTS (SELECT 1 FROM claim_key k JOIN claim c ON c.key_id = k.id WHERE k.subject = OLD.subject)
    AND NOT EXISTS (SELECT 1 FROM claim_key k JOIN claim c ON c.key_id = k.id JOIN document d ON d.id = c.document_id
                    WHERE k.subject = OLD.subject AND coalesce({redacted}, '') <> 'redact')"""
ALLOWED = """NEW.id {same} OLD.id AND NEW.property_id {same} OLD.property_id
    AND (NEW.subject = OLD.subject OR NEW.subject = '[redacted] ' || OLD.id)
    AND (NEW.scope {same} OLD.scope OR NEW.scope = '[redacted]')
    AND NOT EXISTS (SELECT 1 FROM subject s WHERE s.name = OLD.subject)
    AND ({by})"""


def upgrade() -> None:
    guard_keys(f"({ASKED}) OR ({BESIDE})")
    replace_log(
        LOG.format(event="CASE WHEN w.id IS NULL THEN x.event ELSE 'decide' END", withheld=UNANSWERED)
    )


def downgrade() -> None:
    guard_keys(ASKED)
    replace_log(LOG.format(event="x.event", withheld=WAITING))


def replace_log(query: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE OR REPLACE VIEW v_decision_log AS {query}")
    else:
        op.execute("DROP VIEW v_decision_log")
        op.execute(f"CREATE VIEW v_decision_log AS {query}")


def guard_keys(by: str) -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    same = "IS NOT DISTINCT FROM" if is_postgresql else "IS"
    allowed = ALLOWED.format(same=same, by=by.format(redacted=REDACTED))
    if is_postgresql:
        op.execute(
            "CREATE OR REPLACE FUNCTION verify_redacts_claim_key() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF ({allowed}) IS NOT TRUE THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF; "
            "RETURN NEW; END $$"
        )
        return
    op.execute("DROP TRIGGER claim_key_no_update")
    op.execute(
        'CREATE TRIGGER claim_key_no_update BEFORE UPDATE OF id, property_id, subject, scope ON "claim_key" '
        f"WHEN ({allowed}) IS NOT TRUE BEGIN SELECT RAISE(ABORT, 'claim_key is append-only'); END"
    )

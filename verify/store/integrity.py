"""What `verify db check` proves: nothing in the store points nowhere, and projections are what they project."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, text

from verify.store.answers import answer_digest
from verify.store.chain import first_break
from verify.store.redaction_log import document_findings, log_findings
from verify.store.redactions import MARK
from verify.store.status import misprojected

DANGLING = {
    "verdicts of claims that do not exist": (
        "SELECT count(*) FROM verdict v LEFT JOIN claim c ON c.id = v.claim_id WHERE c.id IS NULL"
    ),
    "verdicts of checks that do not exist": (
        'SELECT count(*) FROM verdict v LEFT JOIN "check" c ON c.id = v.check_id WHERE c.id IS NULL'
    ),
    "verdicts of runs that do not exist": (
        "SELECT count(*) FROM verdict v LEFT JOIN run r ON r.id = v.run_id WHERE r.id IS NULL"
    ),
    "verdicts that rest on records that do not exist": (
        "SELECT count(*) "
        "FROM verdict v "
        "LEFT JOIN record r ON r.id = v.record_id "
        "WHERE v.record_id IS NOT NULL AND r.id IS NULL"
    ),
    "verdicts that rest on a fact outside their record": (
        "SELECT count(*) "
        "FROM verdict v "
        "LEFT JOIN record_fact m ON m.record_id = v.record_id AND m.fact_id = v.fact_id "
        "WHERE v.fact_id IS NOT NULL AND m.fact_id IS NULL"
    ),
    "verdicts that rest on claims that do not exist": (
        "SELECT count(*) "
        "FROM verdict v "
        "LEFT JOIN claim c ON c.id = v.peer_id "
        "WHERE v.peer_id IS NOT NULL AND c.id IS NULL"
    ),
    "verdicts outside what their run says it did": (
        "SELECT count(*) "
        "FROM verdict v "
        "LEFT JOIN run_check m ON m.run_id = v.run_id AND m.check_id = v.check_id "
        "WHERE m.run_id IS NULL OR v.claim_id > m.claim_mark"
    ),
    "records of another number of facts than they say": (
        "SELECT count(*) "
        "FROM record r "
        "WHERE r.fact_count <> (SELECT count(*) "
        "FROM record_fact m "
        "WHERE m.record_id = r.id)"
    ),
    "articles whose document does not exist": (
        "SELECT count(*) "
        "FROM article a "
        "LEFT JOIN document d ON d.id = a.document_id AND d.article_id = a.id "
        "WHERE a.document_id IS NOT NULL AND d.id IS NULL"
    ),
    "keys whose record is not theirs": (
        "SELECT count(*) "
        "FROM claim_key k "
        "LEFT JOIN record r ON r.id = k.record_id AND r.key_id = k.id "
        "WHERE k.record_id IS NOT NULL AND r.id IS NULL"
    ),
    "statuses of claims that do not exist": (
        "SELECT count(*) FROM status s LEFT JOIN claim c ON c.id = s.claim_id WHERE c.id IS NULL"
    ),
}
"""What must count 0, and the query that counts it: the references that no foreign key keeps."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the store."""

    what: str


def check_store(connection: Connection) -> list[Finding]:
    """Everything wrong with the store; empty where it is sound. Reads all of it."""
    findings: list[Finding] = []
    if connection.dialect.name == "sqlite":
        damage = connection.execute(text("PRAGMA integrity_check(1)")).scalar()
        if damage != "ok":
            findings.append(Finding(f"the file is damaged: {damage}"))
        orphans = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        if orphans:
            findings.append(Finding(f"{len(orphans)} rows point to rows that do not exist"))
    for what, query in DANGLING.items():
        count = connection.execute(text(query)).scalar_one()
        if count:
            findings.append(Finding(f"{count} {what}"))
    findings += _changed_texts(connection)
    findings += _changed_digests(connection)
    findings += [Finding(what) for what in (*document_findings(connection), *log_findings(connection))]
    broken = first_break(connection)
    if broken is not None:
        findings.append(
            Finding(f"the log of decisions breaks at decision {broken.decision_id}: {broken.reason}")
        )
    wrong = misprojected(connection)
    if wrong:
        findings.append(
            Finding(f"{wrong} claims whose status is not what their verdicts and decisions make of it")
        )
    return findings


def _changed_digests(connection: Connection) -> list[Finding]:
    findings = []
    for table, said in (("claim", "answer"), ("fact", "value")):
        # Each different answer is looked at once, however many claims give it.
        query = f"SELECT {said}, {said}_digest, count(*) FROM {table} GROUP BY {said}, {said}_digest"
        wrong = sum(
            count
            for answer, digest, count in connection.execute(text(query))
            # Of words that were redacted there is none; an article may have the mark by itself.
            if digest != answer_digest(answer) and (answer, digest) != (MARK, None)
        )
        if wrong:
            findings.append(Finding(f"{wrong} {table}s whose {said} is not what its digest says"))
    return findings


def _changed_texts(connection: Connection) -> list[Finding]:
    # A redacted text is the mark, until it is taken in again: the log of redactions answers for it.
    query = text(
        "SELECT sha256, content FROM text t "
        "WHERE NOT (content = '[redacted]' AND EXISTS (SELECT 1 FROM redaction r WHERE r.text_id = t.id)) "
        "ORDER BY id"
    ).execution_options(yield_per=100)
    changed = sum(
        hashlib.sha256(row.content.encode("utf-8", "surrogatepass")).hexdigest() != row.sha256
        for row in connection.execute(query)
    )
    return [Finding(f"{changed} texts that are not what their digest says")] if changed else []

"""What a page is made of, read from the store: the document, its claims, what people said of them, and the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from verify.documents import Document
from verify.read.again import read_again
from verify.report.claims import ClaimLine, claim_lines
from verify.store.redaction_log import redacted_document
from verify.store.schema import METADATA
from verify.store.stored import stored_document
from verify.values import describe_date
from verify.verdicts import Verdict

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the decision log: its kind as the log names it, by whom, and when (UTC)."""

    kind: str
    actor: str
    at: str
    verdict: Verdict | None = None
    side: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the page comes from. Moments are UTC, digests SHA-256; None where nothing was extracted or judged yet.

    `run` is the last whose verdicts the page shows, with the software, the checks and the reference of that run.
    `revision` counts from 1 in `revisions`, those of the article that are stored; `stands` says that queue, reports and
    gates see this one.
    """

    document: str
    text: str
    ingested_at: str
    revision: int
    revisions: int
    stands: bool
    extractor: str | None = None
    run: int | None = None
    judged_at: str | None = None
    software: str | None = None
    checks: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A document with its prose, its claims in the order of the text, and their events by the claims' ids.

    `redacted` says what became of a text that was taken out of the store.
    """

    document: Document
    lines: tuple[ClaimLine, ...]
    events: Mapping[str, tuple[Event, ...]]
    provenance: Provenance
    redacted: str | None = None


def read_contents(connection: Connection, document_id: int, *, history: bool = True) -> Contents:
    """Read what the page of a document shows; without `history`, nothing of who said what of its claims.

    Then `decided_by` is "" where somebody decided.
    """
    lines = claim_lines(connection, [document_id])
    if not history:
        lines = [line if line.decided_by is None else replace(line, decided_by="") for line in lines]
    return Contents(
        document=read_again(stored_document(connection, document_id)),
        lines=tuple(lines),
        events=_events(connection, document_id) if history else {},
        provenance=_provenance(connection, document_id),
        redacted=_redacted(connection, document_id, history),
    )


def _redacted(connection: Connection, document_id: int, history: bool) -> str | None:
    found = redacted_document(connection, document_id)
    if found is None:
        return None
    return found.words if history else f"[redacted on {describe_date(found.at[:10])}: {found.reason}]"


def _events(connection: Connection, document_id: int) -> dict[str, tuple[Event, ...]]:
    decision, claim = _T["decision"], _T["claim"]
    query = (
        select(decision, claim.c.digest.label("claim"))
        .join(claim, claim.c.id == decision.c.claim_id)
        .where(claim.c.document_id == document_id)
        .order_by(decision.c.id)
    )
    waiting = _waiting(connection, document_id)
    found: dict[str, list[Event]] = defaultdict(list)
    for row in connection.execute(query):
        if row.stands == 0 and row.claim_id in waiting:
            found[row.claim].append(Event(row.event, row.actor, row.at))
            continue
        verdict = Verdict(row.verdict) if row.verdict is not None else None
        found[row.claim].append(Event(row.event, row.actor, row.at, verdict, row.side, row.note or ""))
    return {claim: tuple(events) for claim, events in found.items()}


def _waiting(connection: Connection, document_id: int) -> set[int]:
    """The claims that a second person is to decide without knowing what the first did, which a page must not tell."""
    review, claim = _T["review"], _T["claim"]
    query = select(review.c.claim_id).join(claim, claim.c.id == review.c.claim_id)
    return set(connection.scalars(query.where(claim.c.document_id == document_id, review.c.stage == 1)))


def _provenance(connection: Connection, document_id: int) -> Provenance:
    document, text, extraction = _T["document"], _T["text"], _T["extraction"]
    article, claim, status, run = _T["article"], _T["claim"], _T["status"], _T["run"]
    of_article = document.alias("of_article")
    same = select(func.count()).where(of_article.c.article_id == document.c.article_id)
    row = connection.execute(
        select(
            document.c.digest,
            document.c.ingested_at,
            text.c.sha256,
            article.c.document_id.label("standing"),
            same.scalar_subquery().label("revisions"),
            same.where(of_article.c.id <= document.c.id).scalar_subquery().label("revision"),
            select(extraction.c.extractor)
            .where(extraction.c.document_id == document.c.id)
            .order_by(extraction.c.id.desc())
            .limit(1)
            .scalar_subquery()
            .label("extractor"),
        )
        .join(text, text.c.id == document.c.text_id)
        .join(article, article.c.id == document.c.article_id)
        .where(document.c.id == document_id)
    ).one()
    latest = (
        select(func.max(status.c.run_id))
        .join(claim, claim.c.id == status.c.claim_id)
        .where(claim.c.document_id == document_id, claim.c.retired == 0)
    )
    judged = connection.execute(select(run).where(run.c.id == latest.scalar_subquery())).first()
    return Provenance(
        document=row.digest,
        text=row.sha256,
        ingested_at=row.ingested_at,
        revision=row.revision,
        revisions=row.revisions,
        stands=row.standing == document_id,
        extractor=row.extractor,
        run=judged.id if judged else None,
        judged_at=(judged.finished_at or judged.started_at) if judged else None,
        software=judged.software if judged else None,
        checks=judged.checks_digest if judged else None,
        reference=judged.reference_digest if judged else None,
    )

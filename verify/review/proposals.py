"""What a decision would say in the reference, and what is still to be asked for it to become a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from verify.errors import ExitCode, VerifyError
from verify.review.claim_ids import find_claim
from verify.store.schema import METADATA
from verify.store.status import said_of
from verify.verdicts import Verdict

_T = METADATA.tables


@dataclass(frozen=True, slots=True)
class Proposal:
    """The fact that a decision would become. `corrects` is the code of the fact that it would correct.

    `value` is None where the decision does not say what is right. `publisher` is the article's.
    """

    claim_id: int
    claim: str
    article: str
    publisher: str | None
    subject: str
    property: str
    scope: str
    value: str | None
    corrects: str | None
    verdict: Verdict
    side: str | None
    decided_by: str
    note: str
    valid_from: str = ""
    valid_to: str = ""

    def why(self) -> str:
        """Why the reference changes, as its log of changes keeps it, unless somebody says otherwise."""
        said = f"decided {self.verdict.label!r} on claim {self.claim[:12]} of {self.article} by {self.decided_by}"
        return f"{said}: {self.note}" if self.note else said


def propose(
    connection: Connection,
    claim: str,
    *,
    value: str | None = None,
    property: str | None = None,
    subject: str | None = None,
) -> Proposal:
    """What the decision that stands on a claim would say in the reference. `claim` is its id or how that begins;
    `subject` what the fact is about, where it is not what the claim names.

    Raises VerifyError (exit code 2) where no decision stands, or the claim asks nothing that a fact could answer.
    """
    number, digest = find_claim(connection, claim)
    said = said_of(connection, [number]).get(number)
    decision = said.decision if said is not None else None
    if decision is None or decision.verdict is None:
        raise _usage(
            f"no decision stands on claim {digest[:12]}.",
            f"Decide it first: verify queue decide {digest[:8]} VERDICT",
        )
    found = _stated(connection, number)
    if found.asks is None:
        raise _usage(
            f"claim {digest[:12]} asks nothing that a fact could answer.",
            "Add what you know: verify reference add --help",
        )
    verdict = Verdict(decision.verdict)
    if value is None and verdict is Verdict.SUPPORTED:
        value = found.answer if found.value_type in ("subject", "number", "text") else found.value
    return Proposal(
        claim_id=number,
        claim=digest,
        article=found.article,
        publisher=found.publisher,
        subject=subject or found.asks,
        property=_answering(connection, found.property, property),
        scope=found.scope or "",
        value=value,
        corrects=_contradicted(connection, number) if decision.side in ("reference", "both") else None,
        verdict=verdict,
        side=decision.side,
        decided_by=decision.actor,
        note=decision.note,
    )


def _stated(connection: Connection, claim_id: int) -> Any:
    """A claim by its row, with what its key asks, of which type the answer is, and where it stands."""
    row, key, described, document, article = (
        _T[name] for name in ("claim", "claim_key", "property", "document", "article")
    )
    return connection.execute(
        select(
            row,
            key.c.subject.label("asks"),
            key.c.scope,
            described.c.value_type,
            document.c.publisher,
            article.c.name.label("article"),
        )
        .join(document, document.c.id == row.c.document_id)
        .join(article, article.c.id == document.c.article_id)
        .outerjoin(key, key.c.id == row.c.key_id)
        .outerjoin(described, described.c.id == key.c.property_id)
        .where(row.c.id == claim_id)
    ).one()


def _answering(connection: Connection, asked: str, wanted: str | None) -> str:
    """The property whose facts answer one that is asked; where several do, the one that is wanted."""
    described, answer = _T["property"], _T["property_answer"]
    asks, answers = described.alias("asks"), described.alias("answers")
    names = list(
        connection.scalars(
            select(answers.c.name)
            .join(answer, answer.c.answered_by_id == answers.c.id)
            .join(asks, asks.c.id == answer.c.property_id)
            .where(asks.c.name == asked)
            .order_by(answers.c.name)
        )
    )
    names = names or [asked]
    if wanted is not None:
        if wanted not in names:
            raise _usage(
                f"a fact of {wanted!r} does not answer {asked!r}.", f"It is answered by: {', '.join(names)}."
            )
        return wanted
    if len(names) > 1:
        raise _usage(
            f"{asked!r} is answered by facts of several properties.",
            f"Name one with --property: {', '.join(names)}.",
        )
    return str(names[0])


def _contradicted(connection: Connection, claim_id: int) -> str | None:
    """The code of the fact that the claim's verdict rests on; None where it rests on none."""
    status, verdict, fact = (_T[name] for name in ("status", "verdict", "fact"))
    query = (
        select(fact.c.code)
        .join(verdict, verdict.c.fact_id == fact.c.id)
        .join(
            status,
            (status.c.claim_id == verdict.c.claim_id)
            & (status.c.check_id == verdict.c.check_id)
            & (status.c.run_id == verdict.c.run_id),
        )
        .where(status.c.claim_id == claim_id)
    )
    return connection.execute(query).scalar()


def _usage(message: str, hint: str) -> VerifyError:
    return VerifyError(message, hint=hint, exit_code=ExitCode.USAGE)

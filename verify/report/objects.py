"""Claims as JSON objects: those of `verify extract`, and those of `verify run` with their verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from verify.claims import Claim
from verify.display import json_safe as json_safe
from verify.documents import Document

if TYPE_CHECKING:
    from verify.report.claims import ClaimLine


def extracted_object(document: Document, claim: Claim) -> dict[str, Any]:
    """A claim as `verify extract` prints it; the document names the article."""
    found: dict[str, Any] = {
        "document": document.name,
        "kind": claim.kind,
        "property": claim.property,
        "subject": claim.subject,
        "quote": claim.span.quote,
        "start": claim.span.start,
        "end": claim.span.end,
        "stated": claim.stated,
        "value": claim.value,
        "as_of": claim.as_of,
        "attributed_to": claim.attributed_to,
        "polarity": str(claim.polarity),
        "part": str(claim.span.part),
        "problem": str(claim.problem) if claim.problem else None,
        "because": list(claim.because),
    }
    return found


def judged_object(line: ClaimLine) -> dict[str, Any]:
    """A claim as `verify run` prints it: what `verify extract` prints, and what was found."""
    return {
        "document": line.document,
        "kind": line.kind,
        "property": line.property,
        "subject": line.subject,
        "quote": line.quote,
        "start": line.start,
        "end": line.end,
        "stated": line.stated,
        "value": line.value,
        "as_of": line.as_of,
        "attributed_to": line.attributed_to,
        "polarity": line.polarity,
        "part": line.part,
        "problem": line.problem,
        "article": line.article,
        "line": line.line,
        "column": line.column,
        "claim": line.claim,
        "status": line.status.label if line.status else None,
        "outcome": line.outcome.label if line.outcome else None,
        "check": line.check,
        "expected": line.expected,
        "sources": [
            {"title": source.title, "publisher": source.publisher, "url": source.url}
            for source in line.sources
        ],
        "explanation": line.explanation,
        "advice": line.advice,
        "peer": line.peer,
        "decided_by": line.decided_by,
        "reopened": line.reopened,
    }


def to_ndjson(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One object a line; what could act on a terminal is escaped, and reads back the same."""
    for found in objects:
        yield json_safe(json.dumps(found, ensure_ascii=False))


def to_json(objects: Iterable[Mapping[str, Any]]) -> str:
    """All objects in one array."""
    return json_safe(json.dumps(list(objects), ensure_ascii=False, indent=2))

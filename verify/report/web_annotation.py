"""W3C Web Annotations: the span of each claim with its verdict, as any annotation tool reads them.

https://www.w3.org/TR/annotation-model/. Positions are code points, end exclusive, as there and here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from verify.addresses import web_address
from verify.report.json_pieces import json_pieces
from verify.report.reviewed import Reviewed
from verify.report.web import name_of_words, text_name, urn_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The JSON-LD context of Web Annotations; readers know it, and it is never fetched here."""


def annotation(reviewed: Reviewed, software: str) -> dict[str, Any]:
    """An annotation of the claim's span, without its context; `software` made it. Texts are as they were stored."""
    line, conclusion = reviewed.line, reviewed.conclusion
    generator = {"type": "Software", "name": software}
    by_person = {"type": "Person", "name": conclusion.actor} if conclusion.actor is not None else None
    return {
        "id": urn_of("annotation", line.claim),
        "type": "Annotation",
        "motivation": "assessing",
        "creator": by_person or generator,
        "created": conclusion.at,
        "generator": generator,
        "body": list(_bodies(reviewed)),
        "target": _target(reviewed),
    }


def _bodies(reviewed: Reviewed) -> Iterator[dict[str, Any]]:
    line = reviewed.line
    assert line.status is not None
    tags = (
        line.status.label,
        line.kind,
        line.property,
        *(() if reviewed.conclusion.actor is None else ("decided",)),
    )
    for tag in dict.fromkeys(tags):
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}
    if line.explanation and reviewed.record_explains:
        yield {
            "type": "TextualBody", "value": line.explanation, "format": "text/plain", "language": "en",
            "purpose": "assessing",
        }  # fmt: skip
    addresses = (web_address(source.url) for source in line.sources) if reviewed.record_explains else ()
    for address in dict.fromkeys(found for found in addresses if found is not None):
        yield {"type": "SpecificResource", "source": address, "purpose": "linking"}


def _target(reviewed: Reviewed) -> dict[str, Any]:
    """The span in the text that was read, which the state names: a page may show it with more around it."""
    line, work = reviewed.line, reviewed.work
    read = name_of_words(work.headline) if line.part == "headline" else text_name(work.text_sha256)
    return {
        "type": "SpecificResource",
        "source": web_address(work.url) or read,
        "state": {"type": "TimeState", "sourceDate": work.ingested_at, "cached": read},
        "selector": [
            {"type": "TextPositionSelector", "start": line.start, "end": line.end},
            {
                "type": "TextQuoteSelector",
                "exact": line.quote,
                "prefix": line.prefix,
                "suffix": line.suffix,
            },
        ],
    }


def one_page(annotations: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """All annotations as the one page of a collection, in one JSON-LD document; its name is that of what is in it."""
    within = hashlib.sha256()

    def noted() -> Iterator[Mapping[str, Any]]:
        for found in annotations:
            within.update(f"{found['id']} {found['created']}\n".encode())
            yield found

    def tail(count: int) -> Mapping[str, Any]:
        collection = {
            "id": urn_of("collection", within.hexdigest()),
            "type": "AnnotationCollection",
            "label": "Verdicts on claims",
            "total": count,
        }
        return {"id": urn_of("page", within.hexdigest()), "partOf": collection}

    head = {"@context": CONTEXT, "type": "AnnotationPage", "startIndex": 0}
    return json_pieces(head, "items", noted(), tail)

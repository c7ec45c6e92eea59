"""JSON-LD read by a processor, without a network: contexts from files here, and what schema.org says of its terms."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

from pyld import jsonld
from schemas import SCHEMAS

SCHEMA = "http://schema.org/"
_VOCABULARY = json.loads((SCHEMAS / "schema-org.json").read_text())
_CONTEXTS: dict[str, Any] = {
    # What of schema.org's own context bears on terms that we write.
    "https://schema.org": {
        "@context": {
            "@vocab": SCHEMA,
            "url": {"@id": f"{SCHEMA}url", "@type": "@id"},
            "datePublished": {"@id": f"{SCHEMA}datePublished", "@type": f"{SCHEMA}Date"},
        }
    },
    "http://www.w3.org/ns/anno.jsonld": json.loads((SCHEMAS / "web-annotation.jsonld").read_text()),
}
_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?)?)?")


def _load(url: str, _: Any) -> dict[str, Any]:
    return {
        "document": _CONTEXTS[url],
        "documentUrl": url,
        "contextUrl": None,
        "contentType": "application/ld+json",
    }


def expanded(document: Any) -> list[Any]:
    """What a document says, with every term as its IRI; a context that is not here is not fetched."""
    return list(jsonld.expand(document, {"documentLoader": _load}))


def beyond_schema_org(document: Any) -> list[str]:
    """What schema.org does not allow of a document: types and properties that it does not know, or not there."""
    return [wrong for node in expanded(document) for wrong in _wrongs(node)]


def _kinds(type_: str) -> set[str]:
    above = _VOCABULARY["types"].get(type_, [])
    return {type_}.union(*(_kinds(one) for one in above))


def _wrongs(node: dict[str, Any]) -> Iterator[str]:
    (type_,) = (name.removeprefix(SCHEMA) for name in node["@type"])
    if type_ not in _VOCABULARY["types"]:
        yield f"{type_} is no type"
    for iri, values in node.items():
        if iri in ("@type", "@id"):
            continue
        name = iri.removeprefix(SCHEMA)
        if name not in _VOCABULARY["properties"]:
            yield f"{iri} is no property"
            continue
        described = _VOCABULARY["properties"][name]
        if not _kinds(type_) & set(described["domain"]):
            yield f"{type_} has no {name}"
        for value in values:
            if not any(_is_a(value, kind) for kind in described["range"]):
                yield f"{name} is not {value}"
            if "@type" in value and "@value" not in value:
                yield from _wrongs(value)


def _is_a(value: dict[str, Any], kind: str) -> bool:
    match kind:
        case "Text":
            return isinstance(value.get("@value"), str)
        case "Number":
            return isinstance(value.get("@value"), int | float) and not isinstance(value["@value"], bool)
        case "URL":
            return re.fullmatch(r"https?://[!-~]+", value.get("@id", "")) is not None and len(value) == 1
        case "Date" | "DateTime":
            said = str(value.get("@value"))
            if len(said) >= 10:
                datetime.datetime.fromisoformat(said)
            return _MOMENT.fullmatch(said) is not None
    return any(kind in _kinds(one.removeprefix(SCHEMA)) for one in value.get("@type", ()))

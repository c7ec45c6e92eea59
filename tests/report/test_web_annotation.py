"""Web Annotations: what the W3C's vocabulary says, on the very characters of the texts that were read."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from hypothesis import given, settings
from linked_data import expanded
from making import LATER, NOW, TEXT
from publishable import REVIEWED
from published import published_store
from schemas import SCHEMAS

from verify.display import json_safe
from verify.report.reviewed import Reviewed, Wanted, reviewed_claims
from verify.report.web_annotation import CONTEXT, annotation, one_page
from verify.store.engine import Store

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"


def page(store: Store, **wanted: Any) -> dict[str, Any]:
    """The page of annotations of a store."""
    with store.reading() as connection:
        found = reviewed_claims(connection, Wanted(**wanted), decided=False)
        return dict(json.loads("".join(one_page(annotation(one, "verify test") for one in found))))


def test_spans_are_those_of_the_text_that_is_named_by_its_digest(store: Store) -> None:
    published_store(store)
    found = page(store)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert found["partOf"]["total"] == len(found["items"]) == 21
    for item in found["items"]:
        position, quoted = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert TEXT[start:end] == quoted["exact"]
        assert TEXT[:start].endswith(quoted["prefix"])
        assert TEXT[end:].startswith(quoted["suffix"])
        assert item["target"]["state"]["cached"] == f"nih:sha-256;{digest}"
    assert len({item["id"] for item in found["items"]}) == 21
    sources = {item["target"]["source"] for item in found["items"]}
    assert sources == {f"nih:sha-256;{digest}", "https://daily.example/harbour?a=1&b=%3Ci%3E"}
    assert page(store) == found
    assert page(store, articles=("daily.txt",))["id"] != found["id"]


def test_who_concluded_what_when_and_why(store: Store) -> None:
    published_store(store)
    items = page(store, articles=("daily.txt",))["items"]
    by_quote = {item["target"]["selector"][1]["exact"]: item for item in items}
    decided, judged = by_quote["Mara Lind"], by_quote["2 June 2010"]
    assert (decided["creator"], decided["created"]) == ({"type": "Person", "name": "Ana"}, LATER)
    assert (judged["creator"], judged["created"]) == ({"type": "Software", "name": "verify test"}, NOW)
    tags = [body["value"] for body in decided["body"] if body["purpose"] == "tagging"]
    assert tags == ["refuted", "office", "holds", "decided"]
    assert [body["source"] for body in decided["body"] if body["purpose"] == "linking"] == [
        "https://gazette.example/"
    ]
    assert {body["purpose"] for body in by_quote["4 and"]["body"]} == {"tagging"}, "overruled"


def test_the_processor_reads_every_term_as_the_vocabulary_has_it(store: Store) -> None:
    published_store(store)
    (read,) = expanded(page(store, since="2016-04-10"))
    assert read["@type"] == [f"{AS}OrderedCollectionPage"]
    assert read[f"{AS}partOf"][0][f"{AS}totalItems"][0]["@value"] == 4
    first = read[f"{AS}items"][0]["@list"][0]
    assert first["@type"] == [f"{OA}Annotation"]
    assert first[f"{OA}motivatedBy"] == [{"@id": f"{OA}assessing"}]
    assert first["http://purl.org/dc/terms/created"][0]["@type"].endswith("XMLSchema#dateTime")
    (target,) = first[f"{OA}hasTarget"]
    kinds = [selector["@type"] for selector in target[f"{OA}hasSelector"]]
    assert kinds == [[f"{OA}TextPositionSelector"], [f"{OA}TextQuoteSelector"]]
    assert target[f"{OA}hasState"][0][f"{OA}cachedSource"][0]["@id"].startswith("nih:sha-256;")
    purposes = {body[f"{OA}hasPurpose"][0]["@id"] for body in first[f"{OA}hasBody"]}
    assert purposes == {f"{OA}tagging", f"{OA}assessing", f"{OA}linking"}


def _terms(found: Any) -> set[str]:
    """The names that a document uses."""
    if isinstance(found, list):
        return set().union(*map(_terms, found))
    return set(found).union(*map(_terms, found.values())) if isinstance(found, dict) else set()


@settings(deadline=None, max_examples=60)
@given(REVIEWED)
def test_any_claim_is_inert_and_reads_back_as_it_was_stored(reviewed: Reviewed) -> None:
    made = annotation(reviewed, "verify test")
    document = "".join(one_page([made, made]))
    assert not set("<>&") & set(document)
    assert json_safe(document) == document
    assert json.loads(document)["items"] == [made, made]
    line, work = reviewed.line, reviewed.work
    (read,) = expanded({"@context": CONTEXT, **made})
    (target,) = read[f"{OA}hasTarget"]
    _, quoted = target[f"{OA}hasSelector"]
    said = [quoted[f"{OA}{name}"][0]["@value"] for name in ("exact", "prefix", "suffix")]
    assert said == [line.quote, line.prefix, line.suffix]
    named = work.headline.encode("utf-8", "surrogatepass")
    read_from = hashlib.sha256(named).hexdigest() if line.part == "headline" else work.text_sha256
    assert made["target"]["state"]["cached"] == f"nih:sha-256;{read_from}"
    assert made["target"]["source"].startswith(("http://", "https://", "nih:sha-256;"))
    unread = {term for term in _terms(made) if term not in ("id", "type")} - _TERMS
    assert not unread, "the context has no such term: a processor would drop it"


_TERMS = set(json.loads((SCHEMAS / "web-annotation.jsonld").read_text())["@context"])

"""What reports must be by the schemas of their formats: SARIF 2.1.0, the messages of Cucumber, JSON Feed 1.1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent / "data" / "schemas"


def _validator(kind: Any, name: str) -> Any:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    # Crawled once: otherwise the whole schema is gone through again for every reference that is followed.
    registry: Registry[Any] = Registry().with_resource("", Resource.from_contents(schema)).crawl()
    return kind(schema, registry=registry, format_checker=FormatChecker())


SARIF = _validator(Draft4Validator, "sarif-2.1.0.json")
MESSAGE = _validator(Draft202012Validator, "cucumber-messages.json")
JSON_FEED = _validator(Draft202012Validator, "json-feed.json")

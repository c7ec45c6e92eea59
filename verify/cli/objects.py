"""Lists for programs: JSON objects, one a line or all in one array."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

FOR_PROGRAMS = ("ndjson", "json")
"""The formats that are not for people."""


def show_objects(objects: Iterable[Mapping[str, Any]], format_: str) -> None:
    """Print objects in one of the formats for programs."""
    from verify.report.objects import to_json, to_ndjson

    for printed in to_ndjson(objects) if format_ == "ndjson" else [to_json(objects)]:
        click.echo(printed)

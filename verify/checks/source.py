"""A feature file as far as it can be read without knowing what its sentences mean: of checks, and of specs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from verify.checks.complaint import Complaint, RefusedError, quoting
from verify.checks.document import without
from verify.checks.outlines import outline_complaints
from verify.checks.registry import STEPS, Step
from verify.checks.shape import no_scenario, shape_complaints
from verify.checks.syntax import Keywords, compile_scenarios, mistaken_for_prose, parse
from verify.checks.tags import tag_complaints


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed feature: its lines, Gherkin's document, what there is to mend in its shape, and its pickles.

    Scenarios whose placeholders cannot be put in have no pickle.
    """

    lines: tuple[str, ...]
    document: Any
    complaints: tuple[Complaint, ...]
    pickles: tuple[Any, ...]


def read_source(
    text: str, shown: str, *, tags: Collection[str] | None, among: Sequence[Step] = STEPS
) -> Source:
    """Parse the text of a feature that is called `shown` in complaints.

    `tags` are known besides ours, None allows any; `among` are the steps that a misspelt line may be meant as.
    Raises RefusedError for what is not Gherkin.
    """
    lines = text.split("\n")
    try:
        document = parse(text, shown, among)
    except RefusedError as refused:
        raise RefusedError(quoting(refused.complaint, lines)) from None
    outlines = outline_complaints(document, shown, Keywords(document["feature"]["language"]).outline)
    prose = list(mistaken_for_prose(document, lines, shown, among))
    found = [
        *(prose or no_scenario(document, shown)),
        *tag_complaints(document, shown, tags),
        *shape_complaints(document, shown),
        *(complaint for complaints in outlines.values() for complaint in complaints),
    ]
    # The compiler makes patterns of the names of columns, so an outline is compiled only where they are sound.
    pickles = compile_scenarios(without(document, outlines), shown)
    return Source(tuple(lines), document, tuple(quoting(one, lines) for one in found), tuple(pickles))

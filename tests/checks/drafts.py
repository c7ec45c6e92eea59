"""Feature files to try the preflight on, and a small vocabulary that they speak of."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from verify.checks.features import Preflight, read_features
from verify.errors import ExitCode, VerifyError
from verify.vocabulary import Alias, Property, Subject, Time, ValueType, Vocabulary

PROPERTIES = {
    "cited": Property("cited", "resolution", ValueType.EXISTENCE, Time.DATED, many=False),
    "adopted": Property("adopted", "resolution", ValueType.DATE, Time.DATED, many=False),
    "concluded": Property("concluded", "agreement", ValueType.DATE, Time.DATED, many=False),
    "signed": Property("signed", "agreement", ValueType.DATE, Time.DATED, many=True),
    "party": Property("party", "agreement", ValueType.SUBJECT, Time.DATED, many=True),
}

SUBJECTS = {
    "Lake Accord": "agreement",
    "Joint Plan": "agreement",
    "John Kerry": "person",
    "S/RES/2231": "resolution",
    "Iran": "state",
}

VOCABULARY = Vocabulary(
    {name: Subject(name, kind) for name, kind in SUBJECTS.items()},
    (Alias("JP", "Joint Plan"), Alias("the Lake deal", "Lake Accord")),
    PROPERTIES,
)

GOOD = """\
Feature: Resolutions

  Scenario: A cited resolution exists
    Given claims that cite a resolution
    When each is compared with the reference
    Then a claim that agrees is "supported"
    And any other claim is "not enough evidence"
"""


def preflight(folder: Path, **files: str | bytes) -> Preflight:
    """Read features of these stems and contents over."""
    place = folder / "features" / "checks"
    place.mkdir(parents=True, exist_ok=True)
    for stem, content in files.items():
        data = content if isinstance(content, bytes) else textwrap.dedent(content).encode()
        (place / f"{stem}.feature").write_bytes(data)
    return read_features(place, VOCABULARY, tags=("who",))


def only_complaint(folder: Path, content: str | bytes) -> str:
    found = preflight(folder, bad=content)
    assert len(found.complaints) == 1, found.complaints
    with pytest.raises(VerifyError) as refused:
        found.refuse()
    assert refused.value.exit_code is ExitCode.BROKEN_CHECK
    assert str(found.complaints[0]) in str(refused.value)
    return str(found.complaints[0])


def scenario(*steps: str, head: str = "", name: str = "A check") -> str:
    lines = ["Feature: F", "", head, f"  Scenario: {name}", *(f"    {step}" for step in steps)]
    return "\n".join(lines) + "\n"


CITES = "Given claims that cite a resolution"
COMPARED = "When each is compared with the reference"
OTHER = 'Then any other claim is "not enough evidence"'
ANY = "And" + OTHER.removeprefix("Then")
CONCLUDED = 'Given claims of the kind "agreement" about "concluded"'


def outline(examples: str, *, name: str = "An agreement", placeholder: str = "<p>") -> str:
    """A feature of one outline about a property that its examples name; the examples begin in line 6."""
    return (
        f'Feature: F\n  Scenario Outline: {name}\n    Given claims of the kind "agreement" about "{placeholder}"\n'
        f"    {COMPARED}\n    {OTHER}\n    {examples}\n"
    )

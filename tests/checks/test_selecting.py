"""Which claims a check judges, by every way of saying so."""

from __future__ import annotations

import newsroom
import pytest
from desk import Desk

from verify.verdicts import Verdict

FEATURE = """\
Feature: Selecting

  Scenario: The one
    Given {selects}
    And {narrows}
    When each is compared with the reference
    Then any other claim is "supported"
"""

FEATURES = ("agreements",)

ACCORD = 'claims about when an agreement was "concluded"'


def judged(desk: Desk, narrows: str, selects: str = ACCORD) -> list[str]:
    desk.only(FEATURE.format(selects=selects, narrows=narrows))
    desk.ingest()
    desk.check()
    return sorted(quote for (quote, _), line in desk.lines().items() if line.status is Verdict.SUPPORTED)


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Two agreements, one of which has Chad as a party; one claim is attributed."""
    subjects = [*newsroom.TABLES["subjects"], "Sea Accord,agreement,", "Chad,state,", "Mali,state,"]
    facts = [
        *newsroom.TABLES["facts"],
        "sea/party,Sea Accord,party,,Chad,,,normal,,gazette,",
        "sea/party2,Sea Accord,party,,Mali,,,normal,,gazette,",
        "lake/party,Lake Accord,party,,Mali,,,normal,,gazette,",
    ]
    newsroom.write_reference(desk.folder, subjects=subjects, facts=facts)
    desk.check()
    desk.write("sea", "Dora Quill said that the Sea Accord was concluded on May 5, 2014.", "2016-05-01")
    return desk


LAKE, SEA = "July 14, 2015", "May 5, 2014"


@pytest.mark.parametrize(
    ("narrows", "expected"),
    [
        ('the subject has "party" "Chad" on record', [SEA]),
        ('the subject has "party" "Mali" on record', [LAKE, SEA]),
        ('the subject has "party" "Mali" on record\n    And the subject has "party" "Chad" on record', [SEA]),
        ('the subject is "Lake Accord"', [LAKE]),
        ("the subject is one of:\n      | Lake Accord |\n      | Sea Accord |", [LAKE, SEA]),
        ('the subject is one of:\n      """\n      Sea Accord\n\n      """', [SEA]),
        ("the article is published by one of:\n      | Example Daily |\n      | Nobody |", [LAKE, SEA]),
        ('the article is published by "Nobody"', []),
        ("the article is published on or after 2016-04-10", [SEA]),
        ("the article is published on or before 2016-04-09", [LAKE]),
        ("the date lies between 2014-01-01 and 2014-12-31", [SEA]),
        ("the claim is attributed to someone", [SEA]),
        ("the claim is the article's own", [LAKE]),
        ('the claim is attributed to "Dora Quill"', [SEA]),
        ('the claim is attributed to "Nobody"', []),
    ],
)
def test_a_check_judges_what_it_selects(two: Desk, narrows: str, expected: list[str]) -> None:
    assert judged(two, narrows) == expected


@pytest.mark.parametrize("whole", [False, True])
def test_a_subject_that_leaves_the_group_takes_its_verdicts_back(two: Desk, whole: bool) -> None:
    assert judged(two, 'the subject has "party" "Chad" on record') == [SEA]
    subjects = [*newsroom.TABLES["subjects"], "Sea Accord,agreement,", "Chad,state,"]
    newsroom.write_reference(two.folder, subjects=subjects)
    run = two.check(whole=whole)
    assert two.flips(run) == [(SEA, "supported", None)]
    assert two.lines()[SEA, "concluded"].status is None

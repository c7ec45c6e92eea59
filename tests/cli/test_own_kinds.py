"""A user's own kinds and properties, with rows and a feature file only: read, compared and explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import newsroom
import pytest

Verify = Callable[..., Any]

HOUSE = {
    "properties": """property,kind,value,time,many,answered_by,phrases,note
declared,ceasefire,date,dated,no,,declared|proclaimed|took hold,
signatories,agreement,number,dated,no,,signatories|signed by … states|… states signed,
mediator,ceasefire,subject,dated,no,,mediated by|… mediated,
capital,state,subject,state,no,,capital,
population,state,number,state,no,,population,
""",
    "subjects": """subject,kind,note
Lantern ceasefire,ceasefire,
Harbour Truce,ceasefire,
Freedonia,state,
Port Royal,city,
Old Town,city,
Jane Roe,person,
John Doe,person,
""",
    "facts": """fact,subject,property,scope,value,valid_from,valid_to,rank,disputed,sources,note
lantern/declared,Lantern ceasefire,declared,,2018-06-15,,,normal,,gazette,
harbour/declared,Harbour Truce,declared,,2014-08-05,,,normal,,gazette,
lantern/mediator,Lantern ceasefire,mediator,,Jane Roe,,,normal,,gazette,
lake/signatories,Lake Accord,signatories,,1400,,,normal,,gazette,
capital/1,Freedonia,capital,,Old Town,1950-01-01,1999-12-31,normal,,gazette,
capital/2,Freedonia,capital,,Port Royal,2000-01-01,2030-12-31,normal,,gazette,
population/1,Freedonia,population,,1 million,1990-01-01,2009-12-31,normal,,gazette,
population/2,Freedonia,population,,"2,480,000",2010-01-01,2030-12-31,normal,,gazette,
""",
}

CHECKS = """Feature: House rules

  Scenario: The day on which a ceasefire was declared
    Given claims about when a ceasefire was "declared"
    When each is compared with the reference
    Then a claim that agrees is "supported"
    And a claim that agrees within its precision is "supported"
    And a claim that differs is "refuted"
    And any other claim is "not enough evidence"

  Scenario Outline: What is the same or not
    Given claims about the "<property>" of <kind>
    When each is compared with the reference<allowing>
    Then a claim that agrees is "supported"
    And a claim that differs is "refuted"
    And any other claim is "not enough evidence"

    Examples:
      | property    | kind         | allowing                   |
      | signatories | an agreement | , give or take 5 per cent  |
      | mediator    | a ceasefire  |                            |

  Scenario Outline: What held
    Given claims about the "<property>" of a state
    When each is compared with the reference<allowing>
    Then a claim that agrees is "supported"
    And a claim that agrees within its precision is "supported"
    And a claim that differs is "refuted"
    And a claim that was true at another date is "refuted"
    And any other claim is "not enough evidence"

    Examples:
      | property   | allowing                                    |
      | capital    |                                             |
      | population | , give or take half the last written digit  |
"""

DATES = (
    "The Lantern ceasefire was declared on 15 June 2018. "
    "The Lantern ceasefire was proclaimed on 17 June 2018. "
    "The Lantern ceasefire took hold in June 2018. "
    "The ceasefire was declared on 16 June 2018. "
    "The Lantern ceasefire will be declared on 18 June 2018."
)
NUMBERS = (
    "The Lake Accord has 1,400 signatories. The Lake Accord was signed by 1,450 states. "
    "The Lake Accord has 1,600 signatories. The Lake Accord has about 1,500 signatories. "
    "The Lake Accord was signed by 12 ministers."
)
NAMES = (
    "The Lantern ceasefire was mediated by Jane Roe. John Doe mediated the Lantern ceasefire. "
    "The Lantern ceasefire was not mediated by John Doe."
)
STATES = (
    "The capital of Freedonia is Port Royal. Freedonia's capital, Old Town, is wet. "
    "Old Town was the capital of Freedonia.\n\n"
    "Freedonia has a population of 2.5 million. Freedonia's population is 1 million. "
    "The population of Freedonia is 3 km."
)

SUPPORTED, REFUTED, UNSETTLED = "supported", "refuted", "not enough evidence"


@pytest.fixture
def house(
    folder: Path, database_url: str, verify: Verify
) -> Iterator[Callable[[str], list[tuple[str, str, str]]]]:
    """A function that runs an article on each database in turn: what it quotes, its verdict, and why."""
    target = folder / "reference" / "house"
    target.mkdir()
    for name, rows in HOUSE.items():
        (target / f"{name}.csv").write_text(rows, encoding="utf-8")
    for feature in (folder / "features" / "checks").glob("*.feature"):
        feature.unlink()
    (folder / "features" / "checks" / "house.feature").write_text(CHECKS, encoding="utf-8")

    def run(text: str) -> list[tuple[str, str, str]]:
        article = folder / "articles" / "own.md"
        article.write_text(newsroom.dated(text, "2018-07-01"), encoding="utf-8")
        done = verify("run", str(article), "--format", "ndjson", "--database", database_url)
        assert done.code in (0, 1), done.err
        assert verify("replay", "1", "--database", database_url).code == 0
        return [
            (claim["quote"], claim["status"], claim["explanation"])
            for claim in done.objects
            if claim["kind"] in ("ceasefire", "state") or claim["property"] == "signatories"
        ]

    yield run
    assert verify("db", "check", "--database", database_url).code == 0


def test_the_rows_and_the_rules_are_understood(verify: Verify, house: object) -> None:
    assert verify("reference", "lint").out.endswith("nothing to mend\n")
    assert verify("check", "--lint").out == "5 checks understood, nothing to mend\n"


def test_dates(house: Callable[[str], list[tuple[str, str, str]]]) -> None:
    found = house(DATES)
    assert [row[:2] for row in found] == [
        ("15 June 2018", SUPPORTED),
        ("17 June 2018", REFUTED),
        ("June 2018", SUPPORTED),
        ("16 June 2018", REFUTED),
        ("18 June 2018", UNSETTLED),
    ]
    assert found[1][2] == (
        "The record says 15 June 2018; the article says 17 June 2018. The two have no day in common."
    )
    assert found[4][2] == "The text does not assert it (planned), so nothing was compared."


def test_numbers_with_a_tolerance(house: Callable[[str], list[tuple[str, str, str]]]) -> None:
    found = house(NUMBERS)
    assert [row[:2] for row in found] == [
        ("1,400", SUPPORTED),
        ("1,450", SUPPORTED),
        ("1,600", REFUTED),
        ("1,500", UNSETTLED),
    ]
    assert found[1][2] == (
        "The record says 1400; the article says 1,450, which is near enough: the check gives or takes 5 per cent."
    )
    assert found[2][2] == "The record says 1400; the article says 1,600."
    assert found[3][2] == "It can be read in more than one way, so nothing was compared."


def test_names(house: Callable[[str], list[tuple[str, str, str]]]) -> None:
    found = house(NAMES)
    assert [row[:2] for row in found] == [
        ("Jane Roe", SUPPORTED),
        ("John Doe", REFUTED),
        ("John Doe", UNSETTLED),
    ]
    assert found[1][2] == "The record says Jane Roe; the article says John Doe."


def test_states_of_names_and_numbers(house: Callable[[str], list[tuple[str, str, str]]]) -> None:
    found = house(STATES)
    assert [row[:2] for row in found] == [
        ("Port Royal", SUPPORTED),
        ("Old Town", REFUTED),
        ("Old Town", SUPPORTED),
        ("2.5 million", SUPPORTED),
        ("1 million", REFUTED),
        ("3 km", UNSETTLED),
    ]
    assert found[0][2] == (
        "The record says Port Royal, 1 January 2000 – 31 December 2030, so also on 1 July 2018."
    )
    assert found[1][2] == (
        "True at another date, not on 1 July 2018: the record says Port Royal, 1 January 2000 – 31 December 2030."
    )
    assert found[2][2] == (
        "The record says Old Town, 1 January 1950 – 31 December 1999, within the time that the text tells of."
    )
    assert found[3][2] == (
        "The record says 2,480,000, 1 January 2010 – 31 December 2030, so also on 1 July 2018; the article says "
        "2.5 million, which is near enough: the check gives or takes 0.5 of the last written digit."
    )

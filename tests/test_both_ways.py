"""`verify check` and pytest write the same rows, on checks that were put together at random from every step."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import newsroom
import pytest
from processes import pytest_in, verify_in
from test_pytest_plugin import KEEP_DATABASE, verdict_rows

from verify.checks.extensions import load_steps
from verify.checks.features import meaning, read_feature
from verify.checks.sense import Names
from verify.reference.vocabulary import read_vocabulary

Step = tuple[str, list[str]]
"""A sentence, and the lines below it."""

ARTICLES = {
    "good": newsroom.dated(newsroom.GOOD),
    "wrong": newsroom.dated(
        f"{newsroom.WRONG_DATE} The Lake Accord was signed in July 2015. "
        "Dora Quill said that the Lake Accord was signed on July 19, 2015. "
        "The Sea Pact was concluded on May 4, 2014.",
        "2016-05-01",
    ),
    "mixed": newsroom.dated(
        "US Secretary of State Rex Tillerson came on Friday, March 9, 2016. "
        "UN Security Council Resolution 2321 and UN Security Council Resolution 2999 were quoted. "
        "The harbour fire was on March 9. The Sea Pact was concluded on May 5, 2014, and again on June 31, 2014.",
        "2017-03-01",
    ),
}

DATES = [
    'claims about when an agreement was "concluded"',
    'claims about when an agreement was "signed"',
    'claims of the kind "agreement" about "dated"',
    'claims about when a resolution was "adopted"',
    "claims about when an event occurred",
]
OTHERS = [
    "claims that cite a resolution",
    "claims about who holds an office",
    'claims about the "vote" of a resolution',
]
CALENDAR = ["dates that name a weekday", "dates that no calendar has"]

NARROWING: list[list[Step]] = [
    [
        ("the article is published between 2016-01-01 and 2016-12-31", []),
        ("the article is published on or after 2016-04-10", []),
    ],
    [
        ('the article is published by "Example Daily"', []),
        ("the article is published by one of:", ["| Example Daily |", "| Example Weekly |"]),
    ],
    [("the claim is attributed to someone", []), ("the claim is the article's own", [])],
]
"""Ways to narrow a selection; of each list a scenario takes one at most."""

NARROWING_SUBJECTS: list[Step] = [
    ('the subject is "Lake Accord"', []),
    ("the subject is one of:", ['"""', "Lake Accord", "S/RES/2231", '"""']),
    ('the subject has "concluded" "2015-07-14" on record', []),
    ('the subject has "adopted" "2015-07-20" on record', []),
]
WITH_REFERENCE = ["each is compared with the reference"]
WITH_CLAIMS = [
    "each is compared with the other claims of its article",
    "each is compared with the claims of other articles",
]
OUTCOMES = ["agrees", "agrees within its precision", "differs", "has no record", "is not comparable"]
VERDICTS = ["supported", "refuted", "conflicting evidence", "not enough evidence"]

FRENCH = {
    "Feature": "Fonctionnalité",
    "Rule": "Règle",
    "Scenario": "Scénario",
    "Given": "Etant donné que ",
    "And": "Et ",
    "When": "Quand ",
    "Then": "Alors ",
}


def whens(given: str, chance: random.Random) -> str:
    if given in CALENDAR:
        return "each is compared with the calendar"
    found = list(WITH_REFERENCE)
    if given in DATES:
        found += ["each is compared with the reference, give or take 12 days"]
    if "cite" not in given:
        found += WITH_CLAIMS
    if given == DATES[0]:
        found.append('each is expected on or before the recorded "signed"')
    if given == DATES[1]:
        found.append('each is expected on or after the recorded "concluded"')
    return chance.choice(found)


def thens(chance: random.Random) -> Iterator[Step]:
    named = chance.sample(OUTCOMES, chance.randint(1, 3))
    # One verdict at least is reached, whatever chance says.
    meant = [(outcome, chance.choice([*VERDICTS, None])) for outcome in named] + [
        ("other", chance.choice(VERDICTS))
    ]
    if chance.random() < 0.5:
        rows = [
            f"| {'any other' if outcome == 'other' else outcome} | {verdict or 'no verdict'} |"
            for outcome, verdict in meant
        ]
        yield "each outcome means:", ["| outcome | verdict |", *rows]
        return
    for outcome, verdict in meant:
        claim = "any other claim" if outcome == "other" else f"a claim that {outcome}"
        yield (f'{claim} is "{verdict}"' if verdict else f"{claim} has no verdict"), []


def scenario(name: str, chance: random.Random) -> list[str]:
    given = chance.choice([*DATES, *DATES, *OTHERS, *CALENDAR])
    narrowing = [chance.choice(ways) for ways in NARROWING if chance.random() < 0.15]
    if given not in CALENDAR and chance.random() < 0.25:
        narrowing.append(chance.choice(NARROWING_SUBJECTS))
    lines = [f"    Scenario: {name}", f"      Given {given}"]
    for step, below in narrowing:
        lines += [f"      And {step}", *(f"        {line}" for line in below)]
    lines.append(f"      When {whens(given, chance)}")
    for number, (step, below) in enumerate(thens(chance)):
        lines += [f"      {'And' if number else 'Then'} {step}", *(f"        {line}" for line in below)]
    return lines


class Writer:
    """Writes features of checks that make sense, no two of which do the same."""

    def __init__(self, chance: random.Random, names: Names) -> None:
        self.chance, self.names = chance, names
        self.written: set[str] = set()

    def scenario(self, name: str) -> list[str]:
        """The next one that chance gives and that nobody has to mend."""
        while True:
            lines = scenario(name, self.chance)
            found = read_feature("\n".join(["Feature: F", *lines]), "f.feature", "f", self.names, ())
            if not found.complaints and meaning(found.checks[0]) not in self.written:
                self.written.add(meaning(found.checks[0]))
                return lines

    def feature(self, title: str, scenarios: int) -> str:
        """A whole file, in rules of four."""
        lines = [f"Feature: {title}", ""]
        for number in range(scenarios):
            if number % 4 == 0:
                lines += [f"  Rule: Number {number // 4}", ""]
            lines += [*self.scenario(f"Number {number}"), ""]
        return "\n".join(lines)


def in_french(text: str) -> str:
    lines = ["# language: fr"]
    for line in text.split("\n"):
        indent, words = line[: len(line) - len(line.lstrip())], line.lstrip()
        keyword, _, rest = words.partition(" ")
        word = keyword.rstrip(":")
        if word in FRENCH and not words.startswith("|"):
            colon = ":" if keyword.endswith(":") else ""
            words = f"{FRENCH[word]}{colon}{' ' if colon else ''}{rest}"
        lines.append(indent + words)
    return "\n".join(lines)


BACKGROUND = """\
Feature: Backgrounds

  Background:
    Given claims about when an agreement was "concluded"

  Scenario: Of everybody
    When each is compared with the reference
    Then any other claim is "supported"

  Rule: In a rule of its own

    Background:
      Given the subject is "Lake Accord"

    Scenario Outline: Published <when>
      Given the article is published on or <when> 2016-04-10
      When each is compared with the reference
      Then each outcome means:
        | outcome   | verdict   |
        | differs   | <verdict> |
        | any other | supported |

      Examples:
        | when   | verdict    |
        | before | refuted    |
        | after  | no verdict |
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_checks_put_together_at_random_give_the_same_rows_both_ways(tmp_path: Path, seed: int) -> None:
    folder = newsroom.make(tmp_path / "ws", **ARTICLES)
    load_steps()
    writer = Writer(random.Random(seed), Names(read_vocabulary(folder / "reference")))
    checks = folder / "features" / "checks"
    for path in checks.iterdir():
        path.unlink()
    (checks / "english.feature").write_text(writer.feature("At random", 24), encoding="utf-8")
    (checks / "french.feature").write_text(in_french(writer.feature("Au hasard", 8)), encoding="utf-8")
    (checks / "background.feature").write_text(BACKGROUND, encoding="utf-8")
    (folder / "conftest.py").write_text(KEEP_DATABASE)
    lint = verify_in(folder, "check", "--lint")
    assert lint.stdout == "35 checks understood, nothing to mend\n", lint.stdout
    by_pytest = pytest_in(folder, "-q")
    assert by_pytest.returncode in (0, 1), by_pytest.stdout + by_pytest.stderr
    assert verify_in(folder, "ingest").returncode == 0
    assert verify_in(folder, "check").returncode == by_pytest.returncode
    rows = verdict_rows(folder / "verify.db")
    assert verdict_rows(folder / "kept.db") == rows
    assert len(rows) > 30
    assert len({row[1] for row in rows}) > 15, "many of the checks judge something"

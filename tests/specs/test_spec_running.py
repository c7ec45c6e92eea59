"""Specs run: what holds, what fails and how that is told, and that each has a store of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import newsroom
import pytest

from verify.errors import VerifyError
from verify.report.results import State
from verify.specs.running import SpecResult, SpecStage
from verify.specs.telling import missed_lines, spec_object, summary
from verify.workspace import Workspace, find

Run = Callable[[str], list[SpecResult]]

ACCORD = 'Given an article published on 2016-04-09 that says "The Lake Accord was concluded on {}."\n'


def only(results: list[SpecResult]) -> SpecResult:
    (result,) = results
    return result


def complaint_of(results: list[SpecResult]) -> str:
    result = only(results)
    assert result.state is State.BROKEN, result
    return str(result.complaint)


def told(results: list[SpecResult]) -> str:
    """What a failing spec says, as it is shown."""
    result = only(results)
    assert result.state is State.FAILED, result
    return "\n".join(line for missed in result.missed for line in missed_lines(missed))


@pytest.mark.parametrize(
    ("text", "thens"),
    [
        ("July 14, 2015", ['"July 14, 2015" is "supported"', "nothing is refuted", "one claim is judged"]),
        ("July 4, 2015", ['"July 4, 2015" is "refuted" because "The record says 14 July 2015"']),
        ("July 4, 2015", ['"July 4, 2015" is "refuted"', 'its outcome is "differs"', 'its value is "2015-07-04"']),
        ("July 4, 2015", ['the outcome of "July 4, 2015" is "differs"', 'the value of it is "2015-07-04"']),
        ("July 4, 2015", ['"July 4, 2015" is judged by the check "agreements"']),
        (
            "July 4, 2015",
            ['"July 4, 2015" is judged by the check "agreements/the-date-on-which-an-agreement-was-concluded"'],
        ),
        ("July 4, 2015", ['"July 4, 2015" is a claim about "concluded" of "Lake Accord"', "1 claims are judged"]),
        ("July 4, 2015", ['"July 4, 2015" is not a claim about "signed"', '"Lake Accord" is not a claim']),
        ("July 4, 2015", ['the claim about "date" in "July 4, 2015" is not judged']),
        ("July 4, 2015", ['the claim about "concluded" of "Lake Accord" in "July 4, 2015" is "refuted"']),
        ("July 4, 2015", ['"July 4, 2015" in "concluded on July 4, 2015" in the first article is "refuted"']),
    ],
)  # fmt: skip
def test_what_holds(run: Run, text: str, thens: list[str]) -> None:
    result = only(run(ACCORD.format(text) + "\n".join(f"Then {then}" for then in thens)))
    assert (result.missed, result.complaint, result.state) == ((), None, State.PASSED)


@pytest.mark.parametrize(
    ("then", "expected", "found"),
    [
        ('"July 4, 2015" is "supported"', "supported", "refuted (differs), by agreements/"),
        (
            '"July 4, 2015" is "refuted" because "13 July"',
            "refuted, because “13 July”",
            "another explanation",
        ),
        ('"July 4, 2015" is not judged', "not judged", "refuted (differs), by agreements/"),
        ('the outcome of "July 4, 2015" is "agrees"', "outcome agrees", "outcome differs"),
        ('the value of "July 4, 2015" is "2015-07-14"', "value 2015-07-14", "value 2015-07-04"),
        ('"July 4, 2015" is attributed to "Ana"', "attributed to Ana", "attributed to none"),
        (
            '"July 4, 2015" is judged by the check "calendar"',
            "check calendar",
            "check agreements/the-date-on",
        ),
        (
            '"July 4, 2015" is not a claim about "concluded"',
            "no claim",
            "“July 4, 2015” about “concluded” of Lake Accord (1:34)",
        ),
        (
            '"July 4, 2015" is a claim about "signed"',
            'the claim about "signed" in "July 4, 2015"',
            "no such claim",
        ),
        ('"Lake Accord" is "refuted"', "refuted", '"Lake Accord" is not a claim'),
        ('"Lake Accord" is not judged', "not judged", '"Lake Accord" is not a claim'),
        ("nothing is refuted", "nothing refuted", "refuted (differs), by agreements/"),
        ("nothing is judged", "nothing judged", "refuted (differs), by agreements/"),
        ("nothing is claimed", "no claim", "“July 4, 2015” about “"),
        ("2 claims are judged", "2 judged", "1 judged"),
    ],
)
def test_what_fails_says_what_was_expected_and_what_was_found(
    run: Run, then: str, expected: str, found: str
) -> None:
    said = told(run(ACCORD.format("July 4, 2015") + f"Then {then}"))
    assert said.startswith(f"4:5  {then}\n    expected  {expected}\n    found     {found}"), said


def test_what_fails_shows_the_sentence_and_the_explanation(run: Run) -> None:
    text = "It was long ago. The Lake Accord was concluded on July 4, 2015. It rained."
    said = told(run(f'Given an article that says "{text}"\nThen "July 4, 2015" is "supported"'))
    assert said.splitlines()[3:] == [
        "    sentence  The Lake Accord was concluded on [July 4, 2015].",
        "    because   The record says 14 July 2015; the article says 4 July 2015. The two have no day in common.",
    ]


def test_every_then_that_is_missed_is_told(run: Run) -> None:
    thens = 'Then "July 4, 2015" is "supported"\nAnd nothing is refuted\nAnd one claim is judged'
    result = only(run(ACCORD.format("July 4, 2015") + thens))
    assert [missed.then.line for missed in result.missed] == [4, 5]


@pytest.mark.parametrize("then", ["nothing is refuted", "nothing is judged"])
def test_nothing_is_said_of_a_text_without_claims(run: Run, then: str) -> None:
    said = told(run(f'Given an article that says "It rained."\nThen {then}'))
    assert "no claim at all, so there was nothing to judge" in said


def test_a_claim_that_is_not_there_lists_those_that_are(run: Run) -> None:
    said = told(run(ACCORD.format("July 4, 2015") + 'Then "The" is "refuted"'))
    assert "The claims found are: “July 4, 2015” about “concluded” of Lake Accord (1:34)" in said


TWICE = "The Lake Accord was concluded on July 14, 2015. It was signed on July 14, 2015."


def test_words_that_may_mean_several_claims_are_broken_and_the_claims_listed(run: Run) -> None:
    said = complaint_of(run(f'Given an article that says "{TWICE}"\nThen "July 14, 2015" is "supported"'))
    assert said == (
        'features/specs/shown.feature:4:5  "July 14, 2015" may be any of 2 claims: “July 14, 2015” about “concluded” '
        "of Lake Accord (1:34); “July 14, 2015” about “signed” of Lake Accord (1:66).\n"
        '    Say which: the claim about "…" in "…", or "…" in "a longer passage".'
    )


def test_which_of_several_claims_is_meant_can_be_said(run: Run) -> None:
    thens = (
        'Then the claim about "concluded" in "July 14, 2015" is "supported"\n'
        'And the claim about "signed" in "July 14, 2015" is "not enough evidence"\n'
        'And "July 14, 2015" in "signed on July 14, 2015" is "not enough evidence"\n'
        'And its outcome is "unlisted"\n'
        'And "July 14, 2015" is a claim about "signed"'
    )
    assert only(run(f'Given an article that says "{TWICE}"\n{thens}')).missed == ()


def test_articles_are_told_apart(run: Run) -> None:
    steps = """
        Given an article published on 2016-04-09 with the headline "July 14, 2015" that says "It rained."
        And an article by "Example Daily" that says "The Lake Accord was concluded on July 14, 2015."
        Then "July 14, 2015" in the second article is "supported"
        And "July 14, 2015" in the headline is not judged
        And "July 14, 2015" is "supported"
        """
    assert only(run(steps)).missed == ()


CLAIMS = """
    Given an article that says "The Lake Accord was concluded on July 4, 2015, and signed in May 2014."
    Then the claims are:
      | quote        | verdict             | because | outcome |
      | July 4, 2015 | refuted             | 14 July | differs |
    """


def test_a_table_of_claims_is_to_be_complete(run: Run) -> None:
    assert "expected  no other claim\n    found     “May 2014” about “signed” of Lake Accord" in told(
        run(CLAIMS)
    )
    row = "      | May 2014     | not enough evidence |         |         |\n"
    assert only(run(CLAIMS.rstrip() + "\n" + row)).missed == ()
    other = row.replace("not enough evidence", "supported          ")
    assert "expected  supported\n    found     not enough evidence (unlisted)" in told(
        run(CLAIMS.rstrip() + "\n" + other)
    )


def test_only_the_checks_that_are_named_judge(run: Run) -> None:
    text = 'Given an article that says "The Lake Accord was concluded on Monday, July 4, 2015."\n'
    assert only(run(text + "Then 2 claims are judged")).missed == ()
    some = text + 'When only the checks in "calendar.feature" are run\nThen one claim is judged'
    assert only(run(some + '\nAnd "Monday, July 4, 2015" is judged by the check "calendar"')).missed == ()
    one = 'When only the check "agreements/the-date-on-which-an-agreement-was-concluded/1" is run\n'
    assert (
        only(run(text + one + 'Then "Monday, July 4, 2015" is judged by the check "agreements"')).missed == ()
    )
    none = 'When only the check "offices/the-holder-of-an-office" is run\n'
    assert only(run(text + none + "Then nothing is judged")).missed == ()


OWN = '''
    Given the record:
      | subject    | property  | value      |
      | Hill Truce | concluded | 2014-05-06 |
    And an article that says:
      """
      The Hill Truce was concluded on May 7, 2014. The Lake Accord was concluded on July 4, 2015.
      """
    Then "May 7, 2014" is "refuted" because "The record says 6 May 2014"
    '''


def test_a_record_of_ones_own_stands_beside_that_of_the_workspace(run: Run) -> None:
    assert (
        only(
            run(OWN + 'And the claim about "concluded" of "Lake Accord" in "July 4, 2015" is "refuted"')
        ).missed
        == ()
    )


def test_a_record_of_ones_own_can_stand_alone(run: Run) -> None:
    bare = OWN.replace("Given the record:", "Given the reference knows nothing yet\n    And the record:")
    assert (
        only(run(bare + 'And "July 4, 2015" is "not enough evidence" because "Nothing is on record"')).missed
        == ()
    )


def test_the_record_can_be_corrected_and_taken_off(run: Run) -> None:
    text = ACCORD.format("July 4, 2015")
    assert only(run('Given the record of "lake/concluded" is "2015-07-04"\n' + text.replace("Given", "And")
                    + 'Then "July 4, 2015" is "supported"')).missed == ()  # fmt: skip
    for off in ('about "concluded" of "Lake Accord"', 'of "Lake Accord"'):
        steps = f"Given nothing is on record {off}\n" + text.replace("Given", "And")
        steps += 'Then "July 4, 2015" is "not enough evidence" because "Nothing is on record"'
        assert only(run(steps)).missed == ()


def test_no_spec_sees_what_another_told(run: Run) -> None:
    scenario = """
      Scenario: {}
        Given {}an article that says "The Hill Truce was concluded on May 7, 2014."
        Then {}
    """
    row = "\n          | {} | {} | {} |".format
    record = f"the record:{row('subject', 'property', 'value')}{row('Hill Truce', 'concluded', '2014-05-06')}"
    record += "\n        And "
    text = "Feature: F\n" + scenario.format("before", "", "nothing is refuted")
    text += scenario.format("told", record, '"May 7, 2014" is "refuted"')
    text += scenario.format("after", "", "nothing is refuted")
    text += scenario.format("again", record, '"May 7, 2014" is "refuted"')
    assert [result.state for result in run(text)] == [State.PASSED] * 4


def test_a_broken_reference_of_a_spec_names_the_row(run: Run) -> None:
    said = complaint_of(run(OWN.replace("2014-05-06", "in May    ")))
    assert said.startswith("features/specs/shown.feature:5:7  value 'in May' is not a date"), said


def test_a_fact_that_overlaps_one_of_the_workspace_says_so(run: Run) -> None:
    said = complaint_of(run(OWN.replace("| Hill Truce | ", "| Lake Accord | ")))
    assert "'concluded' of 'Lake Accord' has one value at a time, but overlaps 'lake/concluded'" in said


def test_a_row_takes_the_place_of_a_fact_of_its_name(run: Run) -> None:
    steps = """
        Given the record:
          | fact           | subject     | property  | value      |
          | lake/concluded | Lake Accord | concluded | 2015-07-04 |
        And an article that says "The Lake Accord was concluded on July 4, 2015."
        Then "July 4, 2015" is "supported"
        """
    assert only(run(steps)).missed == ()


def test_lists_aliases_properties_subjects_and_sources_of_ones_own(run: Run) -> None:
    steps = r"""
        Given the subjects:
          | subject    | kind      |
          | Hill Truce | agreement |
        And the aliases:
          | alias       | subject    |
          | Hilly Truce | Hill Truce |
        And the properties:
          | property | kind      | many | phrases         |
          | ratified | agreement | yes  | ratified\|sworn |
        And the lists:
          | subject    | property |
          | Hill Truce | signed   |
        And the sources:
          | source  | publisher |
          | gazette | Ministry  |
        And the record:
          | subject    | property | value      | sources |
          | Hill Truce | ratified | 2014-05-06 | gazette |
          | Hill Truce | signed   | 2014-05-05 |         |
        And an article that says "The Hilly Truce was signed on May 7, 2014, and sworn on May 6, 2014."
        Then "May 7, 2014" is "refuted"
        And "May 6, 2014" is a claim about "ratified" of "Hill Truce"
        """
    assert only(run(steps)).missed == ()


def test_the_real_store_is_neither_made_nor_touched(workspace: Workspace, tmp_path: Path) -> None:
    missing = replace(workspace, database=str(tmp_path / "none.db"))
    unreachable = replace(workspace, database="postgresql://nobody@nowhere.invalid/none")
    for place in (missing, unreachable):
        stage = SpecStage(place)
        stage.close()
    assert list(tmp_path.iterdir()) == []


def test_where_a_check_is_broken_no_spec_runs(tmp_path: Path) -> None:
    folder = newsroom.make(tmp_path / "ws")
    broken = folder / "features" / "checks" / "calendar.feature"
    broken.write_text(broken.read_text().replace("compared with the calendar", "held against the calendar"))
    with pytest.raises(VerifyError, match=r"features/checks/calendar\.feature:8:7  no step reads"):
        SpecStage(find(folder))


def test_an_object_of_a_spec_says_all_of_it(run: Run) -> None:
    (failed,) = run(ACCORD.format("July 4, 2015") + 'Then "July 4, 2015" is "supported"')
    said = spec_object(failed)
    assert (said["spec"], said["state"], said["line"], said["broken"]) == ("shown/s", "fails", 2, None)
    assert said["missed"][0]["sentence"] == "The Lake Accord was concluded on [July 4, 2015]."
    (broken,) = run(ACCORD.format("July 4, 2015"))
    said = spec_object(broken)
    assert (said["state"], said["missed"]) == ("broken", [])
    assert said["broken"] == {
        "line": 2,
        "column": 3,
        "message": "the scenario expects nothing.",
        "hint": 'Add, for instance: Then "July 4, 2015" is "refuted"',
    }


def test_the_summary_counts(run: Run) -> None:
    (broken,) = run(ACCORD.format("July 4, 2015"))
    (failed,) = run(ACCORD.format("July 4, 2015") + "Then nothing is refuted")
    (held,) = run(ACCORD.format("July 14, 2015") + "Then nothing is refuted")
    assert summary([held]) == "1 spec holds"
    assert summary([held, held, failed, broken]) == "2 specs hold, 1 fails, 1 is broken"
    assert summary([failed, failed, broken, broken]) == "0 specs hold, 2 fail, 2 are broken"

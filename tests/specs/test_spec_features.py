"""Features are read into specs; what cannot run is named with its place and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify import shipped
from verify.errors import ExitCode, VerifyError
from verify.report.results import State
from verify.specs.features import SpecFile, at_line, spec_files
from verify.specs.running import SpecResult, SpecStage
from verify.specs.spec import BrokenSpec, Spec

Read = Callable[..., SpecFile]
Run = Callable[[str], list[SpecResult]]

ARTICLE = 'Given an article that says "The Lake Accord was concluded on July 4, 2015."'
THEN = 'Then "July 4, 2015" is "refuted"'


def scenario(*steps: str, name: str = "S") -> str:
    return f"  Scenario: {name}\n" + "".join(f"    {step}\n" for step in steps)


def complaint_of(file: SpecFile) -> str:
    (broken,) = file.specs
    assert isinstance(broken, BrokenSpec), broken
    return str(broken.complaint)


@pytest.mark.parametrize(
    ("steps", "place", "message", "hint"),
    [
        ([ARTICLE, 'Then "July 4, 2015" was "refuted"'], "4:5",
         "no step reads", 'Nearest: \'"July 4, 2015" is "refuted"'),
        ([ARTICLE, 'Then "July 4, 2015" is refuted'], "4:5", "no step reads", "Nearest:"),
        ([ARTICLE, 'Then "" is "refuted"'], "4:5", "no step reads", "Nearest:"),
        (['Given an article that says ""', THEN], "3:5", "no step reads", "Nearest: 'an article published on"),
        (['Given an article published on that says "It rained."', THEN], "3:5", "no step reads", "Nearest:"),
        (['Given an article published on May 1 that says "It rained."', THEN], "3:5",
         'the day of publication "May 1" is not a date.', "Write it as 2016-04-09 (year-month-day)."),
        (['Given every article is published on 2016-02-30', ARTICLE, THEN], "4:5",
         "February 2016 has 29 days", "Write it"),
        (['Given an article that says "!!!"', THEN], "3:5", "the article is empty: there is no word in it.", "Check"),
        ([ARTICLE], "2:3", "the scenario expects nothing.", 'Add, for instance: Then "July 4, 2015" is "refuted"'),
        ([THEN], "3:5", "the scenario has no article yet.", 'Begin with: Given an article that says "…"'),
        (["Then nothing is refuted"], "3:5", "the scenario has no article.", "Begin with:"),
        ([ARTICLE, THEN, 'Given an article that says "It rained."'], "5:5",
         "this stands behind a Then.", "Make it a"),
        ([ARTICLE, THEN, 'When only the checks in "calendar.feature" are run'], "5:5",
         "this stands behind", "Make it"),
        ([ARTICLE, THEN.replace("Then", "Given")], "4:5", "is a Then step.", "Write it behind Then."),
        ([ARTICLE, 'Then "July 5, 2015" is "refuted"'], "4:5", "'July 5, 2015' does not stand in the text.",
         "Quote it as the article has it."),
        ([ARTICLE, 'Then "july  4, 2015" is "refuted"'], "4:5",
         "does not stand in the text.", "Nearest: 'July 4, 2015'"),
        ([ARTICLE, 'Then "July 4, 2015" in the headline is "refuted"'], "4:5",
         "does not stand in the headline.", "Quote"),
        ([ARTICLE, 'Then "July 4, 2015" in the second article is "refuted"'], "4:5",
         "the scenario has 1 article.", "Mend"),
        ([ARTICLE, 'Then "July 4, 2015" in "July" is "refuted"'], "4:5",
         "does not stand in 'July'.", "Quote a"),
        ([ARTICLE, 'Then "July 4, 2015" in "on July 4, 2015!" is "refuted"'], "4:5",
         "'on July 4, 2015!' does not stand in the text.", "Quote"),
        ([ARTICLE, 'Then it is "refuted"'], "4:5", "nothing is said yet of what 'it' is.", "Name it:"),
        ([ARTICLE, 'Then "July 4, 2015" is "false"'], "4:5",
         "'false' is no verdict.", "Write one of: refuted, conflicting"),
        ([ARTICLE, 'Then the outcome of "July 4, 2015" is "agree"'], "4:5",
         "'agree' is no outcome.", "Nearest: 'agrees'"),
        ([ARTICLE, 'Then "July 4, 2015" is a claim about "conclude"'], "4:5", "no property is called 'conclude'.",
         "Nearest: 'concluded'"),
        ([ARTICLE, 'Then the claim about "conclude" in "July 4, 2015" is "refuted"'], "4:5",
         "no property", "Nearest:"),
        ([ARTICLE, 'Then "July 4, 2015" is judged by the check "agreement"'], "4:5",
         "no check is called 'agreement'.", ""),
        ([ARTICLE, 'When only the check "calendar/the-weekday" is run', THEN], "4:5", "no check is called",
         "Nearest: 'calendar/the-weekday-of-a-date'"),
        (['Given the record of "lake/conclude" is "2015-07-04"', ARTICLE, THEN], "3:5",
         "no fact is called 'lake/conclude'.",
         "Nearest: 'lake/concluded'"),
        (['Given the record of "lake/concluded" is "2015-07-04"'] * 2 + [ARTICLE, THEN], "4:5",
         "the scenario corrects 'lake/concluded' twice.", "Keep one"),
        (['Given the record of "lake/concluded" is "July"', ARTICLE, THEN], "2:3",
         "value 'July' is not a date", "Write it as 2016-04-09, 2016-04 or 2016."),
        (['Given nothing is on record of "Lake Acord"', ARTICLE, THEN], "3:5",
         "nothing is on record of 'Lake Acord' as it is.",
         "Nearest: 'Lake Accord'"),
        (['Given nothing is on record about "ended" of "Lake Accord"', ARTICLE, THEN], "3:5",
         "nothing is on record about 'ended' of 'Lake Accord' as it is.", "Remove the step."),
        (['Given nothing is on record about "end" of "Lake Accord"', ARTICLE, THEN], "3:5",
         "no property", "Nearest: 'ended'"),
        ([ARTICLE, "Given every article is published on 2016-04-09", THEN], "4:5",
         "an article stands before this.", "Say it"),
        (["Given every article is published on 2016-04-09"] * 2 + [ARTICLE, THEN], "4:5",
         "says this twice.", "Keep one"),
        ([ARTICLE] * 10 + [THEN], "12:5", "the scenario has more than 9 articles.", "Make several of it."),
        (["Given the record:", ARTICLE, THEN], "3:5",
         "wants a table below it.", "Add: | subject     | property  | value      | / | Lake"),
        (["Given an article that says:", THEN], "3:5", "wants a text below it.", 'Add: """ / The Lake Accord was'),
        (["Given the record:", "| subject | property |", "| Lake Accord | signed |", ARTICLE, THEN], "4:5",
         "the table has no column 'value'.", "Begin it with: | subject | property | value |"),
        (["Given the record:", "| subject | property | valu |", "| Lake Accord | signed | 1 |", ARTICLE, THEN], "4:5",
         "no column is called 'valu'.", "Nearest: 'value'"),
        (["Given the aliases:", "| alias | alias |", "| a | b |", ARTICLE, THEN], "4:5",
         "'alias' stands twice.", "Keep"),
        (["Given the aliases:", "| alias | subject |", ARTICLE, THEN], "4:5",
         "no row below its columns.", "Add one."),
        (["Given the aliases:", "| alias | subject |", "| | Lake Accord |", ARTICLE, THEN], "5:5",
         "the row has no alias.",
         "Fill in the cell."),
        (["Given the aliases:", "| alias | subject |", "| a | Nowhere |", ARTICLE, THEN], "5:5",
         "'Nowhere' is no subject.",
         "Add it to subjects.csv"),
        (["Given the record:", "| subject | property | value |", "| Lake Accord | sealed | 1 |", ARTICLE, THEN], "5:5",
         "'sealed' is no property.", "Add it"),
        ([ARTICLE, "Then the claims are:", "| quote | verdict |", "| July 5 | refuted |"], "6:5",
         "'July 5' does not stand in the text.", "Quote"),
        ([ARTICLE, "Then the claims are:", "| quote | verdict |", "| July 4, 2015 | false |"], "6:5",
         "no verdict", "Write"),
        ([ARTICLE, "Then the claims are:", "| verdict |", "| refuted |"], "5:5",
         "the table has no column 'quote'.", "Begin"),
        ([ARTICLE, "Then the claims are:", "| quote |", "| |"], "6:5", "the row quotes nothing.", "Fill in"),
        ([ARTICLE, THEN, "| a |"], "5:5", "no step reads a table below it.", "Remove the table, or say"),
        (["Given the reference knows nothing yet"] * 2 + [ARTICLE, THEN], "4:5",
         "what is on record is told before", "Say it"),
        (["* it rains", THEN], "3:5", "'it rains' stands behind no Given, When or Then.", "Begin every scenario"),
        ([], "2:3", "the scenario 'S' has no steps.", "Write its Given, When and Then, or remove it."),
    ],
)  # fmt: skip
def test_a_scenario_that_cannot_run_says_why_and_where(
    read: Read, steps: list[str], place: str, message: str, hint: str
) -> None:
    said = complaint_of(read("Feature: F\n" + scenario(*steps)))
    assert said.startswith(f"features/specs/shown.feature:{place}  "), said
    assert message in said
    assert hint in said.partition("\n    ")[2]


def test_a_text_that_cannot_be_read_has_a_format_that_is_unknown(read: Read) -> None:
    said = complaint_of(
        read('Feature: F\n  Scenario: S\n    Given an article that says:\n      """xml\n      a\n      """\n')
    )
    assert said.endswith(
        "no article is written in 'xml'.\n    3 | Given an article that says:\n    "
        "Write markdown behind the quotes, or nothing."
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Feature: F\n  Scenario: caf\xe9\n", "byte 26 is not UTF-8."),
        (b"\xef\xbb\xbfFeature: F\n", "the file begins with a byte order mark."),
        (
            b"Feature: F\n  Scenari: S\n    Give\n",
            "this line is read as the description of the Feature, and never runs.",
        ),
        (b"", "the file has no Feature."),
        (b"Feature: F\n  Scenario: S\n    Given a\n   |x|\n     oops\n", "'oops' begins with no keyword."),
    ],
)
def test_a_file_that_cannot_be_read_is_one_broken_spec(
    stage: SpecStage, tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "bad.feature").write_bytes(content)
    file = stage.read(tmp_path / "bad.feature")
    assert message in complaint_of(file)
    (spec,) = file.specs
    assert stage.run(spec).state is State.BROKEN


@pytest.mark.parametrize("tag", ["@skip", "@xfail", "@skipif(True)", "@severity:fatal", "@a:b:c"])
def test_tags_that_pytest_would_obey_break_the_scenario(read: Read, tag: str) -> None:
    (broken, sound) = read(
        f"Feature: F\n  {tag}\n{scenario(ARTICLE, THEN)}{scenario(ARTICLE, THEN, name='T')}"
    ).specs
    assert isinstance(broken, BrokenSpec)
    assert (broken.title, broken.complaint.line) == ("S", 2)
    assert isinstance(sound, Spec)


def test_as_many_specs_are_read_as_are_declared(read: Read) -> None:
    outline = scenario(ARTICLE, 'Then "<day>" is "refuted"', name="O <day>").replace(
        "Scenario:", "Scenario Outline:"
    )
    outline += "    Examples:\n      | day |\n"
    text = (
        "Feature: F\n"
        + scenario(ARTICLE, THEN)
        + scenario(ARTICLE, THEN)
        + scenario(name="no steps")
        + outline
        + "      | July 4, 2015 |\n      | July 5, 2015 |\n"
        + outline.replace("O <day>", "no rows")
        + scenario(ARTICLE, "Then nonsense", name="nonsense")
    )
    found = [(spec.title, type(spec)) for spec in read(text).specs]
    assert found == [
        ("S", Spec),
        ("S", BrokenSpec),
        ("no steps", BrokenSpec),
        ("O July 4, 2015", Spec),
        ("O July 5, 2015", BrokenSpec),
        ("no rows", BrokenSpec),
        ("nonsense", BrokenSpec),
    ]


def test_backgrounds_rules_outlines_texts_and_tables_work(run: Run) -> None:
    text = '''
        Feature: F
          Background:
            Given every article is published on 2016-04-09
          Rule: R
            Background:
              Given the record:
                | subject    | property  | value      |
                | Hill Truce | concluded | 2014-05-06 |
            Scenario Outline: O
              Given an article that says:
                """markdown
                # A *truce*

                The Hill Truce was concluded on <day>.
                """
              Then the claims are:
                | quote | verdict   |
                | <day> | <verdict> |
              Examples:
                | day         | verdict   |
                | May 6, 2014 | supported |
                | May 7, 2014 | refuted   |
    '''
    results = run(text)
    assert [(result.spec.title, result.state) for result in results] == [
        ("O (May 6, 2014, supported)", State.PASSED),
        ("O (May 7, 2014, refuted)", State.PASSED),
    ]
    assert [(result.spec.line, result.spec.scenario) for result in results] == [(22, 10), (23, 10)]


def test_translated_keywords_work(run: Run) -> None:
    given, then = ARTICLE.removeprefix("Given "), THEN.removeprefix("Then ")
    text = f"# language: fr\nFonctionnalité: Scenario\n  Scénario: S\n    Etant donné {given}\n    Alors {then}\n"
    (result,) = run(text)
    assert result.state is State.PASSED, result


def test_a_text_may_hold_straight_quotes(read: Read) -> None:
    (spec,) = read(
        "Feature: F\n"
        + scenario('Given an article that says "He said "no" in 2015."', 'Then "2015" is not judged')
    ).specs
    assert isinstance(spec, Spec)
    assert spec.documents[0].text == 'He said "no" in 2015.'


def test_what_an_article_is_said_to_be(read: Read) -> None:
    steps = [
        "Given every article is published on 2016-04",
        'And every article is published by "Daily"',
        'And an article that says "One."',
        'And an article published on 2016 by "Weekly" with the headline "Two" that says "Two."',
        'And an article published on an unknown day that says "Three."',
        'Then "One" is not a claim',
    ]
    (spec,) = read("Feature: F\n" + scenario(*steps)).specs
    assert isinstance(spec, Spec)
    assert [(each.name, each.published, each.publisher, each.headline) for each in spec.documents] == [
        ("the first article", "2016-04", "Daily", ""),
        ("the second article", "2016", "Weekly", "Two"),
        ("the third article", None, "Daily", ""),
    ]


def test_the_publisher_of_the_workspace_is_that_of_its_articles(read: Read) -> None:
    (spec,) = read("Feature: F\n" + scenario(ARTICLE, THEN)).specs
    assert isinstance(spec, Spec)
    assert [(each.name, each.publisher) for each in spec.documents] == [("the article", "Example Daily")]


def test_a_feature_with_steps_in_python_has_no_specs_but_titles(read: Read) -> None:
    file = read("@python\nFeature: F\n" + scenario("Given my own step") + scenario("Given mine", name="T"))
    assert (file.specs, file.titles) == ((), ("S", "T"))


def test_a_feature_of_which_nothing_is_understood_may_have_steps_in_python(read: Read) -> None:
    text = "Feature: F\n" + scenario("Given my own step")
    assert "Are these steps of your own, in Python? Then tag the feature @python." in complaint_of(read(text))
    (own, _) = read(text + scenario(ARTICLE, THEN, name="T")).specs
    assert isinstance(own, BrokenSpec)
    assert "Python" not in str(own.complaint)


def test_a_scenario_is_chosen_by_a_line(read: Read) -> None:
    text = "Feature: F\n" + scenario(ARTICLE, THEN) + scenario(ARTICLE, THEN, name="T")
    article = ARTICLE.replace("The Lake", "<a>: the Lake")
    text += f"  Scenario Outline: O\n    {article}\n    {THEN}\n    Examples:\n      | a |\n      | b |\n      | c |\n"
    file = read(text)
    chosen = {
        line: [spec.title for spec in at_line(file, line).specs] for line in (1, 2, 4, 5, 7, 8, 10, 13, 14)
    }
    assert chosen == {
        1: [], 2: ["S"], 4: ["S"], 5: ["T"], 7: ["T"], 8: ["O (b)", "O (c)"], 10: ["O (b)", "O (c)"],
        13: ["O (b)"], 14: ["O (c)"],
    }  # fmt: skip


def test_a_folder_without_specs_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(VerifyError) as error:
        spec_files(tmp_path)
    assert error.value.exit_code is ExitCode.BROKEN_CHECK
    assert error.value.message == "this folder holds no specs (*.feature)."


def test_a_link_out_of_the_folder_is_not_followed(stage: SpecStage, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "other.feature").write_text("Feature: F\n" + scenario(ARTICLE, THEN))
    (tmp_path / "specs" / "link.feature").symlink_to(tmp_path / "other.feature")
    assert "the file is a link that leads out of its folder." in complaint_of(
        stage.read(tmp_path / "specs" / "link.feature")
    )


def test_every_file_of_checks_that_ships_has_its_specs() -> None:
    assert [path.name for path in shipped.specs()] == sorted(
        path.name for path in shipped.checks().glob("*.feature")
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["Given", "When", "Then", "And", "*"]), st.text(max_size=40)), max_size=4
    )
)
def test_no_text_breaks_the_reading(read: Read, stage: SpecStage, steps: list[tuple[str, str]]) -> None:
    text = "Feature: F\n  Scenario: S\n" + "".join(f"    {keyword} {rest}\n" for keyword, rest in steps)
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    for spec in read(text).specs:
        stage.run(spec)

"""The preflight: every trap of a feature file is refused with its place and what to write instead."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from verify.checks.features import Preflight, read_features, slug
from verify.checks.plan import CompareWith
from verify.errors import ExitCode, VerifyError
from verify.shipped import checks, reference
from verify.verdicts import Outcome, Verdict
from verify.vocabulary import Property, Time, ValueType

PROPERTIES = {
    "cited": Property("cited", "resolution", ValueType.EXISTENCE, Time.DATED, many=False),
    "adopted": Property("adopted", "resolution", ValueType.DATE, Time.DATED, many=False),
    "concluded": Property("concluded", "agreement", ValueType.DATE, Time.DATED, many=False),
    "signed": Property("signed", "agreement", ValueType.DATE, Time.DATED, many=True),
}

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
    return read_features(place, PROPERTIES)


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


def test_a_good_feature_is_a_check(tmp_path: Path) -> None:
    found = preflight(tmp_path, resolutions=GOOD)
    assert found.complaints == ()
    assert found.declared == 1
    [check] = found.checks
    assert (check.name, check.title) == ("resolutions/a-cited-resolution-exists", "A cited resolution exists")
    assert (check.feature, check.line) == ("features/checks/resolutions.feature", 3)
    assert check.severity == "error"
    assert check.plan.comparing.what is CompareWith.REFERENCE
    assert check.plan.verdicts[Outcome.AGREES] is Verdict.SUPPORTED
    assert {check.plan.verdicts[kept] for kept in set(Outcome) - {Outcome.AGREES}} == {
        Verdict.NOT_ENOUGH_EVIDENCE
    }


# Each: what is wrong, the feature, its place, what is said, and what is said to do.
TRAPS: list[tuple[str, str | bytes, str, str, str]] = [
    (
        "no steps",
        scenario(),
        "bad.feature:4:3",
        "the scenario 'A check' has no steps.",
        "Write its Given, When and Then, or remove it.",
    ),
    (
        "no steps of its own, only a background's",
        "Feature: F\n  Background:\n    Given claims that cite a resolution\n  Scenario: Empty\n",
        "bad.feature:4:3",
        "the scenario 'Empty' has no steps.",
        "Write its Given",
    ),
    (
        "@skip",
        scenario(CITES, COMPARED, OTHER, head="  @skip"),
        "bad.feature:3:3",
        "the tag @skip would pass the check unseen.",
        "Remove the tag, or the check.",
    ),
    (
        "@xfail on the feature",
        "@xfail\n" + GOOD,
        "bad.feature:1:1",
        "the tag @xfail would pass the check unseen.",
        "Remove the tag",
    ),
    (
        "@skip with a reason",
        scenario(CITES, COMPARED, OTHER, head="  @skip:later"),
        "bad.feature:3:3",
        "the tag @skip:later would pass the check unseen.",
        "Remove the tag",
    ),
    (
        "a severity of no kind",
        scenario(CITES, COMPARED, OTHER, head="  @severity:fatal"),
        "bad.feature:3:3",
        "the tag @severity:fatal names no severity.",
        "Write @severity:error or @severity:warning or @severity:note.",
    ),
    (
        "a tag that is no name",
        scenario(CITES, COMPARED, OTHER, head="  @_private"),
        "bad.feature:3:3",
        "the tag @_private is no name.",
        "Write @name or @name:value.",
    ),
    (
        "an unknown step",
        scenario(CITES, "When each is compared to the record", OTHER),
        "bad.feature:6:5",
        "no step reads 'each is compared to the record'.",
        "Nearest: 'each is compared with the reference'",
    ),
    (
        "a step behind the wrong keyword",
        scenario(CITES, "Then each is compared with the reference", OTHER),
        "bad.feature:6:5",
        "'each is compared with the reference' is a When step.",
        "Write it behind When.",
    ),
    (
        "an unknown verdict",
        scenario(CITES, COMPARED, 'Then any other claim is "wrong"'),
        "bad.feature:7:5",
        "'wrong' is no verdict.",
        "Write one of: refuted, conflicting evidence, supported, not enough evidence.",
    ),
    (
        "an unknown outcome",
        scenario(CITES, COMPARED, 'Then a claim that agreed is "supported"', "And " + OTHER[5:]),
        "bad.feature:7:5",
        "no outcome reads 'a claim that agreed'.",
        "Nearest: 'agrees'",
    ),
    (
        "an unknown property",
        scenario('Given claims of the kind "agreement" about "conclude"', COMPARED, OTHER),
        "bad.feature:5:5",
        "no property is called 'conclude'.",
        "Nearest: 'concluded'",
    ),
    (
        "a property of another kind",
        scenario('Given claims of the kind "agreement" about "adopted"', COMPARED, OTHER),
        "bad.feature:5:5",
        "'adopted' is a property of the kind 'resolution', not 'agreement'.",
        "Write 'resolution', or another property.",
    ),
    (
        "dates of another kind",
        scenario(
            'Given claims of the kind "agreement" about "date"',
            "When each is compared with the calendar",
            OTHER,
        ),
        "bad.feature:5:5",
        "'date' is a property of the kind 'date', not 'agreement'.",
        "Write 'date'",
    ),
    (
        "an outcome without a verdict",
        scenario(CITES, COMPARED, 'Then a claim that agrees is "supported"'),
        "bad.feature:4:3",
        "nothing is said of a claim that agrees within its precision (and of 9 other outcomes).",
        'Add: And any other claim is "not enough evidence"',
    ),
    (
        "an outcome with two verdicts",
        scenario(
            CITES,
            COMPARED,
            OTHER,
            'And a claim that agrees is "supported"',
            'And a claim that agrees is "refuted"',
        ),
        "bad.feature:9:5",
        "the scenario says twice what this outcome means.",
        "Keep one of the steps.",
    ),
    (
        "two selections",
        scenario(CITES, "And claims about when an event occurred", COMPARED, OTHER),
        "bad.feature:6:5",
        "the scenario selects claims twice.",
        "Keep one such Given, and narrow it with And.",
    ),
    (
        "narrowed before it selects",
        scenario('Given the article is published by "Daily"', "And " + CITES[6:], COMPARED, OTHER),
        "bad.feature:5:5",
        "there are no claims to narrow yet.",
        "Begin with a Given that selects claims.",
    ),
    (
        "narrowed twice by one thing",
        scenario(
            CITES,
            'And the article is published by "A"',
            'And the article is published by "B"',
            COMPARED,
            OTHER,
        ),
        "bad.feature:7:5",
        "the scenario says this twice.",
        "Keep one of the steps.",
    ),
    (
        "a day that is none",
        scenario(CITES, "And the article is published between 2016-02-30 and 2016-12-31", COMPARED, OTHER),
        "bad.feature:6:5",
        "'2016-02-30' is not a day.",
        "Write it as 2016-04-09.",
    ),
    (
        "a period that runs backwards",
        scenario(CITES, "And the article is published between 2016-12-31 and 2016-01-01", COMPARED, OTHER),
        "bad.feature:6:5",
        "the period ends (2016-01-01) before it begins (2016-12-31).",
        "Write the first day first.",
    ),
    (
        "no When",
        scenario(CITES, OTHER),
        "bad.feature:4:3",
        "the scenario compares nothing.",
        "Add: When each is compared with the reference",
    ),
    (
        "two Whens",
        scenario(CITES, COMPARED, COMPARED, OTHER),
        "bad.feature:7:5",
        "the scenario compares twice.",
        "Keep one When.",
    ),
    (
        "no Then",
        scenario(CITES, COMPARED),
        "bad.feature:4:3",
        "the scenario concludes nothing.",
        'Add, for instance: Then a claim that differs is "refuted"',
    ),
    (
        "no Given",
        scenario(COMPARED, OTHER),
        "bad.feature:4:3",
        "the scenario selects no claims.",
        "Begin with, for instance: Given claims that cite a resolution",
    ),
    (
        "And before any Given",
        scenario("And claims that cite a resolution", COMPARED, OTHER),
        "bad.feature:5:5",
        "'claims that cite a resolution' stands behind no Given, When or Then.",
        "Begin every scenario and background with one of them.",
    ),
    (
        "And behind a background, which pytest-bdd reads otherwise",
        f"Feature: F\n  Background:\n    {CITES}\n  Scenario: A check\n    And the claim is attributed to someone\n"
        f"    {COMPARED}\n    {OTHER}\n",
        "bad.feature:5:5",
        "'the claim is attributed to someone' stands behind no Given, When or Then.",
        "Begin every scenario",
    ),
    (
        "a citation held against the calendar",
        scenario(CITES, "When each is compared with the calendar", OTHER),
        "bad.feature:4:3",
        "only dates are compared with the calendar.",
        "Write: When each is compared with the reference",
    ),
    (
        "a date held against the reference",
        scenario("Given dates that name a weekday", COMPARED, OTHER),
        "bad.feature:4:3",
        "a date by itself has nothing to be compared with in the reference.",
        "Write: When each is compared with the calendar",
    ),
    (
        "a date of a subject",
        scenario(
            "Given dates that name a weekday",
            'And the subject is "X"',
            "When each is compared with the calendar",
            OTHER,
        ),
        "bad.feature:4:3",
        "a date by itself has no subject.",
        "Remove the step that names one.",
    ),
    (
        "a table that no step reads",
        scenario(CITES, "  | 2231 |", COMPARED, OTHER),
        "bad.feature:6:7",
        "no step reads a table below it.",
        "Remove the table, or say it in the steps.",
    ),
    (
        "an outline without rows",
        f"Feature: F\n  Scenario Outline: A <thing>\n    {CITES}\n    {COMPARED}\n    {OTHER}\n"
        "    Examples:\n      | thing |\n",
        "bad.feature:2:3",
        "the outline 'A <thing>' has no example rows.",
        "Add rows to its Examples.",
    ),
    (
        "a byte order mark",
        b"\xef\xbb\xbf" + GOOD.encode(),
        "bad.feature:1:1",
        "the file begins with a byte order mark.",
        "Save it as UTF-8 without one.",
    ),
    (
        "Latin-1",
        "Feature: F\n  # caf\xe9\n".encode("latin-1"),
        "bad.feature:2:1",
        "byte 18 is not UTF-8.",
        "Save the file as UTF-8.",
    ),
    ("not Gherkin", "Dear editors\n", "bad.feature:1:1", "this is not Gherkin: expected:", "See 'Feature'"),
    (
        "a language that is none",
        "# language: xx\nFeature: F\n",
        "bad.feature:1:1",
        "Language not supported: xx",
        "See",
    ),
    ("an empty file", "", "bad.feature:1:1", "the file has no Feature.", "Begin it with: Feature: …"),
    (
        "a feature without scenarios",
        "Feature: F\n",
        "bad.feature:1:1",
        "the feature has no scenario.",
        "Write one",
    ),
]


@pytest.mark.parametrize(
    ("content", "place", "said", "hint"), [pytest.param(*row[1:], id=row[0]) for row in TRAPS]
)
def test_a_trap_is_refused(tmp_path: Path, content: str | bytes, place: str, said: str, hint: str) -> None:
    complaint = only_complaint(tmp_path, content)
    first, _, second = complaint.partition("\n    ")
    assert first.startswith(f"features/checks/{place}  ")
    assert said in first
    assert hint in second


def test_two_scenarios_of_one_name_are_refused_also_under_different_rules(tmp_path: Path) -> None:
    body = f"      {CITES}\n      {COMPARED}\n      {OTHER}\n"
    text = f"Feature: F\n  Rule: One\n    Scenario: Same\n{body}  Rule: Two\n    Scenario: Same\n{body}"
    assert only_complaint(tmp_path, text).startswith(
        "features/checks/bad.feature:8:5  the scenario 'Same' has the name of another "
        "(features/checks/bad.feature:3).\n    Give it a name of its own."
    )


def test_two_outlines_of_one_name_are_refused_though_their_rows_differ(tmp_path: Path) -> None:
    outline = (
        'Scenario Outline: Was <p>\n    Given claims of the kind "agreement" about "<p>"\n'
        f"    {COMPARED}\n    {OTHER}\n    Examples:\n      | p |\n      | {{}} |\n  "
    )
    text = "Feature: F\n  " + outline.format("concluded") + outline.format("signed")
    assert "bad.feature:9:3  the scenario 'Was <p>' has the name of another" in only_complaint(tmp_path, text)


def test_names_that_become_one_id_are_refused(tmp_path: Path) -> None:
    text = GOOD + GOOD.partition("\n\n")[2].replace(
        "A cited resolution exists", "A cited: resolution, exists!"
    )
    complaint = only_complaint(tmp_path, text)
    assert "bad.feature:8:1  the scenario 'A cited: resolution, exists!' has the name of another" in complaint


def test_features_of_one_name_in_two_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "features/checks/more").mkdir(parents=True)
    (tmp_path / "features/checks/more/bad.feature").write_text(GOOD)
    complaint = only_complaint(tmp_path, GOOD)
    assert "features/checks/more/bad.feature:3:1  the scenario" in complaint


def test_a_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.feature").write_text(GOOD)
    place = tmp_path / "features" / "checks"
    place.mkdir(parents=True)
    (place / "linked.feature").symlink_to(tmp_path / "elsewhere.feature")
    found = preflight(tmp_path)
    assert [str(complaint) for complaint in found.complaints] == [
        "features/checks/linked.feature:1:1  the file lies outside the workspace.\n    Copy it into the folder."
    ]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match=r"this folder holds no checks \(\*\.feature\)\.") as refused:
        preflight(tmp_path)
    assert refused.value.exit_code is ExitCode.BROKEN_CHECK
    assert refused.value.place == str(tmp_path / "features" / "checks")
    assert "verify init" in str(refused.value.hint)


def test_every_trap_of_every_file_is_told_at_once_and_good_checks_stay(tmp_path: Path) -> None:
    found = preflight(tmp_path, good=GOOD, empty="", bad=scenario(CITES, OTHER), skipped="@skip\n" + GOOD)
    assert [complaint.file for complaint in found.complaints] == [
        f"features/checks/{stem}.feature" for stem in ("bad", "empty", "skipped")
    ]
    assert found.declared == 4
    with pytest.raises(VerifyError) as refused:
        found.refuse()
    assert str(refused.value).count("BROKEN") == 3


def test_keywords_of_other_languages_work(tmp_path: Path) -> None:
    text = GOOD.replace("Feature:", "# language: fr\nFonctionnalité:").replace("Scenario:", "Scénario:")
    for english, french in (("Given", "Étant donné"), ("When", "Quand"), ("Then", "Alors"), ("And", "Et")):
        text = text.replace(f"    {english} ", f"    {french} ")
    found = preflight(tmp_path, french=text)
    assert found.complaints == ()
    assert [check.plan for check in found.checks] == [preflight(tmp_path / "x", good=GOOD).checks[0].plan]


def test_backgrounds_of_features_and_rules_count(tmp_path: Path) -> None:
    text = f"""\
    @who:ana
    Feature: F
      Background:
        {CITES}
      @severity:warning
      Rule: R
        Background:
          When each is compared with the reference
        Scenario: One
          {OTHER}
    """
    found = preflight(tmp_path, b=text)
    assert found.complaints == ()
    [check] = found.checks
    assert check.plan.selection.property == "cited"
    assert (check.severity, check.tags) == ("warning", ("who:ana", "severity:warning"))


def test_every_example_row_is_a_check(tmp_path: Path) -> None:
    text = f"""\
    Feature: F
      Scenario Outline: An agreement was <p>
        Given claims of the kind "agreement" about "<p>"
        {COMPARED}
        {OTHER}
        Examples:
          | p         |
          | concluded |
        Examples: more
          | p      |
          | signed |
    """
    found = preflight(tmp_path, rows=text)
    assert [(check.name, check.plan.selection.property) for check in found.checks] == [
        ("rows/an-agreement-was-concluded/1", "concluded"),
        ("rows/an-agreement-was-signed/2", "signed"),
    ]
    assert found.declared == 2


def test_the_digest_of_a_check_follows_its_meaning_only(tmp_path: Path) -> None:
    def digest(number: int, text: str) -> str:
        return preflight(tmp_path / str(number), a=text).checks[0].judgement(PROPERTIES).digest()

    plain = digest(1, GOOD)
    assert digest(2, GOOD.replace("Feature: Resolutions", "# moved\nFeature: Others")) == plain
    assert digest(3, GOOD.replace("not enough evidence", "refuted")) != plain


def test_the_checks_that_ship_are_sound() -> None:
    from verify.reference.vocabulary import read_vocabulary

    found = read_features(checks(), read_vocabulary(reference()).properties)
    assert found.complaints == ()
    assert len(found.checks) == found.declared >= 9


@pytest.mark.parametrize(
    ("name", "expected"), [("The date of it", "the-date-of-it"), ("Déjà vu!", "deja-vu"), ("???", "scenario")]
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_acceptance_scenarios_are_no_checks() -> None:
    specs = checks().parent / "specs"
    if not specs.is_dir():
        pytest.skip("an installed verify carries no acceptance scenarios")
    assert list(specs.glob("*.feature"))
    names = {path.resolve() for path in checks().rglob("*.feature")}
    assert not names & {path.resolve() for path in specs.rglob("*.feature")}

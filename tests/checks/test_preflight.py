"""The preflight: every trap of a feature file is refused with its place and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from drafts import CITES, COMPARED, GOOD, OTHER, VOCABULARY, only_complaint, preflight, scenario
from proportion import grows_in_proportion
from traps import TRAPS

from verify.checks.builder import PlanBuilder
from verify.checks.extensions import load_steps
from verify.checks.features import read_feature, read_features
from verify.checks.plan import CompareWith
from verify.checks.registry import STEPS, StepType, step
from verify.checks.scenario import slug
from verify.checks.sense import Names
from verify.errors import ExitCode, VerifyError
from verify.shipped import checks, reference
from verify.verdicts import Outcome, Verdict


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


@pytest.mark.parametrize(
    ("content", "place", "said", "hint"), [pytest.param(*row[1:], id=row[0]) for row in TRAPS]
)
def test_a_trap_is_refused(tmp_path: Path, content: str | bytes, place: str, said: str, hint: str) -> None:
    complaint = only_complaint(tmp_path, content)
    first, *quoted, last = complaint.split("\n    ")
    assert first.startswith(f"features/checks/{place}  ")
    assert said in first
    assert hint in last
    line = int(place.split(":")[1])
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    if quoted:
        assert quoted == [f"{line} | {text.split(chr(10))[line - 1].strip()}"]
    else:
        assert line == 1 or len(text) > 10_000


def test_two_scenarios_of_one_name_are_refused_also_under_different_rules(tmp_path: Path) -> None:
    body = f"      {CITES}\n      {COMPARED}\n      {OTHER}\n"
    text = f"Feature: F\n  Rule: One\n    Scenario: Same\n{body}  Rule: Two\n    Scenario: Same\n{body}"
    assert only_complaint(tmp_path, text).startswith(
        "features/checks/bad.feature:8:5  the scenario 'Same' has the name of another "
        "(features/checks/bad.feature:3).\n    8 | Scenario: Same\n    Give it a name of its own."
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
    assert "bad.feature:8:3  the scenario 'A cited: resolution, exists!' has the name of another" in complaint


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match=r"this folder holds no checks \(\*\.feature\)\.") as refused:
        preflight(tmp_path)
    assert refused.value.exit_code is ExitCode.BROKEN_CHECK
    assert refused.value.place == str(tmp_path / "features" / "checks")
    assert "verify init" in str(refused.value.hint)


def test_every_trap_of_every_file_is_told_at_once_and_good_checks_stay(tmp_path: Path) -> None:
    skipped = "@skip\n" + GOOD.replace("supported", "refuted")
    found = preflight(tmp_path, good=GOOD, empty="", bad=scenario(CITES, OTHER), skipped=skipped)
    assert [complaint.file for complaint in found.complaints] == [
        f"features/checks/{stem}.feature" for stem in ("bad", "empty", "skipped")
    ]
    assert found.declared == 4
    with pytest.raises(VerifyError) as refused:
        found.refuse()
    assert str(refused.value).count("BROKEN") == 3


def test_a_check_that_says_what_every_possible_outcome_means_needs_no_other(tmp_path: Path) -> None:
    steps = [
        'Then a claim that agrees is "supported"',
        'And a claim that is absent from a complete list is "refuted"',
        "And a claim that has no record has no verdict",
        'And a claim that is not comparable is "not enough evidence"',
    ]
    found = preflight(tmp_path, whole=scenario(CITES, COMPARED, *steps))
    assert found.complaints == ()
    assert found.checks[0].plan.verdicts[Outcome.DIFFERS] is None


@pytest.fixture
def own_steps() -> Iterator[None]:
    """Steps that a test registers are forgotten behind it."""
    before = list(STEPS)
    yield
    STEPS[:] = before


@pytest.mark.usefixtures("own_steps")
def test_a_step_that_can_be_read_in_two_ways_is_refused(tmp_path: Path) -> None:
    step(StepType.GIVEN, "claims that cite {what}", example="claims that cite a treaty", about="Ours.")(
        lambda builder, what: None
    )
    assert only_complaint(tmp_path, GOOD) == (
        "features/checks/bad.feature:4:5  'claims that cite a resolution' can be read as "
        "'claims that cite a resolution' and as 'claims that cite {what}'.\n"
        "    4 | Given claims that cite a resolution\n"
        "    Write it in another way."
    )


@pytest.mark.usefixtures("own_steps")
def test_a_step_for_which_nobody_would_wait_is_refused(tmp_path: Path) -> None:
    @step(StepType.GIVEN, "only on Sundays", example="only on Sundays", about="Ours.")
    async def _sundays(builder: PlanBuilder) -> None:
        builder.narrow(attributed=True)

    complaint = only_complaint(tmp_path, scenario(CITES, "And only on Sundays", COMPARED, OTHER))
    assert "bad.feature:6:5  the step 'only on Sundays' is an async function." in complaint
    assert complaint.endswith("Write it as a plain function.")


def test_a_file_with_very_many_mistakes_is_told_of_a_hundred(tmp_path: Path) -> None:
    steps = "\n".join(
        f"  Scenario: S{number}\n    Given claims that cite {number}\n" for number in range(300)
    )
    found = preflight(tmp_path, many="Feature: F\n" + steps)
    assert (len(found.complaints), len(found.checks), found.declared) == (100, 0, 300)


@pytest.mark.parametrize(
    "unit",
    [
        f"  Scenario: One\n    {CITES}\n    {COMPARED}\n    {OTHER}\n",
        "  Given claims that cite a treaty: so it is written, and so it is meant\n",
        "  @who @politics\n",
        "  # Scenario : One\n",
        "  Scenario: Many <words>\n    Given <words>\n    Examples:\n      | words |\n      | some  |\n",
        "    | a | b |\n",
        '    Given "<',
    ],
)
def test_time_is_in_proportion_to_length(unit: str) -> None:
    load_steps()
    names = Names(VOCABULARY)
    assert grows_in_proportion(
        lambda text: read_feature(f"Feature: F\n{text}", "f.feature", "f", names, ()), unit, 100_000
    )


def test_keywords_of_other_languages_work(tmp_path: Path) -> None:
    text = GOOD.replace("Feature:", "# language: fr\nFonctionnalité:").replace("Scenario:", "Scénario:")
    for english, french in (("Given", "Étant donné"), ("When", "Quand"), ("Then", "Alors"), ("And", "Et")):
        text = text.replace(f"    {english} ", f"    {french} ")
    found = preflight(tmp_path, french=text)
    assert found.complaints == ()
    assert [check.plan for check in found.checks] == [preflight(tmp_path / "x", good=GOOD).checks[0].plan]


def test_an_english_keyword_in_a_feature_of_another_language_is_told(tmp_path: Path) -> None:
    text = "# language: fr\nFonctionnalité: F\n  Scénario: S\n    Given claims that cite a resolution\n"
    told = preflight(tmp_path, french=text).complaints[-1]
    assert (told.line, told.column, told.hint.split("   ")[0]) == (
        4,
        5,
        "Write: Soit claims that cite a resolution",
    )


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
        return preflight(tmp_path / str(number), a=text).checks[0].judgement(VOCABULARY.properties).digest()

    plain = digest(1, GOOD)
    assert digest(2, GOOD.replace("Feature: Resolutions", "# moved\nFeature: Others")) == plain
    assert digest(3, GOOD.replace("not enough evidence", "refuted")) != plain


def test_the_checks_that_ship_are_sound() -> None:
    from verify.reference.vocabulary import read_vocabulary

    found = read_features(checks(), read_vocabulary(reference()))
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

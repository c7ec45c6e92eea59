"""The feature files to begin with: sound beside the checks that there are, and about what was asked for."""

from __future__ import annotations

from pathlib import Path

import newsroom
import pytest

from verify import shipped
from verify.checks.features import read_features
from verify.checks.starter import chosen_property, starter
from verify.checks.step_error import StepError
from verify.reference.vocabulary import read_vocabulary
from verify.vocabulary import Property, Time, ValueType, Vocabulary

SHIPPED = read_vocabulary(shipped.reference())
CEASEFIRE = Property("agreed", "ceasefire", ValueType.DATE, Time.DATED, many=False, answered_by=("agreed",))
OWN = Vocabulary(properties={**SHIPPED.properties, "agreed": CEASEFIRE})


@pytest.mark.parametrize("property", [*SHIPPED.properties, "date"])
def test_a_starter_on_any_property_is_sound_beside_the_checks_that_ship(
    tmp_path: Path, property: str
) -> None:
    folder = newsroom.make(tmp_path / "ws")
    checks = folder / "features/checks"
    others = read_features(checks, SHIPPED, root=folder).checks
    for stem in ("first", "second"):
        text = starter(stem, property, SHIPPED, publisher="Example Daily", others=others).text
        (checks / f"{stem}.feature").write_text(text, encoding="utf-8")
        found = read_features(checks, SHIPPED, root=folder)
        assert found.complaints == ()
        others = found.checks
    [check] = [check for check in others if check.feature == "features/checks/first.feature"]
    assert check.plan.selection.property == property
    assert check.tags == ("first",)
    assert all(len(line) <= 110 for line in text.splitlines())


def test_a_starter_reads_well() -> None:
    assert starter("ceasefires", "agreed", OWN, publisher=None, others=()).text == (
        "# A check to begin with: change whatever you like. What is behind a # is for you alone.\n"
        "#   verify check --lint                            reads it over, and says what to mend\n"
        "#   verify check --dry-run --only 'ceasefires/*'   shows what it would find; nothing is recorded\n"
        "#   verify check steps                             shows what else can be written\n"
        "\n"
        "@ceasefires\n"
        "Feature: Ceasefires\n"
        "\n"
        "  Rule: The date on which a ceasefire was agreed is that of the record\n"
        "\n"
        "    Say here in a sentence or two what the rule asks and why: readers of a finding may ask.\n"
        "\n"
        "    Scenario: The date on which a ceasefire was agreed\n"
        "\n"
        "      # Given: which claims are judged. Each line that is added narrows them.\n"
        '      Given claims about when a ceasefire was "agreed"\n'
        '      # And the article is published by "…"\n'
        '      # And the subject is "…"\n'
        "\n"
        "      # When: what each of them is compared with.\n"
        "      When each is compared with the reference\n"
        "\n"
        "      # Then: what each outcome means. Unknown is not wrong: only what the record rules out is refuted.\n"
        '      Then a claim that agrees is "supported"\n'
        '      And a claim that agrees within its precision is "supported"\n'
        '      And a claim that differs is "refuted"\n'
        '      And a claim that meets sources that conflict is "conflicting evidence"\n'
        "      # The rest: is more precise than the record, differs as inferred, has no record, is not\n"
        "      # comparable.\n"
        '      And any other claim is "not enough evidence"\n'
    )


@pytest.mark.parametrize(
    ("stem", "kind", "property", "chosen"),
    [
        ("ceasefires", None, None, "agreed"),
        ("house", "ceasefire", None, "agreed"),
        ("offices", None, None, "holds"),
        ("votes", None, None, "vote"),
        ("house", None, "in force", "in force"),
        ("house", "agreement", "in force", "in force"),
        ("house", "agreement", None, "concluded"),
        ("house", "date", None, "date"),
        ("house", None, None, "adopted"),
    ],
)
def test_what_a_starter_is_about(stem: str, kind: str | None, property: str | None, chosen: str) -> None:
    assert chosen_property(OWN, stem, kind, property) == chosen


@pytest.mark.parametrize(
    ("kind", "property", "message", "hint"),
    [
        (None, "conclued", "no property is called 'conclued'.", "Nearest: 'concluded'"),
        ("ceasfire", None, "no claims are of the kind 'ceasfire'.", "Nearest: 'ceasefire'"),
        ("zzz", None, "no claims are of the kind 'zzz'.", "Known are: agreement, ceasefire, date,"),
        (
            "office",
            "concluded",
            "'concluded' is a property of the kind 'agreement', not 'office'.",
            "Write --kind agreement, or leave it out.",
        ),
    ],
)
def test_what_no_starter_can_be_about(
    kind: str | None, property: str | None, message: str, hint: str
) -> None:
    with pytest.raises(StepError) as refused:
        chosen_property(OWN, "house", kind, property)
    assert refused.value.message == message
    assert hint in refused.value.hint


@pytest.mark.parametrize("stem", ["2016", "skip"])
def test_a_name_that_is_no_tag_makes_none(stem: str) -> None:
    text = starter(stem, "agreed", OWN, publisher='The "Daily"', others=()).text
    assert "@" not in text


def test_a_property_that_no_sentence_can_name() -> None:
    odd = Vocabulary(properties={'a"b': Property('a"b', "thing", ValueType.DATE, Time.DATED, many=False)})
    with pytest.raises(StepError, match="no check can be written of"):
        starter("odd", 'a"b', odd, publisher=None, others=())

"""The language of specs: every sentence is understood as itself, and says what it is for."""

from __future__ import annotations

import re

import pytest

from verify.checks.extensions import load_steps
from verify.checks.registry import STEPS, Step, StepType, understand
from verify.checks.step_error import StepError
from verify.specs.pointing import ORDINALS, Pointer, pointer_of
from verify.specs.steps import SPEC_STEPS


@pytest.mark.parametrize("known", SPEC_STEPS, ids=lambda step: step.pattern)
def test_an_example_is_read_as_its_step_and_no_other(known: Step) -> None:
    assert understand(known.type, known.example, SPEC_STEPS)[0] is known
    with_all = re.sub(r"[\[\]]", "", known.pattern)
    filled = re.sub(r"\{(claim|words)\}", '"a"', with_all).replace("{count}", "2")
    assert understand(known.type, re.sub(r"\{\w+\}", "x", filled), SPEC_STEPS)[0] is known
    assert known.about.endswith(".")


@pytest.mark.parametrize("type_", StepType)
def test_specs_and_checks_are_languages_of_their_own(type_: StepType) -> None:
    load_steps()
    for step in SPEC_STEPS:
        assert step not in STEPS
        if step.type is type_:
            with pytest.raises(StepError):
                understand(type_, step.example)
    for step in STEPS:
        if step.type is type_:
            with pytest.raises(StepError):
                understand(type_, step.example, SPEC_STEPS)


@pytest.mark.parametrize(
    ("words", "pointer"),
    [
        ('"a"', Pointer("a")),
        ('"a" in "b a"', Pointer("a", passage="b a")),
        ('"a" in the headline', Pointer("a", headline=True)),
        ('"a" in the third article', Pointer("a", article=2)),
        ('the claim about "p" in "a"', Pointer("a", property="p")),
        (
            'the claim about "p" of "s" in "a" in "b a" in the headline in the first article',
            Pointer("a", "p", "s", "b a", True, 0),
        ),
    ],
)
def test_words_that_point_at_a_claim(words: str, pointer: Pointer) -> None:
    assert pointer_of(words) == pointer
    assert str(pointer) == words
    assert understand(StepType.THEN, f"{words} is not judged", SPEC_STEPS)[1] == {"claim": words}


def test_as_many_articles_can_be_told_as_can_be_counted() -> None:
    assert len(set(ORDINALS)) == len(ORDINALS)

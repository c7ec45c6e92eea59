"""Feature files changed at random: nothing raises, and what is not refused runs under pytest as it was read."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from drafts import GOOD, VOCABULARY
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pytest_bdd.parser import FeatureParser

from verify.checks.features import Preflight, read_features
from verify.checks.registry import StepType
from verify.checks.scenario import block_of

DRAFT = '''\
# language: en
@mutated @owner:ana
Feature: Mutations

  What a description says is prose.

  Background:
    Given claims of the kind "agreement" about "concluded"

  @severity:note
  Scenario: Of a publisher
    Given the article is published by one of:
      | Daily  |
      | Weekly |
    And the subject is one of:
      """
        Lake Accord
        Joint Plan
      """
    When each is compared with the reference
    Then a claim that agrees is "supported"
    And any other claim is "not enough evidence"

  Rule: By property

    Scenario Outline: Was <verb> by <subject>
      Given the subject is "<subject>"
      When each is compared with the reference
      Then a claim that <outcome> is "<verdict>"
      But any other claim has no verdict
      And readers of a finding are told:
        """
        Ask <verb>.
          Twice.
        """

      Examples:
        | subject     | outcome | verdict   | verb   |
        | Lake Accord | agrees  | supported | signed |
        | Joint Plan  | differs | refuted   | ended  |

      @mutated
      Examples: more
        | subject     | outcome       | verdict  | verb |
        | Lake Accord | has no record | refuted  | kept |
'''

Sentence = tuple[str, str, Sequence[Sequence[object]], str]
"""The type of a step, its text, and the table or the text below it."""

KEYWORDS = ["Given ", "When ", "Then ", "And ", "* ", "Scenario: x", "Examples:", "Background:", "Rule: r", "| a |",
            '"""', "@skip", "@mutated", "# language: fr", "Feature: g", "Scenario Outline: <a>", "", "  "]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A sound feature with a few lines dropped, doubled, swapped or misspelt, and perhaps some bytes changed."""
    lines = draw(st.sampled_from([DRAFT, GOOD])).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "spell", "insert", "join", "move"])):
            case "drop":
                del lines[at]
                lines = lines or [""]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "spell":
                column = draw(st.integers(0, len(lines[at])))
                written = draw(st.text(alphabet='aeG:<>|@#"\\ *-.\t\u00a0\u2028\u202e\x00é\r', max_size=2))
                lines[at] = lines[at][:column] + written + lines[at][column + draw(st.integers(0, 2)) :]
            case "insert":
                lines.insert(at, draw(st.sampled_from(KEYWORDS)))
            case "join":
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            case _:
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
    content = "\n".join(lines).encode()
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(content)))
        content = content[:at] + draw(st.binary(max_size=3)) + content[at + 1 :]
    return content


def read(content: bytes) -> tuple[Preflight, list[list[Sentence]] | None]:
    """The preflight of a feature, and the sentences of every scenario that pytest-bdd would run, if it is sound."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "features" / "checks"
        folder.mkdir(parents=True)
        (folder / "mutated.feature").write_bytes(content)
        found = read_features(folder, VOCABULARY)
        return found, None if found.complaints else _of_pytest(folder)


def _of_pytest(folder: Path) -> list[list[Sentence]]:
    """The steps of each scenario, example rows put in, as pytest-bdd reads them."""
    feature = FeatureParser(str(folder), "mutated.feature").parse()
    return [
        [
            (step.type, step.name, step.datatable.raw() if step.datatable else [], step.docstring or "")
            for step in template.render(context).steps
        ]
        for template in feature.scenarios.values()
        for context in ([row for table in template.examples for row in table.as_contexts()] or [{}])
    ]


@settings(max_examples=300, deadline=None)
@given(mutated())
@example(DRAFT.encode())
@example(DRAFT.replace("Outline: Was <verb>", "Outline: Was <verb(>").encode())
@example(DRAFT.replace("| verb ", "| v(rb ").encode())
def test_a_mutated_feature_is_refused_in_a_line_of_its_own_or_runs_as_it_was_read(content: bytes) -> None:
    found, run = read(content)
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for complaint in found.complaints:
        assert 1 <= complaint.line <= lines
        assert complaint.column >= 1
        assert complaint.message.endswith(".")
        assert complaint.hint
    if run is not None:
        assert len(found.checks) == found.declared == len(run)
        [feature] = found.features
        read_here = [
            [
                (
                    StepType(step["type"]).keyword.lower(),
                    step["text"],
                    list(map(list, block.rows)),
                    block.text,
                )
                for step in pickle["steps"]
                for block in [block_of(step)]
            ]
            for pickle in feature.pickles
        ]
        assert read_here == run


def test_the_draft_itself_is_sound() -> None:
    found, run = read(DRAFT.encode())
    assert (found.complaints, len(found.checks), len(run or [])) == ((), 4, 4)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    found, run = read(content)
    assert bool(found.complaints) is (run is None)

"""What editors read the steps from, read here by the rules of the Cucumber extension for VS Code."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import newsroom
import pytest

from verify import shipped
from verify.checks.features import read_features
from verify.checks.registry import STEPS, StepType, step
from verify.checks.source import read_source
from verify.editor import vscode
from verify.editor.glue import examples, glue
from verify.errors import VerifyError
from verify.reference.vocabulary import read_vocabulary
from verify.specs.steps import SPEC_STEPS
from verify.verdicts import Verdict


def written(source: str, node: ast.expr) -> str:
    """A string as the extension takes it: what stands between its quotation marks, escapes and all."""
    if isinstance(node, ast.BinOp):
        return written(source, node.left) + written(source, node.right)
    return (ast.get_source_segment(source, node) or "")[1:-1]


@cache
def definitions(source: str) -> list[tuple[str, str]]:
    """The keyword and the expression of every step definition, in order."""
    return list(_definitions(source))


def _definitions(source: str) -> Iterator[tuple[str, str]]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                assert isinstance(decorator, ast.Call)
                assert isinstance(decorator.func, ast.Name)
                yield decorator.func.id, written(source, decorator.args[0])


@cache
def parameters(source: str) -> dict[str, str]:
    """Every parameter type with its regular expression."""
    found: dict[str, str] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            name, regexp = node.value.keywords
            assert (name.arg, regexp.arg) == ("name", "regexp")
            assert written(source, name.value) not in found
            found[written(source, name.value)] = written(source, regexp.value)
    return found


def matching(source: str, keyword: str, text: str) -> list[str]:
    """The expressions that a sentence behind a keyword matches."""
    types = parameters(source)

    def pattern(expression: str) -> str:
        if re.search(r"[().*|\\]", expression):
            return expression
        parts = re.split(r"\{(\w+)\}", expression)
        return "".join(f"(?:{types[part]})" if at % 2 else re.escape(part) for at, part in enumerate(parts))

    return [
        expression
        for known, expression in definitions(source)
        if known == keyword.lower() and re.fullmatch(pattern(expression), text)
    ]


def test_the_example_of_every_step_is_matched_once_by_an_expression_without_patterns() -> None:
    source = glue()
    for known in [*STEPS, *SPEC_STEPS]:
        [expression] = matching(source, known.type.keyword, known.example)
        assert not re.search(r"[()/.*|\\]", expression), "the extension would read a regular expression"


def test_every_step_of_the_checks_that_ship_is_matched_and_slips_are_not() -> None:
    source = glue()
    found = read_features(shipped.checks(), read_vocabulary(shipped.reference()))
    sentences = {
        (StepType(step["type"]).keyword, step["text"])
        for feature in found.features
        for pickle in feature.pickles
        for step in pickle["steps"]
    }
    assert len(sentences) >= 20
    assert [pair for pair in sentences if len(matching(source, *pair)) != 1] == []
    for slip in (
        'a claim that differ is "refuted"',
        'a claim that differs is "wrong"',
        'any other claim is "Refuted"',
    ):
        assert matching(source, "Then", slip) == []
    assert matching(source, "Given", "the article is published on or after 2016-1-1") == []


def test_every_step_of_the_specs_that_ship_is_matched() -> None:
    source, sentences = glue(), set()
    for path in shipped.specs():
        read = read_source(path.read_text(encoding="utf-8"), path.name, tags=None, among=SPEC_STEPS)
        sentences |= {
            (StepType(step["type"]).keyword, step["text"])
            for pickle in read.pickles
            for step in pickle["steps"]
        }
    assert len(sentences) >= 20
    assert [pair for pair in sentences if len(matching(source, *pair)) != 1] == []


def test_the_definition_of_an_outcome_says_what_it_means() -> None:
    source = glue()
    after = source[source.index("@then('a claim that was true at another date is \"{verdict}\"')") :]
    assert after.splitlines()[2:4] == [
        "    # What an outcome means.",
        "    # Was true at another date: it held, but not on the day that counts.",
    ]


def test_the_examples_are_a_feature_of_every_step() -> None:
    read = read_source(examples(), "examples.feature", tags=None)
    told = {step["text"] for pickle in read.pickles for step in pickle["steps"]}
    assert {known.example for known in [*STEPS, *SPEC_STEPS]} <= told
    assert {f'any other claim is "{verdict.label}"' for verdict in Verdict} <= told


def test_steps_of_a_users_own_are_there_whatever_they_look_like() -> None:
    before = list(STEPS)
    try:
        for pattern, example in (
            ('the editor\'s "{word}" is {int} of {first}', 'the editor\'s "yes" is 3 of a kind'),
            ("at 0.5 per cent (or {amount}) and/or less", "at 0.5 per cent (or 2) and/or less"),
        ):
            step(StepType.GIVEN, pattern, example=example, about="Ours.")(lambda builder, **words: None)
        source = glue()
    finally:
        STEPS[:] = before
    own = ("editor's", "0[.]5")
    first, second = (found for _, found in definitions(source) if any(words in found for words in own))
    assert first == 'the editor\'s "{word_}" is {int_} of {first_}'
    assert second == '^(?:at 0[.]5 per cent [(]or ([^"]+)[)] and/or less)$'
    assert matching(source, "Given", 'the editor\'s "yes" is 3 of a kind') == [first]
    assert re.fullmatch(second, "at 0.5 per cent (or 2) and/or less")
    assert parameters(source)["first_"] == '[^"]+', "a day no longer: another step writes other words there"


# ---------------------------------------------------------------- the files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace."""
    return newsroom.make(tmp_path / "ws")


def test_the_files_are_written_once_and_kept_current(folder: Path) -> None:
    assert not vscode.is_outdated(folder)
    assert vscode.write(folder, [folder / "features/checks"]) == [
        ".vscode/verify_steps.py",
        ".vscode/verify_examples.feature",
        ".vscode/settings.json",
        ".vscode/extensions.json",
    ]
    settings = json.loads((folder / ".vscode/settings.json").read_text())
    assert settings == {
        "cucumber.features": ["features/checks/**/*.feature", ".vscode/verify_examples.feature"],
        "cucumber.glue": [".vscode/verify_steps.py"],
    }
    assert vscode.write(folder, [folder / "features/checks"]) == []
    assert not vscode.is_outdated(folder)
    (folder / ".vscode/verify_steps.py").write_text("# of an earlier version\n")
    assert vscode.is_outdated(folder)
    assert vscode.write(folder, [folder / "features/checks"]) == [".vscode/verify_steps.py"]


def test_settings_that_are_there_are_kept(folder: Path) -> None:
    (folder / ".vscode").mkdir()
    given = {"editor.rulers": [110], "cucumber.glue": ["steps/*.ts"]}
    (folder / ".vscode/settings.json").write_text(json.dumps(given))
    (folder / ".vscode/extensions.json").write_text('{"recommendations": ["cucumberopen.cucumber-official"]}')
    assert ".vscode/extensions.json" not in vscode.write(folder, [folder / "features/checks"])
    settings = json.loads((folder / ".vscode/settings.json").read_text())
    assert settings["editor.rulers"] == [110]
    assert settings["cucumber.glue"] == ["steps/*.ts", ".vscode/verify_steps.py"]


@pytest.mark.parametrize("text", ['{"a": 1} // ours', "[]", '{"cucumber.glue": 1}', "\x00"])
def test_settings_that_cannot_be_added_to_are_left_alone(folder: Path, text: str) -> None:
    (folder / ".vscode").mkdir()
    path = folder / ".vscode/settings.json"
    path.write_text(text)
    with pytest.raises(VerifyError) as refused:
        vscode.write(folder, [folder / "features/checks"])
    assert str(refused.value) == (
        ".vscode/settings.json: this is not plain JSON, so nothing was added to it. "
        'Add: "cucumber.features": ["features/checks/**/*.feature", ".vscode/verify_examples.feature"], '
        '"cucumber.glue": [".vscode/verify_steps.py"]'
    )
    assert path.read_text() == text
    assert (folder / ".vscode/verify_steps.py").is_file()

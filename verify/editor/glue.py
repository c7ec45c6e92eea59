"""The steps as code that editors read to complete them: the Cucumber extension of VS Code and its language server.

The extension does not run the code. It looks for decorators called given, when and then around one string, which it
reads as a Cucumber expression, and for calls with a name and a regexp, which are the parameters of expressions. It
takes strings as they are written, without undoing escapes, and a string with any of `().*|` for a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from verify.checks.builder import OUTCOME_PHRASES
from verify.checks.catalogue import MEANINGS
from verify.checks.extensions import load_steps
from verify.checks.registry import STEPS, WORDS, Step
from verify.specs.steps import SPEC_STEPS
from verify.verdicts import Outcome, Verdict

HEAD = '''\
"""The steps of verify's checks, for editors that complete them; nothing runs this file.

Written by: verify check steps --vscode
"""


def parameter(name, regexp):
    """What stands for the {name} of a sentence."""


def given(sentence):
    """Mark what completes a sentence."""
    return lambda function: function


when = then = given
'''

ANYTHING = WORDS
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
VERDICT = "|".join(verdict.label for verdict in Verdict)
OUTCOME = "outcome"
"""The parameter of checks in the place of which every outcome is written out, so that each can be completed."""

BUILT_IN = frozenset(
    {
        "int", "float", "word", "string", "bigdecimal", "double", "biginteger", "byte", "short", "long",
    }
)  # fmt: skip
"""Parameters that Cucumber expressions have of their own."""


@dataclass(frozen=True, slots=True)
class Language:
    """Steps, and what their parameters are underlined without, as far as all examples are of that form."""

    steps: Sequence[Step]
    strict: Mapping[str, str]


OF_CHECKS = Language(STEPS, {"verdict": VERDICT, "first": DAY, "last": DAY, "day": DAY})
OF_SPECS = Language(SPEC_STEPS, {"verdict": VERDICT, OUTCOME: "|".join(outcome.label for outcome in Outcome)})

_NAME = re.compile(r'("?)\{(\w+)\}')
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_READ_AS_PATTERN = re.compile(r"[().*|/\\]")
_SPECIAL = re.compile(r"[().*|+?$\[{}]")


def glue(languages: Sequence[Language] = (OF_CHECKS, OF_SPECS)) -> str:
    """Python source that editors read the steps from, those of a user's own included."""
    load_steps()
    parameters: dict[str, str] = {}
    taken: set[str] = set()
    parts: list[str] = []
    for language in languages:
        for step, pattern, about in _sentences(language.steps):
            sentence = _literal(_expression(step, pattern, language, parameters))
            if sentence is not None:
                name = _function(f"{step.type.keyword} {pattern}", taken)
                keyword = step.type.keyword.lower()
                parts.append(f"\n\n@{keyword}({sentence})\ndef {name}():\n{_doc(step, about)}\n")
    listed = (
        f"parameter(name=\"{name}\", regexp='{regexp}')\n" for name, regexp in sorted(parameters.items())
    )
    return "".join([HEAD, "\n", *listed, *parts])


def _function(sentence: str, taken: set[str]) -> str:
    """A name for a function, unlike those that are taken."""
    name = re.sub(r"\W+", "_", sentence.casefold()).strip("_")
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _sentences(steps: Sequence[Step]) -> Iterator[tuple[Step, str, str]]:
    """Every step with its pattern and what it is for: once with, once without what may be left out, and once for each
    outcome where it speaks of one.
    """
    for step in steps:
        for pattern in _variants(step.pattern):
            if steps is not STEPS or f"{{{OUTCOME}}}" not in pattern:
                yield step, pattern, step.about
                continue
            for phrase, outcome in OUTCOME_PHRASES.items():
                about = f"{step.about}\n{phrase[0].upper()}{phrase[1:]}: {MEANINGS[outcome]}."
                yield step, pattern.replace(f"{{{OUTCOME}}}", phrase), about


def _variants(pattern: str) -> Iterator[str]:
    """The pattern without square brackets: with and without each part that may be left out."""
    optional = _OPTIONAL.search(pattern)
    if optional is None:
        yield pattern
        return
    before, after = pattern[: optional.start()], pattern[optional.end() :]
    yield from _variants(before + after)
    yield from _variants(before + optional[1] + after)


def _expression(step: Step, pattern: str, language: Language, parameters: dict[str, str]) -> str:
    """The pattern as a Cucumber expression, or as a regular expression where the extension would take it for one.

    The parameters it has are added to `parameters`.
    """
    if _READ_AS_PATTERN.search(_NAME.sub("", pattern)) is not None:
        parts = [_SPECIAL.sub(lambda found: f"[{found[0]}]", part) for part in re.split(r"\{\w+\}", pattern)]
        return f"^(?:{f'({ANYTHING})'.join(parts)})$"

    def named(found: re.Match[str]) -> str:
        quote, name = found.groups()
        regexp = _regexp(name, step, language)
        return f"{quote}{{{_parameter(quote, name, regexp, parameters)}}}"

    return _NAME.sub(named, pattern)


def _regexp(name: str, step: Step, language: Language) -> str:
    """What may stand for a parameter."""
    regexp = dict(step.phrases).get(name) or language.strict.get(name, ANYTHING)
    examples = [words[name] for one in language.steps if name in (words := one.match(one.example) or {})]
    return regexp if all(re.fullmatch(regexp, words) for words in examples) else ANYTHING


def _parameter(quote: str, name: str, regexp: str, parameters: dict[str, str]) -> str:
    """What a parameter is called. With other words, or without quotation marks around it, it is another."""
    called = name if quote and name not in BUILT_IN else f"{name}_"
    while parameters.setdefault(called, regexp) != regexp:
        called += "_"
    return called


def _literal(text: str) -> str | None:
    """A string literal without an escape, in parts if it holds both quotation marks; None for what has none."""
    if "\\" in text or "\n" in text:
        return None
    if '"' not in text or "'" not in text:
        return f'"{text}"' if '"' not in text else f"'{text}'"
    parts = re.findall(r"[^']+|'+", text)
    return " + ".join(f'"{part}"' if part[0] == "'" else f"'{part}'" for part in parts)


def _doc(step: Step, about: str) -> str:
    example = [f"{step.type.keyword} {step.example}", *(f"  {line}" for line in step.example_block)]
    return "\n".join(f"    # {line}".rstrip() for line in [*about.split("\n"), "", *example]) + "\n    ..."


def examples() -> str:
    """A feature of an example of every step: what stands in them is what editors put in for parameters."""
    load_steps()
    lines = ["# Written by: verify check steps --vscode", "Feature: Examples of every step, for editors", ""]
    for step in [*OF_CHECKS.steps, *OF_SPECS.steps]:
        lines += [
            f"  Scenario: {step.type.keyword} {step.example}",
            f"    {step.type.keyword} {step.example}",
        ]
        lines += [*(f"      {line}" for line in step.example_block), ""]
    verdicts = [f'    Then any other claim is "{verdict.label}"' for verdict in Verdict]
    return "\n".join([*lines, "  Scenario: Verdicts", *verdicts]) + "\n"

"""The steps as code that editors read to complete them: the Cucumber extension of VS Code and its language server.

The extension does not run the code. It looks for decorators called given, when and then around one string, which it
reads as a Cucumber expression, and for calls with a name and a regexp, which are the parameters of expressions. It
takes strings as they are written, without undoing escapes, and a string with any of `().*|` for a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from verify.checks.builder import OUTCOME_PHRASES
from verify.checks.catalogue import MEANINGS
from verify.checks.extensions import load_steps
from verify.checks.registry import STEPS, Step
from verify.verdicts import Verdict

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

ANYTHING = '[^"]+'
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
STRICT: Mapping[str, str] = {
    "verdict": "|".join(verdict.label for verdict in Verdict),
    "first": DAY,
    "last": DAY,
    "day": DAY,
}
"""Parameters that are underlined where they are not of this form, as far as all examples are."""

BUILT_IN = frozenset(
    {
        "int", "float", "word", "string", "bigdecimal", "double", "biginteger", "byte", "short", "long",
    }
)  # fmt: skip
"""Parameters that Cucumber expressions have of their own."""

OUTCOME = "outcome"
"""The parameter in the place of which every outcome is written out, so that each can be completed and explained."""

_NAME = re.compile(r'("?)\{(\w+)\}')
_READ_AS_PATTERN = re.compile(r"[().*|/\\]")
_SPECIAL = re.compile(r"[().*|+?$\[{}]")


def glue() -> str:
    """Python source that editors read the steps from, those of a user's own included."""
    load_steps()
    parts = [HEAD, *_parameters()]
    taken: set[str] = set()
    for step, pattern, about in _sentences():
        sentence = _literal(_expression(pattern))
        if sentence is not None:
            name = _function(f"{step.type.keyword} {pattern}", taken)
            parts.append(
                f"\n\n@{step.type.keyword.lower()}({sentence})\ndef {name}():\n{_doc(step, about)}\n"
            )
    return "".join(parts)


def _function(sentence: str, taken: set[str]) -> str:
    """A name for a function, unlike those that are taken."""
    name = re.sub(r"\W+", "_", sentence.casefold()).strip("_")
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _sentences() -> Iterator[tuple[Step, str, str]]:
    """Every step with its pattern and what it is for; once for each outcome where it speaks of one."""
    for step in STEPS:
        if f"{{{OUTCOME}}}" not in step.pattern:
            yield step, step.pattern, step.about
            continue
        for phrase, outcome in OUTCOME_PHRASES.items():
            about = f"{step.about}\n{phrase[0].upper()}{phrase[1:]}: {MEANINGS[outcome]}."
            yield step, step.pattern.replace(f"{{{OUTCOME}}}", phrase), about


def _parameters() -> Iterator[str]:
    """Every parameter with what it may be."""
    examples: dict[str, list[str]] = {}
    strict: dict[str, str] = {}
    for step in STEPS:
        words = step.match(step.example) or {}
        for quote, name in _NAME.findall(step.pattern):
            if name != OUTCOME:
                examples.setdefault(_parameter(quote, name), []).append(words[name])
                strict[_parameter(quote, name)] = STRICT.get(name, ANYTHING)
    yield "\n"
    for name, found in sorted(examples.items()):
        fits = all(re.fullmatch(strict[name], words) for words in found)
        yield f"parameter(name=\"{name}\", regexp='{strict[name] if fits else ANYTHING}')\n"


def _parameter(quote: str, name: str) -> str:
    """What a parameter is called: with and without quotation marks around it, other words are completed."""
    return name if quote and name not in BUILT_IN else f"{name}_"


def _expression(pattern: str) -> str:
    """The pattern as a Cucumber expression, or as a regular expression where the extension would take it for one."""
    if _READ_AS_PATTERN.search(_NAME.sub("", pattern)) is None:
        return _NAME.sub(lambda found: f"{found[1]}{{{_parameter(found[1], found[2])}}}", pattern)
    parts = [_SPECIAL.sub(lambda found: f"[{found[0]}]", part) for part in re.split(r"\{\w+\}", pattern)]
    return f"^(?:{f'({ANYTHING})'.join(parts)})$"


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
    for step in STEPS:
        lines += [
            f"  Scenario: {step.type.keyword} {step.example}",
            f"    {step.type.keyword} {step.example}",
        ]
        lines += [*(f"      {line}" for line in step.example_block), ""]
    verdicts = [f'    Then any other claim is "{verdict.label}"' for verdict in Verdict]
    return "\n".join([*lines, "  Scenario: Verdicts", *verdicts]) + "\n"

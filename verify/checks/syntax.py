"""Parse Gherkin, and say in plain words what is not Gherkin, or is read as prose though it looks like a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from verify.checks.complaint import Complaint, RefusedError
from verify.checks.document import nodes
from verify.checks.likeness import nearest
from verify.checks.registry import STEPS, Step, StepType

_LANGUAGE = re.compile(r"^\s*#\s*language\s*:\s*([a-zA-Z\-_]+)\s*$")
_TITLE = re.compile(r"\s*([^\W\d_][^:|\"<>#@]{1,30}?)\s*:\s*(.*)")
_DOC_STRINGS = ('"""', "```")

TITLE_LIKENESS = 0.8
STEP_LIKENESS = 0.7
SENTENCE_LIKENESS = 0.85


class Keywords:
    """The keywords of a language: `titles` are followed by a colon, `steps` by a sentence."""

    def __init__(self, language: str) -> None:
        from gherkin.dialect import Dialect

        dialect: Any = Dialect.for_name(language) or Dialect.for_name("en")
        self.feature: list[str] = dialect.feature_keywords
        self.rule: list[str] = dialect.rule_keywords
        self.background: list[str] = dialect.background_keywords
        self.outline: list[str] = dialect.scenario_outline_keywords
        self.examples: list[str] = dialect.examples_keywords
        self.titles = [
            *self.feature, *self.rule, *self.background, *dialect.scenario_keywords, *self.outline, *self.examples,
        ]  # fmt: skip
        given, when, then = dialect.given_keywords, dialect.when_keywords, dialect.then_keywords
        self.firsts: list[str] = [_first(given), _first(when), _first(then)]
        self.also: list[str] = [_first(dialect.and_keywords), _first(dialect.but_keywords)]
        listed = (given, when, then, dialect.and_keywords, dialect.but_keywords)
        self.steps = [keyword for keywords in listed for keyword in keywords if keyword != "* "]

    def is_title(self, line: str, keywords: Iterable[str]) -> bool:
        """Whether a line begins with one of these keywords and its colon."""
        return line.lstrip().startswith(tuple(f"{keyword}:" for keyword in keywords))

    def is_step(self, line: str) -> bool:
        """Whether a line begins with the keyword of a step."""
        return line.lstrip().startswith(tuple(self.steps))

    def title_meant(self, line: str) -> str | None:
        """The line with the keyword that it nearly begins with, as in "Scenarios : …"; None where it is none."""
        found = _TITLE.match(line)
        if found is None or self.is_title(line, self.titles):
            return None
        # "Scenarios" is another word for "Examples", and hardly ever meant.
        likely = [keyword for keyword in self.titles if keyword not in self.examples[1:]]
        keyword = nearest(found[1], likely, least=TITLE_LIKENESS)
        return f"{keyword}: {found[2]}".rstrip() if keyword else None

    def step_meant(self, line: str) -> str | None:
        """The line with the keyword of a step that it nearly begins with, as in "Givn …"; None where it is none."""
        word, _, rest = line.strip().partition(" ")
        keyword = nearest(word.rstrip(":"), [known.strip() for known in self.steps], least=STEP_LIKENESS)
        return f"{keyword} {rest.strip()}" if keyword and rest else None


def _first(keywords: Sequence[str]) -> str:
    return next(keyword.strip() for keyword in keywords if keyword != "* ")


def language_of(lines: Sequence[str]) -> str:
    """The language that a feature says it is written in."""
    for line in lines:
        if found := _LANGUAGE.match(line):
            return found[1]
        if line.strip() and not line.lstrip().startswith("#"):
            break
    return "en"


def parse(text: str, shown: str, among: Sequence[Step] = STEPS) -> Any:
    """Gherkin's document of a text. Raises RefusedError where it is none, or has no feature.

    `among` are the steps that a line may be meant as.
    """
    from gherkin.errors import CompositeParserException, ParserError
    from gherkin.parser import Parser

    lines = text.split("\n")
    try:
        document: Any = Parser().parse(text)
    except CompositeParserException as error:
        raise RefusedError(_explained(error.errors[0], lines, shown, among)) from None
    except ParserError as error:
        raise RefusedError(_explained(error, lines, shown, among)) from None
    if not document.get("feature"):
        raise RefusedError(Complaint(shown, 1, 1, "the file has no Feature.", "Begin it with: Feature: …"))
    return document


def compile_scenarios(document: Any, shown: str) -> list[Any]:
    """Gherkin's pickles: scenarios with backgrounds and example rows put in."""
    from gherkin.pickles.compiler import Compiler

    compiled: list[Any] = list(Compiler().compile(document | {"uri": shown}))
    return compiled


def _explained(error: Any, lines: Sequence[str], shown: str, among: Sequence[Step]) -> Complaint:
    """A complaint in plain words about the first thing that Gherkin stumbles over."""
    from gherkin.errors import AstBuilderException, NoSuchLanguageException, UnexpectedEOFException

    line = min(error.location["line"], len(lines))
    content = lines[line - 1]
    column = len(content) - len(content.lstrip()) + 1
    if isinstance(error, NoSuchLanguageException):
        message, hint = _no_language(language_of(lines))
    elif isinstance(error, AstBuilderException):
        message, hint = _uneven(lines, line)
    elif isinstance(error, UnexpectedEOFException):
        line, message, hint = _unfinished(lines, "#DocStringSeparator" in str(error))
        column = len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1
    elif "whitespace" in str(error):
        joined = re.sub(r"\s*:\s*", ":", content.strip())
        message, hint = (
            "a tag holds no spaces.",
            f"Write: {joined}"
            if " " not in joined
            else "Begin every tag with @, as in: @desk @severity:note",
        )
    else:
        no_feature_yet = "#FeatureLine" in str(error)
        if no_feature_yet and (mistaken := _other_language(content, lines)) is not None:
            return Complaint(shown, *mistaken)
        message, hint = _misplaced(content, Keywords(language_of(lines)), no_feature_yet, among)
    return Complaint(shown, line, column, message, hint)


def _no_language(language: str) -> tuple[str, str]:
    from gherkin.dialect import DIALECTS

    near = nearest(language, DIALECTS)
    return (
        f"there is no language {language!r}.",
        f"Write, for instance: # language: {near or 'fr'}   (without the line, English is read)",
    )


def _other_language(content: str, lines: Sequence[str]) -> tuple[int, int, str, str] | None:
    """What to say of the line that names a language, where the feature begins in English; None where it does not."""
    language = language_of(lines)
    said = next((number for number, line in enumerate(lines, 1) if _LANGUAGE.match(line)), None)
    english, named = Keywords("en"), Keywords(language)
    if said is None or not english.is_title(content, english.feature):
        return None
    keyword = content.strip().partition(":")[0]
    return (
        said,
        lines[said - 1].index("#") + 1,
        f"the file says that it is written in {language!r}, and line {lines.index(content) + 1} begins it in English.",
        f"Remove line {said}, or write {named.feature[0]!r} for {keyword!r}, and the other keywords in that language.",
    )


def _uneven(lines: Sequence[str], line: int) -> tuple[str, str]:
    """What to say of a row with more or fewer cells than the first of its table."""
    from gherkin.gherkin_line import GherkinLine

    first = line
    while first > 1 and lines[first - 2].strip()[:1] in ("", "|", "#"):
        first -= 1
    while not lines[first - 1].lstrip().startswith("|"):
        first += 1
    cells, wanted = (len(GherkinLine(lines[number - 1], number).table_cells) for number in (line, first))
    message = f"the row has {cells} cell{'s' if cells != 1 else ''}, the first of its table has {wanted}."
    return message, "Give every row as many cells as the first."


def _unfinished(lines: Sequence[str], in_text: bool) -> tuple[int, str, str]:
    if not in_text:
        last = max((number for number, line in enumerate(lines, 1) if line.lstrip()[:1] == "@"), default=1)
        return (
            last,
            "tags stand over nothing.",
            "Put them over a Feature, a Rule, a Scenario or its Examples.",
        )
    opened, mark = len(lines), ""
    for number, line in enumerate(lines, 1):
        begun = line.lstrip()[:3]
        if not mark and begun in _DOC_STRINGS:
            opened, mark = number, begun
        elif begun == mark:
            mark = ""
    hint = f"Close it with {mark or _DOC_STRINGS[0]} on a line of its own."
    return opened, "the text that begins here does not end.", hint


def _misplaced(line: str, keywords: Keywords, no_feature_yet: bool, among: Sequence[Step]) -> tuple[str, str]:
    """What to say of a line that cannot stand where it does."""
    if no_feature_yet:
        near = keywords.title_meant(line)
        if near is not None and keywords.is_title(near, keywords.feature):
            return f"{line.strip()!r} is not how a feature begins.", f"Write: {near}"
        return "the file does not begin with a Feature.", f"Begin it with: {keywords.feature[0]}: …"
    for known, message, hint in (
        (keywords.feature, "a file holds one feature.", "Put the second into a file of its own."),
        (
            keywords.background,
            "a Background stands once, before the scenarios, and has no tags.",
            "Move it behind the line of its Feature or Rule.",
        ),
        (keywords.rule, "a Rule cannot stand here.", "Move it behind the scenarios of the Feature."),
        (keywords.examples, "these Examples stand under no outline.", "Move them behind its steps."),
    ):
        if keywords.is_title(line, known):
            return message, hint
    if line.lstrip().startswith("|"):
        return "a table stands under no step and no Examples.", "Move it behind the step that it belongs to."
    if line.lstrip().startswith(_DOC_STRINGS):
        return "a text stands under no step.", "Move it behind the step that it belongs to."
    if keywords.is_step(line):
        return "a step cannot stand here.", "Move it under its Scenario, before the Examples."
    near = keywords.title_meant(line) or _whole_step(line, keywords, among) or keywords.step_meant(line)
    first, second, third = keywords.firsts
    return f"{line.strip()!r} begins with no keyword.", (
        f"Write: {near}"
        if near
        else f"Begin it with {first}, {second} or {third}; or with # if it is a comment."
    )


def mistaken_for_prose(
    document: Any, lines: Sequence[str], shown: str, among: Sequence[Step] = STEPS
) -> Iterator[Complaint]:
    """Lines of descriptions that look like a scenario or a step and would never run: "Scenario : …", "Givn …"."""
    keywords = Keywords(document["feature"]["language"])
    for node, numbers in _descriptions(document["feature"], len(lines)):
        for number in numbers:
            line = lines[number - 1]
            meant = keywords.title_meant(line) or _step_meant(line, keywords, among)
            if meant is not None:
                yield Complaint(
                    shown,
                    number,
                    len(line) - len(line.lstrip()) + 1,
                    f"this line is read as the description of the {node}, and never runs.",
                    f"Write: {meant}   (or, if prose is meant, say it in other words)",
                )
                break


def _step_meant(line: str, keywords: Keywords, among: Sequence[Step]) -> str | None:
    """The step that a line of prose would be with its keyword; None where it is like none of ours."""
    whole = _whole_step(line, keywords, among)
    if whole is not None:
        return whole
    rest = line.strip().partition(" ")[2].strip()
    known = any(step.match(rest) is not None for step in among)
    near = known or nearest(rest, [step.example for step in among], least=SENTENCE_LIKENESS)
    return (keywords.step_meant(line) or _translated(line, keywords)) if near else None


def _translated(line: str, keywords: Keywords) -> str | None:
    """The line with the keyword of its own language, where it begins in English: "Given …" → "Étant donné …"."""
    word, _, rest = line.strip().partition(" ")
    firsts = dict(zip(("Given", "When", "Then"), keywords.firsts, strict=True))
    firsts |= {"And": keywords.also[0], "But": keywords.also[1]}
    return f"{firsts[word]} {rest.strip()}" if word in firsts else None


def _whole_step(line: str, keywords: Keywords, among: Sequence[Step]) -> str | None:
    """The line behind the keyword that it lacks, where it is a sentence of ours; None where it is not."""
    sentence = line.strip()
    found = next((step for step in among if step.match(sentence) is not None), None)
    return f"{keywords.firsts[list(StepType).index(found.type)]} {sentence}" if found else None


def _descriptions(feature: Any, end: int) -> Iterator[tuple[str, list[int]]]:
    """Whatever is described, and the numbers of the lines of its description."""
    owned = {node["location"]["line"] for node in nodes(feature) if "location" in node}
    for node in nodes(feature):
        if node.get("description"):
            numbers = takewhile(
                lambda number: number not in owned, range(node["location"]["line"] + 1, end + 1)
            )
            yield node["keyword"], list(numbers)

"""Read feature files into checks, and refuse whatever could make a check lie: the preflight."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.checks.builder import PlanBuilder
from verify.checks.extensions import load_steps
from verify.checks.plan import Check, Plan
from verify.checks.registry import NO_BLOCK, Block, StepType, apply
from verify.checks.shape import Complaint, complaints, is_outline_without_rows, nodes
from verify.checks.step_error import StepError
from verify.errors import ExitCode, VerifyError
from verify.vocabulary import Property


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature file that could be parsed: its name as shown, its text, and Gherkin's document and pickles of it."""

    shown: str
    text: str
    document: Any
    pickles: tuple[Any, ...]


class BrokenChecksError(VerifyError):
    """Checks that cannot run, each with its complaint."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__(
            "a check is broken:\n" + "\n".join(f"  BROKEN  {complaint}" for complaint in complaints),
            exit_code=ExitCode.BROKEN_CHECK,
        )
        self.complaints = complaints


@dataclass(frozen=True, slots=True)
class Preflight:
    """What a folder of features holds: the checks that can run, and what keeps others from running."""

    checks: tuple[Check, ...]
    complaints: tuple[Complaint, ...]
    declared: int
    features: tuple[Feature, ...] = ()

    def refuse(self) -> None:
        """Raise BrokenChecksError (exit code 3) naming every complaint, where there is any."""
        if self.complaints:
            raise BrokenChecksError(self.complaints)


def read_features(folder: Path, properties: Mapping[str, Property]) -> Preflight:
    """Parse every feature below a folder. `properties` are those the reference describes.

    Raises VerifyError (exit code 3) where the folder holds no feature at all.
    """
    load_steps()
    files = sorted(folder.rglob("*.feature"))
    if not files:
        raise VerifyError(
            "this folder holds no checks (*.feature).",
            place=str(folder),
            hint="Run 'verify init' for the checks that ship, or mend 'checks' in verify.toml.",
            exit_code=ExitCode.BROKEN_CHECK,
        )
    checks: list[Check] = []
    found: list[Complaint] = []
    parsed: list[Feature] = []
    declared = 0
    for path in files:
        shown = path.relative_to(folder.parent.parent if folder.parent.name == "features" else folder.parent)
        read = _read_feature(path, shown.as_posix(), folder, properties)
        declared += read.declared
        checks += read.checks
        found += read.complaints
        parsed += read.features
    blamed = {(complaint.file, complaint.line) for complaint in found}
    found += [other for other in _same_names(checks) if (other.file, other.line) not in blamed]
    return Preflight(tuple(checks), tuple(found), declared, tuple(parsed))


def _read_feature(path: Path, shown: str, folder: Path, properties: Mapping[str, Property]) -> Preflight:
    try:
        text, document, pickles = parse_feature(path, shown, folder)
    except UnreadableError as unreadable:
        return Preflight((), (unreadable.complaint,), 1)
    found = list(complaints(document, shown))
    blamed = {(complaint.line, complaint.file) for complaint in found}
    scenarios = {node["id"]: node for node in nodes(document) if "examples" in node}
    places = dict(_places(document))
    descriptions = dict(_descriptions(document["feature"]))
    checks: list[Check] = []
    for pickle, row in numbered(pickles):
        if not scenarios[pickle["astNodeIds"][0]]["steps"]:
            continue
        try:
            checks.append(_check(pickle, row, path.stem, shown, places, descriptions, properties))
        except UnreadableError as unreadable:
            if (unreadable.complaint.line, shown) not in blamed:
                found.append(unreadable.complaint)
                blamed.add((unreadable.complaint.line, shown))
    rowless = sum(
        1 for scenario in scenarios.values() if scenario["examples"] and is_outline_without_rows(scenario)
    )
    found.sort(key=lambda complaint: (complaint.line, complaint.column))
    feature = Feature(shown, text, document, tuple(pickles))
    return Preflight(tuple(checks), tuple(found), max(1, len(pickles) + rowless), (feature,))


class UnreadableError(Exception):
    """A feature or a scenario that cannot be read, and the complaint about it."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(str(complaint))
        self.complaint = complaint


def parse_feature(path: Path, shown: str, folder: Path) -> tuple[str, Any, list[Any]]:
    """The text of a feature file, and Gherkin's document and pickles of it; `shown` is its name in messages.

    Raises UnreadableError for a file outside the folder, that is not UTF-8, or that is not Gherkin.
    """
    from gherkin.errors import CompositeParserException, ParserError
    from gherkin.parser import Parser
    from gherkin.pickles.compiler import Compiler

    if not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableError(
            Complaint(shown, 1, 1, "the file lies outside the workspace.", "Copy it into the folder.")
        )
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            Complaint(shown, line, 1, f"byte {error.start} is not UTF-8.", "Save the file as UTF-8.")
        ) from None
    except OSError as error:
        raise UnreadableError(
            Complaint(shown, 1, 1, f"the file cannot be read ({error.strerror}).", "Check its permissions.")
        ) from None
    if text.startswith("\ufeff"):
        raise UnreadableError(
            Complaint(shown, 1, 1, "the file begins with a byte order mark.", "Save it as UTF-8 without one.")
        )
    try:
        document: Any = Parser().parse(text)
    except (CompositeParserException, ParserError) as error:
        raise UnreadableError(_syntax(error, shown)) from None
    if not document.get("feature"):
        raise UnreadableError(Complaint(shown, 1, 1, "the file has no Feature.", "Begin it with: Feature: …"))
    compiled: list[Any] = list(Compiler().compile(document | {"uri": shown}))
    return text, document, compiled


def _syntax(error: Any, shown: str) -> Complaint:
    first = error.errors[0] if getattr(error, "errors", None) else error
    location = getattr(first, "location", None) or {}
    message = re.sub(r"^\(\d+:\d+\):\s*", "", str(first)).splitlines()[0]
    return Complaint(
        shown,
        location.get("line", 1),
        location.get("column", 1) or 1,
        f"this is not Gherkin: {message}",
        "See 'Feature', 'Rule', 'Scenario', 'Given', 'When', 'Then' in the checks that ship.",
    )


def numbered(pickles: list[Any]) -> Iterator[tuple[Any, int]]:
    """Each pickle with the number of its example row, 0 for a plain scenario."""
    rows: dict[str, int] = {}
    for pickle in pickles:
        scenario, *example = pickle["astNodeIds"]
        rows[scenario] = rows.get(scenario, 0) + 1
        yield pickle, rows[scenario] if example else 0


def _check(
    pickle: Any,
    row: int,
    stem: str,
    shown: str,
    places: Mapping[str, Any],
    descriptions: Mapping[str, str],
    properties: Mapping[str, Property],
) -> Check:
    builder = PlanBuilder(properties)
    place = below = places[pickle["astNodeIds"][0]]
    try:
        for step in pickle["steps"]:
            place = places[step["astNodeIds"][0]]
            below = places.get(f"below {step['astNodeIds'][0]}", place)
            apply(builder, step_type(step), step["text"], _block(step))
        place = places[pickle["astNodeIds"][0]]
        plan: Plan = builder.plan()
    except StepError as error:
        place = below if error.below else place
        raise UnreadableError(
            Complaint(shown, place["line"], place["column"], error.message, error.hint)
        ) from None
    tags = [tag["name"].removeprefix("@") for tag in pickle["tags"]]
    severity = next(
        (tag.removeprefix("severity:") for tag in reversed(tags) if tag.startswith("severity:")), "error"
    )
    return Check(
        pickle=pickle["id"],
        name=f"{stem}/{slug(pickle['name'])}" + (f"/{row}" if row else ""),
        title=pickle["name"],
        feature=shown,
        line=place["line"],
        severity=severity,
        plan=plan,
        tags=tuple(tags),
        description=descriptions.get(pickle["astNodeIds"][0], ""),
        advice=builder.advice,
        owner=next((tag.removeprefix("owner:") for tag in reversed(tags) if tag.startswith("owner:")), None),
    )


def _places(document: Any) -> Iterator[tuple[str, Any]]:
    """The location of every node by its id, and of what stands below a step by "below" and the step's."""
    for node in nodes(document):
        if "id" in node and "location" in node:
            yield node["id"], node["location"]
        for kind in ("dataTable", "docString"):
            if "id" in node and kind in node:
                yield f"below {node['id']}", node[kind]["location"]


def _descriptions(node: Any, rule: str = "") -> Iterator[tuple[str, str]]:
    """What is written under each scenario, or else under its rule, by the scenario's node."""
    for child in node["children"]:
        if "rule" in child:
            yield from _descriptions(child["rule"], _paragraph(child["rule"]))
        elif "scenario" in child:
            yield child["scenario"]["id"], _paragraph(child["scenario"]) or rule


def _paragraph(node: Any) -> str:
    return " ".join(node.get("description", "").split())


def step_type(step: Any) -> StepType:
    """What a step of a pickle is: Given, When or Then. Raises StepError for one behind none of them."""
    try:
        return StepType(step.get("type", ""))
    except ValueError:
        raise StepError(
            f"{step['text']!r} stands behind no Given, When or Then.", "Begin the scenario with Given."
        ) from None


def _block(step: Any) -> Block:
    """What stands below a step of a pickle."""
    argument = step.get("argument") or {}
    if "dataTable" in argument:
        rows = argument["dataTable"]["rows"]
        return Block(rows=tuple(tuple(cell["value"] for cell in row["cells"]) for row in rows))
    return Block(text=argument["docString"]["content"]) if "docString" in argument else NO_BLOCK


def slug(name: str) -> str:
    """A scenario's name as an id: "The date of it" → "the-date-of-it"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^\w]+", "-", re.sub(r"[̀-ͯ]", "", plain)).strip("-") or "scenario"


def _same_names(checks: list[Check]) -> Iterator[Complaint]:
    seen: dict[str, Check] = {}
    for check in checks:
        first = seen.setdefault(check.name, check)
        if first is not check:
            yield Complaint(
                check.feature,
                check.line,
                1,
                f"the scenario {check.title!r} has the name of another ({first.feature}:{first.line}).",
                "Give it a name of its own.",
            )

"""Read feature files into specs, and say of every scenario that cannot run why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from verify.checks.complaint import Complaint, RefusedError, quoting
from verify.checks.document import nodes
from verify.checks.files import read_text
from verify.checks.scenario import numbered, slug, step_type
from verify.checks.source import Source, read_source
from verify.checks.step_error import StepError
from verify.errors import ExitCode, VerifyError
from verify.specs.below import PlacedError, below_of, place_of
from verify.specs.builder import Grounds, SpecBuilder
from verify.specs.spec import BrokenSpec, Spec, Then
from verify.specs.steps import SPEC_STEPS, apply

PYTHON_TAG = "python"
"""Over a feature: its steps are the user's own, in Python, and a test module runs it."""


@dataclass(frozen=True, slots=True)
class SpecFile:
    """A feature file with specs: its scenarios in order, those that cannot run among them.

    `titles` are the scenarios of a file whose steps are in Python; it has no specs then.
    """

    path: Path
    shown: str
    specs: tuple[Spec | BrokenSpec, ...]
    titles: tuple[str, ...] = ()


def spec_files(folder: Path) -> list[Path]:
    """The feature files below a folder, sorted. Raises VerifyError (exit code 3) where there is none."""
    files = sorted(folder.rglob("*.feature"))
    if not files:
        raise VerifyError(
            "this folder holds no specs (*.feature).",
            place=str(folder),
            hint="Write one (see docs/specs.md), or mend 'specs' in verify.toml.",
            exit_code=ExitCode.BROKEN_CHECK,
        )
    return files


def read_specs(path: Path, folder: Path, grounds: Grounds) -> SpecFile:
    """Read one file of a folder of specs."""
    top = folder.parent.parent if folder.parent.name == "features" else folder.parent
    shown = path.relative_to(top).as_posix() if path.is_relative_to(top) else path.as_posix()
    try:
        source = read_source(read_text(path, shown, folder), shown, tags=None, among=SPEC_STEPS)
    except RefusedError as refused:
        complaint = refused.complaint
        broken = BrokenSpec(
            f"{path.stem}/{complaint.line}", path.name, shown, complaint.line, complaint.line, complaint
        )
        return SpecFile(path, shown, (broken,))
    feature = source.document["feature"]
    if any(tag["name"] == f"@{PYTHON_TAG}" for tag in feature["tags"]):
        return SpecFile(path, shown, (), tuple(dict.fromkeys(pickle["name"] for pickle in source.pickles)))
    specs = sorted(_specs(source, path.stem, shown, grounds), key=lambda spec: spec.line)
    if all(isinstance(spec, BrokenSpec) and spec.complaint.message.startswith("no step") for spec in specs):
        specs = [_perhaps_python(spec) for spec in specs if isinstance(spec, BrokenSpec)]
    return SpecFile(path, shown, tuple(specs))


def _perhaps_python(spec: BrokenSpec) -> BrokenSpec:
    """The same spec of a file of which no scenario is understood: its steps may be the user's own."""
    hint = (
        f"{spec.complaint.hint} Are these steps of your own, in Python? Then tag the feature @{PYTHON_TAG}."
    )
    return replace(spec, complaint=replace(spec.complaint, hint=hint))


def at_line(file: SpecFile, line: int) -> SpecFile:
    """A file with only the example row at a line, or else with the scenario that the line belongs to."""
    chosen = [spec for spec in file.specs if spec.line == line]
    if not chosen:
        begins = max((spec.scenario for spec in file.specs if spec.scenario <= line), default=0)
        chosen = [spec for spec in file.specs if spec.scenario == begins]
    return replace(file, specs=tuple(chosen))


def _specs(source: Source, stem: str, shown: str, grounds: Grounds) -> Iterator[Spec | BrokenSpec]:
    document = source.document
    scenarios = [node for node in nodes(document["feature"]["children"]) if "examples" in node]
    places = {node["id"]: node for node in nodes(document) if "id" in node and "location" in node}
    blamed: set[str] = set()
    for complaint in source.complaints:
        scenario = _scenario_at(scenarios, complaint.line)
        if scenario is not None and scenario["id"] in blamed:
            continue
        node = scenario or document["feature"]
        if scenario is not None:
            blamed.add(scenario["id"])
        line = node["location"]["line"]
        yield BrokenSpec(f"{stem}/{slug(node['name'])}", node["name"], shown, line, line, complaint)
    for pickle, row in numbered(source.pickles):
        if pickle["astNodeIds"][0] not in blamed:
            spec = _spec(pickle, row, stem, shown, places, grounds)
            if isinstance(spec, BrokenSpec):
                spec = replace(spec, complaint=quoting(spec.complaint, source.lines))
            yield spec


def _scenario_at(scenarios: Sequence[Any], line: int) -> Any | None:
    """The scenario that a line belongs to, its tags and its examples included."""
    for scenario in scenarios:
        lines = [node["location"]["line"] for node in nodes(scenario) if "location" in node]
        if min(lines) <= line <= max(lines):
            return scenario
    return None


def _spec(
    pickle: Any, row: int, stem: str, shown: str, places: Mapping[str, Any], grounds: Grounds
) -> Spec | BrokenSpec:
    scenario = places[pickle["astNodeIds"][0]]
    name = f"{stem}/{slug(pickle['name'])}" + (f"/{row}" if row else "")
    tags = tuple(tag["name"].removeprefix("@") for tag in pickle["tags"])
    line = places[pickle["astNodeIds"][-1]]["location"]["line"]
    title = _title(pickle, scenario, places)
    builder = SpecBuilder(grounds, shown)
    thens: list[Then] = []
    place = below = place_of(scenario)
    try:
        for step in pickle["steps"]:
            node = places[step["astNodeIds"][0]]
            place = place_of(node)
            below = place_of(node.get("dataTable") or node.get("docString") or node)
            apply(builder, step_type(step), step["text"], below_of(step, node))
            if len(builder.expectations) > len(thens):
                thens.append(Then(step["text"], *place, builder.expectations[-1]))
        place = place_of(scenario)
        if not thens:
            raise StepError(
                "the scenario expects nothing.", 'Add, for instance: Then "July 4, 2015" is "refuted"'
            )
        reference = builder.reference()
    except StepError as error:
        at = error.place if isinstance(error, PlacedError) else below if error.below else place
        complaint = Complaint(shown, at[0], at[1], error.message, error.hint)
        return BrokenSpec(name, title, shown, line, scenario["location"]["line"], complaint, tags)
    return Spec(
        name=name,
        title=title,
        feature=shown,
        line=line,
        scenario=scenario["location"]["line"],
        documents=builder.told(),
        thens=tuple(thens),
        reference=reference,
        bare=builder.changes.bare,
        checks=builder.checks,
        tags=tags,
    )


def _title(pickle: Any, scenario: Any, places: Mapping[str, Any]) -> str:
    """The name of a scenario; of an outline whose name does not tell its rows apart, with the row."""
    name: str = pickle["name"]
    if len(pickle["astNodeIds"]) == 1 or name != scenario["name"]:
        return name
    cells = places[pickle["astNodeIds"][1]]["cells"]
    return f"{name} ({', '.join(cell['value'] for cell in cells)})"

"""Read feature files into checks, and refuse whatever could make a check lie: the preflight."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from verify.checks.complaint import Complaint, RefusedError, quoting
from verify.checks.document import scenarios
from verify.checks.extensions import load_steps
from verify.checks.files import find_features, leaves_workspace, read_text, same_stems
from verify.checks.plan import Check, Judgement
from verify.checks.scenario import Scenes, numbered, read_check
from verify.checks.sense import Names
from verify.checks.source import read_source
from verify.errors import ExitCode, VerifyError
from verify.vocabulary import Vocabulary

MOST_COMPLAINTS = 100
"""Complaints about one file; what is behind them is read when they are mended."""


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


def read_features(
    folder: Path, vocabulary: Vocabulary, *, root: Path | None = None, tags: Collection[str] = ()
) -> Preflight:
    """Parse every feature below a folder, and hold it against what the reference knows.

    `root` is the folder of the workspace, from which files are named; `tags` are those it knows besides ours.
    Raises VerifyError (exit code 3) where the folder holds no feature at all.
    """
    load_steps()
    if root is not None and (outside := leaves_workspace(folder, root)) is not None:
        return Preflight((), (outside,), 1)
    shown = _shown(folder, root)
    paths, found = find_features(folder, shown)
    if not paths and not found:
        raise VerifyError(
            "this folder holds no checks (*.feature).",
            place=str(folder),
            hint="Run 'verify init' for the checks that ship, or mend 'checks' in verify.toml.",
            exit_code=ExitCode.BROKEN_CHECK,
        )
    names = {path: f"{shown}/{path.relative_to(folder).as_posix()}" for path in paths}
    namesakes = list(same_stems(paths, names))
    found += namesakes
    known = {*tags, *(path.stem for path in paths)}
    subjects = Names(vocabulary)
    read = [_read_file(path, names[path], folder, subjects, known) for path in paths]
    found += [complaint for one in read for complaint in one.complaints]
    found += _twins(read, apart={complaint.file for complaint in namesakes}, found=found)
    return Preflight(
        checks=tuple(check for one in read for check in one.checks),
        complaints=tuple(found),
        declared=sum(one.declared for one in read),
        features=tuple(feature for one in read for feature in one.features),
    )


def _shown(folder: Path, root: Path | None) -> str:
    """The folder's name: from the workspace, else from the folder that holds "features"."""
    if root is not None and folder.is_relative_to(root):
        return folder.relative_to(root).as_posix()
    return folder.relative_to(
        folder.parents[1] if folder.parent.name == "features" else folder.parent
    ).as_posix()


def _read_file(path: Path, shown: str, folder: Path, names: Names, tags: Collection[str]) -> Preflight:
    try:
        text = read_text(path, shown, folder)
    except RefusedError as refused:
        return Preflight((), (refused.complaint,), 1)
    return read_feature(text, shown, path.stem, names, tags)


def read_feature(text: str, shown: str, stem: str, names: Names, tags: Collection[str]) -> Preflight:
    """One feature: whatever there is to mend in it, and the checks of it that can run.

    `stem` begins the names of its checks; `tags` are known besides ours.
    """
    try:
        source = read_source(text, shown, tags=tags)
    except RefusedError as refused:
        return Preflight((), (refused.complaint,), 1)
    found = list(source.complaints)
    scenes = Scenes.of(source.document, stem, shown)
    checks = list(_understood(source.pickles, scenes, names, found))
    found.sort(key=lambda complaint: (complaint.line, complaint.column))
    return Preflight(
        tuple(checks),
        tuple(quoting(complaint, source.lines) for complaint in found[:MOST_COMPLAINTS]),
        max(1, sum(map(_declared, scenarios(source.document)))),
        (Feature(shown, text, source.document, source.pickles),),
    )


def _understood(
    pickles: Sequence[Any], scenes: Scenes, names: Names, found: list[Complaint]
) -> Iterator[Check]:
    """The checks of a feature that can be understood; complaints about the others are added to what was found."""
    blamed = {complaint.line for complaint in found}
    for pickle, row in numbered(pickles):
        if not pickle["steps"] or len(found) > MOST_COMPLAINTS:
            continue
        try:
            yield read_check(pickle, row, scenes, names)
        except RefusedError as refused:
            if refused.complaint.line not in blamed:
                found.append(refused.complaint)
                blamed.add(refused.complaint.line)


def _declared(scenario: Any) -> int:
    """How many checks a scenario declares: one, or one a row of its examples."""
    return max(1, sum(len(table.get("tableBody") or ()) for table in scenario["examples"]))


def _twins(read: list[Preflight], *, apart: Collection[str], found: list[Complaint]) -> list[Complaint]:
    """The first checks that have the name of another, or do the same, in lines of which nothing was found yet.

    Files that stand `apart` are left out: they have the name of another file, and so have all their checks.
    """
    features = {one.shown: one for some in read for one in some.features if one.shown not in apart}
    checks = [check for one in read for check in one.checks if check.feature in features]
    blamed = {(complaint.file, complaint.line) for complaint in found}
    lines = {shown: feature.text.split("\n") for shown, feature in features.items()}
    twins = (twin for twin in _same(checks, features) if (twin.file, twin.line) not in blamed)
    return [quoting(twin, lines[twin.file]) for twin in islice(twins, MOST_COMPLAINTS)]


def _same(checks: list[Check], features: Mapping[str, Feature]) -> Iterator[Complaint]:
    rows = {
        (shown, pickle["id"]): pickle["location"] for shown in features for pickle in features[shown].pickles
    }
    by_name: dict[str, Check] = {}
    by_plan: dict[str, Check] = {}
    for check in checks:
        named, same = by_name.setdefault(check.name, check), by_plan.setdefault(meaning(check), check)
        if named is check and same is check:
            continue
        first = same if named is check else named
        place, other = (rows[one.feature, one.pickle] for one in (check, first))
        what, hint = (
            (f"the scenario {check.title!r} has the name of another", "Give it a name of its own.")
            if first is named
            else (f"{check.title!r} does the same as {first.title!r}", "Keep one of them.")
        )
        message = f"{what} ({first.feature}:{other['line']})."
        yield Complaint(check.feature, place["line"], place["column"], message, hint)


def meaning(check: Check) -> str:
    """What a check does, in a line that checks which do the same have in common."""
    return Judgement(check.plan, None).to_json()

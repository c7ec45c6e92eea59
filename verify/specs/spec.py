"""A spec as data: articles of a few sentences, the reference they are compared with, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass

from verify.checks.complaint import Complaint
from verify.documents import Document
from verify.reference.tables import Tables
from verify.specs.expectations import Expectation


@dataclass(frozen=True, slots=True)
class Then:
    """An expectation and the step that says it, with its place in the file."""

    step: str
    line: int
    column: int
    expectation: Expectation


@dataclass(frozen=True, slots=True)
class Spec:
    """A scenario, understood. `name` is feature stem / scenario slug [/ example row]; `feature` its file as shown.
    `scenario` is the line of the scenario, `line` that of its example row where it has one.

    `reference` is None where the workspace's serves; `bare` says that it shares only properties with that one.
    `checks` are the names of those that judge, None for all.
    """

    name: str
    title: str
    feature: str
    line: int
    scenario: int
    documents: tuple[Document, ...]
    thens: tuple[Then, ...]
    reference: Tables | None = None
    bare: bool = False
    checks: frozenset[str] | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenSpec:
    """A scenario, or a file, that cannot run, and why."""

    name: str
    title: str
    feature: str
    line: int
    scenario: int
    complaint: Complaint
    tags: tuple[str, ...] = ()

"""Comparisons that steps ask for by name: which are registered, whose they are, and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from verify.checks.plan import ENGINE, Judgement

if TYPE_CHECKING:
    from verify.checks.compare.ranks import Comparison

_Class = TypeVar("_Class", bound="type[Comparison]")


@dataclass(frozen=True, slots=True)
class Method:
    """A comparison by its name. `version` says what it means, `package` who brought it, "" where nobody did."""

    name: str
    version: str
    comparison: type[Comparison]
    package: str = ""

    @property
    def origin(self) -> str:
        """Whose it is, in words."""
        return origin(self.package, self.comparison.__module__)

    def __str__(self) -> str:
        return f"{called(self.name)} of {self.origin}"


METHODS: dict[str, Method] = {}
"""The comparisons that are registered."""


def comparison(name: str, *, version: str) -> Callable[[_Class], _Class]:
    """Register a comparison for steps that ask for it by name.

    `version` says what it means: with a new one every check that uses it judges anew. Raises ValueError for a name
    that is registered already, and for a class that is no comparison.
    """

    def register(added: _Class) -> _Class:
        from verify.checks.compare.ranks import Comparison

        if not (isinstance(added, type) and issubclass(added, Comparison)):
            raise ValueError(f"{called(name)} is {added!r}, which is no subclass of Comparison")
        if name in METHODS:
            raise ValueError(f"{called(name)} is registered already, by {METHODS[name].origin}")
        METHODS[name] = Method(name, version, added)
        return added

    return register


def called(name: str) -> str:
    """A comparison that is asked for by name, in words."""
    return f"the comparison {name!r}"


def origin(package: str, module: str) -> str:
    """A package and its module, in words."""
    return f"{package} (module {module})" if package else f"the module {module}"


def engine_of(method: str | None) -> str:
    """The version of what a check means: the engine's, and that of the comparison it names, if it names one."""
    if method is None:
        return ENGINE
    known = METHODS.get(method)
    return f"{ENGINE}+{method} {known.version if known else 'unknown'}"


def missing_for(judgement: Judgement) -> str | None:
    """What is not here of what a check was once judged by, in words; None where all of it is."""
    method = judgement.plan.comparing.method
    engine, _, used = judgement.engine.partition("+")
    if engine != ENGINE:
        return f"it was judged by version {engine} of what comparisons mean; this is {ENGINE}"
    if method is None or judgement.engine == engine_of(method):
        return None
    version = used.removeprefix(f"{method} ")
    if method not in METHODS:
        return f"it was judged by {called(method)}, version {version}, which is not installed"
    here = METHODS[method]
    return (
        f"it was judged by {called(method)}, version {version}; installed is version {here.version}, "
        f"of {here.origin}"
    )

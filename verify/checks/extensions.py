"""Steps and comparisons of a user's own, in Python, found by the entry point `verify.checks`.

A package names a module under that entry point; importing it registers what it holds with `step` and `comparison`
(docs/extending.md). What a comparison builds is SQL, so it judges in the same one statement as ours.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import TypeVar

from verify.checks.compare import COMPARISONS, Comparison
from verify.checks.plan import ENGINE
from verify.errors import ExitCode, VerifyError

GROUP = "verify.checks"

_VERSIONS: dict[str, str] = {}
_LOADED: set[str] = set()
_Class = TypeVar("_Class", bound=type[Comparison])


def comparison(name: str, *, version: str) -> Callable[[_Class], _Class]:
    """Register a comparison for steps that ask for it by name.

    `version` says what it means: with a new one every check that uses it judges anew. Raises ValueError for a name
    that is registered already.
    """

    def register(added: _Class) -> _Class:
        if name in COMPARISONS:
            raise ValueError(f"the comparison {name!r} is registered twice")
        COMPARISONS[name] = added
        _VERSIONS[name] = version
        return added

    return register


def engine_of(method: str | None) -> str:
    """The version of what a check means: the engine's, and that of the comparison it names, if it names one."""
    return ENGINE if method is None else f"{ENGINE}+{method} {_VERSIONS.get(method, 'unknown')}"


def load_steps() -> None:
    """Fill the registry: the steps that ship, and what is installed under the entry point; once a process.

    Raises VerifyError (exit code 3), naming the package, for what cannot be imported or registered.
    """
    importlib.import_module("verify.checks.steps")
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        if point.value in _LOADED:
            continue
        try:
            point.load()
        except Exception as error:
            distribution = point.dist.name if point.dist is not None else point.value
            raise VerifyError(
                f"the steps of {distribution!r} cannot be loaded ({type(error).__name__}: {error}).",
                place=point.value,
                hint=f"Mend the package, or remove it: pip uninstall {distribution}",
                exit_code=ExitCode.BROKEN_CHECK,
            ) from None
        _LOADED.add(point.value)

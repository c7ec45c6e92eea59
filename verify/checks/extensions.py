"""Steps and comparisons of a user's own, in Python, found by the entry point `verify.checks`.

A package names a module under that entry point; importing it registers what it holds with `step` and `comparison`
(docs/extending.md). What a comparison builds is SQL, so it judges in the same one statement as ours.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from functools import wraps
from inspect import iscoroutinefunction, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.checks.methods import METHODS, Method, origin
from verify.checks.registry import STEPS, Step
from verify.checks.step_error import StepError
from verify.errors import ExitCode, VerifyError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "verify.checks"

_LOADED: set[str] = set()


def load_steps() -> None:
    """Fill the registry: the steps that ship, and what is installed under the entry point; once a process.

    Raises VerifyError (exit code 3), naming the package, for what cannot be imported or registered.
    """
    importlib.import_module("verify.checks.steps")
    if not _may_be_extended():
        return
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        if point.value not in _LOADED:
            _load(point)
            _LOADED.add(point.value)


def _may_be_extended() -> bool:
    """Whether some installed package names our entry point, or lies where one cannot simply look.

    Mostly none does, and then the library that reads what is installed, which takes a while to load, is not needed.
    """
    for place in map(Path, sys.path):
        try:
            installed = [each for each in place.iterdir() if each.suffix in (".dist-info", ".egg-info")]
        except FileNotFoundError:
            continue
        except OSError:
            return True
        if any(_names_us(each / "entry_points.txt") for each in installed):
            return True
    return False


def _names_us(written: Path) -> bool:
    try:
        return GROUP.encode() in written.read_bytes()
    except OSError:
        return False


def _load(point: EntryPoint) -> None:
    """Import a package's module and take up what it registered, or nothing of it."""
    package = point.dist.name if point.dist is not None else ""
    steps, methods, modules = len(STEPS), dict(METHODS), set(sys.modules)
    try:
        # What a package has to say as it is imported must not end up among the results.
        with redirect_stdout(sys.stderr):
            point.load()
        _take_up(point, package, steps, methods)
    except (Exception, SystemExit) as error:
        del STEPS[steps:]
        METHODS.clear()
        METHODS.update(methods)
        _forget(point, modules)
        raise VerifyError(
            f"the package {package or point.value!r} cannot be loaded: {_told(error)}",
            place=_place(error, point),
            hint=f"Mend it, or remove it: pip uninstall {package or point.value}",
            exit_code=ExitCode.BROKEN_CHECK,
        ) from None


def _take_up(point: EntryPoint, package: str, steps: int, methods: Mapping[str, Method]) -> None:
    """Make what a package registered its own, also what was imported before it was looked for."""
    top = _top(point.module)
    own: list[Step] = []
    for number, added in enumerate(STEPS):
        if number >= steps or _top(added.build.__module__) == top:
            STEPS[number] = _own(added, package)
            own.append(STEPS[number])
    _refuse_ambiguous(own)
    for name, method in METHODS.items():
        if name not in methods or _top(method.comparison.__module__) == top:
            METHODS[name] = replace(method, package=package)


def _top(module: str) -> str:
    return module.partition(".")[0]


def _forget(point: EntryPoint, before: set[str]) -> None:
    """Take back what was imported of a package, so that importing it again registers its steps again."""
    top = _top(point.module)
    for name in set(sys.modules) - before:
        if name == top or name.startswith(f"{top}."):
            del sys.modules[name]


def _told(error: BaseException) -> str:
    words = str(error).strip()
    if isinstance(error, ValueError) and words:
        return f"{words.rstrip('.')}."
    return f"{type(error).__name__}: {words.rstrip('.') or 'no message'}."


def _place(error: BaseException, point: EntryPoint) -> str:
    """The line of the package at which it failed; its entry point where that cannot be told."""
    if isinstance(error, SyntaxError) and error.filename is not None:
        return f"{error.filename}:{error.lineno}"
    top = _top(point.module)
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        if _top(str(frame.f_globals.get("__name__", ""))) == top:
            return f"{frame.f_code.co_filename}:{line}"
    return point.value


def _own(added: Step, package: str) -> Step:
    """A step of a package, its errors told as those of the package. Raises ValueError for one that cannot be called."""
    build = added.build
    if iscoroutinefunction(build):
        raise ValueError(f"the step {added.pattern!r} is an async function, which nobody would wait for")
    given = dict.fromkeys((*(added.match(added.example) or ()), *(("block",) if added.wants else ())))
    try:
        signature(build).bind(None, **given)
    except TypeError as error:
        raise ValueError(
            f"the step {added.pattern!r} cannot be called with {', '.join(('the builder', *given))}: {error}"
        ) from None
    return replace(added, build=_guarded(build, added.pattern, origin(package, build.__module__)))


def _guarded(build: Callable[..., None], pattern: str, whose: str) -> Callable[..., None]:
    @wraps(build)
    def guarded(builder: Any, /, **words: Any) -> None:
        try:
            build(builder, **words)
        except StepError:
            raise
        except Exception as error:
            raise StepError(
                f"the step {pattern!r} of {whose} fails ({type(error).__name__}: {error}).",
                "Mend the package, or write the check without it.",
            ) from error

    return guarded


def _refuse_ambiguous(added: Sequence[Step]) -> None:
    """Raise ValueError for a new step whose example another step reads too, or that reads another's."""
    for new in added:
        for other in STEPS:
            if other is new or other.type is not new.type:
                continue
            for one, two in ((new, other), (other, new)):
                if two.match(one.example) is not None:
                    raise ValueError(
                        f"the step {new.pattern!r} and the step {other.pattern!r} of {other.build.__module__} "
                        f"both read {one.example!r}"
                    )

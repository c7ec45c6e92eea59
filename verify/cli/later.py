"""Modules of the standard library that SQLAlchemy imports at once and a command hardly ever uses (decision 0036)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """Stands for a module until anything but `at_once` is asked of it; then it is imported, and takes its own place.

    `at_once` are functions that are taken from it while it is imported elsewhere, and called later if at all.
    """

    def __init__(self, name: str, *at_once: str) -> None:
        super().__init__(name)
        for function in at_once:
            setattr(self, function, self._calling(function))

    def _calling(self, function: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            return getattr(self._imported(), function)(*arguments, **named)

        return call

    def _imported(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return module

    def __getattr__(self, name: str) -> Any:
        # `inspect` asks it of all modules, to find one by its file.
        if name == "__file__":
            raise AttributeError(name)
        return getattr(self._imported(), name)


TAKEN_AT_ONCE = {"asyncio": ("iscoroutine",), "importlib.metadata": ()}
"""The modules, and what SQLAlchemy takes hold of in them while it is imported."""


def import_later() -> None:
    """Keep these modules, a fifth of what a command imports, from being imported before they are used."""
    for name, functions in TAKEN_AT_ONCE.items():
        if name not in sys.modules:
            sys.modules[name] = Later(name, *functions)
            package, _, module = name.rpartition(".")
            if package:
                setattr(import_module(package), module, sys.modules[name])

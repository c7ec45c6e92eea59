"""Modules of the standard library that SQLAlchemy imports at once and a command hardly ever uses (decision 0036)."""

from __future__ import annotations

import sys
from _thread import allocate_lock
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_GIVING_WAY = allocate_lock()
"""So that of threads which use a stand-in at once none takes away the module that another has put in its place."""


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
        with _GIVING_WAY:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]
        module = import_module(self.__name__)
        self.__dict__.update(module.__dict__)
        return module

    def __getattr__(self, name: str) -> Any:
        # `inspect` asks it of all modules, to find one by its file.
        if name == "__file__":
            raise AttributeError(name)
        module = self._imported()
        if name == "__path__":
            sys.meta_path.insert(0, AsTheyAre(f"{self.__name__}."))
        return getattr(module, name)


class AsTheyAre:
    """Finds modules of a package that came with it, as they are; else who imports one as the first use of the package
    would have a second one of the name, since imports look for it before they ask the package for its path.
    """

    def __init__(self, beginning: str) -> None:
        self.beginning = beginning

    def find_spec(self, name: str, _path: object = None, target: object = None) -> ModuleSpec | None:
        """How to find a module that is imported already; None for any other, and for one that is to be reloaded."""
        module = sys.modules.get(name) if name.startswith(self.beginning) else None
        if module is None or target is not None:
            return None
        loader: Any = AsItIs(module)
        return ModuleSpec(name, loader)


class AsItIs:
    """Loads a module that is there, and leaves it so."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.spec = module.__spec__

    def create_module(self, _spec: ModuleSpec) -> ModuleType:
        """The module."""
        return self.module

    def exec_module(self, module: ModuleType) -> None:
        """Give it back what the import has just taken."""
        module.__spec__ = self.spec


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

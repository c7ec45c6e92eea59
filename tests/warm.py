"""A process that has imported what commands need, and forks one for every command that it is told of.

`processes.run` starts it and speaks to it: a line of JSON for every command, answered by a line with how it ended.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import runpy
import sys
from importlib import import_module
from typing import Any

NEEDED_LATER = (
    "alembic.command", "alembic.config", "gherkin.parser", "mako.lookup", "parse_type.cfparse",
    "sqlalchemy.dialects.postgresql.psycopg",
)  # fmt: skip
"""What is imported only once it is needed."""

PYTEST_IMPORTS = "verify.pytest_"
"""How modules begin that import pytest-bdd, which pytest insists on importing itself."""


def import_all() -> None:
    """Import pytest, and all of verify that it may find imported; make ready what is made once a process."""
    from _pytest.config import default_plugins

    import verify

    ours = [found.name for found in pkgutil.walk_packages(verify.__path__, "verify.")]
    for name in (*NEEDED_LATER, *(f"_pytest.{plugin}" for plugin in default_plugins), *ours):
        if name != "verify.__main__" and not name.startswith(PYTEST_IMPORTS):
            import_module(name)
    import_module("verify.extract.dates.grammar").grammar()
    gc.collect()
    gc.freeze()


def next_command() -> dict[str, Any]:
    """In a process of its own, the next command that is asked for; here, the end, once there is none."""
    asked, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    for line in asked:
        child = os.fork()
        if not child:
            asked.close()
            answers.close()
            command: dict[str, Any] = json.loads(line)
            return command
        _, ended = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(ended), file=answers, flush=True)
    sys.exit()


def run(command: dict[str, Any]) -> None:
    """Become what `python -m` would be."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(command[name], os.O_WRONLY), number)
    os.environ.clear()
    os.environ.update(command["environment"])
    os.chdir(command["folder"])
    sys.path.insert(0, command["folder"])
    module, *arguments = command["command"]
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    import_all()
    run(next_command())

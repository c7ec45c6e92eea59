"""Parameters of SQL on the command line: `--param name=value`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from verify.cli.options import WORDS

_Command = TypeVar("_Command", bound=Callable[..., Any])


def params_option(help_: str) -> Callable[[_Command], _Command]:
    """Add --param."""
    return click.option(
        "--param", "params", type=WORDS, multiple=True, metavar="NAME=VALUE", help=f"{help_} Can be repeated."
    )


def values_of(params: Iterable[str]) -> dict[str, str]:
    """The values by name. Raises click's usage error (exit code 2) for what is no parameter."""
    values = {}
    for given in params:
        name, sign, value = given.partition("=")
        if not sign:
            raise click.BadParameter(
                f"{given!r} is no parameter. Write: --param name=value", param_hint="--param"
            )
        values[name.strip()] = value
    return values

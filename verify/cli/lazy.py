"""A group of commands each of which is loaded only when it is called: start-up is a feature."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from verify.cli.sections import SectionedGroup


class LazyGroup(SectionedGroup):
    """A group whose commands are modules. `modules` gives each name its module and a line of help.

    Every module has a `command`. Neither --help nor a command loads the others. `headings` says what stands under
    which heading of the help; without it all commands stand under one.
    """

    def __init__(
        self,
        *args: Any,
        modules: Mapping[str, tuple[str, str]],
        headings: Mapping[str, tuple[str, ...]] | None = None,
        **settings: Any,
    ) -> None:
        sections = {
            heading: {name: modules[name][1] for name in names}
            for heading, names in (headings or {"Commands": tuple(modules)}).items()
        }
        super().__init__(*args, sections=sections, **settings)
        self.modules = modules

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in self.modules:
            return None
        module = importlib.import_module(self.modules[cmd_name][0])
        command: click.Command = module.command
        return command


class NameOrCommand(LazyGroup):
    """A command that takes a name, with commands beside it: where the first word is one of theirs, it is meant."""

    # As of a command, not of a group: options may stand behind the name, and nothing that is left over is passed on.
    allow_extra_args = False
    allow_interspersed_args = True

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, no_args_is_help=False, **settings)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of this command, or of the one beside it that is meant."""
        if not args or args[0] not in self.modules:
            return click.Command.make_context(self, info_name, args, parent, **extra)
        above = click.Context(self, info_name=info_name, parent=parent)
        meant = self.get_command(above, args[0])
        assert meant is not None
        return meant.make_context(args[0], args[1:], above, **extra)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters, which the commands beside do not have: their help does not show them."""
        return super().get_params(ctx) if ctx.command is self else []

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments as any command does."""
        return click.Command.parse_args(self, ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command itself."""
        return click.Command.invoke(self, ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Show in the usage what the command itself takes."""
        return click.Command.collect_usage_pieces(self, ctx)


def refuse_lost_options(context: click.Context) -> None:
    """Refuse options of a group that stand before one of its commands, where nothing would read them.

    Raises click's usage error (exit code 2).
    """
    given = click.core.ParameterSource.COMMANDLINE
    for option in context.command.params:
        if context.get_parameter_source(option.name or "") is given:
            raise click.UsageError(
                f"{option.opts[0]} says nothing to '{context.invoked_subcommand}'. Write its options behind it.",
                context,
            )

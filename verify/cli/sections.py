"""A group whose help lists its commands under headings, in the order of the work, each with a line that fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

Sections = Mapping[str, Mapping[str, str]]
"""By heading: the commands under it, each with its line of help."""


class SectionedGroup(click.Group):
    """A group of commands under headings. `sections` names every command once, with a line of at most 80 columns."""

    def __init__(self, *args: Any, sections: Sections, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of their sections."""
        return [name for lines in self.sections.values() for name in lines]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their lines of help, without asking the commands."""
        spacing = max(len(name) for name in self.list_commands(ctx))
        for heading, lines in self.sections.items():
            with formatter.section(heading):
                # The lines of all sections begin in one column.
                formatter.write_dl([(name.ljust(spacing), line) for name, line in lines.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word. Raises click's usage error with those that are called nearly so."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            # click looks among commands that are loaded already; none is.
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from None

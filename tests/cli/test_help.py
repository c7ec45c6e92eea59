"""The help of every command: complete, whole, and one word for one thing."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from verify.cli import cli
from verify.cli.sections import SectionedGroup

WIDTH = 80


def _contexts(command: click.Command, context: click.Context) -> Iterator[click.Context]:
    yield context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _contexts(
                below, click.Context(below, info_name=name, parent=context, terminal_width=WIDTH)
            )


CONTEXTS = {
    one.command_path: one
    for one in _contexts(
        cli, click.Context(cli, info_name="verify", terminal_width=WIDTH, **cli.context_settings)
    )
}
GROUPS = [path for path, one in CONTEXTS.items() if isinstance(one.command, SectionedGroup)]


def test_every_group_lists_its_commands_under_headings() -> None:
    assert {"verify", "verify queue", "verify reference", "verify db", "verify export"} <= set(GROUPS)
    for path, context in CONTEXTS.items():
        if isinstance(context.command, click.Group):
            assert isinstance(context.command, SectionedGroup), path


@pytest.mark.parametrize("path", GROUPS)
def test_a_list_of_commands_is_complete_and_no_line_of_it_is_cut_or_folded(path: str) -> None:
    context = CONTEXTS[path]
    group = context.command
    assert isinstance(group, SectionedGroup)
    listed = group.list_commands(context)
    assert len(set(listed)) == len(listed)
    assert set(group.commands) <= set(listed)
    lines = group.get_help(context).splitlines()
    for name, line in ((name, line) for names in group.sections.values() for name, line in names.items()):
        (shown,) = [text for text in lines if text.split(maxsplit=1)[:1] == [name] and text.endswith(line)]
        assert len(shown) <= WIDTH
        assert line.endswith(".")
        assert line[0].isupper()


def test_options_of_one_name_take_the_same_thing() -> None:
    said: dict[str, set[str]] = {}
    for context in CONTEXTS.values():
        for option in context.command.params:
            if isinstance(option, click.Option) and not isinstance(option.type, click.Choice):
                for name in option.opts:
                    said.setdefault(name, set()).add(
                        option.make_metavar(context) if not option.is_flag else ""
                    )
    several = {name: sorted(ways) for name, ways in said.items() if len(ways) > 1}
    assert several == {}


def test_no_help_shows_a_type_of_the_program() -> None:
    for path, context in CONTEXTS.items():
        assert "INTEGER" not in context.command.get_help(context), path
        assert "..." not in context.command.get_help(context).replace("[ARGS]...", ""), path


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["rnu"], "No such command 'rnu'. Did you mean 'run'?"),
        (["queue", "decid"], "No such command 'decid'. Did you mean 'decide'?"),
        (["reference", "serch"], "No such command 'serch'. Did you mean 'search'?"),
        (["db", "xyz"], "No such command 'xyz'."),
    ],
)
def test_a_slip_in_a_command_names_the_nearest(typed: list[str], told: str) -> None:
    done = CliRunner().invoke(cli, typed)
    assert done.exit_code == 2
    assert done.output.endswith(f"Error: {told}\n")

"""Help on the views, from what is documented of their columns."""

from __future__ import annotations

from collections.abc import Iterator

import click

from verify.errors import ExitCode, VerifyError


def show_views(name: str | None) -> None:
    """Print the views, or the columns of one, by its name in SQL or that of its report.

    Raises VerifyError (exit code 2) where there is none of that name.
    """
    for line in view_lines(name):
        click.echo(line)


def view_lines(name: str | None) -> Iterator[str]:
    """What `show_views` prints."""
    from verify.report.views import VIEWS, View

    views = list(VIEWS.values())
    if name is None:
        width = max(len(view.sql_name) for view in views)
        yield from (f"{view.sql_name:<{width}}  {view.about}" for view in views)
        return
    found: View | None = next((view for view in views if name.lower() in (view.name, view.sql_name)), None)
    if found is None:
        raise VerifyError(
            f"there is no view {name!r}.", hint="See: verify sql --views", exit_code=ExitCode.USAGE
        )
    yield f"{found.sql_name}: {found.about}"
    wide = max(len(column.name) for column in found.columns)
    for column in found.columns:
        type_ = f"{column.type}, {column.unit}" if column.unit else str(column.type)
        yield f"  {column.name:<{wide}}  {column.about} ({type_})"

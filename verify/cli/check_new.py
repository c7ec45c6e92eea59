"""`verify check new`: a feature file to begin with."""

from __future__ import annotations

import click

from verify.cli.options import WORDS, workspace_of
from verify.display import display_safe


@click.command("new")
@click.argument("name", type=WORDS)
@click.option("--property", "property_", type=WORDS, metavar="NAME", help="What the claims state: concluded.")
@click.option("--kind", type=WORDS, metavar="KIND", help="What the claims are about: agreement.")
def command(name: str, property_: str | None, kind: str | None) -> None:
    """Write a commented feature file NAME.feature into the workspace's checks; it runs as it is.

    Nothing that is there is overwritten. The properties are those of the reference (properties.csv), and 'date' for
    dates by themselves.
    """
    from verify import workbench

    workspace = workspace_of(None)
    vocabulary = workbench.read_rule_vocabulary(workspace)
    path, made = workbench.new_check(workspace, vocabulary, name, kind=kind, property=property_)
    shown = path.relative_to(workspace.root).as_posix()
    claims, *narrowing = made.given
    click.echo(f"made {display_safe(shown)}, on {display_safe(claims)}")
    if property_ is None:
        known = [one.id for one in vocabulary.properties.values() if kind in (None, one.kind)]
        click.echo(
            "No --property said what the claims state, so this was taken. Known are: "
            f"{display_safe(', '.join(known))}"
        )
    for step in narrowing:
        click.echo(
            f"Only where {display_safe(step)}, since other checks judge the rest. Change it as you like."
        )
    click.echo(
        f"\nNext: edit it, then run: verify check --lint, verify check --dry-run --only '{path.stem}/*'"
    )

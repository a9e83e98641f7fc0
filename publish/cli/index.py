"""``publish index suggest``: names of the book that its index does not have yet."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.cli.console import _, reporting

app = typer.Typer(help=_("Work on the index."), no_args_is_help=True)

_HELP = _("Print index.toml entries for names in the text that no entry takes.")
_EXAMPLE = _("Example: publish index suggest >> manuscript/index.toml")


@app.callback()
def _group() -> None:
    """Keep “suggest” a command of its own."""


@app.command("suggest", help=_HELP, epilog=_EXAMPLE)
@reporting
def suggest(
    context: typer.Context,
    least: Annotated[int, typer.Option(help=_("Occurrences a name must have."))] = 2,
) -> None:
    from publish import pipeline

    typer.echo(pipeline.suggest_entries(context.obj, least), nl=False)

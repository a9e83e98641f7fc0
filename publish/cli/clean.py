"""``publish clean``: raw texts → the manuscript's first state."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.cli.console import _

NAME = "clean"
HELP = _("Restore raw texts to Markdown.")
EXAMPLE = _("Example: publish clean --stdout scan.txt")


def command(
    context: typer.Context,
    stdout: Annotated[
        typer.FileBinaryRead | None,
        typer.Option("--stdout", help=_("Print the Markdown of this file.")),
    ] = None,
) -> None:
    raise NotImplementedError

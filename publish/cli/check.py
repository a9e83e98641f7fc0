"""``publish check``: the lint."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.cli.console import _, as_data, show, show_json
from publish.diagnostics import errors

NAME = "check"
HELP = _("Read the manuscript as a proofreader does, and say what looks wrong.")
EXAMPLE = _("Example: publish check")


def command(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish import pipeline

    found = pipeline.check(context.obj)
    if as_json:
        show_json({"diagnostics": [as_data(d) for d in found]})
    else:
        show(found)
    if errors(found):
        raise typer.Exit(1)

"""``publish preflight``: checks the finished files."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, as_data, out, show, show_json
from publish.diagnostics import errors

NAME = "preflight"
HELP = _("Check the finished files: EPUBCheck, and what a printer and a reader ask of the PDFs.")
EXAMPLE = _("Example: publish preflight")


def command(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish import pipeline

    report = pipeline.check_built(context.obj)
    if as_json:
        show_json(
            {
                "checked": [[file, check] for file, check in report.checked],
                "diagnostics": [as_data(d) for d in report.diagnostics],
            }
        )
    else:
        for file, check in report.checked:
            out.print(f"{escape(file)}: {escape(_(check))}")
        show(report.diagnostics)
    if errors(report.diagnostics):
        raise typer.Exit(1)

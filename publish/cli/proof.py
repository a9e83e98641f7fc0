"""``publish proof``: the spreads as pictures."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, out, show_json

NAME = "proof"
HELP = _("Draw the book's spreads, to be looked at as a typographer does.")
EXAMPLE = _("Example: publish proof --grid --marks")


def command(
    context: typer.Context,
    grid: Annotated[bool, typer.Option("--grid", help=_("Draw the grid on the sheets."))] = False,
    marks: Annotated[
        bool,
        typer.Option("--marks", help=_("Mark loose lines, divided words and notes on the sheets.")),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish import pipeline

    done = pipeline.proof(context.obj, grid=grid, marked=marks, translate=_)
    if as_json:
        show_json(
            {"page": str(done.page), "sheets": list(map(str, done.sheets)), "counts": done.counts}
        )
        return
    out.print(_("The spreads are in {path}").format(path=escape(str(done.page))))
    for sheet in done.sheets:
        out.print(escape(str(sheet)))
    out.print(
        _("{loose} loose lines, {divided} divided words, {short} short pages").format(**done.counts)
    )

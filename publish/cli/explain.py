"""``publish explain``: why a target is stale, and what it rests on."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, out, show_json

NAME = "explain"
HELP = _("Say why a target is stale, and what it rests on.")
EXAMPLE = _("Example: publish explain epub")


def command(
    context: typer.Context,
    target: Annotated[
        str,
        typer.Argument(
            help=_(
                "epub, kindle, kobo, web, lecture, impression, couverture, reperes or "
                "grands-caracteres."
            )
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish import pipeline

    found = pipeline.explain(context.obj, target)
    if as_json:
        show_json(
            {
                "target": target,
                "stale": found.stale,
                "reasons": [[reason, list(what)] for reason, what in found.reasons],
                "rests_on": list(found.rests_on),
            }
        )
        return
    path = escape(str(found.path))
    state = _("{path} is stale:") if found.stale else _("{path} is up to date.")
    out.print(state.format(path=path))
    for reason, what in found.reasons:
        out.print("  " + _(reason) + (f": {escape(', '.join(what))}" if what else ""))
    out.print(_("It rests on:"))
    for name in found.rests_on:
        out.print("  " + escape(name))

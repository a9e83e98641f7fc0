"""``publish order``: builds, checks against the printer, writes the folder to send."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, as_data, err, out, show, show_json

NAME = "order"
HELP = _("Build, check against the printer, and write one folder to send: interior, cover, ONIX.")
EXAMPLE = _("Example: publish order")


def command(
    context: typer.Context,
    legal_deposit: Annotated[
        bool,
        typer.Option(
            "--depot-legal",
            help=_("Write what libraries are given of the digital book instead."),
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish import pipeline

    with err.status(_("Building…")) if err.is_terminal else err.capture():
        make = pipeline.deposit if legal_deposit else pipeline.order
        done = make(context.obj, _)
    if as_json:
        show_json(
            {
                "folder": str(done.folder),
                "files": list(done.files),
                "diagnostics": [as_data(d) for d in done.diagnostics],
            }
        )
        return
    show(done.diagnostics)
    out.print(_("{path} is ready:").format(path=escape(str(done.folder))))
    for name in done.files:
        out.print(f"  {escape(name)}")
    out.print(_("Read a-verifier.md before you send it."))

"""``publish build``: brings the book's files up to date."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, as_data, err, out, show, show_json

NAME = "build"
HELP = _("Build the EPUB, the PDFs and the cover; only what a change touches is made anew.")
EXAMPLE = _("Example: publish build epub")


def command(
    context: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            help=_("epub, lecture, impression, couverture, reperes; all but the last by default.")
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish import api

    with err.status(_("Building…")) if err.is_terminal else err.capture():
        report = api.build(context.obj, targets or None)
    if as_json:
        show_json(
            {
                "targets": [
                    {
                        "name": t.name,
                        "path": str(t.path),
                        "built": t.built,
                        "seconds": round(t.seconds, 3),
                        "bytes": t.size,
                    }
                    for t in report.targets
                ],
                "figures": report.figures,
                "diagnostics": [as_data(d) for d in report.diagnostics],
            }
        )
        return
    show(report.diagnostics)
    for target in report.targets:
        path = escape(str(target.path))
        if target.built:
            size = target.size / 1024
            out.print(_("{path}: built, {size:.0f} KB, {seconds:.1f} s").format(
                path=path, size=size, seconds=target.seconds))  # fmt: skip
        else:
            out.print(_("{path}: up to date").format(path=path))
    if report.figures:
        out.print(
            _("{pages} pages, {notes} notes, {entries} index entries").format(**report.figures)
        )

"""``publish build``: brings the book's files up to date."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, as_data, counted, decimal, err, out, show, show_json
from publish.diagnostics import errors
from publish.messages import NN_

if TYPE_CHECKING:
    from publish.pipeline import BuildReport, BuildStep

NAME = "build"
HELP = _("Build the EPUB, the PDFs and the cover; only what a change touches is made anew.")
EXAMPLE = _("Example: publish build epub")

_FIGURES = {
    "pages": NN_("{n} page", "{n} pages"),
    "notes": NN_("{n} note", "{n} notes"),
    "entries": NN_("{n} index entry", "{n} index entries"),
}


def command(
    context: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            help=_(
                "epub, kindle, web, lecture, impression, couverture; "
                "on demand: kobo, reperes, grands-caracteres."
            )
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            "-j", min=1, metavar="N", help=_("How many processes work at once; as many as cores.")
        ),
    ] = None,
    trace: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=_("Write there where the time went, for chrome://tracing.")
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Say what would be built, and build nothing."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish import pipeline

    if dry_run:
        _foretell(context.obj, targets, as_json=as_json)
        return
    report = _built(context.obj, targets, processes, trace)
    built = any(target.built for target in report.targets)
    found = (*report.diagnostics, *pipeline.style_faults(context.obj)) if built else ()
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
                "diagnostics": [as_data(d) for d in found],
            }
        )
        return
    show(found)
    for target in report.targets:
        path = escape(str(target.path))
        if target.built:
            size = target.size / 1024
            out.print(_("{path}: built, {size:.0f} KB, {seconds} s").format(
                path=path, size=size, seconds=decimal(target.seconds, 1)))  # fmt: skip
        else:
            out.print(_("{path}: up to date").format(path=path))
    if built:
        out.print(", ".join(counted(pair, report.figures[name]) for name, pair in _FIGURES.items()))


def _built(
    root: Path, targets: list[str] | None, processes: int | None, to: Path | None
) -> BuildReport:
    """Build, saying on a terminal what is done, and write the trace that was asked for."""
    from publish import pipeline

    with err.status(_("Building…")) if err.is_terminal else nullcontext() as status:

        def hear(step: BuildStep, about: str) -> None:
            if status:
                status.update(escape(_(pipeline.SAID[step]).format(about=about)))

        trace = pipeline.Trace(hear)
        try:
            return pipeline.build(root, targets or None, processes=processes, trace=trace)
        finally:
            if to is not None:
                pipeline.write_trace(to, trace)


def _foretell(root: Path, targets: list[str] | None, *, as_json: bool) -> None:
    from publish import pipeline

    found = {name: pipeline.explain(root, name) for name in pipeline.wanted(targets)}
    refused = errors(pipeline.refusals(root))
    if as_json:
        told = [{"name": n, "path": str(e.path), "stale": e.stale} for n, e in found.items()]
        show_json({"targets": told, "diagnostics": [as_data(d) for d in refused]})
    else:
        show(refused)
        for one in found.values():
            said = _("{path}: would be built") if one.stale else _("{path}: up to date")
            out.print(said.format(path=escape(str(one.path))))
    if refused:
        raise typer.Exit(1)

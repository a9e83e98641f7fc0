"""``publish printers``: what printers ask, and what follows for a number of pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from publish.cli.console import _, as_data, decimal, out, show, show_json
from publish.diagnostics import BookError, Diagnostic, errors

if TYPE_CHECKING:
    from publish.printers import Job

NAME = "printers"
HELP = _("List the printers that are known, or compute margins, spine and cover for one.")
EXAMPLE = _("Example: publish printers bod --pages 212")


def command(
    printer: Annotated[str, typer.Argument(help=_("Its name in the list; all when empty."))] = "",
    pages: Annotated[int, typer.Option(min=1, help=_("Number of pages."))] = 200,
    trim: Annotated[str, typer.Option(help=_("Width x height in millimetres."))] = "140x216",
    paper: Annotated[str, typer.Option(help=_("One paper only; all when empty."))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish.book.print_options import PrintOptions
    from publish.printers import Job

    try:
        options = PrintOptions(trim=trim, printer=printer, paper=paper)
    except ValueError as error:
        raise typer.BadParameter(_(str(error)), param_hint="--trim") from None
    if not printer:
        _list(as_json=as_json)
        return
    known = Job.of(options).printer.papers
    jobs = [Job.of(replace(options, paper=name)) for name in ([paper] if paper else known)]
    found = [d for job in jobs for d in job.faults(pages)]
    if as_json:
        diagnostics = [as_data(d) for d in dict.fromkeys(found)]
        papers = [_figures(job, pages) for job in jobs]
        show_json(
            {"printer": printer, "pages": pages, "papers": papers, "diagnostics": diagnostics}
        )
    else:
        _show(jobs, pages)
        show(found)
    if errors(found):
        raise typer.Exit(1)


def _list(*, as_json: bool) -> None:
    from publish.printers import printers

    if as_json:
        show_json(
            {name: {"name": p.name, "papers": list(p.papers)} for name, p in printers().items()}
        )
        return
    table = Table("", _("name"), _("papers"), _("sources"), box=None, header_style="dim")
    for name, one in printers().items():
        sources = "\n".join(map(str, one.sources.values()))
        table.add_row(name, escape(one.name), "\n".join(one.papers), escape(sources))
    out.print(table)
    out.print(_("A: the printer's own word; B: a third party's; C: to be confirmed."))


def _figures(job: Job, pages: int) -> dict[str, Any]:
    """Return what follows from a job for a number of pages, lengths in millimetres."""
    from publish.printers import cover_sheet

    bound = job.paper.pages
    figures: dict[str, Any] = {
        "paper": job.options.paper,
        "pages": [bound.least, bound.most] if bound else None,
        "margins": asdict(job.least(pages)),
        "bleed": job.printer.bleed.width,
    }
    try:
        sheet = cover_sheet(job, pages)
    except BookError as error:
        return figures | {"spine": None, "diagnostics": [as_data(d) for d in error.diagnostics]}
    return figures | {
        "spine": round(sheet.spine, 3),
        "cover": [round(sheet.width, 3), round(sheet.height, 3)],
        "spine_text": bool(sheet.spine_band),
    }


def _show(jobs: list[Job], pages: int) -> None:
    one = jobs[0]
    margins = one.least(pages)
    out.print(f"[bold]{escape(one.printer.name)}[/]")
    out.print(
        _("Margins at least: inside {inside}, outside {outside}, top {top}, "
          "bottom {bottom} mm ({source})").format(
            **{side: decimal(width, 2) for side, width in asdict(margins).items()},
            source=escape(one.printer.source(one.printer.margins.source)))
    )  # fmt: skip
    out.print(
        _("Bleed: {bleed} mm ({source})").format(
            bleed=decimal(one.printer.bleed.width, 2),
            source=escape(one.printer.source(one.printer.bleed.source)),
        )
    )
    columns = (_("paper"), _("pages"), _("spine"), _("cover"), _("text on the spine"))
    table = Table(*columns, box=None, header_style="dim")
    told: list[Diagnostic] = []
    for job in jobs:
        table.add_row(*_row(job, pages, told))
    out.print(table)
    show(told)


def _row(job: Job, pages: int, told: list[Diagnostic]) -> Iterator[str]:
    """Yield the cells of a paper; add to ``told`` why one is missing."""
    from publish.printers import cover_sheet

    bound = job.paper.pages
    yield f"{job.options.paper} ({escape(job.paper.name)})"
    yield f"{bound.least}–{bound.most}" if bound else "?"
    try:
        sheet = cover_sheet(job, pages)
    except BookError as error:
        told += error.diagnostics
        return
    yield f"{decimal(sheet.spine, 2)} mm"
    yield f"{decimal(sheet.width, 2)} × {decimal(sheet.height, 2)} mm"
    yield _("yes") if sheet.spine_band else _("no")

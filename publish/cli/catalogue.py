"""``publish catalogue``: many books, one page of covers, one feed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, counted, decimal, err, out, reporting, show, show_json
from publish.messages import N_, NN_

if TYPE_CHECKING:
    from publish.catalogue import BookReport, Watch

app = typer.Typer(help=_("Work on many books at once."), no_args_is_help=True)

_HELP = _(
    "Build the books of a catalogue, a page of their covers, an OPDS feed and a report; "
    "a bad book stops no other, a second run does what is left."
)
_EXAMPLE = _("Example: publish catalogue build catalogue.toml")
_SAID = {
    "built": N_("{path}: built, {pages}, {seconds} s"),
    "up-to-date": N_("{path}: up to date"),
    "failed": N_("{path}: failed"),
}
_PAGES = NN_("{n} page", "{n} pages")


@app.callback()
def _group() -> None:
    """Keep “build” a command of its own."""


@app.command("build", help=_HELP, epilog=_EXAMPLE)
@reporting
def build(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("The file that lists the books."))
    ] = Path("catalogue.toml"),
    processes: Annotated[
        int | None,
        typer.Option(
            "-j", min=1, metavar="N", help=_("How many books are made at once; as many as cores.")
        ),
    ] = None,
    scheduler: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help=_("Dask scheduler whose workers make the books.")),
    ] = "",
    timeout: Annotated[
        float,
        typer.Option(min=0.1, metavar="SECONDS", help=_("Give a book up after this time.")),
    ] = 900.0,
    memory: Annotated[
        int,
        typer.Option(min=256, metavar="MB", help=_("Give a book up that asks for more memory.")),
    ] = 4096,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish import catalogue

    with _progress() as watch:
        report = catalogue.build(
            context.obj / file,
            processes=processes,
            scheduler=scheduler,
            timeout=timeout,
            memory=memory,
            watch=watch,
        )
    if as_json:
        places = {"catalogue": str(report.site), "report": str(report.page)}
        show_json({**places, **catalogue.as_data(report, _)})
    else:
        for book in report.books:
            _tell(book)
        counts = {status.name.lower(): count for status, count in report.counts.items()}
        out.print(", ".join(counted(pair, counts[name]) for name, pair in _COUNTED.items()))
        out.print(_("catalogue: {path}").format(path=escape(str(report.site / "index.html"))))
        out.print(_("report: {path}").format(path=escape(str(report.page))))
    if report.failed:
        raise typer.Exit(1)


_COUNTED = {
    "built": NN_("{n} built", "{n} built"),
    "up_to_date": NN_("{n} up to date", "{n} up to date"),
    "failed": NN_("{n} failed", "{n} failed"),
}


def _tell(book: BookReport) -> None:
    """Print a book's line; of one that failed, on the error stream, why."""
    console = err if book.status == "failed" else out
    pages = counted(_PAGES, book.figures.get("pages", 0))
    values = {"pages": pages, "seconds": decimal(book.seconds, 1)}
    console.print(_(_SAID[book.status]).format(path=escape(book.path), **values))
    if book.status == "failed":
        show(book.diagnostics)


@contextmanager
def _progress() -> Iterator[Watch]:
    """Show a bar on a terminal, nothing elsewhere."""
    if not err.is_terminal:
        yield lambda _report, _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (BarColumn(), MofNCompleteColumn(), Remaining(), TextColumn("{task.description}"))
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None)

        def watch(report: BookReport, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=escape(report.title))

        yield watch

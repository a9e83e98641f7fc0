"""``publish new``: makes a book that builds at once."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from publish.cli import importing
from publish.cli.console import _, out
from publish.importing.changes import Changes

NAME = "new"
HELP = _("Make a new book: a folder with a manuscript and styles, ready to build.")
EXAMPLE = _("Example: publish new my-book && publish -C my-book build")


def command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder to make."))],
    title: Annotated[str, typer.Option(help=_("The book's title."))] = "",
    source: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help=_("Make it of this file; may be repeated.")),
    ] = None,
) -> None:
    from publish import pipeline

    if source:
        importing.run(context.obj / folder, source, Changes.ACCEPT, False, title)
        return
    made = pipeline.new_book(context.obj / folder, title)
    out.print(_("{path} is ready. Next:").format(path=escape(str(made))))
    out.print(f"  publish -C {escape(shlex.quote(str(folder)))} build")

"""``publish new``: makes a book that builds at once."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, out

NAME = "new"
HELP = _("Make a new book: a folder with a manuscript and styles, ready to build.")
EXAMPLE = _("Example: publish new my-book && publish -C my-book build")


def command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder to make."))],
    title: Annotated[str, typer.Option(help=_("The book's title."))] = "",
) -> None:
    from publish import pipeline

    made = pipeline.new_book(context.obj / folder, title)
    out.print(_("{path} is ready. Next:").format(path=escape(str(made))))
    out.print(f"  publish -C {escape(shlex.quote(str(folder)))} build")

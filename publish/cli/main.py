"""``publish``: the commands, the folder they work in, and how their faults are told."""

from __future__ import annotations

import gc
import gettext
import signal
from pathlib import Path
from typing import Annotated

from publish.messages import DOMAIN, LOCALES

# Before Typer is imported: its own words (“Usage”, “Options”) are looked up in our catalogue too.
gettext.bindtextdomain(DOMAIN, str(LOCALES))
gettext.textdomain(DOMAIN)

import typer  # noqa: E402

from publish import __version__  # noqa: E402
from publish.cli import (  # noqa: E402
    build,
    catalogue,
    check,
    clean,
    diff,
    explain,
    importing,
    index,
    inspect,
    new,
    order,
    preflight,
    printers,
    proof,
    receive,
    review,
    send,
    typography,
    watch,
)
from publish.cli.console import _, reporting  # noqa: E402
from publish.cli.framework import Commands  # noqa: E402

app = typer.Typer(
    name="publish",
    cls=Commands,
    suggest_commands=False,
    help=_("A press for French texts: raw text to manuscript, EPUB 3 and print PDF."),
    epilog=_("Begin with: publish new my-book"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for module in (
    new, importing, clean, review, check, build, watch, send, receive, diff, proof, preflight,
    printers, order, explain, inspect, typography,
):  # fmt: skip
    app.command(module.NAME, help=module.HELP, epilog=module.EXAMPLE)(reporting(module.command))
app.add_typer(index.app, name="index")
app.add_typer(catalogue.app, name="catalogue")


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"publish {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option("-C", metavar="DIR", help=_("Work on the book in this folder."))
    ] = Path(),
    version: Annotated[  # noqa: ARG001 - acts by its callback
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=_("Show the version.")
        ),
    ] = False,
) -> None:
    context.obj = folder


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def main() -> None:
    """Run the command line; told to end, it cleans up first."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)
    try:
        app()
    finally:
        gc.freeze()  # or Python looks through all that it is about to forget: a tenth of a second

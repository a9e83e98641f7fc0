"""``publish watch``: rebuilds on save, and shows the book in a browser."""

from __future__ import annotations

import os
import signal
import sys
import time
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, counted, decimal, err, out, show
from publish.diagnostics import BookError, errors
from publish.messages import NN_

if TYPE_CHECKING:
    from publish.preview.worker import BuildOutcome

NAME = "watch"
HELP = _("Rebuild on save, and show text and pages side by side in a browser.")
EXAMPLE = _("Example: publish watch")

_ERRORS = NN_("{n} error", "{n} errors")
_REMARKS = NN_("{n} remark", "{n} remarks")
_LIBRARIES = ("starlette", "uvicorn", "watchfiles")


def command(
    context: typer.Context,
    targets: Annotated[
        list[str] | None,
        typer.Argument(help=_("What to build: epub and lecture, if nothing is named.")),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, metavar="N", help=_("Port of this machine; 0 for any that is free.")
        ),
    ] = None,
    open_page: Annotated[
        bool | None,
        typer.Option(
            "--open/--no-open",
            help=_("Open the page in a browser; by itself where there is a screen."),
            show_default=False,
        ),
    ] = None,
) -> None:
    from publish.pipeline import faults

    try:
        from publish.preview.session import TARGETS, opened
    except ModuleNotFoundError as error:
        if error.name not in _LIBRARIES:
            raise
        raise BookError(faults.NO_PREVIEW.at(library=error.name)) from None

    ended = Event()

    def end(_number: int, _frame: object) -> None:
        ended.set()  # what is raised while an object is done away with is heard by nobody
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    try:
        with opened(context.obj, targets or TARGETS, port=port, translate=_) as preview:
            out.print(_("The preview is at {url} – Ctrl-C ends it").format(url=preview.url))
            if _has_screen() if open_page is None else open_page:
                import webbrowser

                webbrowser.open(preview.url)
            for outcome in preview.rounds(ended):
                _say(outcome)
    except KeyboardInterrupt:
        out.print()


def _has_screen() -> bool:
    """Whether somebody sits there: else a browser of the terminal would take its place."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return out.is_terminal and (sys.platform == "darwin" or any(map(os.environ.get, screens)))


def _say(outcome: BuildOutcome) -> None:
    """Print a line, and below it what the editor has to mend."""
    now = time.strftime("%H:%M:%S")
    if outcome.report is None:
        said = _("not built; {errors}").format(
            errors=counted(_ERRORS, len(errors(outcome.diagnostics)))
        )
        out.print(f"[dim]{now}[/] [red]{escape(said)}[/]")
        show(outcome.diagnostics, err)
        return
    if not outcome.made:
        said = _("up to date")
        out.print(f"[dim]{now}[/] {said}")
        return
    names = ", ".join(outcome.made)
    said = _("built in {seconds} s: {names}").format(
        seconds=decimal(outcome.seconds, 1), names=names
    )
    more = counted(_REMARKS, len(outcome.diagnostics))
    told = f" – {more}" if outcome.diagnostics else ""
    out.print(f"[dim]{now}[/] {escape(said)}{escape(told)}")

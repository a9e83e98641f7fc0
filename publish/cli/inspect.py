"""``publish inspect``: what each stage made of a text, and why a page is as it is."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.cli.console import _

NAME = "inspect"
HELP = _("Print what each stage makes of a text, or how a page came to be.")
EXAMPLE = _("Example: publish inspect page 47 --why")

_PAGE = "page"


def command(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(help=_("A file of the manuscript, “index”, or “page” and its number."))
    ] = "",
    number: Annotated[int | None, typer.Argument(help=_("The page's number."))] = None,
    stage: Annotated[
        str,
        typer.Option(
            help=_("read, set, marked, printed, lines, pages, structure or document."),
        ),
    ] = "read",
    why: Annotated[
        bool, typer.Option("--why", help=_("Say what was weighed, for a page."))
    ] = False,
) -> None:
    from publish import inspect
    from publish.pipeline import opened

    shop = opened(context.obj)
    if text == _PAGE and number is not None:
        lines = inspect.reasons(shop, number, _) if why else inspect.page_dump(shop, number)
    elif text:
        lines = inspect.dump(shop, text, stage)
    else:
        lines = inspect.overview(shop)
    for line in lines:
        typer.echo(line)

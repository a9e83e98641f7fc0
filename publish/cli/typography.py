"""``publish typography``: sets any Markdown by the rules, outside any book."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.cli.console import _

NAME = "typography"
HELP = _("Print a Markdown text as XHTML set by the rules of French typography.")
EXAMPLE = _("Example: echo 'Quoi ?' | publish typography -")


def command(
    file: Annotated[
        typer.FileBinaryRead, typer.Argument(help=_("A Markdown file, or - for input."))
    ],
    profile: Annotated[
        str, typer.Option(help=_("The rules: see docs/typography.md."))
    ] = "imprimerie-nationale",
) -> None:
    from publish.api import typeset_fragment
    from publish.manuscript import decode

    text = decode(file.read(), file.name)
    done = typeset_fragment(text, profile=profile, file=file.name)
    typer.get_binary_stream("stdout").write(f"{done}\n".encode())

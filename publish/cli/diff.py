"""``publish diff``: what changed between two states of a book, as an errata list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, counted, err, out, show_json
from publish.messages import NN_

if TYPE_CHECKING:
    from publish.comparing.errata import Erratum

NAME = "diff"
HELP = _("List what changed between two states of a book, word by word: errata.")
EXAMPLE = _("Example: publish diff v1.0 . -o errata.html")


def command(
    context: typer.Context,
    one: Annotated[
        str, typer.Argument(metavar="A", help=_("A revision of git, a folder, an EPUB, a file."))
    ],
    two: Annotated[
        str, typer.Argument(metavar="B", help=_("Another; the book as it is, if not said."))
    ] = ".",
    file: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help=_("Write a page (HTML) to print."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish.comparing.errata_page import errata_page
    from publish.pipeline.book_states import differences, title_of
    from publish.pipeline.folder import Folder

    with err.status(_("Reading…")) if err.is_terminal else err.capture():
        found = differences(context.obj, one, two)
    if as_json:
        show_json([_data(each) for each in found])
        return
    if file is not None:
        page = errata_page(found, (one, two), title_of(context.obj), _)
        Folder(file.parent).write(file.name, page.encode())
        out.print(escape(str(file)))
    else:
        _show(found)
    err.print(counted(NN_("{n} change", "{n} changes"), len(found)))


def _show(found: list[Erratum]) -> None:
    from publish.comparing.errata_page import place_of_erratum

    place = ""
    for one in found:
        if one.place != place:
            place = one.place
            out.print(f"[bold]{escape(place)}[/]")
        where = place_of_erratum(one, _)
        out.print(f"  [dim]{escape(where)}[/]  {_line(one)}")


def _line(one: Erratum) -> str:
    """Return a change between the words around it."""
    from publish.comparing.errata import spaced

    old = f"[red]-{escape(spaced(one.old).strip())}-[/]" if one.old else ""
    new = f"[green]+{escape(spaced(one.new).strip())}+[/]" if one.new else ""
    lead = " " if one.before else ""
    return f"{escape(spaced(one.before).strip())}{lead}{old}{new}{escape(spaced(one.after))}"


def _data(one: Erratum) -> dict[str, object]:
    from publish.comparing.errata import written

    return {
        "text": one.place,
        "paragraph": one.number,
        "note": one.note,
        "old": written(one.old),
        "new": written(one.new),
        "before": written(one.before),
        "after": written(one.after),
    }

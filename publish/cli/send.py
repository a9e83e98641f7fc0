"""``publish send``: texts of a book → a file that an author corrects."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, as_data, counted, err, out, show, show_json
from publish.messages import NN_

NAME = "send"
HELP = _("Write texts to a Word file that an author can correct; or .odt, TEI, ICML, Markdown.")
EXAMPLE = _("Example: publish send kamenev -o kamenev.docx")


def command(
    context: typer.Context,
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT…", help=_("Texts to send; all if not said."))
    ] = None,
    file: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help=_("The file; in dist/ if not said."))
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help=_("docx, odt, tei, icml or markdown."))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish.pipeline.send_texts import send_texts
    from publish.sending.forms import FORMS, form_of

    done = send_texts(context.obj, texts or [], file, form)
    if as_json:
        show_json(
            {
                "file": str(done.file),
                "sending": done.id,
                "texts": list(done.texts),
                "notes": done.notes,
                "diagnostics": [as_data(one) for one in done.diagnostics],
            }
        )
        return
    show(done.diagnostics)
    out.print(
        _("{path}: {texts}, {blocks}, {notes}").format(
            path=escape(str(done.file)),
            texts=counted(NN_("{n} text", "{n} texts"), len(done.texts)),
            blocks=counted(NN_("{n} block", "{n} blocks"), done.units),
            notes=counted(NN_("{n} note", "{n} notes"), done.notes),
        )
    )
    if FORMS[form or form_of(done.file.name)].comes_back:
        err.print(_("When it comes back:"))
        book = "" if context.obj == Path() else f"-C {shlex.quote(str(context.obj))} "
        err.print(f"  publish {escape(book)}receive {escape(shlex.quote(done.file.name))}")

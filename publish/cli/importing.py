"""``publish import``: files of Word, LibreOffice and others → texts of a book."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, as_data, counted, err, out, show, show_json
from publish.diagnostics import errors
from publish.importing.changes import Changes
from publish.messages import NN_

if TYPE_CHECKING:
    from publish.pipeline.import_files import Imported

NAME = "import"
HELP = _("Bring in manuscripts: Word, OpenDocument, RTF, HTML, EPUB, TEI, LaTeX, Markdown.")
EXAMPLE = _("Example: publish -C my-book import manuscrit.docx")


def command(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help=_("The files, in reading order."))
    ],
    changes: Annotated[
        Changes,
        typer.Option(help=_("What to do with tracked changes; ask leaves them to publish review.")),
    ] = Changes.ACCEPT,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    run(context.obj, files, changes, as_json)


def run(folder: Path, files: list[Path], changes: Changes, as_json: bool, title: str = "") -> None:
    """Bring files into the book of a folder, and tell what came of it."""
    from publish.pipeline.import_files import import_files

    with err.status(_("Reading…")) if err.is_terminal else err.capture():
        done = import_files(folder, files, changes, _, title)
    if as_json:
        show_json({"files": [_data(one) for one in done]})
    else:
        show(d for one in done for d in one.brought.diagnostics)
        for one in done:
            _tell(one)
        out.print(_("Next:"))
        out.print(f"  publish -C {escape(shlex.quote(str(folder)))} build")
    if any(errors(one.brought.diagnostics) for one in done):
        raise typer.Exit(1)


def _tell(one: Imported) -> None:
    proof = one.brought.proof
    out.print(
        _("{path}: {texts}, {words}, {notes}, {pictures}").format(
            path=escape(one.file.name),
            texts=counted(NN_("{n} text", "{n} texts"), len(one.texts)),
            words=counted(NN_("{n} word", "{n} words"), proof.kept),
            notes=counted(NN_("{n} note", "{n} notes"), proof.texts.notes),
            pictures=counted(NN_("{n} picture", "{n} pictures"), proof.texts.pictures),
        )
    )
    err.print(_("report: {path}").format(path=escape(str(one.report))))


def _data(one: Imported) -> dict[str, object]:
    """Return what a program may want to know of an import."""
    proof = one.brought.proof
    return {
        "file": str(one.file),
        "texts": list(one.texts),
        "pictures": list(one.brought.pictures),
        "report": str(one.report),
        "source": {
            "words": proof.words,
            "notes": proof.source.notes,
            "pictures": proof.source.pictures,
            "tables": proof.source.tables,
        },
        "texts_hold": {
            "words": proof.kept,
            "notes": proof.texts.notes,
            "pictures": proof.texts.pictures,
            "tables": proof.texts.tables,
        },
        "lost": [{"word": m.word, "times": m.times, "around": m.around} for m in proof.lost],
        "added": [{"word": m.word, "times": m.times, "around": m.around} for m in proof.added],
        "aside": [{"reason": _(a.reason), "text": a.text} for a in proof.asides],
        "diagnostics": [as_data(d) for d in one.brought.diagnostics],
    }

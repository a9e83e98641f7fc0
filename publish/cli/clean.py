"""``publish clean``: raw texts → the manuscript, or one raw file → standard output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, as_data, counted, err, out, show, show_json
from publish.diagnostics import errors
from publish.messages import NN_

if TYPE_CHECKING:
    from publish.cleaning import Cleaned

NAME = "clean"
HELP = _("Restore raw texts to Markdown; what the editor changed is kept.")
EXAMPLE = _("Example: publish clean --stdout scan.txt")


def command(
    context: typer.Context,
    texts: Annotated[
        list[str] | None,
        typer.Argument(help=_("Texts of the book to clean anew; all when none is named.")),
    ] = None,
    stdout: Annotated[
        typer.FileBinaryRead | None,
        typer.Option(
            "--stdout",
            metavar="FILE",
            help=_("Print the Markdown of this file; no book is needed."),
        ),
    ] = None,
    encoding: Annotated[
        str, typer.Option(help=_("The file's encoding, where it should not be guessed."))
    ] = "",
    ocr: Annotated[
        bool,
        typer.Option("--ocr", help=_("Recognise the pages of PDFs and pictures (tesseract).")),
    ] = False,
    report: Annotated[
        bool, typer.Option("--report", help=_("Write an HTML page of every repair."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    if stdout is not None:
        _print_file(context.obj, stdout, encoding, ocr, report, as_json)
    else:
        _clean_book(context.obj, texts or [], ocr, report, as_json)


def _print_file(
    folder: Path,
    file: typer.FileBinaryRead,
    encoding: str,
    ocr: bool,
    report: bool,
    as_json: bool,
) -> None:
    from publish.cleaning import clean, read_source

    cleaned = clean(read_source(file.read(), file.name, encoding, ocr=ocr))
    if as_json:
        show_json({"markdown": cleaned.markdown, **_data(cleaned)})
    else:
        typer.echo(cleaned.markdown, nl=False)
        show(cleaned.diagnostics)
    if report:
        _report(folder, file.name, cleaned)


def _clean_book(folder: Path, texts: list[str], ocr: bool, report: bool, as_json: bool) -> None:
    from publish.pipeline import clean as cleaning

    with err.status(_("Cleaning…")) if err.is_terminal else err.capture():
        done = cleaning.clean_book(folder, texts, (_("editor"), _("cleaner")), ocr=ocr)
    if as_json:
        show_json(
            {
                "texts": [
                    {
                        "text": one.raw.text,
                        "source": one.raw.file,
                        "changed": one.changed,
                        "conflicts": len(one.merged.conflicts),
                        **_data(one.cleaned),
                        "diagnostics": [as_data(d) for d in one.diagnostics],
                    }
                    for one in done
                ]
            }
        )
    else:
        show(d for one in done for d in one.diagnostics)
        for one in done:
            state = _("written") if one.changed else _("unchanged")
            asked = len(one.cleaned.questions)
            out.print(
                _("{path}: {state}, {repairs}, {questions}").format(
                    path=escape(one.raw.text),
                    state=state,
                    repairs=counted(NN_("{n} repair", "{n} repairs"), _repairs(one.cleaned)),
                    questions=counted(NN_("{n} question", "{n} questions"), asked),
                )
            )
    if report:
        for one in done:
            _report(folder, one.raw.text, one.cleaned)
    if any(errors(one.diagnostics) for one in done):
        raise typer.Exit(1)


def _report(folder: Path, name: str, cleaned: Cleaned) -> None:
    from publish.cleaning.editor.cleaning_report import report
    from publish.messages import language
    from publish.pipeline import clean as cleaning

    place = cleaning.write_report(folder, name, report(cleaned, name, _, language()))
    err.print(_("report: {path}").format(path=escape(str(place))))


def _repairs(cleaned: Cleaned) -> int:
    from publish.cleaning.editor.cleaning_report import occurrences

    return sum(1 for _occurrence in occurrences(cleaned))


def _data(cleaned: Cleaned) -> dict[str, object]:
    """Return what a program may want to know of a cleaning."""
    from publish.cleaning.ledger.ledger import CONFIDENCES

    return {
        "repairs": _repairs(cleaned),
        "questions": [
            {
                "kind": question.kind,
                "found": question.found,
                "reading": question.reading,
                "alternatives": list(question.alternatives),
                "confidence": CONFIDENCES[question.confidence],
                "applied": question.applied,
                "evidence": question.cause.say(_),
                "places": [
                    {"line": p.line, "column": p.column, "before": p.before, "after": p.after}
                    for p in question.places
                ],
            }
            for question in cleaned.questions
        ],
        "diagnostics": [as_data(d) for d in cleaned.diagnostics],
    }

"""``publish receive``: a corrected file → the texts it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, as_data, counted, err, out, show, show_json
from publish.diagnostics import errors
from publish.messages import NN_

if TYPE_CHECKING:
    from publish.pipeline.receive_file import Receipted
    from publish.receiving.returning import ReturnedText

NAME = "receive"
HELP = _("Bring corrections back from a Word or OpenDocument file; what nobody touched stays.")
EXAMPLE = _("Example: publish receive kamenev-corrige.docx")
_COLOURS = {"+": "green", "-": "red", "@": "dim"}


def command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The file that came back."))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show what would change; write nothing."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish.pipeline.receive_file import receive_file

    with err.status(_("Reading…")) if err.is_terminal else err.capture():
        done = receive_file(context.obj, file, dry_run=dry_run)
    if as_json:
        show_json(_data(done))
    else:
        show(done.diagnostics)
        for text in done.returned.texts:
            _tell(text)
            if dry_run and text.changed:
                _show_changes(text)
        _tell_questions(done, dry_run)
    if errors(done.diagnostics):
        raise typer.Exit(1)


def _tell(text: ReturnedText) -> None:
    back = text.back
    counts = (
        counted(NN_("{n} block changed", "{n} blocks changed"), back.changed),
        counted(NN_("{n} added", "{n} added"), back.added),
        counted(NN_("{n} removed", "{n} removed"), back.removed),
        counted(NN_("{n} moved", "{n} moved"), back.moved),
    )
    numbers = (back.changed, back.added, back.removed, back.moved)
    said = ", ".join(one for one, n in zip(counts, numbers, strict=True) if n)
    none = _("nothing changed")
    out.print(f"{escape(text.file)}: {said or none}")


def _show_changes(text: ReturnedText) -> None:
    for line in _lines(text):
        colour = _COLOURS.get(line[:1])
        out.print(f"[{colour}]{escape(line)}[/]" if colour else escape(line))


def _lines(text: ReturnedText) -> Iterator[str]:
    one, two = (x.splitlines() for x in (text.now, text.merged.text))
    yield from unified_diff(one, two, text.file, text.file, lineterm="", n=1)


def _tell_questions(done: Receipted, dry_run: bool) -> None:
    asked = len(done.returned.remarks)
    if asked:
        out.print(counted(NN_("{n} question", "{n} questions"), asked))
        if not dry_run and done.written:
            out.print(_("Now type: publish review"))
    if dry_run and done.returned.texts:
        err.print(_("Nothing was written."))


def _data(done: Receipted) -> dict[str, object]:
    return {
        "file": str(done.file),
        "written": done.written,
        "texts": [
            {
                "file": text.file,
                "changed": text.back.changed,
                "added": text.back.added,
                "removed": text.back.removed,
                "moved": text.back.moved,
                "diff": "\n".join(_lines(text)),
            }
            for text in done.returned.texts
        ],
        "questions": [
            {"file": one.text, "kind": one.kind, "by": one.by, "date": one.date, "said": one.said,
             "found": one.found, "read": one.read}
            for one in done.returned.remarks
        ],
        "diagnostics": [as_data(one) for one in done.diagnostics],
    }  # fmt: skip

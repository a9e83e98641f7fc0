"""``publish review``: goes through what the cleaner and correctors ask and keeps the answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.columns import Columns
from rich.console import Group
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from publish.characters import reveal
from publish.cli.console import _, counted, err, out, show
from publish.messages import N_, NN_

if TYPE_CHECKING:
    from publish.cleaning.dialogue.corrections import Correction
    from publish.cleaning.dialogue.questions import AskedPlace, Question
    from publish.cleaning.editor.answering import Item, Session
    from publish.receiving.open_remarks import OpenRemark

NAME = "review"
HELP = _("Answer what the cleaner and your correctors ask.")
EXAMPLE = _("Example: publish review")

_SHOWN = 4
_MARGIN = 18
"""Columns that the frame, the line number and the dots take."""
_KEYS = (
    (N_("Enter"), N_("accept")),
    ("1-9", N_("take that reading")),
    ("n", N_("keep as printed")),
    ("t", N_("type a reading")),
    ("h", N_("this place only")),
    ("a", N_("accept in all texts")),
    ("s", N_("later")),
    ("b", N_("back")),
    ("q", N_("save and quit")),
)


def command(
    context: typer.Context,
    texts: Annotated[
        list[str] | None,
        typer.Argument(help=_("Texts to review; all when none is named.")),
    ] = None,
) -> None:
    from publish.cleaning.editor.answering import Session, begin
    from publish.pipeline.open_questions import open_remarks, questions_about

    named = texts or []
    remarks = open_remarks(context.obj)
    asked = questions_about(context.obj, remarks, named)
    cleaned = _cleaned(context.obj, named, alone=not asked)
    session = Session((*begin(asked).items, *begin(cleaned).items))
    if not session.items:
        out.print(_("No questions."))
        return
    session = drive(session, _ask, partial(_keep, context.obj, remarks))
    out.print(
        counted(NN_("{n} answer kept", "{n} answers kept"), len(session.answers))
        + ", "
        + counted(NN_("{n} question left", "{n} questions left"), session.left)
    )
    if any(not _of_corrector(one) for one in session.corrections()):
        out.print(_("Now type: publish clean"))


def _cleaned(root: Path, named: list[str], *, alone: bool) -> list[tuple[str, Sequence[Question]]]:
    """Return what the cleaner asks; where correctors ask too, a book may have no sources."""
    from publish.diagnostics import BookError
    from publish.pipeline import clean as cleaning

    try:
        return [(raw.text, c.questions) for raw, c in cleaning.clean_sources(root, named)]
    except BookError:
        if alone:
            raise
        return []


def _keep(
    root: Path,
    remarks: Sequence[OpenRemark],
    given: Collection[Correction],
    withdrawn: Collection[Correction],
) -> None:
    """Write answers to correctors into the texts, those to the cleaner into its list."""
    from publish.pipeline import clean as cleaning
    from publish.pipeline.open_questions import settle

    show(settle(root, remarks, given, withdrawn))
    cleaning.keep_corrections(
        root,
        [one for one in given if not _of_corrector(one)],
        [one for one in withdrawn if not _of_corrector(one)],
    )


def _of_corrector(correction: Correction) -> bool:
    from publish.receiving.asking import number_of

    return number_of(correction.kind) is not None


Keep = Callable[[Collection["Correction"], Collection["Correction"]], None]
"""Keeps the answers that were given, and forgets those that were taken back."""


def drive(
    session: Session, ask: Callable[[], str], keep: Keep = lambda _given, _back: None
) -> Session:
    """Show item after item and act on what is typed, until all are seen or the editor quits.

    Each answer is kept as soon as it is given: whatever ends the review, none is lost.
    """
    here = False
    while session.current is not None:
        _show(session, session.current, here)
        try:
            typed = ask().strip()
        except (EOFError, KeyboardInterrupt):
            return session
        if typed == "q":
            return session
        if typed == "h":
            here = not here
            continue
        before = set(session.corrections())
        session, done = _act(session, typed, ask, everywhere=not here)
        after = session.corrections()
        keep([one for one in after if one not in before], before.difference(after))
        here = here and not done
    return session


def _act(
    session: Session, typed: str, ask: Callable[[], str], *, everywhere: bool
) -> tuple[Session, bool]:
    """Return the session after what was typed, and whether it meant anything."""
    item = session.current
    if item is None:
        return session, False
    nothing = not item.question.reading or not (item.question.found or item.place)
    if not typed and nothing:  # there is nothing to accept: it must be typed
        return session, False
    if typed == "":
        return session.accept(everywhere=everywhere), True
    if typed == "a":
        return session.accept().same_elsewhere(), True
    if typed == "n":
        return session.reject(everywhere=everywhere), True
    if typed == "s":
        return session.skip(), True
    if typed == "b":
        return session.back(), True
    if typed == "t":
        out.print(_("Reading:"), end=" ")
        return session.type(ask().strip(), everywhere=everywhere), True
    if typed.isdecimal():
        with suppress(IndexError):
            return session.choose(int(typed), everywhere=everywhere), True
    err.print(_("There is no such choice."))
    return session, False


def _show(session: Session, item: Item, here: bool) -> None:
    from publish.cleaning.ledger.ledger import CONFIDENCES
    from publish.receiving.asking import number_of

    question = item.question
    shown = question.reading if question.applied else question.found
    lines = [_in_context(place, shown) for place in item.places[:_SHOWN]]
    if len(item.places) > _SHOWN:
        more = _("… and {count} other places").format(count=len(item.places) - _SHOWN)
        lines.append(Text(more, "dim"))
    evidence = question.cause.say(_)
    scope = _("this place only") if here or item.place else _("everywhere in this text")
    heads = [
        Text(f"{reveal(question.found)} → {question.reading}", "bold"),
        Text(f"{_(CONFIDENCES[question.confidence])} · {evidence} · {scope}", "dim"),
    ]
    if number_of(question.kind) is not None:  # what a person says needs no more
        heads = [Text(evidence, "bold")]
    choices = Text("  ").join(
        Text(f"{number} {choice}", "bold" if number == 1 else "")
        for number, choice in enumerate(item.choices, 1)
    )
    keys = Columns([Text.assemble((_(key), "bold"), f" {_(what)}") for key, what in _KEYS])
    left = _("{count} left").format(count=session.left)
    title = f"{escape(item.text)} · {_(question.cause.reason.message)} · {left}"
    out.print(
        Panel(
            Group(
                *heads,
                "",
                *lines,
                "",
                choices,
                keys,
            ),
            title=title,
        ),
        soft_wrap=False,
    )


def _in_context(place: AskedPlace, shown: str) -> Text:
    """Return one line: where a question arises, with as many words around as the screen holds."""
    room = max(out.width - len(shown) - _MARGIN, 20) // 2
    before, after = place.before[-room:], place.after[:room]
    line = Text(f"{place.line:>6}  ", "dim", no_wrap=True, overflow="ellipsis")
    line.append(f"…{before.rjust(room)} ", "")
    line.append(shown, "bold reverse")
    line.append(f" {after}…", "")
    return line


def _ask() -> str:
    return (
        typer.prompt("", prompt_suffix="> ", default="", show_default=False)
        if (sys.stdin.isatty())
        else sys.stdin.readline() or "q"
    )

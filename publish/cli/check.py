"""``publish check``: the lint, what it can mend, and the proof view."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

import typer
from rich.markup import escape

from publish.cli.console import _, as_data, err, out, show, show_json
from publish.diagnostics import errors

NAME = "check"
HELP = _("Read the manuscript as a proofreader does, and say what looks wrong.")
EXAMPLE = _("Example: publish check --explain T012")

_PLACEHOLDER = re.compile(r"\{\w+\}")


def command(
    context: typer.Context,
    explain: Annotated[
        str, typer.Option(metavar="CODE", help=_("Say what a code is about, and stop."))
    ] = "",
    fix: Annotated[
        bool, typer.Option("--fix", help=_("Mend in the manuscript what is safe to mend."))
    ] = False,
    visible: Annotated[
        bool, typer.Option("--visible", help=_("Print the text with its unseen characters shown."))
    ] = False,
    proof: Annotated[
        bool,
        typer.Option("--proof", help=_("Write the text with its unseen characters as a web page.")),
    ] = False,
    order: Annotated[
        bool, typer.Option("--order", help=_("Say what book.toml lacks for a printer's order."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Report for a program."))] = False,
) -> None:
    from publish import pipeline

    if explain:
        _explain(explain)
        return
    found = pipeline.check(context.obj, fix=fix, visible=visible, proof=proof, translate=_)
    if order:
        lacking = pipeline.missing(context.obj)
        found = replace(found, diagnostics=(*found.diagnostics, *lacking))
    if as_json:
        show_json({"diagnostics": [as_data(d) for d in found.diagnostics]})
    else:
        if found.lines:
            _show_text(found.lines)
        for path in found.mended:
            out.print(_("{path}: mended").format(path=escape(path)))
        if found.proof:
            out.print(_("The proof is in {path}").format(path=escape(str(found.proof))))
        show(found.diagnostics, out)
    if errors(found.diagnostics):
        raise typer.Exit(1)


def _show_text(lines: Iterable[str]) -> None:
    """Print the text with its unseen characters in colour, and what each sign stands for."""
    from publish.proofreading.visible import legend, segments

    for sign, code, name in legend():
        out.print(f"[bold yellow]{sign}[/] {code} {escape(_(name))}")
    for line in lines:
        out.print(
            "".join(
                f"[bold yellow]{escape(text)}[/]" if unseen else escape(text)
                for text, unseen in segments(line)
            )
        )


def _explain(code: str) -> None:
    """Print all that is known of a rule."""
    from publish.pipeline.rules import all_rules, checks_of_the_lint

    rule = all_rules().get(code.upper())
    if rule is None:
        err.print(_("there is no rule {code}; docs/codes.md lists them").format(code=escape(code)))
        raise typer.Exit(2)
    out.print(f"[bold]{rule.code}[/] ({_(rule.severity.label)})")
    for text in (rule.message, rule.hint, rule.explanation):
        if text:
            said = _PLACEHOLDER.sub("…", _(text)).replace("{{", "{").replace("}}", "}")
            out.print()
            out.print(escape(said))
    if rule.example:
        out.print()
        out.print(_("For example:"))
        for line in rule.example.splitlines():
            out.print(f"    {escape(line)}")
    if name := checks_of_the_lint().get(rule.code):
        out.print()
        told = _('A book leaves it out by [proofreading] without = ["{name}"].').format(name=name)
        out.print(escape(told))

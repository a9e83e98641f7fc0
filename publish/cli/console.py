"""How commands speak: in the reader's language, faults with their place, quiet when piped."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ParamSpec

import typer
from rich.console import Console
from rich.markup import escape

from publish.diagnostics import BookError, Diagnostic, Severity, in_order
from publish.messages import counter, figure, language, translator

_ = translator(language())
counted = counter(language())

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)

_COLOURS = {Severity.NOTE: "blue", Severity.WARNING: "yellow", Severity.ERROR: "red"}

P = ParamSpec("P")


_WRONG_COMMAND = frozenset({"F003", "F004"})
"""No such book, no such target."""


def reporting(command: Callable[P, None]) -> Callable[P, None]:
    """Return a command whose book errors are shown as diagnostics, with exit status 1; 2 where it
    is the command that is wrong."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except BookError as error:
            _tell(error.diagnostics, kwargs)
            wrong = all(one.code in _WRONG_COMMAND for one in error.diagnostics)
            raise typer.Exit(2 if wrong else 1) from None
        except (KeyboardInterrupt, EOFError):
            raise typer.Exit(130) from None
        except BrokenPipeError:  # whoever read what we print has gone
            raise
        except Exception as error:
            if type(error).__module__.partition(".")[0] in ("click", "typer"):
                raise  # how commands end, and wrong commands
            from publish.pipeline.last_net import our_fault

            _tell((our_fault(error),), kwargs)
            raise typer.Exit(1) from None

    return run


def _tell(diagnostics: Sequence[Diagnostic], options: Mapping[str, object]) -> None:
    """Say what stopped a command, in the form that was asked for."""
    if options.get("as_json"):
        show_json({"diagnostics": [as_data(one) for one in in_order(diagnostics)]})
    else:
        show(diagnostics)


def show(diagnostics: Iterable[Diagnostic], console: Console = err) -> None:
    """Print diagnostics by place, each with its hint: on the error stream, if not asked for."""
    for one in in_order(diagnostics):
        place = f"{escape(one.place)}: " if one.place else ""
        colour = _COLOURS[one.severity]
        label = f"[{colour}]{_(one.severity.label)} {one.code}[/]"
        console.print(f"{place}{label}: {escape(one.say(one.rule.message, _))}")
        if one.rule.hint:
            console.print(f"    [dim]{escape(one.say(one.rule.hint, _))}[/]")


def decimal(value: float, places: int) -> str:
    """Return a number as the reader writes it."""
    return figure(value, places, _)


def as_data(one: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as a program reads it."""
    return {
        "code": one.code,
        "severity": one.severity.name.lower(),
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "message": one.say(one.rule.message, _),
        "hint": one.say(one.rule.hint, _),
    }


def show_json(data: object) -> None:
    """Print data for a program."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")

"""What can be wrong with a book, said with a code, a place and a hint.

A :class:`Rule` is one kind of fault, kept in a table beside the code that finds it
(``faults.py`` of each package); a :class:`Diagnostic` is one rule broken at one place.

>>> rule = Rule("N001", Severity.ERROR, "note [^{label}] is called but not defined")
>>> print(rule.at("a.md", 12, label="3"))
a.md:12: error N001: note [^3] is called but not defined
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from publish.messages import N_, POINT, Translate

_DECIMAL = re.compile(r"-?\d+\.\d+")


class Severity(IntEnum):
    """How much a fault matters; an ERROR stops the build."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """The severity's name as a message to translate."""
        return (N_("note"), N_("warning"), N_("error"))[self]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault. ``message`` and ``hint`` are templates filled by ``str.format``.

    ``explanation``: why it is one, with its source; ``example``: some Markdown that has it.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    explanation: str = ""
    example: str = ""

    def at(
        self, file: str = "", line: int | None = None, column: int | None = None, **values: object
    ) -> Diagnostic:
        """Return this fault found at a place; lines and columns count from 1."""
        return Diagnostic(self, file, line, column, tuple((k, str(v)) for k, v in values.items()))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault at one place."""

    rule: Rule
    file: str = ""
    line: int | None = None
    column: int | None = None
    values: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def message(self) -> str:
        return self.say(self.rule.message)

    @property
    def hint(self) -> str:
        return self.say(self.rule.hint)

    @property
    def place(self) -> str:
        """``file:line:column``, as far as it is known."""
        parts = (self.file, self.line, self.column)
        return ":".join(str(part) for part in parts if part not in (None, ""))

    def say(self, template: str, translate: Translate = str) -> str:
        """Return one of the rule's templates, translated and filled.

        A value named ``reason`` is itself a message and is translated too; a number gets the
        decimal sign of the language.
        """
        values = {
            k: translate(v) if k == "reason" and v
            else v.replace(".", translate(POINT)) if _DECIMAL.fullmatch(v)
            else v
            for k, v in self.values
        }  # fmt: skip
        return translate(template).format(**values) if template else ""

    def __str__(self) -> str:
        start = f"{self.place}: " if self.place else ""
        return f"{start}{self.severity.label} {self.code}: {self.message}"


class BookError(Exception):
    """A book cannot go on to the next stage; carries the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return each diagnostic once, by file, line, column and code."""
    return sorted(
        dict.fromkeys(diagnostics),
        key=lambda d: (d.file, d.line or 0, d.column or 0, d.code, d.values),
    )


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return those that stop the build."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)

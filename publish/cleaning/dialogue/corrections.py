"""The editor's answers, kept in corrections.toml and used at every run.

::

    [[correction]]
    text = "kamenev.md"
    kind = "accent"
    found = "Joffe\\ufffd"
    read = "Joffé"

``before`` and ``after`` (a few words each) bind an answer to one place; without them it is given
to every place. A correction that fits nowhere is an error: the text under it has changed.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Final

from publish.cleaning import faults
from publish.cleaning.alphabet import LETTER
from publish.diagnostics import BookError

_HEADER: Final = """\
# Answers to the cleaner's questions, used at every cleaning. Made by “publish review”;
# may be edited by hand. One that no longer fits its text is reported as an error.
"""
_CONTEXT: Final = 60
"""Characters on each side in which the words before and after are sought."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An answer: where ``found`` stands, read ``read``. An equal ``read`` keeps what is printed."""

    kind: str
    found: str
    read: str
    before: str = ""
    after: str = ""
    text: str = ""

    def fits(self, before: str, after: str) -> bool:
        """Whether the words around a place are those the answer was given for."""
        return _bare(before).endswith(_bare(self.before)) and _bare(after).startswith(
            _bare(self.after)
        )


def _bare(text: str) -> str:
    """Return letters and figures only, without accents: what survives a better repair."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(char for char in plain if char.isalnum()).lower()


def read_corrections(toml: str, file: str = "") -> tuple[Correction, ...]:
    """Return the corrections of a file; raises BookError where it is not one."""
    try:
        tables = tomllib.loads(toml).get("correction", [])
        known = {field.name for field in fields(Correction)}
        for number, table in enumerate(tables, 1):
            if not isinstance(table, dict) or not set(table) <= known:
                strange = ", ".join(sorted(set(table) - known)) if isinstance(table, dict) else "?"
                raise ValueError(f"{strange} ({number})")
            if not all(isinstance(value, str) for value in table.values()):
                raise ValueError(str(number))
        return tuple(Correction(**table) for table in tables)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BookError(faults.BAD_CORRECTIONS.at(file, reason=str(error))) from None


def write_corrections(corrections: Iterable[Correction]) -> str:
    """Return the file that holds corrections, the same for the same corrections."""
    return "".join([_HEADER, *map(_block, corrections)])


def revised(toml: str, given: Iterable[Correction], withdrawn: Iterable[Correction]) -> str:
    """Return the file with answers added and others taken back; all else in it stays as it is."""
    for correction in withdrawn:
        toml = toml.replace(_block(correction), "", 1)
    more = [block for one in given if (block := _block(one)) not in toml]
    return "".join([toml or _HEADER, "" if not toml or toml.endswith("\n") else "\n", *more])


def _block(correction: Correction) -> str:
    lines = ["", "[[correction]]"]
    ordered = {"text": correction.text, **asdict(correction)}
    lines += [f"{key} = {_quoted(value)}" for key, value in ordered.items() if value]
    lines += [f'{key} = ""' for key in ("found", "read") if not getattr(correction, key)]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    """Return a TOML string; what cannot be seen is written as an escape."""
    out = []
    for char in value:
        if char in '"\\':
            out.append("\\" + char)
        elif char == " " or (char.isprintable() and unicodedata.category(char) != "Co"):
            out.append(char if char != "\ufffd" else "\\uFFFD")
        else:
            out.append(f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}")
    return '"' + "".join(out) + '"'


def literal_places(text: str, correction: Correction) -> Iterator[tuple[int, int]]:
    """Yield where the words of a correction stand in a text, line ends and spaces apart."""
    words = correction.found.split()
    if not words:
        return
    pattern = r"\s+".join(map(re.escape, words))
    if re.match(f"[{LETTER}]", words[0]):
        pattern = rf"(?<![{LETTER}])" + pattern
    if re.match(f".*[{LETTER}]$", words[-1]):
        pattern += rf"(?![{LETTER}])"
    for match in re.finditer(pattern, text):
        before = text[max(0, match.start() - _CONTEXT) : match.start()]
        after = text[match.end() : match.end() + _CONTEXT]
        if correction.fits(before, after):
            yield match.start(), match.end()


def stale(corrections: Sequence[Correction], used: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that were not used."""
    gone = set(used)
    return tuple(correction for correction in corrections if correction not in gone)

"""Signs in a source that look right and are not: ligatures typed as one sign, other hyphens and
apostrophes, letters read in the wrong encoding, tabs; and notes typed by hand.

A word with U+FB03 → M026; ``porte-plume`` with U+2010 → M027; ``Ã©`` for ``é`` → M025
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publish.characters import APOSTROPHE, HYPHEN
from publish.diagnostics import Diagnostic
from publish.manuscript import faults

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_ODD: dict[str, tuple[str, re.Pattern[str]]] = {
    "U+2010": ("-", re.compile(HYPHEN)),
    "U+2212": ("-", re.compile("(?<=[^\\W\\d_])\u2212(?=[^\\W\\d_])")),
    "U+02BC": (APOSTROPHE, re.compile("\u02bc")),
    "U+2032": (APOSTROPHE, re.compile("(?<=[^\\W\\d_])\u2032(?=[^\\W\\d_])")),
}
_MOJIBAKE = re.compile(
    "(?:[\u00c2\u00c3\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac[\u0080-\u00bf\u0152\u0153\u0178\u02dc\u2018-\u203a\u2122])+"
)
_TAB = re.compile(r"(?<=\S)\t+(?=\S)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CALL = re.compile(r"(?<=[\w.,;:!?»”’*_])[ ]?(\[(\d{1,3})\]|\((\d{1,3})\))(?![\w(\[:])")
_NOTE = re.compile(r" {0,3}(\[(\d{1,3})\]|\((\d{1,3})\))[ \t]+\S")


def odd_signs(source: str, file: str) -> Iterator[Diagnostic]:
    """Yield what a source holds of them, with line and column; code is not read."""
    for number, line in prose(source):
        for found in _LIGATURE.finditer(line):
            better = unicodedata.normalize("NFKC", found[0])
            word = _word_at(line, found.start())
            yield faults.LIGATURE_SIGN.at(
                file, number, found.start() + 1, text=word, better=word.replace(found[0], better)
            )
        for name, (better, pattern) in _ODD.items():
            for found in pattern.finditer(line):
                yield faults.ODD_SIGN.at(file, number, found.start() + 1, name=name, better=better)
        for found in _MOJIBAKE.finditer(line):
            if better := _read_again(found[0]):
                yield faults.MOJIBAKE.at(
                    file, number, found.start() + 1, text=found[0], better=better
                )
        if found_tab := _TAB.search(line):
            yield faults.TAB.at(file, number, found_tab.start() + 1)


def hand_notes(source: str, file: str) -> Iterator[Diagnostic]:
    """Yield each call of a note that is typed by hand: ``mot [1]``, and a line ``[1] Note.``"""
    notes: dict[str, int] = {}
    calls: list[tuple[str, str, int, int]] = []
    for number, line in prose(source):
        opened = _NOTE.match(line)
        if opened and opened[1] not in notes:
            notes[opened[1]] = number
        calls += [
            (found[1], found[2] or found[3], number, found.start(1) + 1)
            for found in _CALL.finditer(line)
        ]
    for mark, label, number, column in calls:
        if notes.get(mark, number) != number:
            yield faults.HAND_NOTE.at(
                file, number, column, mark=mark, there=notes[mark], number=label
            )


def mended_signs(source: str) -> str:
    """Return a source with the signs that are surely meant; code is left as it is."""
    lines = source.split("\n")
    for number, line in prose(source):
        line = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), line)
        for better, pattern in _ODD.values():
            line = pattern.sub(better, line)
        lines[number - 1] = line
    return "\n".join(lines)


def prose(source: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a source that are no fenced code, with their numbers."""
    fence = ""
    for number, line in enumerate(source.split("\n"), 1):
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence:
            yield number, line


def _word_at(line: str, at: int) -> str:
    start = max((line.rfind(sign, 0, at) + 1 for sign in " \t’'(«"), default=0)
    found = re.compile(r"\S+").match(line, start)
    return found[0].strip(".,;:!?»()") if found else line[at]


def _read_again(text: str) -> str:
    """Return what a text is in UTF-8 whose bytes were read as Windows-1252, "" if it is none."""
    try:
        return _bytes(text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""


def _bytes(text: str) -> bytes:
    return b"".join(
        sign.encode("latin-1") if "\x80" <= sign <= "\x9f" else sign.encode("cp1252")
        for sign in text
    )

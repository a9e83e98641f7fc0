"""Lines that may open a note: a number, a superior figure or a sign, and what follows it.

``1 Voir``, ``(1) Voir``, ``[1] Voir``, ``¹Voir``, ``1Voir``, ``* Voir``; or the number alone on
the line above. A sum (``1 234 fr.``) opens none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from publish.cleaning.alphabet import LETTER, LOWER, SUPERIORS, UPPER
from publish.cleaning.structure.page_turns import PageTurns
from publish.cleaning.structure.raw_calls import value
from publish.cleaning.structure.raw_lines import RawLine

_OPENING: Final = re.compile(
    rf"(?P<open>[\[(]?)(?P<sign>\d{{1,3}}|[{SUPERIORS}]{{1,3}}|\*{{1,6}}|[†‡]"
    rf"|[§¶‖](?=[{UPPER}])|[a-z](?=[\])]))"
    rf"(?P<close>[\])]?[.)]?|\s?[-–—])(?P<gap>\s*)(?=[{LETTER}«“\"‘(\[—–…\d*])"
)
_ALONE: Final = re.compile(r"\d{1,3}$")
_TOUCHING: Final = re.compile(rf"[{UPPER}][{LOWER}’']|«")
"""What follows a number that touches it, as where the file had it raised: ``1Voir``."""
_SUM: Final = re.compile(r"\d{3}(?!\d)")
"""What follows the thousands of a sum: ``1 234 fr.``"""
_PLAIN_START: Final = re.compile(rf"[{UPPER}«“\"‘(\[—–…\d]")


class Scheme(NamedTuple):
    """How a document prints the numbers of its notes."""

    family: str
    opening: str
    closing: str


class NumberCandidate(NamedTuple):
    """A line that may open a note."""

    line: int
    number: int
    begins: int
    """Where its text begins, after the number."""
    mark: int = -1
    """The line before, where it holds the number and nothing else."""


def note_candidates(
    text: str, lines: Sequence[RawLine], pages: PageTurns
) -> Iterator[tuple[Scheme, NumberCandidate]]:
    """Yield the lines that may open a note, each with the scheme of its number."""
    for at, line in enumerate(lines):
        if _ALONE.match(line.text) and _stands_over(lines, pages, at):
            below = lines[at + 1].start
            mark = NumberCandidate(at + 1, int(line.text), below, at)
            yield Scheme("digits", "", "alone"), mark
        match = None if at in pages.aside else _OPENING.match(text, line.start, line.end)
        if match is None or match.end() >= line.end:
            continue
        sign = match["sign"]
        family = _family(sign)
        closed = match["open"] or match["close"]
        if family == "digits" and not match["gap"]:
            if not closed and _TOUCHING.match(text, match.end()):
                touching = Scheme(family, "", "touching")
                yield touching, NumberCandidate(at, value(sign), match.end())
            continue
        plain = family == "digits" and not closed
        if plain and (_SUM.match(text, match.end()) or not _PLAIN_START.match(text, match.end())):
            continue
        yield (
            Scheme(family, match["open"], match["close"].strip()),
            NumberCandidate(at, value(sign), match.end()),
        )


def _stands_over(lines: Sequence[RawLine], pages: PageTurns, at: int) -> bool:
    """Whether a line of text follows a line directly, on its page."""
    if at in pages.aside or at + 1 >= len(lines) or at + 1 in pages.aside:
        return False
    below = lines[at + 1]
    return below.blanks < 2 and at + 1 not in pages.starts and bool(_PLAIN_START.match(below.text))


def _family(sign: str) -> str:
    if sign[0] in SUPERIORS:
        return "superiors"
    if sign.isdecimal():
        return "digits"
    return "letters" if sign.isalpha() else "signs"

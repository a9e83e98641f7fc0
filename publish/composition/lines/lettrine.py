"""The drop cap: a chapter's first letter, several lines high.

It stands on the last of its lines and reaches the height of the capitals of the first; a guillemet
or a dash before it stays small. ``<p>Un jour…`` →
``<p><span class="lettrine">U</span><span class="lettrine-word">n</span> jour…``

A cap of one line is raised: it stands on the first line and rises into the white above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from lxml import etree

from publish.book import Element
from publish.book.vocabulary import LETTRINE, classes, is_call, is_lettrine
from publish.characters import (
    EM_DASH,
    FINE_SPACE,
    FOUR_PER_EM_SPACE,
    LEFT_GUILLEMET,
    NO_BREAK_SPACE,
)
from publish.composition.lines.atoms import Atom
from publish.composition.style.faces import Case
from publish.composition.style.properties import Style

_GAP = 0.12  # white beside the letter, in em of the text
_MIDDLE = 0.3
"""How high the middle of a letter's box stands above its baseline, in em, more or less: lowered by
as much, it is within its line and does not make it higher; the rest of the way is a relative shift.
"""
_ASCENT = 0.72
"""How high letters reach above their baseline, in em, more or less."""
_RAISED = 1
"""Lines that a raised cap is said to take."""
_SIGNS = (
    rf"\s*(?:{EM_DASH}[\s{FOUR_PER_EM_SPACE}{NO_BREAK_SPACE}{FINE_SPACE}]*)?"
    rf"(?:{LEFT_GUILLEMET}[{NO_BREAK_SPACE}{FINE_SPACE}]?)?"
)
_OPENING = re.compile(rf"({_SIGNS})([^\W\d_])([\w'’-]*)")
_BEFORE = frozenset({"subtitle", "author", "source", "date"})


class Beside(NamedTuple):
    """Lines that stand beside a cap, and what it takes of each, in points."""

    lines: int
    width: float

    def after(self, lines: int) -> Beside:
        """Return what is left of it below some lines."""
        return Beside(self.lines - lines, self.width)


class CrowdedCapError(Exception):
    """There are fewer lines to stand beside a cap than it is high."""


def mark(body: Element, *, cap: bool, words: int = 1) -> None:
    """Mark the first letter of a section's first paragraph (``cap``), if it opens with one, and its
    first ``words``, in place."""
    for paragraph in body.iterchildren("p"):
        if _BEFORE.intersection(classes(paragraph)):
            continue
        for element, where in _slots(paragraph):
            text = getattr(element, where) or ""
            if match := _OPENING.match(text):
                _wrap(element, where, match, cap=cap, words=words)
                return
            if re.fullmatch(_SIGNS, text) is None:
                return
        return


def _slots(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield where texts of an element stand, in their order, up to what is no text."""
    yield element, "text"
    for child in element:
        if not isinstance(child.tag, str) or child.tag in ("img", "br", "sup") or is_call(child):
            return
        yield from _slots(child)
        yield child, "tail"


def _wrap(element: Element, where: str, match: re.Match[str], *, cap: bool, words: int) -> None:
    text = match.string
    start = match.end(2) if cap else match.end(1)
    end = _end_of(text, match.end(), words) if words else start
    found: list[Element] = []
    if cap:
        letter = etree.Element("span", {"class": LETTRINE})
        letter.text = match[2]
        found.append(letter)
    if words:
        word = etree.Element("span", {"class": f"{LETTRINE}-word"})
        word.text = text[start:end]
        found.append(word)
    if not found:
        return
    found[-1].tail = text[end:]
    setattr(element, where, match[1] or None)
    above = element.getparent()
    if where == "text" or above is None:
        element[:0] = found
    else:
        at = above.index(element) + 1
        above[at:at] = found


def _end_of(text: str, end: int, words: int) -> int:
    """Return where the first words end, the first of which ends at ``end``."""
    further = re.match(rf"(?:[^\w\s]?\s+[\w'’-]+){{0,{words - 1}}}", text[end:])
    return end + (further.end() if further else 0)


def shape(body: Element, styles: dict[Element, Style], case: Case, lines: int) -> None:
    """Give the marked letter the size that ``lines`` lines of its paragraph ask for, 0 for that of
    the text."""
    for letter in body.iter("span"):
        if not is_lettrine(letter):
            continue
        letter.attrib.pop("style", None)
        style = styles[letter]
        face = case.face(style)
        if not lines or face is None or not face.cap_height:
            continue
        drop = (lines - 1) * style.leading
        rise = style.leading if lines == _RAISED else 0.0
        size = (drop + rise + face.cap_height * style.size) / face.cap_height
        over = face.reach(letter.text or "", style.features)[1] * size
        gap = _GAP * style.size + max(0.0, over)
        styles[letter] = replace(style, size=size, tracking=gap, shift=-drop)
        lowered = _MIDDLE * size
        place = (
            f"vertical-align: {-lowered:.3f}pt; position: relative; top: {drop - lowered:.3f}pt; "
            f"letter-spacing: {gap:.3f}pt"
        )
        letter.set("style", f"font-size: {size:.3f}pt; {place}")


def beside(atoms: Sequence[Atom], lines: int, style: Style) -> Beside | None:
    """Return what stands beside the cap that a paragraph of a style opens with, its own first line
    included; a letter that hangs below its lines (J, Q, Ç) takes another. None where there is no
    cap, or one that needs no room."""
    width = 0.0
    for atom in atoms:
        width += atom.width
        if any(map(is_lettrine, atom.path)) and atom.face is not None:
            below = atom.face.reach(atom.text, atom.style.features)[0] * atom.style.size
            free = style.leading - _ASCENT * style.size
            more = ceil((below - free) / style.leading) if below > free else 0
            return Beside(lines + more, width) if lines + more > 1 else None
    return None


def indents(room: Beside | None, indent: float, *, opens: bool) -> tuple[float, ...]:
    """Return the indents of a paragraph's lines: its own, and the room that a cap takes, which it
    ``opens`` with or stands further down beside."""
    if room is None:
        return (indent,)
    first = 0.0 if opens else room.width + indent
    return (first, *([room.width] * (room.lines - 1)))

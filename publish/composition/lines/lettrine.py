"""The drop cap: a chapter's first letter, several lines high.

It stands on the last of its lines and reaches the height of the capitals of the first; a guillemet
before it stays small. ``<p>Un jour…`` →
``<p><span class="lettrine">U</span><span class="lettrine-word">n</span> jour…``
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from publish.book import Element
from publish.book.vocabulary import LETTRINE, classes, is_lettrine
from publish.characters import FINE_SPACE, LEFT_GUILLEMET, NO_BREAK_SPACE
from publish.composition.lines.atoms import Atom
from publish.composition.style.faces import Case
from publish.composition.style.properties import Style

_GAP = 0.12  # white beside the letter, in em of the text
_MIDDLE = 0.3
"""How high the middle of a letter's box stands above its baseline, in em, more or less: lowered by
as much, it is within its line and does not make it higher; the rest of the way is a relative shift.
"""
_OPENING = re.compile(rf"\s*({LEFT_GUILLEMET}[{NO_BREAK_SPACE}{FINE_SPACE}]?)?([^\W\d_])([\w'’-]*)")
_BEFORE = frozenset({"subtitle", "author", "source", "date"})


def mark(body: Element) -> None:
    """Mark the first letter of a section's first paragraph, in place, if it opens with one."""
    for paragraph in body.iterchildren("p"):
        if _BEFORE.intersection(classes(paragraph)):
            continue
        match = _OPENING.match(paragraph.text or "")
        if match:
            _wrap(paragraph, match)
        return


def _wrap(paragraph: Element, match: re.Match[str]) -> None:
    text = paragraph.text or ""
    letter = etree.Element("span", {"class": LETTRINE})
    letter.text = match[2]
    word = etree.Element("span", {"class": f"{LETTRINE}-word"})
    word.text, word.tail = match[3], text[match.end() :]
    paragraph.text = match[1] or None
    paragraph.insert(0, letter)
    paragraph.insert(1, word)


def shape(body: Element, styles: dict[Element, Style], case: Case, lines: int) -> None:
    """Give the marked letter the size that ``lines`` lines of its paragraph ask for."""
    for letter in body.iter("span"):
        if not is_lettrine(letter):
            continue
        style = styles[letter]
        face = case.face(style)
        if face is None or not face.cap_height:
            continue
        drop = (lines - 1) * style.leading
        size = (drop + face.cap_height * style.size) / face.cap_height
        gap = _GAP * style.size
        styles[letter] = replace(style, size=size, tracking=gap, shift=-drop)
        lowered = _MIDDLE * size
        place = (
            f"vertical-align: {-lowered:.3f}pt; position: relative; top: {drop - lowered:.3f}pt; "
            f"letter-spacing: {gap:.3f}pt"
        )
        letter.set("style", f"font-size: {size:.3f}pt; {place}")


def indents(atoms: Sequence[Atom], lines: int) -> tuple[float, ...]:
    """Return the indents of a paragraph's lines beside its drop cap, none where it has none."""
    width = 0.0
    for atom in atoms:
        width += atom.width
        if any(map(is_lettrine, atom.path)):
            return (0.0, *([width] * (lines - 1)))
    return ()

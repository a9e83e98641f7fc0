"""A block's inline content → atoms: words, spaces and anchors, each measured.

``Le <em>chat</em> dort`` → ``Le · chat · dort``; each atom remembers the elements around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from unicodedata import combining

from publish.book import BLOCK_LEVEL, Element
from publish.book.vocabulary import FILL, has_class
from publish.characters import INVISIBLE, NO_BREAK_SPACE
from publish.composition.style.faces import Case, Face
from publish.composition.style.properties import Style

_BREAKABLE = " \t\n\r"
_TOKEN = re.compile(rf"[ \t\n\r]+|{NO_BREAK_SPACE}|[^ \t\n\r{NO_BREAK_SPACE}]+")


class AtomKind(Enum):
    """What an atom is: a word, a space that breaks or not, an empty element, a forced line end."""

    WORD = 0
    SPACE = 1
    TIE = 2
    ANCHOR = 3
    BREAK = 4
    FILL = 5


@dataclass(frozen=True, slots=True)
class Atom:
    """An indivisible piece of a line, word divisions apart; ``width`` in points.

    ``path``: the inline elements around it, outermost first.
    """

    kind: AtomKind
    text: str
    path: tuple[Element, ...]
    style: Style
    width: float
    face: Face | None = None


class UnmeasurableError(Exception):
    """A block holds what composition cannot measure; says what."""


def atoms(block: Element, styles: Mapping[Element, Style], case: Case) -> list[Atom]:
    """Return the atoms of a block; raises UnmeasurableError for pictures and unknown fonts.

    White space is collapsed as CSS does it; none is left at the block's ends.
    """
    found: list[Atom] = []
    for atom in _atoms(block, (), styles, case):
        if atom.kind is AtomKind.SPACE and (not found or _ends_open(found)):
            continue
        found.append(atom)
    while found and found[-1].kind is AtomKind.SPACE:
        found.pop()
    return found


def _ends_open(found: list[Atom]) -> bool:
    """Whether a space here would follow a space or begin a line; anchors do not count."""
    before = next((atom for atom in reversed(found) if atom.kind is not AtomKind.ANCHOR), None)
    return before is None or before.kind in (AtomKind.SPACE, AtomKind.BREAK)


def _atoms(
    element: Element, path: tuple[Element, ...], styles: Mapping[Element, Style], case: Case
) -> Iterator[Atom]:
    style = styles[element]
    yield from _words(element.text, path, style, case)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in BLOCK_LEVEL:
            yield from _inline(child, path, styles, case)
        yield from _words(child.tail, path, style, case)


def _inline(
    child: Element, path: tuple[Element, ...], styles: Mapping[Element, Style], case: Case
) -> Iterator[Atom]:
    style, inner = styles[child], (*path, child)
    if style.display == "none":
        return
    if child.tag == "br":
        yield Atom(AtomKind.BREAK, "", path, style, 0.0)
    elif child.tag == "img" or style.foreign:
        raise UnmeasurableError(child.tag)
    elif has_class(child, FILL):
        yield Atom(AtomKind.FILL, "", inner, style, 0.0)
    elif len(child) == 0 and not child.text:
        yield Atom(AtomKind.ANCHOR, "", inner, style, 0.0, case.face(style))
    else:
        yield from _atoms(child, inner, styles, case)


def _words(text: str | None, path: tuple[Element, ...], style: Style, case: Case) -> Iterator[Atom]:
    if not text:
        return
    face = case.face(style)
    if face is None:
        raise UnmeasurableError(style.family)
    if style.white_space not in ("normal", "nowrap"):
        raise UnmeasurableError(f"white-space: {style.white_space}")
    features, white = style.features, style.tracking + style.word_spacing
    space = AtomKind.TIE if style.white_space == "nowrap" else AtomKind.SPACE
    for match in _TOKEN.finditer(text.upper() if style.uppercase else text):
        token = match[0]
        if token == NO_BREAK_SPACE:
            width = face.width(" ", features) * style.size + white
            yield Atom(AtomKind.TIE, token, path, style, width, face)
        elif token[0] in _BREAKABLE:
            width = face.width(" ", features) * style.size + white
            yield Atom(space, " ", path, style, width, face)
        else:
            if not face.covers(token):
                raise UnmeasurableError(token)
            yield Atom(AtomKind.WORD, token, path, style, text_width(token, style, face), face)


def text_width(text: str, style: Style, face: Face) -> float:
    """Return the width of a text without spaces, in points."""
    width = face.width(text, style.features) * style.size
    return width + style.tracking * count_signs(text) if style.tracking else width


def count_signs(text: str) -> int:
    """Return how many signs letter-spacing sets apart: a mark stays on its letter."""
    return sum(1 for sign in text if sign not in INVISIBLE and not combining(sign)) or bool(text)

"""A page's lines → their glyphs, each in its place: what needs no painter.

A page is lettered where every line of it, and every element around, is styled by what composition
knows (docs/decisions/0022); any other is left to the painter. All places are in points from the
upper left of the text area, downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile, zip_longest
from typing import NamedTuple
from unicodedata import combining

from publish.book import Element, text_of
from publish.book.vocabulary import FILL, has_class, is_lettrine
from publish.characters import HYPHEN, NO_BREAK_SPACE, TURNED_OVER
from publish.composition.lines.atoms import count_signs
from publish.composition.lines.paragraph import Line
from publish.composition.pages.composer import ComposedSection
from publish.composition.pages.galley import Row
from publish.composition.pages.page import Page
from publish.composition.style.faces import Face, Glyph
from publish.composition.style.properties import Style

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_WITH_FORMS = frozenset("az ca crh kk mk mo nl pl ro sr tr tt".split())
"""Languages that fonts have forms of their own for; composition shapes by the book's language."""

_WHITE = re.compile(r"[ \t\r\n]+")
_OF_BOXES = ("background", "counter", "string-set")
"""Properties of the root and the body that are painted around the text, or count nothing in it."""

_WORD_SPACES = frozenset({" ", NO_BREAK_SPACE})

_BELOW = 0.25
"""How far a link's area reaches below the baseline, as a share of its type's size."""


class Sort(NamedTuple):
    """A glyph, and the white added behind it, in points."""

    glyph: Glyph
    space: float = 0.0


Word = tuple[Sort, ...]
"""Sorts that follow one another, all raised alike; the same word is the same value."""


@dataclass(frozen=True, slots=True)
class StyledStretch:
    """What stands on a line within the same elements, in one face, size and colour.

    ``path``: the section and the elements within it, the innermost last; ``y``: its baseline;
    ``width``: as widened by ``scale``.
    """

    path: tuple[Element, ...]
    face: Face
    style: Style
    x: float
    y: float
    width: float
    scale: float
    words: tuple[Word, ...]

    @property
    def sorts(self) -> tuple[Sort, ...]:
        return tuple(sort for word in self.words for sort in word)


@dataclass(frozen=True, slots=True)
class LinkArea:
    """The area of a link on one line; its sides are left, top, right, bottom."""

    path: tuple[Element, ...]
    sides: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Title:
    """A line of the outline."""

    level: int
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """All that stands on a page, in its order: type, links before their type; anchors, titles."""

    items: tuple[StyledStretch | LinkArea, ...]
    anchors: Mapping[str, tuple[float, float]]
    titles: tuple[Title, ...]


@dataclass(frozen=True, slots=True)
class _Spelled:
    """What one atom of a line gives: ``at`` and ``end`` are before scaling, ``run`` counts the
    fills before it."""

    path: tuple[Element, ...]
    style: Style
    at: float
    end: float
    run: int
    words: tuple[Word, ...]


def lettering(composed: ComposedSection) -> list[Lettering | None]:
    """Return the lettering of each page of a section, None for one that the painter paints."""
    hand = _Hand(composed)
    drawable = not composed.composer.style_sheet.reaches_in
    return [
        hand.page(page, number) if drawable and all(map(hand.draws, page.rows)) else None
        for number, page in enumerate(composed.pages)
    ]


@dataclass(slots=True)
class _Hand:
    """Letters the pages of a section; what it has found of an element is remembered."""

    composed: ComposedSection
    _plain: dict[Element, bool] = field(default_factory=dict)
    _words: dict[tuple[int, str], tuple[tuple[Word, ...], float]] = field(default_factory=dict)
    """By style, which the section keeps alive, and text."""

    def draws(self, row: Row) -> bool:
        """Whether a row is a line with nothing in it or around it that is not known here."""
        if row.line is None:
            return False
        inline = {element for span in row.line.spans for element in span.path}
        if any(any(self._style(e).margin) or any(self._style(e).padding) for e in inline):
            return False
        around = (*inline, row.block, *row.block.iterancestors())
        read = "".join(span.text for span in row.line.spans)
        return all(map(self._is_plain, around)) and not _RIGHT_TO_LEFT.search(read)

    def page(self, page: Page, number: int) -> Lettering:
        """Letter the page of a number, from 0."""
        items: list[StyledStretch | LinkArea] = []
        anchors: dict[str, tuple[float, float]] = {}
        titles: list[Title] = []
        areas = [(one, area.x) for area in page.areas for one in area.rows]
        for one, left in (*areas, *((note, 0.0) for note in page.notes)):
            row, line, x = one.row, one.row.line, left + one.row.x
            if line is None:
                continue
            spelled = list(self._spelled(row, line))
            places = dict.fromkeys(row.ids, x)
            for atom in reversed(spelled):
                for element in atom.path:
                    places[element.get("id", "")] = x + line.x + atom.at * line.fit.scale
            for name, at in places.items():
                if self.composed.anchors.get(name) == number:
                    anchors.setdefault(name, (at, one.y))
            if row.first and row.style.bookmark and (label := _label(row)):
                titles.append(Title(row.style.bookmark, label, x, one.y))
            items += _with_targets(list(self._stretches(row, line, spelled, x, one.y)))
        return Lettering(tuple(items), anchors, tuple(titles))

    def _spelled(self, row: Row, line: Line) -> Iterator[_Spelled]:
        """Yield what each atom of a line gives, as composition measured it."""
        at, run = 0.0, 0
        stretch = line.fit.stretch / row.style.size
        for text, path in _texts(row, line):
            style = self._style(path[-1]) if path else row.style
            words, width = self._spell(style, text)
            if text in _WORD_SPACES:
                ((sort,),) = words
                width += stretch * style.size
                words = ((sort._replace(space=sort.space + stretch * style.size),),)
            end = at + width
            yield _Spelled(path, style, at, end, run, words)
            if path and has_class(path[-1], FILL):
                end, run = at + line.fill, run + 1
            at = end

    def _spell(self, style: Style, text: str) -> tuple[tuple[Word, ...], float]:
        """Return the sorts of an atom, and its width in points."""
        found = self._words.get((id(style), text))
        if found is None:
            sorts = tuple(_sorts(text, style, self._face(style))) if text else ()
            width = sum(one.glyph.advance * style.size + one.space for one in sorts)
            alike = groupby(sorts, lambda sort: sort.glyph.y)
            found = self._words[id(style), text] = tuple(tuple(g) for _, g in alike), width
        return found

    def _stretches(
        self, row: Row, line: Line, spelled: Sequence[_Spelled], left: float, top: float
    ) -> Iterator[StyledStretch]:
        """Yield a line's stretches; atoms that show nothing do not part them."""
        scale = line.fit.scale
        shown = [atom for atom in spelled if atom.words]
        for (path, _), group in groupby(shown, lambda atom: (atom.path, atom.run)):
            atoms = list(group)
            first, style = atoms[0], atoms[0].style
            raised = sum(self._style(element).shift for element in path)
            yield StyledStretch(
                path=(*self._around(row.block), *path),
                face=self._face(style),
                style=style,
                x=left + line.x + first.at * scale,
                y=top + self._baseline(row.style) - raised,
                width=(atoms[-1].end - first.at) * scale,
                scale=scale,
                words=tuple(word for atom in atoms for word in atom.words),
            )

    def _around(self, block: Element) -> tuple[Element, ...]:
        """Return the section, for notes too, and the elements from it to a block."""
        body = self.composed.copy.body
        between = takewhile(lambda e: e is not body and e.tag != "body", block.iterancestors())
        return (body, *reversed(list(between)), block)

    def _is_plain(self, element: Element) -> bool:
        """Whether all that is said of an element's looks is known."""
        found = self._plain.get(element)
        if found is None:
            style = self._style(element)
            unknown = (*style.unknown, *style.foreign)
            if element.tag in ("html", "body"):
                unknown = tuple(name for name in unknown if not name.startswith(_OF_BOXES))
            styled = element.get("style") and not is_lettrine(element)
            spoken = element.get("lang", "").partition("-")[0].lower()
            own = spoken in _WITH_FORMS or element.get("dir")
            found = self._plain[element] = not (unknown or styled or own)
        return found

    def _baseline(self, style: Style) -> float:
        """Return how far below the top of its line a block's type stands (CSS 2.1, 10.8.1)."""
        above, below = self._face(style).extents
        return (style.leading + (above - below) * style.size) / 2

    def _style(self, element: Element) -> Style:
        return self.composed.styles[element]

    def _face(self, style: Style) -> Face:
        face = self.composed.composer.case.face(style)
        if face is None:
            raise LookupError(f"{style.family} was there when lines were measured")
        return face


def _texts(row: Row, line: Line) -> Iterator[tuple[str, tuple[Element, ...]]]:
    """Yield the texts of a line, the last with its hyphen; a space at its end parts it from the
    next line for whoever copies the text."""
    for span in line.spans[:-1]:
        yield span.text, span.path
    for span in line.spans[-1:]:
        yield span.text + HYPHEN * line.hyphen, span.path
    if not (line.divided or line.joined or row.last):
        yield " ", ()


def _sorts(text: str, style: Style, face: Face) -> Iterator[Sort]:
    """Yield the sorts of an atom."""
    if text in _WORD_SPACES:
        (glyph,) = face.glyphs(text, ())
        white = style.tracking + style.word_spacing
        yield Sort(glyph._replace(advance=face.width(" ", style.features)), white)
        return
    glyphs = face.glyphs(text, style.features)
    if text == TURNED_OVER:  # no part of the text
        glyphs = tuple(glyph._replace(text=" ") for glyph in glyphs)
    for glyph, after in zip_longest(glyphs, glyphs[1:]):
        joined = after is not None and after.text and all(map(combining, after.text))
        yield Sort(glyph, 0.0 if joined else style.tracking * count_signs(glyph.text))


def _with_targets(stretches: Sequence[StyledStretch]) -> Iterator[StyledStretch | LinkArea]:
    """Yield a line's stretches, the area of each link before its first."""
    known: set[Element] = set()
    for one in stretches:
        for depth, element in enumerate(one.path, 1):
            if element.get("href") is None or element in known:
                continue
            known.add(element)
            within = [other for other in stretches if element in other.path]
            yield LinkArea(one.path[:depth], _sides(within))
        yield one


def _sides(stretches: Sequence[StyledStretch]) -> tuple[float, float, float, float]:
    size, y = max((one.style.size, one.y) for one in stretches)
    right = max(one.x + one.width for one in stretches)
    return stretches[0].x, y - (1 - _BELOW) * size, right, y + _BELOW * size


def _label(row: Row) -> str:
    """Return the bookmark of a heading."""
    label = row.block.get(row.style.label, "") if row.style.label else text_of(row.block)
    return _WHITE.sub(" ", label).strip(" ")

"""Lettering → a plate: a page's text as it is drawn in a PDF, and what it holds.

A plate is laid on the page that the painter has made, with its running heads and folio. Places are
in points from the upper left of the text area, upwards as PDF counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from publish.book import Element, text_of
from publish.composition import (
    ComposedSection,
    Lettering,
    LinkArea,
    StyledStretch,
    Word,
    element_keys,
    lettering,
)
from publish.editions.pdf.font_metrics import digest_of, is_whole
from publish.editions.pdf.meanings import Meanings, named
from publish.editions.pdf.painted_section import Bookmark, Link, PageRecord, ShownContent
from publish.editions.pdf.structure_note import StructureNotes

_CLOSE = 0.01
"""Thousandths of the size that need not be corrected."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A page's text. ``drawing`` is a content stream; ``faces``: a font's name → glyph → what it
    stands for; ``page``: what the page holds.

    A font's name is its digest; where a glyph stands for two things (a small capital for A and for
    a), a second font of the same file says the other: ``digest.1``.
    """

    drawing: str
    faces: dict[str, dict[int, str]]
    page: PageRecord


def plates(composed: ComposedSection) -> tuple[Plate | None, ...]:
    """Return the plates of a section's pages; None for a page that only the painter can paint."""
    keys, pages = element_keys(composed), lettering(composed)
    known, meanings = _Known(), Meanings()
    return tuple(_plate(one, keys, known, meanings) if one else None for one in pages)


def _plate(
    page: Lettering, keys: Mapping[Element, str], known: _Known, meanings: Meanings
) -> Plate | None:
    """Return a page's plate; None where a font is one that only the painter can write.

    ``keys``: by what the parts of each element know each other; ``known``: the words that were
    set before; ``meanings``: what glyphs stand for on the pages before.
    """
    stretches = [item for item in page.items if isinstance(item, StyledStretch)]
    if not all(is_whole(item.face.file) for item in stretches):
        return None
    pen = _Pen(keys, known, meanings)
    for note, items in groupby(page.items, pen.note):
        pen.draw(note, list(items))
    return Plate(
        "\n".join(pen.drawing),
        pen.faces,
        PageRecord(
            {name: (round(x, 3), round(-y, 3)) for name, (x, y) in page.anchors.items()},
            sum(c.isalnum() for one in stretches for sort in one.sorts for c in sort.glyph.text),
            tuple(pen.links),
            tuple(
                Bookmark(title.level, title.label, round(title.x, 3), round(-title.y, 3))
                for title in page.titles
            ),
            tuple(pen.notes.found),
            tuple(pen.shown),
        ),
    )


@dataclass(frozen=True, slots=True)
class _SetWord:
    """A word as it is shown: glyphs by number in hexadecimal, ``>n<`` where n thousandths of the
    size are taken from a width; what is to be taken before it, and behind it."""

    before: float
    shown: str
    behind: float


_Known = dict[tuple[int, int, float], _SetWord]
"""By word and face, which their lettering keeps alive, and size."""


@dataclass(slots=True)
class _Pen:
    """Draws what stands on a page; content of one element that follows itself is marked once."""

    keys: Mapping[Element, str]
    known: _Known
    meanings: Meanings
    notes: StructureNotes = field(default_factory=StructureNotes)
    drawing: list[str] = field(default_factory=list)
    faces: dict[str, dict[int, str]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    shown: list[ShownContent] = field(default_factory=list)
    contents: int = 0
    colour: str = ""

    def note(self, item: StyledStretch | LinkArea) -> int | None:
        """Return the note that an item belongs to."""
        return self.notes.of([(element, self.keys[element]) for element in item.path])

    def draw(self, note: int | None, items: Sequence[StyledStretch | LinkArea]) -> None:
        """Draw what stands in one element, links first."""
        for target in (item for item in items if isinstance(item, LinkArea)):
            self.shown.append(ShownContent(note, link=len(self.links)))
            self.links.append(_link(target))
        stretches = [item for item in items if isinstance(item, StyledStretch)]
        if not stretches:
            return
        self.shown.append(ShownContent(note, self.contents))
        self.drawing.append(f"/Span <</MCID {self.contents}>> BDC")
        self.contents += 1
        for one in stretches:
            self._stretch(one)
        self.drawing.append("EMC")

    def _stretch(self, one: StyledStretch) -> None:
        digest = digest_of(one.face.file)
        words = [part for word in one.words for part in self.meanings.parted(digest, word)]
        for layer, word in words:
            glyphs = self.faces.setdefault(named(digest, layer), {})
            glyphs.update((sort.glyph.number, sort.glyph.text) for sort in word)
        colour = " ".join(map(_number, one.style.colour or (0, 0, 0)))
        if colour != self.colour:
            self.drawing.append(f"{colour} rg")
            self.colour = colour
        self.drawing.append(f"BT {_number(one.scale)} 0 0 1 {_number(one.x)} {_number(-one.y)} Tm")
        self.drawing += self._shows(one, digest, words)
        self.drawing.append("ET")

    def _shows(
        self, one: StyledStretch, digest: str, words: Sequence[tuple[int, Word]]
    ) -> Iterator[str]:
        """Yield the operators that show a stretch."""
        raised, font = 0.0, -1
        for (layer, rise), group in groupby(words, lambda part: (part[0], part[1][0].glyph.y)):
            if layer != font:
                yield f"/{resource(named(digest, layer))} {_number(one.style.size)} Tf"
                font = layer
            if rise != raised:
                yield f"{_number(rise * one.style.size)} Ts"
                raised = rise
            yield f"[{''.join(self._run(one, (word for _, word in group)))}] TJ"
        if raised:
            yield "0 Ts"

    def _run(self, one: StyledStretch, words: Iterable[Word]) -> Iterator[str]:
        """Yield strings of glyphs and what is taken from the widths between them."""
        shown, owed = "", 0.0
        for word in words:
            done = self._set(one, word)
            owed += done.before
            if shown and abs(owed) <= _CLOSE:
                shown += done.shown
            else:
                yield f"<{shown}>" if shown else ""
                yield _number(owed) if abs(owed) > _CLOSE else ""
                shown, owed = done.shown, 0.0
            owed += done.behind
        yield f"<{shown}>"
        yield _number(owed) if abs(owed) > _CLOSE else ""

    def _set(self, one: StyledStretch, word: Word) -> _SetWord:
        key = (id(word), id(one.face), one.style.size)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = _set_word(one, word)
        return found


def resource(name: str) -> str:
    """Return the name of a font in the resources of a page."""
    return f"F{name}"


def _set_word(one: StyledStretch, word: Word) -> _SetWord:
    """Set a word where widths are not the font's own: kerned, spaced, moved."""
    first = -1000 * word[0].glyph.x
    shown, owed = "", 0.0
    for glyph, space in word:
        before = owed - 1000 * glyph.x if shown else 0.0
        if abs(before) > _CLOSE:
            shown += f">{_number(before)}<"
            before = 0.0
        shown += f"{glyph.number:04x}"
        width = glyph.advance - glyph.x + space / one.style.size
        owed = before + 1000 * (one.face.natural(glyph.number) - width)
    return _SetWord(first, shown, owed)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def _link(target: LinkArea) -> Link:
    element = target.path[-1]
    href = element.get("href", "")
    left, top, right, bottom = target.sides
    return Link(
        href.removeprefix("#"),
        href.startswith("#"),
        (round(left, 3), round(-bottom, 3), round(right, 3), round(-top, 3)),
        element.get("title") or " ".join(text_of(element).split()),
    )

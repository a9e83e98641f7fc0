"""Where each piece of a tree's text stands, and how it is put back.

``<p>le <em>mot</em>.</p>`` → ``le `` (text of p), ``mot`` (text of em), ``.`` (tail of em)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from lxml import etree

from publish.book import Element
from publish.characters import BLOCK_MARK, CALL_MARK, LINE_MARK, OBJECT_MARK, TREE_MARK

INLINE: Final = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub "
    "sup time u var wbr".split()
)
"""Elements within a line; every other element begins and ends a block."""

_OPAQUE: Final = frozenset({"code", "img", "kbd", "pre", "samp", "var"})


class Level(Enum):
    """How letters stand on their line."""

    PLAIN = ""
    SUPERIOR = "sup"
    NUMERAL = "rom"


class Place(Enum):
    """What a slot is written to."""

    MARK = 0
    """nothing: it stands for an element"""
    TEXT = 1
    """the text of its owner"""
    TAIL = 2
    """the tail of its owner"""
    NEW = 3
    """an element that typography adds"""
    AFTER = 4
    """the tail of that element"""


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of text as it was read."""

    place: Place
    text: str
    owner: Element
    level: Level = Level.PLAIN


@dataclass(slots=True)
class _Reader:
    language: str
    slots: list[Slot] = field(default_factory=list)

    def read(self, tree: Element) -> None:
        """Add the slots of a tree, without going into what is not prose in the book's language."""
        around: list[Level] = []
        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if element is not tree and self._opaque(element):
                    walk.skip_subtree()
                    self._mark(element, OBJECT_MARK if element.tag in INLINE else BLOCK_MARK)
                    around.append(Level.PLAIN)
                    continue
                around.append(self._enter(element, around[-1] if around else Level.PLAIN))
                continue
            if event == "end":
                around.pop()
                if element.tag not in INLINE:
                    self._mark(element, BLOCK_MARK)
            if element is not tree:
                self._leave(element, around[-1])

    def _opaque(self, element: Element) -> bool:
        language = element.get("lang")
        return element.tag in _OPAQUE or (
            language is not None and language.partition("-")[0].lower() != self.language
        )

    def _enter(self, element: Element, outer: Level) -> Level:
        """Add what stands where an element begins; return the level of its letters."""
        tag, level = element.tag, outer
        if tag not in INLINE:
            self._mark(element, BLOCK_MARK)
        elif tag == "br":
            self._mark(element, LINE_MARK)
        elif tag == "sup":
            level = Level.SUPERIOR
        elif tag == "a" and element.get("data-note") is not None:
            self._mark(element, CALL_MARK)
        elif tag == "span" and "rom" in element.get("class", "").split():
            level = Level.NUMERAL
        if element.text:
            self._text(Place.TEXT, element.text, element, level)
        return level

    def _leave(self, element: Element, level: Level) -> None:
        if element.tail:
            self._text(Place.TAIL, element.tail, element, level)

    def _text(self, place: Place, text: str, owner: Element, level: Level) -> None:
        # Line ends between blocks are layout of the file, not text.
        if text.isspace() and self.slots[-1].text == BLOCK_MARK:
            return
        self.slots.append(Slot(place, text, owner, level))

    def _mark(self, element: Element, mark: str) -> None:
        if mark != BLOCK_MARK or not self.slots or self.slots[-1].text != BLOCK_MARK:
            self.slots.append(Slot(Place.MARK, mark, element))


def slots_of(trees: Iterable[Element], language: str) -> list[Slot]:
    """Return the slots of some trees, each tree closed by a TREE_MARK.

    Elements whose ``lang`` is not ``language`` (two or three letters) stand as one mark.
    """
    reader = _Reader(language)
    for tree in trees:
        reader.read(tree)
        reader.slots.append(Slot(Place.MARK, TREE_MARK, tree))
    return reader.slots


def write_slots(slots: Sequence[Slot], texts: Iterable[str]) -> None:
    """Put ``texts``, one a slot, back where they belong."""
    last: Slot | None = None
    added = etree.Element("sup")
    for slot, text in zip(slots, texts, strict=True):
        if slot.place is Place.TEXT:
            if text != slot.text:
                slot.owner.text = text
        elif slot.place is Place.TAIL:
            if text != slot.text:
                slot.owner.tail = text
        elif slot.place is Place.NEW:
            assert last is not None, "a new element stands within a text"
            added = _added(slot.level, text)
            if last.place is Place.TEXT:
                last.owner.insert(0, added)
            else:
                last.owner.addnext(added)
        elif slot.place is Place.AFTER:
            added.tail = text or None
            slot = Slot(Place.TAIL, text, added)
        last = slot


def _added(level: Level, text: str) -> Element:
    if level is Level.SUPERIOR:
        added = etree.Element("sup")
    else:
        added = etree.Element("span")
        added.set("class", "rom")
    added.text = text
    return added

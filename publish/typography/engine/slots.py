"""Where each piece of a tree's text stands, and how it is put back.

``<p>le <em>mot</em>.</p>`` → ``le `` (text of p), ``mot`` (text of em), ``.`` (tail of em)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final, NamedTuple

from lxml import etree

from publish.book import Element
from publish.book.vocabulary import INDENT, has_class, is_call
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


class SlotPlace(Enum):
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


class TextSlot(NamedTuple):
    """A piece of text as it was read."""

    place: SlotPlace
    text: str
    owner: Element
    level: Level = Level.PLAIN


def slots_of(trees: Iterable[Element], language: str) -> list[TextSlot]:
    """Return the slots of some trees, each tree closed by a TREE_MARK.

    Elements whose ``lang`` is not ``language`` (two or three letters) stand as one mark.
    """
    slots: list[TextSlot] = []
    for tree in trees:
        _read(tree, language, slots)
        slots.append(TextSlot(SlotPlace.MARK, TREE_MARK, tree))
    return slots


def _read(tree: Element, language: str, slots: list[TextSlot]) -> None:
    """Add the slots of a tree, without going into what is not prose in the book's language."""
    around = [Level.PLAIN]
    last = ""
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        block = tag not in INLINE
        if event == "start":
            if has_class(element, INDENT):
                walk.skip_subtree()
                around.append(around[-1])
                continue
            if element is not tree and _opaque(element, language):
                walk.skip_subtree()
                last = BLOCK_MARK if block else OBJECT_MARK
                slots.append(TextSlot(SlotPlace.MARK, last, element))
                around.append(Level.PLAIN)
                continue
            if block:
                mark, level = BLOCK_MARK, Level.PLAIN
            else:
                mark, level = _inline(str(tag), element, around[-1])
            around.append(level)
            if mark and mark + last != BLOCK_MARK * 2:
                last = mark
                slots.append(TextSlot(SlotPlace.MARK, mark, element))
            text, place = element.text, SlotPlace.TEXT
        else:
            if event == "end":
                around.pop()
                if block and last != BLOCK_MARK:
                    last = BLOCK_MARK
                    slots.append(TextSlot(SlotPlace.MARK, BLOCK_MARK, element))
            if element is tree:
                break
            text, place = element.tail, SlotPlace.TAIL
        # Line ends between blocks are layout of the file, not text.
        if text and not (last == BLOCK_MARK and text.isspace()):
            last = ""
            slots.append(TextSlot(place, text, element, around[-1]))


def _opaque(element: Element, language: str) -> bool:
    lang = element.get("lang")
    return element.tag in _OPAQUE or (
        lang is not None and lang.partition("-")[0].lower() != language
    )


def _inline(tag: str, element: Element, outer: Level) -> tuple[str, Level]:
    """Return the mark that stands for an element within a line, and the level of its letters."""
    if tag == "br":
        return LINE_MARK, outer
    if tag == "sup":
        return "", Level.SUPERIOR
    if is_call(element):
        return CALL_MARK, outer
    if tag == "span" and "rom" in element.get("class", "").split():
        return "", Level.NUMERAL
    return "", outer


def write_slots(slots: Sequence[TextSlot], texts: Iterable[str]) -> None:
    """Put ``texts``, one a slot, back where they belong."""
    last: TextSlot | None = None
    added = etree.Element("sup")
    for slot, text in zip(slots, texts, strict=True):
        if slot.place is SlotPlace.TEXT:
            if text != slot.text:
                slot.owner.text = text
        elif slot.place is SlotPlace.TAIL:
            if text != slot.text:
                slot.owner.tail = text
        elif slot.place is SlotPlace.NEW:
            assert last is not None, "a new element stands within a text"
            added = _added(slot.level, text)
            if last.place is SlotPlace.TEXT:
                last.owner.insert(0, added)
            else:
                last.owner.addnext(added)
        elif slot.place is SlotPlace.AFTER:
            added.tail = text or None
            slot = TextSlot(SlotPlace.TAIL, text, added)
        last = slot


def _added(level: Level, text: str) -> Element:
    if level is Level.SUPERIOR:
        added = etree.Element("sup")
    else:
        added = etree.Element("span")
        added.set("class", "rom")
    added.text = text
    return added

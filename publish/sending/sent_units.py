"""A text's Markdown, cut into the stretches that go out and come back as one.

``Un mot.⏎⏎> Deux.⏎⏎[^1]: Note.`` → three units; their Markdown and what stands between is the text
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from publish.book import Element, Section
from publish.book.vocabulary import LINE, VERSE, has_class
from publish.importing.incoming import Blocks, HeadingBlock, NoteBody, PageBreak
from publish.importing.walking import inlines_in
from publish.importing.word_proof import count_sections
from publish.manuscript.front import take_front
from publish.manuscript.markdown.block_reader import BlockReader
from publish.manuscript.markdown.reading import MarkdownReading
from publish.manuscript.section import read_text
from publish.sending.outgoing import kind_of_text, outgoing_blocks


@dataclass(frozen=True, slots=True)
class SentUnit:
    """A block of a text, or a note, with its exact Markdown.

    ``tail``: the lines behind it that are of no unit: blank ones, comments, page breaks. ``label``:
    of a note that is defined apart. ``number``: from 1, through all texts of a sending.
    """

    number: int
    file: str
    line: int
    markdown: str
    tail: str
    blocks: Blocks
    label: str = ""


@dataclass(frozen=True, slots=True)
class SentText:
    """A text as it was sent; ``head``: the lines before its first unit; ``paragraphs``: its words,
    as the press reads them."""

    file: str
    source: str
    head: str
    units: tuple[SentUnit, ...]
    paragraphs: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[SentUnit, ...]:
        return tuple(unit for unit in self.units if not unit.label)

    @property
    def notes(self) -> Mapping[str, SentUnit]:
        return {unit.label: unit for unit in self.units if unit.label}


def sent_text(source: str, file: str, first: int = 1) -> SentText:
    """Cut a text into units, numbered from ``first``; BookError where it cannot be read."""
    sections, _ = read_text(source, file)
    lines = source.split("\n")
    bounds = list(_bounds(source, file))
    starts = [start for start, _, _ in bounds]
    blocks = _blocks_at(sections, starts)
    found: list[SentUnit] = []
    head, at = "", 0
    for n, (start, end, label) in enumerate(bounds):
        between = "\n".join(lines[at : start - 1]) + ("\n" if start - 1 > at else "")
        if found:
            found[-1] = replace(found[-1], tail=found[-1].tail + between)
        else:
            head += between
        markdown = "\n".join(lines[start - 1 : end]) + ("\n" if end < len(lines) else "")
        at = end
        if held := blocks.get(n, ()):
            found.append(SentUnit(first + len(found), file, start, markdown, "", held, label))
        elif found:
            found[-1] = replace(found[-1], tail=found[-1].tail + markdown)
        else:
            head += markdown
    rest = "\n".join(lines[at:])
    if found:
        found[-1] = replace(found[-1], tail=found[-1].tail + rest)
    else:
        head += rest
    return SentText(file, source, head, tuple(found), count_sections(sections).paragraphs)


def _bounds(source: str, file: str) -> Iterator[tuple[int, int, str]]:
    """Yield first and last line of each block of a text and of each note, with the note's label."""
    reading = MarkdownReading(file)
    document = BlockReader(take_front(source, file).text.split("\n"), reading).read()
    found = {note.line: (note.line, note.end, note.label) for note in reading.notes}
    for block in document.children:
        if block.kind == "note":
            continue
        parts = [block, *([block.caption] if block.caption else [])]
        start, end = min(one.line for one in parts), max(one.end for one in parts)
        found.setdefault(start, (start, max(start, end), ""))
    last = 0
    for start, end, label in sorted(found.values()):
        if start > last:
            yield start, end, label
            last = end


def _blocks_at(sections: Iterable[Section], starts: Sequence[int]) -> dict[int, Blocks]:
    """Return what stands in each unit, by its place among them."""
    found: dict[int, Blocks] = {}
    for section in sections:
        now = 0
        for element in _apart(section.body, starts):
            if _of_front_matter(element, starts):
                continue
            now = _place(element, starts, now)
            held = outgoing_blocks((element,), section.notes, kind_of_text(section))
            shown = tuple(b for b in held if not isinstance(b, PageBreak) and not _is_bare(b))
            found[now] = (*found.get(now, ()), *shown)
        for note in section.notes:
            if not note.label.startswith("^"):
                n = bisect_right(starts, note.line) - 1
                found[n] = outgoing_blocks(note.body, ())
    return found


def _apart(holder: Element, starts: Sequence[int]) -> Iterator[Element]:
    """Yield the elements of a text one by one; what stands around several units, as a play or
    poems do that a whole text is, is parted: of verse each unit stays verse."""
    for element in holder:
        within = {_unit_at(one, starts) for one in _lined(element)}
        if element.tag not in ("div", "section") or len(within) < 2:
            yield element
        elif has_class(element, VERSE):
            for child in _apart(element, starts):
                alone = etree.Element("div", {"class": VERSE})
                alone.append(deepcopy(child))
                yield alone if child.tag == "p" else child
        else:
            yield from _apart(element, starts)


def _lined(element: Element) -> Iterator[Element]:
    if isinstance(element.tag, str):
        yield from (one for one in element.iter(etree.Element) if one.get(LINE))


def _unit_at(element: Element, starts: Sequence[int]) -> int:
    return bisect_right(starts, int(str(element.get(LINE)))) - 1


def _of_front_matter(element: Element, starts: Sequence[int]) -> bool:
    """Whether a title stands in what opens a text, and in no block of its own."""
    return element.tag == "h1" and int(str(element.get(LINE) or "1")) < starts[0]


def _is_bare(block: object) -> bool:
    """Whether a heading says nothing."""
    return isinstance(block, HeadingBlock) and not block.inner


def _place(element: Element, starts: Sequence[int], now: int) -> int:
    """Return in which unit an element stands: by the lines of what it holds; a rule has none."""
    if not isinstance(element.tag, str):
        return now
    lines = [int(str(one.get(LINE))) for one in element.iter() if one.get(LINE)]
    if lines:
        return max(bisect_right(starts, min(lines)) - 1, 0)
    return min(now + 1, len(starts) - 1)


def called_in(unit: SentUnit) -> tuple[str, ...]:
    """Return the labels of the notes that a unit calls, in their order."""
    inlines = inlines_in(unit.blocks)
    return tuple(one.label for one in inlines if isinstance(one, NoteBody))

"""Notes whose numbers were typed by hand: tied where a number calls one note and opens one.

``mot [1].`` … ``[1] Une note.`` in one chapter → a note
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from publish.importing.incoming import (
    Aside,
    Block,
    Blocks,
    HeadingBlock,
    IncomingText,
    Inline,
    NoteBody,
    Paragraph,
    Text,
)
from publish.importing.walking import inlines_in, replaced
from publish.messages import N_

TIED = N_("notes whose numbers were typed by hand are tied")
NUMBERS = N_("numbers of notes: the book numbers its notes itself")
_OPENS = re.compile(r"\s*(\[\d{1,3}\]|\(\d{1,3}\))\s+(?=\S)")
_CALLS = re.compile(r"(?<=[\w.,;:!?»”’])[ ]?(\[\d{1,3}\]|\(\d{1,3}\))(?![\w(\[])")


def typed_notes(document: IncomingText) -> IncomingText:
    """Return a document whose notes typed by hand are notes, chapter by chapter."""
    chapters: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, HeadingBlock):
            chapters.append([])
        chapters[-1].append(block)
    tied: list[str] = []
    blocks = tuple(b for chapter in chapters for b in _tied(tuple(chapter), tied))
    if not tied:
        return document
    asides = (*document.asides, Aside(NUMBERS, " ".join(tied + tied)))
    doubts = (*document.doubts, (TIED, " ".join(tied)[:80]))
    return replace(document, blocks=blocks, asides=asides, doubts=doubts)


def _tied(blocks: Blocks, tied: list[str]) -> Blocks:
    opened = [(n, mark) for n, block in enumerate(blocks) if (mark := _mark(block))]
    notes = {n: mark for n, mark in opened if Counter(m for _, m in opened)[mark] == 1}
    if not notes:
        return blocks
    text = tuple(block for n, block in enumerate(blocks) if n not in notes)
    texts = (one.text for one in inlines_in(text) if isinstance(one, Text))
    calls = Counter(mark for said in texts for mark in _CALLS.findall(said))
    bodies = {mark: _bare(blocks[n]) for n, mark in notes.items() if calls[mark] == 1}
    tied += bodies
    kept = tuple(b for n, b in enumerate(blocks) if notes.get(n) not in bodies)

    def called(inline: Inline) -> Iterator[Inline]:
        if not isinstance(inline, Text):
            yield inline
            return
        at = 0
        for found in _CALLS.finditer(inline.text):
            if found[1] in bodies:
                yield Text(inline.text[at : found.start()])
                yield NoteBody((bodies[found[1]],))
                at = found.end()
        yield Text(inline.text[at:])

    return replaced(kept, called)


def _mark(block: Block) -> str:
    """Return the number that opens a paragraph, "" where it opens with none."""
    first = block.inner[0] if isinstance(block, Paragraph) and block.inner else None
    found = _OPENS.match(first.text) if isinstance(first, Text) else None
    return found[1] if found else ""


def _bare(block: Block) -> Block:
    assert isinstance(block, Paragraph)
    first = block.inner[0]
    assert isinstance(first, Text)
    return replace(block, inner=(Text(_OPENS.sub("", first.text, count=1)), *block.inner[1:]))

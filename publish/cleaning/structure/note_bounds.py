"""How far a note may reach, and what is only asked about: notes that outgrow, notes without a call.

A note ends where its page does, unless its sentence goes on; one that would hold more than some
three hundred words without being set in small print is cut where a paragraph ends, or not made.
Nothing of the text goes into a note for want of a better place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from publish.cleaning.ledger.ledger import Cause, Reason
from publish.cleaning.structure.page_turns import PageTurns
from publish.cleaning.structure.raw_calls import value
from publish.cleaning.structure.raw_lines import RawLine
from publish.cleaning.structure.raw_notes import RawNote, RawNotes
from publish.messages import N_

MOST_WORDS: Final = 300
"""Words that a note has at most without a sign that it goes on."""
_LIST_HEAD: Final = re.compile(r"notes?\s*[.:]?$", re.I)
NOTE_LIST: Final = Cause(Reason("note-list", N_("heading of a list of notes")))
_FOOT: Final = 15
"""Lines from the end of a page within which its notes begin."""
_LOST: Final = 3
"""Notes in a row of which OCR may have misread all numbers but the last."""
_NUMBERED: Final = re.compile(r"[\[(]?(\d{1,3})[\])]?(?:[.)]|\s[-–—])?\s+(?=[^\W\d_«“\"(\[—–…])")


def bounded(
    notes: RawNotes, lines: Sequence[RawLine], pages: PageTurns, small: Collection[int]
) -> RawNotes:
    """Return the notes, none longer than it is believed to be; what was cut is told of each.

    ``small`` are the lines that the file gives in small print.
    """
    kept: list[RawNote] = []
    for note in notes.notes:
        if note.ended:
            kept.append(note)
            continue
        end = _end(note, lines, pages, small)
        if end == len(note.lines):
            kept.append(note)
        elif end:
            kept.append(replace(note, lines=note.lines[:end], outgrown=True))
    dropped = [note for note in notes.notes if note.number and note.lines[0] not in _opened(kept)]
    return replace(notes, notes=tuple(kept), asked=(*notes.asked, *dropped))


def list_heads(notes: RawNotes, lines: Sequence[RawLine]) -> Iterator[int]:
    """Yield the lines that only say “Notes” above notes: what they head goes elsewhere."""
    for note in notes.notes:
        above = (note.mark if note.mark >= 0 else note.lines[0]) - 1
        if above >= 0 and _LIST_HEAD.match(lines[above].text):
            yield above


def _opened(notes: Sequence[RawNote]) -> set[int]:
    return {note.lines[0] for note in notes}


def _end(note: RawNote, lines: Sequence[RawLine], pages: PageTurns, small: Collection[int]) -> int:
    """Return how many of its lines a note keeps; 0 where it is no note."""
    words = 0
    last_stop = 0
    in_print = note.lines[0] in small
    for count, at in enumerate(note.lines):
        before = note.lines[count - 1] if count else -1
        if count and lines[before].closes:
            turned = any(page in pages.starts for page in range(before + 1, at + 1))
            if turned or (in_print and at not in small):
                return count
            if lines[at].blanks or lines[at].indent > lines[before].indent:
                last_stop = count
        words += lines[at].text.count(" ") + 1
        if words > MOST_WORDS and not in_print:
            return last_stop
    return len(note.lines)


def uncalled(
    text: str, lines: Sequence[RawLine], pages: PageTurns, owner: Mapping[int, int]
) -> Iterator[RawNote]:
    """Yield what stands at the foot of pages as notes do, and is none for want of a call.

    Lines numbered from 1 on each page, or on from the page before; nothing else below them.
    """
    starts = sorted(pages.starts)
    expected = 1
    for page, end in _pages(starts, len(lines)):
        own = [at for at in range(page, end) if at not in pages.aside]
        found = _foot(text, lines, own[-_FOOT:], expected)
        if not found or len(own) < len(found) + 3 or any(at in owner for at in own):
            continue
        openings = [at for at, _, _ in found]
        for (at, number, begins), after in zip(found, [*openings[1:], own[-1] + 1], strict=True):
            yield RawNote(number, tuple(n for n in own if at <= n < after), begins, None)
        expected = found[-1][1] + 1


def _pages(starts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    edges = sorted({0, *starts, end})
    yield from pairwise(edges)


def _foot(
    text: str, lines: Sequence[RawLine], own: Sequence[int], expected: int
) -> list[tuple[int, int, int]]:
    """Return the numbered lines at a page's foot that follow one another: line, number, place."""
    found: list[tuple[int, int, int]] = []
    for at in own:
        match = _NUMBERED.match(text, lines[at].start, lines[at].end)
        number = value(match[1]) if match else 0
        if not match:
            continue
        first = (1, *range(expected, expected + _LOST))
        if number in ((found[-1][1] + 1,) if found else first):
            found.append((at, number, match.end()))
        elif number == 1:
            found = [(at, number, match.end())]
    return found

"""The inline run: the text of whole trees as one string, open to edits.

A rule may straddle ``<em>``, ``<a>``, ``<sup>`` or a note call, so rules never see nodes: they see
the concatenated text, in which marks that XML forbids stand for what is not text.

``<p>Ah <em>oui</em> !</p><p>Non<br/>…</p>`` → ``Ah oui !`` BLOCK_MARK ``Non`` LINE_MARK ``…``

All blocks of a text share one string: a regular expression costs one call a text instead of one a
paragraph, which is what makes the engine fast.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from publish.book import Element
from publish.book.vocabulary import line_of
from publish.characters import LITERAL_CALL_MARK, MASK_MARK
from publish.typography.engine.slots import (
    INLINE,
    Level,
    SlotPlace,
    TextSlot,
    slots_of,
    write_slots,
)

_HIDDEN: Final = re.compile(f"[{MASK_MARK}{LITERAL_CALL_MARK}]+")


class Edit(NamedTuple):
    """Replace ``text[start:end]``; the span holds at least one character.

    What replaces it is written where the span begins: a sign and the space it brings therefore
    stand in one edit, and the space lands inside or outside ``<em>`` with its sign. ``level`` is
    how the new text stands on the line.
    """

    start: int
    end: int
    new: str
    level: Level = Level.PLAIN


class FlatText:
    """The text of some trees; :meth:`write` puts it back into them."""

    __slots__ = ("_added", "_hidden", "_slots", "_starts", "original", "text")

    def __init__(self, trees: Iterable[Element], language: str = "fr") -> None:
        self._slots = slots_of(trees, language.partition("-")[0].lower())
        self._starts = [0, *accumulate(len(slot.text) for slot in self._slots[:-1])]
        self._hidden = ""
        self._added = False
        self.original = self.text = "".join([slot.text for slot in self._slots])

    def edit(self, edits: Sequence[Edit]) -> None:
        """Apply edits, which come in order and do not overlap."""
        if not edits:
            return
        pieces: list[str] = []
        at = 0
        for edit in edits:
            pieces.append(self.text[at : edit.start])
            pieces.append(edit.new)
            at = edit.end
        pieces.append(self.text[at:])
        self.text = "".join(pieces)
        self._shift([edit for edit in edits if len(edit.new) != edit.end - edit.start])
        gained = 0
        for edit in edits:
            if edit.level is not Level.PLAIN:
                start = edit.start + gained
                self._raise(start, start + len(edit.new), edit.level)
            gained += len(edit.new) - (edit.end - edit.start)

    def _shift(self, edits: Sequence[Edit]) -> None:
        """Move the start of each slot by the lengths that edits before it gained."""
        starts = self._starts
        gained, slot = 0, 0
        for edit in edits:
            first = bisect_right(starts, edit.start, slot)
            if gained:
                starts[slot:first] = [start + gained for start in starts[slot:first]]
            slot = bisect_left(starts, edit.end, first)
            if slot > first:
                starts[first:slot] = [edit.start + gained + len(edit.new)] * (slot - first)
            gained += len(edit.new) - (edit.end - edit.start)
        starts[slot:] = [start + gained for start in starts[slot:]]

    def rewrite(
        self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str | None]
    ) -> None:
        """Replace each match by ``new``, or by what it returns; None leaves the match."""
        edits = []
        for match in pattern.finditer(self.text):
            text = new if isinstance(new, str) else new(match)
            if text is not None and text != match[0]:
                edits.append(Edit(match.start(), match.end(), text))
        self.edit(edits)

    def substitute(self, pattern: re.Pattern[str], new: str) -> None:
        """Replace each match, one character long, by another character."""
        text = pattern.sub(new, self.text)
        assert len(text) == len(self.text), "a substitution keeps the length"
        self.text = text

    def hide(self, spans: Iterable[tuple[int, int, str]]) -> None:
        """Put ``mark`` in the place of each (start, end, mark), in order, until :meth:`show`."""
        pieces: list[str] = []
        hidden: list[str] = []
        at = 0
        for start, end, mark in spans:
            pieces += (self.text[at:start], mark * (end - start))
            hidden.append(self.text[start:end])
            at = end
        assert not self._hidden, "texts are hidden once"
        self._hidden = "".join(hidden)
        self.text = "".join((*pieces, self.text[at:]))

    def show(self) -> None:
        """Bring back what was hidden."""
        if self._hidden:
            self.text = self.shown
            self._hidden = ""

    @property
    def shown(self) -> str:
        """The text with nothing hidden."""
        at = 0

        def original(match: re.Match[str]) -> str:
            nonlocal at
            at += len(match[0])
            return self._hidden[at - len(match[0]) : at]

        return _HIDDEN.sub(original, self.text) if self._hidden else self.text

    def _raise(self, start: int, end: int, level: Level) -> None:
        """Set ``text[start:end]`` at a level, unless it is set so or markup cuts it in two."""
        at = bisect_right(self._starts, start) - 1
        slot = self._slots[at]
        if slot.level is not Level.PLAIN or end > self._end(at):
            return
        added = (
            TextSlot(SlotPlace.NEW, "", slot.owner, level),
            TextSlot(SlotPlace.AFTER, "", slot.owner),
        )
        self._starts[at + 1 : at + 1] = (start, end)
        self._slots[at + 1 : at + 1] = added
        self._added = True

    def unbroken(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands in one node."""
        return end <= self._end(bisect_right(self._starts, start) - 1)

    def _end(self, slot: int) -> int:
        return self._starts[slot + 1] if slot + 1 < len(self._starts) else len(self.text)

    @property
    def changed(self) -> bool:
        """Whether the text, with nothing hidden, is not what was read, or markup was added."""
        return self._added or self.text != self.original

    def write(self) -> None:
        """Put the text back into the trees it was read from."""
        self.show()
        ends = (*self._starts[1:], len(self.text))
        write_slots(self._slots, [self.text[a:b] for a, b in zip(self._starts, ends, strict=True)])

    def element_at(self, offset: int) -> Element:
        """Return the element that holds the text at ``offset``."""
        slot = self._slots[bisect_right(self._starts, offset) - 1]
        parent = slot.owner.getparent() if slot.place is SlotPlace.TAIL else None
        return slot.owner if parent is None else parent

    def line_at(self, offset: int) -> int | None:
        """Return the Markdown line of the block at ``offset``, where it is known."""
        return line_of(self.element_at(min(offset, len(self.text) - 1)))

    def block_at(self, offset: int) -> Element:
        """Return the block element that holds the text at ``offset``."""
        element = self.element_at(offset)
        while element.tag in INLINE and (parent := element.getparent()) is not None:
            element = parent
        return element

    def tag_at(self, offset: int) -> str:
        """Return the element of the block at ``offset``; "blockquote" for what one holds."""
        element = self.block_at(offset)
        parent = element.getparent()
        quoted = parent is not None and parent.tag == "blockquote"
        return "blockquote" if quoted else str(element.tag)

"""The repaired text between source and Markdown, and the way back to the source.

Letters are repaired first (``e■`` → ``é``); structure is then found in the repaired text. Every
offset in it leads back to the source, so that both steps end in one ledger.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NewType

from publish.cleaning.ledger.ledger import (
    Cause,
    Change,
    EntryKind,
    LedgerEntry,
    LedgerError,
    LedgerPiece,
    Reason,
)
from publish.messages import N_

SourceOffset = NewType("SourceOffset", int)
"""A place in the text as the file holds it."""
SettledOffset = NewType("SettledOffset", int)
"""A place in the text without its known damage: what letters are decided in."""
RepairedOffset = NewType("RepairedOffset", int)
"""A place in the text with its letters decided: what structure is found in."""

LAYOUT = Cause(Reason("layout", N_("line ends and blank space of the page")))


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """A source, the changes made to its letters, and the text they give."""

    source: str
    text: str
    changes: tuple[Change, ...]
    _at: tuple[int, ...]
    """Where each change begins in ``text``."""

    @classmethod
    def of(cls, source: str, changes: Iterable[Change]) -> OffsetMap:
        """Apply changes that do not overlap, in any order."""
        ordered = tuple(sorted(changes, key=lambda change: (change.start, change.end)))
        parts: list[str] = []
        at: list[int] = []
        place = length = 0
        for change in ordered:
            if change.start < place:
                raise LedgerError(f"two changes claim character {change.start} of the source")
            parts.append(source[place : change.start])
            length += change.start - place
            at.append(length)
            parts.append(change.after)
            length += len(change.after)
            place = change.end
        parts.append(source[place:])
        return cls(source, "".join(parts), ordered, tuple(at))

    def then(self, changes: Iterable[Change]) -> OffsetMap:
        """Return the proof with further changes, given as offsets of the text.

        Changes that touch the same characters become one; one that undoes itself is none.
        """
        made: list[Change] = []
        old, new = self.changes, sorted(changes, key=lambda c: (c.start, c.end))
        at = here = shift = 0  # shift: how much further a place stands in the source
        while at < len(new):
            start, end = new[at].start, new[at].end
            while here < len(old) and self._at[here] + len(old[here].after) <= start:
                made.append(old[here])
                shift = old[here].end - self._at[here] - len(old[here].after)
                here += 1
            first, whole = at, shift
            at += 1
            while True:
                if here < len(old) and self._at[here] < end:
                    start = min(start, self._at[here])
                    end = max(end, self._at[here] + len(old[here].after))
                    shift = old[here].end - self._at[here] - len(old[here].after)
                    here += 1
                elif at < len(new) and new[at].start < end:
                    end = max(end, new[at].end)
                    at += 1
                else:
                    break
            after = self._changed_text(start, end, new[first:at])
            change = Change(start + whole, end + shift, after, new[first].cause)
            if after != self.source[change.start : change.end]:
                made.append(change)
        return OffsetMap.of(self.source, [*made, *old[here:]])

    def _changed_text(self, start: int, end: int, changes: Sequence[Change]) -> str:
        """Return what a stretch of the text becomes."""
        parts = []
        for change in changes:
            if change.start < start:
                raise LedgerError(f"two changes claim character {change.start} of the text")
            parts += [self.text[start : change.start], change.after]
            start = change.end
        return "".join((*parts, self.text[start:end]))

    def source_at(self, place: int) -> SourceOffset:
        """Return the source offset of an offset in the text; before what vanished there."""
        index = bisect_left(self._at, place) - 1
        if index < 0:
            return SourceOffset(place)
        change = self.changes[index]
        past = place - self._at[index] - len(change.after)
        return SourceOffset(change.end + past if past >= 0 else change.start)

    def place_of(self, offset: int) -> int:
        """Return the place in the text of a source offset."""
        index = bisect_right(self.changes, offset, key=lambda change: change.start) - 1
        if index < 0:
            return offset
        change = self.changes[index]
        if offset < change.end:
            return self._at[index]
        return self._at[index] + len(change.after) + offset - change.end

    def compose(self, pieces: Sequence[LedgerPiece]) -> tuple[str, tuple[LedgerEntry, ...]]:
        """Return the final text and the ledger from the source to it.

        ``pieces`` stand in the order of the final text; what they leave out must be blank.
        """
        parted = self._parted({place for piece in pieces for place in (piece.start, piece.end)})
        if parted is not self:
            return parted.compose(pieces)
        out: list[str] = []
        entries: list[LedgerEntry] = []
        length = 0
        for piece in pieces:
            text = self.text[piece.start : piece.end] if piece.after is None else piece.after
            entries.extend(self._entries(piece, length))
            out.append(text)
            length += len(text)
        self._fill(pieces, entries, length)
        entries.sort(key=lambda entry: (entry.start, entry.end, entry.at))
        return "".join(out), tuple(entries)

    def _parted(self, places: Collection[int]) -> OffsetMap:
        """Return the same map with no change across one of these places of the text."""
        made: list[Change] = []
        for change, begin in zip(self.changes, self._at, strict=True):
            length = len(change.after)
            cuts = [at for at in range(1, length) if begin + at in places] if length > 1 else []
            for first, last in pairwise((0, *cuts, length)):
                start = change.end if first else change.start
                made.append(Change(start, change.end, change.after[first:last], change.cause))
        return OffsetMap.of(self.source, made) if len(made) > len(self.changes) else self

    def _fill(self, pieces: Sequence[LedgerPiece], entries: list[LedgerEntry], length: int) -> None:
        """Account for the blanks that no piece holds."""
        place = 0
        for piece in [*sorted(pieces, key=lambda p: (p.start, p.end)), self._last()]:
            if piece.start < place:
                raise LedgerError(f"two pieces claim character {piece.start} of the repaired text")
            if piece.start > place:
                if self.text[place : piece.start].strip():
                    lost = self.text[place : piece.start].strip()[:40]
                    raise LedgerError(f"nothing accounts for “{lost}”")
                entries.append(self._replaced(LedgerPiece(place, piece.start, "", LAYOUT), length))
            place = piece.end
        tail = bisect_left(self._at, len(self.text))
        entries.extend(self._changed(change, length, False) for change in self.changes[tail:])

    def _last(self) -> LedgerPiece:
        return LedgerPiece(len(self.text), len(self.text), None)

    def _entries(self, piece: LedgerPiece, at: int) -> Iterator[LedgerEntry]:
        """Yield the ledger entries of one piece that begins at ``at`` of the final text."""
        if piece.after is not None:
            yield self._replaced(piece, at)
            return
        place = piece.start
        origin: int = self.source_at(place)
        index = bisect_left(self._at, place)
        while index < len(self._at) and self._at[index] < piece.end:
            change, begin = self.changes[index], self._at[index]
            if begin > place:
                yield self._kept(piece, origin, change.start, at)
                at += begin - place
            yield self._changed(change, at, piece.moved)
            at += len(change.after)
            place, origin = begin + len(change.after), change.end
            index += 1
        if place < piece.end:
            yield self._kept(piece, origin, origin + piece.end - place, at)

    def _kept(self, piece: LedgerPiece, start: int, end: int, at: int) -> LedgerEntry:
        return LedgerEntry(EntryKind.KEPT, start, end, at, "", "", piece.cause, piece.moved)

    def _replaced(self, piece: LedgerPiece, at: int) -> LedgerEntry:
        start, end = self.source_at(piece.start), self.source_at(piece.end)
        before, after = self.source[start:end], piece.after or ""
        return LedgerEntry(
            _kind(before, after), start, end, at, before, after, piece.cause, piece.moved
        )

    def _changed(self, change: Change, at: int, moved: bool) -> LedgerEntry:
        before = self.source[change.start : change.end]
        kind = _kind(before, change.after)
        return LedgerEntry(
            kind, change.start, change.end, at, before, change.after, change.cause, moved
        )


def _kind(before: str, after: str) -> EntryKind:
    if not before:
        return EntryKind.SUPPLIED
    return EntryKind.REPAIRED if after else EntryKind.ASIDE

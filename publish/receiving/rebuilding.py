"""A text as it was sent and the groups that came back → the text as the corrector has it.

What was not touched is the author's Markdown, byte for byte. What was is read again when it is
written: where it does not say what came back, the press's own notation takes the block's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count, pairwise
from typing import Final

from publish.diagnostics import BookError
from publish.importing.incoming import (
    Blocks,
    DivisionBlock,
    Inline,
    Inlines,
    LinkInline,
    NoteBody,
    PictureInline,
    SpanInline,
    Text,
)
from publish.importing.transforms.typed_signs import as_typed
from publish.importing.walking import blocks_in, inlines_in, plain, replaced
from publish.importing.writing.block_writing import write_blocks, write_note
from publish.importing.writing.inline_writing import TextWriter
from publish.receiving.aligning import likeness
from publish.receiving.carrying import carried
from publish.receiving.leaf_runs import bare, leaf, leaves, runs, shape, with_runs
from publish.receiving.received_file import ReceivedGroup, is_endnote, note_unit
from publish.sending.sent_units import SentText, SentUnit, called_in, sent_text

NameOf = Callable[[str], str]
"""The name in the manuscript of a picture that came back."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A text as the corrector has it; ``unsure``: lines of blocks whose Markdown does not say what
    came back, however it is written."""

    source: str
    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    unsure: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    """Its words, as the press reads them."""


@dataclass(slots=True)
class _Piece:
    """A stretch of the text that is made; ``says``: what it is to say."""

    markdown: str
    tail: str
    says: tuple[str, ...] = ()
    fresh: str = ""
    label: str = ""
    loose: bool = False
    """Whether it does not stand behind what it was sent behind."""


@dataclass(slots=True)
class _Labels:
    """Labels of the notes of one text, as they come."""

    text: SentText
    sending: str
    numbers: Mapping[int, SentUnit]
    called: dict[str, Blocks] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    within: list[str] = field(default_factory=list)

    def of(self, note: NoteBody, unit: SentUnit | None) -> str:
        """Return the label of a note that came back in a unit."""
        sent = self.numbers.get(note_unit(note, self.sending))
        notes = self.text.notes
        label = sent.label if sent is not None and sent.file == self.text.file else ""
        if unit is not None and sent is unit:
            label = next(iter(self._inline_labels(unit)), "")
            self.within.append(label)
            return label or self._fresh(note)
        if not label:
            label = self._alike(note, unit)
        if label in self.called or label not in notes:
            label = self._fresh(note)
        self.called[label] = note.blocks
        return label

    def _inline_labels(self, unit: SentUnit) -> Iterator[str]:
        labels = called_in(unit)
        yield from (one for one in labels if one.startswith("^") and one not in self.within)

    def _alike(self, note: NoteBody, unit: SentUnit | None) -> str:
        """Return the label of the note that says the same and has no call yet; or nearly the same,
        if it was called in the same unit."""
        said = leaves(note.blocks)
        free = {k: one for k, one in self.text.notes.items() if k not in self.called}
        for label, one in free.items():
            if leaves(one.blocks) == said:
                return label
        near = [label for label in called_in(unit) if label in free] if unit else []
        alike = {label: likeness(said, leaves(free[label].blocks)) for label in near}
        best = max(alike, key=lambda label: alike[label], default="")
        if best and alike[best] >= _ALIKE:
            return best
        return near[0] if near and not self.sending else ""  # by its place, where names are gone

    def _fresh(self, note: NoteBody) -> str:
        """Return a label that no note has: a letter for an endnote where letters are used."""
        held = {*self.text.notes, *self.called}
        lettered = is_endnote(note) and any(label[:1].isalpha() for label in held)
        names = (f"e{n}" if lettered else str(n) for n in count(1))
        label = next(name for name in names if name not in held)
        self.called[label] = note.blocks
        self.new.append(label)
        return label


_TRIES: Final = 3
_ALIKE: Final = 0.4
"""How many of their words two notes share that are one, changed."""


def rebuilt(
    text: SentText,
    groups: Sequence[ReceivedGroup],
    sending: str,
    numbers: Mapping[int, SentUnit],
    name_of: NameOf,
) -> Rebuilt:
    """Return a text with what came back of it; ``numbers``: the units of all texts."""
    labels = _Labels(text, sending, numbers)
    links = dict(_links(text))
    body = {unit.number: unit for unit in text.body}
    pieces: dict[int, _Piece] = {}
    order: list[tuple[SentUnit | None, _Piece]] = []
    for group in groups:
        unit = body.get(group.unit)
        if unit is not None and unit.number in pieces:
            unit = None
        blocks = _linked(_labelled(group.blocks, partial(labels.of, unit=unit)), links)
        piece = _piece(unit, blocks, name_of)
        if unit is not None:
            pieces[unit.number] = piece
        if piece.markdown.strip() or piece.tail.strip():
            order.append((unit, piece))
    followers, last = _followers(text)
    kept: list[_Piece] = []
    for unit, piece in order:
        kept.append(piece)
        if unit is not None:
            kept += (_note_piece(note, labels, name_of) for note in followers.get(unit.number, ()))
    gone = [unit for unit in text.body if unit.number not in pieces]
    for unit in gone:
        kept += (_note_piece(note, labels, name_of) for note in followers.get(unit.number, ()))
        if unit.tail.strip():
            kept.append(_Piece("", unit.tail, loose=True))
    kept += (_note_piece(note, labels, name_of) for note in last)
    for label in labels.new:
        if not label.startswith("^"):
            written = write_note(label, _own(labels.called[label], (), name_of), _writer())
            kept.append(_Piece(written + "\n", "", leaves(labels.called[label]), loose=True))
    _mark_loose(text, order)
    proven, unsure = _proven(text, kept)
    counted = [unit for unit, _ in order if unit is not None]
    return Rebuilt(
        proven.source,
        sum(piece.markdown != unit.markdown for unit, piece in order if unit is not None),
        sum(unit is None for unit, _ in order),
        len(gone),
        sum(b.number < a.number for a, b in pairwise(counted)),
        unsure,
        proven.paragraphs,
    )


def _followers(text: SentText) -> tuple[dict[int, list[SentUnit]], list[SentUnit]]:
    """Return the notes that stand behind each block, and those that stand behind all."""
    found: dict[int, list[SentUnit]] = {}
    waiting: list[SentUnit] = []
    body: SentUnit | None = None
    for unit in text.units:
        if unit.label:
            waiting.append(unit)
            continue
        if body is not None and waiting:
            found[body.number] = waiting
        body, waiting = unit, []
    return found, waiting


def _piece(unit: SentUnit | None, blocks: Blocks, name_of: NameOf) -> _Piece:
    """Return what is written for a group: the author's Markdown where it says what came back."""
    says = leaves(blocks)
    if unit is None:
        blocks = _own(blocks, (), name_of)
        return _Piece(write_blocks(blocks, _writer()) + "\n", "", says, loose=True)
    sent = leaves(unit.blocks)
    shapes = shape(unit.blocks), shape(blocks)
    same = shapes[0] == shapes[1] or "" in shapes
    if same and says == sent:
        return _Piece(unit.markdown, unit.tail, says)
    back = _merged_blocks(unit, blocks, same)
    own = _own(back, unit.blocks, name_of)
    fresh = write_blocks(own, _writer(unit)) + "\n"
    if not same:
        return _Piece(fresh, unit.tail, leaves(back), fresh)
    typed = carried(
        unit.markdown, *(write_blocks(bare(x), _writer(unit)) for x in (unit.blocks, own))
    )
    return _Piece(typed, unit.tail, leaves(back), fresh)


def _merged_blocks(unit: SentUnit, blocks: Blocks, same: bool) -> Blocks:
    """Return the unit's blocks with the runs that came back, where there are as many."""
    old = [run for run in runs(unit.blocks) if leaf(run)]
    new = [run for run in runs(blocks) if leaf(run)]
    if same and len(old) == len(new) == len(runs(unit.blocks)):
        given = (a if leaf(a) == leaf(b) else b for a, b in zip(old, new, strict=True))
        return with_runs(unit.blocks, given)
    first = unit.blocks[0]
    if same and isinstance(first, DivisionBlock) and len(unit.blocks) == 1:
        inner = blocks
        if len(inner) == 1 and isinstance(inner[0], DivisionBlock):
            inner = inner[0].blocks
        return (replace(first, blocks=inner),)
    return blocks


def _note_piece(unit: SentUnit, labels: _Labels, name_of: NameOf) -> _Piece:
    """Return what is written for a note: nothing where nothing calls it any more."""
    blocks = labels.called.get(unit.label)
    if blocks is None:
        return _Piece("", unit.tail if unit.tail.strip() else "")
    says, sent = leaves(blocks), leaves(unit.blocks)
    if says == sent:
        return _Piece(unit.markdown, unit.tail, says, label=unit.label)
    back = _own(_merged_blocks(unit, blocks, True), unit.blocks, name_of)
    fresh = write_note(unit.label, back, _writer()) + "\n"
    both = (write_note(unit.label, bare(x), _writer()) for x in (unit.blocks, back))
    typed = carried(unit.markdown, *both)
    return _Piece(typed, unit.tail, leaves(back), fresh, unit.label)


def _writer(unit: SentUnit | None = None) -> TextWriter:
    """Return what writes blocks; the names that a unit has stay."""
    named = blocks_in(unit.blocks) if unit else ()
    return TextWriter(_Names(), frozenset(n for one in named if (n := getattr(one, "id", ""))))


class _Names(dict[str, str]):
    """Every address is its own: pictures have their names when they are written."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> str:
        return key

    def get(self, key: str, default: object = None) -> str:  # noqa: ARG002
        return key


def _labelled(blocks: Blocks, label_of: Callable[[NoteBody], str]) -> Blocks:
    """Return blocks whose notes have their labels."""

    def one(inline: Inline) -> tuple[Inline, ...]:
        if isinstance(inline, NoteBody) and not inline.label:
            inline = replace(inline, label=label_of(inline))
        return (inline,)

    return replaced(blocks, one)


def _links(text: SentText) -> Iterator[tuple[str, str]]:
    """Yield the words of each link within the book, with where it leads."""
    for unit in text.units:
        for one in inlines_in(unit.blocks):
            if isinstance(one, LinkInline) and ":" not in one.address:
                yield as_typed(plain(one.inner)).strip(), one.address


def _linked(blocks: Blocks, links: Mapping[str, str]) -> Blocks:
    """Return blocks whose links within the book lead where those of the same words led."""

    def one(inline: Inline) -> Inlines:
        if not isinstance(inline, LinkInline) or ":" in inline.address:
            return (inline,)
        address = links.get(as_typed(plain(inline.inner)).strip())
        return (replace(inline, address=address),) if address else inline.inner

    return replaced(blocks, one)


def _own(blocks: Blocks, sent: Iterable[object], name_of: NameOf) -> Blocks:
    """Return blocks with the manuscript's names of pictures and signs, and without names of
    paragraphs."""
    known = [one for one in inlines_in(sent) if isinstance(one, PictureInline)]  # type: ignore[arg-type]
    here = [one for one in inlines_in(blocks) if isinstance(one, PictureInline)]
    same = (
        {h: k.address for h, k in zip(here, known, strict=True)} if len(known) == len(here) else {}
    )

    def one(inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case SpanInline() if not inline.inner or "_pub" in inline.id:
                return inline.inner
            case PictureInline():
                return (replace(inline, address=same.get(inline) or name_of(inline.address)),)
            case Text():
                return (Text(as_typed(inline.text)),)
            case _:
                return (inline,)

    return replaced(blocks, one)


def _mark_loose(text: SentText, order: Sequence[tuple[SentUnit | None, _Piece]]) -> None:
    """Mark what no longer stands behind what it was sent behind."""
    before = {b.number: a.number for a, b in pairwise(text.body)}
    last = None
    for unit, piece in order:
        if unit is None or before.get(unit.number) != last:
            piece.loose = True
        last = unit.number if unit else -1


def _proven(text: SentText, pieces: Sequence[_Piece]) -> tuple[SentText, tuple[str, ...]]:
    """Return the text of some pieces, read again: one that does not say what came back is written
    in the press's notation.

    Raises BookError where what came back can be written in no way.
    """
    for _ in range(_TRIES):
        source = _assembled(text, pieces)
        if source == text.source:
            return text, ()
        written = [piece for piece in pieces if piece.fresh]
        try:
            read = sent_text(source, text.file)
        except BookError:
            again = [piece for piece in written if piece.markdown != piece.fresh]
            if not again:
                raise
        else:
            said = {leaves(unit.blocks) for unit in read.units}
            wrong = [piece for piece in written if piece.says not in said]
            again = [piece for piece in wrong if piece.markdown != piece.fresh]
            if not again:
                return read, tuple(piece.markdown for piece in wrong)
        for piece in again:
            piece.markdown = piece.fresh
    return read, tuple(piece.markdown for piece in wrong)


def _assembled(text: SentText, pieces: Sequence[_Piece]) -> str:
    made = text.head
    for piece in pieces:
        if piece.loose and made.strip() and piece.markdown:
            made = made.rstrip("\n") + "\n\n"
        if piece.markdown and made and not made.endswith("\n"):
            made += "\n\n"
        made += piece.markdown + piece.tail
    if text.source.endswith("\n") or not made.endswith("\n"):
        end = text.source[len(text.source.rstrip("\n")) :]
        return made if made == text.source else made.rstrip("\n") + end
    return made

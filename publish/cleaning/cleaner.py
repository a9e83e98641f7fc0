"""The passes that make a manuscript of a raw text, in their order.

A pass takes the draft and returns it with one thing more found. Letters come first, because
notes and headings are sought in words that can be read; Markdown comes last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from publish.cleaning.accents import Spelled, repair_accents
from publish.cleaning.calls import tail_calls, value
from publish.cleaning.drop_caps import DropCap
from publish.cleaning.emphasis import (
    Italics,
    emphasised,
    numbered,
    quotations,
    quote_marks,
)
from publish.cleaning.headings import front_matter, headings
from publish.cleaning.hyphens import Hyphens
from publish.cleaning.ledger import Cause, Change, Confidence, Entry, Piece, Reason, check
from publish.cleaning.letters import LETTER
from publish.cleaning.lexicon import Lexicon, french
from publish.cleaning.lines import Line, Page, measure_page, read_lines
from publish.cleaning.markdown import Layout, escapes, pieces, spaces
from publish.cleaning.notes import Notes, find_notes
from publish.cleaning.pages import Pages, find_pages
from publish.cleaning.paragraphs import Block, Role, note_blocks, paragraphs, verse, without
from publish.cleaning.proof import Proof
from publish.cleaning.questions import Doubt, Question, gather
from publish.cleaning.source import Source
from publish.messages import N_

CALL: Final = Cause(Reason("call", N_("call of a note")))
EMPHASIS: Final = Cause(Reason("emphasis", N_("italics, from the spaces of their font")))
QUOTE_MARKS: Final = Cause(Reason("quote-marks", N_("quote marks of a block quote")))


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a text so far."""

    source: Source
    lexicon: Lexicon
    capitals: tuple[DropCap, ...] = ()
    spelled: Spelled | None = None
    proof: Proof = field(default_factory=lambda: Proof.of("", ()))
    lines: tuple[Line, ...] = ()
    pages: Pages = field(default_factory=lambda: Pages({}, frozenset()))
    page: Page = field(default_factory=lambda: Page(0, True))
    notes: Notes = field(default_factory=Notes)
    blocks: tuple[Block, ...] = ()
    inline: tuple[Change, ...] = ()
    title: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The text with its letters repaired."""
        return self.proof.text


Pass = Callable[[Draft], Draft]


def restore_letters(draft: Draft) -> Draft:
    """Decide every mark; find the drop caps."""
    spelled = repair_accents(draft.source.text, draft.lexicon)
    proof = Proof.of(draft.source.text, spelled.changes)
    return replace(draft, spelled=spelled, capitals=spelled.capitals, proof=proof)


def find_lines(draft: Draft) -> Draft:
    """Divide the repaired text into lines."""
    starts = [draft.proof.place_of(offset) for offset in draft.source.pages]
    return replace(draft, lines=read_lines(draft.text, starts))


def set_pages_aside(draft: Draft) -> Draft:
    """Set folios, running heads and link lists aside."""
    return replace(draft, pages=find_pages(draft.lines))


def gather_notes(draft: Draft) -> Draft:
    """Find the notes and where they are called.

    Where a figure may be an accent or a call, the notes that want a call decide.
    """
    spelled = draft.spelled
    if spelled is None or not spelled.tails:
        return replace(draft, notes=find_notes(draft.text, draft.lines, draft.pages))
    places = [draft.proof.place_of(tail.place) + tail.read for tail in spelled.tails]
    more = tail_calls(spelled.tails, places)
    notes = find_notes(draft.text, draft.lines, draft.pages, more)
    called = {(note.call.start, note.call.number) for note in notes.notes if note.call}
    turned = [
        tail
        for place, tail in zip(places, spelled.tails, strict=True)
        if ((place, value(tail.sign + tail.figures)) in called) is tail.read
        and (tail.read or tail.likely)
    ]
    spelled = spelled.turned(turned)
    draft = replace(draft, spelled=spelled, proof=Proof.of(draft.source.text, spelled.changes))
    for step in (find_lines, set_pages_aside):
        draft = step(draft)
    return replace(draft, notes=find_notes(draft.text, draft.lines, draft.pages))


def join_lines(draft: Draft) -> Draft:
    """Join lines into paragraphs and notes."""
    capitals = {draft.proof.place_of(cap.place) for cap in draft.capitals}
    alone = [at for at, line in enumerate(draft.lines) if line.start in capitals]
    notes = draft.notes.owner
    body = without(range(len(draft.lines)), draft.pages.aside, notes, alone)
    page = measure_page([draft.lines[at] for at in body])
    blocks = paragraphs(draft.lines, body, page, draft.pages)
    owned = {at: note.lines for at, note in enumerate(draft.notes.notes)}
    blocks += note_blocks(draft.lines, owned)
    return replace(draft, page=page, blocks=tuple(blocks))


def name_blocks(draft: Draft) -> Draft:
    """Name title, headings, verse, quotations, lists."""
    blocks = front_matter(draft.lines, draft.blocks, draft.page)
    blocks = headings(draft.lines, blocks)
    blocks = verse(draft.lines, blocks, draft.page)
    blocks = quotations(draft.text, draft.lines, blocks)
    return replace(draft, blocks=tuple(numbered(draft.lines, blocks)))


def change_inline(draft: Draft) -> Draft:
    """Collect what changes within lines: calls, italics, spaces, escapes."""
    text, lines = draft.text, draft.lines
    called = [
        (note.call, label)
        for note, label in zip(draft.notes.notes, labels(draft.notes), strict=True)
        if note.call
    ]
    calls = [call for call, _ in called]
    changes = [Change(call.start, call.end, f"[^{label}]", CALL) for call, label in called]
    changes += [
        Change(start, end, "", QUOTE_MARKS) for start, end in quote_marks(text, lines, draft.blocks)
    ]
    cuts = [(call.start, call.end) for call in calls]
    if Italics.of(text).gaps:
        for block in draft.blocks:
            if not block.quoted and block.role is not Role.TITLE:
                for start, end in emphasised(text, lines, block, cuts):
                    changes += [
                        Change(start, start, "*", EMPHASIS),
                        Change(end, end, "*", EMPHASIS),
                    ]
    changes += _soft_hyphens(draft)
    taken = sorted((c.start, c.end) for c in changes if c.end > c.start)
    for more in (spaces(text, lines), escapes(text, lines, draft.blocks)):
        changes += _apart(more, taken)
    return replace(draft, inline=tuple(sorted(changes, key=lambda c: (c.start, c.end))))


def _soft_hyphens(draft: Draft) -> Iterator[Change]:
    """Yield the removal of hyphens that divided a word at the end of a line, or of a page."""
    if draft.spelled is None:
        return
    known = {draft.proof.place_of(end.start): end for end in draft.spelled.line_ends}
    for block in draft.blocks:
        for number, joint in enumerate(block.joints):
            one, two = (draft.lines[at] for at in block.lines[number : number + 2])
            if joint:
                continue
            end = known.get(one.end - 1)
            joins, cause = (
                (end.joins, end.cause) if end else _torn_word(one, two, draft.spelled.hyphens)
            )
            if joins:
                yield Change(one.end - 1, one.end, "", cause)


def _torn_word(one: Line, two: Line, hyphens: Hyphens) -> tuple[bool, Cause]:
    left = re.search(f"([{LETTER}]+)-$", one.text)
    right = re.match(f"[{LETTER}]+", two.text)
    return hyphens.decide(left[1], right[0]) if left and right else (False, CALL)


def _apart(changes: Iterable[Change], taken: Sequence[tuple[int, int]]) -> Iterator[Change]:
    """Yield the changes that touch none of the stretches already taken (sorted)."""
    for change in changes:
        at = bisect_left(taken, (change.start, change.start))
        over = at < len(taken) and taken[at][0] < change.end
        under = at > 0 and taken[at - 1][1] > change.start
        if not over and not under:
            yield change


def labels(notes: Notes) -> list[str]:
    """Return the label of each note: its printed number where no two are the same."""
    numbers = [note.number for note in notes.notes]
    if len(set(numbers)) == len(numbers):
        return [str(number) for number in numbers]
    return [str(at + 1) for at in range(len(numbers))]


def write_markdown(draft: Draft) -> Draft:
    """Put the pieces of the final text in order."""
    titled = any(block.role is Role.TITLE for block in draft.blocks)
    place_of = draft.proof.place_of
    layout = Layout(
        draft.text,
        draft.lines,
        draft.blocks,
        draft.inline,
        labels(draft.notes),
        [note.begins for note in draft.notes.notes],
        {place_of(cap.word): (place_of(cap.place), cap.space) for cap in draft.capitals},
        "" if titled else "[Sans titre]",
    )
    found = list(pieces(layout))
    for at, cause in draft.pages.aside.items():
        found.append(Piece(draft.lines[at].start, draft.lines[at].end, "", cause))
    return replace(draft, pieces=tuple(found))


PASSES: Final[tuple[Pass, ...]] = (
    restore_letters,
    find_lines,
    set_pages_aside,
    gather_notes,
    join_lines,
    name_blocks,
    change_inline,
    write_markdown,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text: its Markdown, the account of every character, what to ask the editor."""

    markdown: str
    ledger: tuple[Entry, ...]
    questions: tuple[Question, ...] = ()


def clean_text(raw: str) -> Cleaned:
    """Return the Markdown of a raw text, with its ledger, checked both ways."""
    draft = Draft(Source(raw), french())
    for step in PASSES:
        draft = step(draft)
    markdown, ledger = draft.proof.compose(draft.pieces)
    check(raw, markdown, ledger)
    return Cleaned(markdown, ledger, gather(raw, _doubts(draft)))


def _doubts(draft: Draft) -> Iterator[Doubt]:
    if draft.spelled:
        for word in draft.spelled.words:
            if word.cause.confidence is not Confidence.CERTAIN:
                yield Doubt(word.start, word.end, word.cause)

"""The passes that make a manuscript of a raw text, in their order.

A pass takes the draft and returns it with one thing more found. Letters come first, because
notes and headings are sought in words that can be read; Markdown comes last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from publish.characters import PRIVATE, REPLACEMENT
from publish.cleaning.amending import change_inline
from publish.cleaning.dialogue import answers
from publish.cleaning.dialogue.corrections import Correction, stale
from publish.cleaning.dialogue.questions import Question, gather
from publish.cleaning.doubting import UNTITLED, doubt
from publish.cleaning.draft import Draft, Pass
from publish.cleaning.faults import LEFT_MARKS, MAIL_LEFT_OUT, STALE_CORRECTION
from publish.cleaning.known.mail import HEADER, header_fields
from publish.cleaning.ledger.ledger import (
    Cause,
    LedgerEntry,
    LedgerPiece,
    Reason,
    check,
)
from publish.cleaning.letters.lexicon import french
from publish.cleaning.markdown.blocks import MarkdownLayout, pieces
from publish.cleaning.readers.source_text import SourceText
from publish.cleaning.restoration import restore_letters
from publish.cleaning.structure.emphasis import numbered, quotations
from publish.cleaning.structure.headings import front_matter, headings
from publish.cleaning.structure.misread_calls import with_calls
from publish.cleaning.structure.note_bounds import NOTE_LIST, bounded, list_heads, uncalled
from publish.cleaning.structure.notices import NOTICE, find_notice, titled
from publish.cleaning.structure.page_turns import PageTurns, find_pages
from publish.cleaning.structure.raw_blocks import (
    BlockRole,
    note_blocks,
    paragraphs,
    quoted,
    verse,
    verse_lines,
    without,
)
from publish.cleaning.structure.raw_calls import tail_calls, value
from publish.cleaning.structure.raw_lines import measure_page, read_lines
from publish.cleaning.structure.raw_notes import (
    NOTE_NUMBER,
    find_notes,
)
from publish.collector import rarely_collecting
from publish.diagnostics import Diagnostic, in_order
from publish.messages import N_

TABLE: Final = Reason("table", N_("row of a table"))
_UNREADABLE: Final = re.compile(f"[{REPLACEMENT}{PRIVATE}]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text: its Markdown, the account of every character, what to ask the editor."""

    markdown: str
    ledger: tuple[LedgerEntry, ...]
    questions: tuple[Question, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    source: str = ""
    unused: tuple[Correction, ...] = ()
    """Answers that fit nowhere; one that is for every text may fit another."""


def clean_text(raw: str) -> Cleaned:
    """Return the Markdown of a raw text, with its ledger, checked both ways."""
    return clean(SourceText(raw))


def clean(
    source: SourceText, corrections: Sequence[Correction] = (), *, accent_capitals: bool = False
) -> Cleaned:
    """Clean a source, using the editor's answers.

    ``accent_capitals`` gives capitals their accents where the text is sound and prints none.
    """
    with rarely_collecting():
        return _clean(source, corrections, accent_capitals)


def _clean(source: SourceText, corrections: Sequence[Correction], accent_capitals: bool) -> Cleaned:
    draft = replace(open_draft(source, tuple(corrections)), accent_capitals=accent_capitals)
    for step in MANUSCRIPT_PASSES if draft.manuscript else PASSES:
        draft = step(draft)
    markdown, ledger = draft.proof.compose(draft.pieces)
    check(source.text, markdown, ledger)
    unused = stale(draft.corrections, draft.used)
    gone = [STALE_CORRECTION.at(found=c.found) for c in unused]
    return Cleaned(
        markdown,
        ledger,
        gather(draft.proof, draft.doubts),
        tuple(in_order([*source.diagnostics, *draft.diagnostics, *gone, *_told(draft)])),
        source.text,
        unused,
    )


def _told(draft: Draft) -> Iterator[Diagnostic]:
    """Yield what is to be told besides: a mail's header, characters that nobody can read."""
    for change in draft.settled.changes:
        if change.cause is HEADER:
            fields = header_fields(draft.source.text[change.start : change.end])
            yield MAIL_LEFT_OUT.at(line=1, what=", ".join(fields))
            break
    left = [match.start() for match in _UNREADABLE.finditer(draft.text)]
    if left:
        line = draft.source.text.count("\n", 0, draft.proof.source_at(left[0])) + 1
        yield LEFT_MARKS.at(line=line, count=len(left), first=line)


def open_draft(source: SourceText, corrections: tuple[Correction, ...]) -> Draft:
    """Restore the letters, then give the editor's answers about them."""
    markdown = False if source.styled else True if source.markdown else None
    restored = restore_letters(source.text, french(), markdown=markdown)
    spelled, used = answers.to_accents(restored.spelled, corrections)
    return Draft(
        source,
        french(),
        spelled,
        restored.settled.then(spelled.changes),
        corrections,
        manuscript=restored.manuscript,
        settled=restored.settled,
        used=used,
    )


def find_lines(draft: Draft) -> Draft:
    """Divide the repaired text into lines."""
    starts = [draft.proof.place_of(offset) for offset in draft.source.pages]
    return replace(draft, lines=read_lines(draft.text, starts))


def set_pages_aside(draft: Draft) -> Draft:
    """Set folios, running heads, lists of links and a library's notice aside."""
    large = {at for at, style in draft.styles.items() if style.startswith("heading")}
    notice = find_notice(draft.lines)
    pages = find_pages(draft.lines, large)
    aside = {**pages.aside, **dict.fromkeys(sorted(notice.lines), Cause(NOTICE))}
    pages = replace(pages, aside=dict(sorted(aside.items())))
    return replace(draft, pages=pages, notice=notice)


def gather_notes(draft: Draft) -> Draft:
    """Find the notes and where they are called.

    Where a figure may be an accent or a call, the notes that want a call decide.
    """
    tails = draft.spelled.tails
    places = [draft.place_of_settled(tail.place) + tail.read for tail in tails]
    more = tail_calls(tails, places)
    small = draft.stretches(small=True)
    notes = find_notes(draft.text, draft.lines, _without_tables(draft), more, small)
    called = {(note.call.start, note.call.number) for note in notes.notes if note.call}
    turned = [
        tail
        for place, tail in zip(places, tails, strict=True)
        if ((place, value(tail.sign + tail.figures)) in called) is tail.read
        and (tail.read or tail.likely)
    ]
    spelled = draft.spelled.settled(turned)
    if not turned:
        proof = draft.settled.then(spelled.changes) if tails else draft.proof
        return replace(draft, spelled=spelled, proof=proof, notes=notes)
    proof = draft.settled.then(spelled.changes)
    draft = set_pages_aside(find_lines(replace(draft, spelled=spelled, proof=proof)))
    small = draft.stretches(small=True)
    notes = find_notes(draft.text, draft.lines, _without_tables(draft), (), small)
    return replace(draft, notes=notes)


def _without_tables(draft: Draft) -> PageTurns:
    """Return the page turns as one sees them who passes over tables: no note is in one."""
    tables = [at for at, style in draft.styles.items() if style.startswith("table")]
    return replace(draft.pages, aside={**draft.pages.aside, **dict.fromkeys(tables, Cause(TABLE))})


def hear_of_notes(draft: Draft) -> Draft:
    """Take the editor's answers on where notes are called and end; bound the others."""
    small = {at for at, style in draft.styles.items() if style.startswith("small")}
    ended, heard = answers.to_ends(draft.text, draft.lines, draft.notes, draft.corrections)
    notes = bounded(ended, draft.lines, draft.pages, small)
    lone = uncalled(draft.text, draft.lines, draft.pages, notes.owner)
    more = list(with_calls(draft.text, draft.lines, draft.pages, lone, notes.notes))
    called = sorted((*notes.notes, *(n for n in more if n.call)), key=lambda n: n.lines[0])
    notes = replace(
        notes, notes=tuple(called), asked=(*notes.asked, *(n for n in more if not n.call))
    )
    notes, used = answers.to_notes(draft.text, draft.lines, notes, draft.corrections)
    marks = {note.mark: NOTE_NUMBER for note in notes.notes if note.mark >= 0}
    marks |= dict.fromkeys(list_heads(notes, draft.lines), NOTE_LIST)
    pages = replace(draft.pages, aside={**draft.pages.aside, **marks})
    return replace(draft, notes=notes, pages=pages, used=draft.used | heard | used)


def join_lines(draft: Draft) -> Draft:
    """Join lines into paragraphs and notes."""
    capitals = {draft.place_of_settled(cap.place) for cap in draft.spelled.capitals}
    alone = [at for at, line in enumerate(draft.lines) if line.start in capitals]
    lines = list(draft.lines)
    words = {draft.place_of_settled(cap.word) for cap in draft.spelled.capitals}
    for at, line in enumerate(lines):
        if line.start in words:
            lines[at] = replace(line, opens_low=False, opens_high=True)
    for at in alone:
        if at + 1 < len(lines):
            blanks = max(lines[at].blanks, lines[at + 1].blanks)
            lines[at + 1] = replace(lines[at + 1], blanks=blanks)
    body = without(range(len(lines)), draft.pages.aside, draft.notes.owner, alone)
    page = measure_page([lines[at] for at in body])
    styles = {**verse_lines(lines, body, page), **draft.styles}
    blocks = paragraphs(lines, body, page, draft.pages, styles)
    blocks = verse(blocks, styles)
    owned = {at: note.lines for at, note in enumerate(draft.notes.notes)}
    blocks += note_blocks(lines, owned)
    return replace(draft, lines=tuple(lines), page=page, blocks=tuple(blocks))


def name_blocks(draft: Draft) -> Draft:
    """Name title, headings, verse, quotations, lists."""
    blocks = front_matter(draft.lines, draft.blocks, draft.page)
    blocks = numbered(draft.lines, blocks)
    blocks = headings(draft.lines, blocks, draft.styles)
    blocks = quoted(blocks, draft.styles)
    blocks = quotations(draft.italics, draft.lines, blocks)
    title, used = "", draft.used
    blocks = titled(draft.lines, blocks, draft.notice)
    if not any(block.role is BlockRole.TITLE for block in blocks):
        answer = answers.title(draft.corrections)
        title = draft.notice.title or UNTITLED
        title, used = (answer.read, used | {answer}) if answer else (title, used)
    return replace(draft, blocks=tuple(blocks), title=title, used=used)


def write_markdown(draft: Draft) -> Draft:
    """Put the pieces of the final text in order."""
    place_of = draft.place_of_settled
    layout = MarkdownLayout(
        draft.text,
        draft.lines,
        draft.blocks,
        draft.inline,
        draft.notes.labels,
        [note.begins for note in draft.notes.notes],
        {place_of(c.word): (place_of(c.place), c.space) for c in draft.spelled.capitals},
        draft.title,
        "" if any(b.role is BlockRole.AUTHOR for b in draft.blocks) else draft.notice.credit,
    )
    aside = [
        LedgerPiece(draft.lines[at].start, draft.lines[at].end, "", cause)
        for at, cause in draft.pages.aside.items()
    ]
    return replace(draft, pieces=(*pieces(layout), *aside))


def keep_markdown(draft: Draft) -> Draft:
    """Leave a manuscript as it is, but for its letters."""
    return replace(draft, pieces=(LedgerPiece(0, len(draft.text), None),))


PASSES: Final[tuple[Pass, ...]] = (
    find_lines,
    set_pages_aside,
    gather_notes,
    hear_of_notes,
    join_lines,
    name_blocks,
    change_inline,
    doubt,
    write_markdown,
)

MANUSCRIPT_PASSES: Final[tuple[Pass, ...]] = (keep_markdown, doubt)

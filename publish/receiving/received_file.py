"""A file that came back → groups of blocks, each with the unit it was sent as, and remarks.

``<w:bookmarkStart w:name="_pub3fa81234_12"/>`` in a paragraph → unit 12 of sending 3fa81234
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from publish.importing.formats.word import ENDNOTE
from publish.importing.incoming import (
    Blank,
    Block,
    Blocks,
    BreakBlock,
    ChangeInline,
    DivisionBlock,
    Emphasis,
    Figure,
    IncomingText,
    Inline,
    Inlines,
    LineBreak,
    NoteBody,
    PageBreak,
    Paragraph,
    ParagraphRole,
    PictureInline,
    Quotation,
    RemarkInline,
    SpanInline,
    Styled,
    Text,
    Verse,
    VerseLine,
)
from publish.importing.kinds import kind_of
from publish.importing.transforms.placed_remarks import (
    PlacedRemark,
    placed_remarks,
    without_remarks,
)
from publish.importing.transforms.roles import gathered, parted
from publish.importing.transforms.tracked_changes import whole_paragraphs
from publish.importing.transforms.typed_layout import is_break
from publish.importing.transforms.typed_signs import as_typed
from publish.importing.walking import all_runs, blocks_in, inlines_in, plain, replaced
from publish.importing.word_proof import Count, count_document
from publish.sending.sent_book import TITLE_PAGE

_NAME: Final = re.compile(r"(?:id_)?_pub([0-9a-f]{8})_(\d+)(?:_(\d+))?")


@dataclass(frozen=True, slots=True)
class ReceivedGroup:
    """Blocks that belong together; ``unit``: the number of what they were sent as, -1 for new."""

    blocks: Blocks
    unit: int = -1


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """``sending``: the identity of what it was made of, "" for none; ``people``: who changed it,
    with the last day."""

    groups: tuple[ReceivedGroup, ...]
    sending: str = ""
    remarks: tuple[tuple[PlacedRemark, int], ...] = ()
    """What was said, each with the number of the unit it was said in."""
    people: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    count: Count = field(default_factory=lambda: Count(()))
    """Its words, counted without reading it."""
    page: tuple[str, ...] = ()
    """The lines of the title page."""
    asides: tuple[str, ...] = ()
    """Words that are to be in no text."""

    @property
    def author(self) -> str:
        """Who corrected it, as far as the file says."""
        return ", ".join(self.people)

    @property
    def date(self) -> str:
        return max(self.people.values(), default="")


StruckIn = Callable[[str], Collection[str]]
"""Gives the words that were struck through already when a sending went out."""


def received_file(content: bytes, file: str, struck_in: StruckIn = lambda _: ()) -> ReceivedFile:
    """Read a file that came back; BookError where it cannot be read."""
    kind = kind_of(content, file)
    document = kind.read(content, file)
    count = kind.count(content, file, False) if kind.count else count_document(document)
    people = _people(document)
    sending = _sending(document.blocks)
    asides = (*(one.text for one in document.asides), *_left_out(document))
    document = _settled(document, struck_in(sending))
    groups = tuple(grouped(document.blocks, sending))
    remarks = tuple((one, max(g.unit, 0)) for g in groups for one in placed_remarks(g.blocks))
    groups = tuple(replace(one, blocks=without_remarks(one.blocks)) for one in groups)
    about = document.about
    page = (about.title, about.subtitle, *(name for name, _ in about.authors), *_page(groups))
    return ReceivedFile(groups, sending, remarks, people, document.pictures, count, page, asides)


def _page(groups: Sequence[ReceivedGroup]) -> Iterator[str]:
    """Yield the lines that stand on the title page, the last of which says what the file is."""
    lines = [plain(run) for one in groups if one.unit == TITLE_PAGE for run in all_runs(one.blocks)]
    yield from lines[:-1]


def _left_out(document: IncomingText) -> Iterator[str]:
    """Yield words of a file that are in no text: what was struck out, and remarks."""
    for one in inlines_in(document.blocks):
        match one:
            case ChangeInline(inserted=False) | Styled(style=Emphasis.STRUCK):
                yield plain((one,))
            case RemarkInline():
                yield one.text


def _people(document: IncomingText) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in inlines_in(document.blocks):
        if isinstance(one, ChangeInline | RemarkInline) and one.author:
            found[one.author] = max(found.get(one.author, ""), one.date[:10])
    return found


def _sending(blocks: Blocks) -> str:
    """Return the sending that most names are of."""
    names = Counter(sending for name in _names(blocks) if (sending := _parsed(name)[0]))
    return names.most_common(1)[0][0] if names else ""


def _names(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the names that blocks carry, those of their notes not."""
    for one in _inlines(blocks):
        if isinstance(one, SpanInline) and one.id:
            yield one.id
    for block in blocks_in(blocks):
        if isinstance(block, DivisionBlock) and block.id:
            yield block.id


def _inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield the inlines of blocks, those of notes left out."""

    def bare(one: Inline) -> tuple[Inline, ...]:
        return (NoteBody(()),) if isinstance(one, NoteBody) else (one,)

    return inlines_in(replaced(tuple(blocks), bare))


def _parsed(name: str) -> tuple[str, int, int]:
    found = _NAME.match(name)
    return (found[1], int(found[2]), int(found[3] or 1)) if found else ("", -1, 0)


def unit_of(blocks: Iterable[Block], sending: str) -> int:
    """Return the unit that blocks carry the name of first, -1 for none."""
    numbers = (_parsed(name) for name in _names(blocks))
    return next((number for of, number, _ in numbers if of == sending and number >= 0), -1)


def note_unit(note: NoteBody, sending: str) -> int:
    return unit_of(note.blocks, sending)


def is_endnote(note: NoteBody) -> bool:
    return ENDNOTE in set(_names(note.blocks))


# Changes


def _settled(document: IncomingText, struck: Collection[str]) -> IncomingText:
    """Return a document with insertions in it and without deletions."""

    def one(inline: Inline) -> tuple[Inline, ...]:
        match inline:
            case ChangeInline():
                return inline.inner if inline.inserted else ()
            case Styled(style=Emphasis.STRUCK) if as_typed(plain((inline,))) not in struck:
                return ()
            case _:
                return (inline,)

    return replace(document, blocks=replaced(whole_paragraphs(document.blocks), one))


# Groups


def grouped(blocks: Blocks, sending: str) -> Iterator[ReceivedGroup]:
    """Yield blocks by the units they were sent as; what stands within one unit belongs to it."""
    named = [(unit_of((block,), sending), block) for block in blocks if not _is_nothing(block)]
    at = 0
    while at < len(named):
        number, block = named[at]
        if number < 0:
            yield ReceivedGroup(_gathered((block,), sending))
            at += 1
            continue
        last = at
        for n in range(at + 1, len(named)):
            if named[n][0] == number:
                last = n
            elif named[n][0] >= 0:
                break
        held = tuple(one for _, one in named[at : last + 1])
        yield ReceivedGroup(_gathered(held, sending), number)
        at = last + 1


def _is_nothing(block: Block) -> bool:
    """Whether a block says nothing at all."""
    match block:
        case PageBreak() | Blank():
            return True
        case Paragraph():
            return not any(map(_says, block.inner))
        case _:
            return False


def _says(one: Inline) -> bool:
    match one:
        case Text():
            return bool(one.text.strip())
        case LineBreak():
            return False
        case SpanInline():
            return any(map(_says, one.inner))
        case _:
            return True


def _gathered(blocks: Blocks, sending: str) -> Blocks:
    """Return the blocks of one group: stanzas are a poem, quotations one, stars a break."""
    plain_blocks = tuple(one for block in blocks for one in _opened(block))
    if plain_blocks and all(_is_verse(block) for block in plain_blocks):
        return (_poem(plain_blocks, sending),)
    document = gathered(IncomingText(tuple(map(_read, plain_blocks))))
    return tuple(_one_quotation(document.blocks))


def _opened(block: Block) -> Iterator[Block]:
    """Yield what stands in a block that only carries a name."""
    if isinstance(block, DivisionBlock) and not block.name and not block.lang:
        yield from block.blocks
    elif isinstance(block, Paragraph) and (figure := _figure(block)):
        yield figure
    elif isinstance(block, Figure):
        yield replace(block, caption=() if not any(map(_says, block.caption)) else block.caption)
    else:
        yield block


def _figure(block: Paragraph) -> Figure | None:
    pictures = [one for one in block.inner if isinstance(one, PictureInline)]
    others = [o for o in block.inner if not isinstance(o, PictureInline) and _says(o)]
    return Figure(pictures[0]) if len(pictures) == 1 and not others else None


def _is_verse(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is ParagraphRole.VERSE


def _poem(blocks: Blocks, sending: str) -> Verse:
    """Return stanzas; a paragraph that carries no name goes on with the stanza before it."""
    stanzas: list[list[VerseLine]] = []
    for block in blocks:
        assert isinstance(block, Paragraph)
        lines = [line for line in map(_verse_line, parted(block.inner)) if line.inner]
        if stanzas and unit_of((block,), sending) < 0 and len(lines) < 2:
            stanzas[-1] += lines
        elif lines:
            stanzas.append(lines)
    return Verse(tuple(map(tuple, stanzas)))


def _verse_line(inner: Inlines) -> VerseLine:
    """Return a line with the spaces that open it counted as its indent."""
    kept = [o for o in inner if not (isinstance(o, SpanInline) and not o.inner)]
    text = kept[0].text if kept and isinstance(kept[0], Text) else ""
    rest = text.lstrip()
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(rest)
    bare = tuple(one for one in kept if one != Text(""))
    return VerseLine(bare if any(map(_says, bare)) else (), len(text) - len(rest))


def _read(block: Block) -> Block:
    if isinstance(block, Paragraph) and is_break(plain(block.inner)):
        return BreakBlock()
    return block


def _one_quotation(blocks: Blocks) -> Iterator[Block]:
    held: Blocks = ()
    for block in (*blocks, None):
        if isinstance(block, Quotation):
            held = (*held, *block.blocks)
            continue
        if held:
            yield Quotation(held)
            held = ()
        if block is not None:
            yield block

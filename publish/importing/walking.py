"""Documents changed from the leaves up, and what their words are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publish.importing.incoming import (
    Block,
    BlockCell,
    Blocks,
    ChangeInline,
    CodeBlock,
    CodeText,
    Definitions,
    DivisionBlock,
    Figure,
    Formula,
    HeadingBlock,
    IndexMark,
    Inline,
    Inlines,
    LineBreak,
    LinkInline,
    ListBlock,
    NoteBody,
    Paragraph,
    PictureInline,
    Quotation,
    SpanInline,
    Styled,
    TableBlock,
    Text,
    Verse,
)

OnInlines = Callable[[Inlines], Inlines]
OnBlocks = Callable[[Blocks], Blocks]


def changed(blocks: Blocks, inlines: OnInlines, around: OnBlocks = lambda blocks: blocks) -> Blocks:
    """Return blocks with each run of inlines, then each run of blocks, changed, notes included."""
    return around(tuple(_block(block, inlines, around) for block in blocks))


def _block(block: Block, inlines: OnInlines, around: OnBlocks) -> Block:
    def within(inner: Inlines) -> Inlines:
        return inlines(tuple(_inline(one, inlines, around) for one in inner))

    def blocks(some: Blocks) -> Blocks:
        return changed(some, inlines, around)

    match block:
        case Paragraph() | HeadingBlock():
            return replace(block, inner=within(block.inner))
        case Quotation() | DivisionBlock():
            return replace(block, blocks=blocks(block.blocks))
        case ListBlock():
            return replace(block, items=tuple(map(blocks, block.items)))
        case Definitions():
            items = ((within(term), tuple(map(blocks, said))) for term, said in block.items)
            return replace(block, items=tuple(items))
        case Verse():
            stanzas = (
                tuple(replace(line, inner=within(line.inner)) for line in stanza)
                for stanza in block.stanzas
            )
            return replace(block, stanzas=tuple(stanzas))
        case Figure():
            return replace(block, caption=within(block.caption))
        case TableBlock():

            def cell(one: BlockCell) -> BlockCell:
                return replace(one, blocks=blocks(one.blocks))

            return replace(
                block,
                caption=within(block.caption),
                head=tuple(tuple(map(cell, row)) for row in block.head),
                body=tuple(tuple(map(cell, row)) for row in block.body),
            )
        case _:
            return block


def _inline(inline: Inline, inlines: OnInlines, around: OnBlocks) -> Inline:
    match inline:
        case Styled() | SpanInline() | LinkInline() | ChangeInline():
            inner = tuple(_inline(one, inlines, around) for one in inline.inner)
            return replace(inline, inner=inlines(inner))
        case NoteBody():
            return replace(inline, blocks=changed(inline.blocks, inlines, around))
        case _:
            return inline


def replaced(blocks: Blocks, one: Callable[[Inline], Iterable[Inline]]) -> Blocks:
    """Return blocks with each inline replaced by what a function makes of it."""
    return changed(blocks, lambda inner: tuple(new for old in inner for new in one(old)))


def inlines_in(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield every inline of some blocks, in the order of the text, those of notes included."""
    for block in blocks:
        for run in _runs(block):
            yield from _flat(run)
        yield from inlines_in(inner_blocks(block))


def blocks_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block of some blocks, those within others included, those of notes not."""
    for block in blocks:
        yield block
        yield from blocks_in(inner_blocks(block))


def inner_blocks(block: Block) -> Iterator[Block]:
    """Yield the blocks that stand directly within a block."""
    match block:
        case Quotation() | DivisionBlock():
            yield from block.blocks
        case ListBlock():
            for item in block.items:
                yield from item
        case Definitions():
            for _, said in block.items:
                for each in said:
                    yield from each
        case TableBlock():
            for row in (*block.head, *block.body):
                for cell in row:
                    yield from cell.blocks


def _runs(block: Block) -> Iterator[Inlines]:
    match block:
        case Paragraph() | HeadingBlock():
            yield block.inner
        case Definitions():
            yield from (term for term, _ in block.items)
        case Verse():
            yield from (line.inner for stanza in block.stanzas for line in stanza)
        case Figure():
            yield (block.picture, *block.caption)
        case TableBlock():
            yield block.caption


def _flat(run: Inlines) -> Iterator[Inline]:
    for one in run:
        yield one
        match one:
            case Styled() | SpanInline() | LinkInline() | ChangeInline():
                yield from _flat(one.inner)
            case NoteBody():
                yield from inlines_in(one.blocks)


def all_runs(blocks: Iterable[Block]) -> Iterator[Inlines]:
    """Yield the runs of some blocks, those of blocks within them too, those of notes not."""
    for block in blocks:
        yield from _runs(block)
        yield from all_runs(inner_blocks(block))


def plain(inner: Inlines) -> str:
    """Return the words of a run, without its notes."""
    said: list[str] = []
    for one in inner:
        match one:
            case Text() | CodeText():
                said.append(one.text)
            case Styled() | SpanInline() | LinkInline() | ChangeInline():
                said.append(plain(one.inner))
            case LineBreak():
                said.append("\n")
            case Formula():
                said.append(one.tex)
            case PictureInline() | NoteBody() | IndexMark() | _:
                pass
    return "".join(said)


def words_of(blocks: Iterable[Block]) -> str:
    """Return the words of some blocks, a line for each, those of notes too."""
    lines: list[str] = []
    for block in blocks:
        for run in _runs(block):
            lines.append(plain(run))
            lines += [words_of(one.blocks) for one in _flat(run) if isinstance(one, NoteBody)]
        if isinstance(block, CodeBlock):
            lines.append(block.text)
        lines.append(words_of(inner_blocks(block)))
    return "\n".join(line for line in lines if line)

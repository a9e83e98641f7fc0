"""The runs of text that blocks are made of, and what they say whatever program has written them.

A list, a table, a poem: their lines in order. Two blocks whose lines say the same are the same
block, however differently two programs have put them into items, cells and quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from publish.importing.incoming import (
    Block,
    BlockCell,
    Blocks,
    BreakBlock,
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
    LinkInline,
    ListBlock,
    NoteBody,
    Paragraph,
    ParagraphRole,
    PictureInline,
    Quotation,
    RemarkInline,
    Row,
    SpanInline,
    Styled,
    TableBlock,
    Text,
    Verse,
)
from publish.importing.transforms.typed_signs import as_typed
from publish.importing.writing.inline_writing import TextWriter
from publish.sending.sent_book import IMAGE

_WEB: Final = ("http:", "https:", "mailto:")


def runs(blocks: Sequence[Block]) -> list[Inlines]:
    """Return the runs of some blocks in reading order."""
    return [run for block in blocks for run in _runs(block)]


def _runs(block: Block) -> Iterator[Inlines]:
    match block:
        case Paragraph() | HeadingBlock():
            yield block.inner
        case Quotation() | DivisionBlock():
            yield from runs(block.blocks)
        case ListBlock():
            for item in block.items:
                yield from runs(item)
        case Definitions():
            for term, said in block.items:
                yield term
                for one in said:
                    yield from runs(one)
        case Verse():
            yield from (line.inner for stanza in block.stanzas for line in stanza)
        case CodeBlock():
            yield (Text(block.text),)
        case Figure():
            yield (block.picture,)
            if block.caption:
                yield block.caption
        case TableBlock():
            if block.caption:
                yield block.caption
            for row in (*block.head, *block.body):
                for cell in row:
                    yield from runs(cell.blocks)
        case BreakBlock():
            yield (Text("* * *"),)


def with_runs(blocks: Sequence[Block], given: Iterator[Inlines]) -> Blocks:
    """Return blocks that hold these runs in the place of their own, as many as they have."""
    return tuple(_with_runs(block, given) for block in blocks)


def _with_runs(block: Block, given: Iterator[Inlines]) -> Block:
    match block:
        case Paragraph() | HeadingBlock():
            return replace(block, inner=next(given))
        case Quotation() | DivisionBlock():
            return replace(block, blocks=with_runs(block.blocks, given))
        case ListBlock():
            return replace(block, items=tuple(with_runs(item, given) for item in block.items))
        case Definitions():
            items = (
                (next(given), tuple(with_runs(one, given) for one in said))
                for _, said in block.items
            )
            return replace(block, items=tuple(items))
        case Verse():
            stanzas = (
                tuple(replace(line, inner=next(given)) for line in stanza)
                for stanza in block.stanzas
            )
            return replace(block, stanzas=tuple(stanzas))
        case CodeBlock():
            return replace(block, text="".join(o.text for o in next(given) if isinstance(o, Text)))
        case Figure():
            picture = next((o for o in next(given) if isinstance(o, PictureInline)), block.picture)
            return replace(block, picture=picture, caption=next(given) if block.caption else ())
        case TableBlock():
            caption = next(given) if block.caption else ()

            def row(one: Row) -> Row:
                return tuple(_cell(cell, given) for cell in one)

            head = tuple(map(row, block.head))
            return replace(block, caption=caption, head=head, body=tuple(map(row, block.body)))
        case BreakBlock():
            next(given)
            return block
        case _:
            return block


def _cell(cell: BlockCell, given: Iterator[Inlines]) -> BlockCell:
    return replace(cell, blocks=with_runs(cell.blocks, given))


def leaf(run: Inlines) -> str:
    """Return what a run says, as Markdown: words, what stands out, calls of notes, web links."""
    written = TextWriter(in_note=True).write(said(run), " ")
    return re.sub(r"\s+", " ", written).strip()


def leaves(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return what each run of some blocks says; those that say nothing are left out."""
    return tuple(text for run in runs(blocks) if (text := leaf(run)))


def bare(blocks: Blocks) -> Blocks:
    """Return blocks without what word processors do not keep within lines."""

    def one(run: Inlines) -> Inlines:
        pictures = len(run) == 1 and isinstance(run[0], PictureInline)
        return run if pictures else said(run)

    return with_runs(blocks, iter([one(run) for run in runs(blocks)]))


def said(run: Inlines) -> Inlines:
    """Return a run without what word processors do not keep: languages, names, marks, kinds of
    spaces."""
    return tuple(one for old in run for one in _said(old))


def _said(one: Inline) -> Iterator[Inline]:
    match one:
        case Text():
            yield Text(as_typed(one.text))
        case Styled(inner=(NoteBody() as note,)):
            yield from _said(note)
        case Styled():
            yield replace(one, inner=said(one.inner))
        case LinkInline() if one.address.startswith(_WEB):
            yield replace(one, inner=said(one.inner))
        case SpanInline() | ChangeInline() | LinkInline():
            yield from said(one.inner)
        case CodeText() | Formula():
            yield Text(one.text if isinstance(one, CodeText) else one.tex)
        case PictureInline():
            yield Text(f"[{' '.join(one.alt.split()) or IMAGE}]")
        case NoteBody() if one.label.startswith("^"):
            kept = (Paragraph(said(b.inner)) for b in one.blocks if isinstance(b, Paragraph))
            yield replace(one, blocks=tuple(kept))
        case NoteBody():
            yield NoteBody((), one.label or "?")
        case IndexMark() | RemarkInline():
            return
        case _:
            yield one


def shape(blocks: Sequence[Block]) -> str:
    """Return what blocks are by their style, as far as every word processor keeps it."""
    if not blocks:
        return ""
    first = blocks[0]
    match first:
        case HeadingBlock():
            return f"h{first.level}"
        case DivisionBlock(name="epigraph") | Paragraph(role=ParagraphRole.EPIGRAPH):
            return "epigraph"
        case DivisionBlock():
            return shape(first.blocks)
        case Quotation() | Paragraph(role=ParagraphRole.QUOTATION):
            return "quotation"
        case Verse() | Paragraph(role=ParagraphRole.VERSE):
            return "verse"
        case Paragraph():
            return f"p{first.role}"
        case _:
            return ""

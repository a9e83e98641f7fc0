"""A corrector's changes and remarks: accepted, refused, or kept for the editor to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.importing.changes import Changes
from publish.importing.formats.pandoc_json import PARAGRAPH_END
from publish.importing.incoming import (
    Aside,
    Block,
    Blocks,
    ChangeInline,
    Emphasis,
    IncomingText,
    Inline,
    Inlines,
    Paragraph,
    RemarkInline,
    SpanInline,
    Styled,
    Text,
    Transform,
)
from publish.importing.walking import changed, inlines_in, plain, replaced
from publish.messages import N_

STRUCK = N_("struck out")
REFUSED = N_("an insertion that was refused")
REMARK = N_("a remark")


def settling(changes: Changes) -> Transform:
    """Return the transform that settles changes; nothing that is struck out stays in the text."""

    def settled(document: IncomingText) -> IncomingText:
        if changes is not Changes.REJECT:
            document = replace(document, blocks=whole_paragraphs(document.blocks))
        document = replace(document, blocks=changed(document.blocks, _joined))
        asides = tuple(_set_aside(document, changes))

        def one(inline: Inline) -> Iterable[Inline]:
            match inline:
                case ChangeInline(inserted=inserted):
                    kept = inserted if changes is not Changes.REJECT else not inserted
                    asked = [_question(inline)] if changes is Changes.ASK else []
                    return [*(inline.inner if kept else ()), *asked]
                case Styled(style=Emphasis.STRUCK):
                    return ()
                case _:
                    return (inline,)

        blocks = replaced(document.blocks, one)
        return replace(document, blocks=blocks, asides=(*document.asides, *asides))

    return settled


def whole_paragraphs(blocks: Blocks) -> Blocks:
    """Return blocks in which a paragraph whose end was struck out goes on with the next one."""
    return changed(blocks, lambda inner: inner, lambda some: tuple(_whole(some)))


def _whole(blocks: Blocks) -> Iterator[Block]:
    held: Inlines = ()
    for block in blocks:
        if not isinstance(block, Paragraph):
            if held:
                yield Paragraph(held)
            held = ()
            yield block
            continue
        ends = any(map(_ends, block.inner))
        inner = tuple(one for one in block.inner if not _ends(one))
        if ends and any(map(_stays, inner)):
            held = (*held, *inner)
        elif not ends:
            yield replace(block, inner=(*held, *inner))
            held = ()
    if held:
        yield Paragraph(held)


def _ends(one: Inline) -> bool:
    return isinstance(one, ChangeInline) and one.inner == (Text(PARAGRAPH_END),)


def _stays(one: Inline) -> bool:
    """Whether anything is left of an inline once what was struck out is gone."""
    return not isinstance(one, ChangeInline | SpanInline) or (
        plain((one,)).strip() != "" and (not isinstance(one, ChangeInline) or one.inserted)
    )


def _joined(inner: Inlines) -> Inlines:
    """Return a run in which one change is one, however many pieces the file keeps it in."""
    found: list[Inline] = []
    for one in inner:
        last = found[-1] if found else None
        if (
            isinstance(one, ChangeInline)
            and isinstance(last, ChangeInline)
            and (one.inserted, one.author, one.date) == (last.inserted, last.author, last.date)
        ):
            found[-1] = replace(last, inner=(*last.inner, *one.inner))
        else:
            found.append(one)
    return tuple(found)


def _set_aside(document: IncomingText, changes: Changes) -> Iterable[Aside]:
    for inline in inlines_in(document.blocks):
        match inline:
            case ChangeInline(inserted=False) if changes is not Changes.REJECT:
                yield Aside(STRUCK, plain(inline.inner))
            case ChangeInline(inserted=True) if changes is Changes.REJECT:
                yield Aside(REFUSED, plain(inline.inner))
            case Styled(style=Emphasis.STRUCK):
                yield Aside(STRUCK, plain(inline.inner))
            case RemarkInline():
                yield Aside(REMARK, inline.text)


def _question(change: ChangeInline) -> RemarkInline:
    words = " ".join(plain(change.inner).split())
    put_in, struck = (words, "") if change.inserted else ("", words)
    return RemarkInline(change.author, change.date, "", "", put_in, struck)

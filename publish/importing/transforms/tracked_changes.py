"""A corrector's changes and remarks: accepted, refused, or kept for the editor to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publish.importing.changes import Changes
from publish.importing.incoming import (
    Aside,
    ChangeInline,
    Emphasis,
    IncomingText,
    Inline,
    Inlines,
    RemarkInline,
    Styled,
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
    said = "ajouté" if change.inserted else "supprimé"
    words = " ".join(plain(change.inner).split())
    return RemarkInline(change.author, change.date, f"{said} « {words} »")

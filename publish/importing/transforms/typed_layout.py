"""What authors do by hand, read for what it means: empty lines, stars, verse, dashes.

``* * *`` → a break; a paragraph of several short lines → verse; ``- Tu viens ?`` → ``— Tu viens ?``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.importing.incoming import (
    Blank,
    Block,
    Blocks,
    BreakBlock,
    Emphasis,
    HeadingBlock,
    IncomingText,
    Inlines,
    LineBreak,
    PageBreak,
    Paragraph,
    Styled,
    Text,
    Verse,
)
from publish.importing.transforms.roles import parted, verse_lines
from publish.importing.walking import changed, plain
from publish.messages import N_

BREAKS = N_("empty lines between paragraphs are read as breaks")
_STARS = re.compile(r"\s*(?:[*·•⁂✻✽❦~◊#oO_—–-]\s*){1,7}\Z")
_LONGEST_VERSE = 75
_OPENING_DASH = re.compile(r"\s*(?:--|[-–—])\s?(?=[^\s\d-])")


def breaks(document: IncomingText) -> IncomingText:
    """Return a document in which stars are breaks, and lone empty lines too where few stand."""
    blocks = changed(document.blocks, lambda inner: inner, _stars)
    bodies = sum(isinstance(block, Paragraph) for block in blocks)
    blanks = sum(_parts_text(blocks, n) for n in range(len(blocks)))
    typed = blanks * 4 > bodies
    kept = tuple(
        BreakBlock() if _parts_text(blocks, n) and not typed else block
        for n, block in enumerate(blocks)
    )
    doubts = ((BREAKS, str(blanks)),) if blanks and not typed else ()
    return replace(document, blocks=_one_rule(kept), doubts=(*document.doubts, *doubts))


def _one_rule(blocks: Blocks) -> Blocks:
    """Return blocks without breaks beside headings, other breaks and edges."""
    kept: list[Block] = []
    solid = [b for b in blocks if not isinstance(b, Blank)]
    for n, block in enumerate(solid):
        if isinstance(block, BreakBlock):
            last = kept[-1] if kept else None
            after = next((b for b in solid[n + 1 :] if not isinstance(b, PageBreak)), None)
            if last is None or after is None or isinstance(last, HeadingBlock | BreakBlock):
                continue
            if isinstance(after, HeadingBlock):
                continue
        kept.append(block)
    return tuple(kept)


def _stars(blocks: Blocks) -> Blocks:
    return tuple(
        BreakBlock() if isinstance(block, Paragraph) and is_break(plain(block.inner)) else block
        for block in blocks
    )


def is_break(words: str) -> bool:
    """Whether the words of a paragraph are the stars of a break."""
    return bool(_STARS.match(words)) and not re.fullmatch(r"\s*(?:[oO]\s?|[-–—_])\s*", words)


def _parts_text(blocks: Blocks, n: int) -> bool:
    """Whether an empty line stands between two paragraphs of the text."""
    if not isinstance(blocks[n], Blank) or not 0 < n < len(blocks) - 1:
        return False
    around = (blocks[n - 1], blocks[n + 1])
    return all(isinstance(one, Paragraph) and not one.role and not one.align for one in around)


def verse(document: IncomingText) -> IncomingText:
    """Return a document in which paragraphs of several short lines are verse."""
    blocks = changed(document.blocks, lambda inner: inner, lambda b: tuple(_verse(b)))
    return replace(document, blocks=blocks)


def _verse(blocks: Blocks) -> Iterator[Block]:
    held: list[Paragraph] = []
    for block in (*blocks, None):
        if isinstance(block, Paragraph) and _is_stanza(block):
            held.append(block)
            continue
        if isinstance(block, Blank) and held:
            continue
        if held:
            yield Verse(tuple(tuple(verse_lines(one.inner)) for one in held))
            held = []
        if block is not None:
            yield block


def _is_stanza(block: Paragraph) -> bool:
    if block.role or block.align == "right":
        return False
    lines = [plain(line).strip() for line in parted(block.inner)]
    lines = [line for line in lines if line]
    speech = sum(bool(_OPENING_DASH.match(line)) for line in lines)
    return (
        len(lines) > 2
        and not speech
        and max(map(len, lines)) <= _LONGEST_VERSE
        and sum(line[:1].isupper() for line in lines) * 2 >= len(lines)
    )


def dialogue(document: IncomingText) -> IncomingText:
    """Return a document in which speeches open with a dash, and line breaks part speeches."""

    def around(blocks: Blocks) -> Blocks:
        return tuple(one for block in blocks for one in _speeches(block))

    return replace(document, blocks=changed(document.blocks, lambda inner: inner, around))


def _speeches(block: Block) -> Iterator[Block]:
    if not isinstance(block, Paragraph) or block.role:
        yield block
        return
    lines = parted(block.inner)
    if len(lines) > 1 and sum(bool(_OPENING_DASH.match(plain(one))) for one in lines) > 1:
        for line in lines:
            yield replace(block, inner=_dashed(line))
        return
    yield replace(block, inner=_dashed(block.inner))


def _dashed(inner: Inlines) -> Inlines:
    first = inner[0] if inner else None
    if isinstance(first, Text) and (found := _OPENING_DASH.match(first.text)):
        return (Text("— " + first.text[found.end() :]), *inner[1:])
    return inner


def tidy(document: IncomingText) -> IncomingText:
    """Return a document without empty paragraphs and white around its lines."""

    def around(blocks: Blocks) -> Blocks:
        return tuple(
            block
            for block in blocks
            if not isinstance(block, Blank | PageBreak)
            and not (isinstance(block, Paragraph) and not _says(block.inner))
            and not (isinstance(block, HeadingBlock) and not block.kind and not _says(block.inner))
        )

    return replace(document, blocks=changed(document.blocks, lambda inner: inner, around))


def _says(inner: Inlines) -> bool:
    return any(not isinstance(one, Text | LineBreak) or plain((one,)).strip() for one in inner)


def unstyled_headings(document: IncomingText) -> IncomingText:
    """Return a document whose headings are not bold: that is for the style to say."""

    def bare(block: Block) -> Block:
        if isinstance(block, HeadingBlock):
            return replace(block, inner=_without_bold(block.inner))
        return block

    blocks = changed(document.blocks, lambda inner: inner, lambda b: tuple(map(bare, b)))
    return replace(document, blocks=blocks)


def _without_bold(inner: Inlines) -> Inlines:
    found: list[object] = []
    for one in inner:
        if isinstance(one, Styled) and one.style is Emphasis.BOLD:
            found += _without_bold(one.inner)
        elif isinstance(one, Styled):
            found.append(replace(one, inner=_without_bold(one.inner)))
        else:
            found.append(one)
    return tuple(found)  # type: ignore[arg-type]

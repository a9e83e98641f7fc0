"""Paragraphs gathered by their styles: quotations, verse, epigraphs, captions, contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from publish.characters import NO_BREAK_SPACE
from publish.importing.incoming import (
    Aside,
    Blank,
    Block,
    Blocks,
    DivisionBlock,
    Emphasis,
    Figure,
    IncomingText,
    Inline,
    Inlines,
    LineBreak,
    LinkInline,
    Paragraph,
    ParagraphRole,
    Quotation,
    SpanInline,
    Styled,
    TableBlock,
    Text,
    Verse,
    VerseLine,
)
from publish.importing.walking import changed, plain, words_of
from publish.messages import N_

CONTENTS = N_("the file's own table of contents: the book makes its own")


def gathered(document: IncomingText) -> IncomingText:
    """Return a document in which blocks of one role stand together."""
    asides: list[Aside] = []

    def around(blocks: Blocks) -> Blocks:
        return tuple(_with_captions(list(_gathered(blocks, asides))))

    blocks = changed(document.blocks, lambda inner: inner, around)
    return replace(document, blocks=blocks, asides=(*document.asides, *asides))


def _role(block: Block) -> ParagraphRole:
    return block.role if isinstance(block, Paragraph) else ParagraphRole.BODY


def _gathered(blocks: Blocks, asides: list[Aside]) -> Iterator[Block]:
    for role, group in groupby(_with_blanks_between(blocks), _role_of_pair):
        run = [block for block, _ in group]
        if role is ParagraphRole.CONTENTS:
            asides.append(Aside(CONTENTS, words_of(run)))
        elif role in _GATHERED:
            yield from _GATHERED[role](run)
        else:
            yield from run


def _with_blanks_between(blocks: Blocks) -> Iterator[tuple[Block, ParagraphRole]]:
    """Yield blocks with their roles; an empty line between two of one role has it too."""
    roles = _with_whole_letters([_role(block) for block in blocks])
    for n, block in enumerate(blocks):
        before = roles[n - 1] if n else ParagraphRole.BODY
        after = roles[n + 1] if n + 1 < len(blocks) else ParagraphRole.BODY
        yield block, before if isinstance(block, Blank) and before is after else roles[n]


def _with_whole_letters(roles: list[ParagraphRole]) -> list[ParagraphRole]:
    """Return roles in which the date before a letter and what signs it are of the letter."""
    found = list(roles)
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for n in order:
            beside = found[n - 1] if order.step > 0 else found[n + 1]
            if found[n] in _OF_LETTER and beside is ParagraphRole.LETTER:
                found[n] = ParagraphRole.LETTER
    return found


_OF_LETTER = (ParagraphRole.DATE, ParagraphRole.SIGNATURE)


def _role_of_pair(pair: tuple[Block, ParagraphRole]) -> ParagraphRole:
    return pair[1]


def _quotation(run: list[Block]) -> Iterator[Block]:
    yield Quotation(tuple(_bare(block) for block in run))


def _bare(block: Block) -> Block:
    return replace(block, role=ParagraphRole.BODY) if isinstance(block, Paragraph) else block


def _verse(run: list[Block]) -> Iterator[Block]:
    stanzas: list[list[VerseLine]] = [[]]
    for block in run:
        if isinstance(block, Paragraph):
            lines = verse_lines(block.inner)
            if len(lines) > 1 and stanzas[-1]:
                stanzas.append([])
            stanzas[-1] += lines
            if len(lines) > 1:
                stanzas.append([])
        else:
            stanzas.append([])
    yield Verse(tuple(tuple(stanza) for stanza in stanzas if stanza))


def _letter(run: list[Block]) -> Iterator[Block]:
    kept = (one if _role(one) in _OF_LETTER else _bare(one) for one in run)
    yield DivisionBlock(tuple(kept), "letter")


def _epigraph(run: list[Block]) -> Iterator[Block]:
    yield DivisionBlock(tuple(_bare(block) for block in run), "epigraph")


_GATHERED: dict[ParagraphRole, Callable[[list[Block]], Iterator[Block]]] = {
    ParagraphRole.QUOTATION: _quotation,
    ParagraphRole.VERSE: _verse,
    ParagraphRole.EPIGRAPH: _epigraph,
    ParagraphRole.LETTER: _letter,
}


def verse_lines(inner: Inlines) -> list[VerseLine]:
    """Return the lines of a paragraph, parted at its line breaks, whatever these stand in."""
    lines = ((_trimmed(line), _indent(line)) for line in parted(inner))
    return [VerseLine(line, indent) for line, indent in lines if line]


def _indent(line: Inlines) -> int:
    """Return how many unbreakable spaces open a line: somebody set it in."""
    words = plain(line)
    opened = len(words) - len(words.lstrip())
    return min(words[:opened].count(NO_BREAK_SPACE), 40)


def parted(inner: Inlines) -> list[Inlines]:
    """Return a run cut at its line breaks: italics over several lines become italics on each."""
    lines: list[list[Inline]] = [[]]
    for one in inner:
        if isinstance(one, LineBreak):
            lines.append([])
        elif isinstance(one, Styled | SpanInline | LinkInline):
            first, *others = parted(one.inner)
            if first:
                lines[-1].append(replace(one, inner=first))
            lines += [[replace(one, inner=part)] if part else [] for part in others]
        else:
            lines[-1].append(one)
    return [tuple(line) for line in lines]


def _trimmed(line: Inlines) -> Inlines:
    def without(one: Inline, side: str) -> Inline:
        if isinstance(one, Text):
            return Text(one.text.lstrip() if side == "l" else one.text.rstrip())
        return one

    kept = list(line)
    if kept:
        kept[0] = without(kept[0], "l")
        kept[-1] = without(kept[-1], "r")
    return tuple(one for one in kept if one != Text(""))


def _with_captions(blocks: list[Block]) -> Iterator[Block]:
    """Give figures and tables the caption that stands before or behind them."""
    taken: set[int] = set()
    for n, block in enumerate(blocks):
        if isinstance(block, Figure | TableBlock) and not block.caption:
            near = (n + 1, n - 1) if isinstance(block, Figure) else (n - 1, n + 1)
            for m in near:
                if 0 <= m < len(blocks) and m not in taken:
                    found = blocks[m]
                    if isinstance(found, Paragraph) and _captions(found, block):
                        blocks[n] = replace(block, caption=_without_bold(found.inner))
                        taken.add(m)
                        break
    for n, block in enumerate(blocks):
        if n not in taken:
            yield block


_FIGURES = re.compile(
    r"\s*(?:figure|fig\.|illustration|ill\.|photo(?:graphie)?|carte|planche|pl\.|image|document|doc\.)\s*(?:n[o°]\s*)?\d+\s*[.:–—-]",
    re.I,
)
_TABLES = re.compile(r"\s*(?:tableau|table|tab\.)\s*(?:n[o°]\s*)?(?:\d+|[IVX]+)\s*[.:–—-]", re.I)


def _captions(paragraph: Paragraph, block: Figure | TableBlock) -> bool:
    """Whether a paragraph is the caption of what it stands beside: by its style, by its words."""
    if paragraph.role is ParagraphRole.CAPTION:
        return True
    pattern = _FIGURES if isinstance(block, Figure) else _TABLES
    words = plain(paragraph.inner)
    return bool(pattern.match(words)) and len(words) < 300


def _without_bold(inner: Inlines) -> Inlines:
    if len(inner) == 1 and isinstance(inner[0], Styled) and inner[0].style is Emphasis.BOLD:
        return inner[0].inner
    return inner


def is_styled(inner: Inlines, style: Emphasis) -> bool:
    """Whether all words of a run stand out in one way."""
    words = [one for one in inner if plain((one,)).strip()]
    return bool(words) and all(_all_in(one, style) for one in words)


def _all_in(one: Inline, style: Emphasis) -> bool:
    if not isinstance(one, Styled):
        return False
    return one.style is style or is_styled(one.inner, style)

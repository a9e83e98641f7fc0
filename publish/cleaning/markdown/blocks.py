"""Blocks → Markdown, piece by piece, so that the ledger follows.

One paragraph a line; ``[^1]`` for calls; notes at the end of the file; a backslash only where
Markdown would otherwise read a sign as markup.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publish.cleaning.known.unsettled import INVISIBLE
from publish.cleaning.ledger.ledger import Cause, Change, LedgerPiece, Reason
from publish.cleaning.ledger.offset_map import LAYOUT
from publish.cleaning.letters.drop_caps import DROP_CAP
from publish.cleaning.structure.raw_blocks import BlockRole, RawBlock
from publish.cleaning.structure.raw_lines import RawLine
from publish.cleaning.structure.raw_notes import NOTE_NUMBER
from publish.markdown_signs import escaped_at, opening_at
from publish.messages import N_

MARKUP: Final = Cause(Reason("markup", N_("Markdown markup")))
ESCAPE: Final = Cause(Reason("escape", N_("sign protected from Markdown")))
SPACE: Final = Cause(Reason("space", N_("spaces made one")))
STRAY: Final = Cause(Reason("stray-space", N_("space before a comma or a full stop")))
LINE_END: Final = Cause(Reason("line-end", N_("line end within a paragraph")))

ORNAMENT: Final = Cause(Reason("ornament", N_("ornament between two parts")))

_RULE: Final = "* * *"
_CLASSES: Final = {
    BlockRole.SUBTITLE: "subtitle",
    BlockRole.AUTHOR: "author",
    BlockRole.SOURCE: "source",
}
_MARKER: Final = re.compile(r"(?:\d{1,2}[.)]|[a-z]\)|[•·▪])\s+")
"""What opens an item of a list."""


@dataclass(frozen=True, slots=True)
class MarkdownLayout:
    """All that is needed to write the Markdown: the text, its lines and blocks, inline changes.

    ``inline`` are changes within lines, in order and apart from one another; ``labels`` are the
    labels of the notes; ``bodies`` where the text of each note begins, after its number.
    """

    text: str
    lines: Sequence[RawLine]
    blocks: Sequence[RawBlock]
    inline: Sequence[Change]
    labels: Sequence[str]
    bodies: Sequence[int]
    capitals: Mapping[int, tuple[int, bool]]
    """Where a drop cap belongs: its place, and whether a space follows it."""
    title: str
    """What to write where the text has no title; empty where it has one."""
    credit: str = ""
    """What to write below the title: author and source, where the text does not say them."""


def pieces(layout: MarkdownLayout) -> Iterator[LedgerPiece]:
    """Yield the pieces of the final text, in its order."""
    starts = [change.start for change in layout.inline]
    last: RawBlock | None = None
    place = 0
    if layout.title:
        yield LedgerPiece(0, 0, f"# {layout.title}{layout.credit}", MARKUP)
    for block in layout.blocks:
        begin = layout.lines[block.lines[0]].start
        yield from _gap(layout, last, block, place, begin, bool(layout.title))
        yield from _block(layout, block, starts)
        last, place = block, layout.lines[block.lines[-1]].end
    if last or layout.title:
        yield LedgerPiece(len(layout.text), len(layout.text), "\n", MARKUP)


def _gap(
    layout: MarkdownLayout,
    last: RawBlock | None,
    block: RawBlock,
    place: int,
    begin: int,
    titled: bool,
) -> Iterator[LedgerPiece]:
    """Yield what divides a block from the one before."""
    if last is None and not titled:
        return
    wanted = "\n\n"
    if last and last.item and block.item and block.item == last.item + 1:
        wanted = "\n"
    if last and last.quoted and last.quoted == block.quoted and not (last.item and block.item):
        wanted = "\n>\n"
    blank = last is not None and begin >= place and not layout.text[place:begin].strip()
    if blank and layout.text[place:begin] == wanted:
        yield LedgerPiece(place, begin, None)
    elif blank:
        yield LedgerPiece(place, begin, wanted, LAYOUT)
    else:
        yield LedgerPiece(begin, begin, wanted, MARKUP)


def _block(layout: MarkdownLayout, block: RawBlock, starts: Sequence[int]) -> Iterator[LedgerPiece]:
    first = layout.lines[block.lines[0]].start
    moved = block.role is BlockRole.NOTE
    if block.role is BlockRole.RULE:
        end = layout.lines[block.lines[0]].end
        same = layout.text[first:end] == _RULE
        yield LedgerPiece(first, end, None if same else _RULE, None if same else ORNAMENT)
        return
    prefix, suffix = _around(layout, block)
    if prefix:
        yield LedgerPiece(first, first, prefix, MARKUP, moved)
    if moved:
        body = layout.bodies[block.note]
        yield LedgerPiece(first, body, "", NOTE_NUMBER, moved)
        first = body
    for number, at in enumerate(block.lines):
        line = layout.lines[at]
        start = first if number == 0 else line.start
        if start in layout.capitals:
            place, space = layout.capitals[start]
            yield LedgerPiece(place, place + 1, None, DROP_CAP, moved=True)
            if space:
                yield LedgerPiece(start, start, " ", MARKUP)
        yield from _stretch(layout, start, line.end, starts, moved)
        if number + 1 < len(block.lines):
            yield from _joint(layout, block, number, moved)
    end = layout.lines[block.lines[-1]].end
    if suffix:
        yield LedgerPiece(end, end, suffix, MARKUP, moved)


def _around(layout: MarkdownLayout, block: RawBlock) -> tuple[str, str]:
    """Return the markup before and after a block."""
    quote = "> " if block.quoted else ""
    if block.role in (BlockRole.TITLE, BlockRole.HEADING):
        titled = block.role is BlockRole.TITLE
        level = 1 if titled else block.level
        return f"{quote}{'#' * level} ", layout.credit if titled else ""
    if block.role in _CLASSES:
        return quote, f"\n{{: .{_CLASSES[block.role]}}}"
    if block.role is BlockRole.VERSE:
        return "/// html | div.verse\n", "\n///"
    if block.role is BlockRole.TABLE:
        return "| ", " |"
    if block.role is BlockRole.NOTE:
        return f"[^{layout.labels[block.note]}]: ", ""
    return quote, ""


def _joint(
    layout: MarkdownLayout, block: RawBlock, number: int, moved: bool
) -> Iterator[LedgerPiece]:
    """Yield what stands between two lines of a block."""
    one, two = (layout.lines[at] for at in block.lines[number : number + 2])
    joint = block.joints[number] if number < len(block.joints) else " "
    if block.role is BlockRole.VERSE:
        joint = "  \n"
    if block.role is BlockRole.TABLE:
        cells = layout.text.count("\t", one.start, one.end) + 1
        rule = "\n|" + " --- |" * cells if number == 0 else ""
        joint = f" |{rule}\n| "
    end = two.start if not layout.text[one.end : two.start].strip() else one.end
    hyphen = joint == "-"
    if end > one.end and layout.text[one.end : end] == joint:
        yield LedgerPiece(one.end, end, None, moved=moved)
    else:
        yield LedgerPiece(one.end, end, "" if hyphen else joint, LINE_END, moved)


def _stretch(
    layout: MarkdownLayout, start: int, end: int, starts: Sequence[int], moved: bool
) -> Iterator[LedgerPiece]:
    """Yield part of a line with its inline changes."""
    place = start
    for index in range(bisect_left(starts, start), bisect_right(starts, end)):
        change = layout.inline[index]
        if change.end > end:
            break
        if change.start > place:
            yield LedgerPiece(place, change.start, None, moved=moved)
        yield LedgerPiece(change.start, change.end, change.after, change.cause, moved)
        place = max(place, change.end)
    if place < end:
        yield LedgerPiece(place, end, None, moved=moved)


def cells(text: str, lines: Sequence[RawLine], blocks: Sequence[RawBlock]) -> Iterator[Change]:
    """Yield the bars between the cells of tables."""
    for block in blocks:
        for at in block.lines if block.role is BlockRole.TABLE else ():
            for match in re.finditer(r"\t|\|", text[lines[at].start : lines[at].end]):
                start = lines[at].start + match.start()
                bar = " | " if match[0] == "\t" else "\\|"
                yield Change(start, start + 1, bar, MARKUP)


def spaces(text: str) -> Iterator[Change]:
    """Yield the changes that leave one plain space between words, and none before a comma."""
    for match in _CONTROL.finditer(text):
        yield Change(match.start(), match.end(), "", INVISIBLE)
    for match in _ODD_SPACES.finditer(text):
        stray = match.lastgroup is not None
        yield Change(match.start(), match.end(), "" if stray else " ", STRAY if stray else SPACE)


_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]+")
_BLANK: Final = r"[^\S\r\n]"
_ODD_SPACES: Final = re.compile(
    rf"{_BLANK}(?:(?=[\s,.)\[«])|(?<! ))"  # most spaces are neither: what follows is costlier
    rf"(?:(?P<stray>(?<![(«\s]{_BLANK}){_BLANK}*(?=[,.](?![.\d])|\)|\[-\w))"
    rf"|(?P<elided>(?<=[’']{_BLANK}){_BLANK}*(?=«))"
    rf"|{_BLANK}+|(?<! ))"
)
"""Spaces that are not one plain space between two words, within a line."""


def escapes(
    text: str, lines: Sequence[RawLine], blocks: Sequence[RawBlock], bodies: Sequence[int]
) -> Iterator[Change]:
    """Yield the backslashes that keep signs of the text from being markup, in order.

    ``bodies``: where the text of each note begins. NUL stands in ``text`` for what will go.
    """
    places = set(escaped_at(text))
    for block in blocks:
        noted = block.role is BlockRole.NOTE
        first = bodies[block.note] if noted else lines[block.lines[0]].start
        places |= set(_escaped_in(text, block, first, lines))
    for place in sorted(places):
        yield Change(place, place, "\\", ESCAPE)


def _escaped_in(text: str, block: RawBlock, first: int, lines: Sequence[RawLine]) -> Iterator[int]:
    """Yield the places of signs that would be markup at the ends of a block's lines."""
    end = lines[block.lines[-1]].end
    if block.role in (BlockRole.TITLE, BlockRole.HEADING):
        if text.endswith("#", first, end):
            yield end - 1
    elif block.role not in (BlockRole.TABLE, BlockRole.RULE):
        marker = _MARKER.match(text, first) if block.item else None
        openings = [marker.end() if marker else first]
        if block.role is BlockRole.VERSE:
            openings += [lines[at].start for at in block.lines[1:]]
        for opening in openings:
            line = text[opening:end].partition("\n")[0]
            at = opening_at(line.replace("\0", ""))
            if at >= 0:
                left = (n for n, sign in enumerate(line) if sign != "\0")
                yield opening + next(itertools.islice(left, at, None))

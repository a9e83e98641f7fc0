"""Lines → paragraphs: false breaks healed, true ones kept.

``…n’avait pas encore sonné,`` / blank / ``les masses n’y étant pas…`` → one paragraph
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from publish.characters import HYPHEN, SOFT_HYPHEN
from publish.cleaning.structure.page_turns import PageTurns
from publish.cleaning.structure.raw_lines import PageHabits, RawLine


class BlockRole(StrEnum):
    """What a block is in the text."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"
    SOURCE = "source"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    VERSE = "verse"
    TABLE = "table"
    RULE = "rule"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block of the text: the indexes of its lines, and what joins each to the next.

    ``item`` is its number in a list (0 outside), ``note`` the index of the note that it is part
    of; ``quoted`` counts block quotations from 1.
    """

    role: BlockRole
    lines: tuple[int, ...]
    joints: tuple[str, ...] = ()
    item: int = 0
    quoted: int = 0
    note: int = -1
    level: int = 2
    """That of a heading."""


_HYPHENS: Final = f"-{HYPHEN}{SOFT_HYPHEN}"
_DASHES: Final = f"{_HYPHENS}–—"
_DASH: Final = re.compile(r"[—–-]{1,2}\s")
_ITEM: Final = re.compile(r"\d{1,2}[.)]\s|[a-z]\)\s|[•·▪]\s")
_RULE: Final = re.compile(r"(?:\*\s*)+$|[⁂•]\s*$|(?:[-—–_=~]\s*){3,}$")
_FULL: Final = 0.86
"""Share of the measure that a line reaches when the next word did not fit."""
_SHORT: Final = 0.7
"""Share of the measure below which a line is the last of its paragraph, if it may be."""
_ALL_INDENTED: Final = 0.92
"""Share of indented lines from which an indent tells nothing."""
_VERSE: Final = 0.95
"""Share of the measure that no line of verse reaches."""
_LEAST_VERSE, _LEAST_DEEP = 3, 2
"""Fewest lines that are seen to be verse; where they stand further in than paragraphs open."""
_VERSE_STYLE, _TABLE_STYLE, _QUOTED_STYLE = "verse", "table", "quoted"
_ONE_BLOCK: Final = re.compile(r"(?:verse|table|quoted)\d")
"""The style of lines that make one block, as the file or their form tells."""


def is_rule(line: RawLine) -> bool:
    """Whether a line is an ornament between two parts."""
    return bool(_RULE.match(line.text))


def paragraphs(
    lines: Sequence[RawLine],
    body: Sequence[int],
    page: PageHabits,
    pages: PageTurns,
    styles: Mapping[int, str],
) -> list[RawBlock]:
    """Join the lines of ``body`` (indexes) into blocks; never lines of two styles."""
    blocks: list[RawBlock] = []
    habits = _habits(lines, body, page, pages)
    for at in body:
        line = lines[at]
        if is_rule(line):
            blocks.append(RawBlock(BlockRole.RULE, (at,)))
            continue
        last = blocks[-1] if blocks else None
        if last and last.role is BlockRole.PARAGRAPH:
            before = last.lines[-1]
            torn = at - before > 1 or at in pages.starts
            alike = styles.get(before) == styles.get(at)
            same = alike and bool(_ONE_BLOCK.match(styles.get(at, "")))
            alike = alike or (not _joint(lines[before]) and line.opens_low)
            runs_on = same or (alike and _runs_on(lines[before], line, habits, torn))
            joint = _joint(lines[before]) if runs_on else None
            if joint is not None:
                blocks[-1] = replace(last, lines=(*last.lines, at), joints=(*last.joints, joint))
                continue
        blocks.append(RawBlock(BlockRole.PARAGRAPH, (at,)))
    return blocks


@dataclass(frozen=True, slots=True)
class Habits:
    """How paragraphs and pages follow one another."""

    page: PageHabits
    indented: bool
    """Whether paragraphs open with an indent."""
    turn: int
    """The most blank lines that a page turn puts into the midst of a sentence."""


def _habits(
    lines: Sequence[RawLine], body: Sequence[int], page: PageHabits, pages: PageTurns
) -> Habits:
    deep = [at for at in body if lines[at].indent > 1]
    turns = [
        lines[two].blanks
        for one, two in itertools.pairwise(body)
        if (two - one > 1 or two in pages.starts) and lines[two].opens_low and not lines[one].ends
    ]
    return Habits(page, bool(deep) and len(deep) < _ALL_INDENTED * len(body), max(turns, default=0))


def _joint(one: RawLine) -> str:
    """Return what joins a line to the next."""
    divided = one.text[-1] in _HYPHENS and one.text[-2:-1] not in f" {_DASHES}"
    return "" if divided else " "


def _runs_on(one: RawLine, two: RawLine, habits: Habits, torn: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before.

    ``torn`` tells that a page turns, or something was set aside, between the two.
    """
    page = habits.page
    if not _joint(one):
        return True
    finished = one.ends
    if two.blanks and not torn and one.text.isupper() and not two.text.isupper():
        return False  # a heading, however long
    if two.opens_low and not _ITEM.match(two.text):
        return not finished or torn or two.blanks == 0 or _reaches(one, two, page)
    if not page.measure:
        return not finished and two.opens_low
    if _DASH.match(two.text) and finished:
        return False
    if habits.indented and two.indent > 1 and finished:
        return False
    if two.blanks == 0 and not torn:
        if page.spaced:
            return not finished or one.length > page.measure * _SHORT
        return _fills(one, two, page) if finished else _reaches(one, two, page)
    if not finished or (torn and one.text.endswith(":") and _quotes_within(two)):
        return _reaches(one, two, page)
    if not torn or _ITEM.match(two.text) or two.blanks > habits.turn:
        return False
    return _fills(one, two, page) and one.closes


def _fills(one: RawLine, two: RawLine, page: PageHabits) -> bool:
    """Whether the next line's first word would not have fitted."""
    return one.length + 1 + len(two.text.partition(" ")[0]) > page.measure > 0


def _quotes_within(line: RawLine) -> bool:
    """Whether a line opens with a quotation that ends in the midst of it."""
    return bool(re.match(r"«[^«»]*»\s*[^\W\d_]", line.text))


def _reaches(one: RawLine, two: RawLine, page: PageHabits) -> bool:
    """Whether a line was so full that the next word had to go to the next line."""
    word = len(two.text.partition(" ")[0])
    return page.measure > 0 and one.length + min(word, 12) >= page.measure * _FULL + word * 0.5


def verse_lines(lines: Sequence[RawLine], body: Sequence[int], page: PageHabits) -> dict[int, str]:
    """Return the style of each line that is verse: one for each run of them.

    Verse is lines that all open high and end although the next word would have had room.
    """
    found: dict[int, str] = {}
    if not page.measure:
        return found
    deep = _deep_indent(lines, body)
    run: list[int] = []
    for at in [*body, -1]:
        if run and (at < 0 or not _goes_on(lines[run[-1]], lines[at], page, deep)):
            first = lines[run[0]]
            apart = at < 0 or lines[at].blanks or lines[at].indent != lines[run[-1]].indent
            if apart and len(run) >= (_LEAST_DEEP if first.indent > deep else _LEAST_VERSE):
                found |= dict.fromkeys(run, f"{_VERSE_STYLE}{run[0]}")
            run = []
        if at >= 0 and (run or _may_be_verse(lines[at], page)):
            run.append(at)
    return found


def _deep_indent(lines: Sequence[RawLine], body: Sequence[int]) -> int:
    """Return the indent with which paragraphs usually open."""
    indents = Counter(lines[at].indent for at in body if lines[at].indent > 1)
    return indents.most_common(1)[0][0] if indents else 1


def _may_be_verse(line: RawLine, page: PageHabits) -> bool:
    apart = _DASH.match(line.text) or _ITEM.match(line.text) or is_rule(line)
    return line.opens_high and not apart and line.length < page.measure * _VERSE


def _goes_on(one: RawLine, two: RawLine, page: PageHabits, deep: int) -> bool:
    """Whether a line of verse may be followed by another."""
    room = min(one.indent, two.indent) > deep or not _fills(one, two, page)
    return two.blanks == 0 and room and _may_be_verse(two, page)


def verse(blocks: Sequence[RawBlock], styles: Mapping[int, str]) -> list[RawBlock]:
    """Name the blocks whose lines are verse, or the rows of a table."""
    roles = {_VERSE_STYLE: BlockRole.VERSE, _TABLE_STYLE: BlockRole.TABLE}
    found: list[RawBlock] = []
    for block in blocks:
        style = styles.get(block.lines[0], "").rstrip("0123456789")
        plain = block.role is BlockRole.PARAGRAPH
        found.append(replace(block, role=roles[style]) if plain and style in roles else block)
    return found


def quoted(blocks: Sequence[RawBlock], styles: Mapping[int, str]) -> list[RawBlock]:
    """Mark the paragraphs that the file itself gives as quotations."""
    found: list[RawBlock] = []
    number = 0
    for block in blocks:
        style = styles.get(block.lines[0], "")
        if block.role is BlockRole.PARAGRAPH and style.startswith(_QUOTED_STYLE):
            number += not (found and found[-1].quoted)
            block = replace(block, quoted=number)
        found.append(block)
    return found


def note_blocks(lines: Sequence[RawLine], owned: Mapping[int, Sequence[int]]) -> Iterator[RawBlock]:
    """Yield the blocks of each note: one paragraph, whatever blanks the page left in it."""
    for note, indexes in owned.items():
        joints = tuple(_joint(lines[at]) for at in indexes[:-1])
        yield RawBlock(BlockRole.NOTE, tuple(indexes), joints, note=note)


def without(indexes: Sequence[int], *gone: Collection[int]) -> list[int]:
    """Return the indexes that none of the collections holds."""
    return [at for at in indexes if not any(at in group for group in gone)]

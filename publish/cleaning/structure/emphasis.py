"""Italics and block quotations from the only trace a PDF may leave of them.

Some PDFs print the word spaces of their italic font as no-break spaces:
``« Tout~le~pouvoir~aux~Soviets »`` → ``« *Tout le pouvoir aux Soviets* »``. Paragraphs that are
italic from « to » are a block quotation. Where such spaces only stand beside punctuation, they
are ordinary French typography and mean nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from publish.characters import NO_BREAK_SPACE
from publish.cleaning.structure.raw_blocks import BlockRole, RawBlock
from publish.cleaning.structure.raw_lines import RawLine

_GAP: Final = re.compile(r"\s+")
_BETWEEN_WORDS: Final = re.compile(rf"{NO_BREAK_SPACE}(?<=[^\W_].)(?=[^\W_])")
_IN_RUNS: Final = re.compile(rf"(?:[^\W_][^\s]{{0,40}}\s?{NO_BREAK_SPACE}\s?(?=[^\W_])){{3}}")
_OUTER: Final = re.compile(r"^[«»“”\"'.,;:!?()\[\]…—–\d\s]+|[,;:()\[\]«»“”\"\d\s]+$")
_QUOTES: Final = re.compile(r"[«»“”\"()\[\].,;:—–\d]+$")
_ITALIC_SHARE: Final = 0.6
_WHOLE: Final = 0.9
"""Share of a block's characters in italics at which its style is not emphasis."""
_FEWEST: Final = 4
"""No-break spaces between words, below which they mean nothing."""
_NO_LETTER: Final = re.compile(r"[\W\d_]*$")


class Token(NamedTuple):
    """A word of a block with its place, and whether the gaps around it are italic.

    ``None`` stands for a line's end, which tells nothing.
    """

    start: int
    end: int
    before: bool | None
    after: bool | None


@dataclass(frozen=True, slots=True)
class Italics:
    """Where a text is in italics: told by its spaces, or by the file itself."""

    text: str
    gaps: bool = False
    """Whether no-break spaces mark them."""
    spans: tuple[tuple[int, int], ...] = ()
    """Stretches that the file gave in italics, in order."""

    @classmethod
    def of(cls, text: str, spans: Sequence[tuple[int, int]] | None = None) -> Italics:
        """Return what is known; ``spans`` None where the file could not tell."""
        if spans is not None:
            return cls(text, spans=tuple(spans))
        between = len(_BETWEEN_WORDS.findall(text)) if NO_BREAK_SPACE in text else 0
        if between < _FEWEST:
            return cls(text)
        runs = len(_IN_RUNS.findall(text))
        return cls(text, runs * 8 > between and runs > 1)

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches given in italics, as far as they lie in a line."""
        at = max(bisect_left(self.spans, (start,)) - 1, 0)
        found: list[tuple[int, int]] = []
        for one, two in self.spans[at:]:
            if one >= end:
                break
            if two > start:
                found.append((max(one, start), min(two, end)))
        return found


def tokens(
    text: str, lines: Sequence[RawLine], block: RawBlock, calls: Sequence[tuple[int, int]] = ()
) -> list[Token]:
    """Return the words of a block; note calls are no part of them."""
    found: list[Token] = []
    for at in block.lines:
        line = lines[at]
        inside = calls[bisect_left(calls, (line.start,)) : bisect_left(calls, (line.end,))]
        place, before = line.start, None
        for gap in [*_gaps(text, line, inside), None]:
            start, end, after = gap or (line.end, line.end, None)
            if start > place:
                found.append(Token(place, start, before, after))
            place, before = end, after
    return found


def _gaps(
    text: str, line: RawLine, calls: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, bool | None]]:
    """Yield the gaps between the words of a line: start, end, whether they are italic."""
    place = line.start
    while place < line.end:
        call = next((c for c in calls if c[0] == place), None)
        blank = _GAP.match(text, place, line.end)
        if not call and not blank:
            nearest = _GAP.search(text, place, line.end)
            place = min(
                [nearest.start() if nearest else line.end, *(c[0] for c in calls if c[0] > place)]
            )
            continue
        start, italic = place, False
        while call or blank:
            if blank and not call:
                italic = italic or NO_BREAK_SPACE in blank[0]
            place = call[1] if call else blank.end() if blank else place
            call = next((c for c in calls if c[0] == place), None)
            blank = _GAP.match(text, place, line.end)
        yield start, place, italic if place < line.end else None


def runs(words: Sequence[Token], italic: bool = True) -> Iterator[list[Token]]:
    """Yield the runs of words joined by italic gaps (or, ``italic`` False, by ordinary ones)."""
    run: list[Token] = []
    for word in words:
        linked = bool(run) and (
            word.before is italic
            if word.before is not None
            else run[-1].before is italic and word.after is italic
        )
        if not linked:
            if any(w.after is italic for w in run[:-1]):
                yield run
            run = []
        run.append(word)
    if any(w.after is italic for w in run[:-1]):
        yield run


def emphasised(
    italics: Italics, lines: Sequence[RawLine], block: RawBlock, cuts: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a block to set in italics; ``cuts`` are note calls.

    In a line of source, printed in italics, what is upright is what was meant to stand out.
    """
    if italics.gaps:
        words = tokens(italics.text, lines, block, cuts)
        for run in runs(words, italic=block.role is not BlockRole.SOURCE):
            yield from _between_quotes(italics.text, run)
        return
    stretches = _given(italics, lines, block)
    whole = sum(end - start for start, end in stretches)
    if whole < _WHOLE * sum(lines[at].end - lines[at].start for at in block.lines):
        for start, end in stretches:
            start, end = _trimmed(italics.text, start, end)
            if start < end and not _NO_LETTER.match(italics.text, start, end):
                yield start, end


def _given(italics: Italics, lines: Sequence[RawLine], block: RawBlock) -> list[tuple[int, int]]:
    """Return a block's stretches in italics, line ends within them healed."""
    found: list[tuple[int, int]] = []
    for at in block.lines:
        for start, end in italics.within(lines[at].start, lines[at].end):
            if found and not italics.text[found[-1][1] : start].strip():
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
    return found


def _between_quotes(text: str, run: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield a run of italic words without the quotes and brackets around it."""
    words = list(run)
    while words and _QUOTES.match(text[words[0].start : words[0].end]):
        words.pop(0)
    while words and _QUOTES.match(text[words[-1].start : words[-1].end]):
        words.pop()
    if words:
        start, end = _trimmed(text, words[0].start, words[-1].end)
        if start < end:
            yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave outside what punctuates around a stretch; a full stop stays before a closing quote."""
    stretch = text[start:end]
    head = _OUTER.match(stretch)
    if head and not stretch[head.end() :].count("»") > stretch[head.end() :].count("«"):
        start += head.end() if not head[0][-1].isdigit() else 0
    while end > start and text[end - 1] in ",;:)]":
        if text[end - 1] in ")]" and text[start:end].count("(") + text[start:end].count("["):
            break
        end -= 1
    if text[end - 1] == "." and not re.match(r"\s*»", text[end:]) and text[end - 2].isalpha():
        end -= 1
    return start, end


def _is_italic(italics: Italics, lines: Sequence[RawLine], block: RawBlock) -> bool:
    """Whether a block is in italics but for quotations within it."""
    if not italics.gaps:
        inside = sum(end - start for start, end in _given(italics, lines, block))
        return inside > _WHOLE * sum(lines[at].end - lines[at].start for at in block.lines)
    text = italics.text
    words = tokens(text, lines, block)
    if len(words) < 2 or words[0].after is not True:
        return False
    depth, italic, upright = 0, 0, 0
    for word in words:
        printed = text[word.start : word.end]
        roman = "«" in printed and word.after is False
        depth = depth + 1 if roman else max(0, depth - printed.count("»")) if depth else 0
        if not depth and word.after is not None:
            italic += word.after
            upright += not word.after
    return italic > _ITALIC_SHARE * (italic + upright)


def quotations(
    italics: Italics, lines: Sequence[RawLine], blocks: Sequence[RawBlock]
) -> list[RawBlock]:
    """Mark the paragraphs that together are quoted, in italics, from « to »."""
    found = list(blocks)
    number = 0
    at = 0
    while at < len(found):
        end = _quotation_end(italics, lines, found, at)
        if end is None:
            at += 1
            continue
        number += 1
        for index in range(at, end):
            found[index] = replace(found[index], quoted=number)
        at = end
    return found


def _quotation_end(
    italics: Italics, lines: Sequence[RawLine], blocks: Sequence[RawBlock], at: int
) -> int | None:
    """Return the index after the last block of a quotation that begins with a block."""
    text = italics.text
    first = blocks[at]
    if first.role is not BlockRole.PARAGRAPH or text[lines[first.lines[0]].start] != "«":
        return None
    depth = 0
    for index in range(at, len(blocks)):
        block = blocks[index]
        if block.role is not BlockRole.PARAGRAPH or not _is_italic(italics, lines, block):
            return None
        printed = _printed(text, lines, block)
        for place, char in enumerate(printed):
            depth += (char == "«") - (char == "»")
            if depth == 0:
                rest = printed[place + 1 :]
                return index + 1 if not re.search(r"[^\W\d_]", rest) else None
    return None


def _printed(text: str, lines: Sequence[RawLine], block: RawBlock) -> str:
    return " ".join(text[lines[at].start : lines[at].end] for at in block.lines)


def quote_marks(
    text: str, lines: Sequence[RawLine], blocks: Sequence[RawBlock]
) -> Iterator[tuple[int, int]]:
    """Yield the outer guillemets of each block quotation, with the space inside them."""
    groups: dict[int, list[RawBlock]] = {}
    for block in blocks:
        if block.quoted:
            groups.setdefault(block.quoted, []).append(block)
    for group in groups.values():
        opening = _OPENS.match(text, lines[group[0].lines[0]].start)
        last = group[-1].lines
        begin, end = lines[last[0]].start, lines[last[-1]].end
        closing = text.rfind("»", begin, end)
        if opening and closing >= 0:
            yield opening.start(), opening.end()
            yield begin + len(text[begin:closing].rstrip()), closing + 1


_OPENS: Final = re.compile(r"«\s*")


def numbered(lines: Sequence[RawLine], blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Mark paragraphs that are the items of a list: numbered from 1, one after the other."""
    found = list(blocks)
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and _item(lines, found[end]) == end - at + 1:
            end += 1
        if end - at > 1:
            for index in range(at, end):
                found[index] = replace(found[index], item=index - at + 1)
        at = max(end, at + 1)
    return found


def _item(lines: Sequence[RawLine], block: RawBlock) -> int:
    match = re.match(r"(\d{1,2})[.)]\s", lines[block.lines[0]].text)
    return int(match[1]) if match and block.role is BlockRole.PARAGRAPH else 0

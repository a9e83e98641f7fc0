"""Letters of a page → its lines and words.

Words are divided by the spaces of the file, by gaps and by changes of style; a figure that is
raised, by its baseline or by its own drawing, is the call of a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from publish.cleaning.alphabet import NOTE_SIGNS
from publish.cleaning.readers.pdf_glyphs import PrintedGlyph
from publish.cleaning.readers.printed import PrintedPage, PrintedRow, PrintedWord

_RAISED: Final = 0.12
"""Share of the line's size by which a superior figure's baseline is raised."""
_DRAWN: Final = 0.2
"""The same for the foot of its ink, where the font itself has raised figures."""
_SMALLER: Final = 0.85
_SPACE: Final = 0.11
"""Least gap, in ems, at which two characters belong to different words: thin spaces are 0.13."""
_DOTS: Final = 0.28
"""The same between two full stops: those of an ellipsis are set apart."""
_SPACED_OUT: Final = 0.05
"""Gap, in ems, that most letters of a line have where it is spaced out."""
_HIGHEST: Final = 0.65
"""The same for what is smaller and touches the line: a superior figure."""
_FEWEST_ROWS: Final = 6
_LINE: Final = 0.45
"""Share of the size by which baselines differ from line to line."""


def page_of(glyphs: Sequence[PrintedGlyph], width: float) -> PrintedPage:
    """Return the lines of a page from top to bottom, or column by column."""
    lines: list[list[PrintedGlyph]] = []
    for glyph in glyphs:
        if lines and _same_line(lines[-1], glyph):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    rows = [PrintedRow(tuple(_words(line))) for line in lines if any(not g.blank for g in line)]
    if not _in_columns(rows, width / 2):
        rows.sort(key=lambda row: (row.bottom, row.left))
    return PrintedPage(tuple(_merged(rows)))


def _in_columns(rows: Sequence[PrintedRow], middle: float) -> bool:
    """Whether a page has two columns: then its own order of lines is kept."""
    left = [row for row in rows if row.words[-1].right < middle]
    right = [row for row in rows if row.left > middle]
    return min(len(left), len(right)) > _FEWEST_ROWS


def _same_line(line: Sequence[PrintedGlyph], glyph: PrintedGlyph) -> bool:
    """Whether a character goes on with a line, raised or not."""
    last = line[-1]
    if glyph.left < last.left - last.size * 1.5 and not glyph.blank:
        return False
    height = max(line[0].size, glyph.size)
    if abs(glyph.base - line[0].base) < height * _LINE:
        return True
    smaller = glyph.size < line[0].size * _SMALLER and abs(_gap(last, glyph)) < height * _LINE
    return smaller and 0 < line[0].base - glyph.base < height * _HIGHEST


def _words(line: Sequence[PrintedGlyph]) -> Iterator[PrintedWord]:
    """Yield the words of a line: divided by spaces, wide gaps and changes of style."""
    size = Counter(glyph.size for glyph in line if not glyph.blank).most_common(1)[0][0]
    base = median(g.base for g in line if g.size == size and not g.blank)
    least = _least_space(line, size)
    word: list[PrintedGlyph] = []
    glued = False
    for glyph in line:
        apart = bool(word) and _gap(word[-1], glyph) > _needed(word[-1], glyph, least) * size
        turned = bool(word) and _style(glyph, size, base) != _style(word[-1], size, base)
        if word and (glyph.blank or apart or turned):
            yield _word(word, size, base, glued)
            glued = not glyph.blank and not apart
            word = []
        elif glyph.blank:
            glued = False
        if not glyph.blank:
            word.append(glyph)
    if word:
        yield _word(word, size, base, glued)


def parted(one: PrintedGlyph, two: PrintedGlyph) -> bool:
    """Whether two characters that follow one another belong to different words or lines."""
    apart = _gap(one, two) > _SPACE * two.size or _gap(one, two) < -two.size
    return two.blank or one.blank or apart or abs(one.base - two.base) > two.size * _LINE


def _gap(one: PrintedGlyph, two: PrintedGlyph) -> float:
    return two.left - one.right


def _least_space(line: Sequence[PrintedGlyph], size: float) -> float:
    """Return the gap, in ems, that divides words; wider where letters are spaced out."""
    gaps = [_gap(one, two) / size for one, two in pairwise(line) if not one.blank and not two.blank]
    usual = median(gaps) if gaps else 0.0
    return max(_SPACE, 2 * usual) if usual > _SPACED_OUT else _SPACE


def _needed(one: PrintedGlyph, two: PrintedGlyph, least: float) -> float:
    return max(least, _DOTS) if one.char == two.char == "." else least


def _style(glyph: PrintedGlyph, size: float, base: float) -> tuple[bool, bool]:
    return glyph.italic, _superior(glyph, size, base)


def _superior(glyph: PrintedGlyph, size: float, base: float) -> bool:
    """Whether a figure is raised: set higher and smaller, or drawn so."""
    if not (glyph.char.isdigit() or glyph.char in NOTE_SIGNS):
        return False
    if base - glyph.base > size * _RAISED:
        return glyph.size < size * _SMALLER
    return glyph.char.isdigit() and base - glyph.foot > size * _DRAWN


def _word(glyphs: Sequence[PrintedGlyph], size: float, base: float, glued: bool) -> PrintedWord:
    return PrintedWord(
        "".join(glyph.char for glyph in glyphs),
        glyphs[0].left,
        glyphs[-1].right,
        base,
        glyphs[0].size,
        sum(glyph.italic for glyph in glyphs) * 2 > len(glyphs),
        _superior(glyphs[0], size, base),
        glued,
        sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs),
    )


def _merged(rows: Sequence[PrintedRow]) -> Iterator[PrintedRow]:
    """Yield the rows, those on one baseline made one: a folio and its running head."""
    waiting: PrintedRow | None = None
    for row in rows:
        if waiting and abs(row.bottom - waiting.bottom) < 0.3 * max(row.size, 1.0):
            words = sorted((*waiting.words, *row.words), key=lambda word: word.left)
            waiting = PrintedRow(tuple(words))
            continue
        if waiting:
            yield waiting
        waiting = row
    if waiting:
        yield waiting

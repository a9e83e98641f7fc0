"""Printed pages → Source: their words, and signs for what their layout says.

The page's layout becomes the signs that plain text would show: a form feed where a page begins,
a blank line where the leading is wide, spaces for an indent, tabs between the cells of a table.
What text cannot show (italics, small lines, quotations) goes beside it; a superior figure becomes
its own character, ``¹``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final

from publish.cleaning.alphabet import SUPERIORS
from publish.cleaning.readers.printed import PrintedPage, PrintedRow
from publish.cleaning.readers.printed_layout import (
    INDENT,
    PrintedLayout,
    PrintedMargins,
    heading_levels,
    layout_of,
    usual_margins,
)
from publish.cleaning.readers.source_text import SourceText, StyledRun, UnsureWord

_SMALL: Final = 0.93
"""Share of the body's size under which a line is set small."""
_WIDE: Final = 1.45
"""Leading, as a multiple of the usual, at which a blank line is seen."""
_PARTED: Final = 0.2
"""What parts paragraphs beyond the leading, in ems, where places are exact."""
_DEEPEST: Final = 6.0
"""Indent, in ems, beyond which a line is centred or set to the right."""
_SURE: Final = 0.6
"""Confidence of an engine from which it says nothing of a word."""
_RAISED: Final = str.maketrans("0123456789", SUPERIORS)


def source_of(leaves: Iterable[PrintedPage], *, exact: bool = False) -> SourceText:
    """Return the pages as one source; ``exact`` tells that places are to the hair, as in a PDF."""
    pages = [leaf for leaf in leaves if leaf.rows]
    sizes: Counter[float] = Counter()
    for leaf in pages:
        for row in leaf.rows:
            sizes[row.size] += sum(len(word.text) for word in row.words)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    writer = _Writer(body, heading_levels(pages, body), usual_margins(pages, body), exact)
    for number, leaf in enumerate(pages):
        writer.page(leaf, first=number == 0)
    return writer.source()


class _Writer:
    """Writes lines one after the other and notes where styles begin and end."""

    def __init__(
        self,
        body: float,
        levels: dict[tuple[float, bool], int],
        margins: PrintedMargins,
        exact: bool,
    ) -> None:
        self._exact = exact
        self._body = body
        self._levels = levels
        self._margins = margins
        self._units = 0
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._runs: list[StyledRun] = []
        self._unsure: list[UnsureWord] = []

    def page(self, leaf: PrintedPage, *, first: bool) -> None:
        """Write a page."""
        layout = layout_of(leaf, self._body, self._margins, self._units)
        self._units = max([self._units, *layout.units.values()])
        gaps = [
            (two.bottom - one.bottom) / max(two.size, 1.0)
            for one, two in zip(leaf.rows, leaf.rows[1:], strict=False)
            if two.bottom > one.bottom
        ]
        leading = median(gaps) if gaps else 1.2
        if not first:
            self._write("\f")
        self._pages.append(self._length)
        before: PrintedRow | None = None
        for at, row in enumerate(leaf.rows):
            alike = before is not None and layout.units.get(at) == layout.units.get(at - 1)
            if before is not None and (self._apart(before, row, leading) or not alike):
                self._write("\n")
            self._row(row, layout, at)
            before = row

    def _apart(self, one: PrintedRow, two: PrintedRow, leading: float) -> bool:
        """Whether a blank line is seen between two rows."""
        gap = (two.bottom - one.bottom) / max(two.size, 1.0)
        wider = leading + _PARTED if self._exact and one.size == two.size else leading * _WIDE
        return gap > wider or gap < 0 or abs(one.size - two.size) > 0.9

    def _row(self, row: PrintedRow, layout: PrintedLayout, at: int) -> None:
        indent = (row.left - layout.margins[at].left) / max(row.size, 1.0)
        plain = at not in layout.units and row.size == self._body
        if plain and INDENT < indent < _DEEPEST:
            self._write("   ")
        start = self._length
        cells = layout.cells.get(at, frozenset())
        for number, word in enumerate(row.words):
            if number and not word.glued:
                self._write("\t" if number in cells else " ")
            begin = self._length
            self._write(word.text.translate(_RAISED) if word.superior else word.text)
            if word.italic:
                self._italic(begin)
            if word.confidence is not None and word.confidence < _SURE:
                self._unsure.append(UnsureWord(begin, self._length, word.confidence))
        self._style(row, layout, at, start)
        self._write("\n")

    def _style(self, row: PrintedRow, layout: PrintedLayout, at: int, start: int) -> None:
        """Note what a row is, if it is not of the text."""
        unit = layout.units.get(at, 0)
        level = self._levels.get((row.size, row.bold), 0)
        if at in layout.cells:
            self._runs.append(StyledRun(start, self._length, table=True, unit=unit))
        elif at in layout.quoted:
            self._runs.append(StyledRun(start, self._length, quoted=True, unit=unit))
        elif level:
            self._runs.append(StyledRun(start, self._length, large=True, level=level))
        elif row.size < self._body * _SMALL:
            self._runs.append(StyledRun(start, self._length, small=True))

    def _italic(self, start: int) -> None:
        """Note an italic word; words that follow one another make one run."""
        last = self._runs[-1] if self._runs else None
        if last and last.italic and "".join(self._parts[-2:-1]).isspace() and last.end >= start - 1:
            self._runs[-1] = StyledRun(last.start, self._length, italic=True)
        else:
            self._runs.append(StyledRun(start, self._length, italic=True))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def source(self) -> SourceText:
        """Return what was written."""
        runs = tuple(sorted(_joined(self._runs), key=lambda run: (run.start, run.end)))
        return SourceText(
            "".join(self._parts),
            tuple(self._pages),
            runs,
            styled=True,
            encoding="",
            unsure=tuple(self._unsure),
        )


def _joined(runs: Sequence[StyledRun]) -> list[StyledRun]:
    """Return the runs, italic ones made one where only a space stands between."""
    italic = sorted((run for run in runs if run.italic), key=lambda run: run.start)
    joined: list[StyledRun] = []
    for run in italic:
        if joined and run.start - joined[-1].end <= 1:
            joined[-1] = StyledRun(joined[-1].start, run.end, italic=True)
        else:
            joined.append(run)
    return [*joined, *(run for run in runs if not run.italic)]

"""Words with their place on the page → Source: what a PDF and an OCR file have in common.

The page's layout becomes the signs that plain text would show: a form feed where a page begins,
a blank line where the leading is wide, spaces for an indent. What text cannot show (italics,
small lines) goes beside it; a superior figure becomes its own character, ``¹``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from publish.cleaning.alphabet import SUPERIORS
from publish.cleaning.readers.source_text import SourceText, StyledRun

_SMALL: Final = 0.93
"""Share of the body's size under which a line is set small."""
_LARGE: Final = 1.12
_WIDE: Final = 1.45
"""Leading, as a multiple of the usual, at which a blank line is seen."""
_INDENT: Final = 0.9
"""Indent, in ems, that opens a paragraph."""
_DEEPEST: Final = 6.0
"""Indent, in ems, beyond which a line is centred or set to the right."""
_RAISED: Final = str.maketrans("0123456789", SUPERIORS)


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A printed word. Places are in points, from the top left corner of its page."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    italic: bool = False
    superior: bool = False
    glued: bool = False
    """Whether no space stands before it."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A printed line: its words from left to right."""

    words: tuple[PrintedWord, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def bottom(self) -> float:
        return median(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its characters, superior ones left out."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            if not word.superior or len(self.words) == 1:
                sizes[round(word.size * 2) / 2] += len(word.text)
        return sizes.most_common(1)[0][0] if sizes else 0.0


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A printed page: its lines from top to bottom."""

    rows: tuple[PrintedRow, ...]


def source_of(leaves: Iterable[PrintedPage]) -> SourceText:
    """Return the pages as one source."""
    pages = [leaf for leaf in leaves if leaf.rows]
    sizes: Counter[float] = Counter()
    for leaf in pages:
        for row in leaf.rows:
            sizes[row.size] += sum(len(word.text) for word in row.words)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    writer = _Writer(body)
    for number, leaf in enumerate(pages):
        writer.page(leaf, first=number == 0)
    return writer.source()


class _Writer:
    """Writes lines one after the other and notes where styles begin and end."""

    def __init__(self, body: float) -> None:
        self._body = body
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._runs: list[StyledRun] = []

    def page(self, leaf: PrintedPage, *, first: bool) -> None:
        """Write a page."""
        lefts = [round(row.left) for row in leaf.rows if row.size == self._body]
        left = Counter(lefts).most_common(1)[0][0] if lefts else leaf.rows[0].left
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
        for row in leaf.rows:
            if before is not None and self._apart(before, row, leading):
                self._write("\n")
            self._row(row, left)
            before = row

    def _apart(self, one: PrintedRow, two: PrintedRow, leading: float) -> bool:
        """Whether a blank line is seen between two rows."""
        gap = (two.bottom - one.bottom) / max(two.size, 1.0)
        return gap > leading * _WIDE or gap < 0 or abs(one.size - two.size) > 0.9

    def _row(self, row: PrintedRow, left: float) -> None:
        em = max(row.size, 1.0)
        indent = (row.left - left) / em
        if _INDENT < indent < _DEEPEST and row.size == self._body:
            self._write("   ")
        start = self._length
        for number, word in enumerate(row.words):
            if number and not word.glued:
                self._write(" ")
            text = word.text.translate(_RAISED) if word.superior else word.text
            begin = self._length
            self._write(text)
            if word.italic:
                self._italic(begin)
        if row.size < self._body * _SMALL:
            self._runs.append(StyledRun(start, self._length, small=True))
        elif row.size > self._body * _LARGE:
            self._runs.append(StyledRun(start, self._length, large=True))
        self._write("\n")

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
        return SourceText("".join(self._parts), tuple(self._pages), runs, styled=True, encoding="")


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

"""Verse: one axis for a poem or a play, turnovers, shared verses, numbers; tercets whole, no verse
alone (docs/rules-of-the-page.md, Verse and epigraphs).

A poem is centred on its longest ordinary verse, its indents counted; a verse too long for the
measure goes on behind one ``[`` at the right, or hangs; a shared verse begins where the one before
ends; a number stands at the right edge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from publish.book import Element
from publish.book.vocabulary import (
    HANGING,
    SHARED,
    SPEAKER,
    STAGE,
    THEATRE,
    VERSE_NUMBER,
    classes,
    has_class,
    is_note,
    poem_of,
)
from publish.composition.lines.atoms import text_width
from publish.composition.lines.paragraph import Line, Span
from publish.composition.pages.galley import Row
from publish.composition.style.faces import Case
from publish.composition.style.properties import Style

BRACKET = "["
_WHOLE = 3  # lines of a stanza that is never parted
_LIKE = 0.8  # of a verse's length: others that long make it an ordinary one
_FEW = 0.1  # of the verses: fewer than that are no measure for the others
_OF_TURNED = 0.6  # of a verse too long for the measure: its first line can hold as much
_HANG = 2.0  # ems that a turnover hangs, and that verse at a fixed place stands in
_GAP = 0.5  # ems between the parts of a shared verse
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

Reset = Callable[[Sequence[Row], float], Sequence[Row]]
"""Sets the rows of a block again, to another width."""


@dataclass(frozen=True, slots=True)
class VerseSetter:
    """Puts verse in its place; ``hanging``: turnovers hang in every poem; ``centred``: poems stand
    in the middle of the measure, else two ems in."""

    styles: Mapping[Element, Style]
    case: Case
    reset: Reset
    hanging: bool = False
    centred: bool = True

    def arranged(self, rows: Sequence[Row], measure: float) -> list[Row]:
        """Return the rows of a galley, those of verse in their places on a measure, in points."""
        placed: dict[int, list[Row]] = {}
        for scope in _scopes(rows):
            placed |= self._placed(scope, rows, measure)
        found: list[Row] = []
        for n, row in enumerate(rows):
            found += placed.get(n, [row] if poem_of(row.block) is None else [])
        return found

    def _placed(
        self, scope: Sequence[range], rows: Sequence[Row], measure: float
    ) -> dict[int, list[Row]]:
        """Return the stanzas of a poem or a play by the number of their first row."""
        stanzas = [rows[one.start : one.stop] for one in scope]
        width = measure - self._taken(stanzas[0][0].block)
        left = self._axis(stanzas, width)
        found: dict[int, list[Row]] = {}
        before: Row | None = None
        for one, stanza in zip(scope, stanzas, strict=True):
            if any(not _begins(row) for row in stanza):
                hang = _HANG * stanza[0].style.size if self._hangs(stanza[0].block) else 0.0
                stanza = self.reset(stanza, width - left - hang)
            if before is not None and _is_shared(stanza[0]):
                _keep_last(found)
            found[one.start] = []
            for row in self._stanza(stanza, left, width, before):
                found[one.start].append(row)
                before = row
        return found

    def _stanza(
        self, stanza: Sequence[Row], left: float, width: float, before: Row | None
    ) -> Iterator[Row]:
        """Yield the rows of a stanza in their places, a verse bound to its turnover, a first or
        last verse to its neighbour, a tercet throughout."""
        verses = list(_verses(stanza))
        for n, (first, *rest) in enumerate(verses):
            inner = 0 < n < len(verses) - 2 and len(verses) > _WHOLE
            bound = n < len(verses) - 1 and not inner
            before = self._first(first, left, width, before)
            yield replace(before, keep=before.keep or bool(rest) or bound)
            for k, row in enumerate(rest):
                set_row = self._rest(row, left, width, k, len(rest))
                yield replace(set_row, keep=set_row.keep or k < len(rest) - 1 or bound)

    def _taken(self, block: Element) -> float:
        """Return how much of the measure the elements around a block take from it."""
        around = (self.styles[e] for e in (block, *block.iterancestors()))
        return sum(s.margin[1] + s.margin[3] + s.padding[1] + s.padding[3] for s in around)

    def _hangs(self, block: Element) -> bool:
        return self.hanging or any(has_class(e, HANGING) for e in block.iterancestors())

    def _axis(self, stanzas: Sequence[Sequence[Row]], measure: float) -> float:
        """Return how far from the left of its measure a poem stands: never so far that a verse
        which fits the measure is turned over, or one that does not is parted twice."""
        style = stanzas[0][0].style
        if not self.centred or any(map(is_note, stanzas[0][0].block.iterancestors())):
            return _HANG * style.size
        shown, whole = [], []
        before, room = 0.0, measure
        for verse in (verse for stanza in stanzas for verse in _verses(stanza)):
            line = verse[0].line
            if line is None or len(verse) > 1:
                before = 0.0
                length = sum(row.line.fit.width for row in verse if row.line)
                room = min(room, measure - _OF_TURNED * length)
                continue
            number = self._number_width(line)
            end = line.x + line.fit.width - number
            if _is_shared(verse[0]):
                end += before + _GAP * style.size
            before = end
            shown.append(end)
            whole.append(end + (number + style.size if number else 0.0))
        fitting = [width for width in whole if width <= measure]
        left = (measure - _ordinary(shown)) / 2 if shown else 0.0
        return max(0.0, min(left, room, measure - max(fitting, default=measure)))

    def _first(self, row: Row, left: float, width: float, before: Row | None) -> Row:
        """Return the first line of a verse in its place, its number at the right edge."""
        line = row.line
        if line is None:
            return row
        x = left
        number = self._number_width(line)
        shown = line.fit.width - number
        if before is not None and before.line is not None and _is_shared(row):
            ends = before.x - row.x + before.line.x + before.line.fit.width
            ends -= self._number_width(before.line)
            x = max(0.0, min(ends + _GAP * row.style.size, width - shown))
        fill = max(_GAP * row.style.size, width - number - shown - x - line.x) if number else 0.0
        return replace(row, x=row.x + x, line=replace(line, fill=fill))

    def _rest(self, row: Row, left: float, width: float, at: int, of: int) -> Row:
        """Return a line of the rest of a verse: behind a bracket at the right where it is the only
        one, else the lines hang, the first behind the bracket; without one where poems hang."""
        line, style = row.line, row.style
        if line is None or self._hangs(row.block):
            return replace(row, x=row.x + left + _HANG * style.size)
        face = self.case.face(style)
        bracket = text_width(BRACKET, style, face) if face else 0.0
        path = line.spans[0].path if line.spans else ()
        spans = (Span(BRACKET, path), *line.spans) if at == 0 else line.spans
        x = _HANG * style.size - bracket * (at == 0)
        if of == 1:
            x = max(0.0, width - left - line.fit.width - bracket)
        return replace(row, x=row.x + left, line=replace(line, spans=spans, x=x))

    def _number_width(self, line: Line) -> float:
        """Return the width of the number that stands beside a verse, 0 for none."""
        for span in line.spans:
            if span.path and has_class(span.path[-1], VERSE_NUMBER):
                style = self.styles[span.path[-1]]
                face = self.case.face(style)
                return text_width(span.text, style, face) if face else 0.0
        return 0.0


def _scopes(rows: Sequence[Row]) -> Iterator[list[range]]:
    """Yield what stands on one axis: of each poem, or of the verse of a play, the stanzas."""
    scope: list[range] = []
    held: object = None
    at = 0
    for block, group in groupby(rows, lambda row: row.block):
        count = len(list(group))
        poem = poem_of(block)
        around = _apart(block)
        if scope and (around is not held if poem is not None else _ends_scope(block)):
            yield scope
            scope = []
        if poem is not None:
            scope.append(range(at, at + count))
            held = around
        at += count
    if scope:
        yield scope


def _apart(block: Element) -> Element | None:
    """Return the quotation or note that a block stands in."""
    return next((e for e in block.iterancestors() if e.tag == "blockquote" or is_note(e)), None)


def _ends_scope(block: Element) -> bool:
    """Whether a block that is no verse ends the axis: a heading or prose, outside of plays."""
    if any(has_class(e, THEATRE) for e in block.iterancestors()):
        return False
    return block.tag in _HEADINGS or not {SPEAKER, STAGE} & set(classes(block))


def _ordinary(widths: Sequence[float]) -> float:
    """Return the width of the longest verse that is no exception among the others."""
    for width in sorted(widths, reverse=True):
        like = sum(other >= _LIKE * width for other in widths)
        if like >= 2 or like >= _FEW * len(widths):
            return width
    return 0.0


def _verses(stanza: Sequence[Row]) -> Iterator[list[Row]]:
    verse: list[Row] = []
    for row in stanza:
        if _begins(row) and verse:
            yield verse
            verse = []
        verse.append(row)
    if verse:
        yield verse


def _begins(row: Row) -> bool:
    """Whether a row begins a verse."""
    return row.line is None or row.line.begins


def _is_shared(row: Row) -> bool:
    spans = row.line.spans if row.line is not None and row.line.begins else ()
    return any(has_class(element, SHARED) for span in spans for element in span.path)


def _keep_last(found: dict[int, list[Row]]) -> None:
    """Bind the last row set to what follows: a verse goes on there."""
    last = max(found, default=None)
    if last is not None and found[last]:
        found[last][-1] = replace(found[last][-1], keep=True)

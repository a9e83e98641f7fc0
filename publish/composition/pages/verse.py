"""Verse: centred on its longest line, turnovers bracketed, tercets whole, no verse alone
(docs/rules-of-the-page.md, Verse and epigraphs).

A line too long for the measure goes on at the right, behind ``[``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from publish.book import Element
from publish.composition.lines.atoms import text_width
from publish.composition.lines.paragraph import Line, Span
from publish.composition.pages.galley import Row
from publish.composition.style.faces import Case
from publish.composition.style.properties import Style

_BRACKET = "["
_WHOLE = 3  # lines of a stanza that is never parted


def arranged(
    rows: Sequence[Row], styles: Mapping[Element, Style], case: Case, measure: float
) -> list[Row]:
    """Return a poem's rows in their places on a measure, in points."""
    widths = [row.line.x + row.line.fit.width for row in rows if row.line and row.line.begins]
    longest = max(widths, default=0.0)
    left = max(0.0, (measure - longest) / 2)
    found: list[Row] = []
    for _, stanza in groupby(rows, lambda row: row.block):
        for row, bound in _bound(list(stanza)):
            line = row.line
            if line is not None and not line.begins:
                line = _turned_over(line, styles[row.block], case, min(longest, measure))
            x = row.x if line is None else left
            found.append(replace(row, x=x, line=line, keep=row.keep or bound))
    return found


def _bound(stanza: Sequence[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield each row of a stanza, with whether it is bound to the next: a verse to its turnover, a
    first or last verse to its neighbour, a tercet throughout."""
    verses = sum(_begins(row) for row in stanza)
    verse = 0
    for row, after in zip(stanza, [*stanza[1:], None], strict=True):
        verse += _begins(row)
        inner = verse > 1 and verse < verses - 1 and verses > _WHOLE
        yield row, after is not None and not (_begins(after) and inner)


def _begins(row: Row) -> bool:
    """Whether a row begins a verse."""
    return row.line is None or row.line.begins


def _turned_over(line: Line, style: Style, case: Case, right: float) -> Line:
    """Return the rest of a verse as it stands at the right, behind a bracket."""
    face = case.face(style)
    bracket = text_width(_BRACKET, style, face) if face else 0.0
    path = line.spans[0].path if line.spans else ()
    x = right - line.fit.width - bracket
    return replace(line, spans=(Span(_BRACKET, path), *line.spans), x=max(0.0, x))

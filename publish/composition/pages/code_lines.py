"""Lines of code too long for their measure: what goes on hangs, behind a sign.

``while not_done and still_waiting:`` → ``while not_done and`` / ``↪ still_waiting:``
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.book.vocabulary import CODE_LINE, has_class
from publish.characters import NO_BREAK_SPACE, TURNED_OVER
from publish.composition.lines.atoms import text_width
from publish.composition.lines.paragraph import Span
from publish.composition.pages.galley import Row
from publish.composition.style.faces import Case


def signed(rows: Sequence[Row], case: Case) -> list[Row]:
    """Return rows of which each that goes on with a line of code says so."""
    return [
        _with_sign(row, case) if not row.first and has_class(row.block, CODE_LINE) else row
        for row in rows
    ]


def _with_sign(row: Row, case: Case) -> Row:
    face = case.face(row.style)
    if row.line is None or face is None or not face.covers(TURNED_OVER):
        return row
    white = text_width(NO_BREAK_SPACE, row.style, face)
    width = text_width(TURNED_OVER, row.style, face) + white
    path = row.line.spans[0].path if row.line.spans else ()
    spans = (Span(TURNED_OVER, path), Span(NO_BREAK_SPACE, path), *row.line.spans)
    fit = replace(row.line.fit, width=row.line.fit.width + width)
    return replace(row, line=replace(row.line, spans=spans, fit=fit, x=row.line.x - width))

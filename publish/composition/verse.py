"""Verse: centred on its longest line, turnovers bracketed, tercets whole (RULES.md 11).

A line too long for the measure goes on at the right, behind ``[``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from publish.book import Element
from publish.composition.faces import Case
from publish.composition.galley import Row
from publish.composition.inline import text_width
from publish.composition.paragraph import Line, Part
from publish.composition.properties import Style

CLASS = "verse"
_BRACKET = "["
_WHOLE = 3  # lines of a stanza that is never parted


def poem_of(block: Element) -> Element | None:
    """Return the poem that a block stands in."""
    around = (e for e in (block, *block.iterancestors()) if CLASS in e.get("class", "").split())
    return next(around, None)


def arranged(
    rows: Sequence[Row], styles: Mapping[Element, Style], case: Case, measure: float
) -> list[Row]:
    """Return a poem's rows in their places on a measure, in points."""
    widths = [row.line.x + row.line.setting.width for row in rows if row.line and row.line.begins]
    longest = max(widths, default=0.0)
    left = max(0.0, (measure - longest) / 2)
    found = []
    for row in rows:
        line = row.line
        if line is not None and not line.begins:
            line = _turned_over(line, styles[row.block], case, min(longest, measure))
        whole = row.of <= _WHOLE and not row.last
        found.append(replace(row, x=left, line=line, keep=row.keep or whole))
    return found


def _turned_over(line: Line, style: Style, case: Case, right: float) -> Line:
    """Return the rest of a verse as it stands at the right, behind a bracket."""
    face = case.face(style)
    bracket = text_width(_BRACKET, style, face) if face else 0.0
    path = line.parts[0].path if line.parts else ()
    x = right - line.setting.width - bracket
    return replace(line, parts=(Part(_BRACKET, path), *line.parts), x=max(0.0, x))

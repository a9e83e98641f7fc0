"""The pictures of a section that float: to the head or the foot of a page, or to one of their own.

A picture stands on the page of its place in the text or on a later one, none before another; text
goes on below it, and is never held back by it (docs/rules-of-the-page.md, Pictures).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from publish.composition.pages.galley import OVER_EDGES, OWN_PAGE, Row
from publish.composition.pages.page import CLOSE, Frame, Placed

_HAIR = 0.05  # points: what is painted at the foot must not run over it by rounding


class Afloat:
    """Floating rows in the order of their places.

    ``called[n]`` is how many of them belong before row ``n`` of the text.
    """

    def __init__(self, text: Sequence[Row], frame: Frame) -> None:
        self._frame = frame
        self.rows: list[Row] = []
        self.called = [0]
        for row in text:
            self.rows += row.floats
            self.called.append(len(self.rows))

    def depth(self, first: int, end: int) -> float:
        """Return what the rows from ``first`` to ``end`` take of a page, in points: whole lines of
        the grid, one of them white."""
        return sum(map(self._taken, self.rows[first:end]))

    def alone(self, first: int) -> bool:
        """Whether a row is to have a page of its own."""
        row = self.rows[first]
        return row.place in OWN_PAGE or self._taken(row) > self._frame.depth - CLOSE

    def may_open(self, first: int, *, recto: bool) -> bool:
        """Whether a row may stand on this page: the halves of a spread each have their side."""
        place = self.rows[first].place
        return place not in ("spread-left", "spread-right") or recto == (place == "spread-right")

    def binds(self, first: int) -> bool:
        """Whether a row is to stand on the very next page."""
        return first < len(self.rows) and self.rows[first].place == "spread-right"

    def placed(
        self, first: int, end: int, bottom: float, *, opening: bool
    ) -> tuple[list[Placed], list[Placed], float]:
        """Return rows in their places at the head and at the foot, and the depth of the head;
        ``bottom``: where the page's notes begin; on an ``opening`` all stand at the foot."""
        head: list[Placed] = []
        feet: list[Row] = []
        top = 0.0
        for n in range(first, end):
            row = self.rows[n]
            if self.alone(n):
                white = 0.0 if row.place in OVER_EDGES else (self._frame.depth - row.height) / 2
                head.append(Placed(row, max(0.0, white)))
            elif row.place == "top" and not opening:
                head.append(Placed(row, top))
                top += self._taken(row)
            else:
                feet.append(row)
        foot: list[Placed] = []
        y = bottom - sum(map(self._taken, feet)) - _HAIR
        for row in feet:
            y += self._taken(row)
            foot.append(Placed(row, y - row.height))
        return head, foot, top

    def _taken(self, row: Row) -> float:
        grid = self._frame.grid
        lines = ceil((row.height + grid) / grid - CLOSE)
        return min(lines * grid, self._frame.depth)


def below_head(rows: Sequence[Placed], top: float) -> tuple[Placed, ...]:
    """Return rows set lower by the depth of what stands at the head of their page."""
    return tuple(replace(one, y=one.y + top) for one in rows) if top else tuple(rows)

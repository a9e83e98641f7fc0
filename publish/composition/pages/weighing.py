"""How a page came to end where it does: the ways that were weighed, and those refused.

Pagination keeps only the best way. Asked afterwards, it weighs the ways to end one page again, and
from each goes on to the section's end: so each is told with what it would have cost the section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from publish.composition.pages.endings import End, EndRefusal, Prices, Refused
from publish.composition.pages.foot import Foot
from publish.composition.pages.galley import Row
from publish.composition.pages.page import Frame
from publish.composition.pages.pagination import PageStep, Paginator, way


class Ending(NamedTuple):
    """A way to end a page that was weighed.

    ``row``: the first row of text that it leaves to the next page; ``note_row``: likewise of notes;
    ``prices``: what it costs, and for what; ``total``: of all pages of the section at their best
    through it, infinite where it was ``refused``; ``lines``: that remedies give (or take).
    """

    row: int
    note_row: int
    prices: Prices
    total: float
    chosen: bool = False
    lines: int = 0
    refused: EndRefusal | None = None

    @property
    def cost(self) -> float:
        """What the page costs by itself."""
        return sum(one for _, one in self.prices)


class Weighing(NamedTuple):
    """How a page was found.

    ``plain``: what the section's pages cost at their best without remedies, ``remedied``: with
    them, where they were tried; ``row`` and ``note_row``: where the page begins; ``endings``: the
    chosen one first, those refused last.
    """

    plain: float
    remedied: float | None
    row: int
    note_row: int
    endings: tuple[Ending, ...]


def weigh_page(
    rows: Sequence[Row], foot: Foot, frame: Frame, number: int, *, on_verso: bool = False
) -> Weighing:
    """Return what ``paginate``, which takes the same, weighed for a page, counted from 1."""
    paginator = Paginator(rows, foot, frame, on_verso=on_verso)
    found = paginator.found()
    best = min(found, key=lambda step: step.cost)
    paginator.remedies = best is not found[0]
    step = way(best)[number - 1]
    endings = tuple(_endings(paginator, step, best.cost, number))
    remedied = found[1].cost if len(found) > 1 else None
    return Weighing(found[0].cost, remedied, step.start.row, step.start.note_row, endings)


def _endings(paginator: Paginator, step: PageStep, total: float, number: int) -> Iterator[Ending]:
    recto = paginator.is_recto(number)
    yield _ending(step.end, total, chosen=True)
    others = [end for end in paginator.ends(step.start, recto=recto) if end != step.end]
    paid = step.cost - step.end.cost
    weighed = [
        _ending(
            end, paginator.total(PageStep(paid + end.cost, step.before, step.start, end), number)
        )
        for end in others
    ]
    yield from sorted(weighed, key=lambda ending: ending.total)
    for judged in paginator.judged(step.start, recto=recto, lenient=False):
        if isinstance(judged, Refused):
            yield Ending(judged.row, 0, (), inf, False, judged.lines, judged.reason)


def _ending(end: End, total: float, *, chosen: bool = False) -> Ending:
    lines = sum(one.lines for one in end.remedies)
    return Ending(end.row, end.note_row, end.prices, total, chosen, lines)

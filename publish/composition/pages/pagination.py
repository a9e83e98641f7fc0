"""Galleys → pages: where each page ends, with its notes at its foot.

All ways to end the pages are weighed together: a widow or an orphan, a page that ends above its
neighbour, a divided word at a turn, a note that goes on overleaf have their price
(docs/rules-of-the-page.md, The page). A note begins on the page of its call. Where no way is good,
paragraphs may be set a line longer or shorter; each such remedy is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import count
from math import floor
from typing import NamedTuple

from publish.composition.pages.afloat import Afloat, below_head
from publish.composition.pages.endings import End, EndRefusal, Price, Refused, Remedy, Start, priced
from publish.composition.pages.foot import Foot
from publish.composition.pages.galley import Row
from publish.composition.pages.page import (
    CLOSE,
    Area,
    Frame,
    Page,
    below,
    is_on_grid,
    placed,
)

NOTE_GAP = 12.0
"""Least distance between text and notes, rule included, in points."""

_NEVER = 1e7
_SPLIT_BLOCK = 1e5  # a widow, an orphan, a title at the foot
_NO_TEXT = 20000.0
_UNLEVEL = 20000.0
_SHORT_PAGE = 1000.0
_FEW_AT_END = 4000.0
_DIVIDED_AT_TURN = 5000.0
_AT_FOOT = 0.15  # share of these that a verso pays: the eye has not far to go
_NOTE_OVERLEAF = 900.0
_WHITE_ABOVE_NOTES = 25.0
_REMEDY = 250.0
_DEFERRED = 400.0  # each picture that waits for a later page
_CROWDED = 3000.0  # a page of pictures with fewer lines of text than :data:`_BESIDE`
_BESIDE = 4
_LINES_AT_END = 4
_NOTE_ROWS = 2  # of a note that goes on overleaf, on either page
_REACH = 3  # lines: pages shorter than that, or than the fullest, are not considered
_MOST_REMEDIES = 2  # on one page
_WAYS = 40  # the cheapest beginnings of each page that are followed further


class PageStep(NamedTuple):
    """The best way found to a page's end."""

    cost: float
    before: PageStep | None
    start: Start
    end: End


def paginate(
    rows: Sequence[Row], foot: Foot, frame: Frame, *, on_verso: bool = False
) -> list[Page]:
    """Return the pages of one section, which opens on a recto, or ``on_verso``; ``foot`` holds its
    notes."""
    if not rows:
        return []
    paginator = Paginator(rows, foot, frame, on_verso=on_verso)
    found = paginator.found()
    return list(paginator.pages(min(found, key=lambda step: step.cost)))


def way(best: PageStep) -> list[PageStep]:
    """Return the steps that lead to one, from the first page."""
    steps: list[PageStep] = []
    step: PageStep | None = best
    while step is not None:
        steps.append(step)
        step = step.before
    return steps[::-1]


class Paginator:
    """Tries the ways to end the pages of one section."""

    def __init__(
        self, rows: Sequence[Row], foot: Foot, frame: Frame, *, on_verso: bool = False
    ) -> None:
        self._on_verso = on_verso
        self._rows, self._foot, self._frame = rows, foot, frame
        self._afloat = Afloat(rows, frame)
        self._parted = [self._is_parted(n) for n in range(len(rows))]
        self.remedies = False

    def found(self) -> list[PageStep]:
        """Return the best way without remedies, and with them where that is not good."""
        opening = Start(0, 0)
        found = [self.search(opening)]
        if found[0].cost >= _SHORT_PAGE:
            self.remedies = True
            found.append(self.search(opening))
        return found

    def pages(self, best: PageStep) -> Iterator[Page]:
        """Yield the pages of a way found, from the first."""
        for step in way(best):
            yield self._made(step.start, step.end)

    def total(self, step: PageStep, page: int) -> float:
        """Return what the section costs at its best if ``page`` is as ``step`` has it."""
        then = self.then(step.end, recto=self.is_recto(page))
        return step.cost if self.is_end(then) else self.search(then, step, page + 1).cost

    def search(self, opening: Start, begun: PageStep | None = None, first: int = 1) -> PageStep:
        """Try every way to end each page, page after page, keeping the best to each beginning;
        ``begun``: the page before the ``first``."""
        frontier: dict[Start, PageStep | None] = {opening: begun}
        done: list[PageStep] = []
        for page in count(first):
            recto = self.is_recto(page)
            ahead: dict[Start, PageStep] = {}
            for start, before in frontier.items():
                paid = before.cost if before else 0.0
                for end in self.ends(start, recto=recto):
                    cost = paid + end.cost
                    then = self.then(end, recto=recto)
                    known = ahead.get(then)
                    if known is None or cost < known.cost:
                        ahead[then] = PageStep(cost, before, start, end)
            done += [step for start, step in ahead.items() if self.is_end(start)]
            going = [start for start in ahead if not self.is_end(start)]
            best = nsmallest(_WAYS, going, key=lambda start: ahead[start].cost)
            frontier = {start: ahead[start] for start in best}
            if not frontier:
                return min(done, key=lambda step: step.cost)
        raise AssertionError("pages end somewhere")

    def is_recto(self, page: int) -> bool:
        """Whether a page of the section, counted from 1, is a right-hand one."""
        return (page % 2 == 1) != self._on_verso

    def _opens(self, n: int) -> str:
        """Return "page", "left" or "right" for a row that begins a page by its style."""
        opens = self._rows[n].opens if n < len(self._rows) else ""
        return opens if opens != "column" else ""

    def _is_opening(self, start: Start) -> bool:
        """Whether the white above a page's first row counts: where no page ended by itself."""
        return start.row == 0 or bool(self._opens(start.row))

    def then(self, end: End, *, recto: bool) -> Start:
        """Return where the next page begins."""
        return Start(end.row, end.note_row, 0 if recto else end.short, end.afloat)

    def is_end(self, start: Start) -> bool:
        whole = start.row == len(self._rows) and start.note_row == len(self._foot.rows)
        return whole and start.afloat == len(self._afloat.rows)

    def ends(self, start: Start, *, recto: bool) -> list[End]:
        """Return the ways to end a page that are worth going on from."""
        if self._opens(start.row) == ("left" if recto else "right"):
            return [End(start.row, start.note_row, afloat=start.afloat)]  # a blank page
        if self._afloat.binds(start.afloat):
            return [self._pictures_only(start)]
        for lenient in (False, True):
            ways = self.judged(start, recto=recto, lenient=lenient)
            if found := [way for way in ways if isinstance(way, End)]:
                return found
        if start.row == len(self._rows):  # half a spread that waits for its side
            return [End(start.row, start.note_row, afloat=start.afloat)]
        end = End(start.row + 1, self._foot.called[start.row + 1], afloat=start.afloat)
        return [priced(end, (Price.FORCED, 10 * _NEVER))]

    def judged(self, start: Start, *, recto: bool, lenient: bool) -> Iterator[End | Refused]:
        """Yield the ways to end a page, and those refused, from the fullest back until it is
        :data:`_REACH` short."""
        if start.note_row < self._foot.called[start.row]:
            yield self._notes_only(start)
        elif self._has_pictures_alone(start, recto=recto):
            yield self._pictures_only(start)
        bottoms, remedies = self._fill(start)
        pictures = self._afloat
        for afloat in range(start.afloat, pictures.called[start.row + len(bottoms)] + 1):
            if afloat > start.afloat and pictures.alone(afloat - 1):
                break
            yield from self._judged_with(
                start, afloat, bottoms, remedies, recto=recto, lenient=lenient
            )

    def _judged_with(
        self,
        start: Start,
        afloat: int,
        bottoms: Sequence[float],
        remedies: Sequence[Remedy],
        *,
        recto: bool,
        lenient: bool,
    ) -> Iterator[End | Refused]:
        """Yield the ways to end a page on which what floats up to ``afloat`` stands."""
        taken = self._afloat.depth(start.afloat, afloat)
        found = False
        for n in range(start.row + len(bottoms) - 1, start.row - 1, -1):
            if self._afloat.called[n + 1] < afloat:
                return  # it belongs behind
            if self._parted[n] and not lenient:
                yield Refused(n + 1, EndRefusal.PARTED)
                continue
            for lines, chosen in self._choices(remedies, n + 1):
                bottom = bottoms[n - start.row] + lines * self._frame.grid + taken
                end = self._end(start, n + 1, bottom, recto=recto, lenient=lenient)
                if isinstance(end, EndRefusal):
                    yield Refused(n + 1, end, lines)
                    continue
                if found and end.white > _REACH:
                    return
                found = True
                end = self._with_pictures(start, end, afloat)
                if self._parted[n] or self._rows[n].divided or lines:
                    yield priced(end, *self._parting(n, lines, recto=recto), remedies=chosen)
                else:
                    yield end
                if self._opens(n + 1):
                    return  # no page ends sooner than it is asked to

    def _with_pictures(self, start: Start, end: End, afloat: int) -> End:
        """Return a way to end a page on which what floats up to ``afloat`` stands."""
        if not self._afloat.rows:
            return end
        prices: list[tuple[Price, float]] = []
        if waiting := self._afloat.called[end.row] - afloat:
            prices.append((Price.DEFERRED, _DEFERRED * waiting))
        if afloat > start.afloat and end.row - start.row < _BESIDE:
            prices.append((Price.CROWDED, _CROWDED))
        return priced(end._replace(afloat=afloat), *prices)

    def _has_pictures_alone(self, start: Start, *, recto: bool) -> bool:
        """Whether a page may hold what floats alone: what is to have its own, or is left at the end
        of the text."""
        waits = start.afloat < self._afloat.called[start.row]
        at_end = start.row == len(self._rows)
        alone = waits and (at_end or self._afloat.alone(start.afloat))
        return alone and self._afloat.may_open(start.afloat, recto=recto)

    def _pictures_only(self, start: Start) -> End:
        """A page filled by what floats: one picture that is to have it, or as many as it holds."""
        pictures, end = self._afloat, start.afloat + 1
        while (
            end < len(pictures.rows)
            and not (pictures.alone(end) or pictures.alone(end - 1))
            and pictures.depth(start.afloat, end + 1) <= self._frame.depth
        ):
            end += 1
        found = End(start.row, start.note_row, afloat=end)
        alone = pictures.alone(start.afloat)
        return found if alone else priced(found, (Price.CROWDED, 2 * _CROWDED))

    def _fill(self, start: Start) -> tuple[list[float], list[Remedy]]:
        """Return the bottom of each row that a page could hold, and the remedies at hand."""
        bottoms: list[float] = []
        remedies: list[Remedy] = []
        bottom, spare = 0.0, 0.0
        for n in range(start.row, len(self._rows)):
            if n > start.row and self._opens(n):
                break
            above = n > start.row or self._is_opening(start)
            bottom = below(self._rows[n], bottom, self._frame, above=above)
            if self.remedies:
                remedies += self._remedies_of(start, n)
                fewer = sum(one.lines < 0 for one in remedies)
                spare = min(fewer, _MOST_REMEDIES) * self._frame.grid
            if bottom - spare > self._frame.depth + CLOSE:
                break
            bottoms.append(bottom)
        return bottoms, remedies

    def _remedies_of(self, start: Start, n: int) -> list[Remedy]:
        """Return how the paragraph that ends with row ``n``, and began on this page, can vary."""
        row = self._rows[n]
        first = n - row.at
        if not row.last or first < start.row or not is_on_grid(row, self._frame):
            return []
        return [Remedy(first, lines) for lines in (-1, 1) if self._rows[first].varied(lines)]

    def _choices(
        self, remedies: Sequence[Remedy], end: int
    ) -> Iterator[tuple[int, tuple[Remedy, ...]]]:
        """Yield the lines that a page ending before row ``end`` can gain or lose, and by what."""
        yield 0, ()
        for lines in (-1, 1):
            able = [
                one
                for one in remedies
                if one.lines == lines and one.row + self._rows[one.row].of <= end
            ]
            for several in range(1, min(len(able), _MOST_REMEDIES) + 1):
                yield lines * several, tuple(able[:several])

    def _end(
        self, start: Start, row: int, bottom: float, *, recto: bool, lenient: bool
    ) -> End | EndRefusal:
        """Return the page that ends before ``row`` with its text's bottom there, if it can be."""
        if bottom > self._frame.depth + CLOSE:
            return EndRefusal.TOO_DEEP
        note_row = self._fitting_notes(start.note_row, row, bottom, lenient=lenient)
        if note_row is None:
            return EndRefusal.NOTES
        white, noted = self._white(start, note_row, bottom)
        short = 0 if noted else floor(white + CLOSE)
        prices: list[tuple[Price, float]] = []
        if note_row < self._foot.called[row]:
            prices.append((Price.OVERLEAF, _NOTE_OVERLEAF))
        if row < len(self._rows) and self._opens(row):
            short = 0  # it ends there by its style
        elif row < len(self._rows):
            if noted:
                prices.append((Price.WHITE, _WHITE_ABOVE_NOTES * white**2))
            elif short:
                prices.append((Price.SHORT, _SHORT_PAGE * short**2))
            if recto and short != start.verso_short:
                prices.append((Price.UNLEVEL, _UNLEVEL * abs(short - start.verso_short)))
        elif start.row > 0 and (lacking := _LINES_AT_END - (row - start.row)) > 0:
            prices.append((Price.FEW, _FEW_AT_END * lacking))
        return End(row, note_row, sum(cost for _, cost in prices), tuple(prices), short, white)

    def _notes_only(self, start: Start) -> End:
        """A page filled by what is left of a note, where no line of text finds room above it."""
        end = self._foot.fitting(start.note_row, self._foot.called[start.row], self._frame.depth)
        after_text = start.row == len(self._rows)
        found = End(start.row, max(end, start.note_row + 1), afloat=start.afloat)
        return found if after_text else priced(found, (Price.NO_TEXT, _NO_TEXT))

    def _fitting_notes(self, first: int, row: int, bottom: float, *, lenient: bool) -> int | None:
        """Return how far the notes called before ``row`` can be set, None if they cannot begin.

        ``lenient``: some may begin overleaf, where one line calls more than a page can hold.
        """
        called = self._foot.called[row]
        if first == called:
            return called
        end = self._foot.fitting(first, called, self._frame.depth - bottom - NOTE_GAP)
        if end == called:
            return called
        opening = self._foot.opening[called - 1]
        end = min(end, max(called - _NOTE_ROWS, opening))
        least = first + 1 if lenient else max(min(opening + _NOTE_ROWS, called), first + 1)
        return end if end >= least else None

    def _is_parted(self, n: int) -> bool:
        """Whether a page that ends after row ``n`` parts what should stand together: it leaves a
        widow or an orphan, or a title at the foot."""
        row = self._rows[n]
        if n == len(self._rows) - 1 or self._opens(n + 1):
            return False
        if "hr" in (row.block.tag, self._rows[n + 1].block.tag):
            return True  # an ornament neither ends a page nor opens one
        parted = not row.last and (
            row.at + 1 < row.style.orphans or row.of - 1 - row.at < row.style.widows
        )
        return parted or row.keep

    def _parting(self, n: int, lines: int, *, recto: bool) -> Iterator[tuple[Price, float]]:
        """Yield what it costs to end a page after row ``n``, with lines won or lost, besides what
        it leaves empty."""
        share = 1 if recto else _AT_FOOT
        if self._parted[n]:
            yield Price.PARTED, _SPLIT_BLOCK * share
        if self._rows[n].divided and n < len(self._rows) - 1:
            yield Price.DIVIDED, _DIVIDED_AT_TURN * share
        if lines:
            yield Price.REMEDY, _REMEDY * lines**2

    def _white(self, start: Start, note_row: int, bottom: float) -> tuple[float, bool]:
        """Return the lines left empty on a page, and whether it has notes."""
        noted = note_row > start.note_row
        left = self._frame.depth - bottom
        if noted:
            left -= NOTE_GAP + self._foot.height(start.note_row, note_row)
        return max(0.0, left / self._frame.grid), noted

    def _made(self, start: Start, end: End) -> Page:
        """Place the rows of a page."""
        rows = list(self._rows[start.row : end.row])
        for remedy in sorted(end.remedies, reverse=True):
            at = remedy.row - start.row
            rows[at : at + rows[at].of] = rows[at].varied(remedy.lines)
        notes = self._foot.placed(start.note_row, end.note_row, self._frame)
        text = placed(rows, self._frame, opening=self._is_opening(start))
        bottom = notes[0].y - NOTE_GAP if notes else self._frame.depth
        opening = start.row == 0 and bool(rows)
        head, foot, top = self._afloat.placed(start.afloat, end.afloat, bottom, opening=opening)
        lines = sum(remedy.lines for remedy in end.remedies)
        whole = (*head, *below_head(text, top), *foot)
        return Page((Area(whole),), notes, end.short, lines)

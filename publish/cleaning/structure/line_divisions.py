"""How the lines after a note divide: its own, the text of the next page, the rest of the note.

``1 Il s’agit de`` / ``celui`` / blank / ``cratie…`` / blank / ``d’avant.`` → the note has the
first two lines and the last; the text goes on in between.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from statistics import median
from typing import Final, NamedTuple

from publish.cleaning.structure.page_turns import PageTurns
from publish.cleaning.structure.raw_lines import RawLine

REACH: Final = 60
"""How many lines a note is believed to have."""
_PER_LINE: Final = 0.08
"""What each further line costs a note."""
_SMALLER: Final = 1.08
"""How much longer the lines of notes are where that tells something."""
_RUNS_OVER: Final = 4.0
"""What speaks for the head of a page that goes on with the note above, where no text does."""
_FEW_LINES: Final = 6
_INDENTED: Final = 3.0
"""What an indent that no note has weighs for a line of text."""


class LineDivision(NamedTuple):
    """How the lines after a note's first line divide: its own up to ``resume``, then text; from
    ``rest`` to ``until`` the end of the same note, at the foot of the next page."""

    resume: int
    rest: int
    until: int
    score: float


@dataclass(frozen=True, slots=True)
class LineWidths:
    """What the length of lines tells where notes are set smaller: lines of notes are longer."""

    _sums: Sequence[int]
    """For each line, how many lines before it look like notes, less those that look like text."""

    @classmethod
    def of(cls, lines: Sequence[RawLine], body: int, openings: Sequence[int]) -> LineWidths:
        """Compare the measure of the text with the first lines of what may be notes."""
        opening = set(openings)
        notes = [
            lines[at].length
            for at in openings
            if at + 1 < len(lines)
            and lines[at + 1].blanks == 0
            and at + 1 not in opening
            and not lines[at].ends
        ]
        small = int(median(notes)) if notes else 0
        if small < body * _SMALLER:
            return cls([0] * (len(lines) + 1))
        kinds = (
            1
            if line.length > (body + small) / 2
            else -1
            if line.length > body * 0.88 and not line.ends
            else 0
            for line in lines
        )
        return cls([0, *accumulate(kinds)])

    @classmethod
    def known(cls, lines: Sequence[RawLine], small: Sequence[tuple[int, int]]) -> LineWidths:
        """Take the lines that the file itself gives as small."""
        ends = [end for _, end in small]
        kinds = []
        for line in lines:
            at = bisect_left(ends, line.end)
            kinds.append(1 if at < len(small) and small[at][0] <= line.start else -1)
        return cls([0, *accumulate(kinds)])

    def notes(self, start: int, end: int) -> float:
        """Return how much lines look like lines of notes; less than 0 where like text."""
        return max(-3.0, min(3.0, self._sums[end] - self._sums[start]))


def indent_of_text(lines: Sequence[RawLine], openings: Sequence[int]) -> int:
    """Return the indent that opens paragraphs of text and never a note; 0 where none does."""
    deep = Counter(line.indent for line in lines if line.indent > 1)
    usual, count = deep.most_common(1)[0] if deep else (0, 0)
    noted = sum(lines[at].indent >= usual for at in openings)
    return usual if usual and count * 30 > len(lines) and noted * 5 < len(openings) else 0


class Rest(NamedTuple):
    """A line where the rest of a note may begin, and how likely that is."""

    line: int
    gain: float


@dataclass(frozen=True, slots=True)
class Rests:
    """The lines before ``until`` where the rest of a note may begin."""

    lines: Sequence[int]
    best: Sequence[Rest]
    """For each of ``lines``, the best from there on."""
    until: int

    @classmethod
    def of(cls, found: Iterator[Rest], until: int) -> Rests:
        rests = list(found)
        best = list(accumulate(reversed(rests), _better))
        return cls([rest.line for rest in rests], best[::-1], until)

    def best_from(self, line: int) -> Rest | None:
        """Return the best that begins with a line or after it."""
        at = bisect_left(self.lines, line)
        return self.best[at] if at < len(self.best) else None


def _better(one: Rest, two: Rest) -> Rest:
    return one if one.gain >= two.gain else two


@dataclass(slots=True)
class Divider:
    """Finds the ways to divide lines between notes and text."""

    lines: Sequence[RawLine]
    pages: PageTurns
    widths: LineWidths
    indent: int = 0
    """The indent of paragraphs of text, where notes have none."""
    _starts: list[int] = field(init=False)
    _offsets: list[int] = field(init=False)
    _rests: dict[int, Rests] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = sorted(self.pages.starts)
        self._offsets = [line.start for line in self.lines]

    def turns(self, first: int, last: int) -> int:
        """Return how many pages begin after a line, up to another."""
        return bisect_right(self._starts, last) - bisect_right(self._starts, first)

    def divisions(
        self, first: int, zone: int, end: int, calls: Sequence[int] = ()
    ) -> Iterator[LineDivision]:
        """Yield the ways to divide the lines from a note's first to the next note, or the end.

        ``zone`` is the line where the notes of its page begin; ``calls`` the offsets where calls
        of the next note end: of the ways that differ only in what they leave to its text, those
        are enough that are best after each.
        """
        lines, pages, widths = self.lines, self.pages, self.widths
        body = zone - 1
        while body >= 0 and body in pages.aside:
            body -= 1
        running = body >= 0 and not lines[body].ends
        turn = self._turn(first + 1, min(end, first + 2 * REACH), first + REACH)
        for place in range(first + 1, min(turn + 1, end)):
            told = place == turn or lines[place].blanks or self._indented(place)
            if not told and turn < first + REACH:
                continue
            resume = next((n for n in range(place, end) if n not in pages.aside), end)
            if resume == end:
                continue
            score = _resumes(lines[resume], resume in pages.starts, running)
            score += _INDENTED if self._indented(resume) and not running else 0.0
            own = self._last_own(first, resume)
            score += widths.notes(first, own + 1) - _PER_LINE * (own - first)
            score -= widths.notes(resume, min(resume + 5, end))
            if lines[own].closes:
                yield LineDivision(resume, end, end, score + 1.5)
                continue
            yield LineDivision(resume, end, end, score - 3.0)
            if resume in pages.starts and not running and lines[resume].opens_low:
                after = self._finished(resume, end)
                if after is not None:
                    yield LineDivision(after, end, end, score + _RUNS_OVER)
            rests = self._rest(resume, end)
            floors = {resume + 1, *(bisect_left(self._offsets, offset) for offset in calls)}
            for floor in floors:
                if floor > resume and (best := rests.best_from(floor)):
                    yield LineDivision(resume, best.line, rests.until, score + best.gain)

    def _finished(self, start: int, end: int) -> int | None:
        """Return the line after the one that ends a note's sentence on the next page."""
        for at in range(start, min(start + _FEW_LINES, end - 1)):
            if self.lines[at].closes:
                return next((n for n in range(at + 1, end) if n not in self.pages.aside), None)
        return None

    def _turn(self, start: int, end: int, otherwise: int) -> int:
        """Return the first line that opens a page, from ``start`` on and before ``end``."""
        at = bisect_left(self._starts, start)
        return self._starts[at] if at < len(self._starts) and self._starts[at] < end else otherwise

    def _indented(self, at: int) -> bool:
        return bool(self.indent) and self.lines[at].indent >= self.indent

    def _last_own(self, first: int, resume: int) -> int:
        own = resume - 1
        while own > first and own in self.pages.aside:
            own -= 1
        return own

    def _rest(self, resume: int, end: int) -> Rests:
        """Return where, above the next page's notes, the rest of an unfinished note may be."""
        turn = self._turn(resume + 1, end, end)
        while turn > resume and turn - 1 in self.pages.aside:
            turn -= 1
        known = self._rests.get(turn)
        if known is None:
            known = self._rests[turn] = Rests.of(self._find_rests(turn), turn)
        return known

    def _find_rests(self, turn: int) -> Iterator[Rest]:
        lines, widths = self.lines, self.widths
        closing = 0.5 if lines[turn - 1].closes else -1.0
        for at in range(max(1, turn - REACH // 2), turn):
            line = lines[at]
            if at in self.pages.aside or line.text.startswith("—") or self._indented(at):
                continue
            gain = closing + (0.7 if line.blanks else -1.0) + (0.7 if line.opens_low else -0.7)
            gain += widths.notes(at, turn) - 2 * _PER_LINE * (turn - at)
            gain -= widths.notes(max(0, at - 5), at)
            yield Rest(at, gain)


def _resumes(line: RawLine, turned: bool, running: bool) -> float:
    """Return how well a line goes on with the text above the notes."""
    score = 4.0 if turned else 0.4 * min(line.blanks - 1, 4) if line.blanks else -4.0
    if running:
        return score + (2.5 if line.opens_low else -1.5)
    return score + (-3.0 if line.opens_low else 1.0)

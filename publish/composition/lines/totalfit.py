"""Paragraphs broken as a whole, so that all their lines are even (Knuth and Plass, 1981).

Every way to break a paragraph is weighed. A line is widened or narrowed by its word spaces and, in
proportion, as a whole, by at most :data:`EXPANSION`; its cost grows with how far that goes, without
end. Divisions, runs of divisions, lines unlike their neighbours, words that stand under themselves
and last lines of a word's end cost more (docs/rules-of-the-page.md, Lines).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

EXPANSION = 0.02
"""How much a line may be widened or narrowed as a whole (pdfTeX's microtype: the same)."""

APART = 0.025
"""How far neighbouring lines may differ in that."""

TOGETHER = 0.02
"""How far, in em, a word space leaves its natural width while the line as a whole goes to its
limit."""

SHRINK, STRETCH = 0.044, 0.042
"""How far it may do so before its line counts as bad."""

TIGHTEST, LOOSEST = 0.069, 0.13
"""No word space is narrowed by more than the first, in em; from the second on the line as a whole
gives more than :data:`EXPANSION`, up to :data:`LAST_RESORT`."""

LAST_RESORT = 0.03
RAGGED = 0.3
"""No word space is widened by more, in em: the line ends before its measure."""

_LINE = 10.0
_DIVISION = 150.0**2
_LADDER = (0.0, 0.0, 120.0**2, 400.0**2)
"""Added for the second and third divided line in a row; a fourth is refused
(docs/rules-of-the-page.md, Division)."""
_UNLIKE = 60.0**2
_STACKED = 100.0**2
"""A word, or its first or last letters, that stands under itself at an edge."""
_SHORT_END, _WORDS_END = 150.0**2, 1500.0**2
_SHORTEST_END = 0.16
"""Share of the measure that a last line should fill."""
_OVERFULL = 1e15
_TOO_LONG, _TOO_SHORT = -1.0, -2.0
_ALIKE = 0.4
"""Lines whose ratios differ by less count as alike."""
_UTMOST = 8.0
"""A ratio beyond which all lines count as alike: a word of a thousand letters has no space to give,
and each of its breaks a ratio of its own."""
_UNLIKE_RATIO = 1.2


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a line may end.

    All lengths in points, counted from the paragraph's beginning: ``end`` and ``spaces_end`` up to
    the last sign before the break, ``start`` and ``spaces_start`` up to the first behind it.
    ``left`` and ``right`` are how far the signs there hang over the margin.
    """

    end: float
    spaces_end: float
    start: float
    spaces_start: float
    cost: float = 0.0
    divided: bool = False
    forced: bool = False
    left: float = 0.0
    right: float = 0.0
    head: str = ""
    tail: str = ""
    """The word that begins the line behind it, and the one that ends the line before it."""


@dataclass(frozen=True, slots=True)
class LineFit:
    """How a line is set: everything times ``scale``, ``stretch`` points added to a word space."""

    width: float
    scale: float = 1.0
    stretch: float = 0.0
    overfull: bool = False
    ragged: bool = False
    """It ends before its measure: nothing would fill it but gaps."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The lines' length in points, the first ones less ``indents``; ``size``: that of the type."""

    width: float
    size: float
    indents: tuple[float, ...] = ()
    justified: bool = True

    def indent(self, line: int) -> float:
        """Return the indent of a line, counted from 0."""
        return self.indents[line] if line < len(self.indents) else 0.0


class _Node(NamedTuple):
    """The best way found to end a line at a break."""

    cost: float
    at: int
    line: int
    ladder: int
    tension: float
    """How much the line had to give, 1 at the limit of what it gives willingly."""
    start: float
    spaces: float
    before: _Node | None


class Weighed(NamedTuple):
    """A break that could end a line, and what it costs: the line alone, and the whole paragraph
    at its best through it, infinite where it cannot go on from there."""

    at: int
    cost: float
    total: float
    chosen: bool


def set_line(
    start: Break, end: Break, measure: Measure, *, line: int, last: bool, scale: float | None = None
) -> LineFit:
    """Return how the line between two breaks is set, ``line`` counted from 0; ``scale``: what it
    gives as a whole, if that is settled."""
    natural = end.end - start.start
    spaces = end.spaces_end - start.spaces_start
    goal = measure.width - measure.indent(line) + start.left + end.right
    if not measure.justified or (last and natural <= goal) or not natural:
        return LineFit(natural, overfull=natural > goal + 0.5)
    if scale is None:
        scale = _scale(natural, goal, spaces * measure.size)
    stretch = (goal / scale - natural) / spaces if spaces else 0.0
    stretch = max(stretch, -TIGHTEST * measure.size)
    ragged = stretch > RAGGED * measure.size or (not spaces and natural * scale < goal - 0.5)
    stretch = min(stretch, RAGGED * measure.size)
    width = (natural + stretch * spaces) * scale
    return LineFit(width, scale, stretch, overfull=width > goal + 0.5, ragged=ragged)


def _scale(natural: float, goal: float, white: float) -> float:
    """Return what a line gives as a whole; ``white``: its word spaces, in points for each em that
    they are widened by."""
    share = max(-1.0, min(1.0, _ratio(goal - natural, natural, white)))
    scale = 1 + EXPANSION * share
    least, most = natural - TIGHTEST * white, natural + LOOSEST * white
    if goal / scale > most and white:
        scale = min(1 + LAST_RESORT, goal / most)
    elif goal / scale < least:
        scale = max(1 - LAST_RESORT, goal / least) if least > 0 else 1 - LAST_RESORT
    return round(scale, 3)


def _ratio(slack: float, natural: float, white: float) -> float:
    """Return how far a line goes to its limit as a whole."""
    give = TOGETHER * white + EXPANSION * natural
    return slack / give if give else 0.0


def evened(scales: Sequence[float]) -> list[float]:
    """Return the scales of a paragraph's lines, neighbours no further apart than may be seen."""
    found = list(scales)
    for n in range(1, len(found)):
        over = abs(found[n] - found[n - 1]) - APART
        if over > 1e-9:
            sign = 1 if found[n] > found[n - 1] else -1
            back = over / 2 if (found[n] - 1) * (found[n - 1] - 1) < 0 else 0.0
            found[n] -= sign * (over - back)
            found[n - 1] += sign * back
    return [round(scale, 4) for scale in found]


def break_lines(
    breaks: Sequence[Break], measure: Measure, tolerance: float, lines: int | None = None
) -> list[int] | None:
    """Return the indexes of the breaks that end lines, the last one included.

    ``breaks`` opens with the paragraph's beginning and closes with its end. ``tolerance`` is the
    badness (100: spaces at their limit) that a line may have; None is returned where no way stays
    below it, unless it is infinite. ``lines`` asks for that many lines.
    """
    best = _search(breaks, measure, tolerance, lines, _opening(breaks))
    return [node.at for node in _way(best)[1:]] if best else None


def weighed_breaks(
    breaks: Sequence[Break], measure: Measure, tolerance: float, lines: int | None = None
) -> list[list[Weighed]]:
    """Return what :func:`break_lines` weighed, which takes the same: for each line that it chose,
    first the break that ended it, then those that could have. Nothing where it finds no way."""
    best = _search(breaks, measure, tolerance, lines, _opening(breaks))
    if best is None:
        return []
    found: list[list[Weighed]] = []
    for node, chosen in pairwise(_way(best)):
        others = [n for n in _reached(breaks, measure, tolerance, node) if n.at != chosen.at]
        found.append([Weighed(chosen.at, chosen.cost - node.cost, best.cost, True)])
        for other in others:
            through = _search(breaks, measure, tolerance, lines, other)
            total = through.cost if through else inf
            found[-1].append(Weighed(other.at, other.cost - node.cost, total, False))
    return found


def _reached(
    breaks: Sequence[Break], measure: Measure, tolerance: float, node: _Node
) -> Iterator[_Node]:
    """Yield every line that can follow one."""
    for at in range(node.at + 1, len(breaks)):
        end = breaks[at]
        cost, tension = _weigh(node, end, measure, tolerance, at == len(breaks) - 1)
        ladder = node.ladder + 1 if end.divided else 0
        if cost >= 0 and ladder < len(_LADDER):
            cost += node.cost + _LADDER[ladder] + _stacked(breaks[node.at], end)
            yield _line(node, at, end, cost, ladder, tension)
        if end.forced:
            return


def _way(best: _Node) -> list[_Node]:
    """Return the nodes that lead to one, from the paragraph's beginning."""
    found: list[_Node] = []
    node: _Node | None = best
    while node is not None:
        found.append(node)
        node = node.before
    return found[::-1]


def _opening(breaks: Sequence[Break]) -> _Node:
    opening = breaks[0]
    return _Node(0.0, 0, 0, 0, 0.0, opening.start - opening.left, opening.spaces_start, None)


def _line(node: _Node, at: int, end: Break, cost: float, ladder: int, tension: float) -> _Node:
    """Return the line that follows another; all up to its end costs so much."""
    start = end.start - end.left
    return _Node(cost, at, node.line + 1, ladder, tension, start, end.spaces_start, node)


def _search(
    breaks: Sequence[Break],
    measure: Measure,
    tolerance: float,
    lines: int | None,
    begun: _Node,
) -> _Node | None:
    """Walk once over the breaks that follow what is begun, keeping at each the best ways to end a
    line there.

    ``active`` stays in the order of its breaks: its first lines are the longest, so those grown too
    long fall off its front, and the first one still too short ends the search at this break.
    """
    shaped = len(measure.indents) - 1
    active = [begun]
    for at in range(begun.at + 1, len(breaks)):
        end = breaks[at]
        last = at == len(breaks) - 1
        reached: dict[tuple[int, int, int], _Node] = {}
        too_long = 0
        for node in active:
            cost, tension = _weigh(node, end, measure, tolerance, last)
            if cost == _TOO_SHORT:
                break
            if cost == _TOO_LONG:
                too_long += 1
                continue
            ladder = node.ladder + 1 if end.divided else 0
            if ladder >= len(_LADDER):
                continue
            cost += node.cost + _LADDER[ladder] + _stacked(breaks[node.at], end)
            alike = round(min(tension, _UTMOST) / _ALIKE)
            key = (ladder, alike, node.line if lines or node.line < shaped else 0)
            if key not in reached or cost < reached[key].cost:
                reached[key] = _line(node, at, end, cost, ladder, tension)
        if too_long == len(active) and not reached:
            if tolerance != inf:
                return None
            reached[0, 0, 0] = _overfull(active[-1], at, end)
        active = [] if end.forced else active[too_long:]
        active += reached.values()
    return min((n for n in active if lines in (None, n.line)), default=None)


def _stacked(start: Break, end: Break) -> float:
    """Return what it costs that a line begins, or ends, with the word that stands above it."""
    same = (end.head == start.head and end.head != "") + (end.tail == start.tail != "")
    return _STACKED * same


def _weigh(
    node: _Node, end: Break, measure: Measure, tolerance: float, last: bool
) -> tuple[float, float]:
    """Return what a line costs, and its tension.

    The cost is :data:`_TOO_LONG` or :data:`_TOO_SHORT` for a line that cannot be.
    """
    natural = end.end - node.start
    goal = measure.width + end.right - measure.indent(node.line)
    if not measure.justified:
        return _weigh_ragged(natural, goal, end, tolerance)
    if (end.forced or last) and natural <= goal:
        return _LINE**2 + _short_end(node, natural, measure), 0.0
    slack = goal - natural
    white = (end.spaces_end - node.spaces or 1.0) * measure.size
    ratio = slack / ((STRETCH if slack > 0 else SHRINK) * white + EXPANSION * natural)
    badness = 100.0 * abs(ratio) ** 3
    if slack < 0 and slack < -(TIGHTEST * white + EXPANSION * natural):
        return _TOO_LONG, ratio
    if badness > tolerance:
        return (_TOO_SHORT if slack > 0 else _TOO_LONG), ratio
    cost = (_LINE + badness) ** 2 + end.cost**2 + _DIVISION * end.divided
    if node.before is not None:
        cost += _UNLIKE * min(1.0, abs(ratio - node.tension) / _UNLIKE_RATIO)
    return cost, ratio


def _short_end(node: _Node, natural: float, measure: Measure) -> float:
    """Return what a last line costs for being short: less than twice the indent is no line."""
    if node.before is None or natural >= _SHORTEST_END * measure.width:
        return 0.0
    return _WORDS_END if natural < 2 * (measure.indent(0) or measure.size) else _SHORT_END


def _weigh_ragged(natural: float, goal: float, end: Break, tolerance: float) -> tuple[float, float]:
    """Weigh a line that is not justified: by the white at its end."""
    if natural > goal + 0.01:
        return _TOO_LONG, 0.0
    if end.forced:
        return _LINE**2, 0.0
    white = (goal - natural) / goal
    if white > 0.5 and tolerance != inf:
        return _TOO_SHORT, 0.0
    return (_LINE + 100.0 * white) ** 2 + end.cost**2 + _DIVISION * end.divided, 0.0


def _overfull(node: _Node, at: int, end: Break) -> _Node:
    """Return the line that must be, although it is too long."""
    start = end.start - end.left
    return _Node(node.cost + _OVERFULL, at, node.line + 1, 0, 0.0, start, end.spaces_start, node)

"""Paragraphs broken as a whole, so that all their lines are even (Knuth and Plass, 1981).

Every way to break a paragraph is weighed. A line is first widened or narrowed by at most
:data:`EXPANSION`, which no eye sees; its cost grows with how far its word spaces then stand from
their natural width. Divisions, runs of divisions and lines unlike their neighbours cost more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

EXPANSION = 0.03
"""How much a line may be widened or narrowed as a whole; less than letters spaced by 0.015 em."""

SHRINK, STRETCH = 0.04, 0.07
"""How far, in em, a word space may leave its natural width before a line counts as bad."""

TIGHTEST, LOOSEST = 0.08, 0.13
"""No word space is narrowed by more than the first, in em; none is widened by more than the second
while the line itself can still be widened, by up to :data:`LAST_RESORT`."""

LAST_RESORT = 0.06

_LINE = 10.0
_DIVISION = 90.0**2
_LADDER = (0.0, 0.0, 120.0**2, 400.0**2)
"""Added for the second and third divided line in a row; a fourth is refused
(docs/rules-of-the-page.md, Division)."""
_UNLIKE = 60.0**2
_SHORT_END = 150.0**2
_SHORTEST_END = 0.16
"""Share of the measure that a last line should fill."""
_OVERFULL = 1e12
_TOO_LONG, _TOO_SHORT = -1.0, -2.0
_NO_SPACES = 10.0
"""Gap, in em, of a short line that has no space to widen."""
_ALIKE = 0.02
"""Lines whose tensions differ by less count as alike."""
_UNLIKE_TENSION = 0.06


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


@dataclass(frozen=True, slots=True)
class LineFit:
    """How a line is set: everything times ``scale``, ``stretch`` points added to a word space."""

    width: float
    scale: float = 1.0
    stretch: float = 0.0
    overfull: bool = False


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
    """How much the line had to give, as a share of its length."""
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


def set_line(start: Break, end: Break, measure: Measure, *, line: int, last: bool) -> LineFit:
    """Return how the line between two breaks is set, ``line`` counted from 0."""
    natural = end.end - start.start
    spaces = end.spaces_end - start.spaces_start
    goal = measure.width - measure.indent(line) + start.left + end.right
    if not measure.justified or (last and natural <= goal) or not natural:
        return LineFit(natural, overfull=natural > goal + 0.5)
    scale = round(min(1 + EXPANSION, max(1 - EXPANSION, goal / natural)), 3)
    loosest = LOOSEST * measure.size
    if spaces and (goal / scale - natural) / spaces > loosest:
        scale = round(min(1 + LAST_RESORT, goal / (natural + loosest * spaces)), 3)
    stretch = (goal / scale - natural) / spaces if spaces else 0.0
    stretch = max(stretch, -TIGHTEST * measure.size)
    width = (natural + stretch * spaces) * scale
    return LineFit(width, scale, stretch, overfull=width > goal + 0.5)


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
            cost += node.cost + _LADDER[ladder]
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
            cost += node.cost + _LADDER[ladder]
            key = (ladder, round(tension / _ALIKE), node.line if lines or node.line < shaped else 0)
            if key not in reached or cost < reached[key].cost:
                reached[key] = _line(node, at, end, cost, ladder, tension)
        if too_long == len(active) and not reached:
            if tolerance != inf:
                return None
            reached[0, 0, 0] = _overfull(active[-1], at, end)
        active = [] if end.forced else active[too_long:]
        active += reached.values()
    return min((n for n in active if lines in (None, n.line)), default=None)


def _weigh(
    node: _Node, end: Break, measure: Measure, tolerance: float, last: bool
) -> tuple[float, float]:
    """Return what a line costs, and its tension.

    The cost is :data:`_TOO_LONG` or :data:`_TOO_SHORT` for a line that cannot be.
    """
    natural = end.end - node.start
    spaces = end.spaces_end - node.spaces
    goal = measure.width + end.right - measure.indent(node.line)
    if not measure.justified:
        return _weigh_ragged(natural, goal, end, tolerance)
    if (end.forced or last) and natural <= goal:
        short = natural < _SHORTEST_END * measure.width and node.before is not None
        return (_LINE**2 + _SHORT_END * short, 0.0)
    slack = goal - natural
    tension = slack / natural if natural else 0.0
    slack -= max(-EXPANSION * natural, min(EXPANSION * natural, slack))
    gap = slack / (spaces * measure.size) if spaces else (_NO_SPACES if slack > 0.5 else slack)
    ratio = gap / STRETCH if gap > 0 else gap / SHRINK
    badness = 100.0 * abs(ratio) ** 3
    if gap < -TIGHTEST or badness > tolerance:
        return (_TOO_SHORT if gap > 0 else _TOO_LONG), tension
    cost = (_LINE + min(badness, 1e5)) ** 2 + end.cost**2 + _DIVISION * end.divided
    if node.before is not None:
        cost += _UNLIKE * min(1.0, abs(tension - node.tension) / _UNLIKE_TENSION)
    return cost, tension


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

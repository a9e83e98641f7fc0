"""Atoms → the lines of one paragraph.

First without dividing a word, then with divisions, then whatever must be: the first way whose worst
line is good enough is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise
from math import inf

from publish.book import Element
from publish.book.vocabulary import LEADER, has_class
from publish.characters import FOUR_PER_EM_SPACE, HYPHEN, reveal
from publish.composition.lines.atoms import Atom, AtomKind, text_width
from publish.composition.lines.binding import edge_keys, parting
from publish.composition.lines.division import (
    EMERGENCY,
    RESORT,
    Division,
    divisions,
    with_emergencies,
)
from publish.composition.lines.protrusion import LEFT, RIGHT
from publish.composition.lines.totalfit import (
    Break,
    LineFit,
    Measure,
    break_lines,
    evened,
    set_line,
    weighed_breaks,
)

TOLERANCES = ((160.0, False), (400.0, True), (inf, True))
"""Badness of the worst line, and whether words may be divided: one attempt after the other."""

ASKED = 600.0
"""Badness of the worst line where a paragraph is asked for a number of lines."""

_DOT = f".{FOUR_PER_EM_SPACE}{FOUR_PER_EM_SPACE}"
"""What a leader repeats."""

_EDGE = 100
"""Signs of a word that are measured as one; no word of French is longer."""

_SENTENCE_ENDS = (".", "!", "?", ":", "…", "«", "—", "“")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line within the same inline elements, outermost first."""

    text: str
    path: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is set. ``x``: where it begins, in points from the left of its block."""

    spans: tuple[Span, ...]
    fit: LineFit
    x: float
    hyphen: bool = False
    """The last word is divided and takes a hyphen."""
    divided: bool = False
    """It ends with a hyphen, its word's own or a new one."""
    joined: bool = False
    """Its last word goes on in the next line, with or without a hyphen."""
    fill: float = 0.0
    """Width of the white that pushes what follows the fill to the right edge."""
    begins: bool = True
    """It opens its block, or follows a line end that was asked for."""

    @property
    def text(self) -> str:
        """What the line shows."""
        return "".join(span.text for span in self.spans) + HYPHEN * self.hyphen

    def __repr__(self) -> str:
        fit = self.fit
        overfull = " overfull" if fit.overfull else ""
        return (
            f"“{reveal(self.text)}” x {self.x:.2f} width {fit.width:.2f} scale {fit.scale:.3f} "
            f"spaces {fit.stretch:+.2f}{overfull}"
        )


@dataclass(frozen=True, slots=True)
class LineEnding:
    """A place where a line could end: its last word; the cost of the line, and of the paragraph at
    its best through it."""

    ending: str
    cost: float
    total: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt to break a paragraph: the badness its worst line may have, whether words may be
    divided; for each line the ways to end it, the chosen one first, none where there is no way."""

    tolerance: float
    divided: bool
    lines: tuple[tuple[LineEnding, ...], ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A break and the atoms it parts: up to ``end``, then from ``start`` (atom, place in it)."""

    at: Break
    end: tuple[int, int]
    start: tuple[int, int]
    hyphen: bool = False


def compose(
    atoms: Sequence[Atom],
    measure: Measure,
    language: str,
    align: str,
    *,
    divide: bool,
    lines: int | None = None,
    names: Collection[str] = (),
) -> list[Line]:
    """Return the lines of a paragraph; ``divide`` allows words to be divided.

    ``lines`` asks for that many; there are none where they cannot be had without ugliness;
    ``names``: proper names besides those that their sentence shows.
    """
    cuts, chosen = _choose(atoms, measure, language, divide=divide, lines=lines, names=names)
    ends = [cuts[index] for index in (0, *chosen)]
    return [
        _line(atoms, before, cut, fit, measure, align, n)
        for n, (before, cut, fit) in enumerate(
            zip(ends[:-1], ends[1:], _fits([end.at for end in ends], measure), strict=True)
        )
    ]


def _fits(ends: Sequence[Break], measure: Measure) -> list[LineFit]:
    """Return how lines between breaks are set, neighbours alike."""
    found = []
    lasts = [end.forced or n == len(ends) - 2 for n, end in enumerate(ends[1:])]
    for n, (start, end) in enumerate(pairwise(ends)):
        found.append(set_line(start, end, measure, line=n, last=lasts[n]))
    scales = evened([fit.scale for fit in found])
    for n, (start, end) in enumerate(pairwise(ends)):
        if scales[n] != found[n].scale:
            fit = set_line(start, end, measure, line=n, last=lasts[n], scale=scales[n])
            found[n] = found[n] if fit.overfull else fit  # a tight line gives all it has
    return found


def weigh(
    atoms: Sequence[Atom],
    measure: Measure,
    language: str,
    *,
    divide: bool,
    lines: int | None = None,
    names: Collection[str] = (),
) -> list[Attempt]:
    """Return what :func:`compose` weighed, which takes the same: each attempt, up to the first
    that finds a way."""
    found: list[Attempt] = []
    for tolerance, dividing in _attempts(lines, divide=divide):
        resort = tolerance == inf
        cuts = list(_cuts(atoms, measure, language, divide=dividing, resort=resort, names=names))
        weighed = weighed_breaks([cut.at for cut in cuts], measure, tolerance, lines)
        ways = tuple(
            tuple(LineEnding(_ending(atoms, cuts[w.at]), w.cost, w.total, w.chosen) for w in line)
            for line in weighed
        )
        found.append(Attempt(tolerance, dividing, ways))
        if ways:
            break
    return found


def _ending(atoms: Sequence[Atom], cut: _Cut) -> str:
    """Return the last word before a break, as the line shows it."""
    words = [
        text for atom, text in _held(atoms, (max(0, cut.end[0] - 1), 0), cut.end) if text.strip()
    ]
    return (words[-1] if words else "") + HYPHEN * cut.hyphen


def _attempts(lines: int | None, *, divide: bool) -> Iterator[tuple[float, bool]]:
    """Yield the badness that the worst line may have, and whether words are divided, one attempt
    after the other."""
    for tolerance, dividing in TOLERANCES if lines is None else ((ASKED, True),):
        if divide or not dividing or tolerance != TOLERANCES[1][0]:
            yield tolerance, dividing and divide


def _choose(
    atoms: Sequence[Atom],
    measure: Measure,
    language: str,
    *,
    divide: bool,
    lines: int | None,
    names: Collection[str],
) -> tuple[list[_Cut], list[int]]:
    for tolerance, dividing in _attempts(lines, divide=divide):
        resort = tolerance == inf
        cuts = list(_cuts(atoms, measure, language, divide=dividing, resort=resort, names=names))
        if chosen := break_lines([cut.at for cut in cuts], measure, tolerance, lines):
            break
    if lines is None and _too_long(cuts, chosen or [], measure):
        cuts = list(_cuts(atoms, measure, language, divide=divide, resort=True, anywhere=True))
        chosen = break_lines([cut.at for cut in cuts], measure, inf)
    return cuts, chosen or []


def _too_long(cuts: Sequence[_Cut], chosen: Sequence[int], measure: Measure) -> bool:
    """Whether a line, narrowed as far as may be, is still longer than its measure."""
    ends = [cuts[index].at for index in (0, *chosen)]
    return any(
        set_line(start, end, measure, line=n, last=end.forced or n == len(chosen) - 1).overfull
        for n, (start, end) in enumerate(pairwise(ends))
    )


def _cuts(
    atoms: Sequence[Atom],
    measure: Measure,
    language: str,
    *,
    divide: bool,
    resort: bool = False,
    anywhere: bool = False,
    names: Collection[str] = (),
) -> Iterator[_Cut]:
    """Yield every break the atoms offer, from the paragraph's beginning to its end.

    ``resort``: those that are a last resort too; ``anywhere``: words may be parted behind every
    sign, lest they leave the page.
    """
    width = spaces = 0.0
    final = max((n for n, atom in enumerate(atoms) if atom.kind is AtomKind.WORD), default=0)
    sentence = True
    head = edge_keys(_word(atoms, 0, 1))[0]
    yield _Cut(Break(0.0, 0.0, 0.0, 0.0, left=_left(atoms, 0), head=head), (0, 0), (0, 0))
    for n, atom in enumerate(atoms):
        if atom.kind is AtomKind.WORD:
            name = _is_name(atom.text, names, inner=not sentence)
            yield from _divided(
                atoms, n, width, spaces, language, n == final, name, divide, resort, anywhere
            )
            sentence = atom.text.endswith(_SENTENCE_ENDS)
        if atom.kind in (AtomKind.SPACE, AtomKind.TIE):
            share = atom.style.size / measure.size
            if atom.kind is AtomKind.SPACE:
                before, after = _word(atoms, n - 1, -1), _word(atoms, n + 1, 1)
                at = Break(
                    width,
                    spaces,
                    width + atom.width,
                    spaces + share,
                    cost=parting(before, after),
                    left=_left(atoms, n + 1),
                    right=_right(atoms, n),
                    head=edge_keys(after)[0],
                    tail=edge_keys(before)[1],
                )
                yield _Cut(at, (n, 0), (n + 1, 0))
            spaces += share
        elif atom.kind is AtomKind.BREAK:
            at = Break(width, spaces, width, spaces, forced=True, left=_left(atoms, n + 1))
            yield _Cut(at, (n, 0), (n + 1, 0))
        width += atom.width
    end = Break(width, spaces, width, spaces, forced=True, right=_right(atoms, len(atoms)))
    yield _Cut(end, (len(atoms), 0), (len(atoms), 0))


def _divided(
    atoms: Sequence[Atom],
    n: int,
    width: float,
    spaces: float,
    language: str,
    last: bool,
    name: bool,
    divide: bool,
    resort: bool,
    anywhere: bool,
) -> Iterator[_Cut]:
    """Yield the breaks within a word: ``width`` and ``spaces`` are what stands before it."""
    atom = atoms[n]
    if atom.face is None or (atom.style.white_space == "nowrap" and not anywhere):
        return
    measured = partial(text_width, style=atom.style, face=atom.face)
    places: tuple[Division, ...] = ()
    if len(atom.text) >= 5 and atom.style.white_space != "nowrap":
        places = divisions(atom.text, language, last=last, name=name)
    if anywhere:
        places = with_emergencies(atom.text, places)
    places = tuple(
        one
        for one in places
        if (divide or anywhere or not one.hyphen) and (resort or one.cost < RESORT)
    )
    for division, (to_here, from_here) in zip(places, _parted(atom, places, measured), strict=True):
        before = atom.text[max(0, division.place - _EDGE) : division.place]
        after = atom.text[division.place : division.place + _EDGE]
        if division.hyphen:
            before += HYPHEN
        end, start = width + to_here, width + from_here
        right = RIGHT.get(before[-1], 0.0) * measured(before[-1])
        # What must be parted anywhere makes no ladder: the fourth line would leave the page.
        divided = before[-1] in (HYPHEN, "-") and division.cost < EMERGENCY
        at = Break(
            end,
            spaces,
            start,
            spaces,
            division.cost,
            divided=divided,
            right=right,
            head=edge_keys(after)[0],
            tail=edge_keys(before.rstrip(HYPHEN))[1],
        )
        yield _Cut(at, (n, division.place), (n, division.place), division.hyphen)


def _parted(
    atom: Atom, places: Sequence[Division], measured: Callable[[str], float]
) -> Iterator[tuple[float, float]]:
    """Yield where the line that ends at a place ends, and where the next one begins, in points
    from the word's beginning."""
    text = atom.text
    if len(text) > _EDGE:  # piece by piece, each kerned with the sign behind it
        ends = [0, *(one.place for one in places)]
        pieces = (measured(text[a : b + 1]) - measured(text[b]) for a, b in pairwise(ends))
        hyphen = measured(HYPHEN)
        for division, at in zip(places, accumulate(pieces), strict=True):
            yield at + hyphen * division.hyphen, at
        return
    for division in places:
        before, after = text[: division.place], text[division.place :]
        yield measured(before + HYPHEN * division.hyphen), atom.width - measured(after)


def _is_name(text: str, names: Collection[str], *, inner: bool) -> bool:
    """Whether a word is a proper name, by where it stands or because it is known for one."""
    bare = text.lstrip("(«“—")
    return bare[:1].isupper() and (inner or bare.rstrip(".,;:!?…)»”") in names)


def _word(atoms: Sequence[Atom], n: int, step: int) -> str:
    """Return the text of the word next to a place, anchors passed over; "" where there is none."""
    while 0 <= n < len(atoms) and atoms[n].kind is AtomKind.ANCHOR:
        n += step
    found = atoms[n] if 0 <= n < len(atoms) else None
    return found.text if found is not None and found.kind is AtomKind.WORD else ""


def _left(atoms: Sequence[Atom], n: int) -> float:
    """Return how far the first sign from atom ``n`` on hangs over the left margin."""
    atom = next((a for a in atoms[n:] if a.kind is not AtomKind.ANCHOR), None)
    if atom is None or atom.kind is not AtomKind.WORD or atom.face is None:
        return 0.0
    share = LEFT.get(atom.text[0], 0.0)
    return share * text_width(atom.text[0], atom.style, atom.face) if share else 0.0


def _right(atoms: Sequence[Atom], n: int) -> float:
    """Return how far the last sign before atom ``n`` hangs over the right margin."""
    while n > 0 and atoms[n - 1].kind is AtomKind.ANCHOR:
        n -= 1
    atom = atoms[n - 1] if n > 0 else None
    if atom is None or atom.kind is not AtomKind.WORD or atom.face is None:
        return 0.0
    share = RIGHT.get(atom.text[-1], 0.0)
    return share * text_width(atom.text[-1], atom.style, atom.face) if share else 0.0


def _line(
    atoms: Sequence[Atom],
    before: _Cut,
    cut: _Cut,
    fit: LineFit,
    measure: Measure,
    align: str,
    number: int,
) -> Line:
    indent = measure.indent(number)
    white = measure.width - indent - fit.width
    held = list(_held(atoms, before.start, cut.end))
    fill = white if any(atom.kind is AtomKind.FILL for atom, _ in held) else 0.0
    held, fill = _led(held, fill)
    shift = {"center": white / 2, "right": white, "end": white}.get(align, 0.0)
    return Line(
        tuple(Span(text, atom.path) for atom, text in held),
        fit,
        indent + shift - before.at.left,
        cut.hyphen,
        cut.at.divided,
        fill=fill,
        begins=before.at.forced or number == 0,
        joined=cut.end == cut.start and cut.end[1] > 0,
    )


def _led(held: list[tuple[Atom, str]], fill: float) -> tuple[list[tuple[Atom, str]], float]:
    """Return the atoms of a line with dots in the white that a leader takes, and what is left of
    it."""
    for n, (atom, _) in enumerate(held):
        if atom.kind is AtomKind.ANCHOR and atom.face and has_class(atom.path[-1], LEADER):
            unit = text_width(_DOT, atom.style, atom.face)
            count = max(0, int(fill / unit) - 1)
            held[n] = atom, _DOT * count
            fill -= text_width(_DOT * count, atom.style, atom.face) if count else 0.0
    return held, fill


def _held(
    atoms: Sequence[Atom], start: tuple[int, int], end: tuple[int, int]
) -> Iterator[tuple[Atom, str]]:
    """Yield the atoms of a line with the text each gives it."""
    for n in range(start[0], min(end[0] + 1, len(atoms))):
        text = atoms[n].text
        head = start[1] if n == start[0] else 0
        tail = end[1] if n == end[0] else len(text)
        if tail > head or (n < end[0] and not text):
            yield atoms[n], text[head:tail]

"""A section → its galley: every line of it, one below the other, before there are pages.

A :class:`Row` knows how high it is, what white stands above it, and what it must not be parted
from; which page it will stand on is not known yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from math import inf
from typing import NamedTuple, Protocol

from publish.book import BLOCK_LEVEL, Element, text_of
from publish.book.vocabulary import (
    NEW_PAGE,
    SET_APART,
    classes,
    has_class,
    is_call,
    is_note,
)
from publish.composition.lines import lettrine
from publish.composition.lines.atoms import Atom, AtomKind, UnmeasurableError, atoms
from publish.composition.lines.paragraph import Attempt, Line, compose, weigh
from publish.composition.lines.totalfit import EXPANSION, SHRINK, STRETCH, Measure
from publish.composition.pages.fitting import TURNED, BlockExtent, fitted, parted_row
from publish.composition.style.faces import Case
from publish.composition.style.properties import Style
from publish.composition.text.spare_faces import MissingSign

PAINTED = frozenset({"table", "figure", "hr", "pre"})
_FROM_THE_LEFT = frozenset({"justify", "left", "start"})

OVER_EDGES = ("bleed", "spread-left", "spread-right")
OWN_PAGE = ("full-page", *OVER_EDGES)
"""Where a picture has a page of its own: within the text area, or over the edges of the sheet."""
_FLOATS = {"top": ("top",), "foot": ("foot",), "full-page": ("full-page",), "bleed": ("bleed",),
           "spread": ("spread-left", "spread-right")}  # fmt: skip
"""Where rows of a figure float, by its class."""

_OVER = 0.6  # points over its page that a block may be and is not seen to be

_GIVEN = 1.8
"""How much of what its lines give willingly a paragraph gives for another number of lines."""

LONG_TABLE = 10
"""Lines of its own type from which a table may go on over the page."""


@dataclass(frozen=True, slots=True)
class TableSize:
    """A table as the painter lays it out, in points: the widths of its columns, the height of all
    above its first row (caption and head), of its head alone, and of each row."""

    columns: tuple[float, ...]
    lead: float
    head: float
    rows: tuple[float, ...]


class BlockSizes(Protocol):
    """Measures what the compositor cannot."""

    def extent(self, block: Element, measure: float) -> BlockExtent:
        """Return how far a block reaches."""

    def table(self, table: Element, measure: float) -> TableSize:
        """Return the size of a table and of its parts."""

    def row_signs(self, table: Element, measure: float, row: int, height: float) -> Sequence[int]:
        """Return how many signs of each cell of a row stand above a height of it."""


class _Band(NamedTuple):
    """Where lines begin, and how wide they are, in points."""

    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a block, or a block that stands as one piece (``line`` is None)."""

    block: Element
    style: Style
    height: float
    above: float
    x: float
    line: Line | None
    at: int
    of: int
    """Which of the block's rows it is, from 0, and how many there are."""
    keep: bool = False
    """Not to be parted from the next row."""
    notes: tuple[str, ...] = ()
    """Identifiers of the notes called in it."""
    ids: tuple[str, ...] = ()
    """Identifiers that stand in it."""
    head: float = 0.0
    """Height of what is repeated above it where it opens a page: the head of its table."""
    columns: tuple[float, ...] = ()
    """Of a table's row: the widths of the table's columns."""
    place: str = ""
    """Of a row that floats: where it goes."""
    floats: tuple[Row, ...] = ()
    """The rows that float and belong before it."""
    resumes: tuple[Row, ...] = ()
    """What stands above it where it opens a column: the head of its index entry, said again."""
    opens: str = ""
    """It begins a "page", one on the "left" or "right", or a "column", as it is asked to."""
    vary: Callable[[int], Sequence[Row]] | None = None
    """On a block's first row: its rows with so many lines more, none where that cannot be."""
    weigh: Callable[[], Sequence[Attempt]] | None = None
    """On a block's first row: the ways to break its lines that were weighed."""

    def __repr__(self) -> str:
        kept = " kept" if self.keep else ""
        notes = f" notes {len(self.notes)}" if self.notes else ""
        shown = repr(self.line) if self.line else "in one piece"
        return (
            f"{self.block.tag!s} {self.at + 1}/{self.of} above {self.above:.2f} "
            f"height {self.height:.2f}{kept}{notes}: {shown}"
        )

    def varied(self, lines: int) -> Sequence[Row]:
        """Return the block's rows with some lines more (or fewer), if it can be set so."""
        if not self.vary or not (found := self.vary(lines)):
            return ()
        kept = tuple(name for name in self.ids if all(name not in row.ids for row in found))
        first = replace(
            found[0],
            above=self.above,
            opens=self.opens,
            ids=kept + found[0].ids,
            floats=self.floats,
        )
        return (first, *found[1:])

    @property
    def divided(self) -> bool:
        return self.line is not None and self.line.divided

    @property
    def first(self) -> bool:
        return self.at == 0

    @property
    def last(self) -> bool:
        return self.at == self.of - 1


@dataclass(frozen=True, slots=True)
class Compositor:
    """What setting type takes: the type case, each element's style, the language."""

    case: Case
    styles: dict[Element, Style]
    language: str
    block_sizes: BlockSizes
    drop_cap: int = 0
    """Lines that a drop cap takes."""
    depth: float = inf
    """Height of the text area, in points: what is higher has to be parted, or fitted."""
    names: Collection[str] = ()
    """Words that are proper names."""
    missing: Sequence[MissingSign] = ()
    """Signs that no font has."""
    unmeasured: list[tuple[Element, str]] = field(default_factory=list)
    """Blocks that could not be measured, and what in them."""
    unfitted: list[tuple[Element, float, float]] = field(default_factory=list)
    """Blocks that nothing fits to their page; how far they reach over its measure, its depth."""

    def galley(self, bodies: Sequence[Element], measure: float) -> list[Row]:
        """Return the rows of bodies, one below the other, set to a measure in points."""
        rows: list[Row] = []
        state = _White()
        cap = _Cap()
        whole = _Band(0.0, measure)
        afloat: list[Row] = []
        leaves = (leaf for body in bodies for leaf in self._leaves(body, whole, state))
        for block, inner, outer in leaves:
            if cap.room and not (block.tag == "p" and state.is_none and inner == cap.band):
                raise lettrine.CrowdedCapError
            set_rows = self._rows(block, inner, outer, cap)
            if places := self._floating(block):
                afloat += [replace(set_rows[0], place=place) for place in places]
            elif set_rows:
                opens = state.opens()
                held = self._held(block)
                announced = rows and announces(rows[-1].block, block)
                if rows and (opens == "avoid" or announced or held & self._held(rows[-1].block)):
                    rows[-1] = replace(rows[-1], keep=True)
                if held:
                    set_rows = [*(replace(row, keep=True) for row in set_rows[:-1]), set_rows[-1]]
                first = replace(
                    set_rows[0],
                    above=state.take(),
                    ids=state.ids + set_rows[0].ids,
                    opens=opens if rows and opens != "avoid" else "",
                    floats=tuple(afloat),
                )
                afloat = []
                state.ids = ()
                rows += [first, *set_rows[1:]]
        if cap.room:
            raise lettrine.CrowdedCapError
        if afloat and rows:
            rows[-1] = replace(rows[-1], floats=(*rows[-1].floats, *afloat))
        return rows if rows else [replace(row, place="") for row in afloat]

    def _leaves(
        self, element: Element, outer: _Band, white: _White
    ) -> Iterator[tuple[Element, _Band, _Band]]:
        """Yield each block that holds lines, with the band of its lines and the one it is put in,
        its own margins and padding included."""
        style = self.styles[element]
        if has_class(element, NEW_PAGE):
            white.breaks.append("page")
            return
        if style.display == "none":
            return
        if self._floating(element):
            yield element, outer, outer  # the white around it is its own
            return
        top, right, bottom, indent = style.margin
        pad_top, pad_right, pad_bottom, pad_left = style.padding
        taken = indent + right + pad_left + pad_right
        band = _Band(outer.left + indent + pad_left, outer.width - taken)
        white.open(top, pad_top, element.get("id"), style.break_before)
        inner = [child for child in element if child.tag in BLOCK_LEVEL]
        if inner and not self._whole(element):
            for child in inner:
                yield from self._leaves(child, band, white)
        else:
            yield element, band, outer
        white.close(bottom, pad_bottom, style.break_after)

    def _held(self, block: Element) -> set[Element]:
        """Return the elements around a block that are not to be parted."""
        around = block.iterancestors()
        return {above for above in around if self.styles[above].break_inside == "avoid"}

    def _floating(self, block: Element) -> tuple[str, ...]:
        """Return where the rows of a figure float, none for what stands in its place."""
        named = [_FLOATS[name] for name in classes(block) if name in _FLOATS]
        if not named or not self._whole(block) or any(map(is_note, block.iterancestors())):
            return ()
        return named[0]

    def _whole(self, element: Element) -> bool:
        """Whether a block is the painter's to lay out."""
        around = element.tag in PAINTED or has_class(element, TURNED)
        return around or bool(self.styles[element].foreign)

    def reset(self, rows: Sequence[Row], width: float) -> list[Row]:
        """Return the rows of a block set anew to another width, in points."""
        first = rows[0]
        content = atoms(first.block, self.styles, self.case)
        opened, *others = self._set(first.block, content, _Band(first.x, width), _Cap())
        kept = tuple(name for name in first.ids if name not in opened.ids)
        opened = replace(
            opened,
            above=first.above,
            opens=first.opens,
            ids=kept + opened.ids,
            floats=first.floats,
        )
        last = replace((others or [opened])[-1], keep=rows[-1].keep)
        return [opened, *others[:-1], last] if others else [last]

    def _rows(self, block: Element, inner: _Band, outer: _Band, cap: _Cap) -> list[Row]:
        """Return the rows of a block; what the painter lays out brings its own margins."""
        style, (left, width) = self.styles[block], outer
        if not self._whole(block):
            try:
                content = atoms(block, self.styles, self.case)
                return self._set(block, content, inner, cap)
            except UnmeasurableError as error:
                self.unmeasured.append((block, str(error)))  # and the painter measures it
        block, extent = fitted(block, style, width, self.depth, self.block_sizes)
        self.styles[block] = style
        if extent.width > width + _OVER:
            self.unfitted.append((block, extent.width - width, 0.0))
        height = extent.height
        high = height > min(LONG_TABLE * style.leading, self.depth)
        if block.tag == "table" and high and _can_part(block, whole=height <= self.depth):
            return self._table(block, left, width)
        if height > self.depth + _OVER:
            self.unfitted.append((block, 0.0, height - self.depth))
        return [self._piece(block, style, left, height)]

    def _table(self, table: Element, left: float, width: float) -> list[Row]:
        """Return the rows of a long table, which may go on over the page under its head again."""
        size = self._with_parted_rows(table, width)
        lines = rows_of(table)
        rows: list[Row] = []
        for n, (line, height) in enumerate(zip(lines, size.rows, strict=True)):
            row = self._piece(line, self.styles[table], left, height)
            alone = n in (0, len(lines) - 2) and len(lines) > 2  # no row by itself on a page
            alone = alone and height + size.rows[n + 1] + size.lead < self.depth
            head = size.head if n else 0.0
            rows.append(replace(row, head=head, columns=size.columns, keep=row.keep or alone))
        above = [e for e in table if e.tag in ("caption", "thead")]
        lead = [self._piece(e, self.styles[table], left, 0.0) for e in above]
        rows[0] = replace(
            rows[0],
            height=rows[0].height + size.lead,
            notes=tuple(name for row in lead for name in row.notes) + rows[0].notes,
            ids=tuple(name for row in lead for name in row.ids) + rows[0].ids,
        )
        return rows

    def _with_parted_rows(self, table: Element, width: float) -> TableSize:
        """Part each row that is higher than a page, in its place; return the table's size then."""
        n = 0
        size = self.block_sizes.table(table, width)
        while n < len(size.rows):
            room = self.depth - (size.head if n else size.lead) - _OVER
            row = rows_of(table)[n]
            if size.rows[n] > room:
                signs = self.block_sizes.row_signs(table, width, n, room)
                if parted_row(row, signs) is None:
                    self.unfitted.append((row, 0.0, size.rows[n] - room))
                else:
                    size = self.block_sizes.table(table, width)
            n += 1
        return size

    def _piece(self, block: Element, style: Style, left: float, height: float) -> Row:
        """Return a block as one piece."""
        ids = tuple(str(name) for name in block.xpath(".//@id"))
        notes = tuple(name for e in block.iter("a") if (name := _note_called(e)))
        keep = style.break_after == "avoid"
        return Row(block, style, height, 0.0, left, None, 0, 1, keep, notes, ids)

    def _set(self, block: Element, content: Sequence[Atom], band: _Band, cap: _Cap) -> list[Row]:
        """Return the rows of a block of lines; the first can give them again with more or fewer."""
        if not content:
            return []
        style = self.styles[block]
        indent = style.indent if style.align in _FROM_THE_LEFT else 0.0
        opened = lettrine.beside(content, self.drop_cap, style) if self.drop_cap else None
        room = opened or cap.room
        indents = lettrine.indents(room, indent, opens=opened is not None)
        measure = Measure(band.width, style.size, indents, style.align == "justify")
        held = room.lines - 1 if room else 0

        def rows(lines: int | None = None) -> list[Row]:
            found = compose(
                content,
                measure,
                self.language,
                style.align,
                divide=style.hyphens,
                lines=lines,
                names=self.names,
            )
            set_rows = [
                _row(block, style, band.left, line, n, len(found), held=n < held)
                for n, line in enumerate(found)
            ]
            if set_rows:
                weighed = partial(
                    weigh,
                    content,
                    measure,
                    self.language,
                    divide=style.hyphens,
                    lines=lines,
                    names=self.names,
                )
                set_rows[0] = replace(set_rows[0], weigh=weighed)
            return set_rows

        @cache
        def varied(lines: int) -> Sequence[Row]:
            goal = len(natural) + lines
            return rows(goal) if goal > held and _can_be(content, measure, goal) else ()

        natural = rows()
        cap.stand(band, room, len(natural))
        if measure.justified and len(natural) > 1 and not cap.room:
            natural[0] = replace(natural[0], vary=varied)
        return natural


def rows_of(table: Element) -> list[Element]:
    """Return the rows below a table's head as they are laid out: those of its foot last."""
    bodies = (*table.iterchildren("tbody"), *table.iterchildren("tfoot"))
    return [row for body in bodies for row in body.iterchildren("tr")]


def _can_part(table: Element, *, whole: bool) -> bool:
    """Whether a table is rows one below the other, none bound to the next by a cell; in a note, no
    table is parted, nor one of two rows that a page holds ``whole``."""
    if any(map(is_note, table.iterancestors())):
        return False
    parts = [e for e in table if isinstance(e.tag, str)]
    plain = all(e.tag in ("caption", "colgroup", "thead", "tbody", "tfoot") for e in parts)
    bodies = [e for e in parts if e.tag in ("tbody", "tfoot")]
    bound = any(cell.get("rowspan", "1") != "1" for e in bodies for cell in e.iter("td", "th"))
    return plain and not bound and len(rows_of(table)) > 2 * whole


def _row(
    block: Element, style: Style, left: float, line: Line, at: int, of: int, *, held: bool
) -> Row:
    """``held``: it stands beside a cap, with the line that follows."""
    keep = held or style.break_after == "avoid" or (style.break_inside == "avoid" and at < of - 1)
    notes, ids = _names(line)
    return Row(block, style, style.leading, 0.0, left, line, at, of, keep, notes, ids)


def _can_be(content: Sequence[Atom], measure: Measure, lines: int) -> bool:
    """Whether a paragraph could fill so many lines, all stretched or narrowed to the full."""
    natural = sum(atom.width for atom in content)
    spaces = sum(atom.kind in (AtomKind.SPACE, AtomKind.TIE) for atom in content) * measure.size
    indent = sum(measure.indents)
    widest = natural + _GIVEN * (natural * EXPANSION + spaces * STRETCH) + indent
    narrowest = natural - _GIVEN * (natural * EXPANSION + spaces * SHRINK) + indent
    return narrowest <= lines * measure.width and widest >= (lines - 1) * measure.width


@dataclass(slots=True)
class _Cap:
    """The room that a cap takes of the lines to come, within a band."""

    room: lettrine.Beside | None = None
    band: _Band | None = None

    def stand(self, band: _Band, room: lettrine.Beside | None, lines: int) -> None:
        """Let so many lines of a paragraph stand beside it."""
        more = room is not None and room.lines > lines
        self.band, self.room = (band, room.after(lines)) if room and more else (None, None)


_WEIGHTS = {"avoid": 0, "column": 1, "page": 2, "left": 3, "right": 3}


@dataclass(slots=True)
class _White:
    """The white between two rows: margins collapse, padding adds up (CSS 2.1, 8.3.1)."""

    margins: list[float] = field(default_factory=lambda: [0.0])
    padding: float = 0.0
    ids: tuple[str, ...] = ()
    breaks: list[str] = field(default_factory=list)

    def open(self, margin: float, padding: float, name: str | None, before: str) -> None:
        self.margins.append(margin)
        self.padding += padding
        self.breaks.append(before)
        if name:
            self.ids += (name,)

    def close(self, margin: float, padding: float, after: str) -> None:
        self.margins.append(margin)
        self.padding += padding
        self.breaks.append(after)

    @property
    def is_none(self) -> bool:
        """Whether the row that comes now stands right below the last."""
        return not (any(self.margins) or self.padding)

    def opens(self) -> str:
        """Return what the row that comes now begins: the last word asked of it that asks for most,
        "avoid" where it may begin nothing (CSS Fragmentation 3, 3.1)."""
        asked = [one for one in self.breaks if one in _WEIGHTS]
        self.breaks = []
        return max(reversed(asked), key=lambda one: _WEIGHTS[one], default="")

    def take(self) -> float:
        """Return the white above the row that comes now, and begin anew."""
        white = max(self.margins) + min(self.margins) * (min(self.margins) < 0) + self.padding
        self.margins, self.padding = [0.0], 0.0
        return white


def _names(line: Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the notes called in a line and the identifiers that stand in it."""
    elements = list(dict.fromkeys(element for span in line.spans for element in span.path))
    notes = tuple(name for element in elements if (name := _note_called(element)))
    return notes, tuple(name for element in elements if (name := element.get("id")))


def _note_called(element: Element) -> str | None:
    return element.get("href", "").removeprefix("#") if is_call(element) else None


def announces(paragraph: Element, block: Element) -> bool:
    """Whether a paragraph ends with the colon that announces a quotation, verse or a letter."""
    if not text_of(paragraph).rstrip().endswith(":"):
        return False
    return any(e.tag == "blockquote" or SET_APART & set(classes(e)) for e in block.iterancestors())

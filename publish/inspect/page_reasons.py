"""Why a page is as it is: the ways to end it that were weighed, what each would have cost, what was
refused, what remedies did; and, for its paragraphs, the ways to break their lines.

Nothing is weighed here: pagination and line breaking are asked again, and give what they weigh.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from publish.book import text_of
from publish.book.vocabulary import line_of
from publish.characters import reveal
from publish.composition.lines.paragraph import Attempt
from publish.composition.pages.composer import Galley
from publish.composition.pages.endings import EndRefusal, Price
from publish.composition.pages.galley import Row
from publish.composition.pages.weighing import Ending, Weighing, weigh_page
from publish.inspect.stages import name_of, page_of
from publish.messages import N_, Translate, figure
from publish.pipeline.products import BookProducts

_SHOWN = 4
"""Rivals of a line's end that are weighed."""

_PRICES = {
    Price.PARTED: N_("parts what should stand together"),
    Price.DIVIDED: N_("a divided word at the turn"),
    Price.UNLEVEL: N_("not level with the facing page"),
    Price.SHORT: N_("ends above the foot"),
    Price.FEW: N_("few lines on the last page"),
    Price.OVERLEAF: N_("a note goes on overleaf"),
    Price.WHITE: N_("white above the notes"),
    Price.NO_TEXT: N_("notes only"),
    Price.DEFERRED: N_("pictures that wait for a later page"),
    Price.CROWDED: N_("few lines beside a picture"),
    Price.REMEDY: N_("paragraphs set longer or shorter"),
    Price.FORCED: N_("there was no other way"),
}
_REFUSALS = {
    EndRefusal.PARTED: N_("refused: a widow, an orphan, or a title without its text"),
    EndRefusal.TOO_DEEP: N_("refused: deeper than the page"),
    EndRefusal.NOTES: N_("refused: a note called there could not begin on the page"),
}


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A page to be weighed of, in the reader's language."""

    galley: Galley
    weighing: Weighing
    _: Translate

    def cost(self, value: float) -> str:
        return "∞" if value == inf else figure(value, 0, self._)


def reasons(shop: BookProducts, number: int, translate: Translate) -> Iterator[str]:
    """Yield why page ``number`` of the book, from 1, is as it is; BookError where there is none."""
    found = page_of(shop, number)
    if found is None:
        yield translate(N_("Page {page} is blank: texts open on a right-hand page.")).format(
            page=number
        )
        return
    section, at = found
    head = translate(N_("Page {page}: page {own} of {name}."))
    yield head.format(page=number, own=at + 1, name=name_of(section))
    galley = shop.paged.composer.galley(section)
    if galley is None:
        yield translate(
            N_("A template draws it, or it is set in columns, each filled as far as it goes.")
        )
        return
    weighed = _Weighed(
        galley,
        weigh_page(galley.rows, galley.foot, galley.frame, at + 1, on_verso=section.on_verso),
        translate,
    )
    yield ""
    yield from _endings(weighed)
    yield ""
    yield from _remedies(weighed)
    yield ""
    yield from _paragraphs(weighed)


def _endings(weighed: _Weighed) -> Iterator[str]:
    _ = weighed._
    yield _(N_("Where it could end, by what the section's pages would cost:"))
    for ending in weighed.weighing.endings:
        mark = "→" if ending.chosen else " "
        yield f"{mark} {_after(weighed, ending)}: {_said(weighed, ending)}"


def _after(weighed: _Weighed, ending: Ending) -> str:
    """Return the last row that a way leaves on the page."""
    if ending.row == weighed.weighing.row:
        return weighed._(N_("notes alone"))
    row = weighed.galley.rows[ending.row - 1]
    lines = f" ({ending.lines:+})" if ending.lines else ""
    return f"{_row(row)} [{row.block.tag!s} {row.at + 1}/{row.of}]{lines}"


def _said(weighed: _Weighed, ending: Ending) -> str:
    if ending.refused:
        return weighed._(_REFUSALS[ending.refused])
    paid = ", ".join(
        f"{weighed._(_PRICES[of])} {weighed.cost(price)}" for of, price in ending.prices
    )
    said = weighed._(N_("{total} (this page {cost})")).format(
        total=weighed.cost(ending.total), cost=weighed.cost(ending.cost)
    )
    return f"{said}: {paid}" if paid else said


def _remedies(weighed: _Weighed) -> Iterator[str]:
    _, weighing = weighed._, weighed.weighing
    if weighing.remedied is None:
        template = _(N_("No paragraph needed to be set longer or shorter (section: {plain})."))
        yield template.format(plain=weighed.cost(weighing.plain))
        return
    template = _(
        N_("Paragraphs set longer or shorter were tried: section {plain} without, {remedied} with.")
    )
    yield template.format(
        plain=weighed.cost(weighing.plain), remedied=weighed.cost(weighing.remedied)
    )
    if lines := weighing.endings[0].lines:
        yield _(N_("On this page they give {lines} lines.")).format(lines=f"{lines:+}")


def _paragraphs(weighed: _Weighed) -> Iterator[str]:
    """Yield how the lines of the paragraphs on the page were found."""
    rows = weighed.galley.rows
    begin, end = weighed.weighing.row, weighed.weighing.endings[0].row
    for n in range(begin, end):
        row = rows[n]
        opening = rows[n - row.at]
        if (n == begin or row.first) and opening.weigh and opening.of > 1:
            on_page = range(row.at, min(row.of, row.at + end - n))
            yield from _paragraph(weighed, opening, opening.weigh(), on_page)


def _paragraph(
    weighed: _Weighed, opening: Row, attempts: Sequence[Attempt], on_page: range
) -> Iterator[str]:
    _ = weighed._
    place = line_of(opening.block)
    begins = reveal(text_of(opening.block)[:40])
    yield _(N_("Paragraph of line {line}, “{begins}…”, {count} lines:")).format(
        line=place, begins=begins, count=opening.of
    )
    for attempt in attempts:
        yield f"  {_attempt(weighed, attempt)}"
    for n in on_page if attempts[-1].lines else ():
        chosen, *others = attempts[-1].lines[n]
        rivals = sorted((one for one in others if one.total < inf), key=lambda one: one.total)
        lost = (
            f"{one.ending} +{weighed.cost(one.total - chosen.total)}" for one in rivals[:_SHOWN]
        )
        instead = ", ".join(lost) or _(N_("no other"))
        template = _(N_("  {n}. ends with “{ending}”, {cost}; instead: {instead}"))
        yield template.format(
            n=n + 1, ending=chosen.ending, cost=weighed.cost(chosen.cost), instead=instead
        )


def _attempt(weighed: _Weighed, attempt: Attempt) -> str:
    _ = weighed._
    words = _(N_("words divided")) if attempt.divided else _(N_("no word divided"))
    limit = weighed.cost(attempt.tolerance)
    if not attempt.lines:
        return _(N_("{words}, badness up to {limit}: no way")).format(words=words, limit=limit)
    return _(N_("{words}, badness up to {limit}: {cost}")).format(
        words=words, limit=limit, cost=weighed.cost(attempt.lines[-1][0].total)
    )


def _row(row: Row) -> str:
    if row.line is None:
        return f"<{row.block.tag!s}>"
    return f"“…{reveal(row.line.text[-40:])}”"

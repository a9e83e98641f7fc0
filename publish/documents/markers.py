"""Writes into a text where the pages of its print edition begin.

Page 13 begins at “dort”: ``Le chat dort`` →
``Le chat <span id="page-13" epub:type="pagebreak" role="doc-pagebreak" aria-label="13"/>dort``.
A word that a page turn divides has the marker before it, and so has a title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from publish.book import BLOCK_LEVEL, Element
from publish.composition.pages.turns import PICTURES, Turn, signs

OPS = "http://www.idpf.org/2007/ops"

_LEFT = frozenset("h1 h2 h3 h4 h5 h6 figure".split())
"""Blocks that a marker stands before, not in: it would be read out with the title."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A text node, or a picture (``text`` empty), and the signs before it."""

    owner: Element
    tail: bool
    text: str
    before: int

    @property
    def signs(self) -> int:
        return signs(self.text) if self.text else 1

    @property
    def block(self) -> Element | None:
        """The block whose line it stands in; a forced line end begins another."""
        if self.owner.tag == "br":
            return self.owner
        holder = self.owner.getparent() if self.tail else self.owner
        while holder is not None and holder.tag not in BLOCK_LEVEL:
            holder = holder.getparent()
        return holder


def mark_pages(body: Element, pages: Iterable[Turn]) -> None:
    """Put a marker at the beginning of each page, in place."""
    runs = list(_runs(body))
    after: list[Element] = []
    total = runs[-1].before + runs[-1].signs if runs else 0
    for turn in sorted(pages, key=lambda turn: (turn.place, turn.folio), reverse=True):
        if turn.place >= total:
            after.insert(0, _marker(turn.folio))
            continue
        while runs[-1].before > turn.place:
            runs.pop()
        _insert(runs, turn.place, _marker(turn.folio))
    body.extend(after)


def _marker(folio: int) -> Element:
    return etree.Element(
        "span",
        {
            "id": f"page-{folio}",
            f"{{{OPS}}}type": "pagebreak",
            "role": "doc-pagebreak",
            "aria-label": str(folio),
        },
    )


def _runs(body: Element) -> Iterator[_Run]:
    """Yield the text nodes that hold signs, and the pictures, in order."""
    count = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start" and element.tag in PICTURES:
            yield _Run(element, False, "", count)
            count += 1
        tail = event == "end"
        text = element.tail if tail else element.text
        if text and not (tail and element is body):
            yield _Run(element, tail, text, count)
            count += signs(text)


def _insert(runs: list[_Run], place: int, marker: Element) -> None:
    """Insert a marker before the word or picture at ``place``; ``runs`` ends with what holds it."""
    run = runs[-1]
    if not run.text:
        run.owner.addprevious(marker)
        _led_out(marker)
        return
    at = _of_sign(run.text, place - run.before)
    number = len(runs) - 1
    while True:
        at = _word_start(run.text, at)
        before = runs[number - 1] if number else run
        same_line = number > 0 and before.block is run.block and before.text[-1:].strip()
        if at > 0 or not same_line:
            break
        number -= 1
        run, at = before, len(before.text)
    owner = run.owner
    text = (owner.tail if run.tail else owner.text) or ""  # up to the marker set before this one
    marker.tail = text[at:]
    if run.tail:
        owner.tail = None  # else lxml would leave it behind the marker
        owner.addnext(marker)
        owner.tail = text[:at]
    else:
        owner.text = text[:at]
        owner.insert(0, marker)
    _led_out(marker)


def _of_sign(text: str, number: int) -> int:
    """Return where in a text a sign stands, by its number from 0."""
    return [n for n, c in enumerate(text) if not c.isspace()][number]


def _word_start(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _led_out(marker: Element) -> None:
    """Move a marker before the anchors and out of the titles and phrases that it would open.

    A marker it meets is a later page's: those are set first.
    """
    while True:
        before, above = marker.getprevious(), marker.getparent()
        if before is not None and len(before) == 0 and not before.text and not before.tail:
            if before.tag in PICTURES | {"br"}:
                return
            place = before
        elif before is None and above is not None and not above.text and _may_leave(above):
            place = above
        else:
            return
        rest, marker.tail = marker.tail, None
        _give_tail(marker, rest)
        place.addprevious(marker)


def _give_tail(marker: Element, text: str | None) -> None:
    """Leave a marker's tail where it stands when the marker goes."""
    if not text:
        return
    before, above = marker.getprevious(), marker.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif above is not None:
        above.text = (above.text or "") + text


def _may_leave(element: Element) -> bool:
    return element.tag not in BLOCK_LEVEL or element.tag in _LEFT

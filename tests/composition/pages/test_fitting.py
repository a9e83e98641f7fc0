"""Blocks fitted to their page; the painter is played by a rule of thumb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from publish.book import Element, text_of
from publish.composition.pages.fitting import (
    SMALLEST,
    TURNED,
    BlockExtent,
    fitted,
    parted_row,
)
from publish.composition.style.properties import Style

STYLE = Style(size=9.0, leading=12.0)


@dataclass(frozen=True)
class Thumb:
    """Says that a table is as wide as its type is large, a tenth less where it is narrow; that a
    picture is as high as its style lets it, and a caption 20 points."""

    em: float
    height: float = 100.0

    def extent(self, block: Element, measure: float) -> BlockExtent:
        if block.tag == "figure":
            style = "".join(image.get("style", "") for image in block.iter("img"))
            least = re.search(r"max-height: ([\d.]+)pt", style)
            picture = min(self.height, float(least[1])) if least else self.height
            return BlockExtent(measure, picture + 20.0, (picture,))
        size = re.search(r"font-size: ([\d.]+)pt", block.get("style", ""))
        narrow = 0.9 if "narrow" in block.get("class", "") else 1.0
        return BlockExtent(self.em * (float(size[1]) if size else 9.0) * narrow, self.height)


def table() -> Element:
    body = etree.fromstring("<section><table><tr><td>Un</td></tr></table></section>")
    return body[0]


def test_a_picture_is_reduced_so_that_its_caption_stands_on_its_page() -> None:
    figure = etree.fromstring("<figure><img src='a.png'/><figcaption>Haute.</figcaption></figure>")
    block, extent = fitted(figure, STYLE, 280.0, 480.0, Thumb(0.0, height=900.0))
    assert block is figure
    assert 478 < extent.height <= 480


def test_a_table_is_narrowed_then_set_smaller() -> None:
    for em, size, name in ((29.0, 9.0, ""), (33.0, 9.0, "narrow"), (40.0, 7.5, "narrow")):
        own = table()
        fitted(own, STYLE, 280.0, 480.0, Thumb(em))
        assert own.get("class", "") == name
        assert f"font-size: {size:g}pt" in own.get("style", "font-size: 9pt")


def test_a_table_that_is_still_too_wide_is_turned() -> None:
    own = table()
    block, extent = fitted(own, STYLE, 280.0, 480.0, Thumb(52.0))
    assert block.get("class") == TURNED
    assert block[0] is own
    assert (extent.width, extent.height) == (280.0, 480.0)


def test_what_nothing_fits_stays_as_small_as_may_be_and_is_told_by_its_extent() -> None:
    own = table()
    block, extent = fitted(own, STYLE, 280.0, 480.0, Thumb(100.0))
    assert block is own
    assert extent.width == SMALLEST * 100 * 0.9


def test_a_row_is_parted_behind_as_many_signs_as_its_cells_keep() -> None:
    body = etree.fromstring(
        "<tbody><tr><td>Un <em>deux <b>trois</b></em> quatre</td><td>1917</td></tr></tbody>"
    )
    after = parted_row(body[0], [9, 4])
    assert after is body[1]
    assert [text_of(cell) for cell in body[0]] == ["Un deux tro", "1917"]
    assert [text_of(cell) for cell in body[1]] == ["is quatre", ""]
    assert after.find("td/em/b") is not None
    assert parted_row(body[0], [0, 0]) is None

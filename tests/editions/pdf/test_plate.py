"""A page drawn from its lettering is the page that the painter would have painted."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from publish.editions.pdf.painted_section import Link, Node
from publish.pipeline.products import BookProducts
from tests.editions.pdf.essay import workshop

ALL_PAINTED = "\nhtml { opacity: 1 }\n"
"""Changes nothing, and is not known to composition."""

SCALE = 3  # dots per point
SEEN = 140  # of 255: a dot that differs by more is seen
DOTS = 60
"""Dots of a page that may differ: kerning over a word space is the painter's alone."""


def book(root: Path, css: str = "") -> BookProducts:
    shop = workshop(root, "drop-cap = 3")
    if css:
        styles = root / "styles"
        styles.mkdir()
        styles.joinpath("print.css").write_bytes(shop.styles.files["print.css"] + css.encode())
    return BookProducts(root)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> BookProducts:
    return book(tmp_path_factory.mktemp("drawn"))


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> BookProducts:
    return book(tmp_path_factory.mktemp("painted"), ALL_PAINTED)


def vacant(shop: BookProducts) -> list[int]:
    """Return how many pages of each section the painter got without their text."""
    return [sheets.markup.count("vacant") for sheets in shop.paged.records]


def test_the_painter_gets_only_what_it_alone_can_do(
    drawn: BookProducts, painted: BookProducts
) -> None:
    assert not any(vacant(painted))
    pages = [sheets.length for sheets in drawn.paged.records]
    left = [page - blank for page, blank in zip(pages, vacant(drawn), strict=True)]
    kinds = [run.kind.value for run in drawn.paged.runs]
    chapter = kinds.index("chapter")
    assert 1 <= left[chapter] <= 2  # a table and a picture
    assert left[kinds.index("index")] == left[kinds.index("contents")] == 0


def test_both_pages_look_the_same(drawn: BookProducts, painted: BookProducts) -> None:
    ours, theirs = (pypdfium2.PdfDocument(shop.lecture()) for shop in (drawn, painted))
    assert len(ours) == len(theirs)
    for page, other in zip(ours, theirs, strict=True):
        pictures = [one.render(scale=SCALE).to_pil().convert("L") for one in (page, other)]
        seen = ImageChops.difference(*pictures).histogram()[SEEN:]
        assert sum(seen) <= DOTS


def roles(node: Node) -> object:
    return node.role, [roles(kid) for kid in node.kids if isinstance(kid, Node)]


def destination(link: Link) -> tuple[str, bool, str]:
    return link.target, link.inside, link.said


def test_both_have_the_same_structure_links_and_outline(
    drawn: BookProducts, painted: BookProducts
) -> None:
    for ours, theirs in zip(drawn.painted, painted.painted, strict=True):
        for one, other in zip(ours.tree, theirs.tree, strict=True):
            assert isinstance(one, Node)
            assert isinstance(other, Node)
            assert roles(one) == roles(other)
        for sheet, other_sheet in zip(ours.pages, theirs.pages, strict=True):
            assert sheet.letters == other_sheet.letters
            assert sheet.anchors.keys() == other_sheet.anchors.keys()
            links, others = (dict.fromkeys(map(destination, s.links)) for s in (sheet, other_sheet))
            assert list(links) == list(others)  # the painter parts some on one line
            assert [(mark.level, mark.label) for mark in sheet.bookmarks] == [
                (mark.level, mark.label) for mark in other_sheet.bookmarks
            ]


def test_colour_is_drawn_and_becomes_ink(tmp_path: Path) -> None:
    shop = book(tmp_path, "p { color: #800000 }")
    assert any(vacant(shop))
    with pikepdf.open(BytesIO(shop.lecture())) as pdf:
        drawing = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert b"0.502 0 0 rg" in drawing
    with pikepdf.open(BytesIO(shop.impression())) as pdf:
        drawing = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert b" rg" not in drawing
    assert b"0.1501 g" in drawing

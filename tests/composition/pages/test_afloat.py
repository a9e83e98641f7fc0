"""Pictures that float, and pages of their own."""

from __future__ import annotations

import pytest

from publish.composition import ComposedSection
from tests.composition.lines.test_totalfit import PROSE
from tests.composition.pages.test_forms import composed


def shown(found: ComposedSection) -> list[list[str]]:
    """Return the blocks of each page, from the top, lines of one block once."""
    pages = []
    for page in found.pages:
        tags = [str(one.row.block.tag) for area in page.areas for one in area.rows if one.row.first]
        pages.append(tags)
    return pages


def made(place: str, before: int, after: int, height: float = 100.0) -> ComposedSection:
    picture = f"![Plan](plan.png){{{place}}}" if place else "![Plan](plan.png)"
    text = [PROSE] * before + [picture] + [PROSE] * after
    return composed("# T\n\n" + "\n\n".join(text), heights=height)


def whole(found: ComposedSection) -> str:
    lines = (r.line for page in found.pages for r in page.rows if r.line)
    return "".join(line.text.rstrip("\u2010") for line in lines).replace(" ", "")


def test_the_text_goes_on_before_a_picture_that_finds_no_room() -> None:
    first, second, *_ = shown(made(".top", 3, 6))
    assert "figure" not in first
    assert second[0] == "figure"


def test_a_picture_at_the_foot_ends_its_page() -> None:
    found = made(".foot", 1, 9)
    at = next(n for n, page in enumerate(shown(found)) if "figure" in page)
    last = found.pages[at].areas[0].rows[-1]
    assert last.row.block.tag == "figure"
    assert last.y + last.row.height == pytest.approx(found.composer.frame.depth, abs=0.1)


@pytest.mark.parametrize("place", [".full-page", ".bleed"])
def test_a_picture_may_have_a_page_of_its_own(place: str) -> None:
    pages = shown(made(place, 4, 9))
    assert ["figure"] in pages
    assert pages.index(["figure"]) > 0


def test_a_spread_begins_on_the_left() -> None:
    found = made(".spread", 4, 12)
    places = [[row.place for row in page.rows if row.place] for page in found.pages]
    left = places.index(["spread-left"])
    assert left % 2 == 1  # the section opens on a recto, its page 0
    assert places[left + 1] == ["spread-right"]


@pytest.mark.parametrize("place", ["", ".top", ".foot", ".full-page", ".spread"])
@pytest.mark.parametrize(("before", "after"), [(0, 2), (2, 0), (5, 5)])
def test_no_picture_and_no_word_is_lost(place: str, before: int, after: int) -> None:
    found = made(place, before, after)
    figures = [tag for page in shown(found) for tag in page if tag == "figure"]
    assert len(figures) == (2 if place == ".spread" else 1)
    assert whole(found) == whole(made("", before, after))


def test_lines_stay_on_the_grid_below_a_picture() -> None:
    found = made(".top", 4, 9, height=93.3)
    page = next(page for page in found.pages if page.areas[0].rows[0].row.place)
    grid = found.composer.frame.grid
    lines = [one.y % grid for one in page.areas[0].rows if one.row.line]
    assert all(min(y, grid - y) < 0.02 for y in lines)


def test_a_picture_over_the_edges_asks_for_a_bleed() -> None:
    assert [told.code for told in made(".bleed", 1, 1).diagnostics] == ["L021"]
    assert made(".full-page", 1, 1).diagnostics == ()

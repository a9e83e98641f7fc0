"""``publish proof``: every page is there, and what is marked can be shown."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publish.pipeline import proof
from tests.books import write_book

TEXT = "# Un titre\n\n" + "Un texte[^1] assez long pour tenir sur plusieurs lignes. " * 1 + (
    "L’administration municipale interrogeait longuement les réquisitionnaires. " * 120
) + "\n\n[^1]: Une note.\n"  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(tmp_path_factory.mktemp("book"), TEXT)


def test_every_page_is_on_the_html_page_and_on_the_sheets(root: Path) -> None:
    done = proof(root)
    pictures = sorted(done.page.parent.glob("page-*.png"))
    html = done.page.read_text("utf-8")
    assert re.findall(r'src="(page-\d+\.png)"', html) == [picture.name for picture in pictures]
    assert all(sheet.read_bytes().startswith(b"\x89PNG") for sheet in done.sheets)


def test_remarks_are_counted_and_drawn(root: Path) -> None:
    done = proof(root)
    html = done.page.read_text("utf-8")
    assert done.counts["note"] == html.count('<rect class="note"') == 1
    assert done.counts["divided"] == html.count('<rect class="divided"') > 0


def test_marks_and_grid_are_on_the_sheets_only_when_asked(root: Path) -> None:
    def colours(*, grid: bool = False, marked: bool = False) -> int:
        content = proof(root, grid=grid, marked=marked).sheets[0].read_bytes()
        red, green, _ = Image.open(BytesIO(content)).split()
        return sum(a != b for a, b in zip(red.tobytes(), green.tobytes(), strict=True))

    assert colours() == 0
    assert colours(grid=True) > 0
    assert colours(marked=True) > 0


def test_the_same_book_gives_the_same_pictures(root: Path) -> None:
    before = proof(root).sheets[0].read_bytes()
    assert proof(root).sheets[0].read_bytes() == before

"""Long descriptions: a link from the picture to what describes it, in its caption if it has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import BookError
from publish.pipeline.products import BookProducts
from tests.books import png, write_book

TEXT = "# Un\n\n![Le plan](a.png){details='#plan'}\n\n## Le plan {#plan}\n\nUn carré.\n"


def test_a_picture_leads_to_its_description(tmp_path: Path) -> None:
    products = BookProducts(write_book(tmp_path, TEXT, a_png=png()), 0)
    (tree,) = [one.tree for one in products.documents if one.id == "a"]
    (image,) = tree.iter("img")
    (link,) = tree.xpath("//figcaption/span[@class='details']/a")
    assert (link.get("href"), link.get("id")) == ("#plan", image.get("aria-details"))
    assert "long" in [fact.name for fact in products.accessibility.holding]


def test_a_description_that_is_not_there_is_told(tmp_path: Path) -> None:
    text = TEXT.replace("## Le plan {#plan}", "## Le plan")
    with pytest.raises(BookError, match="M0"):
        BookProducts(write_book(tmp_path, text.replace("#plan", "#x"), a_png=png()), 0).book  # noqa: B018

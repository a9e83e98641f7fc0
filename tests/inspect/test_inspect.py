"""Windows: what each stage made, as lines that are compared; why a page is as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import BookError
from publish.inspect import STAGES, dump, overview, page_dump, reasons
from publish.pipeline import opened
from publish.pipeline.products import BookProducts
from tests.books import write_book
from tests.composition.pages.test_pagination import novel

GOLDEN = Path(__file__).parent.parent / "fixtures" / "inspect"
TEXT = """# Un « titre »

Quoi ? Un *mot*[^1] et [XIXe]{.sc} siècle. Marie Curie vint.

> Une citation.

- Un point.

[^1]: La note !
"""
INDEX = '[[entry]]\nheading = "Curie (Marie)"\nforms = ["Marie Curie"]\n'


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> BookProducts:
    return opened(write_book(tmp_path_factory.mktemp("essai"), TEXT, index_toml=INDEX), 1)


@pytest.fixture(scope="module")
def long_shop(tmp_path_factory: pytest.TempPathFactory) -> BookProducts:
    return opened(write_book(tmp_path_factory.mktemp("roman"), novel(40)), 1)


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_stage_made_is_what_its_golden_dump_says(shop: BookProducts, stage: str) -> None:
    golden = GOLDEN / f"{stage}.txt"
    assert list(dump(shop, "a.md", stage)) == golden.read_text("utf-8").splitlines()


def test_the_book_is_shown_at_a_glance(shop: BookProducts) -> None:
    found = list(overview(shop))
    assert "a.md: chapter, pages 5-5, notes 1" in found
    assert "index: index, pages 7-7" in found


def test_a_file_of_several_texts_is_shown_whole_or_by_their_identifiers(tmp_path: Path) -> None:
    shop = opened(write_book(tmp_path, "# Un\n\nA.\n\n# Deux\n\nB.\n"), 1)
    both = list(dump(shop, "a.md", "read"))
    assert [line for line in both if line.startswith("a.md")] == [
        "a.md: chapter “Un”",
        "a.md: chapter “Deux”",
    ]
    ids = [section.id for section in shop.book.sections]
    assert next(iter(dump(shop, ids[1], "read"))) == "a.md: chapter “Deux”"


def test_what_the_press_makes_itself_is_looked_at_by_its_name(shop: BookProducts) -> None:
    assert any("Curie (Marie)" in line for line in dump(shop, "index", "marked"))
    assert next(iter(dump(shop, "title-page", "pages"))).endswith(
        "drawn by the template title-page"
    )


@pytest.mark.parametrize(
    ("name", "stage", "code"),
    [
        ("b.md", "read", "W001"),
        ("a.md", "made", "W003"),
        ("index", "read", "W004"),
        ("index", "lines", "W004"),
        ("contents", "document", "W004"),
    ],
)
def test_what_cannot_be_looked_at_is_told(
    shop: BookProducts, name: str, stage: str, code: str
) -> None:
    with pytest.raises(BookError, match=code):
        list(dump(shop, name, stage))


def test_a_page_is_blank_or_drawn_or_is_not(shop: BookProducts) -> None:
    assert list(page_dump(shop, 2)) == ["page 2: blank"]
    assert "blank" in " ".join(reasons(shop, 2, str))
    assert "template" in " ".join(reasons(shop, 3, str))
    with pytest.raises(BookError, match="W002: the book has no page 99"):
        list(page_dump(shop, 99))


def test_the_reasons_of_a_page_name_the_end_that_costs_the_section_least(
    long_shop: BookProducts,
) -> None:
    for number in (6, 7):
        found = list(reasons(long_shop, number, str))
        (chosen,) = (line for line in found if line.startswith("→"))
        first = found.index(chosen)
        others = found[first + 1 : found.index("", first)]
        totals = [total(line) for line in others if "refused" not in line]
        assert totals
        assert all(total(chosen) <= other for other in totals)
        last = [line for line in page_dump(long_shop, number) if line.startswith("  y")][-1]
        shown = last.split("“")[1].split("”")[0]
        assert chosen.split("…")[1].split("”")[0][-15:] == shown[-15:]


def total(line: str) -> int:
    """Return what the section costs by a way that is told."""
    return int(line.rsplit(" (this page", 1)[0].rsplit(": ", 1)[1])


def test_a_page_whose_paragraphs_were_set_longer_or_shorter_says_so(
    long_shop: BookProducts,
) -> None:
    assert any("remedy -1" in line for line in page_dump(long_shop, 6))
    said = list(reasons(long_shop, 6, str))
    assert "On this page they give -1 lines." in said
    chosen = next(line for line in said if line.startswith("→"))
    assert "(-1)" in chosen
    assert "paragraphs set longer or shorter 250" in chosen


def test_what_was_refused_is_told_with_its_reason(long_shop: BookProducts) -> None:
    told = " ".join(line for number in (6, 7, 8) for line in reasons(long_shop, number, str))
    assert "refused: a widow, an orphan, or a title without its text" in told

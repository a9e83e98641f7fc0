"""Margins follow the number of pages, which follows the margins, until both agree."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publish.diagnostics import BookError
from publish.pipeline.products import BookProducts
from tests.books import OPEN_LINES, SENTENCE, TOML, add_style, write_book

CSS = "@page { margin: 15mm 11mm }\n"


def workshop(root: Path, options: str, length: int = 300, css: str = CSS) -> BookProducts:
    text = "# Un titre\n\n" + f"{SENTENCE * 10}\n\n" * (length // 10)
    write_book(root, text, TOML + "[print]\n" + options)
    return BookProducts(add_style(root, css))


def inside(one: BookProducts) -> float:
    margins = one.paged.composer.page_size.margins
    assert margins is not None
    return round(margins.inside, 3)


@pytest.mark.parametrize("length", [50, 200, 500])
def test_the_margin_is_that_of_the_number_of_pages_it_leads_to(tmp_path: Path, length: int) -> None:
    one = workshop(tmp_path, 'printer = "lulu"\ntrim = "100x120"\n', length, CSS + OPEN_LINES)
    wanted = one.job.least(one.paged.count).inside
    assert inside(one) == pytest.approx(wanted)
    assert wanted == {50: 12.7, 200: 15.875, 500: 25.4}[length]


def test_a_wider_margin_makes_more_pages(tmp_path: Path) -> None:
    narrow = workshop(tmp_path / "a", "inside = 12\n", 600).paged.count
    wide = workshop(tmp_path / "b", "inside = 30\n", 600).paged.count
    assert wide > narrow


def test_the_text_area_holds_whole_lines(tmp_path: Path) -> None:
    composer = workshop(tmp_path, 'printer = "bod"\n').paged.composer
    lines = composer.frame.depth / composer.frame.grid
    assert lines == pytest.approx(round(lines), abs=0.01)
    top, _, bottom, _ = (side * 25.4 / 72 for side in composer.style_sheet.page.margin)
    assert (top, bottom) >= (18.8, 28)
    assert bottom < 28 + composer.frame.grid * 25.4 / 72


def test_inner_and_outer_margins_change_places_on_facing_pages(tmp_path: Path) -> None:
    css = workshop(
        tmp_path, "inside = 24\noutside = 12\ntop = 20\nbottom = 25\n"
    ).paged.composer.page_size.css
    assert "@page :left { margin: 20.0000mm 24.0000mm" in css
    assert "@page :right { margin: 20.0000mm 12.0000mm" in css


def test_notes_and_folios_stand_where_they_were_composed(tmp_path: Path) -> None:
    """The painter has the last word: the audit raises if a page flows over."""
    for n, printer in enumerate(("kdp", "lulu", "bod", "coollibri", "thebookedition")):
        one = workshop(tmp_path / str(n), f'printer = "{printer}"\n', 200)
        assert sum(len(part.pages) for part in one.painted) == one.paged.count


def test_the_last_page_is_blank_where_the_printer_wants_it_so(tmp_path: Path) -> None:
    plain = workshop(tmp_path / "a", "")
    spark = workshop(tmp_path / "b", 'printer = "ingramspark"\nspine = 5\n', 600)
    assert plain.paged.count % 2 == spark.paged.count % 2 == 0
    with pikepdf.open(BytesIO(spark.impression())) as pdf:
        assert len(pdf.pages) == spark.paged.count
        assert b"BT" not in pdf.pages[-1].Contents.read_bytes()


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ('trim = "140x216"\nprinter = "bodd"\n', "book.toml:7 I001"),
        ('printer = "bod"\npaper = "x"\n', "book.toml:7 I002"),
        ('printer = "lulu"\ntrim = "60x90"\n', "book.toml:7 I007"),
    ],
)
def test_a_job_that_cannot_be_is_told_with_its_line(
    tmp_path: Path, options: str, place: str
) -> None:
    with pytest.raises(BookError) as caught:
        _ = workshop(tmp_path, options).paged
    assert [f"{d.place} {d.code}" for d in caught.value.diagnostics] == [place]


def test_limits_hold_for_the_printers_files_only(tmp_path: Path) -> None:
    one = workshop(tmp_path, 'printer = "coollibri"\n', 50)  # fewer than its sixty pages
    assert one.lecture()
    for make in (one.impression, one.cover):
        with pytest.raises(BookError) as caught:
            make()
        assert [d.code for d in caught.value.diagnostics] == ["I003"]


@pytest.mark.parametrize("trim", ["110x178", "120x190", "125x190", "140x210", "148x210"])
def test_pages_of_any_height_hold_what_was_composed_for_them(tmp_path: Path, trim: str) -> None:
    assert workshop(tmp_path, f'trim = "{trim}"\n', 100).painted

"""The cover as it comes out: its boxes, its barcode read back, its text where it may stand."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from stdnum import ean

from publish.diagnostics import BookError
from publish.editions.cover.barcode import barcode
from publish.pipeline.products import BookProducts
from tests.books import OPEN_LINES, SENTENCE, TOML, add_style, write_book

TEXT = "# Un titre\n\n" + "Un texte assez long pour une page.\n\n" * 20
ISBN = "9782070360024"
BACK = "Un livre qui *compte*.\n\nIl le dit : « Oui ! »\n"
MM = 72 / 25.4

PRINT = '[print]\ntrim = "130x200"\nspine = {spine}\nprinter = "{printer}"\npaper = "{paper}"\n'
PAPERS = {
    "bod": "creme-90",
    "coollibri": "blanc-90",
    "generique": "offset-80",
    "ingramspark": "creme-50",
    "kdp": "creme",
    "lulu": "standard",
    "thebookedition": "standard",
}


def workshop(
    root: Path,
    cover: str = "",
    options: str = "",
    files: Mapping[str, str | bytes] = MappingProxyType({}),
    isbn: str = f'print = "{ISBN}"',
) -> BookProducts:
    """A book with a cover; ``options`` are further lines of book.toml."""
    toml = f"""{TOML}[publisher]
name = "Maison"
[trade]
price = "18.50"
[isbn]
{isbn}
[cover]
back = "dos.md"
{cover}
{options}
"""
    return BookProducts(write_book(root, TEXT, toml, **{"dos_md": BACK, **files}))


def lengthened(one: BookProducts) -> BookProducts:
    """The same book, of as many pages as any printer asks for."""
    (one.root / "manuscript/a.md").write_text("# Un titre\n\n" + SENTENCE * 400, "utf-8")
    return BookProducts(add_style(one.root, OPEN_LINES))


def picture(content: bytes, dots: int = 300) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(content)[0].render(scale=dots / 72).to_pil()
    return image


def drawing() -> bytes:
    content = BytesIO()
    Image.new("RGB", (1600, 2400), (90, 110, 120)).save(content, "JPEG")
    return content.getvalue()


def words(content: bytes) -> str:
    return str(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range())


@pytest.mark.parametrize("design", ["classique", "filet", "image"])
def test_a_reader_of_barcodes_reads_the_isbn(tmp_path: Path, design: str) -> None:
    picture_ = 'image = "p.jpg"' if design == "image" else ""
    made = workshop(
        tmp_path, f'design = "{design}"\n{picture_}', files={"p_jpg": drawing()}
    ).cover()
    (found,) = zxingcpp.read_barcodes(picture(made))
    assert (found.format, found.text) == (zxingcpp.BarcodeFormat.EAN13, ISBN)


@settings(max_examples=200)
@given(st.integers(0, 999_999_999))
def test_every_isbn_has_bars_that_can_be_read(number: int) -> None:
    digits = f"978{number:09}"
    isbn = digits + ean.calc_check_digit(digits)
    code = barcode(isbn)
    image = Image.new("L", (code.width * 3, 120), 255)
    for bar in code.bars:
        image.paste(0, (bar.x * 3, 0, (bar.x + bar.width) * 3, 120))
    assert [one.text for one in zxingcpp.read_barcodes(image)] == [isbn]


def test_guard_bars_and_white_are_those_of_gs1() -> None:
    code = barcode(ISBN)
    assert code.width == 11 + 95 + 7
    assert [bar.x - 11 for bar in code.bars if bar.guard] == [0, 2, 46, 48, 92, 94]


def test_black_is_black_ink_alone(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(workshop(tmp_path).cover())) as pdf:
        inks = [
            tuple(float(ink) for ink in one.operands)
            for one in pikepdf.parse_content_stream(pdf.pages[0], "k K")
        ]
    assert (0, 0, 0, 1) in inks
    assert [ink for ink in inks if ink[3] > 0.5 and any(ink[:3])] == []


@pytest.mark.parametrize(("printer", "paper"), PAPERS.items())
def test_the_sheet_has_the_boxes_of_the_printer(tmp_path: Path, printer: str, paper: str) -> None:
    options = PRINT.format(spine=9.5, printer=printer, paper=paper)
    long = lengthened(workshop(tmp_path, options=options))
    bleed = {"bod": 5, "thebookedition": 5, "coollibri": 3, "generique": 3}.get(printer, 3.175)
    with pikepdf.open(BytesIO(long.cover())) as pdf:
        (page,) = pdf.pages
        media, trim, bleeds = (
            [float(side) / MM for side in box]
            for box in (page.mediabox, page.trimbox, page.bleedbox)
        )
    assert media[2] - media[0] == pytest.approx(bleed + 130 + 9.5 + 130 + bleed, abs=0.01)
    assert media[3] - media[1] == pytest.approx(bleed + 200 + bleed, abs=0.01)
    assert [trim[0] - media[0], media[3] - trim[3]] == pytest.approx([bleed, bleed], abs=0.01)
    assert bleeds == pytest.approx(media, abs=0.01)


def test_the_ground_runs_to_every_edge(tmp_path: Path) -> None:
    made = picture(workshop(tmp_path, 'ground = "#2b5560"').cover(), 72)
    ground = made.getpixel((made.width // 2, 2))
    for x in (0, made.width // 3, made.width - 1):
        for y in (0, made.height - 1):
            assert made.getpixel((x, y)) == ground
    assert ground != (255, 255, 255)


def test_the_back_is_set_by_french_rules(tmp_path: Path) -> None:
    shown = words(workshop(tmp_path).cover())
    assert "«\u00a0Oui\u202f!\u00a0»" in shown
    assert "18,50\u00a0€" in shown
    assert "ISBN 978-2-07-036002-4" in shown


def test_without_an_isbn_there_is_no_barcode(tmp_path: Path) -> None:
    made = workshop(tmp_path, isbn="").cover()
    assert zxingcpp.read_barcodes(picture(made)) == []
    assert "18,50\u00a0€" in words(made)


def test_where_the_printer_adds_the_barcode_its_place_stays_white(tmp_path: Path) -> None:
    options = PRINT.format(spine=9.5, printer="lulu", paper="standard")
    one = workshop(tmp_path, 'design = "filet"', options=options)
    made = picture(lengthened(one).cover())
    assert zxingcpp.read_barcodes(made) == []
    x = round((3.175 + 130 - 8 - 20) / 25.4 * 300)
    y = round((3.175 + 200 - 8 - 15) / 25.4 * 300)
    assert made.getpixel((x, y)) == (255, 255, 255)


@pytest.mark.parametrize(("spine", "shown"), [(5, 2), (14, 3)])
def test_the_title_stands_on_a_spine_wide_enough(tmp_path: Path, spine: int, shown: int) -> None:
    made = workshop(tmp_path, options=f"[print]\nspine = {spine}\n").cover()
    assert words(made).count("Essai") == shown


def test_the_epub_has_the_front_of_the_same_design(tmp_path: Path) -> None:
    from publish.editions import draw_cover

    one = workshop(tmp_path, 'design = "filet"\nground = "#6b2b2b"')
    cover = draw_cover(one.styles, one.imprint, one.cover_matter)
    front = Image.open(BytesIO(cover.jpeg))
    assert front.size == (1600, 2560)
    corner = front.getpixel((5, 5))
    assert isinstance(corner, tuple)
    assert corner == pytest.approx((0x6B, 0x2B, 0x2B), abs=4)


def test_guides_are_drawn_on_demand_only(tmp_path: Path) -> None:
    one = workshop(tmp_path)
    plain, guided = picture(one.cover(), 72), picture(one.cover(guides=True), 72)
    assert plain.size == guided.size
    assert plain.tobytes() != guided.tobytes()


def refused(one: BookProducts) -> list[str]:
    with pytest.raises(BookError) as caught:
        one.cover()
    return [f"{d.place} {d.code}" for d in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("cover", "others", "codes"),
    [
        ('design = "baroque"', {}, ["book.toml E003"]),
        ('font = "Garamond"', {}, ["book.toml E004"]),
        ('design = "image"', {}, ["book.toml E005"]),
        ('image = "p.jpg"', {}, ["book.toml B001"]),
        ('mark = "../x.png"', {}, ["B007"]),
        ("", {"dos_md": BACK * 40}, ["dos.md E006"]),
        ("", {"dos_md": "<script>x</script>"}, ["dos.md:1 M003"]),
    ],
)
def test_what_cannot_be_drawn_is_told(
    tmp_path: Path, cover: str, others: dict[str, str], codes: list[str]
) -> None:
    assert [code.strip() for code in refused(workshop(tmp_path, cover, files=others))] == codes


def test_a_title_too_long_for_the_front_is_told(tmp_path: Path) -> None:
    one = workshop(tmp_path)
    toml = one.root / "manuscript/book.toml"
    subtitle = "Un sous-titre qui n’en finit pas " * 40
    text = toml.read_text("utf-8").replace("slug =", f'subtitle = "{subtitle}"\nslug =')
    toml.write_text(text, "utf-8")
    assert refused(BookProducts(one.root)) == ["book.toml E007"]

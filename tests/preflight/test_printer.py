"""What a printer refuses, found in files made wrong on purpose; nothing in files made right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publish.book.print_options import PrintOptions
from publish.diagnostics import Diagnostic
from publish.pipeline.products import BookProducts
from publish.preflight import check_cover, check_interior
from publish.printers import Job, cover_sheet
from tests.books import OPEN_LINES, SENTENCE, TOML, add_style, write_book

TEXT = "# Un titre\n\n" + SENTENCE * 180
PAPERS = {"kdp": "creme", "bod": "creme-90", "ingramspark": "creme-50", "lulu": "standard"}
MM = 72 / 25.4


class Made:
    """A book printed for a printer, its interior and cover."""

    def __init__(self, root: Path, printer: str, *, bleed: bool = False) -> None:
        spine = "spine = 4.5\n" if printer == "ingramspark" else ""
        options = f'[print]\nprinter = "{printer}"\npaper = "{PAPERS[printer]}"\n{spine}'
        options += "bleed = true\n" if bleed else ""
        add_style(write_book(root, TEXT, TOML + options), OPEN_LINES)
        workshop = BookProducts(root)
        self.job, self.pages = workshop.job, workshop.paged.count
        self.interior, self.cover = workshop.impression(), workshop.cover()

    def codes(self, change: Callable[[pikepdf.Pdf], object] | None = None) -> list[str]:
        return codes(check_interior(changed(self.interior, change), "x.pdf", self.job))

    def cover_codes(self, change: Callable[[pikepdf.Pdf], object] | None = None) -> list[str]:
        sheet = cover_sheet(self.job, self.pages)
        return codes(check_cover(changed(self.cover, change), "x.pdf", self.job, sheet))


def codes(found: object) -> list[str]:
    assert hasattr(found, "__iter__")
    return sorted({one.code for one in found if isinstance(one, Diagnostic)})


def changed(content: bytes, change: Callable[[pikepdf.Pdf], object] | None) -> bytes:
    if change is None:
        return content
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        written = BytesIO()
        pdf.save(written, force_version=pdf.pdf_version)
        return written.getvalue()


@pytest.fixture(scope="module")
def kdp(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("kdp"), "kdp")


@pytest.mark.parametrize("printer", PAPERS)
@pytest.mark.parametrize("bleed", [False, True])
def test_what_is_made_for_a_printer_is_what_it_takes(
    tmp_path: Path, printer: str, bleed: bool
) -> None:
    made = Made(tmp_path, printer, bleed=bleed)
    assert made.pages >= 32
    assert made.codes() == []
    assert made.cover_codes() == []


def cut(pdf: pikepdf.Pdf, pages: int) -> None:
    del pdf.pages[pages:]


def add_odd(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[-1])


def shift(pdf: pikepdf.Pdf) -> None:
    """Move what stands on page 9 thirteen millimetres towards the spine."""
    pdf.pages[8].contents_add(f"1 0 0 1 {-13 * MM} 0 cm".encode(), prepend=True)


def in_colour(pdf: pikepdf.Pdf) -> None:
    pdf.pages[8].contents_add(b"q 1 0 0 rg 10 10 20 20 re f Q")


def see_through(pdf: pikepdf.Pdf) -> None:
    states = pikepdf.Dictionary(Half=pikepdf.Dictionary(ca=0.5))
    pdf.pages[8].obj.Resources.ExtGState = states
    pdf.pages[8].contents_add(b"q /Half gs 0 g 10 10 20 20 re f Q")


def with_link(pdf: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    pdf.pages[8].obj.Annots = pikepdf.Array([pdf.make_indirect(link)])


def with_outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Un", 0))


def other_trim(pdf: pikepdf.Pdf) -> None:
    pdf.pages[8].trimbox = pikepdf.Array([0, 0, 300, 500])


def without_font(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and "/FontFile3" in one:
            del one.FontFile3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda pdf: cut(pdf, 22), "I003"),
        (add_odd, "P022"),
        (shift, "P083"),
        (in_colour, "P041"),
        (see_through, "P043"),
        (with_link, "P024"),
        (with_outline, "P025"),
        (other_trim, "P021"),
        (without_font, "P023"),
    ],
    ids=[
        "too few pages", "an odd page", "text in the margin", "colour", "transparency", "a link",
        "bookmarks", "another trim", "a font left out",
    ],
)  # fmt: skip
def test_an_interior_made_wrong_is_refused(
    kdp: Made, change: Callable[[pikepdf.Pdf], object], code: str
) -> None:
    assert code in kdp.codes(change)


def no_bleed(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.mediabox = page.bleedbox = page.trimbox


def narrower(pdf: pikepdf.Pdf) -> None:
    left, bottom, right, top = (float(side) for side in pdf.pages[0].trimbox)
    pdf.pages[0].trimbox = pikepdf.Array([left, bottom, right - 4, top])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda pdf: pdf.add_blank_page(), "P080"),
        (no_bleed, "P081"),
        (narrower, "P021"),
        (lambda pdf: pdf.pages[0].contents_add(b"1 0 0 rg"), "P041"),
        (lambda pdf: pdf.pages[0].contents_add(b"1 1 1 .5 k 9 9 9 9 re f"), "P042"),
    ],
    ids=["two pages", "no bleed", "another spine", "RGB", "too much ink"],
)
def test_a_cover_made_wrong_is_refused(
    kdp: Made, change: Callable[[pikepdf.Pdf], object], code: str
) -> None:
    assert code in kdp.cover_codes(change)


def test_the_cover_of_another_number_of_pages_is_refused(kdp: Made) -> None:
    sheet = cover_sheet(kdp.job, kdp.pages + 20)
    assert "P021" in codes(check_cover(kdp.cover, "x.pdf", kdp.job, sheet))


def test_interior_bleed_is_asked_for(kdp: Made) -> None:
    job = replace(kdp.job, options=replace(kdp.job.options, bleed=True))
    assert "P081" in codes(check_interior(kdp.interior, "x.pdf", job))


def test_a_file_too_heavy_is_refused(kdp: Made) -> None:
    printer = replace(kdp.job.printer, file=replace(kdp.job.printer.file, megabytes=1))
    job = replace(kdp.job, printer=printer)
    heavy = kdp.interior + b"%" * 1_100_000
    assert "P082" in codes(check_interior(heavy, "x.pdf", job))


def test_the_last_page_is_blank_where_it_must_be(kdp: Made) -> None:
    options = PrintOptions(printer="ingramspark", spine=5)
    job = Job.of(options)

    def mark_last(pdf: pikepdf.Pdf) -> None:
        pdf.pages[-1].contents_add(b"0 g 100 100 20 20 re f")

    assert "P084" in codes(check_interior(changed(kdp.interior, mark_last), "x.pdf", job))


def test_less_ink_is_taken_by_some(kdp: Made) -> None:
    spark = Job.of(PrintOptions(printer="ingramspark", spine=cover_sheet(kdp.job, kdp.pages).spine))
    sheet = cover_sheet(spark, kdp.pages)

    def ink(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"1 1 .5 0 k 9 9 9 9 re f")

    assert "P042" not in kdp.cover_codes(ink)
    assert "P042" in codes(check_cover(changed(kdp.cover, ink), "x.pdf", spark, sheet))


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.4\n"])
def test_what_is_no_pdf_is_told(kdp: Made, content: bytes) -> None:
    assert codes(check_interior(content, "x.pdf", kdp.job)) == ["P020"]
    sheet = cover_sheet(kdp.job, kdp.pages)
    assert codes(check_cover(content, "x.pdf", kdp.job, sheet)) == ["P020"]

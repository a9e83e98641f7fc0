"""The cover, drawn by ``templates/cover.html.j2`` and a design of ``styles/covers/``.

One document serves the printer's sheet (back, spine, front) and, with the front alone, the EPUB.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, ClassVar

import pypdfium2
from lxml import etree

from publish.book.metadata import CoverOptions
from publish.composition import IMAGES, Imprint, Styles
from publish.diagnostics import BookError, Diagnostic
from publish.editions import faults
from publish.editions.cover.barcode import MODULE, barcode
from publish.editions.cover.titling import titling
from publish.editions.painter.door import Painter
from publish.editions.screen_pictures import finished_cover
from publish.manuscript import CoverMatter
from publish.printers import Box, CoverSheet

if TYPE_CHECKING:
    from publish.editions.painter.layout import Layout

WIDTH, HEIGHT = 1600, 2560
"""Pixels: what Amazon calls ideal, and the others take."""

DESIGNS = "covers/"

_REM = 12 / 140  # points of type a millimetre of trim width
_BARS = 58  # height of the bars in modules: short enough for number and price above them
_SPINE = 0.62  # of the band: the body of the spine's type, ascenders and descenders within
_SPINE_ENDS = 12.0  # millimetres kept free at head and foot, and between names
_SIGN = 0.58  # em: a sign of the spine, spaced small capitals included
_AIR = 3.0  # millimetres between a text and what stands below it
_SPINE_MOST = 4.6  # millimetres: about 13 pt


@dataclass(frozen=True, slots=True)
class Cover:
    """A JPEG picture and what it shows, in words."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "ser_json_bytes": "base64",
        "val_json_bytes": "base64",
    }

    jpeg: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the parts stand, from the corner of the trimmed sheet; the picture, of the front."""

    everything: Box
    back: Box
    spine: Box
    front: Box
    picture: Box
    barcode: Box


def draw_cover(styles: Styles, imprint: Imprint, matter: CoverMatter) -> Cover:
    """Return the front cover as a picture: the finished one there is, or one drawn by its design
    in the proportion that shops show."""
    alternative = ", ".join((*imprint.authors, imprint.metadata.title, imprint.metadata.subtitle))
    if finished := imprint.metadata.cover.finished:
        return Cover(finished_cover(matter.images[finished]), alternative.rstrip(", "))
    layout = _laid_out(styles, imprint, matter, None, guides=False)
    page = pypdfium2.PdfDocument(layout.document.write_pdf())[0]
    jpeg = _jpeg(page, HEIGHT / page.get_height(), 90, (WIDTH, HEIGHT))
    return Cover(jpeg, alternative.rstrip(", "))


def lay_out_cover(
    styles: Styles,
    imprint: Imprint,
    matter: CoverMatter,
    sheet: CoverSheet,
    *,
    guides: bool = False,
) -> Layout:
    """Lay out the printer's sheet; ``guides``: with lines for trim, folds and safe areas."""
    return _laid_out(styles, imprint, matter, sheet, guides=guides)


def picture_of(pdf: bytes, dots_per_inch: int) -> bytes:
    """Return the first page as a JPEG, for printers who want the cover so."""
    return _jpeg(pypdfium2.PdfDocument(pdf)[0], dots_per_inch / 72, 95)


def _jpeg(
    page: pypdfium2.PdfPage, scale: float, quality: int, size: tuple[int, int] | None = None
) -> bytes:
    """Draw a page; ``size``: in points, where it is to be met to the point."""
    content = BytesIO()
    picture = page.render(scale=scale).to_pil().convert("RGB")
    if size:
        picture = picture.crop((0, 0, *size))
    picture.save(content, "JPEG", quality=quality, subsampling=0, optimize=True,
                 dpi=(scale * 72, scale * 72))  # fmt: skip
    return content.getvalue()


def refuse_cover(styles: Styles, options: CoverOptions) -> None:
    """Raise BookError for a cover that cannot be drawn: its design, font or picture is missing."""
    if f"{DESIGNS}{options.design}.css" not in styles.files:
        known = ", ".join(_designs(styles))
        raise BookError(faults.UNKNOWN_DESIGN.at("book.toml", design=options.design, known=known))
    if options.font and options.font not in styles.families:
        known = ", ".join(styles.families)
        raise BookError(faults.UNKNOWN_FONT.at("book.toml", font=options.font, known=known))
    if options.design == "image" and not options.image:
        raise BookError(faults.NO_PICTURE.at("book.toml"))


def _laid_out(
    styles: Styles, imprint: Imprint, matter: CoverMatter, sheet: CoverSheet | None, *, guides: bool
) -> Layout:
    metadata = imprint.metadata
    options = metadata.cover
    refuse_cover(styles, options)
    design = f"{DESIGNS}{options.design}.css"
    plan = _plan(sheet, metadata.print.size)
    bleed = sheet.bleed if sheet else 0.0
    width, height = plan.everything.width - 2 * bleed, plan.everything.height - 2 * bleed
    xhtml = styles.render(
        "cover.html.j2",
        book=metadata,
        imprint=imprint,
        cover=options,
        sheet=sheet,
        plan=plan,
        guides=guides,
        blurb=_inner(matter),
        bars=barcode(metadata.isbn.print) if metadata.isbn.print else None,
        bar_height=_BARS,
        module=MODULE,
        price=imprint.price,
        titling=titling(metadata.title),
        spine_size=_spine_size(sheet, imprint) if sheet else 0,
        font=options.font or next(iter(styles.families), "serif"),
        faces=styles.face_rules,
        variables=_variables(imprint),
        images=IMAGES,
        page_rule=f"@page {{ size: {width:.4f}mm {height:.4f}mm; bleed: {bleed:g}mm }} "
        f"html {{ font-size: {metadata.print.size[0] * _REM:.3f}pt }}",
    )
    layout = Painter(styles, matter.images, design).lay_out(xhtml)
    if found := list(_overruns(layout, plan, options.back)):
        raise BookError(*found)
    return layout


def _overruns(layout: Layout, plan: _Plan, back: str) -> Iterator[Diagnostic]:
    """Yield what is too long for its place: the back's text above the barcode, the front's label
    above the publisher."""
    tops, foot = layout.tops, plan.front.height + plan.front.y
    limits = {"label-end": (tops["publisher"], faults.FRONT_TOO_LONG, "book.toml")}
    if plan.back.height:
        limits["text-end"] = (plan.barcode.y, faults.BACK_TOO_LONG, back or "book.toml")
    for end, (limit, rule, file) in limits.items():
        over = tops.get(end, foot) - limit + _AIR  # an end that is not here ran off the sheet
        if over > 0:
            yield rule.at(file, over=f"{ceil(over)}")


def _designs(styles: Styles) -> list[str]:
    """Return the names of the designs there are."""
    names = (path.removeprefix(DESIGNS) for path in styles.files if path.startswith(DESIGNS))
    return sorted(name.removesuffix(".css") for name in names if name != "base.css")


def _plan(sheet: CoverSheet | None, trim: tuple[float, float]) -> _Plan:
    nothing = Box(0, 0, 0, 0)
    if sheet is None:
        front = Box(0, 0, trim[0], trim[0] * HEIGHT / WIDTH)
        return _Plan(front, nothing, nothing, front, front, nothing)
    bleed, (width, height) = sheet.bleed, sheet.trim

    def from_trim(box: Box) -> Box:
        return replace(box, x=box.x - bleed, y=box.y - bleed)

    barcode_field = replace(sheet.barcode, x=sheet.barcode.x - bleed, y=sheet.barcode.y - bleed)
    return _Plan(
        everything=Box(-bleed, -bleed, sheet.width, sheet.height),
        back=from_trim(sheet.back),
        spine=from_trim(sheet.middle),
        front=from_trim(sheet.front),
        picture=Box(0, -bleed, width + bleed, height + 2 * bleed),
        barcode=barcode_field,
    )


def _spine_size(sheet: CoverSheet, imprint: Imprint) -> float:
    """Return the body of the spine's type in millimetres: as large as band and length allow."""
    metadata = imprint.metadata
    signs = len(" · ".join(imprint.authors)) + len(metadata.title) + len(metadata.publisher.name)
    room = sheet.trim[1] - 2 * _SPINE_ENDS
    return round(min(_SPINE_MOST, sheet.spine_band * _SPINE, room / (signs * _SIGN)), 3)


def _variables(imprint: Imprint) -> str:
    """Return the editor's colours and font, written over those of the design."""
    options = imprint.metadata.cover
    set_ = {"ground": options.ground, "ink": options.ink, "accent": options.accent}
    found = [f"--{name}: {value}" for name, value in set_.items() if value]
    return "; ".join([*found, *([f"--font: '{options.font}'"] if options.font else [])])


def _inner(matter: CoverMatter) -> str:
    return "".join(etree.tostring(child, encoding="unicode") for child in matter.back)

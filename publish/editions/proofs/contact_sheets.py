"""A finished PDF → pictures of its spreads, to be looked at as a typographer does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from PIL import Image, ImageDraw

from publish.composition import Remark

_ROWS, _COLUMNS = 4, 3
_GAP = 12  # pixels between spreads
_DESK = "#8a8a8a"
COLOURS = {
    "loose": "#c8102e",
    "tight": "#0057b8",
    "divided": "#e07a00",
    "call": "#7a3fb5",
    "note": "#2e8b57",
    "continued": "#0b6e8a",
    "short": "#555555",
    "remedy": "#b8860b",
}
"""What each kind of remark is shown in."""


@dataclass(frozen=True, slots=True)
class Views:
    """Pages as PNG pictures, and contact sheets of their spreads, in order."""

    pages: tuple[bytes, ...]
    sheets: tuple[bytes, ...]


def views(
    pdf: bytes,
    remarks: Iterable[Remark] = (),
    grid: Sequence[float] = (),
    *,
    dots: int = 110,
    thumbnail: int = 260,
) -> Views:
    """Draw pages, trimmed, at ``dots`` to the inch, and sheets of spreads of pages ``thumbnail``
    pixels wide.

    On the sheets, ``remarks`` are marked and a line is drawn at each height of ``grid``, in points
    from the page's top.
    """
    found = list(remarks)
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            page.set_mediabox(*page.get_trimbox())
        pages = [page.render(scale=dots / 72).to_pil().convert("L") for page in document]
        width = document[0].get_width()
    small: list[Image.Image] = []
    for number, page in enumerate(pages, 1):
        picture = page.convert("RGB")
        _mark(picture, [r for r in found if r.page == number], grid, picture.width / width)
        height = round(thumbnail * picture.height / picture.width)
        small.append(picture.resize((thumbnail, height), Image.Resampling.LANCZOS))
    spreads = _spreads(small)
    each = _ROWS * _COLUMNS
    sheets = [_sheet(spreads[at : at + each]) for at in range(0, len(spreads), each)]
    return Views(tuple(map(_png, pages)), tuple(map(_png, sheets)))


def _mark(
    page: Image.Image, remarks: Sequence[Remark], grid: Sequence[float], scale: float
) -> None:
    draw = ImageDraw.Draw(page, "RGBA")
    for height in grid:
        draw.line([(0, height * scale), (page.width, height * scale)], "#4a90d960")
    for one in remarks:
        left, top = one.x * scale, one.y * scale
        box = (left, top, left + one.width * scale, top + max(one.height * scale, 2))
        draw.rectangle(box, fill=COLOURS[one.kind] + "38", outline=COLOURS[one.kind] + "a0")


def _spreads(pages: Sequence[Image.Image]) -> list[Image.Image]:
    """Put facing pages side by side; the first page stands alone, on the right."""
    width, height = pages[0].size
    facing = [(None, pages[0]), *((pages[n], _at(pages, n + 1)) for n in range(1, len(pages), 2))]
    found: list[Image.Image] = []
    for left, right in facing:
        spread = Image.new("RGB", (2 * width + 1, height), _DESK)
        if left:
            spread.paste(left, (0, 0))
        if right:
            spread.paste(right, (width + 1, 0))
        found.append(spread)
    return found


def _at(pages: Sequence[Image.Image], number: int) -> Image.Image | None:
    return pages[number] if number < len(pages) else None


def _sheet(spreads: Sequence[Image.Image]) -> Image.Image:
    """Lay spreads out in rows on one sheet."""
    width, height = (side + _GAP for side in spreads[0].size)
    rows = -(-len(spreads) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * width + _GAP, rows * height + _GAP), _DESK)
    for number, spread in enumerate(spreads):
        row, column = divmod(number, _COLUMNS)
        sheet.paste(spread, (_GAP + column * width, _GAP + row * height))
    return sheet


def _png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG", optimize=False)
    return written.getvalue()

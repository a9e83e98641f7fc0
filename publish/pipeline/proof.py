"""``publish proof``: a book's spreads as pictures, with what a typographer would ring."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publish.composition import RemarkKind, remarks
from publish.editions import spreads_page, views
from publish.messages import Translate
from publish.pipeline.folder import Folder
from publish.pipeline.products import BookProducts

FOLDER = "reports/spreads"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was written: the page to open, the contact sheets; how much of each kind was found."""

    page: Path
    sheets: tuple[Path, ...]
    counts: dict[str, int]


def proof(
    root: Path,
    *,
    grid: bool = False,
    marked: bool = False,
    translate: Translate = str,
) -> Proof:
    """Draw a book's spreads as the printer's file has them; BookError if it cannot be built.

    ``grid`` and ``marked`` concern the contact sheets; on the page its reader shows and hides them.
    """
    shop = BookProducts(root)
    composer = shop.paged.composer
    sheet, frame = composer.style_sheet.page, composer.frame
    found = list(remarks(shop.composed, sheet, mirrored=composer.page_size.margins is not None))
    top, _, bottom, _ = sheet.margin
    lines = int((sheet.height - top - bottom + 0.01) // frame.grid)
    heights = [top + n * frame.grid for n in range(lines + 1)]
    pictures = views(shop.interior(), found if marked else (), heights if grid else ())
    dist = Folder(root / "dist")
    dist.prepare()
    names = [f"page-{number:03d}.png" for number in range(1, len(pictures.pages) + 1)]
    for name, picture in zip(names, pictures.pages, strict=True):
        dist.write(f"{FOLDER}/{name}", picture)
    sheets = [f"{FOLDER}/sheet-{n}.png" for n in range(1, len(pictures.sheets) + 1)]
    for path, picture in zip(sheets, pictures.sheets, strict=True):
        dist.write(path, picture)
    kept = {*names, *(Path(path).name for path in sheets)}
    Folder(dist.root / FOLDER).own(kept)
    html = spreads_page(
        shop.book.metadata.title,
        shop.book.metadata.language,
        found,
        sheet,
        heights,
        names,
        translate,
    )
    dist.write(f"{FOLDER}/index.html", html.encode())
    return Proof(
        dist.root / FOLDER / "index.html",
        tuple(dist.root / path for path in sheets),
        {kind.value: sum(one.kind is kind for one in found) for kind in RemarkKind},
    )

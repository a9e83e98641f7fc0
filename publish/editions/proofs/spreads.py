"""The HTML page of the spreads: every page with what is remarked on it, to be shown or hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, Template

from publish.composition import PageBox, Remark, RemarkKind
from publish.editions.proofs.contact_sheets import COLOURS
from publish.messages import N_, Translate

_TITLE = N_("Spreads of {title}")
_GRID = N_("grid")
_PAGE = N_("Page {page}")
_LABELS: Mapping[RemarkKind, str] = {
    RemarkKind.LOOSE: N_("loose lines"),
    RemarkKind.TIGHT: N_("tight lines"),
    RemarkKind.DIVIDED: N_("divided words"),
    RemarkKind.CALL: N_("calls"),
    RemarkKind.NOTE: N_("notes"),
    RemarkKind.CONTINUED: N_("notes continued"),
    RemarkKind.SHORT: N_("short pages"),
    RemarkKind.REMEDY: N_("paragraphs made longer or shorter"),
}
_SHORT = (N_("page {page}: {count} line short"), N_("page {page}: {count} lines short"))
_REMEDY = (
    N_("page {page}: a paragraph made {count} line longer"),
    N_("page {page}: paragraphs made {count} lines longer"),
)
_REMEDY_FEWER = (
    N_("page {page}: a paragraph made {count} line shorter"),
    N_("page {page}: paragraphs made {count} lines shorter"),
)


def spreads_page(
    title: str,
    language: str,
    remarks: Sequence[Remark],
    sheet: PageBox,
    grid: Sequence[float],
    pictures: Sequence[str],
    translate: Translate = str,
) -> str:
    """Return the page; ``pictures``: the address of each page's, ``grid``: heights in points."""
    counts = Counter(one.kind for one in remarks)
    kinds = [
        {
            "name": kind.value,
            "label": translate(label),
            "colour": COLOURS[kind],
            "count": counts[kind],
        }
        for kind, label in _LABELS.items()
    ]
    numbers = [0, *range(1, len(pictures) + 1)]
    if len(numbers) % 2:
        numbers.append(0)
    spreads = [
        _spread(pair, remarks, pictures, translate)
        for pair in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    return _template().render(
        language=language,
        title=translate(_TITLE).format(title=title),
        grid_label=translate(_GRID),
        kinds=kinds,
        spreads=spreads,
        grid=[round(height, 2) for height in grid],
        width=round(sheet.width, 2),
        height=round(sheet.height, 2),
    )


def _spread(
    numbers: tuple[int, int],
    remarks: Sequence[Remark],
    pictures: Sequence[str],
    translate: Translate,
) -> dict[str, object]:
    pages = [
        {
            "number": number,
            "file": pictures[number - 1] if number else "",
            "label": translate(_PAGE).format(page=number),
            "remarks": [one for one in remarks if one.page == number],
        }
        for number in numbers
    ]
    said = " – ".join(str(number) for number in numbers if number)
    told = [_told(one, translate) for one in remarks if one.page in numbers and _is_said(one)]
    return {"pages": pages, "caption": " · ".join([said, *told])}


def _is_said(remark: Remark) -> bool:
    return remark.kind in (RemarkKind.SHORT, RemarkKind.REMEDY)


def _told(remark: Remark, translate: Translate) -> str:
    count = int(abs(remark.value))
    one, several = _SHORT
    if remark.kind is RemarkKind.REMEDY:
        one, several = _REMEDY if remark.value > 0 else _REMEDY_FEWER
    return translate(one if count == 1 else several).format(page=remark.page, count=count)


@cache
def _template() -> Template:
    text = files("publish.editions").joinpath("spreads.html.j2").read_text("utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(text)

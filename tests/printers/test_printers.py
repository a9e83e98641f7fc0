"""Printers' data: every value has its source, and margins, spine and cover follow by their rules.

The figures expected here were worked out by hand from docs/printers.md, not by the program.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import publish
import publish.printers as package
from publish.book.print_options import PrintOptions
from publish.diagnostics import BookError
from publish.printers import Job, Margins, cover_sheet, printers
from publish.printers import printer as printer_data
from publish.printers.lengths import millimetres

DATA = Path(package.__file__).parent / "data"
FILES = sorted(DATA.glob("*.toml"))

NAMES = ["bod", "coollibri", "generique", "ingramspark", "kdp", "lulu", "thebookedition"]


def test_every_printer_asked_for_is_there() -> None:
    assert list(printers()) == NAMES


def tables(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every table that gives a limit, a formula or a demand."""
    for key, value in values.items():
        if key == "sources" or not isinstance(value, dict):
            continue
        if key == "papers":
            for paper in value.values():
                yield from tables(paper)
        else:
            yield value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_value_has_a_source_with_a_date(file: Path) -> None:
    values = tomllib.loads(file.read_text("utf-8"))
    found = list(tables(values))
    assert len(found) >= 4
    assert {table["source"] for table in found} == set(values["sources"])
    for source in values["sources"].values():
        assert source["grade"] in ("A", "B", "C")
        assert source["seen"]


# printer, paper, pages, spine by hand: pages x thickness + cover, in mm
SPINES = [
    ("kdp", "creme", 24, 1.524),  # 24 x .0025 in
    ("kdp", "creme", 212, 13.462),  # 212 x .0025 = .53 in
    ("kdp", "creme", 776, 49.276),  # 776 x .0025 = 1.94 in
    ("kdp", "blanc", 828, 47.3622),  # 828 x .002252 = 1.864656 in
    ("ingramspark", "creme-50", 18, 12.0),  # as its template gives it
    ("ingramspark", "creme-50", 212, 12.0),
    ("ingramspark", "creme-50", 1050, 12.0),
    ("lulu", "standard", 32, 3.3546),  # 32/444 + .06 = .132072 in
    ("lulu", "standard", 222, 14.224),  # 222/444 + .06 = .56 in
    ("lulu", "standard", 800, 47.2898),  # 800/444 + .06 = 1.861802 in
    ("bod", "creme-90", 24, 2.22),  # 24 x .0675 + .6
    ("bod", "creme-90", 212, 14.91),
    ("bod", "creme-90", 900, 61.35),
    ("bod", "blanc-90", 212, 13.32),  # 212 x .06 + .6
    ("coollibri", "blanc-90", 60, 3.24),  # 60 x .054
    ("coollibri", "bouffant-80", 212, 15.14316),  # 212 x .07143
    ("coollibri", "satin-115", 700, 35.35),  # 700 x .0505
    ("thebookedition", "standard", 40, 2.4),
    ("thebookedition", "standard", 212, 12.72),  # 212 x .06
    ("thebookedition", "standard", 750, 45.0),
    ("generique", "bouffant-80", 32, 2.804),  # 32 x .072 + .5
    ("generique", "offset-80", 212, 11.1),  # 212 x .05 + .5
    ("generique", "offset-90", 800, 45.5),  # 800 x .05625 + .5
]
BLEEDS = {
    "kdp": 3.175,
    "ingramspark": 3.175,
    "lulu": 3.175,
    "bod": 5.0,
    "coollibri": 3.0,
    "thebookedition": 5.0,
    "generique": 3.0,
}


@pytest.mark.parametrize(("printer", "paper", "pages", "spine"), SPINES)
def test_the_cover_fits_the_book(printer: str, paper: str, pages: int, spine: float) -> None:
    given_spine = 12.0 if printer == "ingramspark" else 0.0
    options = PrintOptions(trim="130x200", printer=printer, paper=paper, spine=given_spine)
    sheet = cover_sheet(Job.of(options), pages)
    bleed = BLEEDS[printer]
    assert sheet.spine == pytest.approx(spine, abs=0.0005)
    assert sheet.width == pytest.approx(bleed + 130 + spine + 130 + bleed, abs=0.0005)
    assert sheet.height == pytest.approx(bleed + 200 + bleed)
    assert sheet.back.x == pytest.approx(bleed)
    assert sheet.middle.x == pytest.approx(bleed + 130)
    assert sheet.front.x == pytest.approx(bleed + 130 + spine, abs=0.0005)


def test_every_printer_is_computed_by_hand_for_three_page_counts() -> None:
    counted = {
        name: {pages for printer, _, pages, _ in SPINES if printer == name} for name in NAMES
    }
    assert [name for name, pages in counted.items() if len(pages) < 3] == []


# printer, pages → inner margin in mm
INSIDES = [
    ("kdp", 150, 9.525),
    ("kdp", 151, 12.7),
    ("kdp", 300, 12.7),
    ("kdp", 301, 15.875),
    ("kdp", 501, 19.05),
    ("kdp", 701, 22.225),
    ("ingramspark", 1000, 12.7),
    ("lulu", 59, 12.7),
    ("lulu", 60, 15.875),
    ("lulu", 151, 25.4),
    ("lulu", 401, 28.575),
    ("lulu", 601, 31.75),
    ("bod", 60, 20.0),
    ("coollibri", 60, 20.0),
    ("thebookedition", 60, 17.5),
]


@pytest.mark.parametrize(("printer", "pages", "inside"), INSIDES)
def test_the_inner_margin_grows_with_the_book(printer: str, pages: int, inside: float) -> None:
    assert printers()[printer].inside(pages) == pytest.approx(inside)


@given(st.sampled_from(NAMES), st.integers(1, 1500))
def test_more_pages_never_ask_for_a_smaller_margin(printer: str, pages: int) -> None:
    assert printers()[printer].inside(pages) <= printers()[printer].inside(pages + 1)


def test_the_style_sheet_keeps_its_margins_where_they_are_wide_enough() -> None:
    own = Margins(inside=20, outside=18, top=20, bottom=25)
    bod = Job.of(PrintOptions(printer="bod"))
    assert bod.margins(200, own) == Margins(20, 18, 20, 28)
    asked = Job.of(PrintOptions(printer="bod", inside=24, outside=15))
    assert asked.margins(200, own) == Margins(24, 15, 20, 28)
    nobody = Job.of(PrintOptions(outside=8))
    assert nobody.margins(200, own) == Margins(20, 8, 20, 25)


@pytest.mark.parametrize(
    ("printer", "pages", "allowed"),
    [
        ("kdp", 78, False),  # from 79 pages
        ("lulu", 80, False),  # from 81
        ("lulu", 200, True),
        ("coollibri", 180, False),
        ("coollibri", 181, True),
        ("kdp", 79, False),  # allowed, but 5.02 mm less twice 1.6 leave no band to read
        ("kdp", 120, True),  # 7.62 mm
        ("bod", 60, False),  # 4.65 mm less twice 1.6
    ],
)
def test_the_spine_bears_text_where_it_may(printer: str, pages: int, allowed: bool) -> None:
    sheet = cover_sheet(Job.of(PrintOptions(printer=printer)), pages)
    assert bool(sheet.spine_band) is allowed


def told(options: PrintOptions, pages: int) -> list[str]:
    try:
        job = Job.of(options)
        found = list(job.faults(pages))
        cover_sheet(job, pages)
    except BookError as error:
        found = list(error.diagnostics)
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("options", "pages", "codes"),
    [
        (PrintOptions(printer="imprimerie"), 100, ["I001"]),
        (PrintOptions(printer="bod", paper="velin"), 100, ["I002"]),
        (PrintOptions(printer="bod", paper="creme-90"), 22, ["I003"]),
        (PrintOptions(printer="bod", paper="creme-90"), 902, ["I003"]),
        (PrintOptions(printer="bod", inside=19), 100, ["I004"]),
        (PrintOptions(printer="kdp", inside=10), 150, []),
        (PrintOptions(printer="kdp", inside=10), 152, ["I004"]),
        (PrintOptions(printer="kdp", trim="100x178"), 150, ["I005"]),
        (PrintOptions(printer="ingramspark"), 150, ["I006"]),
        (PrintOptions(printer="ingramspark", spine=9.1), 150, []),
        (PrintOptions(), 4, []),
    ],
)
def test_what_cannot_be_printed_is_told(
    options: PrintOptions, pages: int, codes: list[str]
) -> None:
    assert told(options, pages) == codes


def test_a_limit_is_told_with_its_source() -> None:
    (fault,) = Job.of(PrintOptions(printer="bod")).faults(22)
    assert str(fault) == (
        "error I003: 22 pages: BoD binds 24 to 900 on crème 90 g "
        "(source: BoD, conditions and calculator [A, 2026-11-21])"
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0.125in", 3.175),
        ("1/444in", 25.4 / 444),
        ("5mm", 5.0),
        ("0.25pt", 0.25 * 25.4 / 72),
        (3, 3),
    ],
)
def test_lengths_are_read_with_their_unit(written: object, expected: float) -> None:
    assert millimetres(written) == pytest.approx(expected)


@pytest.mark.parametrize("written", ["5", "5 feet", "", "-3mm", True])
def test_a_length_without_a_unit_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="unit"):
        millimetres(written)


@cache
def code() -> str:
    folder = Path(publish.__file__).parent
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))


def fields_of_data() -> Iterator[tuple[str, str]]:
    """Yield every field that a printer's file may hold, with its table."""
    for table in vars(printer_data).values():
        if isinstance(table, type) and is_dataclass(table):
            yield from ((table.__name__, one.name) for one in fields(table))


@pytest.mark.parametrize(("table", "name"), list(fields_of_data()))
def test_nothing_is_asked_for_that_is_never_looked_at(table: str, name: str) -> None:
    assert re.search(rf"\.{name}\b", code()), f"{table}.{name}"

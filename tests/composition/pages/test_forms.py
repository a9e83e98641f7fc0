"""Drop caps, verse, figures, notes that run on, and what cannot be measured."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from lxml import etree

from publish import apparatus
from publish.book import Element
from publish.composition import BlockExtent, ComposedSection, SectionComposer, TableSize
from publish.composition.pages.galley import Row
from publish.diagnostics import Severity
from tests.books import TOML, book, png
from tests.composition.composing import composer_of
from tests.composition.lines.test_totalfit import PROSE, said


@dataclass(frozen=True)
class Flat:
    """Says of every block, and of every row of a table, that it has one height."""

    height: float

    def extent(self, block: Element, measure: float) -> BlockExtent:
        return BlockExtent(measure, self.height)

    def row_signs(self, table: Element, measure: float, row: int, height: float) -> list[int]:
        return []

    def table(self, table: Element, measure: float) -> TableSize:
        rows = len(list(table.iterfind("tbody/tr")))
        return TableSize((50.0, 50.0), 20.0, 20.0, (self.height,) * rows)


def composed(text: str, options: str = "", heights: float = 50.0) -> ComposedSection:
    furnished = apparatus.furnish(book(text, TOML + options, plan_png=png()))
    one = composer_of(furnished)

    block_sizes = Flat(heights)
    return SectionComposer(one.styles, one.imprint, block_sizes, one.page_size).compose(
        furnished.sections[0]
    )


def rows(found: ComposedSection, tag: str = "p") -> list[Row]:
    placed = [one.row for page in found.pages for area in page.areas for one in area.rows]
    return [row for row in placed if row.block.tag == tag]


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [
        ("Un jour", "[U](n) jour"),
        ("L’été", "[L](’été)"),
        ("À l’aube", "[À] l’aube"),
        ("«\u00a0Oui", "«\u00a0[O](ui)"),
        ("—\u00a0Oui", "—\u2005[O](ui)"),
        ("*Un* jour", "[U](n) jour"),
        ("1914 vint", "1914 vint"),
    ],
)
def test_the_first_letter_becomes_a_drop_cap(paragraph: str, shown: str) -> None:
    first = rows(composed(f"# T\n\n{paragraph} {PROSE}", "[print]\ndrop-cap = 2\n"))[0]
    for span in first.block.iter("span"):
        ends = "[]" if span.get("class") == "lettrine" else "()"
        span.text = f"{ends[0]}{span.text}{ends[1]}" if span.text else ""
    assert "".join(first.block.itertext()).startswith(shown)


def test_lines_stand_beside_the_drop_cap() -> None:
    found = rows(composed(f"# T\n\n{PROSE * 2}", "[print]\ndrop-cap = 3\n"))
    assert found[0].line is not None
    beside = [row.line.x > 15 for row in found if row.line]
    assert beside[:5] == [False, True, True, False, False]
    letter = next(found[0].block.iter("span"))
    assert "font-size: 5" in letter.get("style", "")  # three lines of 14 pt


def test_an_introduction_has_no_drop_cap() -> None:
    found = rows(composed(f"# T {{.introduction}}\n\n{PROSE}", "[print]\ndrop-cap = 2\n"))
    assert next(found[0].block.iter("span"), None) is None


@pytest.mark.parametrize("item", ["- {}", "1. {}"])
def test_a_list_stands_further_in_than_a_speech_and_hangs(item: str) -> None:
    text = f"# T\n\n— {PROSE}\n\n{PROSE}\n\n" + "\n".join(
        item.format(f"de {PROSE}") for _ in range(2)
    )
    speech = [row.x + row.line.x for row in rows(composed(text)) if row.line]
    first, second, *_ = (row.x + row.line.x for row in rows(composed(text), "li") if row.line)
    assert speech[1] < speech[0] < first < second


POEM = """# T

/// html | div.verse
Ô temps, suspends ton vol,
{lines}
///
"""


def verse(*lines: str) -> list[Row]:
    return rows(composed("# T\n\n/// html | div.verse\n" + "  \n".join(lines) + "\n///\n"))


def test_verse_is_centred_on_its_longest_line() -> None:
    found = verse("Court", "Un vers un peu plus long que l’autre")
    assert found[0].x == found[1].x > 30


def test_a_long_verse_turns_over_behind_a_bracket() -> None:
    found = verse("Un vers " * 9, "Court")
    lines = [row.line for row in found if row.line]
    assert said(lines[0]).startswith("Un vers")
    assert said(lines[1]).startswith("[")
    assert lines[1].x > lines[0].x
    assert said(lines[-1]) == "Court"


def test_a_tercet_is_never_parted() -> None:
    assert [row.keep for row in verse("Un", "deux", "trois")] == [True, True, False]
    assert [row.keep for row in verse("Un", "deux", "trois", "quatre")] == [
        True,
        False,
        True,
        False,
    ]


def test_a_turnover_stays_with_its_verse() -> None:
    long = (
        "Un vers beaucoup trop long pour la ligne où il devrait tenir, et qui tourne donc au bout"
    )
    found = verse("Un", long, "deux", "trois", "quatre")
    begins = [row.line.begins for row in found if row.line]
    assert begins == [True, True, False, True, True, True]
    assert [row.keep for row in found] == [True, True, False, False, True, False]


def test_a_picture_alone_is_a_figure_with_its_caption() -> None:
    section = book("# T\n\n![Plan](plan.png 'Le plan.')", plan_png=png()).sections[0]
    figure = section.body.find("figure")
    assert figure is not None
    assert etree.tostring(figure, encoding="unicode", with_tail=False) == (
        '<figure data-line="3"><img alt="Plan" src="plan.png"/>'
        '<figcaption data-line="3">Le plan.</figcaption></figure>'
    )


def test_a_figure_is_set_in_one_piece() -> None:
    (row,) = rows(composed("# T\n\nMot.\n\n![Plan](plan.png)"), "figure")
    assert (row.line, row.height) == (None, 50.0)


def test_a_paragraph_that_cannot_be_measured_is_told() -> None:
    found = composed("# T\n\nMot.\n\nUn mot ![Plan](plan.png) et mot.")
    assert [(d.code, d.line) for d in found.diagnostics] == [("L007", 5)]


def test_a_sign_that_no_font_has_is_told_with_its_line_and_the_fonts_that_were_asked() -> None:
    (told,) = composed("# T\n\nMot.\n\nUn mot 漢字.").diagnostics
    assert (told.code, told.line, told.severity) == ("L011", 5, Severity.ERROR)
    said = dict(told.values)
    assert said["signs"].startswith("漢 (U+6F22 ")
    assert said["tried"] == "Libertinus"


def test_a_sign_is_set_by_the_fallback_that_has_it() -> None:
    options = '[print]\nfallback = ["DejaVu Sans Mono"]\n'
    found = composed("# T\n\nUn mot ✓ et ça.", options)
    assert not found.diagnostics
    (line,) = (row.line for row in found.pages[0].rows if row.line and "✓" in row.line.text)
    spans = [span for span in line.spans if span.text == "✓"]
    assert found.styles[spans[0].path[-1]].family == "DejaVu Sans Mono"


def test_a_line_of_code_that_is_too_long_goes_on_behind_a_sign() -> None:
    code = "    if " + " and ".join(["condition"] * 12) + ":\n    " + "x" * 200
    found = rows(composed(f"# T\n\n{code}"), "div")
    shown = [row.line.text for row in found if row.line]
    assert shown[0].startswith("if condition")
    assert all(text.startswith("↪") for text in shown[1:3])
    assert not any(row.line.fit.overfull for row in found if row.line)


def test_short_notes_share_a_line_where_the_book_asks_for_it() -> None:
    text = "# T\n\nUn[^1] deux[^2] trois[^3].\n\n[^1]: Un.\n[^2]: Deux.\n[^3]: " + PROSE
    apart = composed(text).pages[0].notes
    shared = composed(text, "[notes]\nrun-on = true\n").pages[0].notes
    assert len({one.y for one in apart}) == len(apart)
    assert shared[0].y == shared[1].y < shared[2].y
    assert shared[0].row.x < shared[1].row.x


def table(rows: int) -> str:
    lines = [f"| {1800 + n} | bonne |" for n in range(rows)]
    return "\n".join(["# T", "", "| Année | Récolte |", "|---|---|", *lines, "", "Suite."])


def test_a_short_table_is_one_piece() -> None:
    found = composed(table(4))
    assert len(rows(found, "table")) == 1


def test_a_long_table_goes_on_over_the_page_under_its_head() -> None:
    found = composed(table(9), heights=125.0)
    pages = [[row for row in page.rows if row.block.tag == "tr"] for page in found.pages]
    assert [len(page) for page in pages if page] == [2, 3, 2, 2]
    assert [page[0].head for page in pages if page] == [0.0, 20.0, 20.0, 20.0]


def test_no_row_of_a_table_stands_alone() -> None:
    for count in range(5, 14):
        found = composed(table(count), heights=125.0)
        pages = [[row for row in page.rows if row.block.tag == "tr"] for page in found.pages]
        assert min(len(page) for page in pages if page) > 1

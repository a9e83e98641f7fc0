"""Composition and the painter agree: sizes, widths and places are the same to a hair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from weasyprint import HTML

from publish import apparatus
from publish.composition import folios, placed_sections, print_document, section_record
from publish.composition.style.cascade import StyleSheet
from publish.editions import PaintedSizes, Painter, anchors, losses, paint
from tests.books import TOML, book
from tests.composition.composing import composer_of, styles
from tests.composition.lines.test_totalfit import PROSE

TEXT = f"""# Titre *courant*

{PROSE} XX^e^ siècle, *l’italique*[^1] et [petites]{{.sc}} capitales. {PROSE}

> {PROSE}

## Second titre

1. {PROSE}
2. Deux.

[^1]: {PROSE}
"""


def painter() -> Painter:
    return Painter(styles(), {})


def test_every_anchor_is_painted_where_it_was_composed() -> None:
    furnished = apparatus.furnish(book(TEXT * 1))
    whole = apparatus.complete(furnished, {})
    one = composer_of(whole)
    composed = [one.compose(section) for section in whole.sections]
    book_runs = placed_sections([section_record(each, one.frame, one.imprint) for each in composed])
    documents = [print_document(run, styles(), one.imprint, one.page_size) for run in book_runs]
    parts = [
        paint(painter().lay_out(document), (), run.skipped)
        for document, run in zip(documents, book_runs, strict=True)
    ]
    painted = {name: pages[0] for name, pages in anchors(parts).items()}
    assert {name: painted.get(name) for name in folios(composed)} == folios(composed)


def boxes_in(box: Any) -> Iterator[Any]:
    """Yield a painted box and all within it, absolutely placed ones too."""
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes_in(child)


def test_lines_end_where_composition_says() -> None:
    furnished = apparatus.furnish(book(TEXT))
    one = composer_of(furnished)
    composed = [one.compose(section) for section in furnished.sections]
    (run,) = placed_sections([section_record(composed[0], one.frame, one.imprint)])
    layout = painter().lay_out(print_document(run, styles(), one.imprint, one.page_size))
    rows = [row for page in composed[0].pages for row in page.rows if row.line]
    boxes = [
        box
        for page in layout.document.pages
        for box in boxes_in(page._page_box)
        if type(box).__name__ == "BlockBox" and "row" in box.element.get("class", "").split()
    ]
    assert len(boxes) == len(rows)
    for box, row in zip(boxes, rows, strict=True):
        assert row.line is not None
        scale = row.line.fit.scale
        width = sum(child.width for child in box.children[0].children) * 0.75 * scale
        bare = row.line.hyphen or row.line.divided or row.last  # no space behind its last word
        trailing = 0.0 if bare else 0.25 * row.style.size
        tolerance = 0.1 if bare else 1.2
        assert width == pytest.approx(row.line.fit.width + trailing, abs=tolerance)


@pytest.mark.parametrize(
    "css",
    [
        "p { font-size: 11pt }",
        "html { font: 11pt/15pt Libertinus } p { font-size: .9em; line-height: 1.5 }",
        "p { font-size: smaller } em { font-size: larger }",
        "section { font-size: 120% } p { margin: 1em 2em; line-height: 150% }",
        "p { font: italic 600 12pt/1.4 Libertinus; letter-spacing: .1em }",
        "html { font-size: 10pt } p { margin: 1rem .5rem; text-indent: 2rem }",
        "p { margin: 3mm 1cm 2pt 10px; padding: 1pc }",
        "p { color: red !important; font-size: 9pt !important } section p { font-size: 20pt }",
        "p:first-child { font-size: 9pt } h1 + p { font-size: 8pt }",
    ],
)
def test_styles_are_computed_as_the_painter_computes_them(css: str) -> None:
    html = "<html><body><section><h1>T</h1><p>x<em>y</em><sup>z</sup></p></section></body></html>"
    document = HTML(string=f"<style>{css}</style>{html}").render()
    painted: dict[str, Any] = {}
    for box in document.pages[0]._page_box.descendants():
        painted.setdefault(box.element_tag, box.style)
    ours = {e.tag: s for e, s in StyleSheet(css).styles(etree.fromstring(html)).items()}
    for tag in ("h1", "p", "em", "sup"):
        style, box = ours[tag], painted[tag]
        assert style.size == pytest.approx(box["font_size"] * 0.75), tag
        assert style.italic == (box["font_style"] == "italic"), tag
        assert style.weight == box["font_weight"], tag
    for side, name in enumerate(("top", "right", "bottom", "left")):
        margin = painted["p"][f"margin_{name}"]
        assert ours["p"].margin[side] == pytest.approx(margin.value * 0.75), name


@pytest.mark.parametrize("lines", [0, 2, 3])
def test_lines_are_painted_at_their_height(lines: int) -> None:
    from publish.preflight.painted_text import painted

    toml = TOML + f"\n[print]\ndrop-cap = {lines}\n"
    furnished = apparatus.furnish(book(f"# Titre\n\n{PROSE}\n\n{PROSE * 4}", toml))
    one = composer_of(furnished)
    composed = one.compose(furnished.sections[0])
    (run,) = placed_sections([section_record(composed, one.frame, one.imprint)])
    content = paint(
        painter().lay_out(print_document(run, styles(), one.imprint, one.page_size))
    ).content
    heights = sorted({round(p.y, 1) for p in painted(content)[0] if abs(p.size - 10.5) < 0.1})
    steps = {round(above - below, 1) for below, above in pairwise(heights)}
    assert steps == {14.0}


ROWS = "\n".join(f"| {1800 + n} | récolte {n} | {n * 37} |" for n in range(60))
TABLE = f"# T\n\nTexte.\n\n| Année | Récolte | Poids |\n|---|---|---|\n{ROWS}\n\nSuite."


@pytest.mark.parametrize("quarters", range(0, 64, 5))
def test_every_row_of_a_parted_table_is_painted(quarters: int) -> None:
    """Wherever the foot of the page cuts the table, to a quarter of a point or so."""
    white = f"p {{ margin-bottom: {quarters / 4}pt }}"
    one = composer_of(apparatus.furnish(book(TABLE)), white)
    one = replace(one, block_sizes=PaintedSizes(Painter(one.styles, {})))
    section = one.compose(apparatus.furnish(book(TABLE)).sections[0])
    (run,) = placed_sections([section_record(section, one.frame, one.imprint)])
    made = Painter(one.styles, {}).lay_out(
        print_document(run, one.styles, one.imprint, one.page_size)
    )
    part = paint(made)
    assert list(losses([run], [part])) == []
    assert sum(sheet.letters for sheet in part.pages) >= sum(c.isalnum() for c in ROWS)
    assert len(run.record.letters) == 3


def test_text_that_is_not_painted_is_missed() -> None:
    one = composer_of(apparatus.furnish(book(TEXT)))
    composed = one.compose(apparatus.furnish(book(TEXT)).sections[0])
    (run,) = placed_sections([section_record(composed, one.frame, one.imprint)])
    document = print_document(run, styles(), one.imprint, one.page_size).replace("Second titre", "")
    lost = list(losses([run], [paint(painter().lay_out(document))]))
    assert [(d.code, dict(d.values)["lost"]) for d in lost] == [("L009", "11")]

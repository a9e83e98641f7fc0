"""Which pages composition letters itself, and which it leaves to the painter."""

from __future__ import annotations

import pytest

from publish.composition import StyledStretch, lettering
from publish.composition.style.faces import Face
from tests.books import book
from tests.composition.composing import composed
from tests.composition.lines.test_totalfit import PROSE

TEXT = f"# Titre\n\n{PROSE} Un *mot* et un [lien](https://example.org/). {PROSE}\n"

MEASURE = 100 / 25.4 * 72
HUNG = 4.5  # points that the last sign of a line may hang over the margin

PAINTED = [
    "p { text-shadow: 1pt 1pt grey }",
    "p { background-color: yellow }",
    "section { opacity: .5 }",
    "html { font-stretch: condensed }",
    "em { font-weight: bolder }",
    "em { font-size: calc(8pt + 8pt) }",
    "em { letter-spacing: 1ch }",
    "em { font-variant: normal }",
    "body { border: 1pt solid }",
    "div { color: red }",
    "[class~=page] p { color: red }",
    '@font-face { font-family: X; src: url(x.otf); font-feature-settings: "smcp" }',
    "em { margin-left: 1em }",
    "em { text-transform: capitalize }",
    "em { color: rgba(0, 0, 0, .5) }",
    "p::first-line { font-variant-caps: small-caps }",
    'p::before { content: "§" }',
    "a { text-decoration: underline }",
    "a { vertical-align: super }",
    "a:link { outline: 1pt solid }",
    ".opening p { color: red }",
    ".page > .text > p + p { color: red }",
    ".text { background: ivory }",
    "em, .notes { color: grey }",
    "p { string-set: first content() }",
    "p { -weasy-anything: new }",
    "@media (min-width: 1pt) { p { color: red } }",
    "@supports (color: red) { p { color: red } }",
    "section { p { color: red } }",
    ":root { --ink: red } p { color: var(--ink) }",
]
LETTERED = [
    "p { color: #a00; text-indent: 2em; letter-spacing: .01em }",
    "em { font-weight: 700; font-variant-caps: small-caps }",
    "a { vertical-align: .2em; text-decoration: none }",
    "html { background: ivory; counter-reset: figure; word-spacing: .1em }",
    "* { font-style: normal }",
    ".page { background: ivory }",
    ".notes::before { color: grey }",
    "h1::marker { color: red }",
    "@media print { p { color: red } }",
    "@media screen { p { opacity: .5 } }",
    "p { text-transform: uppercase; white-space: nowrap; overflow-wrap: break-word }",
]


@pytest.mark.parametrize("css", PAINTED)
def test_what_is_not_known_is_left_to_the_painter(css: str) -> None:
    assert lettering(composed(book(TEXT), css)) == [None]


@pytest.mark.parametrize("css", LETTERED)
def test_what_is_known_is_lettered(css: str) -> None:
    assert None not in lettering(composed(book(TEXT), css))


def test_what_is_read_from_right_to_left_is_left_to_the_painter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Face, "covers", lambda *_: True)  # as a font with Hebrew would
    assert lettering(composed(book(f"# Titre\n\n{PROSE} Paix, שלום. {PROSE}\n"))) == [None]
    assert None not in lettering(composed(book(f"# Titre\n\n{PROSE} Paix. {PROSE}\n")))


def test_lettering_says_what_was_composed_and_fills_the_measure() -> None:
    section = composed(book(TEXT))
    (page,) = lettering(section)
    assert page is not None
    stretches = [item for item in page.items if isinstance(item, StyledStretch)]
    lines = [row.line for row in section.pages[0].rows if row.line]
    said = "".join(sort.glyph.text for one in stretches for sort in one.sorts)
    written = "".join(span.text for line in lines for span in line.spans)
    assert [c for c in said if c.isalnum()] == [c for c in written if c.isalnum()]
    ends: dict[float, float] = {}
    for one in stretches:
        shown = one.width - (one.sorts[-1].glyph.text == " ") * one.style.size * 0.25 * one.scale
        ends[one.y] = max(ends.get(one.y, 0.0), one.x + shown)
    last = [y for y, line in zip(ends, lines, strict=True) if line.fit.stretch == 0]
    full = [end for y, end in ends.items() if y not in last]
    assert full == pytest.approx([MEASURE] * len(full), abs=HUNG)


def test_signs_that_are_not_seen_are_not_drawn_and_spaces_stay_spaces() -> None:
    section = composed(book(f"# Titre\n\nUn\u00ad mot\u2060 lié\u00a0: {PROSE}\n"))
    (page,) = lettering(section)
    assert page is not None
    sorts = [s for item in page.items if isinstance(item, StyledStretch) for s in item.sorts]
    assert {sort.glyph.text for sort in sorts}.isdisjoint({"", "\u00ad", "\u2060", "\u00a0"})
    spaces = {sort.glyph.number for sort in sorts if sort.glyph.text == " "}
    assert all(sort.glyph.text == " " for sort in sorts if sort.glyph.number in spaces)


def test_a_line_may_be_empty() -> None:
    text = "# Titre\n\nUn<br/><br/>Deux.<br/>\n\n<br/>Un.\n"
    (page,) = lettering(composed(book(text)))
    assert page is not None


def test_a_mark_stays_on_its_letter_and_a_letter_means_itself() -> None:
    section = composed(book("# Titre\n\n[q\u0303ui]{.sc} q.\n"))
    (page,) = lettering(section)
    assert page is not None
    sorts = [s for item in page.items if isinstance(item, StyledStretch) for s in item.sorts]
    texts = [sort.glyph.text for sort in sorts]
    at = texts.index("\u0303")
    assert texts[at - 1] == "q"
    assert sorts[at - 1].space == 0.0
    assert sorts[at].space > 0.0

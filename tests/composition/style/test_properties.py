"""What composition claims to know of CSS changes something; what it does not know, it says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from publish.composition import ComposedSection, StyledStretch, lettering
from publish.composition.style.declarations import LOOKS
from publish.composition.style.properties import PROPERTIES
from tests.books import book
from tests.composition.composing import composed
from tests.composition.lines.test_totalfit import PROSE

TEXT = f"""# Titre {{author="A. B."}}

{PROSE} Un *mot* de 1914[^1], un [lien](https://example.org/). {PROSE}

## Une partie

{PROSE * 2}

/// html | div.letter
{PROSE}
///

{PROSE * 4}

[^1]: Note.
"""

SIDES = ("top", "right", "bottom", "left")
CASES: Mapping[str, str] = {
    "font": "p { font: italic 9pt/12pt Libertinus }",
    "font-family": "em { font-family: Libertinus, Unknown } h2 { font-family: Unknown }",
    "font-size": "p { font-size: 9pt }",
    "font-style": "p { font-style: italic }",
    "font-weight": "p { font-weight: 700 }",
    "font-variant-caps": "p { font-variant-caps: small-caps }",
    "font-variant-position": "em { font-variant-position: super }",
    "font-variant-numeric": "p { font-variant-numeric: tabular-nums lining-nums }",
    "font-feature-settings": 'p { font-feature-settings: "smcp" }',
    "letter-spacing": "p { letter-spacing: .05em }",
    "word-spacing": "p { word-spacing: .2em }",
    "line-height": "p { line-height: 13pt }",
    "text-indent": "p { text-indent: 2em }",
    "text-align": "p { text-align: right }",
    "text-transform": "p { text-transform: uppercase }",
    "hyphens": "p { hyphens: none }",
    "white-space": "p { white-space: nowrap }",
    "orphans": "p { orphans: 9 }",
    "widows": "p { widows: 30 }",
    "display": "em { display: none }",
    "break-before": "h2 { break-before: page }",
    "break-after": "h2 { break-after: page }",
    "break-inside": "p { break-inside: avoid }",
    "page-break-before": "h2 { page-break-before: always }",
    "page-break-after": "h2 { page-break-after: always }",
    "page-break-inside": "p { page-break-inside: avoid }",
    "columns": "section { columns: 2 }",
    "column-count": "section { column-count: 2 }",
    "column-gap": "section { columns: 2; column-gap: 30pt }",
    "column-span": "section { columns: 2 } h1 { column-span: none }",
    "margin": ".letter { margin: 28pt 3em }",
    "padding": ".letter { padding: 28pt 3em }",
    **{f"margin-{side}": f".letter {{ margin-{side}: 42pt }}" for side in SIDES},
    **{f"padding-{side}": f".letter {{ padding-{side}: 42pt }}" for side in SIDES},
    "color": "p { color: #a00 }",
    "vertical-align": "em { vertical-align: 2pt }",
    "bookmark-level": "h2 { bookmark-level: 4 }",
    "bookmark-label": "h1 { bookmark-label: content() }",
}
BESIDE: Mapping[str, str] = {
    "column-gap": "section { columns: 2 }",
    "column-span": "section { columns: 2 } h1 { column-span: all }",
    "font-family": "h2 { font-family: Libertinus }",
}
"""What a property only shows beside, where it shows nothing beside the default style sheet."""


def shown(section: ComposedSection) -> list[object]:
    """Return all that is seen of a section's pages: places, text, glyphs, titles."""
    found: list[object] = []
    for page in section.pages:
        for area in page.areas:
            for one in area.rows:
                line = one.row.line
                spans = [span.text for span in line.spans] if line else None
                found.append((area.x, one.y, one.row.x, spans, line and (line.x, line.fit)))
        found.append([one.y for one in page.notes])
    for page_lettered in lettering(section):
        for item in page_lettered.items if page_lettered else ():
            if isinstance(item, StyledStretch):
                look = (item.face.file[:64], item.style.size, item.style.colour)
                found.append((item.x, item.y, look, item.words))
        found.append(page_lettered.titles if page_lettered else None)
    return found


@cache
def of(css: str) -> list[object]:
    try:
        return shown(composed(book(TEXT), css))
    except AssertionError as error:  # nothing measures blocks here
        return [str(error)]


@pytest.mark.parametrize("name", sorted({*PROPERTIES, *LOOKS}))
def test_a_known_property_changes_something(name: str) -> None:
    assert of(CASES[name]) != of(BESIDE.get(name, ""))


def test_nothing_is_tried_that_is_not_known() -> None:
    assert set(CASES) == {*PROPERTIES, *LOOKS}


@pytest.mark.parametrize(
    "css",
    [
        "p { white-space: pre-wrap }",
        "p { display: flex }",
        "em { display: inline-block }",
        "em { display: block }",
        "p { display: inline }",
    ],
)
def test_a_value_that_is_not_known_is_handed_over(css: str) -> None:
    (said,) = of(css)
    assert "should have been composed" in str(said)

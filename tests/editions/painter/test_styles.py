"""On a whole book, composition computes every style as WeasyPrint does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from lxml import etree
from weasyprint import CSS, HTML
from weasyprint.css import get_all_computed_styles
from weasyprint.text.fonts import FontConfiguration

from publish import apparatus
from publish.book import Section
from publish.composition.style.properties import Style
from publish.composition.text.print_copy import printed
from tests.books import TOML, book, png
from tests.composition.composing import composer_of, styles

TEXT = """\
# Un titre {author="A. B."}

Sous-titre
{: .subtitle}

Il lut *deux* fois la **lettre**[^1] de [Novaïa Jizn]{lang=ru-Latn}, du XX^e^ siècle, à [Rome]{.sc}.

## Une partie

1. Un point[^a].

    Suite.

- Un autre

> Une citation.

/// html | div.verse
Le premier vers,
le second.
///

/// html | div.letter
Moscou
{: .date}

Un mot.

Moi
{: .signature}
///

/// html | div.epigraph
Un mot.
///

### Fin

Une [lettre](https://example.org/) et des barques.

[^1]: Première note.

    > Citée.
[^a]: Une autre.
"""
INDEX = '[[entry]]\nheading = "barques"\nforms = ["barques"]\nsee-also = ["lettre"]\n'
INDEX += '[[entry]]\nheading = "lettre"\nforms = ["lettre"]\n'

PIXEL = 0.75


def points(value: Any, whole: float) -> float:
    """Return a computed length in points; WeasyPrint counts in pixels."""
    if value in ("auto", "normal"):
        return 0.0
    number, unit = (value.value, value.unit) if hasattr(value, "unit") else (value, "px")
    return float(number * whole / 100 if unit == "%" else number * PIXEL)


SIDES = ("top", "right", "bottom", "left")
Both = tuple[Callable[[Style], object], Callable[[Any, Style], object]]


def _side(what: str, number: int) -> Both:
    """Return how both say the margin or padding of a side."""

    def ours(style: Style) -> object:
        return getattr(style, what)[number]

    def theirs(painted: Any, style: Style) -> object:
        return points(painted[f"{what}_{SIDES[number]}"], style.measure)

    return ours, theirs


SAME: Mapping[str, Both] = {
    "size": (lambda s: s.size, lambda p, _: p["font_size"] * PIXEL),
    "weight": (lambda s: s.weight, lambda p, _: p["font_weight"]),
    "italic": (lambda s: s.italic, lambda p, _: p["font_style"] == "italic"),
    "caps": (lambda s: s.caps, lambda p, _: p["font_variant_caps"]),
    "position": (lambda s: s.position, lambda p, _: p["font_variant_position"]),
    "tracking": (lambda s: s.tracking, lambda p, _: points(p["letter_spacing"], 0)),
    "word spacing": (lambda s: s.word_spacing, lambda p, _: points(p["word_spacing"], 0)),
    "indent": (lambda s: s.indent, lambda p, s: points(p["text_indent"], s.measure)),
    "align": (lambda s: s.align, lambda p, _: {"start": "left"}.get(*(p["text_align_all"],) * 2)),
    "hyphens": (lambda s: s.hyphens, lambda p, _: p["hyphens"] == "auto"),
    "white space": (lambda s: s.white_space, lambda p, _: p["white_space"]),
    "orphans": (lambda s: s.orphans, lambda p, _: p["orphans"]),
    "widows": (lambda s: s.widows, lambda p, _: p["widows"]),
    "hidden": (lambda s: s.display == "none", lambda p, _: p["display"] == ("none",)),
    "break before": (lambda s: s.break_before, lambda p, _: p["break_before"]),
    "break after": (lambda s: s.break_after, lambda p, _: p["break_after"]),
    "break inside": (lambda s: s.break_inside, lambda p, _: p["break_inside"]),
    "columns": (lambda s: s.columns, lambda p, _: {"auto": 1}.get(*(p["column_count"],) * 2)),
    "column span": (lambda s: s.column_span, lambda p, _: p["column_span"]),
    "colour": (lambda s: s.colour or (0, 0, 0), lambda p, _: tuple(p["color"].coordinates)),
    "bookmark": (lambda s: s.bookmark, lambda p, _: {"none": 0}.get(*(p["bookmark_level"],) * 2)),
    **{
        f"{what} {side}": _side(what, n)
        for what in ("margin", "padding")
        for n, side in enumerate(SIDES)
    },
}


def rounded(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(rounded, value))
    return round(value, 3) + 0.0 if isinstance(value, float | int) else value


def leading(painted: Any) -> float | None:
    """Return the height of a line in points, None where the font itself decides it."""
    value = painted["line_height"]
    if value == "normal":
        return None
    if value.unit is None:
        return float(value.value * painted["font_size"] * PIXEL)
    return float(value.value * PIXEL)


def sections() -> tuple[Section, ...]:
    whole = apparatus.furnish(book(TEXT, TOML, index_toml=INDEX, plan_png=png()))
    return apparatus.complete(whole, {}).sections


@pytest.mark.parametrize("section", sections(), ids=lambda one: str(one.id))
def test_every_style_is_computed_as_weasyprint_computes_it(section: Section) -> None:
    composer = composer_of(book(TEXT, TOML))
    copy = printed(section, composer.imprint, composer.styles)
    ours = composer.style_sheet.styles(copy.root)
    html = HTML(string=etree.tostring(copy.root, encoding="unicode", method="html"))
    print_css = CSS(string=styles().text("print.css") + composer.page_size.css, base_url="file:///")
    painted = get_all_computed_styles(html, [print_css], font_config=FontConfiguration())
    drawn = [e for e in html.etree_element.iter() if isinstance(e.tag, str) and e.tag != "head"]
    elements = [element for element in copy.root.iter() if isinstance(element.tag, str)]
    assert [e.tag for e in drawn] == [e.tag for e in elements]
    for element, other in zip(elements, drawn, strict=True):
        style, theirs = ours[element], painted(other)
        found = {name: rounded(ask(style)) for name, (ask, _) in SAME.items()}
        wanted = {name: rounded(ask(theirs, style)) for name, (_, ask) in SAME.items()}
        assert found == wanted, (element.tag, dict(element.attrib))
        if (height := leading(theirs)) is not None:
            assert style.leading == pytest.approx(height), element.tag

"""The marks of lists as they are read."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.book.list_marks import figure, item_marks


def marks(opening: str, items: str = "<li/><li/>") -> list[str]:
    name = opening.split()[0]
    return [mark for _, mark in item_marks(etree.fromstring(f"<{opening}>{items}</{name}>"))]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("ol", ["1.", "2."]),
        ("ul", ["–", "–"]),
        ('ol start="3" type="a" class="paren"', ["c)", "d)"]),
        ('ol start="26" type="A"', ["Z.", "AA."]),
        ('ol start="9" type="i" class="x parens"', ["(ix)", "(x)"]),
        ('ol reversed=""', ["2.", "1."]),
        ('ol start="abc" type="q"', ["1.", "2."]),
        ('ol start="-1" type="i"', ["-1.", "0."]),
        (f'ol start="{"9" * 5000}"', ["1.", "2."]),
    ],
)
def test_a_list_has_the_marks_that_its_attributes_say(opening: str, expected: list[str]) -> None:
    assert marks(opening) == expected


def test_an_item_may_have_a_number_of_its_own() -> None:
    assert marks("ol", '<li/><li value="7"/><li/><li value="x"/>') == ["1.", "7.", "8.", "9."]


def test_roman_figures_end_where_they_have_no_sign() -> None:
    assert [figure(n, "I") for n in (4, 1999, 4000)] == ["IV", "MCMXCIX", "4000"]

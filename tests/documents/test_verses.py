"""Verse on a screen: an element a verse."""

from __future__ import annotations

import pytest
from lxml import etree

from publish import apparatus
from publish.documents.verses import write_verses
from tests.books import TOML, book


def shown(text: str, options: str = "") -> str:
    (section,) = apparatus.furnish(book(text, TOML + options)).sections
    body = section.body
    write_verses(body)
    etree.strip_attributes(body, "data-line", "id")
    verses = [e for e in body.iter("span") if "verse-line" in e.get("class", "")]
    for verse in verses:
        verse.tail = None
    return "\n".join(etree.tostring(verse, encoding="unicode") for verse in verses)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "::: verse\nUn *vers\nqui* suit\n:::",
            '<span class="verse-line">Un <em>vers</em></span>\n'
            '<span class="verse-line"><em>qui</em> suit</span>',
        ),
        (
            "| Un\n|    deux",
            '<span class="verse-line">Un</span>\n<span class="verse-line indent-2">deux</span>',
        ),
        ("::: versets\nUn.\n:::", '<span class="verse-line">Un.</span>'),
        (
            "::: {.theatre}\nLISE\n| Oui, mon cher comte.\n\nPAUL\n|                     Non.\n:::",
            '<span class="verse-line">Oui, mon cher comte.</span>\n'
            '<span class="verse-line step-5"><span class="shared"></span>Non.</span>',
        ),
    ],
)
def test_a_verse_is_an_element(text: str, expected: str) -> None:
    assert shown(f"# T\n\n{text}\n") == expected


def test_a_number_stands_first_and_is_not_read_aloud() -> None:
    assert shown("# T {.verse}\n\nUn\n", "[verse]\nnumbers = 1\n") == (
        '<span class="verse-line"><span class="verse-number" aria-hidden="true">1</span> Un</span>'
    )

"""No line begins with a sign that belongs to the word before, wherever words may be broken."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.book import text_of
from publish.characters import FINE_SPACE, NO_BREAK_SPACE
from publish.documents.tied_signs import tie_signs


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("oui~! non", "ou<span class='tied'>i~!</span> non"),
        ("«_être~?_»", "«_êtr<span class='tied'>e~?_»</span>"),
        ("a~; b~; c", "<span class='tied'>a~;</span> <span class='tied'>b~;</span> c"),
        ("<i>dit</i> un mot_: deux", "<i>dit</i> un mo<span class='tied'>t_:</span> deux"),
        ("rien", "rien"),
    ],
)
def test_a_sign_is_tied_to_a_letter(written: str, expected: str) -> None:
    def spaced(text: str) -> str:
        return text.replace("~", FINE_SPACE).replace("_", NO_BREAK_SPACE)

    cell = etree.fromstring(f"<td>{spaced(written)}</td>")
    words = text_of(cell)
    row = etree.Element("tr")
    row.append(cell)
    tie_signs(row)
    found = etree.tostring(cell, encoding="unicode").replace('"', "'")
    assert found == f"<td>{spaced(expected)}</td>"
    assert text_of(cell) == words


def test_elsewhere_only_long_words_are_broken_and_tied() -> None:
    paragraph = etree.fromstring(f"<p>Oui{FINE_SPACE}! constitutionnalistes{FINE_SPACE}; non.</p>")
    body = etree.Element("section")
    body.append(paragraph)
    tie_signs(body)
    assert [span.text for span in body.iter("span")] == [f"s{FINE_SPACE};"]

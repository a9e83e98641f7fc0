"""Names proposed for the index: what is none stays out."""

from __future__ import annotations

import re

import pytest

from publish.apparatus import suggest
from tests.books import book


def proposed(sentence: str) -> list[str]:
    """Return the forms proposed for a sentence that stands twice in a book."""
    found = suggest(book(f"# T\n\nUn soir, {sentence}\n\nPuis, {sentence}"), 2)
    return re.findall(r'forms = \["(.*)"\]', found)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("il vit Léon Trotsky.", ["Léon Trotsky"]),
        ("il alla au Havre, à La Rochelle, chez Du Bellay.", ["Du Bellay", "Havre", "La Rochelle"]),
        ("il dit “Il vient, Elle part, Celui-ci reste, Lorsqu’il veut”.", []),
        ("il lut ce mot, Mais Kamenev ne dit rien.", ["Kamenev"]),
        ("il lut ce mot, Est-ce vrai, Dit-il.", []),
        ("il alla à Saint-Lô, Outre-Mer.", ["Outre-Mer", "Saint-Lô"]),
    ],
)
def test_what_is_no_name_is_not_proposed(sentence: str, expected: list[str]) -> None:
    assert proposed(sentence) == expected

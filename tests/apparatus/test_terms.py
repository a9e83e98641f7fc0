"""What the book says of those who made it."""

from __future__ import annotations

import pytest

from publish.apparatus import terms


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Irène Némirovsky", "Illustrations d’Irène Némirovsky"),
        ("Élie Faure", "Illustrations d’Élie Faure"),
        ("Yves Bonnefoy", "Illustrations d’Yves Bonnefoy"),
        ("Yann Nascimbene", "Illustrations de Yann Nascimbene"),
        ("Henri Rivière", "Illustrations d’Henri Rivière"),
        ("Hansi", "Illustrations de Hansi"),
        ("Gustave Doré", "Illustrations de Gustave Doré"),
    ],
)
def test_de_is_elided_before_a_vowel_and_a_mute_h(name: str, line: str) -> None:
    assert " ".join(terms("fr").credit("ill", name)) == line


def test_other_terms_stay() -> None:
    assert terms("fr").credit("trl", "Irène") == ("Traduit par", "Irène")
    assert terms("en").credit("ill", "Irène") == ("Illustrated by", "Irène")

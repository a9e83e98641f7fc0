"""Captions with numbers."""

from __future__ import annotations

from publish import apparatus
from tests.books import TOML, book, png

TEXT = '# T\n\n![Un plan](plan.png)\n\n![Rien](plan.png "")\n\n![*Deux* plans](plan.png)\n'


def captions(options: str) -> list[str]:
    made = apparatus.furnish(book(TEXT, TOML + f"\n[print]\n{options}\n", plan_png=png()))
    return ["".join(one.itertext()) for one in made.sections[0].body.iter("figcaption")]


def test_captions_have_numbers_where_they_are_asked_for() -> None:
    assert captions("number-figures = true") == [
        "Figure\u00a01. Un plan",
        "Figure\u00a02. Deux plans",
    ]
    assert captions("number-tables = true") == captions("") == ["Un plan", "Deux plans"]

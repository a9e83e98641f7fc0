"""The verso of the title page and the colophon say what the law and readers want to know."""

from __future__ import annotations

import pytest

from publish import apparatus
from publish.book import Kind, text_of
from publish.composition import Imprint
from publish.composition.text.templates import drawn
from publish.typography import typeset
from tests.books import TOML, book
from tests.composition.composing import styles

SAID = """
rights = "Traduction libre de droits."
[publisher]
name = "Maison"
address = "1, rue du Livre, Paris"
[isbn]
print = "9782070360024"
epub = "9791032300268"
[legal]
deposit = 2026-11-30
printed = 2026-12-01
printed-by = "Imprimeur, Lieu"
[[legal.rights]]
text = "Un récit"
statement = "© Traductrice"
"""


def leaf(kind: Kind, toml: str, *, for_print: bool = True) -> list[str]:
    """Return the paragraphs of a leaf."""
    one = apparatus.complete(apparatus.furnish(typeset(book("# T\n\nMot.", TOML + toml))), {})
    section = next(section for section in one.sections if section.kind is kind)
    tree = drawn(section, Imprint(one.metadata, ("Libertinus Serif",), for_print), styles())
    return [" ".join(text_of(p).split(" ")) for p in tree.iter("p")]


def test_the_verso_has_every_mention() -> None:
    assert leaf(Kind.COPYRIGHT, SAID) == [
        "Traduction libre de droits.",
        "Un récit — © Traductrice",
        "ISBN 978-2-07-036002-4 (imprimé)",
        "ISBN 979-10-323-0026-8 (EPUB)",
        "Dépôt légal\u00a0: novembre 2026",
        "Maison1, rue du Livre, Paris",
    ]


def test_the_epub_names_its_own_number_first() -> None:
    said = leaf(Kind.COPYRIGHT, SAID, for_print=False)
    assert said[2:4] == ["ISBN 979-10-323-0026-8 (EPUB)", "ISBN 978-2-07-036002-4 (imprimé)"]


@pytest.mark.parametrize(("for_print", "expected"), [(True, 1), (False, 0)])
def test_the_printed_book_alone_was_printed(for_print: bool, expected: int) -> None:
    said = leaf(Kind.COLOPHON, SAID, for_print=for_print)
    printing = "Achevé d’imprimer en décembre 2026 par Imprimeur, Lieu."
    assert sum(one.startswith(printing) for one in said) == expected


def test_what_is_not_known_is_not_said() -> None:
    assert leaf(Kind.COPYRIGHT, "") == []
    assert leaf(Kind.COLOPHON, "") == ["Composé en Libertinus Serif.", "Janvier 2026."]

"""Addresses of links, as notes."""

from __future__ import annotations

from publish import apparatus
from tests.books import TOML, book

NOTES = TOML + '\n[print]\nlinks = "note"\n'


def test_each_link_that_leads_out_has_a_note_in_its_order() -> None:
    text = "# T\n\nUn[^1], [en ligne](https://a.fr/b), deux[^2], <https://c.fr>.\n\n"
    text += "[^1]: I.\n[^2]: II."
    (section,) = apparatus.furnish(book(text, NOTES)).sections
    assert [(n.number, "".join(n.body.itertext()).strip()) for n in section.notes] == [
        ("1", "I."),
        ("2", "https://a.fr/b"),
        ("3", "II."),
    ]


def test_links_have_no_note_where_none_is_asked_for() -> None:
    (section,) = apparatus.furnish(book("# T\n\n[En ligne](https://a.fr/b).")).sections
    assert section.notes == ()

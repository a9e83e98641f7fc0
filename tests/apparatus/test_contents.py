"""The outline: parts hold their chapters, in the contents, the bookmarks and the EPUB alike."""

from __future__ import annotations

import pytest

from publish import apparatus
from publish.apparatus import outline
from publish.apparatus.contents import contents_section
from publish.book import Book
from tests.books import TOML, book

PARTS = TOML.replace('["a.md"]', '["avant.md", "un.md", "a.md", "b.md", "apres.md", "c.md"]')


def parted() -> Book:
    return book(
        "# Chapitre I\n\n## Titre\n\nTexte.",
        PARTS,
        avant_md="# Avant-propos {.foreword}\n\nTexte.",
        un_md="# Première partie {.part}\n",
        b_md="# Chapitre II\n\nTexte.",
        apres_md="# Postface {.afterword}\n\nTexte.",
        c_md="# Chapitre hors partie\n\nTexte.",
    )


def test_chapters_stand_under_their_part() -> None:
    found = outline(parted().sections)
    assert [h.text for h in found] == [
        "Avant-propos", "Première partie", "Postface", "Chapitre hors partie",
    ]  # fmt: skip
    assert [h.text for h in found[1].children] == ["Chapitre I", "Chapitre II"]
    assert [h.text for h in found[1].children[0].children] == ["Titre"]


def test_a_book_without_parts_has_a_flat_outline() -> None:
    found = outline(book("# T\n\n## A\n\nTexte.\n\n## B\n\nTexte.").sections)
    assert [(h.text, [c.text for c in h.children]) for h in found] == [("T", ["A", "B"])]


DEEP = "# II\n\nDe l’aube\n{: .subtitle}\n\n## A\n\nTexte.\n\n### a\n\nTexte.\n\n## B\n\nTexte."


def listed(options: str) -> list[str]:
    made = apparatus.furnish(book(DEEP, TOML + f"\n[print]\n{options}\n"))
    names = [str(h.get("id")) for h in made.sections[0].body.iter("h2", "h3")]
    folios = {"a": 5, **dict(zip(names, (5, 7, 9), strict=True))}
    lines = contents_section(made, folios).body.iter("li")
    return ["".join(li.xpath("text() | a//text() | span//text()")) for li in lines]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", ["II. De l’aube5"]),
        ("contents-depth = 2", ["II. De l’aube5", "A5", "B9"]),
        ("contents-depth = 3", ["II. De l’aube5", "A5", "a7", "B9"]),
        ('contents-style = "near"', ["II. De l’aube, 5"]),
    ],
)
def test_the_contents_list_as_many_levels_as_asked(options: str, expected: list[str]) -> None:
    assert listed(options) == expected

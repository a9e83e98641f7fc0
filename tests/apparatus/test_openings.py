"""Where texts open, what stands above their pages, and which of them run on."""

from __future__ import annotations

import pytest

from publish import apparatus
from publish.book import Book, Section
from tests.books import TOML, book

TEXTS = TOML.replace('["a.md"]', '["p.md", "a.md", "b.md", "c.md", "z.md"]')


def complete(options: str = "", b: str = "# B\n\nTexte.") -> Book:
    made = book(
        '# A {running="Petit a"}\n\nTexte.',
        TEXTS + f"\n[print]\n{options}\n",
        p_md="# Première partie {.part}\n",
        b_md=b,
        c_md="# C\n\nTexte.",
        z_md="# Postface {.afterword}\n\nTexte.",
    )
    return apparatus.complete(apparatus.furnish(made), {})


def opened(made: Book) -> dict[str, str]:
    return {one.id: one.opens for one in made.sections if one.id in "p a b c z contents".split()}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "recto recto recto recto recto recto"),
        ('chapters = "page"', "recto recto page page page page"),
        ('chapters = "run-on"', "recto recto run-on run-on page page"),
        ('chapters = "page"\nopenings = {part = "page"}', "page recto page page page page"),
        ('openings = {chapter = "run-on"}', "recto page run-on run-on recto recto"),
    ],
)
def test_texts_open_where_the_book_says(options: str, expected: str) -> None:
    names = "p a b c z contents".split()
    assert opened(complete(options)) == dict(zip(names, expected.split(), strict=True))


def test_a_text_says_it_for_itself() -> None:
    made = complete('chapters = "page"', '# B {opens="recto"}\n\nTexte.')
    assert opened(made)["b"] == "recto"


def test_what_runs_on_is_printed_with_what_stands_before() -> None:
    runs = apparatus.runs(complete('chapters = "run-on"').sections)
    assert [[one.id for one in run.run] for run in runs if run.following] == [["a", "b", "c"]]


@pytest.mark.parametrize(
    ("options", "heads"),
    [
        ("", ("Essai", "Petit a")),
        ('left-head = "part"', ("Première partie", "Petit a")),
        ('left-head = "chapter"\nright-head = "none"', ("Petit a", "")),
        ('right-head = "part"', ("Essai", "Première partie")),
    ],
)
def test_running_heads_say_what_is_asked(options: str, heads: tuple[str, str]) -> None:
    section: Section = next(one for one in complete(options).sections if one.id == "a")
    assert section.heads == heads


def test_works_by_the_same_author_stand_behind_the_half_title() -> None:
    toml = TOML.replace('["a.md"]', '["a.md", "o.md"]')
    made = book("# A\n\nTexte.", toml, o_md="# {.also-by}\n\n*Un roman*, 1990.")
    sections = apparatus.complete(apparatus.furnish(made), {}).sections
    assert [one.kind.value for one in sections][:3] == ["half-title", "also-by", "title-page"]
    assert sections[1].body.findtext("h1") == "Du même auteur"

"""Note numbers: per text, through the book, on each page; one series or two."""

from __future__ import annotations

import pytest

from publish import apparatus
from publish.apparatus import number_notes
from publish.book import Book, text_of
from tests.books import TOML, book

TEXT = "# T\n\nUn[^1] deux[^ed1] trois[^2] quatre[^ed2].\n\n" + "".join(
    f"[^{label}]: Note {label}.\n" for label in ("1", "2", "ed1", "ed2")
)


def numbered(options: str, pages: dict[str, int] | None = None) -> Book:
    toml = TOML.replace('["a.md"]', '["a.md", "b.md"]') + f"[notes]\n{options}\n"
    return number_notes(book(TEXT, toml, b_md=TEXT), pages)


def numbers(found: Book) -> str:
    return " ".join(note.number for section in found.sections for note in section.notes)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "1 2 3 4 1 2 3 4"),
        ('numbering = "book"', "1 2 3 4 5 6 7 8"),
        ('editor = "letters"', "1 a 2 b 1 a 2 b"),
        ('editor = "stars"', "1 * 2 ** 1 * 2 **"),
        ('numbering = "book"\neditor = "letters"', "1 a 2 b 3 c 4 d"),
    ],
)
def test_numbers(options: str, expected: str) -> None:
    assert numbers(numbered(options)) == expected


def test_numbers_begin_anew_on_each_page() -> None:
    pages = {"call-a-1": 3, "call-a-2": 3, "call-a-3": 4, "call-a-4": 5, "call-b-1": 7}
    found = numbered('numbering = "page"', pages)
    assert numbers(found).split()[:5] == ["1", "2", "1", "1", "1"]


def test_calls_show_their_numbers_and_lead_to_their_notes() -> None:
    body = numbered('editor = "letters"').sections[0].body
    calls = [(a.text, a.get("id"), a.get("href")) for a in body.iter("a")]
    assert calls[1] == ("a", "call-a-2", "#note-a-2")


def test_after_z_comes_aa() -> None:
    labels = [f"n{n}" for n in range(28)]
    text = "# T\n\n" + "".join(f"mot[^{one}] " for one in labels) + "\n\n"
    text += "".join(f"[^{one}]: x\n" for one in labels)
    found = number_notes(book(text, TOML + '[notes]\neditor = "letters"\n'))
    assert [note.number for note in found.sections[0].notes][25:] == ["z", "aa", "ab"]


def test_a_dedication_without_a_title_has_a_name_and_no_heading() -> None:
    (section,) = apparatus.furnish(book("# {.dedication}\n\nÀ toi.")).sections
    assert section.title == "Dédicace"
    assert text_of(section.body) == "À toi."


def test_a_call_in_a_heading_stays_out_of_the_contents() -> None:
    text = "# Titre[^1]\n\n## Second[^2]\n\nMot.\n\n[^1]: a\n[^2]: b\n"
    found = apparatus.furnish(book(text))
    (heading,) = apparatus.outline(found.sections)
    assert (heading.text, heading.children[0].text) == ("Titre", "Second")
    contents = apparatus.complete(found, {}).sections[-2]
    assert text_of(contents.body) == "TableTitre"

"""A book, a fragment, a line: what is set besides the texts, and what a book may choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from publish.api import typeset_fragment
from publish.book import Book, Section, text_of
from publish.book.metadata import Metadata, TypographyOptions, Widths
from publish.characters import plain_spaces, reveal
from publish.diagnostics import BookError
from publish.manuscript import read
from publish.typography import OPTIONAL, profile_of, profiles, set_trees, typeset, typeset_text
from publish.typography.french.fidelity import unfaithful, unstable
from tests.books import Folder

TOML = 'title = "L\'essai : {title}"\nslug = "essai"\ntexts = ["a.md"]\ndate = 2026-01-01\n'


def book(text: str, extra: str = "") -> Book:
    return typeset(read(Folder({"book.toml": TOML + extra, "a.md": text})))


def paragraph(markdown: str, extra: str = "") -> str:
    """Return the last block of a text, invisible characters shown."""
    tree = book(f"# T\n\n{markdown}", extra).sections[0].body
    return reveal(text_of(tree[-1]))


def section(text: str, extra: str = "") -> Section:
    return book(text, extra).sections[0]


def test_title_and_running_head_are_set_like_the_text() -> None:
    done = section('# L\'essai : fin {running="L\'essai !" author="V. I. Lénine"}\n\nMot.')
    assert reveal(done.title) == "L’essai[insécable]: fin"
    assert reveal(done.running) == "L’essai[fine]!"
    assert reveal(done.author) == "V.[insécable]I.[insécable]Lénine"
    assert reveal(book("# T").metadata.title).startswith("L’essai[insécable]:")


BOOK = """
subtitle = "Roman : n° 5"
rights = "Texte libre ; l'image aussi."
colophon = "Composé à l'aube.\\nTiré à 1 000 ex."
description = "Qu'est-ce ?"
contributors = [{ name = "Marie d'Agoult", sort = "Agoult, Marie d'" }]
[publisher]
name = "Éditions de l'Été"
place = "L'Haÿ-les-Roses"
[cover]
collection = "L'Histoire"
[legal]
printed-by = "l'imprimeur"
"""


def test_every_line_that_is_printed_is_set() -> None:
    metadata = book("# T", BOOK).metadata
    assert reveal(metadata.subtitle) == "Roman[insécable]: n°[insécable]5"
    assert reveal(metadata.rights) == "Texte libre[fine]; l’image aussi."
    assert reveal(metadata.colophon) == "Composé à l’aube.\nTiré à 1[fine]000 ex."
    assert metadata.description.startswith("Qu’est-ce")
    assert metadata.contributors[0].name == "Marie d’Agoult"
    assert metadata.contributors[0].sort == "Agoult, Marie d’"
    assert metadata.publisher.name == "Éditions de l’Été"
    assert metadata.publisher.place == "L’Haÿ-les-Roses"
    assert metadata.cover.collection == "L’Histoire"
    assert metadata.legal.printed_by == "l’imprimeur"


def test_programs_read_plain_spaces() -> None:
    subtitle = book("# T", BOOK).metadata.with_texts(plain_spaces).subtitle
    assert subtitle == "Roman : n° 5"


@pytest.mark.parametrize("markup", ["Le mot <sic> et la suite.", "<script>x</script>"])
def test_a_fragment_loses_nothing_in_silence(markup: str) -> None:
    with pytest.raises(BookError, match=r"x\.md:1: error M003"):
        typeset_fragment(markup, file="x.md")


def test_a_fragment_beyond_all_depth_is_a_fault() -> None:
    with pytest.raises(BookError, match="M009"):
        typeset_fragment("<div>" * 3000)


def test_a_stage_does_not_change_the_book_it_received() -> None:
    before = read(Folder({"book.toml": TOML, "a.md": "# T\n\nQuoi ?"}))
    typeset(before)
    assert text_of(before.sections[0].body).endswith("Quoi ?")


def test_notes_are_set_and_a_quotation_does_not_leave_the_text_for_a_note() -> None:
    done = section("# T\n\n« Un[^1].\n\n[^1]: Deux » !\n")
    assert reveal(text_of(done.notes[0].body)) == "Deux[insécable]»[fine]!"


def test_a_book_in_another_language_is_left_alone() -> None:
    assert paragraph("Who ?", 'language = "en"\n') == "Who ?"


def test_a_book_may_set_one_width_otherwise() -> None:
    assert paragraph("Ah : oui !", '[typography.widths]\ncolon = "fine"\n') == (
        "Ah[fine]: oui[fine]!"
    )


@pytest.mark.parametrize(
    ("option", "typed", "expected"),
    [
        ('units = ["verstes"]', "12 verstes", "12[insécable]verstes"),
        ('months = ["nisan"]', "14 nisan", "14[insécable]nisan"),
        ('honorifics = ["P^re^"]', "Pre Jean", "Pre[insécable]Jean"),
        ('particles = ["lo"]', "M. lo Schiavo", "M.[insécable]lo Schiavo"),
        ('abbreviations = ["strophe"]', "strophe. 3", "strophe.[insécable]3"),
        ('ligatures = ["Œta"]', "Oeta", "Œta"),
        ('capitals = ["élite"]', "Elite", "Élite"),
        ('numbered = ["soviet"]', "IIe soviet", "IIe[insécable]soviet"),
        ('keep = ["Yahoo !"]', "Yahoo ! Oui !", "Yahoo ! Oui[fine]!"),
        ("bind-nouns = true", "Il a 5 ans", "Il a 5[insécable]ans"),
        ("reopen = false", "« Un.\n\nDeux. »", "Deux.[insécable]»"),
    ],
)
def test_a_book_may_add_to_the_lists(option: str, typed: str, expected: str) -> None:
    assert paragraph(typed, f"[typography]\n{option}\n") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mot.[^1]", "mot[fine]."),
        ("mot, puis !»[^1] fin", "mot, puis[fine][fine]![insécable]» fin"),
        ("*mot*.[^1] Fin", "mot[fine]. Fin"),
        ("mot[^1].", "mot[fine]."),
    ],
)
def test_calls_move_before_the_punctuation_on_request(typed: str, expected: str) -> None:
    text = f"# T\n\n{typed}\n\n[^1]: Note.\n"
    done = section(text, "[typography]\nmove-calls = true\n")
    call = done.body.find(".//a")
    assert call is not None
    assert call.getprevious() is None or call.getprevious().tail in (None, "")  # type: ignore[union-attr]
    assert reveal(text_of(done.body[-1])) == expected


def test_an_unknown_profile_is_a_fault_of_the_book() -> None:
    with pytest.raises(BookError, match=r"Y001.*nulle-part"):
        typeset_fragment("mot", profile="nulle-part")


def test_every_profile_sets_what_it_says() -> None:
    assert profiles()[0] == "imprimerie-nationale"
    assert set(profiles()) == {"imprimerie-nationale", "romand", "oqlf", "fine-partout", "sans"}


def test_a_line_is_set_without_markup() -> None:
    assert reveal(typeset_text("Mme X : l'« essai »")) == (
        "Mme[insécable]X[insécable]: l’«[insécable]essai[insécable]»"
    )


def test_widths_and_options_are_checked() -> None:
    with pytest.raises(ValueError, match="width"):
        Widths(colon="large")
    with pytest.raises(ValueError, match="none"):
        Widths(unit="none")
    assert profile_of("romand", TypographyOptions(widths=Widths(colon="word"))).colon == "\u00a0"


def test_metadata_keeps_what_is_not_text() -> None:
    assert isinstance(book("# T").metadata, Metadata)
    assert book("# T").metadata.slug == "essai"


def test_comments_survive_in_a_fragment() -> None:
    assert typeset_fragment("a<!-- ; -->b !") == "<p>a<!-- ; -->b\u202f!</p>"


def test_empty_text_is_no_fault() -> None:
    assert typeset_fragment("") == ""
    set_trees([etree.Element("section")], profile_of())
    set_trees([], profile_of())


class TestFidelity:
    """The proof itself: it must see what it is there to see."""

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("mot", "mots"),
            ("12 km", "13 km"),
            ("un deux", "deux un"),
            ("Élan", "Elans"),
            ("mot\x02mot", "mot mot"),
            ("50 %", "50 €"),
            ("cœur", "coeurs"),
            ("a\x06b", "ab\x06"),
        ],
    )
    def test_a_changed_letter_is_seen(self, before: str, after: str) -> None:
        assert list(unfaithful(before, after))

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("l'homme !", "l’homme\u202f!"),
            ("coeur", "cœur"),
            ("OEUVRE", "ŒUVRE"),
            ("Etat", "État"),
            ("XIXème", "XIXe"),
            ("2nde", "2de"),
            ("Mr", "M."),
            ("n°5", "no\u00a05"),
            ("2 x 3", "2\u00a0×\u00a03"),
            ('"mot"...', "«\u00a0mot\u00a0»…"),
        ],
    )
    def test_a_declared_substitution_is_none(self, before: str, after: str) -> None:
        assert not list(unfaithful(before, after))

    def test_the_block_that_changed_is_told(self) -> None:
        assert list(unfaithful("a\x02b\x02c", "a\x02x\x02c")) == [(1, "b", "x")]
        assert list(unstable("a\x02b", "a\x02c")) == [(1, "b", "c")]


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ("titles", "Mr\u00a0X alla au XVII^e^\u00a0siècle\u202f!"),
        ("roman-numerals", "M.\u00a0X alla au XVIIème siècle\u202f!"),
    ],
)
def test_a_pass_that_a_book_leaves_out_sets_nothing_and_is_told(
    left_out: str, expected: str
) -> None:
    done = book("# T\n\nMr X alla au XVIIème siècle !", f'[typography]\nwithout = ["{left_out}"]\n')
    (told,) = done.diagnostics
    assert (told.code, left_out in told.message) == ("Y005", True)
    shown = text_of(done.sections[0].body[-1])
    assert shown == expected.replace("^", "")


def test_only_a_pass_that_sets_something_can_be_left_out() -> None:
    for name in ("protect", "tittles"):
        with pytest.raises(BookError, match=f"Y004: typography has no pass “{name}”"):
            book("# T\n\nMot.", f'[typography]\nwithout = ["{name}"]\n')


@pytest.mark.parametrize("page", ["docs/typography.md", "docs/fr/typographie.md"])
def test_the_guide_names_the_passes_in_their_order(page: str) -> None:
    said = (Path(__file__).parents[2] / page).read_text("utf-8").replace("\n", " ")
    assert ", ".join(f"`{name}`" for name in OPTIONAL) in said

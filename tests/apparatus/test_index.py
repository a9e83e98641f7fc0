"""The index: which occurrences count, how they are located, how the section reads."""

from __future__ import annotations

import json

import pytest

from publish import apparatus
from publish.apparatus.index_section import index_section
from publish.apparatus.locators import Locator, Occurrence, label, locators
from publish.book import Book, text_of
from tests.books import TOML, book


def furnished(text: str, entries: str) -> Book:
    return apparatus.furnish(book(text, index_toml=entries))


def entry(heading: str, *forms: str, **more: object) -> str:
    keys: dict[str, object] = {"heading": heading, "forms": list(forms)}
    keys |= {key.replace("_", "-"): value for key, value in more.items()}
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
    return "[[entry]]\n" + "".join(lines)


def marked(text: str, entries: str) -> str:
    """Return the body's text with its name, ``<l>``, before each occurrence of an entry."""
    body = furnished(text, entries).sections[0].body
    for mark in body.iter("span"):
        if mark.get("class") == "mark":
            mark.text = f"<{mark.get('data-entry')}>"
    return "|".join(text_of(block).strip() for block in body[1:])


@pytest.mark.parametrize(
    ("text", "entries", "expected"),
    [
        ("Lénine vint.", entry("L", "Lénine"), "<l>Lénine vint."),
        ("L'Oedipe, n° 5.", entry("O", "Oedipe") + entry("N", "n° 5"), "L'<o>Oedipe, <n>n° 5."),
        ("Un Œdipe, no 5.", entry("O", "Oedipe") + entry("N", "n° 5"), "Un <o>Œdipe, <n>no 5."),
        ("Un porte\u2010plume, un porte\u2011plume.", entry("P", "porte-plume"),
         "Un <p>porte\u2010plume, un <p>porte\u2011plume."),
        ("Léninegrad et Lénine-là.", entry("L", "Lénine"), "Léninegrad et <l>Lénine-là."),
        ("L’ami et l'ami.", entry("A", "L’ami", "l’ami"), "<a>L’ami et <a>l'ami."),
        ("Les bolcheviks.", entry("B", "bolchevi*"), "Les <b>bolcheviks."),
        ("Congrès des Soviets.", entry("C", "Congrès des\u00a0Soviets") + entry("S", "Soviets"),
         "<c>Congrès des <s>Soviets."),
        ("Marx-Engels et Marx.", entry("M", "Marx", without=["Marx-Engels"]),
         "Marx-Engels et <m>Marx."),
        ("Le comité *mili*taire.", entry("C", "comité militaire"), "Le <c>comité militaire."),
        ("[le vieux]{.idx term=L} et Lénine", entry("L", "Lénine"), "<l>le vieux et <l>Lénine"),
        ("- Lénine\n- rien\n\n> Lénine", entry("L", "Lénine"), "<l>Lénine\nrien|<l>Lénine"),
    ],
)  # fmt: skip
def test_occurrences_are_whole_words(text: str, entries: str, expected: str) -> None:
    assert marked(f"# T\n\n{text}", entries) == expected


def test_titles_and_author_lines_are_not_indexed() -> None:
    text = "# Lénine\n\nLénine\n{: .author}\n\nLénine.\n"
    assert marked(text, entry("L", "Lénine")) == "Lénine|<l>Lénine."


def test_an_entry_counts_only_in_its_texts() -> None:
    entries = entry("L", "Lénine", texts=["b.md"])
    assert [d.code for d in furnished("# T\n\nLénine.", entries).diagnostics] == ["X001", "X004"]


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        (entry("A", "absent"), ["X001"]),
        (entry("A", see=["B"]), ["X002"]),
        (entry("A", "mot") + entry("A", "texte"), ["X003", "X003"]),
        (entry("A", see=["B"]) + entry("B", see=["C"]) + entry("C", "mot"), ["X005"]),
        (entry("A", "mot", under="Z"), ["X002"]),
    ],
)
def test_a_fault_in_the_index_has_a_code(entries: str, codes: list[str]) -> None:
    found = furnished("# T\n\nUn mot, un texte.", entries).diagnostics
    assert [d.code for d in found] == codes
    assert all(d.file == "index.toml" and d.line for d in found)


def occurrence(spec: str) -> tuple[Occurrence, int]:
    """``45n3*`` → an occurrence in note 3 on page 45, principal."""
    page, _, note = spec.rstrip("*").partition("n")
    return Occurrence(spec, note, spec.endswith("*")), int(page)


@pytest.mark.parametrize(
    ("occurrences", "printed"),
    [
        ("", ""),
        ("12", "12"),
        ("12 12 12", "12"),
        ("12 13", "12-13"),
        ("12 13 14 16", "12-14, 16"),
        ("16 12", "12, 16"),
        ("45n3", "45 n. 3"),
        ("45 45n3", "45, 45 n. 3"),
        ("44 45 45n3 46", "44-46, 45 n. 3"),
        ("45n10 45n9", "45 n. 9, 45 n. 10"),
        ("12 13* 14", "12, [13], 14"),
        ("12 12* 13", "[12], 13"),
    ],
)
def test_folios_stand_once_and_join_into_ranges(occurrences: str, printed: str) -> None:
    pairs = [occurrence(spec) for spec in occurrences.split()]
    found = locators([o for o, _ in pairs], {o.anchor: page for o, page in pairs})
    assert ", ".join(shown(one) for one in found) == printed


def shown(one: Locator) -> str:
    text = label(one, "{folio} n. {number}")
    return f"[{text}]" if one.main else text


def test_entries_are_in_french_order_with_their_references() -> None:
    entries = (
        entry("œuvre", "mot")
        + entry("offre", "mot")
        + entry("État", "mot", see_also=["étape"])
        + entry("étape", "mot")
        + entry("du mot", "mot", under="étape")
        + entry("Etat (vieux)", see=["État"])
        + entry("*Zoé*", "mot")
        + entry("14 juillet", "mot")
    )
    text = "# T\n\nUn mot[^1].\n\n[^1]: Un mot."
    marks = furnished(text, entries)
    folios = {
        str(a.get("id")): 7
        for tree in marks.sections[0].trees
        for a in tree.iter("span")
        if a.get("class") == "mark"
    }
    section = index_section(marks, folios)
    assert section is not None
    assert [text_of(li) for li in section.body.iter("li")] == [
        "14\u00a0juillet, 7, 7\u00a0n.\u00a01",
        "étape, 7, 7\u00a0n.\u00a01du mot, 7, 7\u00a0n.\u00a01",
        "du mot, 7, 7\u00a0n.\u00a01",
        "État, 7, 7\u00a0n.\u00a01. Voir aussi étape",
        "État (vieux), voir État",
        "œuvre, 7, 7\u00a0n.\u00a01",
        "offre, 7, 7\u00a0n.\u00a01",
        "Zoé, 7, 7\u00a0n.\u00a01",
    ]
    assert [h.text for h in section.body.iter("h2")] == ["#", "E", "O", "Z"]


def test_marks_in_a_section_rest_on_no_other_section_and_no_other_entry() -> None:
    def marks(first: str, entries: str) -> list[str | None]:
        toml = TOML.replace('"a.md"', '"a.md", "b.md"')
        two = book(f"# A\n\n{first}\n", toml, index_toml=entries, b_md="# B\n\nLénine.\n")
        _, last = apparatus.furnish(two).sections
        return [mark.get("id") for mark in last.body.iter("span") if mark.get("class") == "mark"]

    assert marks("Rien.", entry("L", "Lénine")) == ["x_l_b_1"]
    assert marks("Lénine.", entry("L", "Lénine")) == ["x_l_b_1"]
    assert marks("Rien.", entry("A", "Rien") + entry("L", "Lénine")) == ["x_l_b_1"]


def test_letters_that_the_alphabet_has_not_are_filed_under_those_it_has() -> None:
    names = ["Øresund", "Łódź", "Lyon", "Strasbourg", "Straßen", "Orange", "Đakovo", "Dax"]
    entries = "".join(entry(name, name) for name in names)
    done = furnished(f"# T\n\n{' ; '.join(names)}.", entries)
    section = index_section(done, {})
    assert section is not None
    body = section.body
    groups = [text_of(group[0]) for group in body if group.tag == "div"]
    headings = [text_of(item) for item in body.iter("span") if item.get("class") == "term"]
    assert groups == ["D", "L", "O", "S"]
    assert headings == [
        "Đakovo", "Dax", "Łódź", "Lyon", "Orange", "Øresund", "Strasbourg", "Straßen",
    ]  # fmt: skip


def test_a_mark_within_a_link_is_no_link() -> None:
    body = (
        furnished("# T\n\nVoir [Lénine](#t).\n\n## T {#t}", entry("L", "Lénine")).sections[0].body
    )
    assert [a.get("href") for a in body.iter("a")] == ["#t"]

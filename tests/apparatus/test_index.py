"""The index: which occurrences count, how they are located, how the section reads."""

from __future__ import annotations

import json

import pytest

from publish import apparatus
from publish.apparatus.index_section import index_section
from publish.apparatus.locators import Locator, Occurrence, label, locators
from publish.book import Book, text_of
from tests.books import book


def furnished(text: str, entries: str) -> Book:
    return apparatus.furnish(book(text, index_toml=entries))


def entry(heading: str, *forms: str, **more: object) -> str:
    keys: dict[str, object] = {"heading": heading, "forms": list(forms)}
    keys |= {key.replace("_", "-"): value for key, value in more.items()}
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
    return "[[entry]]\n" + "".join(lines)


def marked(text: str, entries: str) -> str:
    """Return the body's text with ``<n>`` before each occurrence of entry n."""
    body = furnished(text, entries).sections[0].body
    for mark in body.iter("a"):
        if mark.get("class") == "mark":
            mark.text = f"<{mark.get('data-entry')}>"
    return "|".join(text_of(block).strip() for block in body[1:])


@pytest.mark.parametrize(
    ("text", "entries", "expected"),
    [
        ("Lénine vint.", entry("L", "Lénine"), "<0>Lénine vint."),
        ("Léninegrad et Lénine-là.", entry("L", "Lénine"), "Léninegrad et <0>Lénine-là."),
        ("L’ami et l'ami.", entry("A", "L’ami", "l’ami"), "<0>L’ami et <0>l'ami."),
        ("Les bolcheviks.", entry("B", "bolchevi*"), "Les <0>bolcheviks."),
        ("Congrès des Soviets.", entry("C", "Congrès des\u00a0Soviets") + entry("S", "Soviets"),
         "<0>Congrès des <1>Soviets."),
        ("Marx-Engels et Marx.", entry("M", "Marx", without=["Marx-Engels"]),
         "Marx-Engels et <0>Marx."),
        ("Le comité *mili*taire.", entry("C", "comité militaire"), "Le <0>comité militaire."),
        ("[le vieux]{.idx term=L} et Lénine", entry("L", "Lénine"), "<0>le vieux et <0>Lénine"),
        ("- Lénine\n- rien\n\n> Lénine", entry("L", "Lénine"), "<0>Lénine\nrien|<0>Lénine"),
    ],
)  # fmt: skip
def test_occurrences_are_whole_words(text: str, entries: str, expected: str) -> None:
    assert marked(f"# T\n\n{text}", entries) == expected


def test_titles_and_author_lines_are_not_indexed() -> None:
    text = "# Lénine\n\nLénine\n{: .author}\n\nLénine.\n"
    assert marked(text, entry("L", "Lénine")) == "Lénine|<0>Lénine."


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
        for a in tree.iter("a")
        if a.get("class") == "mark"
    }
    section = index_section(marks, folios)
    assert section is not None
    assert [text_of(li) for li in section.body.iter("li")] == [
        "14 juillet, 7, 7 n. 1",
        "étape, 7, 7 n. 1du mot, 7, 7 n. 1",
        "du mot, 7, 7 n. 1",
        "État, 7, 7 n. 1. Voir aussi étape",
        "Etat (vieux), voir État",
        "œuvre, 7, 7 n. 1",
        "offre, 7, 7 n. 1",
        "Zoé, 7, 7 n. 1",
    ]
    assert [h.text for h in section.body.iter("h2")] == ["#", "E", "O", "Z"]

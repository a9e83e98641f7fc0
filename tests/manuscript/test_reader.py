"""Files → Book: what each construct becomes, and what each fault says."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.book import Kind
from publish.diagnostics import BookError
from publish.manuscript import read, read_text
from tests.books import TOML, Folder, book


def faults(text: str, toml: str = TOML, **others: str | bytes) -> list[str]:
    """Return ``place code`` of each diagnostic."""
    with pytest.raises(BookError) as caught:
        book(text, toml, **others)
    return [f"{d.place} {d.code}" for d in caught.value.diagnostics]


def xhtml(text: str) -> str:
    return etree.tostring(book(text).sections[0].body, encoding="unicode")


def test_the_title_gives_kind_author_and_running_head() -> None:
    section = book('# Un *titre* {.preface author="N. K." running="Titre"}\n\nTexte.').sections[0]
    assert (section.kind, section.title) == (Kind.PREFACE, "Un titre")
    assert (section.author, section.running) == ("N. K.", "Titre")


@pytest.mark.parametrize("title", ["# {.dedication}", "# {: .dedication }"])
def test_a_dedication_needs_no_title(title: str) -> None:
    section = book(f"{title}\n\nÀ toi.").sections[0]
    assert (section.kind, section.title) == (Kind.DEDICATION, "")
    assert [e.tag for e in section.body] == ["p"]


def test_every_block_knows_its_line() -> None:
    text = "# Un\n\nDeux *trois*\nquatre.\n\n> Cinq.\n\n- six\n- sept\n\n    huit\n"
    lines = [
        (e.tag, e.get("data-line"))
        for e in book(text).sections[0].body.iter()
        if e.get("data-line")
    ]
    assert lines == [("h1", "1"), ("p", "3"), ("p", "6"), ("p", "8"), ("p", "9"), ("p", "11")]


def test_notes_come_in_the_order_of_their_calls() -> None:
    text = "# T\n\nUn[^b] deux[^a].\n\n[^a]: Alpha.\n[^b]: Bêta,\nsuite.\n\n    Second alinéa.\n"
    notes = book(text).sections[0].notes
    assert [(n.label, n.line, len(n.body)) for n in notes] == [("b", 6, 2), ("a", 5, 1)]


def test_a_call_in_code_is_text() -> None:
    assert "<code>[^1]</code>" in xhtml("# T\n\nÉcrire `[^1]`.")


def test_links_between_texts_become_identifiers() -> None:
    toml = TOML.replace('["a.md"]', '["a.md", "b.md"]')
    sections = book("# A\n\n[Vers B](b.md).", toml, b_md="# B").sections
    assert 'href="#b"' in etree.tostring(sections[0].body, encoding="unicode")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pas de titre.", ["a.md:1 M001"]),
        ("# {.preface}\n\nMot.", ["a.md:1 M001"]),
        ("# T\n\nx <script>y</script>", ["a.md:3 M003"]),
        ('# T\n\nx <b onclick="y">z</b>', ["a.md:3 M004"]),
        ("# T\n\n[x](javascript:y)", ["a.md:3 M004"]),
        ("# T\n\nx\x07y", ["a.md:3:2 M008"]),
        ("# T\n\n[x](nulle-part.md)", ["a.md:3 M007"]),
        ("# T\n\nUn mot[^1].", ["a.md:3 N001"]),
        ("# T\n\nUn[^1].\n\n[^1]: a\n[^1]: b", ["a.md:6 N002"]),
        ("# T\n\nUn.\n\n[^1]: a", ["a.md:5 N003"]),
        ("# T\n\nUn[^1].\n\nDeux[^1].\n\n[^1]: a", ["a.md:5 N004"]),
        ("# T\n\nUn[^1].\n\n[^1]:", ["a.md:5 N005"]),
        ("# T\n\nUn[^1] et[^2].\n\n[^1]: a[^2]\n[^2]: b", ["a.md:5 N006"]),
        ("# T\n\nmot\n\n![Vue](http://x.fr/a.png)", ["a.md:5 B008"]),
        ("# T\n\nmot ![Vue](absente.png)", ["a.md:3 B001"]),
        ("# T\n\nmot ![](a.png)", ["a.md:3 M005", "a.md:3 B001"][::-1]),
    ],
)
def test_a_fault_in_a_text_has_code_and_line(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("titre = 'x'\n" + TOML, ["book.toml:1 B004"]),
        (TOML.replace("2026-01-01", '"hier"'), ["book.toml:4 B005"]),
        (TOML + '[print]\ntrim = "A5"\n', ["book.toml:6 B005"]),
        (TOML.replace('title = "Essai"\n', ""), ["book.toml:1 B006"]),
        (TOML + "x = [", ["book.toml:5 B003"]),
        (TOML.replace('["a.md"]', '["a.md", "b.md"]'), ["book.toml:3 B001"]),
        (TOML.replace('["a.md"]', '["a.md", "a.md"]'), ["book.toml:3 B010"]),
    ],
)
def test_a_fault_in_book_toml_has_code_and_line(toml: str, expected: list[str]) -> None:
    assert faults("# T", toml) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/// html | div.verse\nUn\n\nDeux", ["a.md:3 M012"]),
        ("/// html | div.letter\n//// html | div.verse\nUn\n///\n\nDeux", ["a.md:4 M012"]),
    ],
)
def test_a_block_that_is_never_closed_is_refused(text: str, expected: list[str]) -> None:
    assert faults(f"# T\n\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un <b>mot\n\nDeux\n\nTrois", ["a.md:3 M013"]),
        ('<div class="x">\n<em>Un</div>\n\nDeux', ["a.md:4 M013"]),
        ("Un mot[^1].\n\n[^1]: une <i>note.", ["a.md:5 M013"]),
    ],
)
def test_an_element_that_is_never_closed_is_told(text: str, expected: list[str]) -> None:
    assert [f"{d.place} {d.code}" for d in book(f"# T\n\n{text}").diagnostics] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Un :\n\n    <em>code",
        "Du `code\n<em>` sur deux lignes.",
        "/// html | div.letter\n/// html | div.verse\nUn\n///\n///\n\nDeux",
        "```\n/// html | div.verse\n<b>\n```\n\nDeux",
        "`<b>`, \\<b>, <!-- <b> --> 3 < 4, <https://exemple.fr/b>",
        "<table><tr><td>un<td>deux</table>\n\nMot<br>mot<wbr>.",
        'Un <abbr title="a > b">mot</abbr>.',
    ],
)
def test_what_is_closed_or_only_shown_is_not_told(text: str) -> None:
    assert book(f"# T\n\n{text}").diagnostics == ()


def test_a_block_of_no_kind_is_told_and_stays_text() -> None:
    found = book("# T\n\n/// verse\nUn\n///\n\nDeux")
    assert [f"{d.place} {d.code}" for d in found.diagnostics] == ["a.md:3 M014"]


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("[print]\ndrop-cap = 2\n\ncolours = 'red'", 8),
        ("[[contributors]]\nname = 'A'\n[[contributors]]\nrole = 'aut'\n\nname = ' '", 10),
        ("[typography.widths]\ncolon = 'wide'", 5),
    ],
)
def test_a_value_is_refused_on_its_line_and_else_on_that_of_its_table(
    table: str, line: int
) -> None:
    assert faults("# T", f"{TOML}{table}\n") == [f"book.toml:{line} B005"]


def test_broken_utf8_is_named_with_its_line() -> None:
    with pytest.raises(BookError) as caught:
        read(Folder({"book.toml": TOML, "a.md": b"# T\n\nca\xe9"}))
    assert [(d.code, d.line, d.values) for d in caught.value.diagnostics] == [
        ("B002", 3, (("offset", "7"),))
    ]


def test_an_index_entry_knows_its_line() -> None:
    entries = book(
        "# T", index_toml='[[entry]]\nheading = "A"\n\n[[entry]]\nheading = "B"\n'
    ).entries
    assert [(e.heading, e.line) for e in entries] == [("A", 1), ("B", 4)]


def test_a_book_without_a_date_is_told_so() -> None:
    assert [d.code for d in book("# T", TOML.replace("date = 2026-01-01\n", "")).diagnostics] == [
        "B009"
    ]


def test_texts_are_named_by_a_pattern_and_one_left_out_is_told() -> None:
    texts = {f"c{n}_md": f"# {n}" for n in (1, 2, 10)} | {"README_md": "# Non"}
    toml = TOML.replace('["a.md"]', '["a.md", "c*.md"]')
    found = book("# A", toml, **texts, b_md="# B")
    assert [section.title for section in found.sections] == ["A", "1", "2", "10"]
    assert [(d.code, dict(d.values)["path"]) for d in found.diagnostics] == [("B011", "b.md")]


def test_a_file_may_hold_several_texts_and_begin_lower() -> None:
    text = (
        "<!-- x -->\n\n## Un\n\nMot[^1].\n\n### Dedans\n\n## Deux\n\nMot[^2].\n\n[^1]: a\n[^2]: b\n"
    )
    found = book(text)
    assert [(s.id, s.title, [n.label for n in s.notes]) for s in found.sections] == [
        ("a", "Un", ["1"]),
        ("deux", "Deux", ["2"]),
    ]
    assert [e.tag for e in found.sections[0].body] == ["h1", "p", "h2"]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("---\ntitle: Livre\nauthor: Ann\ntoc: true\n---\n\n# Un", ("Un", "", "Ann", ["M032"])),
        ("---\ntitle: Texte\nauthor: [Ann, Bob]\n---\n\nMot.", ("Texte", "Ann, Bob", "", [])),
        ("% Livre\n% Ann; Bob\n\n# Un", ("Un", "", "Ann; Bob", [])),
    ],
)
def test_front_matter_is_the_books_or_the_texts(
    front: str, expected: tuple[str, str, str, list[str]]
) -> None:
    found = book(front)
    section = found.sections[0]
    names = "; ".join(one.name for one in found.metadata.contributors)
    told = [d.code for d in found.diagnostics]
    assert (section.title, section.author, names, told) == expected


def test_front_matter_that_is_no_yaml_is_refused_with_its_line() -> None:
    assert faults("---\ntitle: [a\n---\n\n# T") == ["a.md:3 M033"]
    assert faults("---\na: &a [x]\nb: [*a, *a]\n---\n\n# T") == ["a.md:3 M033"]


def test_headings_have_the_identifiers_of_pandoc_and_of_github() -> None:
    text = "# T\n\n## 1. L’été *vrai*\n\n## 1. L’été *vrai*\n\n[a](#lété-vrai) [b](#1-lété-vrai-1)"
    body = book(text).sections[0].body
    assert [h.get("id") for h in body.iter("h2")] == ["lété-vrai", "lété-vrai-1"]
    assert [a.get("href") for a in body.iter("a")] == ["#lété-vrai", "#lété-vrai-1"]


def test_two_texts_may_have_headings_of_the_same_words() -> None:
    toml = TOML.replace('["a.md"]', '["a.md", "b.md"]')
    two = "# {}\n\n## Fin\n\n[x](#fin) [y](b.md#fin)"
    found = book(two.format("A"), toml, b_md=two.format("B"))
    assert [h.get("id") for s in found.sections for h in s.body.iter("h2")] == ["fin", "b-fin"]
    assert [a.get("href") for s in found.sections for a in s.body.iter("a")] == [
        "#fin", "#b-fin", "#b-fin", "#b-fin",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("o\ufb03cier", ["3:2 M026"]),
        ("porte\u2010plume", ["3:6 M027"]),
        ("l\u2019\u00c3\u00a9t\u00c3\u00a9", ["3:3 M025", "3:6 M025"]),
        ("un\tdeux", ["3:3 M028"]),
        ("Un mot [1].\n\n[1] Une note.", ["3:8 M024"]),
        ("```\no\ufb03cier\tx\n```", []),
        ("« voilà » [1988] (1)", []),
    ],
)
def test_signs_that_look_right_and_are_not_are_told(text: str, expected: list[str]) -> None:
    told = book(f"# T\n\n{text}").diagnostics
    assert [f"{d.line}:{d.column} {d.code}" for d in told] == expected


def test_an_exclamation_mark_before_a_call_opens_no_picture() -> None:
    (section,) = book("# T\n\nVive la révolution\u00a0![^8]\n\n[^8]: Note.\n").sections
    assert section.body.find(".//img") is None
    assert [note.label for note in section.notes] == ["8"]
    assert (section.body.findtext("p") or "").endswith("!")


def test_a_heading_that_skips_a_level_is_told() -> None:
    _, told = read_text("# T\n\n## A\n\n#### B\n\n## C\n\n### D", "a.md")
    assert [(one.line, one.code) for one in told] == [(5, "M070")]


def test_a_title_behind_page_breaks_is_found() -> None:
    text = "\\clearpage\\null\n\n# T\n\nUn.\n\n\\newpage\n\n# U\n\n\\newpage\n\nDeux."
    sections, told = read_text(text, "a.md")
    assert [one.title for one in sections] == ["T", "U"]
    assert [len(list(one.body.iter("hr"))) for one in sections] == [0, 1]
    assert told == []

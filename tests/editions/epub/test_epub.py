"""The EPUB as a package: reproducible, whole whatever the book holds, past ebooklib's gates."""

from __future__ import annotations

import datetime
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from publish.book.metadata import Isbn, Publisher
from publish.characters import FINE_SPACE, NO_BREAK_SPACE
from publish.diagnostics import BookError
from publish.documents.accessibility_facts import FACTS
from publish.editions import Manufacture, onix
from publish.editions.epub.archive import archive
from publish.editions.epub.font_subset import covers, subset_font
from publish.pipeline.products import BookProducts
from publish.pipeline.style_folders import default_styles
from publish.preflight import check_epub
from tests.books import TOML, png, write_book

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
REGULAR = default_styles() / "fonts/LibertinusSerif-Regular.otf"
FEATURE = "schema:accessibilityFeature"
MARKUP = '<script>alert(1)</script> ]]> & "'


def made(root: Path, variant: str = "epub") -> zipfile.ZipFile:
    content: bytes = getattr(BookProducts(root, 0), variant)()
    return zipfile.ZipFile(BytesIO(content))


def document(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(f"EPUB/{name}"))


def package(book: zipfile.ZipFile) -> etree._Element:
    return document(book, "content.opf")


# ebooklib's gates, one by one


@pytest.fixture
def plain(tmp_path: Path) -> zipfile.ZipFile:
    text = "# Titre\n\nUn *mot*[^1].\n\n## Sous-titre\n\nFin.\n\n[^1]: Une note.\n"
    return made(write_book(tmp_path, text, index_toml='[[entry]]\nheading="mot"\nforms=["mot"]\n'))


def test_documents_are_written_as_they_were_made(plain: zipfile.ZipFile) -> None:
    """It parses chapters as HTML: heads and the type of the body went missing."""
    root = document(plain, "text/a.xhtml")
    body, head = root.find(f"{XHTML}body"), root.find(f"{XHTML}head")
    assert body is not None
    assert body.get(TYPE) == "bodymatter"
    assert head is not None
    assert head.findtext(f"{XHTML}title") == "Titre"


def test_a_drawing_keeps_the_case_of_its_attributes(tmp_path: Path) -> None:
    """It wrote ``viewbox``."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
    book = made(write_book(tmp_path, "# T\n\n![un trait](a.svg)\n", a_svg=svg))
    assert b"viewBox" in book.read("EPUB/images/a.svg")


def test_the_page_list_holds_pages_only(plain: zipfile.ZipFile) -> None:
    """It lists every element that has a type and an identifier."""
    nav = document(plain, "nav.xhtml")
    (pages,) = [n for n in nav.iter(f"{XHTML}nav") if n.get(TYPE) == "page-list"]
    links = [str(a.get("href")) for a in pages.iter(f"{XHTML}a")]
    assert links
    assert all(re.search(r"#page-\d+$", link) for link in links)
    for link in links:
        path, _, name = link.partition("#")
        assert document(plain, path).xpath(f"//*[@id='{name}'][@role='doc-pagebreak']")


def test_the_package_names_its_language_and_no_unused_prefix(plain: zipfile.ZipFile) -> None:
    root = package(plain)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.get("prefix") is None


def test_the_date_is_the_books_own_in_universal_time(plain: zipfile.ZipFile) -> None:
    """It writes the local clock, marked Z."""
    (date,) = package(plain).xpath("//*[@property='dcterms:modified']/text()")
    assert date == "1970-01-01T00:00:00Z"


def test_the_identifier_is_stable(tmp_path: Path) -> None:
    """It draws a random one."""
    found = {
        package(made(write_book(tmp_path / name, "# T\n\nMot.\n"))).findtext(f".//{DC}identifier")
        for name in "ab"
    }
    assert len(found) == 1


def test_the_old_contents_have_the_pages_too(plain: zipfile.ZipFile) -> None:
    ncx = document(plain, "toc.ncx")
    targets = ncx.findall(".//{*}pageTarget")
    nav = document(plain, "nav.xhtml")
    (pages,) = [n for n in nav.iter(f"{XHTML}nav") if n.get(TYPE) == "page-list"]
    assert [t.get("value") for t in targets] == [
        "".join(a.itertext()) for a in pages.iter(f"{XHTML}a")
    ]


REFUSED = {
    "a control character in the title": (TOML.replace("Essai", r"E\u0008"), "book.toml:1 M008"),
    "a control character in a list": (TOML + 'subjects = ["a", "\\u0001"]\n', "book.toml:5 M008"),
    "no title": (TOML.replace("Essai", " "), "book.toml:1 B005"),
    "a name that is empty": (TOML + '[[contributors]]\nname = ""\n', "book.toml:6 B005"),
    "a subject that is empty": (TOML + 'subjects = [""]\n', "book.toml:5 B005"),
    "no language": (TOML + 'language = "fr FR"\n', "book.toml:5 B005"),
    "a text outside the book": (TOML.replace("a.md", "../a.md"), "book.toml:3 B007"),
    "a claim nobody answers for": (
        TOML + '[accessibility]\nconforms-to = "WCAG 2.2 AA"\n', "book.toml:6 B005",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_metadata_that_would_be_swallowed_are_refused(tmp_path: Path, name: str) -> None:
    """ebooklib writes an empty element for them, and says nothing."""
    toml, expected = REFUSED[name]
    with pytest.raises(BookError) as caught:
        made(write_book(tmp_path, "# T\n\nMot.\n", toml))
    assert [f"{d.place} {d.code}" for d in caught.value.diagnostics] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mot\u0008.", "a.md:3:4 M008"),
        ("<script>alert(1)</script>", "a.md:3 M003"),
        ('<p id="page-7">Mot</p>', "a.md:3 M010"),
        ('<p id="deux mots">Mot</p>', "a.md:3 M010"),
        ("![x](faux.png)", "a.md:3 M011"),
        ("![x](script.svg)", "a.md:3 M011"),
        ("![x](image.tiff)", "a.md:3 M011"),
        ("![x](../a.png)", "a.md:3 B007"),
    ],
)
def test_content_that_would_break_the_book_is_refused(
    tmp_path: Path, text: str, expected: str
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><rect onclick="alert(1)"/></svg>'
    root = write_book(
        tmp_path, f"# T\n\n{text}\n", faux_png=b"GIF89a", script_svg=svg, image_tiff=b"II*\0"
    )
    with pytest.raises(BookError) as caught:
        made(root)
    assert [f"{d.place} {d.code}" for d in caught.value.diagnostics] == [expected]


STRANGE = f"""\
# ]]> &amp; `<b>` 日本語

A `{MARKUP}` ]]> <!-- non --> <span lang="he" dir="rtl">שלום עולם</span>,
<span lang="ja">日本語の文章</span>, é\u0301\u0301 👩\u200d👧 &#0; &#xFFFE;.

![un carré](i/../i/é%20b.png) et ![un autre](cover.jpg){{.ornament}}

| a | b |
|---|---|
| 1 | 2[^1] |

1. un

    deux[^2]

> trois[^3]

[^1]: Un.
[^2]: - liste
[^3]:
    > citation
"""


PERSON = 'isni = "0000000121032683"\nbnf = "ark:/12148/cb11907966z"\n'
CLAIMS = """
[cover]
collection = "Témoins"
number = "3"
issn = "0317-8471"

[isbn]
print = "9782070360024"

[accessibility]
conforms-to = "WCAG 2.2 AA"
certified-by = "Centre X"
credential = "https://example.org/titre"
report = "https://example.org/rapport"
date = 2026-11-03
contact = "lire@example.org"
"""


def test_strange_content_gives_a_valid_book(tmp_path: Path) -> None:
    """Markup in metadata, names with spaces, names the press uses itself, scripts of the world."""
    quoted = f"'''{MARKUP}'''"
    names = ["a.md", "x/..b c&'.md", "index.md", "nav.md", "été.md", "ete.md", "title-page.md"]
    toml = f'title = {quoted}\nslug = "essai"\ndescription = {quoted}\nrights = {quoted}\n'
    toml += f"subjects = [{quoted}]\ndate = 2026-01-01\ntexts = {names!r}\n"
    toml += f"languages = ['ja', 'he']\n[[contributors]]\nname = {quoted}\n{PERSON}{CLAIMS}"
    jpeg = BytesIO()
    Image.new("L", (4, 4)).save(jpeg, "JPEG")
    root = write_book(tmp_path, STRANGE, toml)
    folder = root / "manuscript"
    (folder / "x").mkdir()
    (folder / "i").mkdir()
    (folder / "i/é b.png").write_bytes(png())
    (folder / "cover.jpg").write_bytes(jpeg.getvalue())
    for name in names[1:]:
        (folder / name).write_text(f"# {name}\n\nMot.\n", "utf-8")
    (folder / "index.toml").write_text('[[entry]]\nheading = "Mot"\nforms = ["Mot"]\n')
    workshop = BookProducts(root, 0)
    (tmp_path / "essai.epub").write_bytes(workshop.epub())
    assert [str(d) for d in check_epub(tmp_path / "essai.epub")] == []
    with zipfile.ZipFile(tmp_path / "essai.epub") as book:
        inside = book.namelist()
        assert len(inside) == len(set(inside))
        assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) and ".." not in name for name in inside)
        assert "<script>alert(1)</script>" in str(package(book).findtext(f".//{DC}title"))
        assert_it_tells_all(book)
    pages = workshop.web()
    assert "text/index-2.html" in pages
    assert b"<script>alert" not in b"".join(c for p, c in pages.items() if p.endswith(".html"))


def assert_it_tells_all(book: zipfile.ZipFile) -> None:
    """Series, people, source, languages, and who answers for the accessibility."""
    told = {
        (str(one.get("refines")), str(one.get("property"))): one.text
        for one in package(book).iter(f"{OPF}meta")
    }
    expected = {
        ("None", "belongs-to-collection"): "Témoins",
        ("#collection", "collection-type"): "series",
        ("#collection", "group-position"): "3",
        ("#person-1", "display-seq"): "1",
        ("None", "pageBreakSource"): "urn:isbn:9782070360024",
        ("None", "a11y:certifiedBy"): "Centre X",
        ("#certifier", "a11y:certifierCredential"): "https://example.org/titre",
        ("#certifier", "dcterms:date"): "2026-11-03",
    }
    assert {key: told.get(key) for key in expected} == expected
    assert package(book).findtext(f".//{DC}source") == "urn:isbn:9782070360024"
    assert [one.text for one in package(book).iter(f"{DC}language")] == ["fr", "ja", "he"]
    same = [str(one.text) for one in package(book).iter(f"{OPF}meta")
            if one.get("property") == "schema:sameAs"]  # fmt: skip
    assert same == [
        "https://isni.org/isni/0000000121032683", "https://data.bnf.fr/ark:/12148/cb11907966z",
    ]  # fmt: skip
    page = document(book, "text/accessibility.xhtml")
    assert "lire@example.org" in "".join(map(str, page.itertext()))


def test_voices_are_told_how_names_are_said(tmp_path: Path) -> None:
    index = """[[entry]]\nheading = "Mot"\nforms = ["Mot"]\npronounced = {"Mot" = "/mo/"}\n"""
    book = made(write_book(tmp_path, "# T\n\nMot.\n", index_toml=index))
    (lexeme,) = document(book, "lexicon.pls").iter("{*}lexeme")
    assert (lexeme.findtext("{*}grapheme"), lexeme.findtext("{*}phoneme")) == ("Mot", "mo")
    for name in ("a", "accessibility"):
        (link,) = document(book, f"text/{name}.xhtml").xpath("//*[@rel='pronunciation']")
        assert (link.get("href"), link.get("hreflang")) == ("../lexicon.pls", "fr")
    assert "ttsMarkup" in properties(book, FEATURE)


def test_onix_and_package_tell_the_same(tmp_path: Path) -> None:
    """Each feature that has a code is in both, or in neither."""
    text = "# T\n\nMot.\n\n![un carré](a.png)\n\n## Plus\n\n### Bas\n\nFin.\n"
    products = BookProducts(write_book(tmp_path, text, a_png=png()), 0)
    told = set(properties(zipfile.ZipFile(BytesIO(products.epub())), FEATURE))
    isbn, sent = Isbn(epub="9782070360024"), datetime.datetime(2026, 11, 3)
    metadata = replace(products.book.metadata, isbn=isbn, publisher=Publisher("M"))
    message = etree.fromstring(
        onix(metadata, Manufacture(8, 1, 1, 1), products.accessibility, sent)
    )
    codes = {str(one.text) for one in message.iter("{*}ProductFormFeatureValue")}
    for fact in FACTS:
        if fact.features and fact.codes:
            assert set(fact.features) <= told or not set(fact.features) & told
            assert (set(fact.features) <= told) == (set(fact.codes) <= codes), fact.name
    assert codes == {"00", "10", "13", "14", "19", "22", "29", "30", "32", "36", "41", "52"}


def test_a_book_without_any_listed_text_can_still_be_navigated(tmp_path: Path) -> None:
    book = made(write_book(tmp_path, "# À ma mère {.dedication}\n\nMot.\n"))
    nav = document(book, "nav.xhtml")
    assert nav.xpath("//*[local-name()='nav'][1]//*[local-name()='a']/text()") == ["Essai"]


# What the book says of itself


def properties(book: zipfile.ZipFile, name: str) -> list[str]:
    return [str(v) for v in package(book).xpath(f"//*[@property='{name}']/text()")]


def test_metadata_claim_what_the_book_has(tmp_path: Path) -> None:
    text = "# T\n\nMot.\n\n![un carré](a.png)\n"
    bare = made(write_book(tmp_path / "a", "# T\n\nMot.\n"))
    rich = made(
        write_book(
            tmp_path / "b", text, a_png=png(), index_toml='[[entry]]\nheading="m"\nforms=["Mot"]\n'
        )
    )
    assert properties(bare, "schema:accessMode") == ["textual"]
    assert properties(rich, "schema:accessMode") == ["textual", "visual"]
    more = set(properties(rich, "schema:accessibilityFeature"))
    assert more - set(properties(bare, "schema:accessibilityFeature")) == {
        "index",
        "alternativeText",
    }
    assert properties(bare, "pageBreakSource") == ["Essai, édition imprimée, 140 × 216 mm, 2026"]
    assert properties(bare, "dcterms:conformsTo") == []


def test_conformity_is_claimed_where_the_editor_answers_for_it(tmp_path: Path) -> None:
    toml = TOML + '[accessibility]\nconforms-to = "WCAG 2.2 AA"\ncertified-by = "Presses X"\n'
    book = made(write_book(tmp_path, "# T\n\nMot.\n", toml))
    assert properties(book, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert properties(book, "a11y:certifiedBy") == ["Presses X"]


def test_foreign_words_name_their_language(tmp_path: Path) -> None:
    book = made(write_book(tmp_path, "# T\n\nLe [Novaïa Jizn]{lang=ru-Latn} et la suite.\n"))
    (word,) = document(book, "text/a.xhtml").xpath("//*[@lang='ru-Latn']")
    assert word.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru-Latn"


# Notes, index


def test_a_note_opens_with_its_way_back_and_says_its_series(tmp_path: Path) -> None:
    toml = TOML + '[notes]\neditor = "letters"\n'
    text = "# T\n\nUn[^1] deux[^e1].\n\n[^1]: Source.\n\n[^e1]: Éditeur.\n"
    root = document(made(write_book(tmp_path, text, toml)), "text/a.xhtml")
    asides = list(root.iter(f"{XHTML}aside"))
    assert [a.get("class") for a in asides] == [None, "editor"]
    assert ["".join(a.itertext()) for a in asides] == ["1. Source.", "a. Éditeur."]
    for aside in asides:
        first = aside[0][0]
        assert first.get("role") == "doc-backlink"
        call = root.xpath(f"//*[@id='{str(first.get('href'))[1:]}']")[0]
        assert call.get("href") == f"#{aside.get('id')}"
        assert len(call) == 0, "Kindle opens no pop-up where the link holds an element"
    assert not root.xpath("//*[@class='notes']/*[not(local-name()='aside')]")


def test_the_index_has_the_roles_of_epub_indexes(tmp_path: Path) -> None:
    index = """
[[entry]]\nheading = "chat"\nforms = ["chat"]\nsee_also = ["chien"]
[[entry]]\nheading = "chien"\nforms = ["chien"]
[[entry]]\nheading = "minou"\nsee = ["chat"]
"""
    text = "# T\n\nLe chat, le chien.\n"
    index = index.replace("see_also", "see-also")
    root = document(made(write_book(tmp_path, text, index_toml=index)), "text/index.xhtml")
    found = [str(e.get(TYPE)) for e in root.iter() if e.get(TYPE)]
    for kind in (
        "index", "index-group", "index-entry-list", "index-entry", "index-term",
        "index-locator-list", "index-locator", "index-xref-preferred", "index-xref-related",
    ):  # fmt: skip
        assert kind in found, kind


# Variants


def test_kindle_gets_the_spaces_it_knows(tmp_path: Path) -> None:
    root = write_book(tmp_path, "# T\n\nQuoi ? 12\u202f000 a\u2009b\n")
    standard, kindle = made(root), made(root, "kindle")
    text = "".join(document(standard, "text/a.xhtml").itertext())
    assert f"Quoi{FINE_SPACE}?" in text
    told = "".join(
        "".join(document(kindle, f"text/{n}.xhtml").itertext()) for n in ("a", "colophon")
    )
    assert f"Quoi{NO_BREAK_SPACE}?" in told
    assert not re.search("[\u2000-\u200b\u202f\u2060\u2011]", told)
    assert "EPUB/cover.xhtml" in standard.namelist()
    assert "EPUB/cover.xhtml" not in kindle.namelist(), "Amazon adds a page for the cover"


def test_a_font_without_the_fine_space_gets_another(tmp_path: Path) -> None:
    root = write_book(tmp_path, "# T\n\nQuoi ?\n")
    face = TTFont(REGULAR)
    for table in face["cmap"].tables:
        table.cmap.pop(ord(FINE_SPACE), None)
    (root / "styles/fonts").mkdir(parents=True)
    face.save(root / "styles/fonts/LibertinusSerif-Regular.otf")
    css = (default_styles() / "print.css").read_text("utf-8").replace("Regular.otf", "Semibold.otf")
    (root / "styles/print.css").write_text(css, "utf-8")
    assert f"Quoi{NO_BREAK_SPACE}?" in "".join(document(made(root), "text/a.xhtml").itertext())


# Fonts and archive


def test_a_subset_keeps_forms_licence_and_the_characters_asked_for() -> None:
    font = REGULAR.read_bytes()
    reduced = subset_font(font, frozenset("Ω"))
    assert len(reduced) < len(font) / 4
    assert covers(reduced, frozenset(f"Ωé{FINE_SPACE}{NO_BREAK_SPACE}"))
    assert not covers(reduced, frozenset("Ψ"))
    face = TTFont(BytesIO(reduced))
    tags = {record.FeatureTag for record in face["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "c2sc", "onum", "lnum", "sups", "liga", "locl"} <= tags
    assert "Open Font License" in face["name"].getDebugName(13)
    assert reduced == subset_font(font, frozenset("Ω"))


def test_a_packed_font_stays_packed() -> None:
    face, packed = TTFont(REGULAR), BytesIO()
    face.flavor = "woff"
    face.save(packed)
    reduced = subset_font(packed.getvalue(), frozenset("Ω"))
    assert reduced[:4] == b"wOFF"
    assert len(reduced) < len(packed.getvalue()) / 2
    assert covers(reduced, frozenset("Ωé"))


def test_a_font_that_is_none_is_told() -> None:
    with pytest.raises(BookError, match="E008"):
        subset_font(b"OTTO", frozenset("a"), "x.otf")


@given(st.dictionaries(st.text("abcé/", min_size=1), st.binary(max_size=2000), max_size=5))
def test_an_archive_gives_back_what_was_put_in(files: dict[str, bytes]) -> None:
    packed = archive(files, stored=frozenset(list(files)[:1]))
    with zipfile.ZipFile(BytesIO(packed)) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == files
        assert {entry.date_time[:3] for entry in found.infolist()} <= {(1980, 1, 1)}


def test_the_mimetype_comes_first_and_is_not_compressed(plain: zipfile.ZipFile) -> None:
    first = plain.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert plain.read("mimetype") == b"application/epub+zip"

"""What a host is given: a feed by the rules of OPDS 2.0, a page that anyone can read."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from PIL import Image

from publish.catalogue import build
from publish.catalogue.shelf import folded
from tests.catalogue.opds import faults_of_feed, faults_of_publication
from tests.catalogue.shelves import BAD, write_member, write_shelf
from tests.catalogue.test_build import published

CATALOGUE = """\
title = "Bibliothèque d’essai"
description = "Tout ce que l’on a."
books = ["livres/*"]
targets = ["epub", "kindle", "lecture", "impression", "web"]
order = "title"

[publisher]
name = "Éditions d’essai"
place = "Paris"

[[collections]]
title = "Romans d’été"
books = ["livres/roman"]
"""
PEOPLE = """\
subtitle = "Conte <pour> voir"
description = "Un conte."
subjects = ["Contes", "Été"]
[isbn]
epub = "9782070360024"
[publisher]
name = "Maison"
[[contributors]]
name = "George Sand"
sort = "Sand, George"
isni = "0000000121306517"
[[contributors]]
name = "Une traductrice"
role = "trl"
[[contributors]]
name = "Un préfacier"
role = "aui"
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("catalogue")
    file = write_shelf(root, ("essai",), CATALOGUE)
    write_member(root, "roman", toml=PEOPLE)
    toml = root / "livres/roman/manuscript/book.toml"
    toml.write_text(toml.read_text("utf-8").replace("Livre roman", "Écrit d’été"), "utf-8")
    write_member(root, "rate", BAD)
    toml = root / "livres/essai/manuscript/book.toml"
    toml.write_text(toml.read_text("utf-8").replace("Livre essai", "Livre : un essai"), "utf-8")
    build(file, processes=2)
    return root


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, bytes]:
    return published(root)


def feed(files: dict[str, bytes], path: str = "opds.json") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[path])
    return found


def test_every_feed_keeps_the_rules_of_opds(files: dict[str, bytes]) -> None:
    feeds = [path for path in files if path == "opds.json" or path.startswith("collections/")]
    assert sorted(feeds) == ["collections/romans-d-ete.json", "opds.json"]
    assert {path: faults_of_feed(feed(files, path)) for path in feeds} == {f: [] for f in feeds}
    for path in files:
        if path.endswith("publication.json"):
            assert faults_of_publication(feed(files, path)) == []


def test_rules_that_are_broken_are_seen(files: dict[str, bytes]) -> None:
    top = feed(files)
    del top["links"][0]
    top["publications"][0]["images"][0]["width"] = 0
    top["publications"][1]["links"] = top["publications"][1]["links"][:1]
    assert faults_of_feed(top) == [
        "a feed has a link to itself", "width is a number above 0",
        "a publication can be acquired",
    ]  # fmt: skip


def test_a_feed_tells_a_book_as_its_epub_does(files: dict[str, bytes]) -> None:
    one = next(p for p in feed(files)["publications"] if p["metadata"]["title"] == "Écrit d’été")
    assert one["metadata"] == {
        "@type": "http://schema.org/Book",
        "identifier": "urn:isbn:9782070360024",
        "title": "Écrit d’été",
        "subtitle": "Conte <pour> voir",
        "language": "fr",
        "author": [
            {
                "name": "George Sand",
                "sortAs": "Sand, George",
                "identifier": "https://isni.org/isni/0000000121306517",
            }
        ],
        "translator": [{"name": "Une traductrice"}],
        "contributor": [{"name": "Un préfacier", "role": "aui"}],
        "publisher": "Maison",
        "published": "2026-01-01",
        "modified": "2026-01-01T00:00:00Z",
        "description": "Un conte.",
        "subject": ["Contes", "Été"],
        "numberOfPages": one["metadata"]["numberOfPages"],
    }


@pytest.mark.parametrize("slug", ["roman", "essai"])
def test_a_book_has_the_title_and_identifier_of_its_epub(
    files: dict[str, bytes], slug: str
) -> None:
    told = feed(files, f"books/{slug}/publication.json")["metadata"]
    with zipfile.ZipFile(BytesIO(files[f"books/{slug}/{slug}.epub"])) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    for term in ("title", "identifier"):
        assert told[term] in package.xpath(f"//*[local-name()='{term}']/text()")


def test_what_a_feed_links_is_there_and_is_what_it_says(files: dict[str, bytes]) -> None:
    for path in ("opds.json", "collections/romans-d-ete.json", "books/roman/publication.json"):
        found = feed(files, path)
        publications = found.get("publications", [found])
        links = [*found["links"], *found.get("navigation", [])]
        links += [x for one in publications for x in (*one["links"], *one["images"])]
        for link in links:
            content = files[normpath(str(PurePosixPath(path).parent / link["href"]))]
            if "size" in link:
                assert len(content) == link["size"]
            if "width" in link:
                assert Image.open(BytesIO(content)).size == (link["width"], link["height"])


def test_a_feed_with_an_address_tells_where_it_stands(root: Path, tmp_path: Path) -> None:
    catalogue = 'title = "B"\nurl = "https://livres.example/"\nbooks = ["livres/*"]\n'
    file = write_shelf(tmp_path, "a", catalogue + 'targets = ["epub"]\n')
    build(file, processes=1)
    top = feed(published(tmp_path))
    assert top["links"][0]["href"] == "https://livres.example/opds.json"
    own = top["publications"][0]["links"][0]
    assert own["href"] == "https://livres.example/books/a/publication.json"


def test_readers_get_no_files_of_the_printer(files: dict[str, bytes]) -> None:
    found = {path for path in files if path.count("/") == 2 and path.startswith("books/roman")}
    assert found == {
        "books/roman/cover.jpg", "books/roman/publication.json", "books/roman/roman.epub",
        "books/roman/roman-kindle.epub", "books/roman/roman-lecture.pdf",
        "books/roman/thumbnail.jpg",
    }  # fmt: skip


def test_a_book_that_failed_is_not_shown(files: dict[str, bytes]) -> None:
    assert not any("rate" in path for path in files)
    assert "Livre rate" not in files["index.html"].decode()


def test_the_page_shows_each_book_in_order_with_what_it_can_be_had_as(
    files: dict[str, bytes],
) -> None:
    page = html.fromstring(files["index.html"].decode())
    assert page.get("lang") == "fr"
    assert [h.text_content() for h in page.iter("h2")] == ["Romans d’été", "Autres livres"]
    assert [h.text_content() for h in page.iter("h3")] == ["Écrit d’été", "Livre\u00a0: un essai"]
    assert [h.get("lang") for h in page.iter("h3")] == ["fr", "fr"]
    book = page.xpath("//li[h3]")[0]
    assert "Conte <pour> voir" in book.text_content()
    assert "traduit par Une traductrice" in book.text_content()
    assert [a.text_content() for a in book.xpath(".//ul//a")] == [
        "EPUB", "Kindle", "PDF", "Lire en ligne",
    ]  # fmt: skip
    (image,) = book.iter("img")
    assert image.get("alt") == "Couverture de «\u00a0Écrit d’été\u00a0»"
    assert set(image.keys()) >= {"width", "height", "alt"}


@pytest.mark.parametrize("name", ["catalogue/index.html", "report/index.html"])
def test_a_page_fetches_nothing_and_links_only_what_is_there(root: Path, name: str) -> None:
    path = root / "dist" / name
    text = path.read_text("utf-8")
    page = html.fromstring(text)
    assert "url(" not in text
    assert page.xpath("//script[@src] | //link[@rel='stylesheet']") == []
    ids = set(page.xpath("//@id"))
    for address in page.xpath("//@href | //@src"):
        parts = urlsplit(address)
        assert not parts.scheme
        assert not parts.netloc
        if parts.path:
            assert Path(normpath(path.parent / parts.path)).is_file()
        else:
            assert parts.fragment in ids


def test_the_report_tells_figures_and_remarks_without_scripts(root: Path) -> None:
    page = html.fromstring((root / "dist/report/index.html").read_text("utf-8"))
    rows = [[" ".join(c.text_content().split()) for c in row] for row in page.xpath("//tbody/tr")]
    assert [row[0] for row in rows] == [
        "Livre : un essai livres/essai", "Livre rate livres/rate", "Écrit d’été livres/roman",
    ]  # fmt: skip
    assert rows[1][1].startswith("échec")
    assert rows[0][3] == "1", "notes"
    (remarks,) = page.xpath("//article")
    assert "a.md:3" in remarks.text_content()
    assert "la note [^1] est appelée mais n’est pas définie" in remarks.text_content()
    data = json.loads((root / "dist/report/report.json").read_text("utf-8"))
    assert data["counts"] == {"built": 2, "up-to-date": 0, "failed": 1}


def test_files_are_linked_not_copied_and_an_unchanged_folder_is_left_alone(root: Path) -> None:
    site, book = root / "dist/catalogue", root / "livres/roman/dist/roman.epub"
    assert (site / "books/roman/roman.epub").samefile(book)
    before = site.stat().st_ino
    build(root / "catalogue.toml", processes=1)
    assert site.stat().st_ino == before


def test_an_interrupted_change_of_folders_is_made_good(root: Path) -> None:
    site, old = root / "dist/catalogue", root / "dist/.catalogue.old"
    before = published(root)
    site.rename(old)  # killed between the two steps
    (root / "dist/.catalogue.part").mkdir()
    build(root / "catalogue.toml", processes=1)
    assert published(root) == before
    assert not old.exists()
    assert not (root / "dist/.catalogue.part").exists()


@pytest.mark.parametrize(
    ("text", "expected"), [("Œuvres d’Élise", "oeuvres d’elise"), ("ÇA", "ca")]
)
def test_search_knows_neither_accents_nor_capitals(text: str, expected: str) -> None:
    assert folded(text) == expected
    assert not re.search(r"[A-Zéœ]", folded(text))

"""The web edition's files: passages that are found, linked to and cited; what machines are told."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree, html

from publish.pipeline.products import BookProducts
from publish.preflight import check_web
from tests.books import png, write_book

TOML = """\
title = "Essai"
slug = "essai"
texts = ["a.md"]
date = 2026-01-01
[[contributors]]
name = "Victor Hugo"
sort = "Hugo, Victor"
[isbn]
epub = "9782070360024"
[web]
url = "https://example.org/essai"
[[web.changes]]
date = 2026-02-03
what = "Une date est corrigée, note 1."
text = "a.md"
"""
TEXT = """\
# Un {author="Anonyme"}

Le chat dort[^1] sur le toit.

Le chat dort sur la paille.

- Premier point

    Suite du point.

> Une citation

![un carré](a.png){width=50%}

[^1]: Une note, deux mots.
"""
MORE = TEXT.replace("Le chat dort[^1]", "Un chien aboie.\n\nLe chat dort[^1]")


def made(root: Path, text: str = TEXT) -> Mapping[str, bytes]:
    return BookProducts(write_book(root, text, TOML, a_png=png()), 0).web()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return made(tmp_path_factory.mktemp("web"))


def pages(files: Mapping[str, bytes]) -> dict[str, etree._Element]:
    return {
        path: html.document_fromstring(content.decode())
        for path, content in files.items()
        if path.endswith(".html")
    }


def passages(files: Mapping[str, bytes]) -> list[dict[str, str]]:
    listed = files["web/passages.js"].decode().removeprefix("const passages = ")
    found: list[dict[str, str]] = json.loads(listed)
    return found


def test_a_passage_is_a_block_and_is_listed_once(files: Mapping[str, bytes]) -> None:
    assert [one["text"] for one in passages(files)] == [
        "Un",
        "Le chat dort sur le toit.",
        "Une note, deux mots.",
        "Le chat dort sur la paille.",
        "Premier point",
        "Suite du point.",
        "Une citation",
        "un carré",
    ]


def test_a_passage_leads_to_its_place_and_tells_its_page(files: Mapping[str, bytes]) -> None:
    found = pages(files)
    for one in passages(files):
        page, _, name = one["url"].partition("#")
        (target,) = found[page].xpath(f"//*[@id='{name}']")
        assert one["text"].split()[0] in target.text_content()
        assert one["folio"] == "5"


def test_a_link_to_a_passage_survives_another(files: Mapping[str, bytes], tmp_path: Path) -> None:
    before = {one["text"]: one["url"] for one in passages(files)}
    after = {one["text"]: one["url"] for one in passages(made(tmp_path, MORE))}
    assert before.items() <= after.items()
    assert before["Le chat dort sur la paille."] == "text/a.html#p-le-chat-dort-sur-la-paille"


def test_no_style_and_no_script_stands_in_a_page(files: Mapping[str, bytes]) -> None:
    """The policy of each page forbids them; its data are allowed by their digest."""
    for page in pages(files).values():
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "unsafe" not in policy
        assert page.xpath("//@style | //style | //@*[starts-with(name(), 'on')]") == []
        for script in page.xpath("//script[not(@src)]"):
            digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
    assert not any(b"xmlns" in files[path] for path in files if path.endswith(".html"))
    assert b"width: 50%" in files["styles/sizes.css"]


def metas(page: etree._Element) -> dict[str, str]:
    found = page.xpath("//meta[@name or @property][@content]")
    return {str(one.get("name") or one.get("property")): str(one.get("content")) for one in found}


def zotero_type(told: Mapping[str, str]) -> str:
    """Return what Zotero's “Embedded Metadata” takes a page for, by the rules it states."""
    if "citation_book_title" in told:
        return "bookSection"
    return "book" if told.get("og:type") == "book" or "citation_isbn" in told else "webpage"


def test_zotero_takes_the_book_for_a_book_and_a_text_for_a_part_of_it(
    files: Mapping[str, bytes],
) -> None:
    home, text = (metas(pages(files)[path]) for path in ("index.html", "text/a.html"))
    assert (zotero_type(home), zotero_type(text)) == ("book", "bookSection")
    assert (home["citation_author"], text["citation_author"]) == ("Hugo, Victor", "Anonyme")
    assert (text["citation_firstpage"], text["citation_lastpage"]) == ("5", "5")
    assert (text["citation_title"], text["citation_book_title"]) == ("Un", "Essai")
    assert text["citation_public_url"] == "https://example.org/essai/text/a.html"
    assert text["description"].startswith("Le chat dort")
    assert home["DC.creator"] == "Hugo, Victor"


def test_machines_are_told_of_book_and_chapter(files: Mapping[str, bytes]) -> None:
    told = {
        path: json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
        for path, page in pages(files).items()
        if path != "search.html"
    }
    assert told["index.html"]["@type"] == "Book"
    assert "readingOrder" in told["index.html"]["accessibilityFeature"]
    chapter = told["text/a.html"]
    assert (chapter["@type"], chapter["pageStart"]) == ("Chapter", "5")


def test_where_it_will_stand_is_told(files: Mapping[str, bytes]) -> None:
    canonical = {
        path: str(page.xpath("string(//link[@rel='canonical']/@href)"))
        for path, page in pages(files).items()
    }
    assert canonical.pop("search.html") == ""
    assert canonical.pop("index.html") == "https://example.org/essai/"
    listed = etree.fromstring(files["sitemap.xml"]).findall(".//{*}loc")
    assert {one.text for one in listed} == {*canonical.values(), "https://example.org/essai/"}
    feed = etree.fromstring(files["changes.xml"])
    assert [one.findtext("{*}title") for one in feed.findall("{*}entry")] == [
        "Une date est corrigée, note 1.",
        "Publication",
    ]
    links = [str(one.get("href")) for one in feed.findall("{*}entry/{*}link")]
    assert links == ["https://example.org/essai/text/a.html", "https://example.org/essai/"]


def test_a_copy_holds_every_file_and_knows_its_edition(
    files: Mapping[str, bytes], tmp_path: Path
) -> None:
    def kept(files: Mapping[str, bytes]) -> tuple[set[str], str]:
        found = re.match(r"const edition = (\{.*\})\n", files["sw.js"].decode())
        assert found
        told = json.loads(found[1])
        return set(told["files"]), told["version"]

    names, version = kept(files)
    assert names == files.keys() - {"sw.js", "sitemap.xml", "changes.xml"}
    assert kept(made(tmp_path, MORE))[1] != version


def test_links_lead_somewhere(files: Mapping[str, bytes], tmp_path: Path) -> None:
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert [str(one) for one in check_web(tmp_path)] == []

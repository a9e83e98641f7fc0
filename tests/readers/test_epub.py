"""The EPUB in a reading engine (foliate-js, in Chromium): what a reader does with a book works."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page

from tests.extraction import XHTML, marked_pages, words

BOOK = "octobre-1917.epub"
TEXTS = ["introduction", "kroupskaia", "kamenev", "lenine", "note-sur-les-textes"]


def opened(page: Page, site: str, flow: str = "paginated") -> Page:
    page.goto(f"{site}/reader.html")
    page.wait_for_selector("html[data-ready]")
    page.evaluate(f"reader.open('/dist/{BOOK}', '{flow}')")
    return page


@pytest.fixture
def reader(page: Page, site: str) -> Page:
    return opened(page, site)


def test_the_book_opens_with_its_contents_and_printed_pages(reader: Page, dist: Path) -> None:
    assert "Octobre 1917" in reader.evaluate("reader.title()")
    contents = [one["label"] for one in reader.evaluate("reader.contents()")]
    assert contents[0] == "Introduction"
    assert contents[-1] == "Index"
    folios = [one["label"] for one in reader.evaluate("reader.pages()")]
    assert folios == sorted(folios, key=int)
    assert len(folios) > 40


def test_pages_turn_through_a_whole_text_and_none_of_it_is_lost(reader: Page) -> None:
    reader.evaluate("reader.goTo('EPUB/text/kamenev.xhtml')")
    section = reader.evaluate("reader.section()")
    text = "".join(words(reader.evaluate("reader.text()")))
    seen, turns = "", 0
    while reader.evaluate("reader.section()") == section:
        seen += "".join(words(reader.evaluate("reader.visible()")))
        reader.evaluate("reader.next()")
        turns += 1
    assert turns > 2
    assert seen == text


def test_every_note_opens_as_a_pop_up(reader: Page, dist: Path) -> None:
    found = 0
    with zipfile.ZipFile(dist / BOOK) as archive:
        for name in TEXTS:
            root = etree.fromstring(archive.read(f"EPUB/text/{name}.xhtml"))
            notes = [" ".join("".join(a.itertext()).split()) for a in root.iter(f"{XHTML}aside")]
            reader.evaluate(f"reader.goTo('EPUB/text/{name}.xhtml')")
            assert reader.evaluate("reader.notes()") == len(notes)
            for n, expected in enumerate(notes):
                shown = reader.evaluate(f"reader.note({n})")
                assert " ".join(shown["text"].split()) == expected
                assert (shown["type"], shown["hidden"]) == ("footnote", True)
                found += 1
    assert found == 31


def test_a_note_leads_back_to_its_call(reader: Page) -> None:
    reader.evaluate("reader.goTo('EPUB/text/kroupskaia.xhtml')")
    calls = reader.evaluate("reader.notes()")
    reader.evaluate(f"reader.goTo('EPUB/text/kroupskaia.xhtml#note-kroupskaia-{calls}')")
    reader.evaluate("reader.follow('[role=\"doc-backlink\"]', 0)")
    assert "Les journées d’Octobre" in reader.evaluate("reader.visible()")


@pytest.mark.parametrize("n", [0, 40, 150, 300])
def test_an_index_link_lands_on_the_occurrence(reader: Page, dist: Path, n: int) -> None:
    reader.evaluate("reader.goTo('EPUB/text/index.xhtml')")
    path, _, anchor = reader.evaluate(f"reader.href('.locator', {n})").partition("#")
    reader.evaluate(f"reader.follow('.locator', {n})")
    with zipfile.ZipFile(dist / BOOK) as archive:
        root = etree.fromstring(archive.read(f"EPUB/text/{path}"))
    (mark,) = root.xpath(f"//*[@id='{anchor}']")
    behind = words("".join(map(str, mark.xpath("following::text()")))[:200])[:3]
    seen = words(reader.evaluate("reader.visible()"))
    assert any(seen[at : at + 3] == behind for at in range(len(seen)))


def test_the_page_list_leads_to_the_first_word_of_each_printed_page(
    reader: Page, dist: Path
) -> None:
    expected = marked_pages((dist / BOOK).read_bytes(), TEXTS)
    pages = {int(one["label"]): one["href"] for one in reader.evaluate("reader.pages()")}
    for folio in list(expected)[::4]:
        reader.evaluate(f"reader.goTo('{pages[folio]}')")
        seen = words(reader.evaluate("reader.visible()"))
        behind = expected[folio][:4]
        assert any(seen[at : at + 4] == behind for at in range(len(seen))), folio


@pytest.mark.parametrize("flow", ["paginated", "scrolled"])
@pytest.mark.parametrize(
    ("width", "height", "css"),
    [
        (320, 568, ""),
        (320, 568, "html { font-size: 200% !important }"),
        (800, 1000, "html { font-size: 200% !important }"),
        (1024, 700, "* { font-family: monospace !important }"),
    ],
    ids=["320 px", "320 px at 200 %", "200 %", "without the fonts"],
)
def test_nothing_is_cut(
    browser: Browser, site: str, flow: str, width: int, height: int, css: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    reader = opened(context.new_page(), site, flow)
    reader.evaluate(f"reader.style({css!r})")
    for name in [*TEXTS, "title-page", "copyright", "index", "colophon"]:
        reader.evaluate(f"reader.goTo('EPUB/text/{name}.xhtml')")
        assert reader.evaluate("reader.cut()") == [], name
    context.close()

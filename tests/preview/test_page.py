"""The preview's page in Chromium: text and pages side by side, the place kept and found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import FrameLocator, Page, expect, sync_playwright

from tests.books import write_book
from tests.preview.watching import watching

TOML = """\
title = "Essai"
slug = "essai"
texts = ["un.md", "deux.md"]
date = 2026-01-01
"""
SENTENCE = "Les barques restaient amarrées et le marchand comptait ses pièces. "
TEXTS = {
    name: f"# Texte {name}\n\n"
    + "\n\n".join(f"Alinéa {name} {n}. {SENTENCE * 4}" for n in range(1, 31))
    + "\n"
    for name in ("un", "deux")
}
TEXT = "#frames iframe:not(.coming)"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {f"{name}_md": text for name, text in TEXTS.items()}
    book = write_book(tmp_path_factory.mktemp("book"), "# Rien\n", TOML, **files)
    (book / "manuscript/a.md").unlink()  # no text of this book
    return book


@pytest.fixture(scope="module")
def url(root: Path) -> Iterator[str]:
    with watching(root, language="fr_FR.UTF-8") as watch:
        watch.line("essai.epub")
        yield watch.url


@pytest.fixture
def page(url: str) -> Iterator[Page]:
    """The page, at the book's beginning; it complains of every error of its scripts."""
    path = shutil.which("chromium")
    with sync_playwright() as playwright:
        channel = None if path else "chrome"
        browser = playwright.chromium.launch(
            executable_path=path, channel=channel, args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text))
        page.goto(url)
        expect(page.locator(TEXT)).to_be_visible()
        page.select_option("#chapter", "text/un.xhtml")
        expect(text_of(page).locator("h1")).to_have_text("Texte un")
        page.keyboard.press("Home")
        expect(page.locator(".leaf img")).to_have_count(1)
        yield page
        browser.close()
    assert faults == []


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / f"manuscript/{name}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def text_of(page: Page) -> FrameLocator:
    return page.frame_locator(TEXT)


def shown_pages(page: Page) -> list[int]:
    labels = page.locator(".leaf img").evaluate_all("all => all.map(one => one.alt)")
    return [int(label.split()[-1]) for label in labels]


def page_of(root: Path, words: str) -> int:
    """Return the page of the PDF on which words stand."""
    with pypdfium2.PdfDocument(root / "dist/essai-lecture.pdf") as pdf:
        return next(
            number
            for number, page in enumerate(pdf, 1)
            if words in " ".join(page.get_textpage().get_text_range().split())
        )


def top_of(page: Page, words: str) -> float:
    """Return how far below the upper edge of the text a paragraph stands, in pixels."""
    box = text_of(page).locator("p", has_text=words).bounding_box()
    frame = page.locator(TEXT).bounding_box()
    assert box is not None
    assert frame is not None
    return box["y"] - frame["y"]


def test_an_edited_paragraph_is_shown_in_the_text_and_on_its_page(page: Page, root: Path) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert shown_pages(page) == [1], "the first page is alone, on the right"
    expect(page.locator(".leaf").nth(1).locator("img")).to_have_count(1)
    edit(root, "deux", "Alinéa deux 20.", "Alinéa neuf.")
    expect(text_of(page).locator("p", has_text="Alinéa neuf.")).to_be_in_viewport()
    expect(page.locator("body")).to_have_attribute("data-phase", "built")
    expect(page.locator(f'.leaf img[alt$=" {page_of(root, "Alinéa neuf.")}"]')).to_have_count(1)
    assert len(shown_pages(page)) == 2


def test_errors_are_told_and_the_last_good_book_stays(page: Page, root: Path) -> None:
    edit(root, "deux", "Alinéa deux 24.", "Alinéa deux 24[^x].")
    remark = page.locator("#list button")
    expect(remark).to_contain_text("erreur N001")
    expect(remark).to_contain_text("deux.md:49")
    expect(page.locator("body")).to_have_attribute("data-phase", "failed")
    assert shown_pages(page) == [1]
    remark.click()
    expect(text_of(page).locator("p", has_text="Alinéa deux 24.")).to_be_in_viewport()
    expect(page.locator(f'.leaf img[alt$=" {page_of(root, "Alinéa deux 24.")}"]')).to_have_count(1)
    edit(root, "deux", "Alinéa deux 24[^x].", "Alinéa réparé.")
    expect(text_of(page).locator("p", has_text="Alinéa réparé.")).to_be_in_viewport()
    expect(page.locator("#remarks")).to_be_hidden()
    expect(page.locator("body")).to_have_attribute("data-phase", "built")


def test_the_place_is_kept_when_the_styles_change_and_when_the_page_is_loaded_again(
    page: Page, root: Path
) -> None:
    page.select_option("#chapter", "text/deux.xhtml")
    kept = text_of(page).locator("p", has_text="Alinéa deux 15.")
    kept.evaluate("one => one.scrollIntoView()")
    expect(page.locator(".leaf img")).to_have_count(2)
    before, pages = top_of(page, "Alinéa deux 15."), shown_pages(page)
    (root / "styles").mkdir()
    (root / "styles/epub.css").write_text("p { margin: 1.5em 0 }", "utf-8")
    try:
        expect(kept).to_have_css("margin-top", "25.5px")
        assert abs(top_of(page, "Alinéa deux 15.") - before) < 3
        assert shown_pages(page) == pages
        page.reload()
        expect(page.locator(".leaf img")).to_have_count(2)
        expect(kept).to_be_in_viewport()
        assert abs(top_of(page, "Alinéa deux 15.") - before) < 3
        assert shown_pages(page) == pages
    finally:
        shutil.rmtree(root / "styles")


def test_the_arrows_turn_the_spreads_and_the_text_follows(page: Page, root: Path) -> None:
    first = page_of(root, "Alinéa deux 1.")
    for _ in range(first // 2):
        page.keyboard.press("ArrowRight")
    expect(page.locator(f'.leaf img[alt$=" {first}"]')).to_have_count(1)
    expect(text_of(page).locator("h1")).to_have_text("Texte deux")
    text_of(page).locator("body").press("ArrowRight")
    expect(page.locator(f'.leaf img[alt$=" {first + 1}"]')).to_have_count(1)
    expect(text_of(page).locator(f"#page-{first + 1}")).to_be_in_viewport(ratio=0)
    page.keyboard.press("Home")
    expect(page.locator(".leaf img")).to_have_count(1)

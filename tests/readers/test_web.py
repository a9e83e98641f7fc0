"""The web edition in Chromium, from a server and a folder: readable, searchable, on its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

WEB = "octobre-1917-web"
PAGES = [
    "index.html", "search.html", "text/introduction.html", "text/kroupskaia.html",
    "text/kamenev.html", "text/lenine.html", "text/note-sur-les-textes.html", "text/index.html",
    "text/copyright.html", "text/colophon.html",
]  # fmt: skip


@pytest.fixture(params=["server", "folder"])
def home(request: pytest.FixtureRequest, site: str, dist: Path) -> str:
    return f"{site}/dist/{WEB}" if request.param == "server" else (dist / WEB).as_uri()


def test_one_goes_from_the_contents_to_the_last_text(page: Page, home: str) -> None:
    page.goto(f"{home}/index.html")
    page.click("text=Introduction")
    visited = [page.title()]
    while page.locator("a.after").count():
        page.click("a.after")
        visited.append(page.title())
    assert visited[0] == "Introduction – Octobre 1917"
    assert "Index – Octobre 1917" in visited


def test_notes_stand_beside_their_call_on_a_wide_screen(browser: Browser, home: str) -> None:
    for script in (True, False):
        context = browser.new_context(
            viewport={"width": 1300, "height": 900}, java_script_enabled=script
        )
        page = context.new_page()
        page.goto(f"{home}/text/kamenev.html")
        page.wait_for_timeout(300)
        bottom = 0.0
        for n in range(1, 10):
            note = page.locator(f"#note-kamenev-{n}").bounding_box()
            call = page.locator(f"#call-kamenev-{n}").bounding_box()
            assert note is not None
            assert call is not None
            assert note["x"] > call["x"]
            assert note["y"] >= bottom, "notes do not overlap"
            assert abs(note["y"] - call["y"]) < 500
            bottom = note["y"] + note["height"]
        context.close()


@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 740), (1300, 900)])
def test_nothing_is_cut_at_any_width(browser: Browser, home: str, width: int, height: int) -> None:
    """320 pixels is also what 400 % zoom leaves of a screen of 1280 (WCAG 1.4.10)."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{home}/{path}")
        page.wait_for_timeout(50)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        outside = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right"
            " > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
        )
        assert outside == [], path
    context.close()


def test_a_search_finds_words_whatever_their_accents(page: Page, home: str) -> None:
    page.goto(f"{home}/search.html")
    page.fill("#q", "etat")
    page.press("#q", "Enter")
    found = page.locator("#passages li")
    assert found.count() > 0
    assert "État" in found.first.inner_text() or "état" in found.first.inner_text()
    assert page.locator("#found").inner_text().endswith("passages.")
    page.fill("#q", "xylophone")
    page.press("#q", "Enter")
    assert found.count() == 0
    assert page.locator("#found").inner_text() == "Aucun passage."


def test_a_passage_found_is_where_its_link_leads(page: Page, home: str) -> None:
    page.goto(f"{home}/search.html?q=Smolny")
    passage = page.locator("#passages li").first
    text = passage.locator("mark").first.inner_text()
    passage.locator("a").click()
    page.wait_for_load_state()
    target = page.evaluate("document.querySelector(':target').textContent")
    assert text in target


@pytest.mark.parametrize("words", ["insurrection Marx", "Spiridonova", "Trotsky", "soviet"])
def test_a_search_shows_short_passages_each_once(page: Page, home: str, words: str) -> None:
    page.goto(f"{home}/search.html?q={words}")
    shown = page.locator("#passages p").all_inner_texts()
    assert shown
    assert max(map(len, shown)) < 400
    assert len(set(shown)) == len(shown)


def test_the_words_looked_for_are_marked_at_their_place(page: Page, home: str) -> None:
    page.goto(f"{home}/search.html?q=Danton")
    page.locator("#passages a").first.click()
    page.wait_for_load_state()
    assert page.locator(":target mark").first.inner_text() == "Danton"


def test_a_link_finds_its_passage_though_its_first_words_were_edited(page: Page, home: str) -> None:
    page.goto(
        f"{home}/text/kamenev.html#p-deja-durant-la-conference-democratique-lenine-considerait"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("location.hash") == "#p-deja-au-moment-de-la-conference-democratique"


def test_a_passage_is_cited_with_its_page_and_address(page: Page, home: str) -> None:
    page.goto(f"{home}/text/kamenev.html#p-deja-au-moment-de-la-conference-democratique")
    page.click("button.cite")
    cited = page.inner_text("#cited").replace("\u00a0", " ")
    assert cited.startswith("L. Kamenev, « [Souvenirs d’Octobre] », dans Octobre 1917, ")
    assert "p. 33, " in cited
    assert cited.endswith("text/kamenev.html#p-deja-au-moment-de-la-conference-democratique.")


def test_a_copy_is_kept_where_it_is_asked_for_and_forgotten_again(
    browser: Browser, site: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    home = f"{site}/dist/{WEB}"
    page.goto(f"{home}/index.html")
    page.click("#offline button")
    page.wait_for_function("navigator.serviceWorker.ready")
    page.wait_for_function("caches.keys().then(names => names.length === 1)")
    page.wait_for_timeout(1500)
    context.set_offline(True)
    page.goto(f"{home}/text/lenine.html")
    assert "Octobre 1917" in page.title()
    page.goto(f"{home}/index.html")
    page.click("#offline button")
    page.wait_for_function("caches.keys().then(names => names.length === 0)")
    context.close()


def test_an_index_link_leads_to_the_occurrence(page: Page, home: str) -> None:
    page.goto(f"{home}/text/index.html")
    page.locator(".locator").nth(40).click()
    page.wait_for_load_state()
    assert page.evaluate("document.querySelector(':target')?.className") == "mark"


def test_nothing_is_asked_of_the_network(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(f"{site}/dist/{WEB}/{path}")
    assert asked
    assert [url for url in asked if not url.startswith((f"{site}/dist/", "data:"))] == []
    assert page.context.cookies() == []


def test_night_is_dark_and_day_is_light(browser: Browser, home: str) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{home}/text/lenine.html")
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        grounds[scheme] = sum(int(part) for part in colour[4:-1].split(","))
        context.close()
    assert grounds["dark"] < 150 < 600 < grounds["light"]


@pytest.mark.parametrize("path", PAGES)
def test_lighthouse_gives_full_marks(site: str, tmp_path: Path, path: str) -> None:
    report = tmp_path / "report.json"
    subprocess.run(
        [
            "lighthouse", f"{site}/dist/{WEB}/{path}",
            "--only-categories=accessibility,best-practices",
            "--output=json", f"--output-path={report}", "--quiet",
            "--chrome-flags=--headless=new --no-sandbox",
        ],
        check=True, capture_output=True,
        env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
    )  # fmt: skip
    found = json.loads(report.read_text("utf-8"))
    failed = [name for name, audit in found["audits"].items() if audit["score"] == 0]
    scores = {name: one["score"] for name, one in found["categories"].items()}
    assert (scores, failed) == ({"accessibility": 1, "best-practices": 1}, [])

"""The EPUB under ReadiumCSS's real sheets, in epub.js and foliate-js, and the web edition: at each
size, by day and night, small and large, what a page shows is judged by rules.js."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page

from tests.extraction import XHTML

HERE = Path(__file__).parent
RULES = f"() => {{ {(HERE / 'rules.js').read_text('utf-8')} }}"
READIUM = HERE / "node_modules/@readium/css/css/dist"
SCREENS = {"telephone": (360, 640), "liseuse": (600, 800), "bureau": (1280, 900)}
SETTINGS = [
    (screen, night, large)
    for screen, night, large in itertools.product(SCREENS, (False, True), (100, 200))
]
NAMES = [f"{s}-{'nuit' if n else 'jour'}-{z}" for s, n, z in SETTINGS]
BOOKS = ["octobre-1917", "riche"]


def texts(epub: Path) -> list[str]:
    with zipfile.ZipFile(epub) as archive:
        return sorted(
            name for name in archive.namelist() if name.endswith(".xhtml") and "nav" not in name
        )


@pytest.fixture(scope="session")
def dressed(dist: Path, rich: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The books' documents between ReadiumCSS's sheets, as its readers put them."""
    found = {}
    for name, folder in (("octobre-1917", dist), ("riche", rich)):
        place = tmp_path_factory.mktemp(name)
        with zipfile.ZipFile(folder / f"{name}.epub") as archive:
            archive.extractall(place)
        for path in texts(folder / f"{name}.epub"):
            tree = etree.parse(place / path)
            head = tree.find(f".//{XHTML}head")
            assert head is not None
            for at, sheet in ((0, "before"), (len(head), "after")):
                href = (READIUM / f"ReadiumCSS-{sheet}.css").as_uri()
                link = etree.Element(f"{XHTML}link", {"rel": "stylesheet", "href": href})
                head.insert(at, link)
            tree.write(place / path, encoding="utf-8", xml_declaration=True)
        found[name] = place
    return found


def readium(*, night: bool, large: int) -> str:
    """Return the settings as ReadiumCSS's readers write them on the root."""
    colours = "--USER__backgroundColor: #121212; --USER__textColor: #eeeeee; " if night else ""
    return (
        f"--USER__view: readium-scroll-on; --USER__fontSize: {large}%; {colours}"
        "--USER__textAlign: justify; --USER__bodyHyphens: auto; --USER__paraIndent: 2rem"
    )


@pytest.fixture(params=SETTINGS, ids=NAMES)
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[tuple[Page, bool, int]]:
    size, night, large = request.param
    width, height = SCREENS[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if night else "light",
        bypass_csp=True,
    )
    yield context.new_page(), night, large
    context.close()


@pytest.mark.parametrize("book", BOOKS)
def test_under_readium_css(
    dressed: dict[str, Path], screen: tuple[Page, bool, int], book: str
) -> None:
    page, night, large = screen
    found = {}
    for path in sorted((dressed[book] / "EPUB/text").glob("*.xhtml")):
        page.goto(path.as_uri())
        page.evaluate(
            f"document.documentElement.style.cssText = '{readium(night=night, large=large)}'"
        )
        page.evaluate(RULES)
        if told := page.evaluate("rules(document)"):
            found[path.name] = told[:5]
    assert found == {}


@pytest.mark.parametrize("book", BOOKS)
def test_heads_stay_centred_when_all_is_justified(
    dressed: dict[str, Path], page: Page, book: str
) -> None:
    for path in sorted((dressed[book] / "EPUB/text").glob("*.xhtml")):
        page.goto(path.as_uri())
        page.evaluate(
            f"document.documentElement.style.cssText = '{readium(night=False, large=100)}'"
        )
        aligned = page.evaluate(
            "[...document.querySelectorAll('.subtitle, .author, .source, .title-page p')]"
            ".map(e => getComputedStyle(e).textAlign)"
        )
        assert set(aligned) <= {"center"}, path.name


@pytest.mark.parametrize("book", BOOKS)
def test_the_web_edition(dist: Path, rich: Path, screen: tuple[Page, bool, int], book: str) -> None:
    page, _, large = screen
    size = page.viewport_size
    assert size is not None
    css = f"html {{ font-size: {1.125 * large}% !important }}"
    if large > 100 and size["width"] > 1000:  # a wide window is zoomed, which asks its width anew
        page.set_viewport_size({"width": size["width"] // 2, "height": size["height"] // 2})
        css = "html {}"
    folder = (dist if book != "riche" else rich) / f"{book}-web"
    found = {}
    for path in sorted(folder.rglob("*.html")):
        page.goto(path.as_uri())
        page.add_style_tag(content=css)
        page.wait_for_timeout(120)
        page.evaluate(RULES)
        if told := page.evaluate("rules(document)"):
            found[path.name] = told[:5]
    assert found == {}


@pytest.mark.parametrize("engine", ["epubjs", "foliate"])
@pytest.mark.parametrize("book", BOOKS)
def test_in_a_reading_engine(
    site: str, screen: tuple[Page, bool, int], engine: str, book: str
) -> None:
    """epub.js and foliate-js lay out pages of their own; the rules look into their frames."""
    page, night, large = screen
    page.goto(f"{site}/{'epubjs' if engine == 'epubjs' else 'reader'}.html")
    page.wait_for_selector("html[data-ready]")
    place = "dist" if book != "riche" else "rich"
    page.evaluate(f"reader.open('/{place}/{book}.epub')")
    ink = "#eee" if night else "#111"
    ground = "#111" if night else "#fff"
    css = f"html {{ font-size: {large}%; color: {ink}; background: {ground} }}"
    found = {}
    for section in page.evaluate("reader.spine()"):
        page.evaluate("([section, css]) => reader.show(section, css)", [section, css])
        assert len(page.frames) > 1
        for frame in page.frames[1:]:
            frame.evaluate(RULES)
            if told := frame.evaluate("rules(document).filter(one => !one.startsWith('cut'))"):
                found[section] = told[:5]
    assert found == {}

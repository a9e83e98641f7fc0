"""What others' validators say, of the sample book and of a book with everything: nothing."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from publish.preflight import check_epub, check_with_ace

MODULES = Path(__file__).parent / "node_modules"
AXE = (MODULES / "axe-core/axe.min.js").read_text("utf-8")
BOOKS = ["octobre-1917", "riche"]
_OF_FILES = re.compile(r"violates Content Security Policy \(meta tag\): (?:external|image)")
"""Nu reads pages from a disk, where no file is of one origin with another: browsers judge that."""


@pytest.fixture(params=BOOKS)
def folder(dist: Path, rich: Path, request: pytest.FixtureRequest) -> Path:
    return (rich if request.param == "riche" else dist) / f"{request.param}-web"


@pytest.mark.parametrize("name", ["riche.epub", "riche-kindle.epub", "riche.kepub.epub"])
def test_epubcheck_and_ace(rich: Path, name: str) -> None:
    assert [str(one) for one in check_epub(rich / name)] == []
    assert [str(one) for one in check_with_ace(rich / name)] == []


def test_nu(folder: Path) -> None:
    pages = sorted(map(str, folder.rglob("*.html")))
    jar = MODULES / "vnu-jar/build/dist/vnu.jar"
    done = subprocess.run(
        ["java", "-jar", str(jar), "--format", "gnu", "--stdout", *pages],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [one for one in done.stdout.splitlines() if not _OF_FILES.search(one)] == []


def test_html_validate(folder: Path) -> None:
    pages = sorted(map(str, folder.rglob("*.html")))
    program = str(MODULES / ".bin/html-validate")
    done = subprocess.run(
        [program, "--preset", "standard", *pages], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(browser: Browser, folder: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for path in sorted(folder.rglob("*.html")):
        page.goto(path.as_uri())
        page.evaluate(AXE)
        told = page.evaluate("axe.run(document).then(r => r.violations.map(v => v.id))")
        if told:
            found[path.name] = told
    context.close()
    assert found == {}

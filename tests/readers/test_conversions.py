"""calibre's formats and back: nothing of the text is lost where others convert the book.

KEPUB is not among them: Debian 12's calibre (6.13) does not write it.
"""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.extraction import XHTML, words

BOOK = "octobre-1917.epub"


def texts(path: Path) -> tuple[list[str], int]:
    """Return the words of an EPUB in reading order and the number of links that lead somewhere."""
    found: list[str] = []
    links = 0
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        package = etree.fromstring(archive.read(next(n for n in names if n.endswith(".opf"))))
        folder = next(n for n in names if n.endswith(".opf")).rpartition("/")[0]
        hrefs = {e.get("id"): e.get("href") for e in package.iter("{*}item")}
        for item in package.iter("{*}itemref"):
            name = f"{folder}/{hrefs[item.get('idref')]}".lstrip("/")
            root = etree.fromstring(archive.read(name))
            body = root.find(f"{XHTML}body")
            if body is None or name.endswith("nav.xhtml") or "titlepage" in name:
                continue
            found += words("".join(map(str, body.itertext())))
            links += sum("#" in (a.get("href") or "") for a in body.iter(f"{XHTML}a"))
    return found, links


def convert(source: Path, target: Path) -> Path:
    done = subprocess.run(
        ["ebook-convert", str(source), str(target)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-500:]
    return target


@pytest.mark.parametrize("ending", ["azw3", "mobi", "epub"])
def test_nothing_is_lost_there_and_back(dist: Path, tmp_path: Path, ending: str) -> None:
    """White space between blocks apart, and the table that calibre makes at the end."""
    original, links = texts(dist / BOOK)
    there = convert(dist / BOOK, tmp_path / f"there.{ending}")
    back, links_back = texts(convert(there, tmp_path / "back.epub"))
    assert "".join(back).startswith("".join(original))
    assert links_back >= links

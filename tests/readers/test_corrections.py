"""LibreOffice opens what is sent and saves it in its own way: nothing has changed, and what is
corrected comes back. What the press publishes can be brought in again whole."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from publish.importing.bringing_in import bring_in
from publish.receiving.received_file import received_file
from publish.receiving.returning import returned
from publish.sending.forms import FORMS
from publish.sending.sent_book import SentBook
from tests.receiving.corrector import Corrector
from tests.receiving.test_gestures import GESTURES, whole
from tests.sending.test_forms import ALL_FORMS, BOOK, NAMES, counted, sent, sources

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
TEXTS = {name: (BOOK / name).read_text("utf-8") for name in NAMES}


def saved(content: bytes, ending: str, as_: str, folder: Path) -> bytes:
    """Return a file as LibreOffice saves it."""
    source = folder / f"source{ending}"
    source.write_bytes(content)
    made = folder / as_
    command = [str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", as_, "--outdir", str(made), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (made / f"source.{as_}").read_bytes()


def book(name: str) -> SentBook:
    return sent(*TEXTS.items()) if name == "octobre" else sent(("formes.md", ALL_FORMS))


@needs_office
@pytest.mark.parametrize("way", ["docx", "odt", "odt docx"])
@pytest.mark.parametrize("name", ["octobre", "formes"])
def test_what_libreoffice_saves_comes_back_byte_for_byte(
    name: str, way: str, tmp_path: Path
) -> None:
    whole_book = book(name)
    content, ending = FORMS["docx"].write(whole_book), ".docx"
    for n, as_ in enumerate(way.split()):
        folder = tmp_path / str(n)
        folder.mkdir()
        content, ending = saved(content, ending, as_, folder), f".{as_}"
    received = received_file(content, f"a{ending}")
    back = returned(received, whole_book.texts, sources(whole_book), whole_book.pictures, "a")
    assert {text.file: text.back.source for text in back.texts} == sources(whole_book)
    assert back.diagnostics == ()


@needs_office
@pytest.mark.parametrize("as_", ["docx", "odt"])
@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
def test_what_was_corrected_comes_back_through_libreoffice(
    as_: str, tracked: bool, tmp_path: Path
) -> None:
    typed = whole([one.before for one in GESTURES])
    whole_book = sent(("gestes.md", typed))
    corrector = Corrector(FORMS["docx"].write(whole_book), tracked=tracked)
    for one in GESTURES:
        if one.act:
            one.act(corrector)
    content = saved(corrector.done(), ".docx", as_, tmp_path)
    received = received_file(content, f"a.{as_}")
    back = returned(received, whole_book.texts, sources(whole_book), {}, "a")
    expected = whole([one.after for one in GESTURES])
    assert back.texts[0].back.source.split("\n") == expected.split("\n")


def words_of(texts: dict[str, str]) -> Counter[str]:
    """Count words, and what stands out; typography parts figures from units."""
    found = counted(texts)
    return Counter({k: n for k, n in found.items() if not re.fullmatch(r"\d+h\d+", k)})


def test_the_epub_can_be_brought_in_whole(dist: Path) -> None:
    file = dist / "octobre-1917.epub"
    brought = bring_in(file.read_bytes(), file.name)
    assert words_of(TEXTS) - words_of(dict(brought.texts)) == Counter()


def test_the_web_edition_can_be_brought_in_whole(dist: Path) -> None:
    texts: dict[str, str] = {}
    for name in NAMES:
        page = dist / "octobre-1917-web" / "text" / f"{Path(name).stem}.html"
        texts |= bring_in(page.read_bytes(), page.name).texts
    assert words_of(TEXTS) - words_of(texts) == Counter()

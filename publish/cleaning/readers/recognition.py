"""Pictures of pages → ALTO, by tesseract: what a scan prints, and where.

A PDF is drawn page by page as a scanner would see it; a picture is given as it is. Tesseract is a
program of its own, and is only called where the editor asks for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Final

import pypdfium2
from lxml import etree

from publish.cleaning import faults
from publish.diagnostics import BookError

_DOTS: Final = 300
"""Dots an inch at which a page is drawn; tesseract was trained on such."""
_LANGUAGE: Final = "fra"
_PATIENCE: Final = 180.0
"""Seconds that a page may take."""
_PDF: Final = b"%PDF-"


def recognised(content: bytes, file: str = "") -> bytes:
    """Return the ALTO of a PDF or a picture.

    Raises BookError where tesseract or its French is missing, or a page cannot be recognised.
    """
    program = _program(file)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        pictures = enumerate(_pictures(content, file), 1)
        pages = pool.map(lambda page: _page(program, page[1], file, page[0]), pictures)
        return _bound(list(pages))


def _program(file: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise BookError(faults.NO_TESSERACT.at(file))
    told = subprocess.run(  # noqa: S603 - our own arguments
        [program, "--list-langs"], capture_output=True, check=False, timeout=_PATIENCE
    )
    if _LANGUAGE not in (told.stdout + told.stderr).decode(errors="replace").split():
        raise BookError(faults.NO_TESSERACT_FRENCH.at(file))
    return program


def _pictures(content: bytes, file: str) -> Iterator[bytes]:
    """Yield the pages as pictures."""
    if not content.startswith(_PDF):
        yield content
        return
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise BookError(faults.UNREADABLE.at(file, format="PDF", reason=str(error))) from None
    try:
        for number in range(len(document)):
            out = BytesIO()
            bitmap = document[number].render(scale=_DOTS / 72, grayscale=True)
            bitmap.to_pil().save(out, "PNG", dpi=(_DOTS, _DOTS))
            yield out.getvalue()
    finally:
        document.close()


def _page(program: str, picture: bytes, file: str, number: int) -> bytes:
    """Return the ALTO of one picture."""
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(_DOTS), "alto"]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            command,
            input=picture,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},  # a process a core: threads only wait
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BookError(faults.UNRECOGNISED.at(file, page=number, reason=str(error))) from None
    if done.returncode or b"<alto" not in done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else str(done.returncode)
        raise BookError(faults.UNRECOGNISED.at(file, page=number, reason=reason))
    return done.stdout


def _bound(pages: list[bytes]) -> bytes:
    """Return one ALTO file of those of single pages."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    trees = [etree.fromstring(page, parser) for page in pages]
    if not trees:
        return b"<alto/>"
    whole, *others = trees
    layout = whole.find("{*}Layout")
    if layout is not None:
        for other in others:
            layout.extend(other.findall("{*}Layout/{*}Page"))
    return etree.tostring(whole, encoding="UTF-8", xml_declaration=True)

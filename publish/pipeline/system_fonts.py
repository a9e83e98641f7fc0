"""Type families that a style sheet or book.toml names and styles/fonts has not → fonts of this
system, found through fontconfig.

``html { font-family: "Noto Serif" }`` → NotoSerif-Regular.ttf and its sisters, with their rules.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

import uharfbuzz

from publish.composition import Styles
from publish.composition.style.cascade import StyleSheet
from publish.composition.style.styles import FONTS, SYSTEM, face_rule
from publish.composition.style.styles import family as family_of
from publish.composition.text import spare_faces
from publish.diagnostics import BookError
from publish.editions import faults

_LIST: Final = "%{file}\t%{index}\t%{weight}\t%{width}\t%{variable}\n"
_WEIGHTS: Final = frozenset({"80", "180", "200"})
"""Regular, semibold and bold, as fontconfig counts."""

_RESTRICTED, _LAX, _NO_SUBSET, _BITMAPS = 0x0002, 0x000C, 0x0100, 0x0200
"""Embedding bits (OpenType, OS/2, fsType): none may embed it; print and preview or editing may; no
subset; bitmaps alone."""


def equipped(styles: Styles, fallback: Sequence[str]) -> Styles:
    """Return styles whose print.css has a face for every family that it or ``fallback`` names.

    Raises BookError for a family that is nowhere, or whose licence forbids to embed it.
    """
    sheet = StyleSheet(styles.text("print.css"))
    declared = {face.family.lower() for face in sheet.faces}
    wanted = tuple(dict.fromkeys((*fallback, *sheet.families)))
    files: dict[str, bytes] = {}
    rules: list[str] = []
    for family in (name for name in wanted if name.lower() not in declared):
        found = _of_folder(styles, family) or tuple(_of_system(family, named=family in fallback))
        for path, content in found:
            files |= {path: content} if path.startswith(SYSTEM) else {}
            rules.append(face_rule(path, content, family))
    css = styles.text("print.css") + "\n" + "\n".join(rules)
    leaning = {face.family.lower() for face in StyleSheet(css).faces if face.italic}
    css += "\n" + spare_faces.rules(spare_faces.spare_families(sheet, fallback), leaning)
    return replace(styles, files={**styles.files, **files, "print.css": css.encode()})


def _of_folder(styles: Styles, family: str) -> tuple[tuple[str, bytes], ...]:
    """Return the fonts of styles/fonts that give their family this name."""
    alike = (one for one in styles.fonts.items() if family_of(one[1]).lower() == family.lower())
    return tuple((FONTS + path, content) for path, content in alike)


def _of_system(family: str, *, named: bool) -> Iterator[tuple[str, bytes]]:
    found = [_font(Path(file), int(index)) for file, index in _listed(family)]
    if not found:
        file = "book.toml" if named else "styles/print.css"
        raise BookError(faults.NO_SUCH_FAMILY.at(file, family=family))
    for name, content in found:
        if not _may_be_embedded(content):
            raise BookError(faults.NOT_EMBEDDABLE.at(family=family, path=name))
        yield f"{SYSTEM}{name}", content


def _listed(family: str) -> list[tuple[str, str]]:
    """Return file and number of each font of a family that this system has."""
    command = shutil.which("fc-list")
    if command is None or not family.replace(" ", "").replace("-", "").isalnum():
        return []
    run = subprocess.run(  # noqa: S603  # a program of the system, and a checked name
        [command, "-f", _LIST, family.replace("-", r"\-")],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    fonts = sorted(line.split("\t") for line in run.stdout.splitlines())
    return [
        (file, index)
        for file, index, weight, width, variable in fonts
        if weight in _WEIGHTS and width == "100" and variable == "False"
        if Path(file).suffix.lower() in (".otf", ".ttf", ".ttc")
    ]


@lru_cache(maxsize=32)
def _font(file: Path, index: int) -> tuple[str, bytes]:
    """Return a font's name and content; one of a collection is taken out of it."""
    content = file.read_bytes()
    if content[:4] != b"ttcf":
        return file.name, content
    from fontTools.ttLib import TTFont  # slow to load

    written = BytesIO()
    with TTFont(BytesIO(content), fontNumber=index, lazy=True, recalcTimestamp=False) as font:
        font.save(written)
        suffix = "otf" if font.sfntVersion == "OTTO" else "ttf"
    return f"{file.stem}-{index}.{suffix}", written.getvalue()


def _may_be_embedded(font: bytes) -> bool:
    """Whether a font's licence lets a PDF hold a part of it (OpenType, OS/2, fsType)."""
    table = bytes(uharfbuzz.Face(font).reference_table("OS/2").data)
    bits = int.from_bytes(table[8:10], "big")
    restricted = bits & _RESTRICTED and not bits & _LAX
    return not (restricted or bits & (_NO_SUBSET | _BITMAPS))

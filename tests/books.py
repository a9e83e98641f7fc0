"""Small books in memory and on disk, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from publish import manuscript
from publish.book import Book
from publish.pipeline.style_folders import default_styles

TOML = """\
title = "Essai"
slug = "essai"
texts = ["a.md"]
date = 2026-01-01
"""

SENTENCE = "Un texte assez long pour quelques lignes de la page. "
OPEN_LINES = "html { line-height: 84pt }\n"
"""A sheet by which a page holds five lines: many pages are soon composed."""


def png() -> bytes:
    """Return a small black picture."""
    content = BytesIO()
    Image.new("L", (4, 4)).save(content, "PNG")
    return content.getvalue()


@dataclass(frozen=True)
class Folder:
    """A manuscript held in memory."""

    contents: Mapping[str, str | bytes] = field(default_factory=dict)

    def files(self) -> list[str]:
        return sorted(self.contents)

    def read(self, path: str) -> bytes | None:
        content = self.contents.get(path)
        return content.encode() if isinstance(content, str) else content


def book(text: str, toml: str = TOML, **others: str | bytes) -> Book:
    """Return a book of one text; other files are named with ``_`` for their dot."""
    files = {name.replace("_", "."): content for name, content in others.items()}
    return manuscript.read(Folder({"book.toml": toml, "a.md": text, **files}))


def write_book(root: Path, text: str, toml: str = TOML, **others: str | bytes) -> Path:
    """Write a book of one text on disk and return its folder."""
    folder = root / "manuscript"
    folder.mkdir(parents=True, exist_ok=True)
    files = {name.replace("_", "."): content for name, content in others.items()}
    for name, content in {"book.toml": toml, "a.md": text, **files}.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return root


def add_style(root: Path, css: str, sheet: str = "print.css") -> Path:
    """Add to a style sheet of a book on disk and return the book's folder."""
    path = root / "styles" / sheet
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((default_styles() / sheet).read_text("utf-8") + css, "utf-8")
    return root

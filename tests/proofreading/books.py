"""Books held in memory, and what the lint says of them."""

from __future__ import annotations

from publish.book import Book
from publish.manuscript import read
from publish.proofreading import proofread
from tests.books import Folder

TOML = 'title = "Essai"\nslug = "essai"\ntexts = ["a.md"]\ndate = 2026-01-01\n'


def book(text: str, extra: str = "", **others: str) -> Book:
    """Return a book of one text; ``others`` are more files, named in ``extra``."""
    toml = extra if extra.startswith("title") else TOML + extra
    return read(Folder({"book.toml": toml, "a.md": f"# T\n\n{text}", **others}))


def said(text: str, extra: str = "") -> list[str]:
    """Return ``line:column code`` of each diagnostic."""
    return [f"{d.line}:{d.column} {d.code}" for d in proofread(book(text, extra))]

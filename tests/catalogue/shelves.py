"""Catalogues of small books on disk, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.books import write_book

TEXT = "# Un texte\n\nLes barques restaient amarrées[^1].\n\n[^1]: Une note.\n"
BAD = "# Un texte\n\nUne note qui manque[^1].\n"
CATALOGUE = """\
title = "Bibliothèque"
books = ["livres/*"]
targets = ["epub"]
"""


def write_shelf(
    root: Path, names: Sequence[str], catalogue: str = CATALOGUE, text: str = TEXT
) -> Path:
    """Write a catalogue of books named by their slugs, and return its catalogue.toml."""
    for name in names:
        write_member(root, name, text)
    file = root / "catalogue.toml"
    file.write_text(catalogue, "utf-8")
    return file


def write_member(root: Path, name: str, text: str = TEXT, toml: str = "") -> Path:
    """Write one book into ``livres/``; ``toml`` is added to its book.toml."""
    manifest = (
        f'title = "Livre {name}"\nslug = "{name}"\ntexts = ["a.md"]\ndate = 2026-01-01\n{toml}'
    )
    return write_book(root / "livres" / name, text, manifest)

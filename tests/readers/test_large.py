"""Books larger than any: each is built, and valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.pipeline.products import BookProducts
from publish.preflight import check_epub
from tests.books import TOML, write_book

SENTENCE = "Le chat dort longuement sur le toit de la grange, sans qu’on l’éveille."


def sections(count: int) -> tuple[str, dict[str, str]]:
    files = {f"t{n}.md": f"# Titre {n}\n\n{SENTENCE}\n" for n in range(count)}
    return TOML.replace('["a.md"]', f"{['a.md', *files]!r}"), files


def notes(count: int) -> str:
    calls = "\n\n".join(f"{SENTENCE}[^{n}]" for n in range(count))
    return f"# T\n\n{calls}\n\n" + "\n".join(f"[^{n}]: Note {n}.\n" for n in range(count))


TEXT = f"# T\n\n{SENTENCE}\n"
BOOKS: dict[str, tuple[str, str, dict[str, str]]] = {
    "10,000 sections": (TEXT, *sections(9_999)),
    "5,000 notes in one section": (notes(5_000), TOML, {}),
    "a section of 5 MB": ("# T\n\n" + f"{SENTENCE * 8}\n\n" * 8_400, TOML, {}),
}


@pytest.mark.parametrize("name", BOOKS)
def test_it_is_built_and_valid(tmp_path: Path, name: str) -> None:
    text, toml, files = BOOKS[name]
    root = write_book(tmp_path, text, toml)
    for path, content in files.items():
        (root / "manuscript" / path).write_text(content, "utf-8")
    (tmp_path / "essai.epub").write_bytes(BookProducts(root, 0).epub())
    assert [str(d) for d in check_epub(tmp_path / "essai.epub")] == []

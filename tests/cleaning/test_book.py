"""The sources of a book: what is told beside the cleaning itself."""

from __future__ import annotations

from pathlib import Path

from publish.cleaning.faults import UNREAD_TEXT
from publish.pipeline.clean import clean_book

BOOK = """\
title = "Essai"
slug = "essai"
language = "fr"
texts = ["one.md"]
[[contributors]]
name = "Jean Le Bihan"
sort = "Le Bihan, Jean"
role = "aut"
[[sources]]
file = "one.txt"
text = "one.md"
[[sources]]
file = "two.txt"
text = "two.md"
"""


def test_a_text_that_no_edition_will_hold_is_told(tmp_path: Path) -> None:
    manuscript = tmp_path / "manuscript"
    manuscript.mkdir()
    (manuscript / "book.toml").write_text(BOOK, "utf-8")
    for name in ("one", "two"):
        (manuscript / f"{name}.txt").write_text(f"Le titre {name}\n\nUne phrase.\n", "utf-8")
    one, two = clean_book(tmp_path)
    assert UNREAD_TEXT not in [d.rule for d in one.diagnostics]
    assert UNREAD_TEXT in [d.rule for d in two.diagnostics]
    assert (manuscript / "two.md").exists()

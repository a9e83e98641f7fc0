"""The sources of a book: what is told beside the cleaning itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publish.cleaning import Cleaned, clean
from publish.cleaning.faults import UNREAD_TEXT
from publish.pipeline import clean as cleaning
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


def test_what_an_editor_saves_while_others_are_cleaned_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = tmp_path / "manuscript"
    manuscript.mkdir()
    (manuscript / "book.toml").write_text(BOOK, "utf-8")
    for name in ("one", "two"):
        (manuscript / f"{name}.txt").write_text(f"Le titre {name}\n\nUne phrase.\n", "utf-8")
    clean_book(tmp_path)
    last = clean

    def saved_meanwhile(*arguments: Any, **options: Any) -> Cleaned:
        text = manuscript / "one.md"
        text.write_text(text.read_text("utf-8").replace("Une", "Ma"), "utf-8")
        return last(*arguments, **options)

    monkeypatch.setattr(cleaning, "clean", saved_meanwhile)
    clean_book(tmp_path)
    assert "Ma phrase." in (manuscript / "one.md").read_text("utf-8")

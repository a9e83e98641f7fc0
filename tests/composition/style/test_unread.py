"""What a style sheet for print asks in vain is told, once each, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.composition.style.declarations import UNREAD
from publish.composition.style.unread import unread
from publish.pipeline import style_faults
from publish.pipeline.style_folders import default_styles
from tests.books import OPEN_LINES, add_style, write_book
from tests.composition.style.test_properties import of


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("p { text-align-last: center }", [(1, "text-align-last")]),
        ("p {\n  hyphenate-limit-chars: 6 3 3;\n  word-break: break-all }",
         [(2, "hyphenate-limit-chars"), (3, "word-break")]),
        ("ul { list-style: none }\nol { list-style: none }", [(1, "list-style")]),
        ("@media print { p { text-wrap: balance } }", [(1, "text-wrap")]),
        ("p { word-break: normal; text-wrap: initial }", []),
        ("td { word-break: break-all }", []),
        ("p { hyphens: none; text-align: center }", []),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told_once(css: str, told: list[tuple[int, str]]) -> None:
    assert list(unread(css)) == told


@pytest.mark.parametrize("name", sorted(UNREAD))
def test_what_is_told_does_change_nothing(name: str) -> None:
    values = {"hyphenate-limit-chars": "12 6 6", "hyphenate-character": '"="'}
    assert of(f"p, li {{ {name}: {values.get(name, 'center')} }}") == of("")


def test_the_style_sheets_of_the_press_ask_nothing_in_vain(tmp_path: Path) -> None:
    for path in ("print.css", "large-print/large-print.css"):
        assert list(unread((default_styles() / path).read_text("utf-8"))) == []
    root = add_style(write_book(tmp_path, "# T\n\nUn."), f"{OPEN_LINES}li {{ list-style: none }}")
    (fault,) = style_faults(root)
    assert (fault.code, fault.place.split(":")[0]) == ("S006", "styles/print.css")

"""Style sheets: what is not CSS is told with its line, what is well written is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.pipeline.style_folders import style_sheets
from publish.proofreading import css_faults, proofread, styled_classes
from tests.proofreading.books import book


def told(sheet: str) -> list[str]:
    return [f"{d.line} {d.code}" for d in css_faults(sheet, "styles/print.css")]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("h1 { }\np { color red }", ["2 S003"]),
        ("p { margin: 0\n    color: red }", ["1 S003"]),
        ("p { margin: 0 }\n}\nh1 { }", ["2 S003"]),
        ("@media print {\n  p { margin: 0) }\n}", ["2 S003"]),
        ("@page {\n  @top-left { content }\n}", ["2 S003"]),
        ("p { background: url(a b) }", ["1 S003"]),
        ("h1 { }\np { margin: 0\n", ["2 S004"]),
        ("h1 { }\n@page { @top-left { margin: 0 }\np { }\n", ["2 S004"]),
        ("h1 { }\n/* un mot\np { }", ["2 S004"]),
        ("h1 { }\np { width: " + "(" * 5000, ["2 S005"]),
    ],
)
def test_what_is_no_css_is_told_with_its_line(sheet: str, expected: list[str]) -> None:
    assert told(sheet) == expected


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "@import url(a.css);\n@page :left { margin: 1em; @top-left { content: 'a:b' } }",
        "p { color: red; ; --own: a:b; &:hover { margin: 0 } }",
        '@media print { p::before { content: "}" } } /* { */',
    ],
)
def test_css_is_not_told(sheet: str) -> None:
    assert told(sheet) == []


def test_the_default_sheets_are_css(tmp_path: Path) -> None:
    sheets = style_sheets(tmp_path)
    assert len(sheets) > 5
    assert [str(d) for path, sheet in sheets.items() for d in css_faults(sheet, path)] == []


def test_a_class_that_a_sheet_has_is_known() -> None:
    text = "Un [mot]{.rare} et [un autre]{.rares}."
    classes = set(styled_classes("p, .rare:not(.x) { } @media print { .loin { } }"))
    assert classes == {"rare", "x", "loin"}
    assert [(d.code, dict(d.values)["name"]) for d in proofread(book(text), classes)] == [
        ("T032", "rares")
    ]


def test_a_mistyped_kind_is_told_with_the_one_it_is_near_to() -> None:
    (found,) = proofread(book("Mot.\n\n## Un titre {.prefase}"))
    assert (found.line, dict(found.values)["known"]) == (5, "preface")

"""What print styles has a style on the screen too: the EPUB, Kindle's and the web's sheet.

Kindle reads epub.css; the web reads it under web.css.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tinycss2

from publish.book.vocabulary import GIVEN, PRINTED, READ, WRITTEN
from publish.pipeline.style_folders import default_styles

STYLES: Path = default_styles()

PRINT_ALONE = {
    "fill": "pushes folios to the right edge of the printed contents",
    "half-title": "no screen has a half-title",
    "contents": "screens have the contents of their navigation",
    "folio": "the folios of the printed contents; the web's margin has its own",
    "work": "a line of the printed contents",
    "heading": "a line of the printed contents",
    "near": "a style of the printed contents",
    "centred": "a style of the printed contents",
    "leaders": "a style of the printed contents",
    "contents-subtitle": "a line of the printed contents",
    "address": "a link's address, as paper needs it",
    "foot": "a place on the page, as top, full-page, bleed and spread are: screens have no page",
    "title": "a line of the printed contents and of the half-title",
}
"""Classes that only print shows, and why."""


def styled(name: str) -> set[str]:
    """Return the classes that the selectors of a sheet name, those within @media too."""
    return set(_classes(tinycss2.parse_stylesheet((STYLES / name).read_text("utf-8"))))


def _classes(rules: list[tinycss2.ast.Node]) -> list[str]:
    found: list[str] = []
    for rule in rules:
        if rule.type == "qualified-rule":
            found += re.findall(r"\.([A-Za-z][\w-]*)", tinycss2.serialize(rule.prelude))
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            found += _classes(tinycss2.parse_rule_list(rule.content))
    return found


@pytest.mark.parametrize("sheets", [["epub.css"], ["epub.css", "web.css"]], ids=["epub", "web"])
def test_what_print_styles_has_a_style_on_the_screen(sheets: list[str]) -> None:
    of_texts = {*WRITTEN, *GIVEN} - {*PRINT_ALONE}
    on_screen = set().union(*map(styled, sheets))
    assert styled("print.css") & of_texts - on_screen == set()


def test_what_an_author_may_write_is_styled_or_needs_no_style() -> None:
    kinds = {"foreword", "preface", "introduction", "chapter", "afterword", "appendix",
             "note-on-texts", "notes", "part"}  # fmt: skip
    marks = {
        "idx",
        "main",
        "ornament",
        "theatre",
        "hanging",
        "shared",
        "details",
        "run-in",
        "names-above",
        "top",
        "foot",
        "full-page",
        "bleed",
        "spread",
    }
    for sheet in ("print.css", "epub.css"):
        assert set(WRITTEN) - kinds - marks - styled(sheet) == set(), sheet


def test_no_style_names_a_class_that_means_nothing() -> None:
    known = {*WRITTEN, *GIVEN, *READ}
    unknown = styled("epub.css") - known - {*PRINTED}
    assert unknown <= {"authors", "title-page", "copyright", "colophon", "index"}

"""Classes in the Markdown that neither the press nor a style sheet knows: they change nothing.

``# Avant-propos {.prefase}`` → ``a.md:1: warning T032: … → preface``
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from publish.book import Book, Section
from publish.book.vocabulary import GIVEN, WRITTEN, classes
from publish.diagnostics import Diagnostic
from publish.proofreading import faults


def unknown_classes(book: Book, styled: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each line on which a class stands that nothing knows; ``styled``: by a style sheet."""
    known = {*WRITTEN, *GIVEN, *styled}
    for section in book.sections:
        for name in sorted(_classes(section) - known):
            near = get_close_matches(name, WRITTEN, 1) or get_close_matches(name, known, 1)
            listed = ", ".join(near or WRITTEN)
            for line in _lines(section.source, name):
                yield faults.UNKNOWN_CLASS.at(section.file, line, name=name, known=listed)


def _classes(section: Section) -> set[str]:
    elements = (element for tree in section.trees for element in tree.iter("*"))
    return {name for element in elements for name in classes(element)}


def _lines(source: str, name: str) -> list[int]:
    """Return the lines of the Markdown that give a class; the first where none is found."""
    one = re.escape(name)
    written = re.compile(
        rf"\{{[^}}\n]*\.{one}(?![\w-])|^[ >]*///[^\n]*\.{one}(?![\w-])"
        rf"|class\s*=\s*[\"']?(?:[^\"'\n]*\s)?{one}(?![\w-])"
    )
    found = (n for n, line in enumerate(source.split("\n"), 1) if written.search(line))
    return list(found) or [1]

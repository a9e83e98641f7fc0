"""Signs of emphasis that Markdown took for none, and that would be printed.

``**"mot"**suite`` → M042: what closes touches a letter behind, and a mark before
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.book import Element
from publish.book.vocabulary import line_of
from publish.diagnostics import Diagnostic
from publish.manuscript import faults
from publish.manuscript.markdown import Fragment

# Pairs only: « M. de B** », « la marquise de *** » and « prix* » are no emphasis.
_PAIR = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,200}\*\*(?!\*)"
    r"|(?<![\w*])\*(?=\w)[^*\n]{1,200}\s\*(?![\w*])"
    r"|(?<![\w_])__(?=[^\s_])[^_\n]{1,200}__(?!_)"
    r"|(?<![\w~])~~(?=[^\s~])[^~\n]{1,200}~~(?!~)"
    r"|(?<![\w+])\+\+(?=\w)[^+\n]{1,200}\+\+(?![\w+])"
)
_VERBATIM = ("code", "pre", "kbd", "samp", "math")


def left_signs(fragment: Fragment, source: str, file: str) -> Iterator[Diagnostic]:
    """Yield a remark for each pair of such signs that stands in the source as it is printed."""
    for tree in (fragment.body, *(tree for _, tree in fragment.notes)):
        for element, text in _prose(tree):
            for found in _PAIR.finditer(text):
                if found[0] in source:  # else each sign was escaped
                    yield faults.LEFT_SIGNS.at(file, line_of(element), text=found[0][:40])


def _prose(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield the texts of an element that are no code, each with what holds it."""
    if element.tag not in _VERBATIM:
        yield element, element.text or ""
        for child in element:
            yield from _prose(child)
            yield element, child.tail or ""

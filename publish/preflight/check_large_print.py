"""What large print promises, measured on the finished file: its type, its leading, its lines.

Sources of the limits: 16 pt at least and 18 for most readers, leading 1.5, flush left, are what
French publishers of large print and guides for clear print agree on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from publish.diagnostics import Diagnostic
from publish.preflight import faults, typesetting
from publish.preflight.check_pdf import check_lecture
from publish.preflight.typesetting import Pages

BODY: Final = 18.0
"""Size of the body's type, in points."""
LEAST: Final = 14.0
"""Least size of any type: heads, imprint, calls of notes."""
LEADING: Final = 1.5
"""Least leading, as a multiple of the body's size."""
_CLOSE: Final = 0.05


def check_large_print(content: bytes, file: str) -> Iterator[Diagnostic]:
    """Yield what breaks the promises of large print, and what any PDF for the screen must keep."""
    return check_lecture(content, file, _LOOKS)


def _body(pages: Pages) -> Iterator[Diagnostic]:
    if pages.body < BODY - _CLOSE:
        yield faults.BODY_TOO_SMALL.at(pages.screen.file, size=f"{pages.body:.1f}", least=BODY)


def _sizes(pages: Pages) -> Iterator[Diagnostic]:
    """No type is too small, heads and folios included."""
    for number, pieces in enumerate(pages.screen.pages, 1):
        smallest = min((piece.size for piece in pieces), default=LEAST)
        if smallest < LEAST - _CLOSE:
            yield faults.TYPE_TOO_SMALL.at(
                pages.screen.file, page=number, size=f"{smallest:.1f}", least=LEAST
            )


def _leading(pages: Pages) -> Iterator[Diagnostic]:
    """The body's lines stand far enough apart."""
    numbers = range(len(pages.screen.pages))
    lines = (pages.baselines(page, body=True) for page in numbers)
    steps = Counter(round(a - b, 1) for heights in lines for a, b in pairwise(heights))
    if steps and (leading := steps.most_common(1)[0][0]) < LEADING * pages.body - 2 * _CLOSE:
        yield faults.LEADING_TOO_SMALL.at(
            pages.screen.file, leading=leading, least=LEADING * pages.body
        )


_LOOKS: Final = (
    _body,
    _sizes,
    _leading,
    typesetting.widows,
    typesetting.blanks,
    typesetting.index,
    typesetting.edges,
)

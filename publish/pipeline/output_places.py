"""Where each block of the manuscript stands in what was made from it.

``introduction.md``, line 12 → page 7 of the PDFs; element 31 of ``text/introduction.xhtml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from publish.composition import SectionRecord, imposition
from publish.documents import Document

Lines = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class OutputPlaces:
    """Places of blocks, by the file of the manuscript and the line on which they begin.

    ``pages``: file → line → page of the PDFs, from 1; ``texts``: path in the EPUB → the file it was
    made from, and its elements that begin on a line: their number in the order of the document,
    from 0 → that line.
    """

    pages: Mapping[str, Lines]
    texts: Mapping[str, tuple[str, Lines]]


def output_places(book: Sequence[SectionRecord], documents: Sequence[Document]) -> OutputPlaces:
    """Return where the blocks of a book stand; ``book``: the sheets of its sections."""
    pages: dict[str, dict[int, int]] = {}
    for one, first in imposition(book):
        for file, lines in one.lines.items():
            found = pages.setdefault(file, {})
            found |= {line: first + page for line, page in lines.items()}
    texts = {one.path: (one.file, dict(one.lines)) for one in documents if one.lines}
    return OutputPlaces(pages, texts)

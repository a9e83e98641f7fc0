"""Where an editor's hand was: two states of a text → the line, its block, its places.

``Un.\\n\\nDeux.`` + ``Un.\\n\\nDeux mots.`` → line 3 → page 7, element with ``data-line`` 3
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publish.pipeline import OutputPlaces

Texts = Mapping[str, str]
"""The manuscript's texts by their path."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the manuscript in what is shown, as far as it has one.

    ``path``: a document of the EPUB, ``line``: that of its block; ``page``: of the PDF, from 1.
    """

    path: str | None = None
    line: int | None = None
    page: int | None = None


def first_change(before: str, after: str) -> int | None:
    """Return the first line of ``after``, from 1, that is not blank and not in its place in
    ``before``; where lines were only taken away, the line that took their place. None for the same.
    """
    if before == after:
        return None
    old, new = before.splitlines(), after.splitlines()
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    start = min(len(old), len(new)) if same is None else same
    return next((n + 1 for n in range(start, len(new)) if new[n].strip()), max(len(new), 1))


def edited(before: Texts, after: Texts) -> tuple[str, int] | None:
    """Return the file and the line of the first edit; a text that was not there counts from its
    first line."""
    for path, text in sorted(after.items()):
        if (line := first_change(before.get(path, ""), text)) is not None:
            return path, line
    return None


def block_line(lines: Iterable[int], line: int) -> int | None:
    """Return the line on which the block of a line begins; before the first block, that one's."""
    starts = sorted(lines)
    return starts[max(bisect_right(starts, line) - 1, 0)] if starts else None


def spot(places: OutputPlaces, file: str, line: int | None) -> Spot:
    """Return where a line of the manuscript is shown; without a line, where its file begins."""
    line = line or 1
    pages = places.pages.get(file, {})
    start = block_line(pages, line)
    page = None if start is None else pages[start]
    for path, (source, elements) in places.texts.items():
        if source == file:
            return Spot(path, block_line(elements.values(), line), page)
    return Spot(page=page)

"""Occurrences and folios → the locators of one index entry.

Pages 12, 13, 13, 14 and note 3 of page 45 → ``12-14``, ``45 n. 3``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An anchor in the text (``note`` empty) or in a note, given by its number."""

    anchor: str
    note: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Locator:
    """Pages ``first`` to ``last``, or a note on a page, and the anchor a link leads to.

    ``main``: the passage where the entry is chiefly treated.
    """

    first: int
    last: int
    note: str
    anchor: str
    main: bool = False


def locators(occurrences: Iterable[Occurrence], folios: Mapping[str, int]) -> list[Locator]:
    """Return the locators in page order; an occurrence without a folio has none yet.

    A page stands once however often the entry occurs there; consecutive pages make one range,
    which principal pages interrupt.
    """
    single: dict[tuple[int, str], Locator] = {}
    for occurrence in occurrences:
        page = folios.get(occurrence.anchor)
        if page is None:
            continue
        found = single.get((page, occurrence.note))
        if found is None:
            found = Locator(page, page, occurrence.note, occurrence.anchor)
        main = found.main or occurrence.main
        single[page, occurrence.note] = replace(found, main=main)
    ordered = sorted(single.values(), key=lambda one: (one.first, len(one.note), one.note))
    pages = [one for one in ordered if not one.note]
    notes = [one for one in ordered if one.note]
    return sorted((*_ranges(pages), *notes), key=lambda one: (one.first, bool(one.note)))


def _ranges(pages: Iterable[Locator]) -> Iterator[Locator]:
    """Join consecutive pages that are alike."""
    run: Locator | None = None
    for page in pages:
        if run and page.first == run.last + 1 and not (page.main or run.main):
            run = replace(run, last=page.last)
            continue
        if run:
            yield run
        run = page
    if run:
        yield run


def label(locator: Locator, note_locator: str) -> str:
    """Return what is printed; ``note_locator`` is a note's pattern, ``{folio} n. {number}``."""
    if locator.note:
        return note_locator.format(folio=locator.first, number=locator.note)
    if locator.last > locator.first:
        return f"{locator.first}-{locator.last}"
    return str(locator.first)

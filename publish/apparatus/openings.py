"""Where each text opens in print: on a right-hand page, on the next one, below the text before it.

``[print] chapters`` says it for all, ``[print.openings]`` for single kinds, ``{opens="page"}`` on a
title for one text. Half-title, title page and parts open on the right by custom, as does the first
text behind them (docs/rules-of-the-page.md, The page).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publish.book import Kind, Section
from publish.book.print_options import PrintOptions

_NEXT_PAGE = frozenset({Kind.ALSO_BY, Kind.COPYRIGHT, Kind.COLOPHON})
_LEAVES = frozenset({Kind.HALF_TITLE, Kind.ALSO_BY, Kind.TITLE_PAGE, Kind.COPYRIGHT})
_ON_THE_RIGHT = _LEAVES | {Kind.DEDICATION, Kind.EPIGRAPH, Kind.PART}
"""Kinds that open on a right-hand page, and behind which a text does."""
_ALONE = _ON_THE_RIGHT | {Kind.INDEX, Kind.CONTENTS, Kind.COLOPHON}
"""Kinds below which nothing runs on, and which run on below nothing."""


def with_openings(sections: Iterable[Section], options: PrintOptions) -> Iterator[Section]:
    """Yield the sections of a whole book, each with where it opens."""
    before: Section | None = None
    for section in sections:
        before = replace(section, opens=_opening(section, before, options))
        yield before


def _opening(section: Section, before: Section | None, options: PrintOptions) -> str:
    asked = section.opens or options.openings.get(section.kind, "")
    if section.kind in _NEXT_PAGE:
        return asked or "page"
    if before is None or section.kind in _LEAVES:
        return "recto"
    if not asked:
        leaf = section.kind in _ON_THE_RIGHT or before.kind in _ON_THE_RIGHT
        asked = "recto" if leaf else options.chapters
        if asked == "run-on" and section.kind is not Kind.CHAPTER:
            asked = "page"
    alone = section.kind in _ALONE or before.kind in _ALONE
    return "page" if asked == "run-on" and alone else asked


def runs(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections that open on a page, each with those that run on below it."""
    found: list[list[Section]] = []
    for section in sections:
        if section.opens == "run-on":
            found[-1].append(section)
        else:
            found.append([section])
    return tuple(replace(first, following=tuple(rest)) for first, *rest in found)

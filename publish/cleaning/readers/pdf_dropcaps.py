"""Drop caps → the first letter of their word.

A capital that reaches over two or more lines stands where the second begins, or the third, and
would be read with that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from publish.cleaning.alphabet import plain
from publish.cleaning.letters.lexicon import french
from publish.cleaning.readers.pdf_glyphs import PrintedGlyph

_LARGER: Final = 1.7
"""Times the size of the text that a drop cap is, at least."""
_MOST: Final = 3
"""Signs that a drop cap has at most: ``« L’``."""
_BESIDE: Final = 2.0
"""How far to the right of it, in ems, the lines beside a drop cap begin."""
_LEAST_LINES: Final = 2
_WORDS: Final = "AÀOÔY"
"""Capitals that are words by themselves."""


def with_drop_caps(glyphs: Sequence[PrintedGlyph], body: float) -> list[PrintedGlyph]:
    """Return the glyphs of a page, each drop cap put before the word that it begins."""
    found = list(glyphs)
    for cap in _capitals(glyphs, body):
        rest = [glyph for glyph in found if glyph not in cap]
        first = _first_beside(rest, cap, body)
        if first is not None:
            at = rest.index(first)
            found = [*rest[:at], *_lowered(cap, rest[at:]), *rest[at:]]
    return found


def _capitals(glyphs: Sequence[PrintedGlyph], body: float) -> Iterator[list[PrintedGlyph]]:
    """Yield the runs of few large signs with one capital."""
    large = [glyph for glyph in glyphs if not glyph.blank and glyph.size > body * _LARGER]
    run: list[PrintedGlyph] = []
    for glyph in [*large, None]:
        if run and (glyph is None or not _beside(run[-1], glyph)):
            if len(run) <= _MOST and sum(one.char.isupper() for one in run) == 1:
                yield run
            run = []
        if glyph is not None:
            run.append(glyph)


def _beside(one: PrintedGlyph, two: PrintedGlyph) -> bool:
    level = abs(one.base - two.base) < 0.1 * one.size and one.size == two.size
    return level and -0.2 * one.size < two.left - one.right < one.size


def _first_beside(
    glyphs: Sequence[PrintedGlyph], cap: Sequence[PrintedGlyph], body: float
) -> PrintedGlyph | None:
    """Return what begins the first of the lines beside a drop cap; None where it has but one."""
    right, top, base = cap[-1].right, cap[0].top, cap[0].base
    firsts: dict[int, PrintedGlyph] = {}
    for glyph in glyphs:
        inside = top - body * 0.3 < glyph.base < base + body * 0.3
        if glyph.blank or not inside or glyph.left < cap[0].left or glyph.size > body * _LARGER:
            continue
        line = round(glyph.base / (body * 0.5))
        known = firsts.get(line, firsts.get(line - 1, firsts.get(line + 1)))
        if known is None or glyph.left < known.left:
            firsts[line] = glyph
    beside = [glyph for glyph in firsts.values() if glyph.left - right < _BESIDE * body]
    apart = any(glyph.left - right > -0.5 * body for glyph in beside)
    lines = {round(glyph.base) for glyph in beside}
    if not apart or len(lines) < _LEAST_LINES:
        return None
    return min(beside, key=lambda g: (g.base, g.left))


def _lowered(cap: Sequence[PrintedGlyph], rest: Sequence[PrintedGlyph]) -> Iterator[PrintedGlyph]:
    """Yield a drop cap as signs of the line that it begins."""
    first = rest[0]
    place = first.left - (first.size if _alone(cap, rest) else 0.0)
    for glyph in cap:
        yield replace(
            glyph,
            left=place,
            right=place,
            base=first.base,
            size=first.size,
            top=first.top,
            foot=first.base,
            bold=first.bold,
            italic=first.italic,
        )


def _alone(cap: Sequence[PrintedGlyph], rest: Sequence[PrintedGlyph]) -> bool:
    """Whether a drop cap is a word by itself: ``À la``, ``Y a-t-il``."""
    if cap[-1].char not in _WORDS:
        return False
    word = ""
    for before, glyph in zip([rest[0], *rest], rest, strict=False):
        if not glyph.char.isalpha() or glyph.left - before.right > glyph.size * 0.1:
            break
        word += glyph.char.lower()
    return not _known(cap[-1].char.lower() + word) and (not word or _known(word))


def _known(word: str) -> bool:
    return any(form.listed for form in french().lookup(plain(word)))


def body_size(pages: Sequence[Sequence[PrintedGlyph]]) -> float:
    """Return the size in which most of a document is set."""
    sizes = Counter(glyph.size for glyphs in pages for glyph in glyphs if not glyph.blank)
    return sizes.most_common(1)[0][0] if sizes else 0.0

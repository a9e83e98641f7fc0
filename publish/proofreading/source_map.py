"""Where in the Markdown a character of a block stands, to the column.

Markup adds signs to the source but no letters, once link targets, attributes and tags are left
out: the letters of a block are a stretch of the letters of the source, found by one search.

``Un *mot* rare`` in ``> Un *mot* rare``: the ``r`` at offset 7 stands in column 12
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from publish.characters import CALL_MARK, LINE_MARK, OBJECT_MARK

_LETTERS = re.compile(r"[^\W_]+")
_NO_TEXT = re.compile(
    r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"  # [text](target "title")
    r"|(?<=\])\{[^{}\n]*\}"  # [text]{.class}
    r"|[ \t]*\{:?[ \t]*[#.][^{}\n]*\}"  # ## Title {#id}
    r"|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>"  # <span lang="en">
    r"|<!--.*?-->"
    r"|\[\^[^\]\s]+\]:?",  # calls and definitions of notes
    re.DOTALL,
)
_ENTITY = re.compile(r"&(?:[A-Za-z]\w{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_CUT = re.compile(f"[{OBJECT_MARK}{CALL_MARK}{LINE_MARK}]")


class SourcePlace(NamedTuple):
    """A character of the source: its offset, and its line and column, which count from 1."""

    offset: int
    line: int
    column: int


class SourceMap:
    """The letters of a source, ready to be searched."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        text = _NO_TEXT.sub(_blank, source)
        self._letters, self._indexes = _letters(_ENTITY.sub(_decoded, text))

    def find(self, block: str, offset: int, line: int) -> SourcePlace | None:
        """Return where ``block[offset]`` stands; ``line`` is the first line it may stand on.

        None where the block's letters are not those of the source.
        """
        first = self._line_starts[min(line, len(self._line_starts)) - 1]
        at = bisect_left(self._indexes, first)
        for start, stretch in _stretches(block):
            letters, before = _split(stretch, offset - start)
            found = self._letters.find(letters, at) if letters else at
            if found < 0:
                return None
            if offset < start + len(stretch) or start + len(stretch) == len(block):
                return self._near(found + before, stretch, offset - start)
            at = found + len(letters)
        return None

    def _near(self, letter: int, stretch: str, offset: int) -> SourcePlace:
        """Return the place of a character, given how many letters of the source precede it."""
        source, indexes = self._source, self._indexes
        sign = stretch[offset : offset + 1]
        if sign and _LETTERS.match(sign):
            return self._place(indexes[letter])
        start = indexes[letter - 1] + 1 if letter else 0
        end = indexes[letter] if letter < len(indexes) else len(source)
        last = max((m.end() for m in _LETTERS.finditer(stretch, 0, offset)), default=0)
        for _ in range(stretch.count(sign, last, offset) + 1):
            found = source.find(sign, start, end)
            if found < 0:
                break
            start = found + 1
        else:
            return self._place(start - 1)
        return self._place(min(start, len(source)))

    def _place(self, index: int) -> SourcePlace:
        line = bisect_left(self._line_starts, index + 1)
        return SourcePlace(index, line, index - self._line_starts[line - 1] + 1)


def _stretches(block: str) -> Iterator[tuple[int, str]]:
    """Yield start and text of each part of a block that nothing but its own markup interrupts."""
    start = 0
    for cut in _CUT.finditer(block):
        yield start, block[start : cut.start()]
        start = cut.end()
    yield start, block[start:]


def _split(stretch: str, offset: int) -> tuple[str, int]:
    """Return the letters of a stretch, and how many of them stand before an offset."""
    letters = "".join(_LETTERS.findall(stretch))
    before = sum(len(run) for run in _LETTERS.findall(stretch[: max(offset, 0)]))
    return letters, before


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters and figures of a text, and where each stands in it."""
    runs = list(_LETTERS.finditer(text))
    indexes = [index for run in runs for index in range(*run.span())]
    return "".join(run[0] for run in runs), indexes


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _decoded(match: re.Match[str]) -> str:
    """An entity's character at its place, blanks for the rest of it."""
    return html.unescape(match[0])[:1].ljust(len(match[0]))

"""A state of a book as paragraphs of words, whatever it was read from.

Kinds of spaces, quotes and apostrophes are typography's: an EPUB and the manuscript it was made of
have the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from publish.importing.incoming import (
    Block,
    Emphasis,
    HeadingBlock,
    Inline,
    Inlines,
    LineBreak,
    NoteBody,
    PictureInline,
    Styled,
    Text,
)
from publish.importing.transforms.typed_signs import as_typed
from publish.importing.walking import all_runs, plain

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|[^\w\s]|_")
_FOLDED: Final = str.maketrans({"’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "—"})
_SHOWN: Final = {
    Emphasis.ITALIC: "em", Emphasis.BOLD: "strong", Emphasis.SUPERIOR: "sup",
    Emphasis.INFERIOR: "sub", Emphasis.SMALL_CAPITALS: "small",
}  # fmt: skip
"""What an errata shows of how words stand out, by the element that shows it."""


class StyledWord(NamedTuple):
    """A word or a sign; ``key``: what it is compared by; ``space``: whether one stands before it;
    ``style``: the elements that it stands in."""

    key: str
    text: str
    space: bool
    style: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordedParagraph:
    """``place``: the heading it stands under; ``number``: which one there, 0 for the heading;
    ``note``: whether it is of a note."""

    place: str
    number: int
    words: tuple[StyledWord, ...]
    note: bool = False

    @property
    def key(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((word.key, word.style) for word in self.words)


def worded(blocks: Iterable[Block], place: str = "") -> Iterator[WordedParagraph]:
    """Yield the paragraphs of a text, each with its notes behind it."""
    number = 0
    for block in blocks:
        heading = isinstance(block, HeadingBlock)
        if isinstance(block, HeadingBlock):
            place, number = as_typed(plain(block.inner)).strip() or place, -1
        for run in all_runs((block,)):
            words = words_of_run(run)
            if words:
                number += 1
                yield WordedParagraph(place, 0 if heading else number, words)
            for note in _notes(run):
                for one in worded(note.blocks, place):
                    yield WordedParagraph(place, max(number, 0), one.words, note=True)


def _notes(run: Inlines) -> Iterator[NoteBody]:
    for one in run:
        if isinstance(one, NoteBody):
            yield one
        else:
            yield from _notes(getattr(one, "inner", ()))


def words_of_run(run: Inlines) -> tuple[StyledWord, ...]:
    """Return the words of a run; what stands out in a part of a word alone does not part it."""
    text, styles = "", []
    for said, style in _stretches(run, ()):
        text += said
        styles += [style] * len(said)
    return tuple(
        StyledWord(
            found[0].translate(_FOLDED),
            found[0],
            found.start() > 0 and text[found.start() - 1].isspace(),
            styles[found.start()],
        )
        for found in _TOKEN.finditer(text)
    )


def _stretches(run: Inlines, style: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in run:
        yield from _stretch(one, style)


def _stretch(one: Inline, style: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    match one:
        case Text():
            yield as_typed(one.text), style
        case LineBreak():
            yield " ", style
        case NoteBody():
            return
        case PictureInline():
            yield f" [{one.alt}] " if one.alt else " ", style
        case Styled() if one.style in _SHOWN:
            yield from _stretches(one.inner, tuple(sorted({*style, _SHOWN[one.style]})))
        case _:
            inner = getattr(one, "inner", None)
            if inner is not None:
                yield from _stretches(inner, style)
            else:
                yield plain((one,)), style

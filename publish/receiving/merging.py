"""Three ways: the text that was sent, as the editor has it now, as the corrector has it.

What only one of them changed is taken, word by word. Where both changed the same words the editor's
stand, and it is asked which it is to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from merge3 import Merge3

_TOKEN: Final = re.compile(r"\n|[^\S\n]+|[^\W_]+|[^\w\s]|_")
_MARKUP: Final = re.compile(r"[*_`^~\[\]{}|<>:#\\]")
_AROUND: Final = 6


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Words that both changed: ``mine`` stand in the text behind ``before``."""

    mine: str
    theirs: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MergedText:
    """A text with the changes of both."""

    text: str
    meetings: tuple[MeetingPlace, ...] = ()


class _Tokens(SequenceMatcher[str]):
    """difflib without its shortcut for frequent items, which in a text are its spaces."""

    def __init__(self, _junk: object, one: Sequence[str], two: Sequence[str]) -> None:
        super().__init__(None, one, two, autojunk=False)


_MATCHER: Final[Any] = _Tokens


def merged_text(sent: str, mine: str, theirs: str) -> MergedText:
    """Merge the editor's text with the corrector's, both made from ``sent``."""
    if theirs in (mine, sent):
        return MergedText(mine)
    if mine == sent:
        return MergedText(theirs)
    made: list[str] = []
    found: list[tuple[int, str, str]] = []
    for piece in _pieces(sent, mine, theirs):
        if isinstance(piece, tuple):
            found.append((sum(map(len, made)), *piece))
            made.append(piece[0])
        else:
            made.append(piece)
    text = "".join(made)
    return MergedText(text, tuple(_placed(text, *one) for one in found))


def _pieces(sent: str, mine: str, theirs: str) -> Iterator[str | tuple[str, str]]:
    """Yield text, or both versions of a stretch that both changed."""
    one, two, three = (text.splitlines(keepends=True) for text in (sent, mine, theirs))
    for kind, *parts in Merge3(one, two, three, sequence_matcher=_MATCHER).merge_groups():
        if kind != "conflict":
            yield "".join(parts[0])
        else:
            yield from _within(*("".join(part) for part in parts))


def _within(sent: str, mine: str, theirs: str) -> Iterator[str | tuple[str, str]]:
    one, two, three = (_TOKEN.findall(text) for text in (sent, mine, theirs))
    groups = list(Merge3(one, two, three, sequence_matcher=_MATCHER).merge_groups())
    for kind, *parts in groups:
        if kind == "conflict" and any(_MARKUP.search("".join(part)) for part in parts):
            yield (mine, theirs)  # half of a mark would make another of the rest
            return
    for kind, *parts in groups:
        if kind == "conflict":
            yield ("".join(parts[1]), "".join(parts[2]))
        else:
            yield "".join(parts[0])


def _placed(text: str, start: int, mine: str, theirs: str) -> MeetingPlace:
    """Return a stretch with whole words around it: a question is about words."""
    end = start + len(mine)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
        mine, theirs = text[start] + mine, text[start] + theirs
    while end < len(text) and not text[end].isspace():
        mine, theirs = mine + text[end], theirs + text[end]
        end += 1
    before = " ".join(text[:start].split()[-_AROUND:])
    after = " ".join(text[end:].split()[:_AROUND])
    return MeetingPlace(mine.strip(), theirs.strip(), before, after)

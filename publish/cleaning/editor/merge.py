"""Three-way merge: what the editor changed and what the cleaner now makes, word by word.

Base ``Le mot à Margarita``, editor ``Le petit mot à Margarita``, cleaner ``Le mot, à Margarita``
→ ``Le petit mot, à Margarita``. Where both changed the same words the paragraph is given twice,
marked; nothing is ever overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from merge3 import Merge3

_TOKEN: Final = re.compile(r"\n|[^\S\n]+|[^\W_]+|[^\w\s]|_")

MINE, DIVIDE, THEIRS = "<<<<<<<", "=======", ">>>>>>>"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A passage that both changed; ``line`` is where its marks begin in the merged text."""

    line: int
    passage: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text and its conflicts."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


class _Matcher(SequenceMatcher[str]):
    """difflib without its shortcut for frequent items: in a text, spaces are the frequent items."""

    def __init__(self, _junk: object, one: Sequence[str], two: Sequence[str]) -> None:
        super().__init__(None, one, two, autojunk=False)


_MATCHER: Final[Any] = _Matcher  # its protocol in merge3 asks for more than merge3 uses


def merge(base: str, mine: str, theirs: str, names: tuple[str, str] = ("", "")) -> Merged:
    """Merge the editor's text (``mine``) with the cleaner's (``theirs``), both made from ``base``.

    ``names`` stand beside the marks of a conflict.
    """
    if mine == theirs or base == theirs:
        return Merged(mine)
    if base == mine:
        return Merged(theirs)
    lines: list[str] = []
    conflicts: list[Conflict] = []
    groups = Merge3(
        _lines(base), _lines(mine), _lines(theirs), sequence_matcher=_MATCHER
    ).merge_groups()
    for kind, *parts in groups:
        if kind != "conflict":
            lines += parts[0]
            continue
        for piece in _within(*("".join(part) for part in parts)):
            if isinstance(piece, str):
                lines += _lines(piece)
            else:
                conflicts.append(Conflict(len(lines) + 1, _passage(*piece)))
                lines += _marked(*piece, names)
    return Merged("".join(lines), tuple(conflicts))


def pending(text: str) -> int | None:
    """Return the line of the first conflict that is still marked in a text."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith((MINE, THEIRS)):
            return number
    return None


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _within(base: str, mine: str, theirs: str) -> Iterator[str | tuple[str, str]]:
    """Merge lines that both changed, word by word; yield text, or two versions of whole lines."""
    groups = list(
        Merge3(
            _TOKEN.findall(base),
            _TOKEN.findall(mine),
            _TOKEN.findall(theirs),
            sequence_matcher=_MATCHER,
        ).merge_groups()
    )
    if not any(kind == "conflict" for kind, *_ in groups):
        yield "".join("".join(parts[0]) for _, *parts in groups)
        return
    paired = [text.splitlines(keepends=True) for text in (base, mine, theirs)]
    if len({len(lines) for lines in paired}) == 1 and len(paired[0]) > 1:
        for one, two, three in zip(*paired, strict=True):
            yield from _within(one, two, three)
        return
    yield mine, theirs


def _marked(mine: str, theirs: str, names: tuple[str, str]) -> list[str]:
    def ended(text: str) -> str:
        return text if text.endswith("\n") or not text else text + "\n"

    return [
        f"{MINE} {names[0]}".rstrip() + "\n",
        *_lines(ended(mine)),
        f"{DIVIDE}\n",
        *_lines(ended(theirs)),
        f"{THEIRS} {names[1]}".rstrip() + "\n",
    ]


def _passage(mine: str, theirs: str) -> str:
    """Return the first words of a conflict, to name it by."""
    return " ".join((mine.strip() or theirs.strip()).split()[:8])

"""A title → its lines on a cover, and how much smaller than the design's size they are set.

``Les Confessions d’un enfant du siècle`` → ``Les Confessions / d’un enfant / du siècle``: cut by
sense, no line ends on a word that leans on the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

_SIGNS = 13
"""What a line of a design's own size holds, in signs of mean width."""

_MOST_LINES = 5
_LEANING = frozenset(
    "à au aux avec ce ces chez d’un d’une dans de des du en et la le les leur ma mes mon ne ni nos "
    "notre ou où par pour que qu’un qu’une qui sa sans se ses si son sous sur ta tes ton un une "
    "vers vos votre the a an and by for from in of on or to with".split()
)


@dataclass(frozen=True, slots=True)
class Titling:
    """The lines, and their size as a share of the design's."""

    lines: tuple[str, ...]
    size: float


def titling(title: str) -> Titling:
    """Return the lines of a title, by the least cost of small type, many lines and bad cuts."""
    words = title.split(" ")
    lines = min(_cuts(words), key=_cost)
    return Titling(lines, round(_size(lines), 3))


def _cuts(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield every way to cut the words into a few lines."""
    for count in range(min(_MOST_LINES, len(words))):
        for cut in combinations(range(1, len(words)), count):
            yield tuple(" ".join(words[a:b]) for a, b in pairwise((0, *cut, len(words))))


def _size(lines: Sequence[str]) -> float:
    return min(1.0, _SIGNS / max(map(len, lines)))


def _cost(lines: Sequence[str]) -> float:
    widths = [len(line) for line in lines]
    small = 3 * (1 / _size(lines) - 1)
    leaning = sum(line.split(" ")[-1].lower() in _LEANING for line in lines[:-1])
    return small + 0.4 * len(lines) + leaning + 0.6 * (1 - min(widths) / max(widths))

"""What only the editor can decide: each doubt once, with its places, most frequent first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from publish.cleaning.ledger.ledger import Cause, Confidence
from publish.cleaning.ledger.offset_map import OffsetMap

_CONTEXT: Final = 60
"""Characters shown on each side of a place."""
_ROOM: Final = 120
"""Characters taken on each side, before blanks are drawn together."""


class AskedPlace(NamedTuple):
    """Where a question arises: line and column of the source, from 1, and the words around."""

    offset: int
    line: int
    column: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One occurrence of a question, as offsets of the repaired text.

    ``applied`` tells that the text already says ``cause.after``; otherwise it is only proposed.
    """

    start: int
    end: int
    cause: Cause
    applied: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt. ``found`` is what the source has, ``reading`` what is made or proposed of it.

    ``pinned`` tells that each place is to be decided for itself; ``bound`` that one answer is for
    all the places, but for no other: the word is right elsewhere.
    """

    cause: Cause
    places: tuple[AskedPlace, ...]
    applied: bool = True
    pinned: bool = False
    bound: bool = False

    @property
    def kind(self) -> str:
        return self.cause.reason.code

    @property
    def found(self) -> str:
        return self.cause.before

    @property
    def reading(self) -> str:
        return self.cause.after

    @property
    def alternatives(self) -> tuple[str, ...]:
        return self.cause.alternatives

    @property
    def confidence(self) -> Confidence:
        return self.cause.confidence

    @property
    def count(self) -> int:
        """How many times it arises."""
        return len(self.places)


_BOUND: Final = frozenset(("misread-word",))
"""Classes whose words are right at other places."""
_TYPES: Final = frozenset(("misreading", "torn-word"))
"""Classes whose strings, however short, are read the same everywhere: ``dc`` is *de*."""
_SHORTEST_TYPE: Final = 3
"""Words shorter than this are decided place by place: “a”, “ou”."""


def gather(proof: OffsetMap, doubts: Iterable[Doubt]) -> tuple[Question, ...]:
    """Return one question for each kind of doubt: most frequent first, then the surest."""
    starts = [0, *(match.end() for match in re.finditer("\n", proof.source))]
    groups: dict[tuple[str, str, str], list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        cause = doubt.cause
        groups[cause.reason.code, cause.before, cause.after].append(doubt)
    questions = [
        Question(
            group[0].cause,
            tuple(_place(proof, starts, doubt) for doubt in group),
            group[0].applied,
            len(group[0].cause.before) < _SHORTEST_TYPE and not _never_pinned(group[0].cause),
            group[0].cause.reason.code in _BOUND,
        )
        for group in groups.values()
    ]
    return tuple(sorted(questions, key=lambda q: (-q.count, -q.confidence, q.places[0].offset)))


def _never_pinned(cause: Cause) -> bool:
    return cause.reason.code in _BOUND or cause.reason.code in _TYPES


def _place(proof: OffsetMap, starts: list[int], doubt: Doubt) -> AskedPlace:
    offset = proof.source_at(doubt.start)
    line = bisect_right(starts, offset)
    text = proof.text
    before = " ".join(text[max(0, doubt.start - _ROOM) : doubt.start].split())
    after = " ".join(text[doubt.end : doubt.end + _ROOM].split())
    return AskedPlace(
        offset, line, offset - starts[line - 1] + 1, before[-_CONTEXT:], after[:_CONTEXT]
    )

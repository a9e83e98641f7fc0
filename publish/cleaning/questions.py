"""What only the editor can decide: each doubt once, with its places, most frequent first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from publish.cleaning.ledger import Cause, Confidence, Reason


class Place(NamedTuple):
    """Where a question arises: line and column of the source, from 1, and the words around."""

    offset: int
    line: int
    column: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt. ``found`` is what the source has, ``reading`` what the text now says."""

    reason: Reason
    found: str
    reading: str
    alternatives: tuple[str, ...] = ()
    confidence: Confidence = Confidence.DOUBTFUL
    evidence: Cause | None = None
    places: tuple[Place, ...] = ()

    @property
    def count(self) -> int:
        """How many times it arises."""
        return len(self.places)


_CONTEXT = 45


@dataclass(frozen=True, slots=True)
class Doubt:
    """One occurrence of a question: what was found where, and why it is doubted."""

    start: int
    end: int
    cause: Cause


def gather(source: str, doubts: Iterable[Doubt]) -> tuple[Question, ...]:
    """Return one question for each kind of doubt, most frequent first."""
    starts = [0]
    starts += [at + 1 for at, char in enumerate(source) if char == "\n"]
    groups: dict[tuple[str, str, str], list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        cause = doubt.cause
        groups[cause.reason.code, cause.before, cause.after].append(doubt)
    questions = [_question(source, starts, group) for group in groups.values()]
    return tuple(sorted(questions, key=lambda q: (-q.count, q.places[0].offset)))


def _question(source: str, starts: list[int], group: list[Doubt]) -> Question:
    from bisect import bisect_right

    cause = group[0].cause
    places = []
    for doubt in group:
        line = bisect_right(starts, doubt.start)
        places.append(
            Place(
                doubt.start,
                line,
                doubt.start - starts[line - 1] + 1,
                " ".join(source[max(0, doubt.start - _CONTEXT) : doubt.start].split()),
                " ".join(source[doubt.end : doubt.end + _CONTEXT].split()),
            )
        )
    return Question(
        cause.reason,
        cause.before,
        cause.after,
        cause.alternatives,
        cause.confidence,
        cause,
        tuple(places),
    )

"""What changed between two states: « au lieu de … lire … », word by word.

Paragraphs that are the same are passed over; of those between, the most alike are one that was
changed; the others came or went.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from publish.characters import NO_BREAK_SPACE
from publish.comparing.paragraph_words import StyledWord, WordedParagraph

_ALIKE: Final = 0.5
_AROUND: Final = 6
"""How many words are shown before and behind a change."""
_NEAR: Final = 3
"""Changes with no more words than these between them are one."""

Words = tuple[StyledWord, ...]


@dataclass(frozen=True, slots=True)
class Erratum:
    """A change: ``old`` was read ``new``, between ``before`` and ``after``; one of them is empty
    where words came or went. ``whole``: a paragraph came or went."""

    place: str
    number: int
    note: bool
    old: Words
    new: Words
    before: Words = ()
    after: Words = ()
    whole: bool = False


def errata(one: Sequence[WordedParagraph], two: Sequence[WordedParagraph]) -> Iterator[Erratum]:
    """Yield what changed from one state to another, in reading order."""
    a, b = ([p.key for p in state] for state in (one, two))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _between(one[i1:i2], two[j1:j2])


def _between(one: Sequence[WordedParagraph], two: Sequence[WordedParagraph]) -> Iterator[Erratum]:
    """Yield the changes of paragraphs none of which stayed as it was."""
    at = 0
    for new in two:
        best, place = 0.0, -1
        for n in range(at, min(len(one), at + 12)):
            alike = _likeness(one[n], new)
            if alike > best:
                best, place = alike, n
        if best < _ALIKE:
            yield Erratum(new.place, new.number, new.note, (), new.words, whole=True)
            continue
        yield from map(_gone, one[at:place])
        yield from _within(one[place], new)
        at = place + 1
    yield from map(_gone, one[at:])


def _gone(one: WordedParagraph) -> Erratum:
    return Erratum(one.place, one.number, one.note, one.words, (), whole=True)


def _likeness(one: WordedParagraph, two: WordedParagraph) -> float:
    a, b = (Counter(word.key for word in each.words) for each in (one, two))
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def _within(old: WordedParagraph, new: WordedParagraph) -> Iterator[Erratum]:
    """Yield the changes within a paragraph."""
    a, b = ([(w.key, w.style) for w in each.words] for each in (old, new))
    changes: list[list[int]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if changes and i1 - changes[-1][1] <= _NEAR:
            changes[-1][1], changes[-1][3] = i2, j2
        else:
            changes.append([i1, i2, j1, j2])
    for i1, i2, j1, j2 in changes:
        before = new.words[max(0, j1 - _AROUND) : j1]
        after = new.words[j2 : j2 + _AROUND]
        yield Erratum(
            new.place, new.number, new.note, old.words[i1:i2], new.words[j1:j2], before, after
        )


def spaced(words: Words) -> str:
    """Return words as a text, spaced as they are in theirs, before the first too."""
    return "".join(f"{_space(words, n)}{word.text}" for n, word in enumerate(words))


def _space(words: Words, n: int) -> str:
    """Return what stands before a word: a space that does not end a line, where French has one."""
    word = words[n]
    if not word.space:
        return ""
    high = word.text in ";:!?»" or (n > 0 and words[n - 1].text == "«")
    return NO_BREAK_SPACE if high else " "


def written(words: Words) -> str:
    """Return words as a text of their own."""
    return spaced(words).strip()

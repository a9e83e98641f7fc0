"""Which unit each group is, where its paragraphs carry no name: by what they say.

Lines that say the same are the same; of those between, the most alike are pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from publish.receiving.leaf_runs import leaves
from publish.receiving.received_file import ReceivedGroup
from publish.sending.sent_units import SentUnit

_ALIKE: Final = 0.5
"""How many of their words two blocks share that are one, changed."""
_MOVED: Final = 0.75
_LONGEST: Final = 400


def aligned(groups: Sequence[ReceivedGroup], units: Sequence[SentUnit]) -> list[ReceivedGroup]:
    """Return groups in which those that are of no unit by name are given one by their text."""
    taken = {group.unit for group in groups}
    free = [unit for unit in units if unit.number not in taken]
    if not free or all(group.unit >= 0 for group in groups):
        return list(groups)
    found = dict(_pairs([(n, g) for n, g in enumerate(groups) if g.unit < 0], free))
    return _joined([replace(g, unit=found.get(n, g.unit)) for n, g in enumerate(groups)])


def _pairs(
    groups: Sequence[tuple[int, ReceivedGroup]], units: Sequence[SentUnit]
) -> Iterator[tuple[int, int]]:
    """Yield the places of groups with the numbers of their units."""
    here = [leaves(group.blocks) for _, group in groups]
    there = [(unit.number, one) for unit in units for one in leaves(unit.blocks)]
    lines = [(n, line) for n, said in enumerate(here) for line in said]
    matcher = SequenceMatcher(None, [x for _, x in lines], [x for _, x in there], autojunk=False)
    votes: dict[int, Counter[int]] = {}
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            vote = votes.setdefault(lines[block.a + offset][0], Counter())
            vote[there[block.b + offset][0]] += 1
    sure = {at: vote.most_common(1)[0][0] for at, vote in votes.items()}
    yield from ((groups[place][0], number) for place, number in sure.items())
    paired = set(sure.values())
    left = [unit for unit in units if unit.number not in paired]
    words = {unit.number: _words(leaves(unit.blocks)) for unit in left}
    for place, (n, _) in enumerate(groups):
        if place in sure or not left:
            continue
        own = _words(here[place])
        low = max((sure[p] for p in sure if p < place), default=-1)
        high = min((sure[p] for p in sure if p > place), default=1 << 30)
        alike = [(_likeness(own, words[u.number]), u) for u in left]
        best, unit = max(alike, key=lambda pair: pair[0])
        if best >= (_ALIKE if low < unit.number < high else _MOVED):
            yield n, unit.number
            left.remove(unit)


def _words(lines: Sequence[str]) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", " ".join(lines).casefold())[:_LONGEST])


def likeness(one: Sequence[str], two: Sequence[str]) -> float:
    """Return how many of their words some lines share, 0 to 1."""
    return _likeness(_words(one), _words(two))


def _likeness(one: Counter[str], two: Counter[str]) -> float:
    """Return how many of their words two texts share, 0 to 1."""
    total = one.total() + two.total()
    return 2 * (one & two).total() / total if total else 0.0


def _joined(groups: Sequence[ReceivedGroup]) -> list[ReceivedGroup]:
    """Return groups in which neighbours of one unit are one."""
    found: list[ReceivedGroup] = []
    for group in groups:
        if found and group.unit >= 0 and found[-1].unit == group.unit:
            blocks = (*found[-1].blocks, *group.blocks)
            found[-1] = replace(found[-1], blocks=blocks)
        else:
            found.append(group)
    return found


def share_known(groups: Sequence[ReceivedGroup], units: Sequence[SentUnit]) -> float:
    """Return which share of the lines of a file stand in some units, word for word."""
    there = {line for unit in units for line in leaves(unit.blocks)}
    here = [line for group in groups for line in leaves(group.blocks)]
    return sum(line in there for line in here) / len(here) if here else 0.0

"""What belongs to the page and not to the text: folios, running heads, lists of links.

``…une sale bureau-`` / ``42`` / ``LES JOURNÉES D’OCTOBRE`` / ``cratie…`` → the two lines in the
middle are set aside, and a page is known to begin after them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean, pstdev
from typing import Final

from publish.cleaning.alphabet import LETTER
from publish.cleaning.ledger.ledger import Cause, Reason
from publish.cleaning.structure.raw_lines import RawLine
from publish.messages import N_

FOLIO: Final = Reason("folio", N_("page number"))
HEAD: Final = Reason("running-head", N_("running head"))
LINK: Final = Reason("link", N_("address of a link, listed by the PDF"))

_LINK: Final = re.compile(r"(?:https?://|www\.|mailto:)\S+$")
_FOLIO: Final = re.compile(
    r"(?:p(?:age|\.)?\s*)?[-–—\[(]?\s*(\d{1,4})\s*[-–—\])]?(?:\s*/\s*\d{1,4})?$", re.I
)
_HEAD_NUMBER: Final = re.compile(r"^\d{1,4}(?=[^\d.)])|(?<=\D)\d{1,4}$")
_CHAPTER: Final = re.compile(
    r"(?:chapitre|livre|partie|acte|sc[eè]ne|tome|section|volume)(?!\w)", re.I
)
"""What opens a line whose number is its own: it is a running head only as a whole."""
_EDGES: Final = " 0123456789.,;:·•|/\\-–—_*()[]"
_DIGITS: Final = "0123456789"
_SHORTEST_TITLE: Final = 4
"""Characters of a running head without its number, at least."""
_NO_HEAD: Final = ("—", "–", "-", "«", "[", "(")
_LEAST, _MOST = 12, 90
"""Fewest and most lines that a page is believed to hold."""
_CLOSEST, _FEWEST_HEADS = 5, 3
"""Fewest lines between two running heads in capitals, and fewest of them that are believed."""
_OPENING_LINES: Final = 3
"""Lines among which the title of a text stands, below its first running head."""
_LONGEST_HEAD: Final = 90
"""Characters of the line of a running head, at most."""
_MOST_WORDS: Final = 10
"""A running head has fewer spaces than these."""


@dataclass(frozen=True, slots=True)
class PageTurns:
    """Lines set aside, by index, and the indexes of lines that open a page."""

    aside: Mapping[int, Cause] = field(default_factory=dict)
    starts: frozenset[int] = frozenset()


def find_pages(lines: Sequence[RawLine], large: Collection[int] = ()) -> PageTurns:
    """Tell the page's own lines from those of the text.

    ``large`` are the lines that the file sets larger than its text: titles, never running heads.
    """
    links = _links(lines)
    chains = _folio_chains(lines)
    large = _once_each(lines, large)
    title = _title(lines, large)
    groups = _recurring(lines, {*large, title})
    numbered = _numbered_heads(lines)
    suspects = links.union(*(set(chain) for chain in chains), *groups, numbered)
    numbers = {at for chain in chains for at in chain}
    folios = {
        at
        for chain in chains
        if _are_folios(lines, chain, suspects - numbers, suspects)
        for at in chain
    }
    heads = {
        at for group in groups if _are_heads(lines, group, links | folios, suspects) for at in group
    }
    repeats = {at for at in _repeats(lines, title) if at not in links and at not in large}
    heads |= numbered - {*large}
    heads |= {at for at in repeats if not _FOLIO.match(lines[at].text)}
    folios |= repeats - heads
    causes = {
        **{at: Cause(LINK) for at in links},
        **{at: Cause(FOLIO) for at in folios},
        **{at: Cause(HEAD) for at in heads - folios},
    }
    return PageTurns(dict(sorted(causes.items())), frozenset(_starts(lines, causes)))


def _links(lines: Sequence[RawLine]) -> set[int]:
    """Return the addresses that a PDF lists: several lines of them, or one beside a page turn.

    One alone between two lines of prose is its author's.
    """
    found = {at for at, line in enumerate(lines) if _LINK.match(line.text)}
    return {
        at
        for at in found
        if not {at - 1, at + 1}.isdisjoint(found)
        or any(line.new_page for line in lines[at : at + 2])
    }


def _once_each(lines: Sequence[RawLine], large: Collection[int]) -> set[int]:
    """Return the large lines without those that open page after page: heads may be large too."""
    cores = Counter(_core(lines[at].text) for at in large if lines[at].new_page)
    return {
        at
        for at in large
        if not lines[at].new_page
        or cores[_core(lines[at].text)] < _FEWEST_HEADS
        or _CHAPTER.match(_core(lines[at].text))
    }


def _starts(lines: Sequence[RawLine], aside: Iterable[int]) -> set[int]:
    """Return the lines that open a page: told by the file, after furniture, or by the habit."""
    starts = {at for at, line in enumerate(lines) if line.new_page}
    gone = set(aside)
    starts |= {at + 1 for at in gone if at + 1 < len(lines) and at + 1 not in gone}
    deep = Counter(line.indent for line in lines if line.indent > 1)
    usual_indent, often = deep.most_common(1)[0] if deep else (0, 0)
    nudges = {1, usual_indent + 1} if often * 30 > len(lines) else {1}
    nudged = [at for at, line in enumerate(lines) if line.indent in nudges]
    if len(nudged) * 8 < len(lines) or len(nudged) == 1:
        starts.update(nudged)
    usual = sorted(line.blanks for line in lines if line.blanks)
    if usual and usual[len(usual) // 2] == 1:
        starts |= {at for at, line in enumerate(lines) if line.blanks > 2}
    return starts


def _torn(lines: Sequence[RawLine], at: int, gone: set[int]) -> bool:
    """Whether a sentence runs on from before a line to after it."""
    before, after = at - 1, at + 1
    while before in gone and at - before < _LEAST:
        before -= 1
    while after in gone and after - at < _LEAST:
        after += 1
    if before < 0 or after >= len(lines):
        return False
    return lines[after].opens_low and not lines[after].text.startswith("—")


def _folio_chains(lines: Sequence[RawLine]) -> list[list[int]]:
    """Return the lines that are numbers and nothing else, in chains that rise page by page."""
    chains: list[list[tuple[int, int]]] = []
    paged = sum(line.new_page for line in lines) > 1
    for at, line in enumerate(lines):
        match = _FOLIO.match(line.text)
        if not match or (paged and not _near_edge(lines, at)):
            continue
        number = int(match[1])
        for chain in reversed(chains[-8:]):
            last_at, last = chain[-1]
            once = number == last and len(chain) == 1
            if once and _before_turn(lines, at) and not _before_turn(lines, last_at):
                chain[0] = at, number
                break
            if number > last and _LEAST <= (at - last_at) / (number - last) <= _MOST:
                chain.append((at, number))
                break
        else:
            chains.append([(at, number)])
    return [[at for at, _ in chain] for chain in chains]


def _near_edge(lines: Sequence[RawLine], at: int) -> bool:
    """Whether a line is among the first or last two of a page that the file itself begins."""
    return at < 2 or at + 2 >= len(lines) or any(line.new_page for line in lines[at - 1 : at + 3])


def _before_turn(lines: Sequence[RawLine], at: int) -> bool:
    """Whether the file itself begins a page after a line."""
    return at + 1 < len(lines) and lines[at + 1].new_page


def _are_folios(
    lines: Sequence[RawLine], chain: Sequence[int], others: set[int], suspects: set[int]
) -> bool:
    """Whether numbers number pages: they cut sentences, lie evenly, or stand by running heads."""
    edges = sum(_at_edge(lines, at, others) for at in chain)
    torn = sum(_torn(lines, at, suspects) for at in chain)
    gaps = [two - one for one, two in pairwise(chain)]
    even = len(gaps) > 2 and pstdev(gaps) < 0.3 * fmean(gaps)
    return torn + 0.6 * edges + (0.2 * len(chain) if even else 0.0) > 0.25 * len(chain)


def _at_edge(lines: Sequence[RawLine], at: int, others: set[int]) -> bool:
    """Whether a line stands at the edge of a page: told by the file, or by the lines beside it."""
    following = lines[at + 1].new_page if at + 1 < len(lines) else at > _LEAST
    return lines[at].new_page or following or at + 1 in others or at - 1 in others


def _title(lines: Sequence[RawLine], large: Collection[int]) -> int | None:
    """Return the line that opens the text, if later lines repeat it: its title.

    It has no number of its own, nor, if another comes back too, below it, as a running head may
    have; where the first page has a head too, the title is the line below that says the same, or
    that the file sets large.
    """
    opening = range(min(len(lines), _OPENING_LINES))
    told = [at for at in opening if at in large] or opening
    plain = [at for at in told if not _numbered(lines[at].text)]
    again = [at for at in plain if _comes_back(lines, at)]
    if not again or (again[0] != plain[0] and not _over_folio(lines, plain[0])):
        return None
    first = next((at for at in again if not _over_folio(lines, at)), again[0])
    core = _core(lines[first].text)
    return max(at for at in opening if _core(lines[at].text) == core)


def _comes_back(lines: Sequence[RawLine], at: int) -> bool:
    """Whether later lines say what a line says, and it is as short as a title."""
    core = _core(lines[at].text)
    if len(core) < _SHORTEST_TITLE or lines[at].length > _LONGEST_HEAD:
        return False
    if core.count(" ") >= _MOST_WORDS or lines[at].opens_low:
        return False
    return any(_core(line.text) == core for line in lines[at + 1 :])


def _over_folio(lines: Sequence[RawLine], at: int) -> bool:
    return at + 1 < len(lines) and bool(_FOLIO.match(lines[at + 1].text))


def _numbered(text: str) -> bool:
    return text != text.strip(_DIGITS)


def _repeats(lines: Sequence[RawLine], title: int | None) -> Iterator[int]:
    """Yield the lines that say the title again as a running head, and the folios beside them.

    A line does that with a folio, or between two lines of a page's own, or within a sentence.
    """
    if title is None:
        return
    core = _core(lines[title].text)
    told = [at for at, line in enumerate(lines) if _core(line.text) == core and at != title]
    told = [at for at in told if at > title + 1 or at < title]
    for at in told:
        beside = [
            n for n in (at - 1, at + 1) if 0 <= n < len(lines) and _FOLIO.match(lines[n].text)
        ]
        numbered = bool(_HEAD_NUMBER.search(lines[at].text))
        if numbered or beside or at < title or _torn(lines, at, {at}):
            yield at
            yield from beside


def _core(text: str) -> str:
    return text.strip(_EDGES).casefold()


def _recurring(lines: Sequence[RawLine], titles: Collection[int | None] = ()) -> list[list[int]]:
    """Return the short lines that come back, numbers apart; titles are none of them."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.length <= _LONGEST_HEAD and not line.text.startswith(_NO_HEAD):
            core = line.text.strip(_EDGES)
            prose = line.closes or line.text.endswith((",", ";"))
            if (prose or core.count(" ") >= _MOST_WORDS) and not core.isupper():
                continue
            if len(core) > 2 and at not in titles:
                places[line.text if _CHAPTER.match(core) else core].append(at)
    return [
        spots
        for core, spots in places.items()
        if len(spots) > 1 and len(re.findall(f"[{LETTER}]", core)) > 2
    ]


def _are_heads(
    lines: Sequence[RawLine], group: Sequence[int], known: set[int], suspects: set[int]
) -> bool:
    """Whether lines that come back are running heads: numbered, at page edges, in mid-sentence."""
    if _number_pages(lines, group):
        return True
    edges = sum(lines[at].new_page or at - 1 in known or at + 1 in known for at in group)
    torn = sum(_torn(lines, at, suspects) for at in group)
    return edges == 2 if len(group) == 2 else edges + torn > 0.4 * len(group)


def _numbered_heads(lines: Sequence[RawLine]) -> set[int]:
    """Return the lines in capitals whose numbers rise page by page, whatever each says.

    On few pages no head comes back often enough to be known by that: ``2 VOYAGE``, ``LE DÉPART 3``.
    """
    chain: list[tuple[int, int]] = []
    best: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        core = line.text.strip(_EDGES)
        if line.length > _LONGEST_HEAD or not core.isupper() or _CHAPTER.match(core):
            continue
        own = _HEAD_NUMBER.findall(line.text.rstrip(".- "))
        if not own:
            continue
        number = int(own[0])
        rises = bool(chain) and 0 < number - chain[-1][1] <= 2 and at - chain[-1][0] >= _CLOSEST
        chain = [*chain, (at, number)] if rises else [(at, number)]
        best = max(best, chain, key=len)
    heads = {at for at, _ in best}
    outer = any(not lines[at].text.lstrip("[(- ")[:1].isdigit() for at in heads)
    cut = outer or any(_cuts(lines, at, heads) for at in heads)
    return heads if len(best) >= _FEWEST_HEADS and cut else set()


def _cuts(lines: Sequence[RawLine], at: int, heads: set[int]) -> bool:
    """Whether a line comes between: a page opens with it, or it stands in the midst of text.

    What stands between blank lines after whole sentences, each time, are headings or dates; but
    a heading has its number before it, not at the outer edge of a recto.
    """
    line, after = lines[at], at + 1
    crowded = not line.blanks or (after < len(lines) and not lines[after].blanks)
    return crowded or line.new_page or _torn(lines, at, heads)


def _number_pages(lines: Sequence[RawLine], group: Sequence[int]) -> bool:
    """Whether lines hold numbers that rise as those of pages do: “12 LES FAITS”, “14 LES FAITS”."""
    found = [(at, _HEAD_NUMBER.findall(lines[at].text)) for at in group]
    numbers = [(at, int(own[0])) for at, own in found if own]
    if len(numbers) < max(2, 0.8 * len(group)):
        return False
    if not any(_cuts(lines, at, {*group}) for at in group):
        return False
    even = [
        two > one and _LEAST <= (there - here) / (two - one) <= _MOST
        for (here, one), (there, two) in pairwise(numbers)
    ]
    return sum(even) >= 0.8 * len(even)

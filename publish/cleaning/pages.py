"""What belongs to the page and not to the text: folios, running heads, lists of links.

``…une sale bureau-`` / ``42`` / ``LES JOURNÉES D’OCTOBRE`` / ``cratie…`` → the two lines in the
middle are set aside, and a page is known to begin after them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publish.cleaning.ledger import Cause, Confidence, Reason
from publish.cleaning.letters import LETTER
from publish.cleaning.lines import Line
from publish.messages import N_

FOLIO: Final = Reason("folio", N_("page number"))
HEAD: Final = Reason("running-head", N_("running head"))
LINK: Final = Reason("link", N_("address of a link, listed by the PDF"))

_LINK: Final = re.compile(r"(?:https?://|www\.|mailto:)\S+$")
_FOLIO: Final = re.compile(
    r"(?:p(?:age|\.)?\s*)?[-–—\[(]?\s*(\d{1,4})\s*[-–—\])]?(?:\s*/\s*\d{1,4})?$", re.I
)
_EDGE: Final = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LEAST, _MOST = 12, 90
"""Fewest and most lines that a page is believed to hold."""
_LONGEST_HEAD: Final = 90


@dataclass(frozen=True, slots=True)
class Pages:
    """Lines set aside, by index, and the indexes of lines that open a page."""

    aside: Mapping[int, Cause]
    starts: frozenset[int]


def find_pages(lines: Sequence[Line]) -> Pages:
    """Tell the page's own lines from those of the text."""
    links = {at for at, line in enumerate(lines) if _LINK.match(line.text)}
    folios = _folios(lines, links)
    heads = _heads(lines, links | folios)
    causes = {
        **{at: Cause(LINK) for at in links},
        **{at: Cause(FOLIO, Confidence.CERTAIN) for at in folios},
        **{at: Cause(HEAD, Confidence.PROBABLE) for at in heads},
    }
    starts = _starts(lines, causes)
    return Pages(dict(sorted(causes.items())), frozenset(starts))


def _starts(lines: Sequence[Line], aside: Iterable[int]) -> set[int]:
    """Return the lines that open a page: told by the file, after furniture, or by the habit."""
    starts = {at for at, line in enumerate(lines) if line.new_page}
    gone = set(aside)
    starts |= {at + 1 for at in gone if at + 1 < len(lines) and at + 1 not in gone}
    nudged = [at for at, line in enumerate(lines) if line.indent == 1]
    if len(nudged) * 8 < len(lines) or len(nudged) == 1:
        starts.update(nudged)
    usual = sorted(line.blanks for line in lines if line.blanks)
    if usual and usual[len(usual) // 2] == 1:
        starts |= {at for at, line in enumerate(lines) if line.blanks > 2}
    return starts


def _torn(lines: Sequence[Line], at: int, gone: set[int]) -> bool:
    """Whether a sentence runs on from before a line to after it."""
    before, after = at - 1, at + 1
    while before in gone:
        before -= 1
    while after in gone:
        after += 1
    if before < 0 or after >= len(lines):
        return False
    return lines[after].opens_low and not lines[after].text.startswith("—")


def _folios(lines: Sequence[Line], links: set[int]) -> set[int]:
    """Return the lines that are page numbers: alone, rising, a page apart."""
    numbers = [
        (at, int(match[1])) for at, line in enumerate(lines) if (match := _FOLIO.match(line.text))
    ]
    gone = {at for at, _ in numbers} | links
    chains: list[list[tuple[int, int]]] = []
    for at, number in numbers:
        for chain in reversed(chains[-8:]):
            last_at, last = chain[-1]
            if number > last and _LEAST <= (at - last_at) / (number - last) <= _MOST:
                chain.append((at, number))
                break
        else:
            chains.append([(at, number)])
    found: set[int] = set()
    for chain in chains:
        places = [at for at, _ in chain]
        torn = sum(_torn(lines, at, gone) or _at_edge(lines, at, links) for at in places)
        if torn > 0.25 * len(places):
            found.update(places)
    return found


def _at_edge(lines: Sequence[Line], at: int, links: set[int]) -> bool:
    """Whether the file itself puts a line at the edge of a page."""
    following = lines[at + 1].new_page if at + 1 < len(lines) else at > _LEAST
    return lines[at].new_page or following or at + 1 in links or at - 1 in links


def _heads(lines: Sequence[Line], gone: set[int]) -> set[int]:
    """Return the running heads: short lines that come back, alone, in the midst of sentences."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if (
            at not in gone
            and line.length <= _LONGEST_HEAD
            and not line.text.startswith(("—", "–", "-"))
        ):
            core = _EDGE.sub("", line.text).casefold()
            if len(re.findall(f"[{LETTER}]", core)) > 2:
                places[core].append(at)
    found: set[int] = set()
    for spots in places.values():
        if len(spots) < 2:
            continue
        everything = gone | set(spots)
        torn = [
            at
            for at in spots
            if _torn(lines, at, everything) or lines[at].new_page or {at - 1, at + 1} & gone
        ]
        if len(torn) > 0.4 * len(spots) and (len(spots) > 2 or len(torn) == len(spots)):
            found.update(spots)
    return found

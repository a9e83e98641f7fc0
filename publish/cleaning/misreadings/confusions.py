"""What OCR reads for what is printed, and how often: ``m`` → ``rn`` 150 times in a million.

The rates of confusions.tsv are measured by tools/measure_misreadings.py on texts whose truth is
known; :data:`_SHAPES` are likenesses of type that these texts happened not to show often enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log10
from typing import Final

from publish.cleaning.alphabet import plain

_SHAPES: Final = (
    "m:rn m:in m:ni m:iu m:ui m:nn m:tn rn:m in:m ni:m ui:m n:ri n:ii n:u u:n u:ii u:il h:b "
    "b:h h:li li:h fi:h fi:li fi:fl fl:fi d:cl cl:d w:vv vv:w e:c c:e c:o o:c e:o o:e a:u u:a "
    "a:o o:a l:I I:l l:1 i:1 I:1 1:I 1:l i:l l:i t:l l:t f:t t:f r:t t:r f:s s:f J:I I:J O:0 "
    "0:O o:0 S:5 5:S s:5 B:8 8:B Z:2 2:Z z:2 g:9 9:g b:6 6:b G:6 6:G q:g g:q y:v v:y v:r r:v "
    "i:j j:i œ:ce œ:oe œ:te œ:oc œ:cu æ:ee ct:et ff:ss ss:ff C:G G:C R:B B:R E:F F:E D:O O:D "
    "O:Q Q:O H:N N:H H:II M:N F:P P:F U:V V:U h:k k:h n:r r:n I:] l:] I:! l:! i:! I:| l:| i:| "
    "l':F l':T l':r l':f l':P l':V l':1 d':t ll:H d:il u:ti n:ti qu:gu t:i i:t fi:6 fl:8 "
    "fi:fl e:é é:e a:à s:é o:ô s:z rr:n n:rr ri:n nt:ut m:ro il:u m:rri ff:fl vr:w er:cr ce:œ "
    "oe:œ u:o e:s s:e l:/ I:/"
)
"""Pairs “printed:read”, met :data:`_LIKENESS` times in a million at least."""
_LIKENESS: Final = 150.0
_ACCENT: Final = 300.0
"""How often, in a million, the accent of a letter is read for another, for none, or invented."""


@dataclass(frozen=True, slots=True)
class Confusions:
    """Costs, in powers of ten: ``read["rn"]`` → ``(("m", 3.8),)``."""

    read: Mapping[str, tuple[tuple[str, float], ...]]
    longest: int


@cache
def accent_cost(printed: str, read: str) -> float:
    """Return the cost of reading one accented form of a letter for another."""
    return -log10(_rates().get((printed, read), _ACCENT) / 1e6)


@cache
def _rates() -> Mapping[tuple[str, str], float]:
    rates: dict[tuple[str, str], float] = {}
    for pair in _SHAPES.split():
        printed, _, read = pair.partition(":")
        rates[printed, read] = _LIKENESS
    table = (files("publish.cleaning.misreadings") / "confusions.tsv").read_text("utf-8")
    for line in table.splitlines():
        printed, read, rate = line.split("\t")
        rates[printed, read] = max(rates.get((printed, read), 0.0), float(rate))
    return rates


def _in_words(rates: Mapping[tuple[str, str], float]) -> Iterator[tuple[str, str, float]]:
    """Yield the confusions of letters, those of accents alone left out."""
    for (printed, read), rate in rates.items():
        letters = printed.replace("'", "")
        if not (letters.isalpha() or not letters) or " " in read or not (printed or read):
            continue
        if len(printed) == len(read) == 1 and plain(printed).lower() == plain(read).lower():
            continue
        yield printed, read, rate


@cache
def confusions() -> Confusions:
    """Return the table, ready to be asked what a string may stand for."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for printed, read, rate in _in_words(_rates()):
        cost = -log10(min(rate, 1e5) / 1e6)
        base = plain(printed.lower()), plain(read)
        if base[1] and base[1] != base[0]:
            costs = found[base[1]]
            costs[base[0]] = min(cost, costs.get(base[0], 9.0))
        elif not read:
            found[""][base[0]] = min(cost, found[""].get(base[0], 9.0))
    read_as = {
        read: tuple(sorted(costs.items(), key=lambda item: item[1]))
        for read, costs in found.items()
    }
    return Confusions(read_as, max(map(len, read_as)))

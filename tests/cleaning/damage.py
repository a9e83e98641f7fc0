"""Damages clean French as PDF extraction does, in a style drawn at random; keeps the truth.

``damage_accents("déjà prêt", style, random)`` → ``"de3ja2  pre4t"``

Nothing here is taken from the cleaner: the generator shares no table with what it measures.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from random import Random

ACUTE, GRAVE, CIRCUMFLEX, DIAERESIS = "\u0301", "\u0300", "\u0302", "\u0308"
KINDS = (ACUTE, GRAVE, CIRCUMFLEX, DIAERESIS)

POOLS = {
    "lost": ["\ufffd"],
    "digits": list("0123456789"),
    "capitals": list("BDFGHJKOPQVWXZ"),
    "signs": list("/^~|=+#%&@$<>_{}\\"),
    "private": ["\ue001", "\uf0e9", "\uf8ff", "\x8e", "\x02"],
}


@dataclass(frozen=True)
class AccentStyle:
    """How a document spoils its accents.

    ``marks`` gives for each accent, on small letters and on capitals, the character printed after
    the base letter. A space slips in after a mark before the letters of ``slips``; where there are
    slips, a word that ends with a mark has one space more than it should.
    """

    marks: dict[tuple[str, bool], str]
    dotted: str = "i"  # what stands for the i under a circumflex or a diaeresis
    slips: frozenset[str] = frozenset()
    violations: float = 0.0
    lost: float = 0.0
    instead: dict[str, str] = field(default_factory=dict)
    """Where letters are lost whole: the code printed in place of each; ``marks`` has no part."""

    @property
    def digits(self) -> bool:
        return any(mark.isdigit() for mark in self.marks.values())


def random_accents(random: Random, pools: tuple[str, ...] = tuple(POOLS)) -> AccentStyle:
    """Draw a code table and a spacing habit."""
    marks: dict[tuple[str, bool], str] = {}
    used: set[str] = set()
    for upper in (False, True):
        groups = random.choice(
            ([0, 0, 0, 0], [0, 0, 1, 2], [0, 1, 1, 2], [0, 1, 2, 3], [0, 0, 0, 1])
        )
        chosen: list[str] = []
        for _ in range(max(groups) + 1):
            pool = random.choice(pools)
            free = [m for m in POOLS[pool] if m not in used] or [
                m for p in pools for m in POOLS[p] if m not in used
            ]
            chosen.append(random.choice(free or ["\ufffd"]))
            if chosen[-1] != "\ufffd" or random.random() < 0.7:
                used.add(chosen[-1])
        for kind, group in zip(KINDS, groups, strict=True):
            marks[kind, upper] = chosen[group]
    if random.random() < 0.3:
        marks |= {(kind, True): marks[kind, False] for kind in KINDS}
    slips = frozenset(random.sample("tfjlrmncdvsp", random.randint(3, 9)))
    return AccentStyle(
        marks,
        dotted=random.choice("iïı"),
        slips=random.choice((frozenset(), slips, slips)),
        violations=random.choice((0.0, 0.0, 0.02, 0.05, 0.1)),
        lost=0.001,
    )


LETTERS = "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ"
SIGNS = "«»’‘“”–—…°\u00a0"


def random_replaced(random: Random, codes: str = "\ufffd", *, signs: bool = False) -> AccentStyle:
    """Draw a style in which each letter beyond ASCII is lost whole, as in a wrong encoding.

    With several ``codes`` each letter has one of them, always the same; ``signs`` are lost too.
    """
    lost = LETTERS + (SIGNS if signs else "")
    return AccentStyle({}, instead={char: random.choice(codes) for char in lost})


@dataclass
class Damaged:
    """A damaged text, and the words that lost an accent without a trace: (offset, true word)."""

    text: str
    lost: list[str] = field(default_factory=list)


_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŸ]+")


def damage_accents(text: str, style: AccentStyle, random: Random) -> str:
    """Return ``text`` with its accents spoiled."""
    if style.instead:
        return "".join(style.instead.get(char, char) for char in text)
    out: list[str] = []
    length = len(text)
    for at, char in enumerate(text):
        parts = unicodedata.normalize("NFD", char)
        base, accent = parts[0], parts[1:2]
        if accent not in KINDS:
            out.append(char)
            continue
        if random.random() < style.lost:
            out.append(base)
            continue
        out.append(style.dotted if base == "i" else base)
        out.append(style.marks[accent, base.isupper()])
        if style.slips:
            following = text[at + 1] if at + 1 < length else "\n"
            out.append(" " * _slip(following, style, random))
    return "".join(out)


def _slip(following: str, style: AccentStyle, random: Random) -> int:
    """Return how many spaces are printed between a mark and what follows, beyond its own."""
    wild = random.random() < style.violations
    if following in style.slips:
        return random.choice((0, 2)) if wild else 1
    if following in " ,.-":
        return 0 if wild else 1
    return 1 if wild and following.isalpha() else 0

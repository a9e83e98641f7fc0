"""What it costs to part words that belong together over two lines.

``10 octobre | 1917``, ``note | 15``, ``17 | ans``, ``2 heures | 30``: a figure stays with its noun.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

BOUND: Final = 180.0
"""Added to a break between them; no line is made bad for it."""

_FIGURE: Final = re.compile(r"[(«\[]?(?:\d[\d.,]*|[IVXLC]{1,7})$")
_OPENING: Final = re.compile(r"\d|[IVXLC]{1,7}\b")
_NOUN: Final = re.compile(r"[^\W\d_]*[a-zà-öø-ÿœ]")
_MONTHS: Final = frozenset(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
_NUMBERED: Final = frozenset(
    "acte article chant chapitre figure fig. folio heure heures ligne livre lettre note notes"
    " numéro page pages paragraphe partie planche scène section tableau tome vers volume".split()
)
_EDGES: Final = "«»“”()[],;:.!?…—–’'"
_STACKED: Final = 5  # letters: two syllables, more or less


@lru_cache(maxsize=65536)
def parting(before: str, after: str) -> float:
    """Return what a line end between two words costs."""
    word = before.lstrip(_EDGES).lower()
    numbered = word in _NUMBERED and _OPENING.match(after)
    dated = word in _MONTHS and after[:4].isdigit()
    counted = before[-1:].isdigit() and _FIGURE.match(before) and _NOUN.match(after)
    return BOUND if numbered or dated or counted else 0.0


@lru_cache(maxsize=65536)
def edge_keys(word: str) -> tuple[str, str]:
    """Return how a word looks at the beginning of a line, and at its end: what stands under the
    same is seen to be the same."""
    bare = word.strip(_EDGES).lower()
    return bare[:_STACKED], bare[-_STACKED:]

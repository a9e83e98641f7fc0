"""Strings that no word explains and that cannot be one: ``BOútellX``, ``rlwcuiï``, ``fTalûde``.

They are asked about too: what stands there, only the picture tells.
"""

from __future__ import annotations

import re
from typing import Final

from publish.cleaning.alphabet import LOWER, UPPER
from publish.cleaning.misreadings.own_vocabulary import LONGEST, Vocabulary, letters

_MIXED: Final = re.compile(
    rf"[{LOWER}][{UPPER}]|[{UPPER}]{{2}}[{LOWER}]{{2}}|[{LOWER}]\d|\d[{LOWER}]{{2}}|[íìÍÌúÚóÓòÒýÝ]"
)
_FIGURES: Final = re.compile(r"\d+[^\W\d_]{1,3}\d{0,2}$|[^\W\d_]\d+$|(?:Mc|Mac|De|Le|La|Du|O)[A-Z]")
_UNLIKELY: Final = -1.62
"""Powers of ten, for each letter, under which letters make no French word, nor a name."""
_NO_OLD: Final = -12.0
"""How rarely an older spelling must be expected (a power of ten) to explain nothing."""
_LEAST: Final = 4


def garbled(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a string is no word by its looks, and none that the lexicon or old spelling knows."""
    low = word.lower()
    if vocabulary.listed(low) is not None or vocabulary.old(low) > _NO_OLD:
        return False
    if not _LEAST <= len(word) <= LONGEST or vocabulary.counts[word] > 1 or _FIGURES.match(word):
        return False
    if _MIXED.search(word):
        return True
    plain = word.isalpha() and not word.istitle() and not word.isupper()
    return plain and letters(low) < _UNLIKELY * (len(word) + 1)

"""Which words of a text are proper names: divided as a last resort, wherever they stand.

A word in a capital within a sentence is one; so is the same word at the head of another, behind a
guillemet or a dash, and every name of the cover and the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_INNER: Final = re.compile(r"(?<=[^\W\d_][,;’ \u00a0])[ \u00a0]?([A-ZÀ-ÖØ-Þ][^\W\d_]{4,})")
_CAPITAL: Final = re.compile(r"\b[A-ZÀ-ÖØ-Þ][^\W\d_]{3,}")


def names_in(texts: Iterable[str], said: Iterable[str] = ()) -> frozenset[str]:
    """Return the names in texts, and those that are ``said`` to be names, capitals as they are."""
    found = {match[1] for text in texts for match in _INNER.finditer(text)}
    return frozenset(found.union(*(_CAPITAL.findall(one) for one in said)))

"""Classes of characters, as they stand between the brackets of a regular expression.

>>> import re
>>> re.findall(f"[{UPPER}]", "Été à Łódź")
['É', 'Ł']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from publish.characters import (
    BLOCK_MARK,
    CALL_MARK,
    LEFT_DOUBLE_QUOTE,
    LEFT_GUILLEMET,
    LINE_MARK,
    LITERAL_CALL_MARK,
    MASK_MARK,
    OBJECT_MARK,
    SPACES,
    TREE_MARK,
    UNBREAKABLE_SPACES,
)

_RARE_SPACES = "".join(map(chr, (*range(0x2000, 0x200B), 0x205F, 0x3000)))

SPACE: Final = "".join(dict.fromkeys(" \n\t\r" + SPACES + _RARE_SPACES))
"""Every space, and the line ends of the Markdown, which count as spaces; no range in it."""

WIDE: Final = f"[{SPACE}]"
"""Any one space, as a pattern."""

BREAKABLE: Final = "".join(space for space in SPACE if space not in UNBREAKABLE_SPACES)
"""Spaces at which a line may end."""

ENDS: Final = f"{BLOCK_MARK}{LINE_MARK}{TREE_MARK}"
"""Marks at which a line begins or ends."""

CALLS: Final = CALL_MARK + LITERAL_CALL_MARK
THINGS: Final = f"{OBJECT_MARK}{MASK_MARK}{CALLS}"
"""Marks that stand for something within a line."""

DASHES: Final = "—–"
OPENING: Final = rf"(\[{{{LEFT_GUILLEMET}{LEFT_DOUBLE_QUOTE}‹‘"
"""Signs that nothing separates from what follows, but a guillemet's own space."""


def _upper() -> str:
    """Ranges of the capitals of the Latin, Greek and Cyrillic alphabets."""
    codes = [code for code in range(0x41, 0x530) if chr(code).isupper()]
    ranges = []
    for _, group in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        ranges.append(re.escape(chr(run[0])) + (f"-{chr(run[-1])}" if len(run) > 1 else ""))
    return "".join(ranges)


UPPER: Final = _upper()


def starting(signs: str, rest: str) -> tuple[re.Pattern[str], ...]:
    """Return one pattern a sign, for :func:`matches`: the sign, then ``rest``.

    Python looks for one character ten times faster than for one of a set.
    """
    return tuple(re.compile(re.escape(sign) + rest) for sign in signs)


def matches(patterns: Iterable[re.Pattern[str]], text: str) -> list[re.Match[str]]:
    """Return the matches of all patterns in the order of the text."""
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    found.sort(key=re.Match.start)
    return found


def spaced(text: str, at: int) -> bool:
    """Whether a space stands at an offset of a text."""
    return 0 <= at < len(text) and text[at] in SPACE

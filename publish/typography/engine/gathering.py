"""Runs of spaces become one space, so that no later rule meets two.

``un  mot`` → ``un mot``; ``Note \\u00a0: exemple`` → ``Note\\u00a0: exemple``
"""

from __future__ import annotations

import re

from publish.characters import EM_SPACE, NO_BREAK_SPACE, UNBREAKABLE_SPACES
from publish.typography.engine.flat_text import FlatText
from publish.typography.engine.signs import ENDS, SPACE, WIDE

_RUN = re.compile(f"{WIDE}{WIDE}+")
_INDENT = frozenset(UNBREAKABLE_SPACES + EM_SPACE)
_BESIDE_ANOTHER = {
    space: re.compile(f"{space}(?:(?={WIDE})|(?<={WIDE}{space}))")
    for space in SPACE
    if space != " "
}


def gather(run: FlatText) -> None:
    """Leave one space of each run: a line end, else an unbreakable space, else a space.

    Spaces that open a line and do not break are the indent of a verse and stay.
    """
    text = run.text
    if "  " not in text and not any(
        beside.search(text) for space, beside in _BESIDE_ANOTHER.items() if space in text
    ):
        return

    def one(match: re.Match[str]) -> str | None:
        spaces = match[0]
        at = match.start()
        if (at == 0 or text[at - 1] in ENDS) and set(spaces) <= _INDENT:
            return None
        if "\n" in spaces:
            return "\n"
        return NO_BREAK_SPACE if set(spaces) & set(UNBREAKABLE_SPACES) else " "

    run.rewrite(_RUN, one)

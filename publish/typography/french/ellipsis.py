"""Three points become one sign, closed to the word before.

``Alors ...`` → ``Alors…``, ``...et puis`` → ``… et puis``, ``[ ... ]`` → ``[…]``,
``etc...`` → ``etc.``; two points and four points stay, for the lint to show
(Imprimerie nationale, « Points de suspension »).
"""

from __future__ import annotations

import re

from publish.characters import ELLIPSIS
from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import DASHES, ENDS, OPENING, SPACE, THINGS, WIDE
from publish.typography.french.profile import Profile

_POINTS = re.compile(r"\.\.\.(?<![./]\.\.\.)(?![./\\])")
_AFTER_ETC = re.compile(rf"tc(?<!\w\wtc)(?<=[eE]tc)(?:\.{WIDE}?)?{ELLIPSIS}")
_BEGINS = re.compile(rf"{ELLIPSIS}(?<=[{SPACE}{ENDS}{DASHES}{OPENING}\"]{ELLIPSIS})(?=[^\W_])")
_AFTER_WORD = re.compile(rf"{ELLIPSIS}(?<=[\w{THINGS}]{WIDE}{ELLIPSIS})(?!{WIDE}[0-9])")


def ellipses(run: FlatText, _: Profile) -> None:
    """Set … and the spaces that belong to it."""
    if "..." in run.text:
        run.rewrite(_POINTS, ELLIPSIS)
    if ELLIPSIS not in run.text:
        return
    run.rewrite(_AFTER_ETC, "tc.")
    run.rewrite(_BEGINS, f"{ELLIPSIS} ")
    run.edit([Edit(m.start() - 1, m.start(), "") for m in _AFTER_WORD.finditer(run.text)])

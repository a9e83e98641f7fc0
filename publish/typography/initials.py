"""Initials stay with the name they begin.

``V. I. Lénine`` → V._I._Lénine, ``J.-J. Rousseau`` → J.-J._Rousseau, ``Ch. Baudelaire``;
``le point B. Ensuite`` stays (Imprimerie nationale, « Prénoms »).
"""

from __future__ import annotations

import re

from publish.typography.run import Edit, Run
from publish.typography.setting import Setting
from publish.typography.signs import UPPER, WIDE

_INITIAL = re.compile(rf"[{UPPER}]\.")
_WORD = re.compile(r"[^\W\d_]+['’]?")
_NO_INITIAL = re.compile(
    rf"J\.-C\.$|(?:[{UPPER}]\.){{3}}$|(?P<name>[{UPPER}][^\W\d_]+){WIDE}[IVX]\.$"
)
"""Jesus Christ, an acronym (U.R.S.S.), a sovereign (Louis X.)."""


def initials(run: Run, setting: Setting) -> None:
    """Bind each initial to the initial, particle or name after it."""
    text = run.text
    edits = []
    for match in setting.words.initials.finditer(text):
        point = match.start() + 1
        other = _NO_INITIAL.search(text, max(0, point - 30), point)
        if other and other["name"] not in setting.words.superiors:
            continue
        if _name_follows(text, match.end(), setting):
            edits.append(Edit(match.start("space"), match.end(), setting.bond))
    run.edit(edits)


def _name_follows(text: str, at: int, setting: Setting) -> bool:
    if _INITIAL.match(text, at):
        return True
    name = setting.words.name.match(text, at)
    if name is None:
        return False
    word = _WORD.match(text, name.end())
    if word is None or len(word[0]) < 2:
        return False
    return (
        name["particle"] is not None
        or word[0].lower().replace("'", "’") not in setting.words.openers
    )

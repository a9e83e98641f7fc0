"""Signs that belong to a notation and not to the sentence: they stay closed to what they mark.

``5! = 120`` (factorial), ``Dxh7+!!``, ``12. Cf3!`` (chess); ``En 1789!`` is an exclamation.
"""

from __future__ import annotations

import re
from typing import Final

from publish.typography.engine.signs import WIDE

_REACH: Final = 16
_OPERATORS: Final = r"[=×·*/+\u2212<>≤≥≠]"
_FACTORIAL = re.compile(r"(?<![^\W\d_])(?:[0-9]{1,4}|[a-zA-Z]|\))$")
_OPERATOR_BEFORE = re.compile(rf"{_OPERATORS}{WIDE}?\(?(?:[0-9]{{1,4}}|[a-z])$")
_OPERATOR_AFTER = re.compile(rf"{WIDE}?{_OPERATORS}{WIDE}?[\w(\u2212-]")
_MOVE = re.compile(
    rf"(?<!\w)(?:(?P<number>[0-9]{{1,3}}\.(?:\.\.|…)?{WIDE}?)"
    r"|(?P<sure>(?=[RDTCF]|[a-h](?:x|[1-8](?:=|[+#\u2020]))|O-O|0-0)))"
    r"(?:O-O(?:-O)?|0-0(?:-0)?|[RDTCF]?[a-h]?[1-8]?x?[a-h][1-8](?:=[DTCF])?)[+#\u2020]?[?!]?$"
)


def belongs(text: str, at: int) -> bool:
    """Whether the ! or ? at an offset, typed close, is no punctuation."""
    start = max(0, at - _REACH)
    if text[at] == "!" and _FACTORIAL.search(text, start, at):
        operated = _OPERATOR_AFTER.match(text, at + 1) or _OPERATOR_BEFORE.search(text, start, at)
        if operated:
            return True
    return _MOVE.search(text, start, at) is not None

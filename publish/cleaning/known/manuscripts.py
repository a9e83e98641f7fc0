"""Whether a text is Markdown already: what somebody wrote so is not taken apart.

``# Titre``, ``Un mot[^1].⏎⏎[^1]: Note``, two headings, a fence, a head of YAML → yes
"""

from __future__ import annotations

import re
from typing import Final

_TITLE: Final = re.compile(r"\ufeff?\s*# \S")
_HEAD: Final = re.compile(
    r"\ufeff?\s*---[ \t]*\r?\n[\w-]+[ \t]*:.*\n(?:.*\n){0,500}?(?:---|\.\.\.)[ \t]*\r?$", re.M
)
_NOTE: Final = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]", re.M)
_FENCE: Final = re.compile(r"^ {0,3}(```+|~~~+)[^`~\n]*\n(?:.*\n)*? {0,3}\1[ \t]*$", re.M)
_HEADING: Final = re.compile(r"^#{1,6} \S", re.M)
_OTHER: Final = re.compile(
    r"!?\[[^\]\n]*\]\([^)\s\n]+\)|\[[^\]\n]*\]\{[^}\n]*\}|^:::+ |^> \S"
    r"|(?<![\w*\\])\*\*\w[^*\n]*\*\*",
    re.M,
)
_LEAST_HEADINGS: Final = 2
"""Headings, at least, where nothing else is Markdown."""
_LEAST_OTHER: Final = 2
"""Other signs of Markdown, at least, beside one heading."""


def is_markdown(text: str) -> bool:
    """Whether a text uses Markdown's own signs, in ways that no other text would."""
    if _TITLE.match(text) or _HEAD.match(text) or _FENCE.search(text):
        return True
    if any(0 <= text.find(f"[^{m[1]}]") < m.start() for m in _NOTE.finditer(text)):
        return True
    headings = len(_HEADING.findall(text))
    if headings >= _LEAST_HEADINGS:
        return True
    return headings > 0 and len(_OTHER.findall(text)) >= _LEAST_OTHER

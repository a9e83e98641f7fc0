"""How far signs hang over the margin, so that the edge of the text looks straight.

Shares of the sign's own width, judged by eye: small signs hang far, large ones little.
"""

from __future__ import annotations

from collections.abc import Mapping

from publish.characters import (
    APOSTROPHE,
    ELLIPSIS,
    EM_DASH,
    EN_DASH,
    HYPHEN,
    LEFT_DOUBLE_QUOTE,
    LEFT_GUILLEMET,
    RIGHT_DOUBLE_QUOTE,
    RIGHT_GUILLEMET,
)

RIGHT: Mapping[str, float] = {
    ".": 0.7,
    ",": 0.7,
    "-": 0.5,
    HYPHEN: 0.5,
    ":": 0.4,
    ";": 0.4,
    "!": 0.2,
    "?": 0.2,
    ")": 0.15,
    APOSTROPHE: 0.6,
    RIGHT_DOUBLE_QUOTE: 0.5,
    RIGHT_GUILLEMET: 0.3,
    ELLIPSIS: 0.15,
    EN_DASH: 0.25,
    EM_DASH: 0.2,
}
LEFT: Mapping[str, float] = {
    "(": 0.1,
    APOSTROPHE: 0.5,
    LEFT_DOUBLE_QUOTE: 0.5,
    LEFT_GUILLEMET: 0.3,
    EN_DASH: 0.2,
    EM_DASH: 0.15,
    "A": 0.04,
    "À": 0.04,
    "T": 0.04,
    "V": 0.04,
    "Y": 0.04,
}

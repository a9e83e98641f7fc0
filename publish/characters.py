"""Names for every invisible or easily confused character.

The only module where such characters may appear in code, and only as escapes:
``NO_BREAK_SPACE`` is read more surely than a space that looks like any other.

>>> reveal("Quoi\\u202f?")
'Quoi[fine]?'
"""

from __future__ import annotations

from typing import Final

NO_BREAK_SPACE: Final = "\u00a0"
"""Word space that does not break; stretches with its line in print."""

FINE_SPACE: Final = "\u202f"
"""Espace fine insécable: narrow, unbreakable, rigid."""

FIGURE_SPACE: Final = "\u2007"
PUNCTUATION_SPACE: Final = "\u2008"
THIN_SPACE: Final = "\u2009"
HAIR_SPACE: Final = "\u200a"
EN_SPACE: Final = "\u2002"
FOUR_PER_EM_SPACE: Final = "\u2005"
"""As wide as the natural word space, and rigid."""

EM_SPACE: Final = "\u2003"
ZERO_WIDTH_SPACE: Final = "\u200b"
ZERO_WIDTH_NON_JOINER: Final = "\u200c"
ZERO_WIDTH_JOINER: Final = "\u200d"
WORD_JOINER: Final = "\u2060"
SOFT_HYPHEN: Final = "\u00ad"
HYPHEN: Final = "\u2010"
"""The hyphen of a divided word: a sign of its own, told apart from the hyphen of a compound."""

NO_BREAK_HYPHEN: Final = "\u2011"
BYTE_ORDER_MARK: Final = "\ufeff"
REPLACEMENT: Final = "\ufffd"
LINE_SEPARATOR: Final = "\u2028"
PARAGRAPH_SEPARATOR: Final = "\u2029"
DIRECTION_MARKS: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
RIGID_SPACES: Final = "".join(map(chr, range(0x2000, 0x200B))) + FINE_SPACE
"""Spaces of a width of their own."""

INVISIBLE: Final = (
    SOFT_HYPHEN
    + ZERO_WIDTH_SPACE
    + ZERO_WIDTH_NON_JOINER
    + ZERO_WIDTH_JOINER
    + WORD_JOINER
    + BYTE_ORDER_MARK
    + DIRECTION_MARKS
)
"""Signs without width or shape."""

VARIATION_SELECTORS: Final = "".join(map(chr, range(0xFE00, 0xFE10)))
"""Which form of the sign before them is meant: no sign themselves."""

COMBINING_ACCENTS: Final = "".join(map(chr, range(0x300, 0x329)))
PRIVATE: Final = "\ue000-\uf8ff"
"""The private use area, as a range for a regular expression."""

CONTROLS: Final = "\x7f-\x9f"
"""Control characters that XML allows, as a range for a regular expression."""

APOSTROPHE: Final = "\u2019"
LEFT_SINGLE_QUOTE: Final = "\u2018"
ACUTE_ACCENT: Final = "\u00b4"
TURNED_OVER: Final = "\u21aa" + WORD_JOINER
"""Before what goes on with a line of code that is too long; not an arrow that an author writes."""

LEFT_GUILLEMET: Final = "\u00ab"
RIGHT_GUILLEMET: Final = "\u00bb"
LEFT_SINGLE_GUILLEMET: Final = "\u2039"
RIGHT_SINGLE_GUILLEMET: Final = "\u203a"
LEFT_DOUBLE_QUOTE: Final = "\u201c"
RIGHT_DOUBLE_QUOTE: Final = "\u201d"
ELLIPSIS: Final = "\u2026"
EN_DASH: Final = "\u2013"
EM_DASH: Final = "\u2014"
MULTIPLICATION: Final = "\u00d7"
MICRO_SIGN: Final = "\u00b5"
GREEK_MU: Final = "\u03bc"
GREEK_OMEGA: Final = "\u03a9"
OHM_SIGN: Final = "\u2126"
SUPERSCRIPTS: Final = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
SUPERSCRIPT_SIGNS: Final = "\u207a\u207b"

TREE_MARK: Final = "\x01"
BLOCK_MARK: Final = "\x02"
LINE_MARK: Final = "\x03"
OBJECT_MARK: Final = "\x1a"
MASK_MARK: Final = "\x1b"
CALL_MARK: Final = "\x06"
LITERAL_CALL_MARK: Final = "\x15"
"""Marks that typography sets in its working text; XML forbids them, so no manuscript holds one."""

UNBREAKABLE_SPACES: Final = NO_BREAK_SPACE + FINE_SPACE + FIGURE_SPACE
SPACES: Final = " " + UNBREAKABLE_SPACES + THIN_SPACE + HAIR_SPACE + EN_SPACE + EM_SPACE
"""Every character that separates words within a line."""


def plain_spaces(text: str) -> str:
    """Return a text for programs to search and compare: every space is the ordinary one."""
    return text.translate(_PLAIN)


_PLAIN: Final = dict.fromkeys(map(ord, SPACES), " ")

VISIBLE_NAMES: Final[dict[str, str]] = {
    NO_BREAK_SPACE: "insécable",
    FINE_SPACE: "fine",
    FIGURE_SPACE: "chiffre",
    THIN_SPACE: "U+2009",
    HAIR_SPACE: "U+200A",
    EN_SPACE: "demi-cadratin",
    EM_SPACE: "cadratin",
    ZERO_WIDTH_SPACE: "U+200B",
    ZERO_WIDTH_NON_JOINER: "U+200C",
    ZERO_WIDTH_JOINER: "U+200D",
    WORD_JOINER: "U+2060",
    SOFT_HYPHEN: "césure",
    NO_BREAK_HYPHEN: "U+2011",
    BYTE_ORDER_MARK: "U+FEFF",
    REPLACEMENT: "U+FFFD",
    LINE_SEPARATOR: "U+2028",
    PARAGRAPH_SEPARATOR: "U+2029",
}
"""What a proof view prints in the place of each character that cannot be seen."""

_REVEALED: Final = {ord(char): f"[{name}]" for char, name in VISIBLE_NAMES.items()}


def reveal(text: str) -> str:
    """Return ``text`` with every invisible character replaced by its bracketed name."""
    return text.translate(_REVEALED)

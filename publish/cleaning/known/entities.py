"""HTML's character references in plain text, also doubled.

``d&eacute;j&agrave;``, ``d&#233;j&#xE0;``, ``d&amp;eacute;j&amp;agrave;`` → ``déjà``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import Final

from publish.cleaning.known.specimen import Specimen
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.messages import N_

REFERENCE: Final = Cause(Reason("reference", N_("HTML's reference to a character")))

_REFERENCE: Final = re.compile(
    r"&(?:#\d{2,7};?|#[xX][0-9a-fA-F]{2,6};?|[A-Za-z][A-Za-z0-9]{1,31};)"
)
_OLD: Final = sorted((n for n in html5 if n[-1] != ";" and ord(html5[n]) > 0x9F), reverse=True)
_NEWER: Final = (
    "oelig OElig Yuml euro rsquo lsquo ldquo rdquo sbquo bdquo hellip ndash mdash lsaquo rsaquo "
    "bull dagger Dagger permil trade thinsp"
).split()
_BARE: Final = re.compile(f"&(?:{'|'.join((*_OLD, *_NEWER))})(?![;=])")
"""References without a semicolon: those that HTML of old wrote so, and others of French texts."""
_LETTER: Final = re.compile(
    r"&(?:[A-Za-z](?:acute|grave|circ|uml|cedil|tilde)|oelig|OElig)(?![;=])"
)
"""Those of letters, which cannot be meant as they stand."""
_DOUBLED: Final = re.compile(r"&amp;(?=(?:#\d|#[xX][0-9a-fA-F]|[A-Za-z][A-Za-z0-9]+);?|amp;)")
_LEAST_BARE: Final = 3
"""References without semicolon, at least, before those of signs are read."""
_NO_WORD: Final = re.compile("[áâãäåæç-ñòóõöø-ÿœ]")
"""Letters that stand by themselves only where they are spoken of; *à* and *ô* are words."""
_BEFORE: Final = re.compile(r"(?<![^\s(«“])")
_AFTER: Final = re.compile(r"[,.;:!?)»”]?(?:\s|\Z)")


def find_references(specimen: Specimen) -> list[Change]:
    """Return the changes that read one layer of references.

    ``&lt;`` and its like may be meant; they are read only where references beyond ASCII prove that
    the text came out of HTML.
    """
    if "&" not in specimen.signs:
        return []
    found = list(_read(specimen.text))
    if all(change.after.isascii() and change.after != "&" for change in found):
        return []
    return found


def _read(text: str) -> Iterator[Change]:
    doubled = {match.start() for match in _DOUBLED.finditer(text)}
    bare = list(_BARE.finditer(text))
    if len(bare) < _LEAST_BARE:
        bare = list(_LETTER.finditer(text))
    matches = [*_REFERENCE.finditer(text), *bare]
    place = 0
    for match in sorted(matches, key=lambda m: m.start()):
        if match.start() < place:
            continue
        char = unescape(match[0] if match[0].endswith(";") else f"{match[0]};")
        if _named_only(text, match, char):
            continue
        if char != match[0] and (char != "&" or match.start() in doubled):
            yield Change(match.start(), match.end(), char, REFERENCE)
            place = match.end()


def _named_only(text: str, match: re.Match[str], char: str) -> bool:
    """Whether a reference is what its author writes about: ``é`` is no word."""
    return bool(
        _NO_WORD.fullmatch(char)
        and _BEFORE.match(text, match.start())
        and _AFTER.match(text, match.end())
    )

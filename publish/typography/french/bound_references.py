"""References bound as scholars write them.

``1 Co 13, 4`` → 1_Co_13, 4, ``p. 12 sqq.`` → p._12_sqq., ``ms. fr. 12576`` → ms._fr._12576,
``LL. AA. RR.`` → LL._AA._RR. (Imprimerie nationale, « Bible », « Références »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import WIDE
from publish.typography.french.profile import Profile

_VERSE = re.compile(rf",(?<=[0-9],){WIDE}?(?=[0-9])")
"""« 13, 4 »: the comma between chapter and verse."""
_CHAPTER = re.compile(rf"(?<![\w'’.-])([A-Z][a-z]{{0,2}})({WIDE})[0-9]{{1,3}}$")
_BOOK_NUMBER = re.compile(rf"(?<![\w.,])[123]({WIDE})$")
_FOLLOWING = re.compile(rf"sq(?<=[0-9]{WIDE}sq)q?\.")
_DOUBLED = re.compile(rf"\.({WIDE})(?=([A-Z])\2\.)")
_SHELF = re.compile(rf"mss?\.({WIDE})(?:fr|lat|gr|ital|esp|all|angl|hébr|syr)\.({WIDE})(?=[0-9])")


def references(run: FlatText, profile: Profile) -> None:
    """Bind what names a place of the Bible, a manuscript, the pages that follow."""
    text = run.text
    places = {*_verses(text, profile)}
    places |= {match.start() - 1 for match in _FOLLOWING.finditer(text)}
    places |= {
        match.start(1)
        for match in _DOUBLED.finditer(text)
        if text[match.start() - 1] == text[match.start() - 2] and text[match.start() - 1].isupper()
    }
    for match in _SHELF.finditer(text):
        places |= {match.start(1), match.start(2)}
    run.edit([Edit(at, at + 1, profile.bond) for at in sorted(places)])


def _verses(text: str, profile: Profile) -> Iterator[int]:
    """Yield the spaces in « 1 Co 13, 4 »; a book of one letter is one behind its number only."""
    for match in _VERSE.finditer(text):
        chapter = _CHAPTER.search(text, max(0, match.start() - 9), match.start())
        if chapter is None or chapter[1] not in profile.words.bible:
            continue
        number = _BOOK_NUMBER.search(text, max(0, chapter.start() - 3), chapter.start())
        if number or len(chapter[1]) > 1:
            yield chapter.start(2)
        if number:
            yield number.start(1)

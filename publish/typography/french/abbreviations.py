"""Abbreviations before a number, and set phrases.

``n°5`` → n<sup>o</sup>_5, ``p. 12`` → p._12, ``§4`` → §_4, ``art. L. 122-5`` → art._L._122-5,
``op. cit.`` → op._cit. (Imprimerie nationale, « Abréviations », « Bibliographie »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from publish.characters import EM_DASH, LEFT_GUILLEMET
from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import ENDS, UPPER, WIDE, matches, starting
from publish.typography.engine.slots import Level
from publish.typography.french.profile import Profile

_SIGN = starting(
    "°º",
    r"(?:(?<=\W[nNfF][°º])s?|(?<=\W[rRvV][°º])|(?<=\Win-[0-9][°º])|(?<=\Win-[0-9]{2}[°º]))"
    r"(?![^\W\d_])",
)
"""« n° », « f° 12 v° », « in-8° »"""
_LETTERS = tuple(
    re.compile(
        rf"{letter}o(?<!\w{letter}o)(?:(?={WIDE}[0-9])"
        rf"|s(?=(?P<list>{WIDE}[0-9]+(?:(?:{WIDE}?[,–-]{WIDE}?|{WIDE}(?:et|à|ou){WIDE})[0-9]+)+)))"
    )
    for letter in "nN"
)
"""« no 5 », « nos 5 et 6 »; « nos » alone is a word."""
_ARTICLE_BEFORE = re.compile(rf"(?<!\w)(?:[lLcCdD]es|aux|[Vv]oir|cf\.){WIDE}$")
_NOUN_AFTER = re.compile(rf"{WIDE}(?P<word>[^\W\d_]{{2,}})")
_FORMAT_O = re.compile(r"in-[0-9]{1,2}(o)(?!\w)")
_FOLIO_O = tuple(
    re.compile(rf"{letter}o(?<!\w{letter}o)(?={WIDE}[0-9]+(?:{WIDE}[rv](o)(?!\w))?)")
    for letter in "fF"
)
"""« in-4o », « fo 34 ro »"""
_ITEM = starting(
    "°º",
    rf"(?:(?<=[{ENDS}][0-9][°º])|(?<=[:;,.({EM_DASH}{LEFT_GUILLEMET}]{WIDE}[0-9][°º]))"
    rf"(?={WIDE}[^\W\d_]{{2}}|{WIDE}[^\W\d_]['’])",
)
"""« 1° les ouvriers ; 2° les paysans »: primo, secundo, not degrees."""

_AS_LETTER = str.maketrans("°º", "oo")
_AFTER_SIGN = re.compile(rf"(?P<space>{WIDE})(?=[0-9{UPPER}])|(?P<figure>[0-9])")
_SECTION = re.compile(rf"§(?:(?P<space>{WIDE})(?=[0-9IVXLC])|(?=[0-9]))")
_POINT = re.compile(
    rf"\.(?:(?P<space>{WIDE})"
    r"(?=(?P<right>(?:cit|ex|J\.-C|\w)\.)?)"
    r"(?=(?P<number>\[?(?:[0-9]|I(?:er|re)(?!\w)"
    r"|(?:[IVX]+|[ivx]+|[CDILMVX]{2,}|[cdilmvx]{2,})(?![\w'’]))"
    rf"|[LRDA]\.{WIDE}[0-9])?)"
    r"(?(right)|(?(number)|(?!)))"
    r"|(?P<figure>[0-9]))"
)
_ARTICLE = re.compile(rf"\.(?<=\W[LRDA]\.)(?P<space>{WIDE})(?=[0-9]+-[0-9]|\*?[0-9]{{3}})")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,8}$")


def number_signs(run: FlatText, profile: Profile) -> None:
    """Set n<sup>o</sup>, n<sup>os</sup>, f<sup>o</sup> and bind the number; bind § too."""
    text = run.text
    edits = []
    for start, end in _signs(text, profile):
        edits.append(Edit(start, end, text[start:end].translate(_AS_LETTER), Level.SUPERIOR))
        if text[start - 1] in "nNfF" and (after := _AFTER_SIGN.match(text, end)):
            new = profile.bond + (after["figure"] or "")
            edits.append(Edit(after.start(), after.end(), new))
    run.edit(edits)
    run.rewrite(_SECTION, f"§{profile.bond}")


def _shortened(word: str, profile: Profile) -> bool:
    """Whether a word is an abbreviation; with a capital, one letter is rather an initial."""
    return word in profile.words.abbreviations or (
        len(word) > 1 and word.lower() in profile.words.abbreviations
    )


def _signs(text: str, profile: Profile) -> list[tuple[int, int]]:
    """Return, in order, where ° or letters stand that are to be superior."""
    found = [
        (m.start() + 1, m.end())
        for letters in _LETTERS
        for m in letters.finditer(text)
        if not (m["list"] and _possessive(m, text, profile))
    ]
    found += [match.span(1) for match in _FORMAT_O.finditer(text)]
    for match in matches(_FOLIO_O, text):
        found += [(match.start() + 1, match.end()), *([match.span(1)] if match[1] else [])]
    if "°" in text or "º" in text:
        found += [match.span() for match in matches(_SIGN, text)]
        found += _items(text)
    return sorted(set(found))


def _possessive(match: re.Match[str], text: str, profile: Profile) -> bool:
    """Whether « nos » counts what is ours: ``nos 18 et 20 ans``."""
    if _ARTICLE_BEFORE.search(text, max(0, match.start() - 6), match.start()):
        return False
    noun = _NOUN_AFTER.match(text, match.end("list"))
    return noun is not None and noun["word"] not in profile.words.openers


def _items(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ° of each figure that counts on from 1, or that is counted on from."""
    marks = [match.start() for match in matches(_ITEM, text)]
    for at, neighbour in pairwise(marks):
        figure, following = int(text[at - 1]), int(text[neighbour - 1])
        if following == figure + 1:
            yield from ((at, at + 1), (neighbour, neighbour + 1))


def abbreviations(run: FlatText, profile: Profile) -> None:
    """Bind p., t., vol. … to their numbers, and the words of set phrases to one another."""
    text = run.text
    lists = profile.words
    edits = []
    for match in _POINT.finditer(text):
        word = _WORD_BEFORE.search(text, max(0, match.start() - 9), match.start())
        if word is None:
            continue
        if match["figure"]:
            if word[0] in lists.abbreviations_closed:
                at = match.start("figure")
                edits.append(Edit(at, at + 1, profile.bond + match["figure"]))
        elif (match["number"] and _shortened(word[0], profile)) or (
            (word[0], match["right"]) in lists.locutions
        ):
            edits.append(Edit(match.start("space"), match.end("space"), profile.bond))
    run.edit(edits)
    run.rewrite(_ARTICLE, f".{profile.bond}")

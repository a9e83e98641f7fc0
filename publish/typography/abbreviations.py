"""Abbreviations before a number, and set phrases.

``n°5`` → n<sup>o</sup>_5, ``p. 12`` → p._12, ``§4`` → §_4, ``art. L. 122-5`` → art._L._122-5,
``op. cit.`` → op._cit. (Imprimerie nationale, « Abréviations », « Bibliographie »).
"""

from __future__ import annotations

import re

from publish.typography.run import Edit, Run
from publish.typography.setting import Setting
from publish.typography.signs import UPPER, WIDE
from publish.typography.slots import Level

_SIGN = re.compile(r"[°º](?<=\W[nNfF][°º])s?(?![^\W\d_])")
_LETTERS = tuple(
    re.compile(
        rf"{letter}o(?<!\w{letter}o)(?:(?={WIDE}[0-9])"
        rf"|s(?={WIDE}[0-9]+(?:{WIDE}?[,–-]{WIDE}?|{WIDE}(?:et|à|ou){WIDE})[0-9]))"
    )
    for letter in "nN"
)
"""« no 5 », « nos 5 et 6 »; « nos » alone is a word."""

_AS_LETTER = str.maketrans("°º", "oo")
_AFTER_SIGN = re.compile(rf"(?P<space>{WIDE})(?=[0-9{UPPER}])|(?P<figure>[0-9])")
_SECTION = re.compile(rf"§(?:(?P<space>{WIDE})(?=[0-9IVXLC])|(?=[0-9]))")
_POINT = re.compile(
    rf"\.(?:(?P<space>{WIDE})"
    r"(?=(?P<right>(?:cit|ex|J\.-C|\w)\.)?)"
    r"(?=(?P<number>[0-9]|(?:[IVX]+|[ivx]+|[CDILMVX]{2,}|[cdilmvx]{2,})(?![\w'’])"
    rf"|[LRDA]\.{WIDE}[0-9])?)"
    r"(?(right)|(?(number)|(?!)))"
    r"|(?P<figure>[0-9]))"
)
_ARTICLE = re.compile(rf"\.(?<=\W[LRDA]\.)(?P<space>{WIDE})(?=[0-9]+-[0-9]|\*?[0-9]{{3}})")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,8}$")


def number_signs(run: Run, setting: Setting) -> None:
    """Set n<sup>o</sup>, n<sup>os</sup>, f<sup>o</sup> and bind the number; bind § too."""
    text = run.text
    edits = []
    for start, end in _signs(text):
        edits.append(Edit(start, end, text[start:end].translate(_AS_LETTER), Level.SUPERIOR))
        if after := _AFTER_SIGN.match(text, end):
            new = setting.bond + (after["figure"] or "")
            edits.append(Edit(after.start(), after.end(), new))
    run.edit(edits)
    run.rewrite(_SECTION, f"§{setting.bond}")


def _shortened(word: str, setting: Setting) -> bool:
    """Whether a word is an abbreviation; with a capital, one letter is rather an initial."""
    return word in setting.words.abbreviations or (
        len(word) > 1 and word.lower() in setting.words.abbreviations
    )


def _signs(text: str) -> list[tuple[int, int]]:
    """Return, in order, where ° or letters stand that are to be superior."""
    found = [(m.start() + 1, m.end()) for letters in _LETTERS for m in letters.finditer(text)]
    if "°" in text or "º" in text:
        found += [match.span() for match in _SIGN.finditer(text)]
    return sorted(found)


def abbreviations(run: Run, setting: Setting) -> None:
    """Bind p., t., vol. … to their numbers, and the words of set phrases to one another."""
    text = run.text
    lists = setting.words
    edits = []
    for match in _POINT.finditer(text):
        word = _WORD_BEFORE.search(text, max(0, match.start() - 9), match.start())
        if word is None:
            continue
        if match["figure"]:
            if word[0] in lists.abbreviations_closed:
                at = match.start("figure")
                edits.append(Edit(at, at + 1, setting.bond + match["figure"]))
        elif (match["number"] and _shortened(word[0], setting)) or (
            (word[0], match["right"]) in lists.locutions
        ):
            edits.append(Edit(match.start("space"), match.end("space"), setting.bond))
    run.edit(edits)
    run.rewrite(_ARTICLE, f".{setting.bond}")

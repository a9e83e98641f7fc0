"""Ordinals and roman numerals.

``1ère`` → 1<sup>re</sup>, ``XIXème siècle`` → <span class="rom">XIX</span><sup>e</sup>_siècle,
``IIIe République`` → III<sup>e</sup>_République, ``Louis XIV`` → Louis_XIV
(Imprimerie nationale, « Nombres ordinaux », « Siècles », « Souverains »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.typography.engine.flat_text import Edit, FlatText
from publish.typography.engine.signs import UPPER, WIDE, matches, spaced, starting
from publish.typography.engine.slots import Level
from publish.typography.french.profile import Profile

ENDINGS = r"i?ers?|[èe]res?|res?|i?[èe]mes?|[eè]s?|nde?s?|de?s?"
_FIGURES = starting("0123456789", rf"(?<![\w,].)(?<![0-9]\..)[0-9]*(?P<ending>{ENDINGS})(?![\w'’])")
_ROMAN = starting(
    "CDILMVX",
    r"(?<!\w.)(?:(?<=[IVX])|(?=[CDLM]*[IVX]))[CDILMVX]*"
    r"(?P<ending>ers?|[èe]res?|res?|i?[èe]mes?|[eè]s?|(?<=\WII)n?de?s?)?(?![\w'’])",
)
_EXPONENT = re.compile(r"[+\u2212-](?:[0-9]+(?!\w)|[a-z]{3})")
"""What makes no ordinal of a figure and e: ``1e-9``, ``2e-book``."""
_DIMENSION = re.compile(r"(?<!\w)[34]d(?!\w)|(?<!\w)en 2d(?!\w)")
"""What makes of 2d a number of dimensions."""
_CENTURY_BEFORE = re.compile(rf"(?<!\w)[Ss]iècles?{WIDE}$")
_NAME_AFTER = re.compile(rf"\.{WIDE}[{UPPER}][^\W\d_]")
_NUMERAL = re.compile("M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")

_NUMBER_OF = {"er": "1", "re": "1", "d": "2", "de": "2"}
_CORRECTED = {"ère": "re", "ere": "re", "nd": "d", "nde": "de", "è": "e", "ier": "er"}
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")

_JOINT = re.compile(
    rf"(?:{WIDE}?[,/–-]{WIDE}?|{WIDE})"
    rf"(?:(?:et|ou|au|aux|à|puis|ni|que|comme|jusqu[’'](?:au|à)){WIDE})?"
    rf"(?:(?:le|la|les|l[’']|du|des|au|aux|de|d[’']|en|fin|début|milieu){WIDE}?){{0,2}}"
)
"""What may stand between two centuries of one list: ``XVIe et au XVIIe siècles``."""


@dataclass(frozen=True, slots=True)
class _Ordinal:
    start: int
    ending: int
    end: int
    text: str


def ordinals_in_figures(run: FlatText, profile: Profile) -> None:
    """Set 1er, 2e, 2d; correct 1ère, 2ème, 2nd; bind the age that follows."""
    text = run.text
    edits = []
    for ordinal in _figures(text):
        short = short_ending(text[ordinal.ending : ordinal.end])
        day = profile.words.months.match(text, ordinal.end + 1)
        if short == "er" and not day and _name_precedes(ordinal.start, text, profile):
            edits += _bond(text, ordinal.start - 1, profile)
        edits.append(Edit(ordinal.ending, ordinal.end, short, Level.SUPERIOR))
        if profile.words.centuries.match(text, ordinal.end + 1):
            edits += _bond(text, ordinal.end, profile)
    run.edit(edits)


def roman_numerals(run: FlatText, profile: Profile) -> None:
    """Set roman ordinals, and bind a roman number to the name before it."""
    text = run.text
    edits: list[Edit] = []
    for group in _lists(list(_romans(text, profile)), text):
        last = group[-1]
        century = spaced(text, last.end) and bool(profile.words.centuries.match(text, last.end + 1))
        first = group[0].start
        century = century or bool(_CENTURY_BEFORE.search(text, max(0, first - 9), first))
        for roman in group:
            edits += _set(roman, text, profile, century=century and roman.ending < roman.end)
    run.edit(edits)


def misspelt_ordinals(text: str, profile: Profile) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and right form of each ordinal with another ending than is in use."""
    for ordinal in (*_figures(text), *_romans(text, profile)):
        ending = text[ordinal.ending : ordinal.end]
        if short_ending(ending) != ending:
            yield ordinal.start, ordinal.end, ordinal.text + short_ending(ending)


def short_ending(ending: str) -> str:
    """Return the ending in use: ``ère`` → ``re``, ``ièmes`` → ``es``, ``nd`` → ``d``."""
    plural = "s" if ending.endswith("s") else ""
    ending = ending.removesuffix("s")
    if ending.endswith("me"):
        return "e" + plural
    return _CORRECTED.get(ending, ending) + plural


def _figures(text: str) -> Iterator[_Ordinal]:
    for match in matches(_FIGURES, text):
        ending = match.start("ending")
        number, short = text[match.start() : ending], short_ending(match["ending"]).rstrip("s")
        exponent = short == "e" and _EXPONENT.match(text, match.end())
        dimension = short == "d" and _DIMENSION.search(text, max(0, ending - 20), ending + 20)
        if _NUMBER_OF.get(short, number) == number and not (exponent or dimension):
            yield _Ordinal(match.start(), ending, match.end(), number)


def _romans(text: str, profile: Profile) -> Iterator[_Ordinal]:
    for match in matches(_ROMAN, text):
        ending = match.start("ending") if match["ending"] else match.end()
        roman = _Ordinal(match.start(), ending, match.end(), text[match.start() : ending])
        if _NUMERAL.fullmatch(roman.text) and _plausible(roman, text, profile):
            yield roman


def _plausible(roman: _Ordinal, text: str, profile: Profile) -> bool:
    """Whether letters that could be a number are one: not ``Les``, ``Ire``, ``CIe``, ``MIX``."""
    ending = short_ending(text[roman.ending : roman.end]).rstrip("s")
    if not ending:
        return set(roman.text) <= set("IVXLC") and roman.text not in ("L", "C")
    if ending in ("er", "re"):
        return roman.text == "I" and (
            ending == "er"
            or _noun_follows(roman, text, profile)
            or _name_precedes(roman.start, text, profile)
        )
    if roman.text == "I":
        return False
    return set(roman.text) <= set("IVX") or _noun_follows(roman, text, profile)


def _noun_follows(roman: _Ordinal, text: str, profile: Profile) -> bool:
    """Whether a noun that is counted, or a word with a capital, stands after the number."""
    at = roman.end
    if not spaced(text, at) or at + 1 == len(text):
        return False
    lists = profile.words
    return bool(
        lists.numbered.match(text, at + 1)
        or lists.centuries.match(text, at + 1)
        or (text[at + 1].isupper() and not any(roman.match(text, at + 1) for roman in _ROMAN))
    )


def _lists(romans: list[_Ordinal], text: str) -> Iterator[list[_Ordinal]]:
    """Gather ordinals that one noun follows: ``XVIe, XVIIe et XVIIIe siècles``."""
    group: list[_Ordinal] = []
    for roman in romans:
        if group and not (
            roman.start - group[-1].end <= 30 and _JOINT.fullmatch(text, group[-1].end, roman.start)
        ):
            yield group
            group = []
        group.append(roman)
    if group:
        yield group


def _set(roman: _Ordinal, text: str, profile: Profile, *, century: bool) -> list[Edit]:
    edits = []
    named = _name_precedes(roman.start, text, profile) and not _initial(roman, text, profile)
    if named and text[roman.ending : roman.end] in ("", "er", "re"):
        edits += _bond(text, roman.start - 1, profile)
    if century:
        edits.append(Edit(roman.start, roman.ending, roman.text, Level.NUMERAL))
    if roman.ending < roman.end:
        short = short_ending(text[roman.ending : roman.end])
        edits.append(Edit(roman.ending, roman.end, short, Level.SUPERIOR))
        if _noun_follows(roman, text, profile):
            edits += _bond(text, roman.end, profile)
    return edits


def _initial(roman: _Ordinal, text: str, profile: Profile) -> bool:
    """Whether I. begins a name, for the first of a dynasty is « Ier »: ``Marie I. Dupont``."""
    if text[roman.start : roman.end] != "I" or not _NAME_AFTER.match(text, roman.end):
        return False
    word = _WORD_BEFORE.search(text, max(0, roman.start - 41), roman.start - 1)
    return word is not None and word[0].lower() not in profile.words.divisions


def _name_precedes(start: int, text: str, profile: Profile) -> bool:
    """Whether a word with a capital stands before a number: a sovereign, an act, a chapter."""
    end = start - 1
    if not spaced(text, end):
        return False
    word = _WORD_BEFORE.search(text, max(0, end - 40), end)
    if word is None:
        return False
    name = word[0]
    if name in ("an", "ans"):
        return True
    return name[0].isupper() and len(name) > 1 and name.lower() not in profile.words.openers


def _bond(text: str, at: int, profile: Profile) -> list[Edit]:
    return [Edit(at, at + 1, profile.bond)] if spaced(text, at) else []

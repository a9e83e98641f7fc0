"""Numbers that only a reader can judge: T008, T018, T025.

``12500 hommes`` → T008; ``XIX siècle`` → T018; ``2ème`` → T025
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import FINE_SPACE, reveal
from publish.proofreading.lint_text import Finding, LintText
from publish.typography.engine.signs import WIDE
from publish.typography.french.ordinals import misspelt_ordinals

_FIGURES = re.compile(r"(?<![\w.,:/+#°-])[0-9]{5,12}(?![\w:/-]|[.,][0-9])")
_COUNTED = re.compile(
    rf"(?<![\w.,:/+#°-])[1-9][0-9]{{3}}(?={WIDE}(?:€|francs?|roubles?|livres|dollars?|marks?|km|kg|m|ha"
    r"|tonnes?|hectares?|mètres?|kilomètres?|kilos?|hommes|soldats|ouvriers|habitants|tirailleurs)(?!\w))"
)
_ITEM = re.compile(
    rf"(?:\b(?:pp?|fol|art|n[o°]s?|nos|ISBN|ISSN|BP|CS|cote|code|matricule|numéros?)\.?|§){WIDE}?$",
    re.IGNORECASE,
)
_POSTAL = re.compile(rf"{WIDE}(?:[A-ZÀ-Þ]|cedex)")
_CENTURY = re.compile(
    rf"(?<![\w’'-])(?P<roman>[IVX]+){WIDE}(?=(?P<noun>siècles?|millénaires?)(?!\w))"
)


def missing_groups(reading: LintText) -> Iterator[Finding]:
    """Numbers of five figures and more, or of four that count something, without groups."""
    text = reading.text
    for match in (*_FIGURES.finditer(text), *_COUNTED.finditer(text)):
        if _ITEM.search(text, max(0, match.start() - 12), match.start()):
            continue
        if len(match[0]) == 5 and _POSTAL.match(text, match.end()):
            continue
        better = reveal(f"{int(match[0]):,}".replace(",", FINE_SPACE))
        yield Finding(match.start(), match.end(), {"text": match[0], "better": better})


def centuries_without_ordinal(reading: LintText) -> Iterator[Finding]:
    """« XIX siècle »"""
    for match in _CENTURY.finditer(reading.text):
        ending = "er" if match["roman"] == "I" else "e"
        roman, noun = match["roman"], match["noun"]
        values = {"text": f"{roman} {noun}", "better": f"{roman}{ending} {noun}"}
        yield Finding(match.start(), match.end("roman"), values)


def wrong_ordinals(reading: LintText) -> Iterator[Finding]:
    """« 2ème », « 1ère », « 2nd »"""
    for start, end, better in misspelt_ordinals(reading.text, reading.profile):
        yield Finding(start, end, {"text": reading.text[start:end], "better": better}, better)

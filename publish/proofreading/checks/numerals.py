"""Numbers that only a reader can judge: T008, T018, T025.

``12500 hommes`` → T008; ``XIX siècle`` → T018; ``2ème`` → T025
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import FINE_SPACE, reveal
from publish.diagnostics import Rule, Severity
from publish.messages import N_
from publish.proofreading.lint import check
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


@check(
    Rule(
        "T008",
        Severity.WARNING,
        N_("the figures of {text} are not in groups of three"),
        N_("write {better}, unless it is a year, a folio or an item's number"),
        N_(
            "Numbers of quantity are written in groups of three, parted by fine spaces (Imprimerie"
            " nationale, « Nombres »). Years, folios and item numbers are not, and only the sense"
            " can tell them apart: groups are set where a space shows them, never added."
        ),
        "12500 hommes",
    )
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


@check(
    Rule(
        "T018",
        Severity.WARNING,
        N_("“{text}”: the century has no ordinal ending"),
        N_("write “{better}”"),
        N_("Centuries are counted by ordinals: XIXe siècle, Ier siècle, never “XIX siècle”."),
        "le XIX siècle",
    )
)
def centuries_without_ordinal(reading: LintText) -> Iterator[Finding]:
    """« XIX siècle »"""
    for match in _CENTURY.finditer(reading.text):
        ending = "er" if match["roman"] == "I" else "e"
        roman, noun = match["roman"], match["noun"]
        values = {"text": f"{roman} {noun}", "better": f"{roman}{ending} {noun}"}
        yield Finding(match.start(), match.end("roman"), values)


@check(
    Rule(
        "T025",
        Severity.NOTE,
        N_("“{text}” is not the usual ordinal"),
        N_("write “{better}”"),
        N_(
            "Ordinals are 1er, 1re, 2e, 2d, 2de: -ère, -ème, -ième and -nd are not used (Imprimerie"
            " nationale, « Abréviations »). Typography sets them so."
        ),
        "la 2ème fois",
    )
)
def wrong_ordinals(reading: LintText) -> Iterator[Finding]:
    """« 2ème », « 1ère », « 2nd »"""
    for start, end, better in misspelt_ordinals(reading.text, reading.profile):
        yield Finding(start, end, {"text": reading.text[start:end], "better": better}, better)

"""Characters that should not be there: T020, T021, T028, T031.

``mot\\u200b`` → T020; ``Pаris`` with a Cyrillic letter → T021; ``e\\u0301`` → T028
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name as name_of
from unicodedata import normalize

from publish.characters import (
    BYTE_ORDER_MARK,
    COMBINING_ACCENTS,
    CONTROLS,
    DIRECTION_MARKS,
    LINE_SEPARATOR,
    PARAGRAPH_SEPARATOR,
    PRIVATE,
    REPLACEMENT,
    SOFT_HYPHEN,
    WORD_JOINER,
    ZERO_WIDTH_SPACE,
)
from publish.diagnostics import Rule, Severity
from publish.messages import N_
from publish.proofreading.lint import check
from publish.proofreading.lint_text import Finding, LintText

_INVISIBLE = f"{ZERO_WIDTH_SPACE}{SOFT_HYPHEN}{WORD_JOINER}{BYTE_ORDER_MARK}"
_STRAY = re.compile(
    f"[{_INVISIBLE}{LINE_SEPARATOR}{PARAGRAPH_SEPARATOR}{DIRECTION_MARKS}{PRIVATE}{CONTROLS}]"
)
_LOST = re.compile(rf"\w*{REPLACEMENT}[\w{REPLACEMENT}]*")
_SYMBOLS = frozenset(
    "\u0393\u0394\u0398\u039b\u039e\u03a0\u03a3\u03a6\u03a8\u03a9\u03b4\u03b8\u03bb\u03bc\u03be\u03c0\u03c6\u03c8"
)
"""Greek letters that nobody takes for a Latin one: ΔH, kΩ and μF are notations."""
_OTHER_ALPHABETS = re.compile("[\u0370-\u052f]")  # Greek and Cyrillic
_WORD = re.compile(r"[^\W\d_]+")
_COMBINED = re.compile(
    rf"[^\W\d_]*[A-Za-z][{COMBINING_ACCENTS}](?:[^\W\d_]|[{COMBINING_ACCENTS}])*"
)


@check(
    Rule(
        "T020",
        Severity.WARNING,
        N_("a character that cannot be seen: {name}"),
        N_("delete it"),
        N_(
            "Zero-width spaces, soft hyphens, byte order marks, direction marks and private"
            " characters come in by pasting. They break searches and division, and may show as"
            " boxes."
        ),
        f"Un mot{ZERO_WIDTH_SPACE} de trop.",
    )
)
def stray_characters(reading: LintText) -> Iterator[Finding]:
    """Characters that cannot be seen."""
    for match in _STRAY.finditer(reading.shown):
        name = f"U+{ord(match[0]):04X}"
        repair = "" if match[0] in _INVISIBLE else None
        yield Finding(match.start(), match.end(), {"name": name}, repair)


@check(
    Rule(
        "T031",
        Severity.ERROR,
        N_("a character was lost here: “{text}”"),
        N_("look it up in the source; in a cleaned text, answer the question in “publish review”"),
        N_(
            "U+FFFD stands for what a program could not read, most often an accented letter."
            " Deleting it loses the letter for good; it must be found again."
        ),
        f"Il {REPLACEMENT}tait une fois.",
    )
)
def lost_characters(reading: LintText) -> Iterator[Finding]:
    """Words in which a character was lost on the way."""
    for match in _LOST.finditer(reading.shown):
        yield Finding(match.start(), match.end(), {"text": match[0]})


@check(
    Rule(
        "T021",
        Severity.WARNING,
        N_("“{text}” mixes letters of two alphabets: {letters}"),
        N_("type the word again in one alphabet"),
        N_(
            "A Cyrillic “а” in a Latin word looks right and is wrong: it is not found, not divided"
            " and is read out badly. It comes from optical recognition or pasting."
        ),
        "Pаris, avec un а cyrillique.",
    )
)
def mixed_scripts(reading: LintText) -> Iterator[Finding]:
    """Words with letters of two alphabets."""
    if not _OTHER_ALPHABETS.search(reading.text):
        return
    for match in _WORD.finditer(reading.text):
        scripts = {_script(letter) for letter in match[0] if letter not in _SYMBOLS}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
            rare = min(scripts, key=lambda script: sum(_script(c) == script for c in match[0]))
            letters = ", ".join(
                f"{c} (U+{ord(c):04X})" for c in dict.fromkeys(match[0]) if _script(c) == rare
            )
            yield Finding(match.start(), match.end(), {"text": match[0], "letters": letters})


@check(
    Rule(
        "T028",
        Severity.NOTE,
        N_("“{text}” is written with accents apart from their letters"),
        N_("type the word again, or let “publish check --fix” do it"),
        N_(
            "Unicode may write é as one character or as two. Two are not found by searches, and"
            " fonts set them badly; French text is written with one (form NFC)."
        ),
        normalize("NFD", "Un été."),
    )
)
def decomposed(reading: LintText) -> Iterator[Finding]:
    """Words whose accents stand apart from their letters."""
    for match in _COMBINED.finditer(reading.text):
        better = normalize("NFC", match[0])
        if better != match[0]:
            yield Finding(match.start(), match.end(), {"text": better}, better)


def _script(letter: str) -> str:
    return name_of(letter, "").split(" ")[0]

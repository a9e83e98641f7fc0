"""Words that a typewriter or a copyist got wrong: T001, T011 to T013, T016, T017.

``A Paris`` → T001; ``Mr Durand`` → T012; ``de de`` → T013; ``ETAT`` → T016; ``soeur`` → T017
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import NO_BREAK_SPACE
from publish.diagnostics import Rule, Severity
from publish.messages import N_
from publish.proofreading.checks.lists import DOUBLED_ON_PURPOSE, FULL_CAPITALS
from publish.proofreading.lint import check
from publish.proofreading.lint_text import Finding, LintText
from publish.typography.engine.signs import DASHES, ENDS, SPACE, WIDE
from publish.typography.french.spelling import bare_capitals, missing_ligatures

_A = re.compile(
    rf"A(?<=[{ENDS}{SPACE}«“\"({DASHES}]A)(?={WIDE}(?:[^\W\d_]))(?!{WIDE}(?:et|ou|à){WIDE}[A-Z](?!\w))"
)
_BEFORE_A = re.compile(rf"(?:[{ENDS}]|[.!?:…]{WIDE})(?:[«“\"({DASHES}-]{WIDE}?)*$")
_VERB_AFTER_A = re.compile(rf"{WIDE}(?:été|eu|fait|dit|paru|voté|lu)(?!\w)")
_PAGES = re.compile(rf"(?<!\w)pp\.(?={WIDE}?[0-9])")
_MISTER = re.compile(r"(?<!\w)Mr\.?(?=\s+[^\W\d_])")
_DOUBLED = re.compile(
    rf"(?<![\w'’-])(?P<word>[^\W\d_]+)(?P<gap>[{SPACE}]+)(?P=word)(?![\w'’-])", re.IGNORECASE
)
_WORD_BEFORE = re.compile(rf"([^\W\d_]+){WIDE}$")
_WORD_AFTER = re.compile(rf"{WIDE}([^\W\d_]+)")
_ARTICLES = frozenset({"la", "le", "les"})


@check(
    Rule(
        "T001",
        Severity.WARNING,
        N_("“{text}”: “A” at the beginning of a sentence is nearly always “À”"),
        N_("write “À”, unless it is the verb or the letter"),
        N_(
            "Typewriters had no “À”. A capital takes its accent in French: “À Paris”, not “A Paris”"
            " (Imprimerie nationale; Académie). Only the sense can tell the preposition from the"
            " verb or the letter, so nothing is changed."
        ),
        "A Paris, il pleut.",
    )
)
def a_for_a_grave(reading: LintText) -> Iterator[Finding]:
    """« A » where a sentence begins."""
    text = reading.text
    for match in _A.finditer(text):
        at = match.start()
        if _BEFORE_A.search(text, max(0, at - 8), at) and not _VERB_AFTER_A.match(text, at + 1):
            yield Finding(at, at + 1, {"text": reading.excerpt(at, at + 1)})


@check(
    Rule(
        "T011",
        Severity.NOTE,
        N_("“pp.” is not French use"),
        N_("write “p.”, for one page or for many"),
        N_(
            "Abbreviations are not doubled for the plural but where use wants it (MM.): “p. 12-15”"
            " (Imprimerie nationale, « Abréviations »)."
        ),
        "pp. 12-15",
    )
)
def doubled_pages(reading: LintText) -> Iterator[Finding]:
    """« pp. 12-15 »"""
    for match in _PAGES.finditer(reading.text):
        yield Finding(match.start(), match.end(), {}, "p.")


@check(
    Rule(
        "T012",
        Severity.NOTE,
        N_("“Mr” is the English abbreviation"),
        N_("write “M.”"),
        N_(
            "Monsieur is shortened to “M.”, messieurs to “MM.” (Imprimerie nationale, « Titres et"
            " civilités »). Typography sets it so."
        ),
        "Mr Durand",
    )
)
def misters(reading: LintText) -> Iterator[Finding]:
    """« Mr Durand »"""
    for match in _MISTER.finditer(reading.text):
        yield Finding(match.start(), match.end(), {}, "M.")


@check(
    Rule(
        "T013",
        Severity.WARNING,
        N_("the same word twice: {text}"),
        N_("delete one of the two, unless the author means it"),
        N_(
            "The hand that copies doubles small words at the end of a line. “nous nous” and “vous"
            " vous” are grammar and are not told."
        ),
        "le jour de de la fête",
    )
)
def doubled_words(reading: LintText) -> Iterator[Finding]:
    """« de de »"""
    text = reading.text
    for match in _DOUBLED.finditer(text):
        word = match["word"].lower()
        if word in DOUBLED_ON_PURPOSE or NO_BREAK_SPACE in match["gap"]:
            continue
        before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
        after = _WORD_AFTER.match(text, match.end())
        sung = {(before[1] if before else "").lower(), (after[1] if after else "").lower()}
        if word not in sung and "tra" not in sung and (after or word not in _ARTICLES):
            yield Finding(match.start(), match.end(), {"text": match[0].replace("\n", " ")})


@check(
    Rule(
        "T016",
        Severity.NOTE,
        N_("“{text}” lacks its accent"),
        N_("write “{better}”"),
        N_(
            "Capitals take accents and cedillas as small letters do: État, École, Ça (Imprimerie"
            " nationale, « Accentuation des capitales »). Words of the list are set right."
        ),
        "L’Etat, c’est moi.",
    )
)
def capitals_without_accent(reading: LintText) -> Iterator[Finding]:
    """« Etat », « ETAT », and words in capitals whose accents are all lost."""
    for start, end, better in bare_capitals(reading.text, reading.profile):
        yield _word(reading, start, end, better)
    for match in FULL_CAPITALS.pattern.finditer(reading.text):
        yield _word(reading, match.start(), match.end(), FULL_CAPITALS.accented[match[0]])


@check(
    Rule(
        "T017",
        Severity.NOTE,
        N_("“{text}” is written with a ligature"),
        N_("write “{better}”"),
        N_(
            "œ and æ are letters of French spelling, not ornaments: cœur, œuvre, ex æquo. Words of"
            " the list are set right; add others under [typography] in book.toml."
        ),
        "Sa soeur vint.",
    )
)
def missing_ligatures_of_words(reading: LintText) -> Iterator[Finding]:
    """« soeur »"""
    for start, end, better in missing_ligatures(reading.text, reading.profile):
        yield _word(reading, start, end, better)


def _word(reading: LintText, start: int, end: int, better: str) -> Finding:
    return Finding(start, end, {"text": reading.text[start:end], "better": better}, better)

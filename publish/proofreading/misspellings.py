"""Words that a typewriter or a copyist got wrong: T001, T011 to T013, T016, T017.

``A Paris`` → T001; ``Mr Durand`` → T012; ``de de`` → T013; ``ETAT`` → T016; ``soeur`` → T017
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import NO_BREAK_SPACE
from publish.proofreading.lint_text import Finding, LintText
from publish.proofreading.lists import DOUBLED_ON_PURPOSE, FULL_CAPITALS
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


def a_for_a_grave(reading: LintText) -> Iterator[Finding]:
    """« A » where a sentence begins."""
    text = reading.text
    for match in _A.finditer(text):
        at = match.start()
        if _BEFORE_A.search(text, max(0, at - 8), at) and not _VERB_AFTER_A.match(text, at + 1):
            yield Finding(at, at + 1, {"text": reading.excerpt(at, at + 1)})


def doubled_pages(reading: LintText) -> Iterator[Finding]:
    """« pp. 12-15 »"""
    for match in _PAGES.finditer(reading.text):
        yield Finding(match.start(), match.end(), {}, "p.")


def misters(reading: LintText) -> Iterator[Finding]:
    """« Mr Durand »"""
    for match in _MISTER.finditer(reading.text):
        yield Finding(match.start(), match.end(), {}, "M.")


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


def capitals_without_accent(reading: LintText) -> Iterator[Finding]:
    """« Etat », « ETAT », and words in capitals whose accents are all lost."""
    for start, end, better in bare_capitals(reading.text, reading.profile):
        yield _word(reading, start, end, better)
    for match in FULL_CAPITALS.pattern.finditer(reading.text):
        yield _word(reading, match.start(), match.end(), FULL_CAPITALS.accented[match[0]])


def missing_ligatures_of_words(reading: LintText) -> Iterator[Finding]:
    """« soeur »"""
    for start, end, better in missing_ligatures(reading.text, reading.profile):
        yield _word(reading, start, end, better)


def _word(reading: LintText, start: int, end: int, better: str) -> Finding:
    return Finding(start, end, {"text": reading.text[start:end], "better": better}, better)

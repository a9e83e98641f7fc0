"""Faults of quotation marks: T002 to T005, T023, T029.

``Il dit « oui.`` → T002 at «; ``Il mesure 5".`` → T023
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import LEFT_GUILLEMET, RIGHT_GUILLEMET
from publish.diagnostics import Rule, Severity
from publish.messages import N_
from publish.proofreading.lint import check
from publish.proofreading.lint_text import Finding, LintText
from publish.typography.french.apostrophes import single_quotes

_PRIME = re.compile(r"""(?<=[0-9])(?:"|'+)(?![^\W\d_])|(?<=[0-9])'(?=[0-9])""")


@check(
    Rule(
        "T002",
        Severity.WARNING,
        N_("“{sign}” is never closed: {text}"),
        N_("close the quotation, or open each of its further paragraphs with “«”"),
        N_(
            "A quotation that opens must close. It may run over paragraphs, each of which opens"
            " with “«” again; a new speaker opens with a dash instead; and one “»” closes two"
            " levels that end together (Brossard 761). Where none of this holds, typography leaves"
            " the marks as they are."
        ),
        "Il dit « oui.",
    )
)
def unclosed(reading: LintText) -> Iterator[Finding]:
    """Guillemets that open and do not close."""
    return _signs(reading, reading.pairing.unclosed)


@check(
    Rule(
        "T003",
        Severity.WARNING,
        N_("“{sign}” closes a quotation that was not opened: {text}"),
        N_("open the quotation where it begins, or turn the sign round"),
        N_(
            "A closing guillemet without its opening one is usually a sign typed the wrong way"
            " round. At the beginning of a paragraph “»” is the older way to go on with a"
            " quotation, and is accepted."
        ),
        "Il dit oui ».",
    )
)
def unopened(reading: LintText) -> Iterator[Finding]:
    """Guillemets that close what was not opened."""
    return _signs(reading, reading.pairing.unopened)


@check(
    Rule(
        "T004",
        Severity.WARNING,
        N_("a straight quotation mark has no partner in its paragraph: {text}"),
        N_("write « », or complete the pair; for inches or seconds write ″"),
        N_(
            "Straight marks in pairs become « » and, within, “ ”. If one of a paragraph has no"
            " partner, nobody can say which are the pairs, and all of them stay straight."
        ),
        'Il dit "oui.',
    )
)
def straight_quotes(reading: LintText) -> Iterator[Finding]:
    """Straight marks without a partner."""
    primes = {match.start() for match in _PRIME.finditer(reading.text)}
    return _signs(reading, [at for at in reading.pairing.loose if at not in primes])


@check(
    Rule(
        "T023",
        Severity.WARNING,
        N_("straight marks beside a figure: {text}"),
        N_("write ′ and ″ for minutes and seconds, feet and inches"),
        N_(
            "Primes are not quotation marks. They are left as typed, for 2'33 may be minutes, feet"
            " or a slip."
        ),
        "une course de 2'33",
    )
)
def straight_primes(reading: LintText) -> Iterator[Finding]:
    """Straight marks beside a figure that quote nothing."""
    shaped = reading.pairing.shapes
    for match in _PRIME.finditer(reading.text):
        if match.start() not in shaped:
            yield _found(reading, match.start(), match.end())


@check(
    Rule(
        "T005",
        Severity.WARNING,
        N_("single straight quotation marks: {text}"),
        N_("write « » or “ ”; for an apostrophe write ’"),
        N_(
            "French has no single quotation marks at first level. Typography cannot tell them from"
            " apostrophes at the edges of words ('tite, aut'), so a pair of them stays as typed."
        ),
        "Il dit 'oui' tout bas.",
    )
)
def quotes_of_one_stroke(reading: LintText) -> Iterator[Finding]:
    """Single straight marks that stand in pairs."""
    quotes = single_quotes(reading.text, reading.profile)[1]
    for start, end in zip(quotes[::2], quotes[1::2], strict=True):
        yield _found(reading, start, end + 1)


@check(
    Rule(
        "T029",
        Severity.WARNING,
        N_("a block quotation that also stands between guillemets"),
        N_("delete the guillemets: smaller type and white space say it"),
        N_(
            "A quotation set apart in a smaller body takes no guillemets of its own (Brossard 762)."
        ),
        "> « Une citation entière, mise à part. »",
    )
)
def quoted_block_quotes(reading: LintText) -> Iterator[Finding]:
    """Block quotations that also stand between guillemets."""
    blocks = reading.blocks
    for n, block in enumerate(blocks):
        if reading.tag_at(block.start) != "blockquote" or not _opens(block.text):
            continue
        parent = block.element.getparent()
        same = [b for b in blocks[n:] if b.element.getparent() is parent]
        first = n == 0 or blocks[n - 1].element.getparent() is not parent
        inner = block.text.strip()[1:-1]
        one = len(same) > 1 or LEFT_GUILLEMET not in inner
        if first and one and _closes(same[-1].text):
            yield Finding(block.start, block.start + 1, {})


def _opens(text: str) -> bool:
    return text.lstrip().startswith(LEFT_GUILLEMET)


def _closes(text: str) -> bool:
    return text.rstrip(" .\n").endswith(RIGHT_GUILLEMET)


def _signs(reading: LintText, offsets: list[int]) -> Iterator[Finding]:
    for at in offsets:
        yield _found(reading, at, at + 1)


def _found(reading: LintText, start: int, end: int) -> Finding:
    values = {"sign": reading.text[start], "text": reading.excerpt(start, end)}
    return Finding(start, end, values)

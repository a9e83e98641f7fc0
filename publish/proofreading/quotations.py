"""Faults of quotation marks: T002 to T005, T023, T029.

``Il dit « oui.`` → T002 at «; ``Il mesure 5".`` → T023
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import LEFT_GUILLEMET, RIGHT_GUILLEMET
from publish.proofreading.lint_text import Finding, LintText
from publish.typography.french.apostrophes import single_quotes

_PRIME = re.compile(r"""(?<=[0-9])(?:"|'+)(?![^\W\d_])|(?<=[0-9])'(?=[0-9])""")


def unclosed(reading: LintText) -> Iterator[Finding]:
    """Guillemets that open and do not close."""
    return _signs(reading, reading.pairing.unclosed)


def unopened(reading: LintText) -> Iterator[Finding]:
    """Guillemets that close what was not opened."""
    return _signs(reading, reading.pairing.unopened)


def straight_quotes(reading: LintText) -> Iterator[Finding]:
    """Straight marks without a partner."""
    primes = {match.start() for match in _PRIME.finditer(reading.text)}
    return _signs(reading, [at for at in reading.pairing.loose if at not in primes])


def straight_primes(reading: LintText) -> Iterator[Finding]:
    """Straight marks beside a figure that quote nothing."""
    shaped = reading.pairing.shapes
    for match in _PRIME.finditer(reading.text):
        if match.start() not in shaped:
            yield _found(reading, match.start(), match.end())


def quotes_of_one_stroke(reading: LintText) -> Iterator[Finding]:
    """Single straight marks that stand in pairs."""
    quotes = single_quotes(reading.text, reading.profile)[1]
    for start, end in zip(quotes[::2], quotes[1::2], strict=True):
        yield _found(reading, start, end + 1)


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

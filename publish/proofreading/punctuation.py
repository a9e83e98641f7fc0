"""Faults of spaces and stops: T006, T007, T009, T014, T024, T026, T027, T030.

``mot  mot`` → T014; ``mot,mot`` → T024; ``Quoi....`` → T009; ``l' homme`` → T027
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publish.characters import FINE_SPACE, NO_BREAK_SPACE
from publish.proofreading.lint_text import Finding, LintText
from publish.typography.engine.signs import ENDS, SPACE, WIDE
from publish.typography.french.dashes import turns

_WAYS = {"": "∅", " ": "U+0020", NO_BREAK_SPACE: "U+00A0", FINE_SPACE: "U+202F"}
_HIGH = re.compile(
    rf"(?P<way>[{SPACE}]?)(?P<sign>[;:!?])(?<=[\w»”)\]{SPACE}][;:!?])(?=[{SPACE}{ENDS}])"
)
_HYPHEN = re.compile(rf"-(?:(?<=[^\W\d_]{WIDE}-)|(?<=[,;.!?…»]{WIDE}-))(?={WIDE}[^\W\d_«…])")
_POINTS = re.compile(
    rf"(?<![./])(?:\.{{4,6}}|(?<![?!.])\.\.(?!\.)|\.(?:{WIDE}\.){{2,4}}|…{WIDE}?\.+|\.+{WIDE}?…)(?![./\w])"
)
_SPACES = re.compile(r"(?<=[^\s])[^\S\n\t]{2,}(?=[^\s])")
_NO_SPACE = re.compile(
    r"(?<=[^\W\d_]{2})(?:(?P<comma>[,;!?:])(?=[^\W\d_]{2})|(?P<point>\.)(?=[A-ZÀ-Þ][^\W\d_.]))"
    rf"(?<!\WMM\.)|(?<=[{ENDS}\s(«’'.-][A-LN-ZÀ-Þ])\.(?=[A-ZÀ-Þ][a-zß-ÿ]{{2}})"
)
_ETC = re.compile(rf"\betc\.?{WIDE}?(?:…|\.\.\.)")
_APOSTROPHE = re.compile(
    r"(?<![^\W\d_])(?<!['’])(?P<elided>[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)['’]"
    r"(?P<space>[^\S\n]+)(?P<word>[^\W\d_]+)"
)
_ROW = re.compile(
    rf"(?:[?!]{WIDE}?\.(?!\.)|,{WIDE}?[.;:!?](?![)(DP.-])|[;:]{WIDE}?[,.](?!\.)|,{WIDE}?,)(?!\w)"
)


def mixed_widths(reading: LintText) -> Iterator[Finding]:
    """The rarer ways of typing the space before a sign, once a way and sign."""
    found = [m for m in _HIGH.finditer(reading.text) if m["way"] in _WAYS]
    for sign in ";:!?":
        ways = Counter(match["way"] for match in found if match["sign"] == sign)
        if len(ways) < 2:
            continue
        told = ", ".join(f"{_WAYS[way]} ×{count}" for way, count in ways.most_common())
        for way, _ in ways.most_common()[1:]:
            match = next(m for m in found if m["sign"] == sign and m["way"] == way)
            values = {"sign": sign, "ways": told, "way": _WAYS[way]}
            yield Finding(match.start(), match.end(), values)


def spaced_hyphens(reading: LintText) -> Iterator[Finding]:
    """Hyphens between spaces and words, or after a stop where typography sets no dash."""
    set_ = set(turns(reading.text))
    for match in _HYPHEN.finditer(reading.text):
        if match.start() in set_:
            continue
        start, end = match.span()
        yield Finding(start, end, {"text": reading.excerpt(start, end)})


def wrong_points(reading: LintText) -> Iterator[Finding]:
    """Two points, four and more, spaced points, an ellipsis and a point."""
    for match in _POINTS.finditer(reading.text):
        count = match[0].count(".") + 3 * match[0].count("…")
        values = {"count": str(count), "text": reading.excerpt(match.start(), match.end())}
        yield Finding(match.start(), match.end(), values)


def doubled_spaces(reading: LintText) -> Iterator[Finding]:
    """Spaces in a row within a line."""
    for match in _SPACES.finditer(reading.text):
        repair = " " if set(match[0]) == {" "} else None
        yield Finding(match.start(), match.end(), {}, repair)


def missing_spaces(reading: LintText) -> Iterator[Finding]:
    """Signs that no space follows."""
    for match in _NO_SPACE.finditer(reading.text):
        values = {"sign": match[0], "text": reading.excerpt(match.start(), match.end())}
        yield Finding(match.start(), match.end(), values)


def etc_with_points(reading: LintText) -> Iterator[Finding]:
    """« etc… »"""
    for match in _ETC.finditer(reading.text):
        yield Finding(match.start(), match.end(), {}, "etc.")


def apostrophes_with_space(reading: LintText) -> Iterator[Finding]:
    """« l' homme »"""
    for match in _APOSTROPHE.finditer(reading.text):
        better = match[0].replace(match["space"], "")
        yield Finding(match.start(), match.end(), {"text": match[0], "better": better}, better)


def rows_of_signs(reading: LintText) -> Iterator[Finding]:
    """« mot,. », « Quoi ?. »"""
    for match in _ROW.finditer(reading.text):
        values = {"text": reading.excerpt(match.start(), match.end())}
        yield Finding(match.start(), match.end(), values)

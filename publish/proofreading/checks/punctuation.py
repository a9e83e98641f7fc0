"""Faults of spaces and stops: T006, T007, T009, T014, T024, T026, T027, T030.

``mot  mot`` → T014; ``mot,mot`` → T024; ``Quoi....`` → T009; ``l' homme`` → T027
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publish.characters import FINE_SPACE, NO_BREAK_SPACE
from publish.diagnostics import Rule, Severity
from publish.messages import N_
from publish.proofreading.lint import check
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


@check(
    Rule(
        "T006",
        Severity.NOTE,
        N_("the space before “{sign}” is typed in several ways: {ways}; this one is {way}"),
        N_("nothing need be done: typography sets the width of the profile"),
        N_(
            "The manuscript mixes ordinary, unbreakable and fine spaces, or none, before the same"
            " sign. The editions are set alike; the mixture may show where a text was pasted"
            " together."
        ),
        "Oui ! Non ! Bien!",
    )
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


@check(
    Rule(
        "T007",
        Severity.WARNING,
        N_("a hyphen between spaces: {text}"),
        N_("write a dash (—) for an incise or dialogue, no spaces for a compound"),
        N_(
            "A hyphen joins; a dash separates. “mot - mot” may be either, so it is left as it is"
            " (Imprimerie nationale, « Trait d’union », « Tiret »)."
        ),
        "un mot - un autre",
    )
)
def spaced_hyphens(reading: LintText) -> Iterator[Finding]:
    """Hyphens between spaces and words, or after a stop where typography sets no dash."""
    set_ = set(turns(reading.text))
    for match in _HYPHEN.finditer(reading.text):
        if match.start() in set_:
            continue
        start, end = match.span()
        yield Finding(start, end, {"text": reading.excerpt(start, end)})


@check(
    Rule(
        "T009",
        Severity.WARNING,
        N_("{count} points in a row: {text}"),
        N_("write three for an ellipsis, one for a full stop"),
        N_(
            "The French ellipsis is three points, also where it ends the sentence: a fourth is"
            " never added (Imprimerie nationale, « Points de suspension »)."
        ),
        "Alors.... Il vint.",
    )
)
def wrong_points(reading: LintText) -> Iterator[Finding]:
    """Two points, four and more, spaced points, an ellipsis and a point."""
    for match in _POINTS.finditer(reading.text):
        count = match[0].count(".") + 3 * match[0].count("…")
        values = {"count": str(count), "text": reading.excerpt(match.start(), match.end())}
        yield Finding(match.start(), match.end(), values)


@check(
    Rule(
        "T014",
        Severity.NOTE,
        N_("more than one space"),
        N_("nothing need be done: one is set"),
        N_(
            "Spaces in a row are leftovers of justification or of an edit. One is set in their"
            " place."
        ),
        "Un  mot.",
    )
)
def doubled_spaces(reading: LintText) -> Iterator[Finding]:
    """Spaces in a row within a line."""
    for match in _SPACES.finditer(reading.text):
        repair = " " if set(match[0]) == {" "} else None
        yield Finding(match.start(), match.end(), {}, repair)


@check(
    Rule(
        "T024",
        Severity.WARNING,
        N_("no space after “{sign}”: {text}"),
        N_("put a space after it, unless it is one word, a file's name or a formula"),
        N_(
            "A space follows every stop. Where it is missing, two words may also have run together."
        ),
        "Un mot,deux mots.",
    )
)
def missing_spaces(reading: LintText) -> Iterator[Finding]:
    """Signs that no space follows."""
    for match in _NO_SPACE.finditer(reading.text):
        values = {"sign": match[0], "text": reading.excerpt(match.start(), match.end())}
        yield Finding(match.start(), match.end(), values)


@check(
    Rule(
        "T026",
        Severity.NOTE,
        N_("“etc.” followed by an ellipsis says the same thing twice"),
        N_("write “etc.”"),
        N_("“etc.” and “…” exclude each other (Imprimerie nationale). Typography keeps “etc.”"),
        "Des pommes, etc...",
    )
)
def etc_with_points(reading: LintText) -> Iterator[Finding]:
    """« etc… »"""
    for match in _ETC.finditer(reading.text):
        yield Finding(match.start(), match.end(), {}, "etc.")


@check(
    Rule(
        "T027",
        Severity.WARNING,
        N_("a space after an apostrophe: {text}"),
        N_("close it up: {better}"),
        N_("Nothing parts an elided word from the next: l’homme, qu’il."),
        "l’ homme",
    )
)
def apostrophes_with_space(reading: LintText) -> Iterator[Finding]:
    """« l' homme »"""
    for match in _APOSTROPHE.finditer(reading.text):
        better = match[0].replace(match["space"], "")
        yield Finding(match.start(), match.end(), {"text": match[0], "better": better}, better)


@check(
    Rule(
        "T030",
        Severity.WARNING,
        N_("a comma or a full stop beside another sign: {text}"),
        N_("keep one of them"),
        N_("A full stop does not follow “?”, “!” or “…”; a comma does not precede a stop."),
        "Quoi ?.",
    )
)
def rows_of_signs(reading: LintText) -> Iterator[Finding]:
    """« mot,. », « Quoi ?. »"""
    for match in _ROW.finditer(reading.text):
        values = {"text": reading.excerpt(match.start(), match.end())}
        yield Finding(match.start(), match.end(), values)

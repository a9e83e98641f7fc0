"""Notes: where their calls stand, and what a note seen alone cannot say: T010, T022.

``mot.[^1]`` → T010; ``[^2]: *Ibid.*, p. 5`` → T022
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics import Rule, Severity
from publish.messages import N_
from publish.proofreading.lint import check
from publish.proofreading.lint_text import Finding, LintText
from publish.typography.engine.signs import CALLS, SPACE

_AFTER = re.compile(rf"(?P<signs>(?:[.,;:!?…»”][{SPACE}]?)+)[{CALLS}]")
_ABBREVIATED = re.compile(r"(?:\betc|\bcf|\bibid|\bcit|(?<!\w)[^\W\d_a-zß-ÿ])\.$")
_IBID = re.compile(r"(?<!\w)(?:[Ii]bid(?:em)?(?!\w)\.?|Id\.(?=,)|[Ii]dem(?=,))")


@check(
    Rule(
        "T010",
        Severity.WARNING,
        N_("the note's call stands after the punctuation: {text}"),
        N_("put the call before it, or set “move-calls = true” under [typography] in book.toml"),
        N_(
            "In French the call follows the word, before any punctuation and before the closing"
            " guillemet: “mot¹.” and “« mot¹ »” (Imprimerie nationale, « Appels de note »)."
        ),
        "Un mot.[^1]\n\n[^1]: La note.",
    ),
    seen_to=lambda options: options.move_calls,
)
def calls_after_punctuation(reading: LintText) -> Iterator[Finding]:
    """Calls that stand after a sign."""
    text = reading.text
    for match in _AFTER.finditer(text):
        before = text[max(0, match.start() - 8) : match.start("signs") + 1]
        if match["signs"] == "." and _ABBREVIATED.search(before):
            continue
        start, end = match.span("signs")
        yield Finding(start, end, {"text": reading.excerpt(start, end)})


@check(
    Rule(
        "T022",
        Severity.WARNING,
        N_("“{text}” in a note: the reader of an EPUB sees this note alone"),
        N_("name the work again, shortened if need be"),
        N_(
            "Reading systems show a note in a window of its own; what “ibid.” refers to stands in"
            " another. Repeat author and title."
        ),
        "Un mot[^1].\n\n[^1]: *Ibid.*, p. 5.",
    )
)
def ibid_in_notes(reading: LintText) -> Iterator[Finding]:
    """« Ibid. » in a note."""
    for match in _IBID.finditer(reading.text, reading.notes_start):
        yield Finding(match.start(), match.end(), {"text": match[0]})

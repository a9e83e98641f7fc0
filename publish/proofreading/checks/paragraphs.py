"""Paragraphs that stop in mid-sentence: T015.

``… il prit la plume et`` followed by ``écrivit.`` → T015
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import CALL_MARK, LITERAL_CALL_MARK, OBJECT_MARK
from publish.diagnostics import Rule, Severity
from publish.messages import N_
from publish.proofreading.lint import check
from publish.proofreading.lint_text import Block, Finding, LintText
from publish.typography.engine.signs import SPACE

_SHORT = 70
_FREE = frozenset({"verse", "verses", "poem", "epigraph", "signature", "address", "dedication"})
_AFTER_STOP = f"{SPACE}{CALL_MARK}{LITERAL_CALL_MARK}\"'’»”)]*"
_STOPS = frozenset(".?!…:;")
_WORD = re.compile(r"[^\W\d_]+$")


@check(
    Rule(
        "T015",
        Severity.WARNING,
        N_("the paragraph ends without punctuation: {text}"),
        N_("end the sentence, or join the next paragraph if it goes on there"),
        N_(
            "A paragraph that stops in mid-sentence is often a false break left by the page of the"
            " source. Titles, lists, verse and short lines are not looked at."
        ),
        "Il prit la plume, la trempa dans l’encre, relut la lettre de son frère et\n\nécrivit.",
    )
)
def unfinished_paragraphs(reading: LintText) -> Iterator[Finding]:
    """Long paragraphs whose last sign is a letter or a comma."""
    for block in reading.blocks:
        text = block.text.rstrip(_AFTER_STOP)
        if (
            block.tag == "p"
            and len(text) >= _SHORT
            and text[-1] not in _STOPS
            and (text[-1].islower() or text[-1] == ",")
            and not _set_apart(block)
            and OBJECT_MARK not in block.text[-2:]
        ):
            end = block.start + len(text)
            yield Finding(end - 1, end, {"text": reading.excerpt(end - 1, end)})


def _set_apart(block: Block) -> bool:
    """Whether a paragraph is verse, a list's item or the like, which may end as it pleases."""
    element = block.element
    while (parent := element.getparent()) is not None:
        classes = f"{element.get('class', '')} {parent.get('class', '')}".split()
        if parent.tag in ("li", "td", "th", "dd", "figure") or not _FREE.isdisjoint(classes):
            return True
        element = parent
    return False

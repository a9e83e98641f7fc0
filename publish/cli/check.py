"""``publish check``: what the lint says of a book, what it can mend, and the proof view.

Nothing here prints or writes: the command shows :class:`Checked` and writes its files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.book import Book
from publish.diagnostics import Diagnostic
from publish.messages import N_, Translate
from publish.proofreading import RULES, proofread, repaired
from publish.proofreading.proof import proof_page, visible
from publish.typography import typeset

_PLACEHOLDER = re.compile(r"\{\w+\}")
PROOF = "reports/proof.html"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found and made."""

    diagnostics: tuple[Diagnostic, ...]
    repairs: tuple[tuple[str, str], ...] = ()
    """(path inside manuscript/, new content) of each file that can be mended"""
    lines: tuple[str, ...] = ()
    """the book with its unseen characters shown"""
    proof: str = ""
    """an HTML page, for PROOF inside the folder of what comes out"""


def check(
    book: Book,
    *,
    fix: bool = False,
    show: bool = False,
    proof: bool = False,
    translate: Translate = str,
) -> Checked:
    """Check a book as it was read.

    ``fix`` gives the sources as they can be mended, ``show`` and ``proof`` the book as it will be
    set, with its unseen characters in sight. Raises BookError where typography does.
    """
    done = typeset(book) if show or proof else book
    return Checked(
        diagnostics=proofread(book),
        repairs=tuple(sorted(repaired(book).items())) if fix else (),
        lines=tuple(visible(done)) if show else (),
        proof=proof_page(done, translate) if proof else "",
    )


def explain(code: str, translate: Translate = str) -> str | None:
    """Return what a rule is about, for ``--explain T012``; None if there is no such rule."""
    rule = RULES.get(code.upper())
    if rule is None:
        return None
    heading = f"{rule.code} ({translate(rule.severity.label)})"
    parts = (
        _PLACEHOLDER.sub("…", translate(text))
        for text in (rule.message, rule.hint, rule.explanation)
        if text
    )
    return "\n\n".join((heading, *parts))


NO_SUCH_RULE = N_("there is no rule {code}; docs/lint.md lists them")

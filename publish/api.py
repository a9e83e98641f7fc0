"""What other programs call. These names and signatures are kept stable.

``typeset_fragment("Quoi ?")`` → ``<p>Quoi~?</p>`` (~ is U+202F)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from publish import pipeline
from publish.book.vocabulary import LINE, NOTE_LABEL
from publish.cleaning import Cleaned, clean_text
from publish.diagnostics import BookError
from publish.manuscript import parse
from publish.manuscript.faults import TOO_DEEP
from publish.manuscript.section import refused
from publish.pipeline import BuildReport
from publish.typography import DEFAULT, profile_of, set_trees

__all__ = ["BuildReport", "Cleaned", "build", "clean_text", "typeset_fragment"]


def typeset_fragment(markdown: str, *, profile: str = DEFAULT, file: str = "") -> str:
    """Return Markdown as an XHTML fragment, set by the rules of a profile.

    Spaces are the characters themselves (U+00A0, U+202F), comments survive, and each note follows
    the text as ``<div class="note" data-note="LABEL">``; the call of a note that is not defined
    stays text. ``file`` names the text in diagnostics. Raises BookError for an unknown profile, for
    an element or an attribute that no book may hold (rather than drop what it holds), and for marks
    within marks beyond all depth.
    """
    chosen = profile_of(profile)
    try:
        fragment = parse(markdown, file, comments=True)
    except RecursionError:
        raise BookError(TOO_DEEP.at(file)) from None
    if lost := tuple(refused(fragment, file)):
        raise BookError(*lost)
    for definition, note in fragment.notes:
        note.set("class", "note")
        note.set(NOTE_LABEL, definition.label)
    trees = [fragment.body, *(note for _, note in fragment.notes)]
    for tree in trees:
        etree.strip_attributes(tree, LINE, "data-plain")
    set_trees(trees, chosen)
    notes = (etree.tostring(note, encoding="unicode") for note in trees[1:])
    return "\n".join((_inner(trees[0]), *notes))


def build(book: Path, targets: Sequence[str] | None = None) -> BuildReport:
    """Build a book's targets: ``epub``, ``kindle``, ``web``, ``lecture``, ``impression``, or all.

    ``book`` is the folder that holds ``manuscript/``. Raises BookError with every diagnostic when
    the book has errors; what was built before is then untouched.
    """
    return pipeline.build(book, targets)


def _inner(tree: etree._Element) -> str:
    """Return what an element holds, as XHTML."""
    inner = (etree.tostring(child, encoding="unicode") for child in tree)
    return ((tree.text or "") + "".join(inner)).strip("\n")

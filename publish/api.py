"""What other programs call; kept stable.

``typeset_fragment("Quoi ?")`` → ``<p>Quoi~?</p>`` (~ is U+202F)
"""

from __future__ import annotations

from lxml import etree

from publish.manuscript import parse
from publish.typography import DEFAULT, set_trees, setting


def typeset_fragment(markdown: str, *, profile: str = DEFAULT) -> str:
    """Return Markdown as an XHTML fragment, set by the rules of a profile.

    Spaces are the characters themselves (U+00A0, U+202F), comments survive, and each note follows
    the text as ``<div class="note" data-note="LABEL">``; the call of a note that is not defined
    stays text. Raises BookError for an unknown profile.
    """
    chosen = setting(profile)
    fragment = parse(markdown, comments=True)
    for definition, note in fragment.notes:
        note.set("class", "note")
        note.set("data-note", definition.label)
    trees = [fragment.body, *(note for _, note in fragment.notes)]
    set_trees(trees, chosen)
    notes = (etree.tostring(note, encoding="unicode") for note in trees[1:])
    return "\n".join((_inner(trees[0]), *notes))


def _inner(tree: etree._Element) -> str:
    """Return what an element holds, as XHTML."""
    inner = (etree.tostring(child, encoding="unicode") for child in tree)
    return ((tree.text or "") + "".join(inner)).strip("\n")

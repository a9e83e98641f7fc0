"""Letters read in the wrong encoding before the file was made: the cleaner's known tables.

``Ã©tÃ©`` in a Word file → ``été``. Only a file that shows such signs is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.importing.incoming import IncomingText, Inline, Text
from publish.importing.walking import inlines_in, replaced
from publish.messages import N_

READ_AGAIN = N_("letters that were read in the wrong encoding are read again")
_DAMAGED = re.compile(
    "\u00c3[\u0080-\u00bf\u0152-\u0192\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac|\ufffd"
)


def is_damaged(texts: Sequence[str]) -> bool:
    return any(_DAMAGED.search(text) for text in texts)


def read_again(texts: Sequence[str]) -> list[str]:
    """Return texts without known damage; as they are where they cannot be told apart after."""
    from publish.cleaning.known.undoing import undo_known
    from publish.cleaning.letters.lexicon import french

    lines = [" ".join(text.split("\n")) for text in texts]
    undone, _ = undo_known("\n".join(lines), french(), markdown=True)
    mended = undone.text.split("\n")
    return mended if len(mended) == len(lines) else list(texts)


def undamaged(document: IncomingText) -> IncomingText:
    """Return a document whose words are without known damage."""
    texts = [one.text for one in inlines_in(document.blocks) if isinstance(one, Text)]
    if not is_damaged(texts):
        return document
    again = dict(zip(texts, read_again(texts), strict=True))

    def one(inline: Inline) -> tuple[Inline, ...]:
        return (
            (Text(again.get(inline.text, inline.text)),) if isinstance(inline, Text) else (inline,)
        )

    first = next((text for text in texts if _DAMAGED.search(text)), "")
    doubts = (*document.doubts, (READ_AGAIN, f"{first[:40]} → {again[first][:40]}"))
    return replace(document, blocks=replaced(document.blocks, one), doubts=doubts)

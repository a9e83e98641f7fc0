"""Signs as an author types them: ordinary spaces, one at a time; typography sets them anew."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from publish.characters import (
    BYTE_ORDER_MARK,
    HYPHEN,
    LINE_SEPARATOR,
    NO_BREAK_HYPHEN,
    NO_BREAK_SPACE,
    PARAGRAPH_SEPARATOR,
    RIGID_SPACES,
    SOFT_HYPHEN,
    WORD_JOINER,
    ZERO_WIDTH_NON_JOINER,
    ZERO_WIDTH_SPACE,
)
from publish.importing.formats.signals import TAB
from publish.importing.incoming import (
    IncomingText,
    Inline,
    Inlines,
    NoteBody,
    Paragraph,
    Styled,
    Text,
)
from publish.importing.walking import blocks_in, changed, plain
from publish.messages import N_

TABBED = N_("tabs stand within these lines: were they a table, or columns?")
_SPACES = re.compile(
    f"[ \t\n{NO_BREAK_SPACE}{RIGID_SPACES}{LINE_SEPARATOR}{PARAGRAPH_SEPARATOR}{TAB}]+"
)
_NOTHING = re.compile(
    f"[{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}{ZERO_WIDTH_NON_JOINER}{WORD_JOINER}{BYTE_ORDER_MARK}]"
)
_HYPHENS = re.compile(f"[{NO_BREAK_HYPHEN}{HYPHEN}]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def plain_signs(document: IncomingText) -> IncomingText:
    """Return a document with ordinary spaces and hyphens, and none of what nobody sees."""
    tabbed = tuple(
        (TABBED, _first_words(block.inner))
        for block in blocks_in(document.blocks)
        if isinstance(block, Paragraph) and TAB in plain(block.inner).strip(f" {TAB}")
    )
    blocks = changed(document.blocks, lambda inner: _trimmed(tuple(map(_plain, inner))))
    return replace(document, blocks=blocks, doubts=(*document.doubts, *tabbed[:20]))


def _plain(inline: Inline) -> Inline:
    match inline:
        case Text():
            return Text(as_typed(inline.text))
        case Styled(inner=(NoteBody() as note,)):
            return note  # a superior call: the press raises it itself
        case _:
            return inline


def as_typed(text: str) -> str:
    """Return a text with ordinary signs."""
    text = _CONTROLS.sub("", _NOTHING.sub("", unicodedata.normalize("NFC", text)))
    return _SPACES.sub(" ", _HYPHENS.sub("-", text))


def _trimmed(inner: Inlines) -> Inlines:
    """Return a run without a space that follows a space."""
    kept: list[Inline] = []
    for one in inner:
        if isinstance(one, Text) and one.text.startswith(" ") and kept:
            last = kept[-1]
            if plain((last,)).endswith(" "):
                one = Text(one.text.lstrip(" "))
        if one != Text(""):
            kept.append(one)
    return tuple(kept)


def _first_words(inner: Inlines) -> str:
    return as_typed(plain(inner)).strip()[:60]

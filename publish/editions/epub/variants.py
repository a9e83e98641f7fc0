"""The EPUB for all, those for Kindle and Kobo: what each can show
(docs/rules-of-the-page.md, Editions).

``Quoi ?`` with U+202F stays so where the embedded fonts have that space, and takes U+00A0 for
Kindle, which knows no other spaces than U+0020, U+00A0 and the zero-width non-joiner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from publish.characters import (
    EM_SPACE,
    EN_SPACE,
    FIGURE_SPACE,
    FINE_SPACE,
    FOUR_PER_EM_SPACE,
    HAIR_SPACE,
    NO_BREAK_HYPHEN,
    NO_BREAK_SPACE,
    THIN_SPACE,
    WORD_JOINER,
    ZERO_WIDTH_SPACE,
)
from publish.editions.epub.font_subset import covers
from publish.editions.epub.kobo import for_kobo

_NOWHERE = {WORD_JOINER: "", FIGURE_SPACE: NO_BREAK_SPACE, NO_BREAK_HYPHEN: "-"}
"""Shown as a box by some reading systems."""

_NOT_ON_KINDLE = {
    FINE_SPACE: NO_BREAK_SPACE,
    EN_SPACE: " ",
    EM_SPACE: " ",
    FOUR_PER_EM_SPACE: " ",
    THIN_SPACE: " ",
    HAIR_SPACE: "",
    ZERO_WIDTH_SPACE: "",
}


@dataclass(frozen=True, slots=True)
class Variant:
    """``instead``: what is written for characters that cannot be shown; ``cover_page``: whether the
    cover also has a page (Amazon adds one, and would show two); ``finish``: what becomes of a
    document's XHTML, by the name of its file."""

    instead: Mapping[str, str] = field(default_factory=lambda: _NOWHERE)
    cover_page: bool = True
    finish: Callable[[str, str], str] = lambda text, _: text

    def table(self, fonts: Iterable[bytes]) -> dict[int, str]:
        """Return the characters to write otherwise, for ``str.translate``, with these fonts."""
        fine = all(covers(font, frozenset({FINE_SPACE})) for font in fonts)
        missing = {} if fine else {FINE_SPACE: NO_BREAK_SPACE}
        return str.maketrans({**self.instead, **missing})


STANDARD = Variant()
KINDLE = Variant(_NOWHERE | _NOT_ON_KINDLE, cover_page=False)
KOBO = Variant(finish=for_kobo)

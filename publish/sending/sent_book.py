"""What is sent: texts cut into units, what the title page says, pictures, and who it all is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from publish.apparatus.terms import terms
from publish.sending.sent_units import SentText

MARK: Final = "_pub"
"""What the name of every bookmark of ours begins with."""


IMAGE: Final = "image"
"""What stands for a picture that nothing describes."""


@dataclass(frozen=True, slots=True)
class SentBook:
    """``id``: made of what the texts hold; ``pictures``: by their names in the manuscript."""

    id: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    language: str
    texts: tuple[SentText, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    day: str = ""

    @property
    def page(self) -> tuple[str, ...]:
        """The lines of the title page, but the last, which says what the file is."""
        return tuple(one for one in (self.title, self.subtitle, *self.authors) if one)

    def identity(self, number: int, part: int = 1) -> str:
        """Return the name that a paragraph carries: of the unit ``number``, its ``part``-th."""
        return f"{MARK}{self.id}_{number}" + (f"_{part}" if part > 1 else "")


TITLE_PAGE: Final = 0
"""The number of the unit that no text has: what is only there to be read."""


def word_to_corrector(book: SentBook) -> str:
    """Return what the first page says, in the language of the book."""
    return terms(book.language).proof.format(day=book.day)

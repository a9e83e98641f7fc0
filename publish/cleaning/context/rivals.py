"""The words that share their letters, accents apart, and are near enough in frequency to be meant.

``rivals("pres", french().lookup)`` → ``près``, ``prés``
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from publish.cleaning.context.context_model import ContextReading, reading_of
from publish.cleaning.context.features import UNLISTED, LexiconEntry, Lookup

_RAREST: Final = 30
"""A reading this many tenths of the Zipf scale below the commonest is never meant."""


def rivals(key: str, lookup: Lookup) -> tuple[ContextReading, ...]:
    """Return the readings of a key, most frequent first; none for what is no word."""
    return rivals_among(lookup(key)) if key.isalpha() else ()


def rivals_among(forms: Sequence[LexiconEntry]) -> tuple[ContextReading, ...]:
    """Return the readings that the forms of a key make."""
    listed = [form for form in forms if UNLISTED not in form.classes]
    top = max((form.zipf for form in listed), default=0)
    near = (form for form in listed if form.zipf >= top - _RAREST)
    return tuple(reading_of(form.text, form.zipf, form.classes) for form in near)

"""The words that share their letters, accents apart, and are near enough in frequency to be meant.

``rivals("pres", french().lookup)`` → ``près``, ``prés``
"""

from __future__ import annotations

from typing import Final

from publish.cleaning.context.features import UNLISTED, Lookup
from publish.cleaning.context.model import Reading, reading_of

_RAREST: Final = 30
"""A reading this many tenths of the Zipf scale below the commonest is never meant."""


def rivals(key: str, lookup: Lookup) -> tuple[Reading, ...]:
    """Return the readings of a key, most frequent first; none for what is no word."""
    listed = [form for form in lookup(key) if UNLISTED not in form.classes] if key.isalpha() else []
    top = max((form.zipf for form in listed), default=0)
    return tuple(reading_of(form, form.text) for form in listed if form.zipf >= top - _RAREST)

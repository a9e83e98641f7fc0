"""A profile and a book's own options → what the passes need to know.

``imprimerie-nationale`` + ``[typography.widths] colon = "fine"`` → U+202F before a colon
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from publish.book.metadata import TypographyOptions
from publish.characters import FINE_SPACE, NO_BREAK_SPACE
from publish.diagnostics import BookError
from publish.typography import faults
from publish.typography.french.words import DATA, Words, words

DEFAULT = "imprimerie-nationale"

_WIDTHS = {"none": "", "fine": FINE_SPACE, "word": NO_BREAK_SPACE}


@dataclass(frozen=True, slots=True)
class Profile:
    """The widths as the characters to set, the quotation marks level by level, the word lists."""

    high: str
    colon: str
    guillemets: str
    call: str
    dialogue: str
    incise: str
    thousands: str
    unit: str
    bond: str
    quotes: tuple[str, ...]
    reopen: bool
    touch: bool
    move_calls: bool
    bind_nouns: bool
    words: Words
    without: tuple[str, ...] = ()
    """Passes that are left out, by name."""


@cache
def _profiles() -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = tomllib.loads((DATA / "profiles.toml").read_text("utf-8"))
    return {name: tables[DEFAULT] | table for name, table in tables.items()}


def profiles() -> tuple[str, ...]:
    """Return the names of the profiles, the default first."""
    return tuple(_profiles())


@cache
def profile_of(profile: str = DEFAULT, options: TypographyOptions = TypographyOptions()) -> Profile:  # noqa: B008 - frozen
    """Return what a profile and a book's options say; raises BookError for an unknown profile."""
    if profile not in _profiles():
        known = ", ".join(_profiles())
        raise BookError(faults.UNKNOWN_PROFILE.at("book.toml", profile=profile, known=known))
    values = dict(_profiles()[profile])
    own = options.widths
    widths = {
        name: _WIDTHS[getattr(own, name, "") or value]
        for name, value in values.items()
        if isinstance(value, str)
    }
    values |= widths | {"quotes": tuple(values["quotes"])}
    if options.reopen is not None:
        values["reopen"] = options.reopen
    return Profile(
        **values,
        move_calls=options.move_calls,
        bind_nouns=options.bind_nouns,
        words=words(options),
        without=options.without,
    )

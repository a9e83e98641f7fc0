"""The lint's own word lists, read once from ``data``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class FullCapitals:
    """Words in capitals without their accents, and how they should be written."""

    pattern: re.Pattern[str]
    accented: Mapping[str, str]


def _words(file: str) -> list[str]:
    lines = (_DATA / file).read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def without_accents(word: str) -> str:
    """``Pétrograd`` → ``Petrograd``"""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _full_capitals() -> FullCapitals:
    words = (word.upper() for word in _words("capitals.txt"))
    accented = {without_accents(word): word for word in words if not word.isascii()}
    alternatives = "|".join(sorted(accented, key=len, reverse=True))
    return FullCapitals(re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"), accented)


DOUBLED_ON_PURPOSE: Final = frozenset(_words("doubled.txt"))
FULL_CAPITALS: Final = _full_capitals()
DISTINCT: Final = frozenset(_words("distinct.txt"))

"""Headings in the order of a dictionary: Unicode's collation, which sorts *été* between *et* and
*étai* (UTS 10)."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from pyuca import Collator

SortKey = tuple[int, ...]

_FILED = str.maketrans(
    dict(zip("ŁłØøĐđĦħŦŧıÐð", "LlOoDdHhTtiDd", strict=True))
    | {"ß": "ss", "ẞ": "SS", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Þ": "TH", "þ": "th"}
)


def sort_key(texts: Iterable[str]) -> Callable[[str], SortKey]:
    """Return what gives each of some texts its place among them."""
    filed = [as_filed(text) for text in texts]
    key = _collator(frozenset(unicodedata.normalize("NFD", "".join(filed)))).sort_key
    return lambda text: (*key(as_filed(text)), *map(ord, text))


def as_filed(text: str) -> str:
    """Return a text with the letters under which the French alphabet files those it has not:
    ``Łódź`` under L, ``Øresund`` under O, ``Straße`` as Strasse."""
    return text.translate(_FILED)


@cache
def _collator(letters: frozenset[str]) -> Collator:
    return _Of(letters)


class _Of(Collator):  # type: ignore[misc]  # pyuca ships no types
    """Knows the weights of some letters alone: reading those of all takes 0.3 s."""

    def __init__(self, letters: frozenset[str]) -> None:
        self._opening = {f"{ord(letter):04X}" for letter in letters}
        super().__init__()

    def load(self, filename: str) -> None:
        lines = Path(filename).read_text("utf-8").splitlines(keepends=True)
        wanted = [line for line in lines if line[:1] == "@" or self._opens(line)]
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as few:
            few.writelines(wanted)
            few.flush()
            super().load(few.name)

    def _opens(self, line: str) -> bool:
        return line.partition(" ")[0].partition(";")[0] in self._opening

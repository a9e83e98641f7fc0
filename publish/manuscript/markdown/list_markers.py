"""What opens an item of a list: ``-``, ``3.``, and pandoc's ``c)``, ``(iv)``, ``A.``, ``(@)``.

Letters open a list only where the next of them follows: ``p. 12`` is a page, ``A. Dupont`` a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publish.book.list_marks import PAREN, PARENS, figure

_PLAIN = re.compile(r"(?:([*+-])|(\d{1,9}|#)([.)]))(?=[ \t]|$)")
_YEAR = re.compile(r"[12]\d{3}\.")
"""``1917.`` opens no list: a year, in a book."""
_LETTERED = re.compile(
    r"\((\d{1,3}|[a-z]|[A-Z]|[ivxlc]{2,7}|[IVXLC]{2,7})\)(?=[ \t]+\S)"
    r"|([a-z]|[ivxlc]{2,7})[.)](?=[ \t]+\S)"
    r"|([A-Z]|[IVXLC]{2,7})[.)](?=[ \t]+\S)"
)
_NAME = re.compile(r"[A-Z]+\.[ \t]\S")
"""A capital and a full stop want two spaces behind them, as in pandoc, or the next letter on one of
the next lines: ``M. Dupont``."""
_EXAMPLE = re.compile(r"\(@([\w-]*)\)(?=[ \t]|$)")
_AHEAD = 100
_LEFT_OUT = 3


@dataclass(frozen=True, slots=True)
class ListMarker:
    """An opening as it is read: ``(iv)`` is 4, the form ``i``, between ``()``.

    ``form``: as HTML's ``type`` has it, or the sign of a bullet; ``signs``: ``.``, ``)``, ``()``;
    ``number``: None for ``#`` and ``(@)``.
    """

    written: str
    form: str
    signs: str = ""
    number: int | None = 1
    example: str | None = None

    @property
    def label(self) -> str:
        """What items of one list have in common."""
        if self.example is not None:
            return "(@)"
        return f"{self.form if self.form not in ('1', self.written) else ''}{self.signs}" or (
            self.form
        )

    @property
    def lettered(self) -> bool:
        """Whether CommonMark does not know it."""
        return self.example is None and (self.signs == "()" or self.form in "aAiI")

    @property
    def bullet(self) -> bool:
        return self.form in "*+-"

    @property
    def look(self) -> tuple[str, str]:
        """The ``type`` and the class of the list, "" for what every list is."""
        names = {")": PAREN, "()": PARENS}
        return "" if self.form in "1*+-" else self.form, names.get(self.signs, "")


def plain_marker(text: str) -> ListMarker | None:
    """Return what CommonMark takes for the opening of an item, and ``(@)``."""
    if example := _EXAMPLE.match(text):
        return ListMarker(example[0], "1", "()", None, example[1])
    found = _PLAIN.match(text)
    if found is None or _YEAR.match(text):
        return None
    if found[1]:
        return ListMarker(found[1], found[1])
    return ListMarker(found[0], "1", found[3], None if found[2] == "#" else int(found[2]))


def lettered(text: str) -> Iterator[ListMarker]:
    """Yield what an opening with letters or between brackets may mean: ``i)`` is 1 or 9."""
    found = _LETTERED.match(text)
    if found is None:
        return
    said = found[1] or found[2] or found[3]
    signs = "()" if found[1] else found[0][-1]
    if said.isdigit():
        yield ListMarker(found[0], "1", signs, int(said))
        return
    capital = said.isupper()
    for form, number in (("i", _of_roman(said.lower())), ("a", _of_letter(said.lower()))):
        if number:
            yield ListMarker(found[0], form.upper() if capital else form, signs, number)


def opening(text: str, ahead: Callable[[int], str | None]) -> ListMarker | None:
    """Return the opening of a list with letters: the next letter stands at a line ahead.

    ``ahead`` gives a line further on as the list's container leaves it, None behind its end.
    """
    readings = {(one.label, (one.number or 0) + 1): one for one in lettered(text)}
    if not readings:
        return None
    indent = len(text) - len(text.lstrip(" "))
    blank, close = False, bool(_NAME.match(text))
    for count in range(1, _AHEAD):
        line = ahead(count)
        if line is None:
            return None
        said = line.lstrip(" ")
        if said:
            own = len(line) - len(said) - indent < 2
            for one in lettered(said) if own else ():
                if (first := readings.get((one.label, one.number or 0))) is not None:
                    return first
            if blank and own:
                return None
        blank = not said
        if blank and close:
            return None
    return None


def goes_on(text: str, label: str, number: int) -> ListMarker | None:
    """Return the opening of the next item of a list, if a line has it; a few may be left out."""
    return next(
        (
            one
            for one in lettered(text)
            if one.label == label and number <= (one.number or 0) <= number + _LEFT_OUT
        ),
        None,
    )


def _of_letter(said: str) -> int:
    return ord(said) - ord("a") + 1 if len(said) == 1 else 0


def _of_roman(said: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    numbers = [values.get(sign, 0) for sign in said]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    total = sum(-one if one < after else one for one, after in pairs)
    return total if 0 not in numbers and figure(total, "i") == said else 0

"""The marks of a list's items, as a reader sees them: ``3.``, ``c)``, ``(iv)``, a dash.

``<ol type="a" class="paren" start="3">`` → ``c)``, ``d)``
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.book.model import Element
from publish.characters import EN_DASH

_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
PAREN, PARENS = "paren", "parens"
_AROUND = {"": ("", "."), PAREN: ("", ")"), PARENS: ("(", ")")}


def item_marks(items: Element) -> Iterator[tuple[Element, str]]:
    """Yield each item of an ``ol`` or ``ul`` and its mark; an ``ul``'s is a dash shorter than that
    of speech."""
    found = list(items.iterchildren("li"))
    step = -1 if items.get("reversed") is not None else 1
    number = _whole(items.get("start"), len(found) if step < 0 else 1)
    names = str(items.get("class") or "").split()
    before, after = _AROUND[next((name for name in names if name in _AROUND), "")]
    form = items.get("type") or "1"
    for item in found:
        number = _whole(item.get("value"), number)
        told = f"{before}{figure(number, form)}{after}"
        yield item, told if items.tag == "ol" else EN_DASH
        number += step


def figure(number: int, form: str) -> str:
    """Return a number in a form of HTML's: ``1``, ``a``, ``A``, ``i``, ``I``; figures where it has
    none there."""
    if form.lower() == "a" and number > 0:
        return _letters(number).upper() if form == "A" else _letters(number)
    if form.lower() == "i" and 0 < number < 4000:
        return roman(number).upper() if form == "I" else roman(number)
    return str(number)


def roman(number: int) -> str:
    """Return a number in small Roman numerals: ``14`` → ``xiv``."""
    said = ""
    for value, sign in _ROMANS:
        said += sign * (number // value)
        number %= value
    return said


def _letters(number: int) -> str:
    said = ""
    while number:
        number, rest = divmod(number - 1, 26)
        said = chr(ord("a") + rest) + said
    return said


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None and len(text) < 10 else otherwise
    except ValueError:
        return otherwise

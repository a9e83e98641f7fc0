"""Letters written as their numbers: by mail, web addresses, JSON and other languages, RTF.

``d%C3%A9j%C3%A0``, ``d%u00E9j``, ``d\\u00e9j\\u00e0``, ``d\\xe9j\\xe0``, ``d\\303\\251j``,
``d\\'e9j\\'e0``, ``d<U+00E9>j<U+00E0>``, ``d+AOk-j+AOA-`` → ``déjà``
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from publish.cleaning.known.specimen import Specimen
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.messages import N_

ESCAPE: Final = Cause(Reason("letter-number", N_("letter written as its number")))

_LEAST: Final = 3
"""How many escapes of letters beyond ASCII a text must have before any is read."""
_ADDRESS: Final = r"(?:https?://|ftp://|www\.)\S+"


@dataclass(frozen=True, slots=True)
class Escapes:
    """One way to write letters: the sign that opens it, its pattern, what a match is."""

    sign: str
    pattern: re.Pattern[str]
    read: Callable[[str], str]
    more: re.Pattern[str] | None = None
    """What else is escaped in such a text…"""
    plain: Callable[[str], str] = str
    """… and what that is."""
    least: int = _LEAST
    """How many of them prove that the text uses it."""


def _of_bytes(digits: re.Pattern[str], base: int) -> Callable[[str], str]:
    """Return what reads a run of escaped bytes: as UTF-8 where they are, else as Windows-1252."""

    def read(run: str) -> str:
        content = bytes(int(number, base) for number in digits.findall(run))
        for encoding in ("utf-8", "cp1252", "latin-1"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
        return run

    return read


_HEX: Final = re.compile("[0-9A-Fa-f]{2}")
_FOUR: Final = re.compile(r"[0-9A-Fa-f]{4,6}")
_POINT: Final = re.compile(r"[0-9A-Fa-f]{2,8}")
_FRENCH: Final = re.compile("[\u00a0-\u00ff\u0152\u0153\u0178\u2010-\u203a\u20ac\u2122]+")
_SIMPLE: Final = {"n": "\n", "r": "", "t": "\t", "b": "", "f": "\f", "/": "/", '"': '"', "'": "'"}


def _of_units(run: str) -> str:
    units = b"".join(
        chr(int(n, 16)).encode("utf-16-be", "surrogatepass") for n in _FOUR.findall(run)
    )
    return units.decode("utf-16-be", "replace")


def _of_points(run: str) -> str:
    """Return the characters of code points in hexadecimal figures; halves are put together."""
    points = "".join(chr(min(int(n, 16), 0x10FFFF)) for n in _POINT.findall(run))
    return points.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")


def _of_utf7(run: str) -> str:
    """Return what a run of UTF-7 is, if that is French; the run as it is otherwise."""
    try:
        read = run.encode("ascii").decode("utf-7")
    except UnicodeDecodeError:
        return run
    return read if _FRENCH.fullmatch(read) else run


def _unless_address(run: str) -> str:
    """Return what escaped bytes are; a web address stays as it is written."""
    return _of_bytes(_HEX, 16)(run) if run[0] == "%" else run


PERCENT: Final = Escapes(
    "%", re.compile(rf"{_ADDRESS}|(?:%[89A-Fa-f][0-9A-Fa-f])+"), _unless_address,
    re.compile(rf"{_ADDRESS}|(?:%[2-7][0-9A-Fa-f])+"), _unless_address,
)  # fmt: skip
DOUBLED: Final = Escapes(
    "\\", re.compile(r"\\\\(?=u[0-9A-Fa-f]{4})"), lambda _: "\\",
    re.compile(r"\\\\(?=[nrtbf/\"'])"), lambda _: "\\",
)  # fmt: skip
UNITS: Final = Escapes(
    "\\", re.compile(r"(?:\\u[0-9A-Fa-f]{4}|\\u\{[0-9A-Fa-f]{2,6}\})+"), _of_units,
    re.compile(r"\\[nrtbf/\"']"), lambda escape: _SIMPLE[escape[1]],
)  # fmt: skip
HEXADECIMAL: Final = Escapes(
    "\\", re.compile(r"(?:\\x[89A-Fa-f][0-9A-Fa-f])+"), _of_bytes(_HEX, 16),
    re.compile(r"\\[nrt/\"']"), lambda escape: _SIMPLE[escape[1]],
)  # fmt: skip
OCTAL: Final = Escapes(
    "\\", re.compile(r"(?:\\[23][0-7]{2})+"), _of_bytes(re.compile("[0-7]{3}"), 8),
)  # fmt: skip
RTF: Final = Escapes(
    "\\", re.compile(r"\\'[89A-Fa-f][0-9A-Fa-f]"), _of_bytes(_HEX, 16),
)  # fmt: skip
POINTS: Final = Escapes(
    "+",
    re.compile(r"(?:<U\+[0-9A-Fa-f]{4,8}>)+|(?:\\[Nx]\{U\+[0-9A-Fa-f]{4,6}\})+"),
    _of_points, least=1,
)  # fmt: skip
BRACED: Final = Escapes(
    "\\", re.compile(r"(?:\\U[0-9A-Fa-f]{8}|\\x\{[0-9A-Fa-f]{2,6}\})+"), _of_points,
)  # fmt: skip
LOOSE: Final = Escapes(
    "+", re.compile(r"(?<=[a-z])U\+[0-9A-F]{4}|U\+[0-9A-F]{4}(?=[a-z])"), _of_points,
    re.compile(r"U\+[0-9A-F]{4}"), _of_points,
)  # fmt: skip
SHEET: Final = Escapes("\\", re.compile(r"(?:\\00[0-9A-Fa-f]{4})+"), _of_points)
SCRIPT: Final = Escapes("%", re.compile("(?:%u[0-9A-Fa-f]{4})+"), _of_units, least=1)
UTF7: Final = Escapes(
    "+", re.compile(r"\+(?:[A-Za-z0-9+/]{2,})-?"), _of_utf7,
    re.compile(r"\+-"), lambda _: "+",
)  # fmt: skip

_ALL: Final = (
    SCRIPT, PERCENT, DOUBLED, UNITS, HEXADECIMAL, OCTAL, RTF, POINTS, BRACED, SHEET, UTF7, LOOSE,
)  # fmt: skip


def find_escapes(specimen: Specimen) -> list[Change]:
    """Return the changes of the first way to escape that the text proves to use."""
    for escapes in _ALL:
        if escapes.sign in specimen.signs:
            found = _changes(specimen.text, escapes.pattern, escapes.read)
            if len(found) >= escapes.least and (escapes is not RTF or _is_rtf(specimen.text)):
                if escapes.more is not None:
                    spans = {change.start for change in found}
                    more = _changes(specimen.text, escapes.more, escapes.plain)
                    found += [change for change in more if change.start not in spans]
                return sorted(found)
    return []


def _changes(text: str, pattern: re.Pattern[str], read: Callable[[str], str]) -> list[Change]:
    return [
        Change(match.start(), match.end(), after, ESCAPE)
        for match in pattern.finditer(text)
        if (after := read(match[0])) != match[0]
    ]


def _is_rtf(text: str) -> bool:
    """Whether ``\\'`` opens a number: TeX writes an accent so, and there a letter follows."""
    every = len(re.findall(r"\\'", text))
    numbers = len(re.findall(r"\\'[89A-Fa-f][0-9A-Fa-f]", text))
    return numbers == every and re.search(r"\\'[89A-Fa-f]\d", text) is not None

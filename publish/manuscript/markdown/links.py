"""What follows a link's text: address and title in parentheses, or a label.

``](plan.png "Le plan")`` → ``plan.png``, ``Le plan``
"""

from __future__ import annotations

import re
from typing import NamedTuple

from publish.manuscript.markdown.leaves import address_of

_SPACE = re.compile(r"[ \t]*\n?[ \t]*")
_POINTED = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_TITLE = re.compile(
    r"""[ \t\n]+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))""", re.DOTALL
)
_SPACED = re.compile(
    r"""\([ \t]*([^()\n"<>]*?(?:\([^()\n"]*\)[^()\n"]*?)*?)(?:[ \t]+"((?:[^"\\]|\\.)*)")?[ \t]*\)"""
)
_FILE = re.compile(r"\.\w{2,5}(?:#\S*)?$")
LABEL = re.compile(r"\[((?:[^\\\[\]]|\\.){0,999})\]", re.DOTALL)


_DEEPEST = 32
"""Brackets within one another, as CommonMark allows at the least; deeper ones are text."""


class Target(NamedTuple):
    """Where a link leads; ``title`` as it was written, None where there is none."""

    address: str
    title: str | None
    end: int


def target_at(text: str, at: int) -> Target | None:
    """Return what stands in the parentheses that open at a place."""
    found = _exact(text, at)
    if found is not None:
        return found
    spaced = _SPACED.match(text, at)  # as pandoc: the name of a file may hold spaces
    if spaced is None or not _FILE.search(spaced[1]):
        return None
    return Target(address_of(spaced[1]), spaced[2], spaced.end())


def _exact(text: str, at: int) -> Target | None:
    place = _skip(text, at + 1)
    if pointed := _POINTED.match(text, place):
        address, place = pointed[1], pointed.end()
    elif text[place : place + 1] == "<":
        return None
    else:
        end = _address_end(text, place)
        address, place = text[place:end], end
    title = None
    if found := _TITLE.match(text, place):
        title, place = found[1][1:-1], found.end()
    place = _skip(text, place)
    if text[place : place + 1] != ")":
        return None
    return Target(address_of(address), title, place + 1)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _address_end(text: str, at: int) -> int:
    depth = 0
    while at < len(text) and depth <= _DEEPEST:
        sign = text[at]
        if sign == "\\" and at + 1 < len(text):
            at += 1
        elif sign <= " ":
            break
        elif sign == "(":
            depth += 1
        elif sign == ")":
            if not depth:
                break
            depth -= 1
        at += 1
    return at


def bracket_pairs(text: str) -> dict[int, int]:
    """Return, by the place of each bracket that is closed, the place behind the one that does;
    code is not read."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    no_code: set[int] = set()
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "`":
            at = _code_end(text, at, no_code) - 1
        elif sign == "[":
            opened.append(at)
        elif sign == "]" and opened:
            start = opened.pop()
            if len(opened) < _DEEPEST:
                pairs[start] = at + 1
        at += 1
    return pairs


def _code_end(text: str, at: int, no_code: set[int]) -> int:
    """Return the place behind the code that opens at a place, or behind its marks."""
    end = at
    while text[end : end + 1] == "`":
        end += 1
    marks = text[at:end]
    if len(marks) in no_code:
        return end
    closing = text.find(marks, end)
    if closing < 0:
        no_code.add(len(marks))
        return end
    return closing + len(marks)

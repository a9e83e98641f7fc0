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
    while at < len(text):
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


def bracketed_end(text: str, at: int) -> int:
    """Return the place behind the bracket that closes the one at a place, 0 where none does."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "`":
            run = re.match("`+", text[at:])
            assert run is not None
            end = text.find(run[0], at + len(run[0]))
            at = end + len(run[0]) - 1 if end > 0 else at + len(run[0]) - 1
        elif sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    return 0

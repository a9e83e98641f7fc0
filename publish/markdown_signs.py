r"""Which signs of a text would be read as markup, and no others: those get a backslash.

``3 * 4``, ``[sic]`` and ``snake_case`` stay; ``*mot*`` → ``\*mot\*``; ``1. Un`` at the beginning of
a paragraph → ``1\. Un``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~\nA-Za-z ]|$)          # an escape, a command
    | \*(?=\S) | (?<=\S)\*                      # emphasis
    | (?<!\w)_(?=\S) | (?<=\S)_(?!\w)
    | `
    | ~(?=\S)
    | \^(?=[\S])
    | ==(?=[^\s=])
    | \[(?=\^|\[|[^\]\n]*\][(\[{:]|[^\]\n]*(?<![\w])@)
    | \](?=[(\[{:])
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w+;)
    | \$(?=\S|\Z)
    | (?<![\w./@])@(?=[A-Za-z_{])
    | \{(?=[{%]|:?\s*[.\#]|[\w-]+=|=)
    | !(?=\[)
    """,
    re.VERBOSE,
)
_OPENINGS = re.compile(
    r"""(?P<before>[ ]{0,3})(?:
      (?P<sign>\#{1,6}(?=[ {]|$) | > | [+*-](?=[ ]|$) | :::|/// | \| | [:~](?=[ ]) | ~~~ | ```
        | (?:=+|-+)[ ]*$ | (?:\*[ ]*){3,}$ | (?:_[ ]*){3,}$ | (?:-[ ]*){3,}$ | \+[-=:]
        | %(?=[ ]) )
    | (?P<number>\d{1,9}|\#)(?P<stop>[.)])(?=[ ]|$)
    | (?P<caption>Tab(?:le|leau)?)(?=:)
    )""",
    re.VERBOSE,
)


_LAST = re.compile(r"(?<!\\)((?:\\\\)*)([$!^~@<&\[{=\]*_`])\Z")
"""Signs that what follows a text might make markup of."""


def escaped_at(text: str) -> Iterator[int]:
    """Yield the places of the signs that need a backslash, in order."""
    for found in _SIGNS.finditer(text):
        yield from range(found.start(), found.end())


def escaped(text: str, *, followed: bool = False) -> str:
    """Return a text whose signs mean themselves; ``followed``: by markup of ours."""
    written = _SIGNS.sub(lambda found: "".join("\\" + sign for sign in found[0]), text)
    return _LAST.sub(r"\1\\\2", written) if followed else written


def opening_at(line: str) -> int:
    """Return where a line needs a backslash so that it begins no other block; -1: nowhere."""
    found = _OPENINGS.match(line)
    if found is None:
        return -1
    if found["number"]:
        return found.end("number")
    return found.end("caption") if found["caption"] else found.start("sign")


def opening_escaped(line: str) -> str:
    """Return the written first line of a paragraph, so that it begins no other block."""
    at = opening_at(line)
    return line if at < 0 else f"{line[:at]}\\{line[at:]}"


def bracketed(text: str) -> str:
    """Return written text that may stand between brackets: those without a partner are escaped."""
    text = re.sub(r"\A\^((?:[^\s^\\]|\\.)+)\^", r"<sup>\1</sup>", text)  # or it would be a note
    opened: list[int] = []
    alone: set[int] = set()
    for found in re.finditer(r"\\.|([\[\]])", text):
        if found[1] == "[":
            opened.append(found.start())
        elif found[1] and opened:
            opened.pop()
        elif found[1]:
            alone.add(found.start())
    alone.update(opened)
    return "".join("\\" + sign if n in alone else sign for n, sign in enumerate(text))

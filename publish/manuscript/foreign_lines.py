"""Signs that only another program reads, and that would be printed: found line by line.

``<<<<<<< HEAD``, ``[TOC]``, ``!!! note``, ``%%à revoir%%``, ``{++mot++}``, ``#mot``, ``[^ma note]``
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.diagnostics import Diagnostic
from publish.manuscript import faults

_SIGNS = re.compile(
    r"""^(?:<{7}|>{7}|\|{7})[ ].+         # a merge that git left to be decided
    | ^\[TOC\]$                           # Python-Markdown's contents
    | ^(?:!!!|\?\?\?\+?)[ ][a-z]+(?:$|[ ]".*)   # its boxes
    | ^\*\[[^\]]+\]:[ ].*                 # its abbreviations
    | %%(?:[^%]+%%|$)                     # Obsidian's comments
    | (?:^|(?<=[ ]))\^[a-z0-9]+(?:-[a-z0-9]+)*$ # and its names of blocks
    | ^(?:>[ ])?\[![A-Za-z]+\][+-]?(?:[ ].*|$)  # and its boxes
    | \{(?:\+\+.+?\+\+|--.+?--|~~.+?~~|>>.+?<<)\} # CriticMarkup
    """,
    re.VERBOSE,
)
_TITLE = re.compile(r"#{1,6}[^\W\d_]|#{7}")
_NOTE = re.compile(r"(?<!\^)\[\^(?:[^\]\n]*\s[^\]\n]*)\](?!\()")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def without_comments(source: str) -> str:
    """Return a source whose HTML comments are blank lines as many."""
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source)


def foreign_lines(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Diagnostic]:
    """Yield a remark for each such sign in numbered lines of prose."""
    before = ""
    for number, line in lines:
        text = _CODE.sub(lambda found: " " * len(found[0]), line.rstrip("\r"))
        column = len(text) - len(text.lstrip(" ")) + 1
        if not (column > 4 and not before.strip()):  # code, indented
            for found in _SIGNS.finditer(text.strip()):
                yield faults.FOREIGN_SIGN.at(
                    file, number, column + found.start(), text=found[0][:40]
                )
            if _TITLE.match(text.strip()):
                yield faults.NO_TITLE_SIGN.at(file, number, column, text=text.strip()[:40])
            for call in _NOTE.finditer(text):
                yield faults.SPACED_LABEL.at(file, number, call.start() + 1, text=call[0])
        before = line

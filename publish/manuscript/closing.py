"""What a text opens and never closes: ``///`` blocks and HTML elements; and blocks of no kind.

Markdown and HTML close such things themselves, at the end of the file or anywhere: the text that
comes in between is swallowed or merged. Here each is told with the line that opens it.

``/// html | div.verse`` without ``///`` → ``a.md:3: error M012``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics import Diagnostic
from publish.manuscript import faults
from publish.manuscript.allowed import ELEMENTS

_BLOCK = re.compile(r"^[ >]*(/{3,})[ ]*(?:([\w-]+)[ ]*(?:\|[ ]*(.*?)[ ]*)?)?$", re.MULTILINE)
_KIND = "html"

_TAG = re.compile(r"(?<!\\)<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_NEVER_CLOSED = frozenset("br col hr img wbr".split())
_CLOSED_BY_WHAT_FOLLOWS = frozenset("colgroup dd dt li p tbody td tfoot th thead tr".split())
"""Elements whose end may be left out (HTML, “Optional tags”)."""
_WATCHED = ELEMENTS - _NEVER_CLOSED - _CLOSED_BY_WHAT_FOLLOWS

_NO_MARKUP = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ ]*$|\Z)"  # fenced code
    r"|(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\2(?!`)"  # code within a paragraph
    r"|(?<=\n)[ \t]*\n(?:(?: {4}|\t)[^\n]*\n?)+"  # indented code
    r"|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)


def closing_faults(source: str, file: str) -> Iterator[Diagnostic]:
    """Yield what is opened and not closed in a text, and blocks whose kind is not known."""
    text = _NO_MARKUP.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    yield from _blocks(text, file)
    yield from _elements(text, file)


def _blocks(text: str, file: str) -> Iterator[Diagnostic]:
    opened: list[tuple[str, str, int]] = []  # slashes, what it opens, its line
    for found in _BLOCK.finditer(text):
        slashes, kind, what = found.groups()
        line = _line(text, found)
        if kind == _KIND:
            opened.append((slashes, what or "", line))
        elif kind:
            yield faults.UNKNOWN_BLOCK.at(file, line, kind=kind)
        elif any(one[0] == slashes for one in opened):
            while opened[-1][0] != slashes:
                yield _unclosed(opened.pop(), file)
            opened.pop()
    for one in reversed(opened):
        yield _unclosed(one, file)


def _unclosed(one: tuple[str, str, int], file: str) -> Diagnostic:
    slashes, what, line = one
    return faults.UNCLOSED_BLOCK.at(file, line, slashes=slashes, what=what)


def _elements(text: str, file: str) -> Iterator[Diagnostic]:
    opened: list[tuple[str, int]] = []
    for found in _TAG.finditer(text):
        name = found[2].lower()
        if name not in _WATCHED:
            continue
        if not found[1]:
            opened.append((name, _line(text, found)))
        elif any(one == name for one, _ in opened):
            while opened[-1][0] != name:
                yield _left_open(opened.pop(), file)
            opened.pop()
    for one in reversed(opened):
        yield _left_open(one, file)


def _left_open(one: tuple[str, int], file: str) -> Diagnostic:
    return faults.UNCLOSED_ELEMENT.at(file, one[1], name=one[0])


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1

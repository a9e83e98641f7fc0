"""HTML elements that a text opens and never closes.

HTML closes such things itself, at the end of the file or anywhere: the text that comes in between
is swallowed or merged. Here each is told with the line that opens it.

``Un <b>mot`` → ``a.md:3: warning M013``
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.diagnostics import Diagnostic
from publish.manuscript import faults
from publish.manuscript.allowed import ELEMENTS
from publish.manuscript.markdown import Tag

_NEVER_CLOSED = frozenset("br col hr img wbr".split())
_CLOSED_BY_WHAT_FOLLOWS = frozenset("colgroup dd dt li p tbody td tfoot th thead tr".split())
"""Elements whose end may be left out (HTML, “Optional tags”)."""
_WATCHED = ELEMENTS - _NEVER_CLOSED - _CLOSED_BY_WHAT_FOLLOWS


def closing_faults(tags: Iterable[Tag], file: str) -> Iterator[Diagnostic]:
    """Yield what is opened and not closed among the tags of a text."""
    opened: list[Tag] = []
    for tag in sorted(tags, key=lambda tag: tag.line):
        if tag.name not in _WATCHED:
            continue
        if not tag.closes:
            opened.append(tag)
        elif any(one.name == tag.name for one in opened):
            while opened[-1].name != tag.name:
                yield _left_open(opened.pop(), file)
            opened.pop()
    for one in reversed(opened):
        yield _left_open(one, file)


def _left_open(tag: Tag, file: str) -> Diagnostic:
    return faults.UNCLOSED_ELEMENT.at(file, tag.line, name=tag.name)

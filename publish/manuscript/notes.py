"""Note definitions are taken out of the Markdown before it is parsed; calls become elements.

Python-Markdown's own notes let an undefined call stand as text, keep the last of two definitions
and print notes nobody calls: here each of these is a diagnostic.

``Marx[^1] écrit.`` + ``[^1]: Voir…`` → ``Marx<a class="call" data-note="1"/> écrit.``
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)$")
_CALL = r"\[\^([^\]\s]+)\]"
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Definition:
    """``[^label]: markdown``, with the line where it begins."""

    label: str
    markdown: str
    line: int


def take_definitions(markdown: str) -> tuple[str, list[Definition]]:
    """Return the Markdown with note definitions blanked, and the definitions.

    Lines keep their numbers. A definition goes on over the lines that follow it directly, and,
    after blank lines, over lines indented by four spaces or a tab. Fenced code is left alone.
    """
    lines = markdown.split("\n")
    found: list[Definition] = []
    fence = ""
    at = 0
    while at < len(lines):
        if mark := _FENCE.match(lines[at]):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        match = None if fence else _DEFINITION.match(lines[at])
        if match is None:
            at += 1
            continue
        end = _definition_end(lines, at + 1)
        body = [match[2], *(_dedent(line) for line in lines[at + 1 : end])]
        found.append(Definition(match[1], "\n".join(body).strip(), at + 1))
        lines[at:end] = [""] * (end - at)
        at = end
    return "\n".join(lines), found


def _definition_end(lines: list[str], at: int) -> int:
    """Return the index of the first line after ``at`` that is not part of the definition."""
    end = at
    lazy = True
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            lazy = False
        elif line.startswith(("    ", "\t")) or (lazy and not _DEFINITION.match(line)):
            end = at + 1
        else:
            break
        at += 1
    return end


def _dedent(line: str) -> str:
    return line[1:] if line.startswith("\t") else line.removeprefix("    ")


class CallExtension(Extension):
    """Turns ``[^label]`` into ``<a class="call" data-note="label"/>`` for the labels it knows."""

    def __init__(self, labels: frozenset[str]) -> None:
        super().__init__()
        self._labels = labels

    def extendMarkdown(self, md: Markdown) -> None:
        # Above the link patterns (160), which would take “[^1]” for a reference.
        md.inlinePatterns.register(_Call(self._labels), "call", 175)


class _Call(InlineProcessor):
    def __init__(self, labels: frozenset[str]) -> None:
        super().__init__(_CALL)
        self._labels = labels

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - part of Python-Markdown's interface
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        if m[1] not in self._labels:
            return None, None, None
        return ElementTree.Element("a", {"class": "call", "data-note": m[1]}), m.start(), m.end()

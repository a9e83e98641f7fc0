"""Files that a file calls in: ``\\input{chapitre}`` → the words of ``chapitre.tex``.

pandoc is run where it sees one file alone: what that calls in would be lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath, splitext

Beside = Callable[[str], "bytes | None"]
"""Gives a file that lies beside the source, None where there is none."""

_CALLS: Mapping[str, re.Pattern[str]] = {
    "latex": re.compile(
        r"(?m)(?<!\\)(?P<kept>%.*$)|\\(?:input|include|subfile)\s*\{\s*(?P<path>[^{}#]+?)\s*\}"
    ),
    "markdown": re.compile(
        r"(?ms)(?P<kept>^(?P<fence>```+|~~~+).*?^(?P=fence))"
        r"|\{\{(?:<\s*include|#include)\s+(?P<path>[^>}:]+?)\s*>?\}\}"
    ),
}
_DEEPEST = 12
_LARGEST = 64_000_000
"""How many bytes may be called in: a file that calls itself twice would have no end."""


@dataclass(frozen=True, slots=True)
class Included:
    """A file with what it calls in; ``missing``: what it calls in that lies nowhere."""

    content: bytes
    missing: tuple[str, ...] = ()


def included(content: bytes, kind: str, beside: Beside) -> Included:
    """Return a file of a kind (``latex``, ``markdown``) with the files that it calls in.

    What LaTeX calls in before its document begins is a style: no word is lost with it.
    """
    call = _CALLS.get(kind)
    if call is None or not call.search(text := _text(content)):
        return Included(content)
    begin = "\\begin{document}" if kind == "latex" and "\\begin{document}" in text else ""
    head, body = text.split(begin, 1) if begin else ("", text)
    filling = _Filling(call, kind, beside)
    made = filling.filled(head, "", 0) + begin
    missing = len(filling.missing)
    made += filling.filled(body, "", 0)
    return Included(made.encode(), tuple(dict.fromkeys(filling.missing[missing:])))


class _Filling:
    """One file being filled: what it lacks, and how much more it may call in."""

    def __init__(self, call: re.Pattern[str], kind: str, beside: Beside) -> None:
        self._call, self._kind, self._beside = call, kind, beside
        self._left = _LARGEST
        self.missing: list[str] = []

    def filled(self, text: str, folder: str, depth: int) -> str:
        def of(match: re.Match[str]) -> str:
            if match["kept"]:
                return match[0]
            path = match["path"].strip("\"'")
            place, there = self._found(path, folder)
            if there is None or depth >= _DEEPEST or len(there) > self._left:
                self.missing.append(path)
                return ""
            self._left -= len(there)
            under = "" if self._kind == "latex" else dirname(place)
            return self.filled(_text(there), under, depth + 1)

        return self._call.sub(of, text)

    def _found(self, path: str, folder: str) -> tuple[str, bytes | None]:
        """Return where a file that is called in lies, and what it holds."""
        place = normpath(path.lstrip("/") if path.startswith("/") else join(folder, path))
        bare = self._kind == "latex" and splitext(place)[1] != ".tex"
        for one in (f"{place}.tex", place) if bare else (place,):
            if (there := self._beside(one)) is not None:
                return one, there
        return place, None


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")

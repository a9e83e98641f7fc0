"""``[[ignore]]`` of book.toml: diagnostics that the editor has judged, and judgements out of date.

``code = "T013"``, ``file = "a.md"``, ``text = "cent cent"``, ``reason = "a stammer"``
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.book import Book
from publish.book.metadata import Ignore
from publish.diagnostics import Diagnostic
from publish.proofreading import faults
from publish.proofreading.checks import RULES

_MANIFEST = "book.toml"


def without_ignored(diagnostics: Iterable[Diagnostic], book: Book) -> Iterator[Diagnostic]:
    """Yield what is not ignored, then each ignore that is unknown or matches nothing."""
    lines = {section.file: section.source.split("\n") for section in book.sections}
    used: set[Ignore] = set()
    for diagnostic in diagnostics:
        matching = [i for i in book.metadata.ignore if _matches(i, diagnostic, lines)]
        used.update(matching)
        if not matching:
            yield diagnostic
    for ignore in book.metadata.ignore:
        if ignore.code not in RULES:
            yield faults.UNKNOWN_IGNORE.at(_MANIFEST, ignore.place or None, code=ignore.code)
        elif ignore not in used:
            yield faults.UNUSED_IGNORE.at(
                _MANIFEST, ignore.place or None, code=ignore.code, reason=ignore.reason
            )


def _matches(ignore: Ignore, diagnostic: Diagnostic, lines: dict[str, list[str]]) -> bool:
    if ignore.code != diagnostic.code or ignore.file not in ("", diagnostic.file):
        return False
    if ignore.line is not None and ignore.line != diagnostic.line:
        return False
    return not ignore.text or ignore.text in _line(diagnostic, lines)


def _line(diagnostic: Diagnostic, lines: dict[str, list[str]]) -> str:
    source = lines.get(diagnostic.file, [])
    return source[diagnostic.line - 1] if diagnostic.line and diagnostic.line <= len(source) else ""

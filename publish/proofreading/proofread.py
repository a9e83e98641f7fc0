"""Book → diagnostics, and Book → repaired sources.

``Mr Durand`` → ``a.md:3:1: note T012: “Mr” is the English abbreviation``
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from publish.book import Book
from publish.diagnostics import Diagnostic, Rule, in_order
from publish.proofreading import faults
from publish.proofreading.checks import BOOK_CHECKS, CHECKS
from publish.proofreading.classes import unknown_classes
from publish.proofreading.ignores import without_ignored
from publish.proofreading.lint_text import Finding, LintText, lint_texts


def proofread(book: Book, styled: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """Return what the lint says of a book as it was read, before typography.

    Each diagnostic has file, line and column of the Markdown; those that book.toml ignores are
    left out, and an ignore that no longer applies is told in their place. The prose of a book in
    another language than French is not read. ``styled``: the classes that a style sheet knows.
    """
    french = book.metadata.language.partition("-")[0].lower() == "fr"
    found = [
        _diagnostic(rule, reading, finding)
        for rule, reading, finding in (_found(lint_texts(book)) if french else ())
        if not _seen_to(rule, book)
    ]
    found += unknown_classes(book, styled)
    return tuple(in_order(without_ignored(in_order(found), book)))


def _seen_to(rule: Rule, book: Book) -> bool:
    """Whether typography mends by itself, in this book, what a rule finds."""
    return rule is faults.CALL_AFTER_PUNCTUATION and book.metadata.typography.move_calls


def repaired(book: Book) -> dict[str, str]:
    """Return the new source of each file in which the lint can mend something for sure.

    A repair is made only where the Markdown holds exactly the characters that were found.
    """
    sources: dict[str, str] = {}
    repairs: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    for reading in lint_texts(book):
        section = reading.section
        sources[section.file] = section.source
        repairs[section.file] |= _repairs(section.source, reading)
    new = {file: _mended(source, repairs[file]) for file, source in sources.items()}
    return {file: source for file, source in new.items() if source != sources[file]}


def _found(texts: Sequence[LintText]) -> Iterator[tuple[Rule, LintText, Finding]]:
    for reading in texts:
        for check in CHECKS:
            for finding in check.find(reading):
                yield check.rule, reading, finding
    for book_check in BOOK_CHECKS:
        for reading, finding in book_check.find(texts):
            yield book_check.rule, reading, finding


def _diagnostic(rule: Rule, reading: LintText, finding: Finding) -> Diagnostic:
    place = reading.place(finding.start)
    line, column = (place.line, place.column) if place else (reading.line(finding.start), None)
    return rule.at(reading.section.file, line, column, **finding.values)


def _repairs(source: str, reading: LintText) -> dict[int, tuple[str, str]]:
    """Return the sure repairs of a section: by their offset in its source, what was and will be."""
    repairs = {}
    for check in CHECKS:
        for start, end, _, repair in check.find(reading):
            place = reading.place(start) if repair is not None else None
            old = reading.shown[start:end]
            if place and source.startswith(old, place.offset):
                repairs[place.offset] = (old, repair or "")
    return repairs


def _mended(source: str, repairs: Mapping[int, tuple[str, str]]) -> str:
    """Apply repairs to a source, the last one first."""
    limit = len(source) + 1
    for index, (old, new) in sorted(repairs.items(), reverse=True):
        if index + len(old) <= limit:
            source = source[:index] + new + source[index + len(old) :]
            limit = index
    return source

"""Book → diagnostics, and Book → repaired sources.

``Mr Durand`` → ``a.md:3:1: note T012: “Mr” is the English abbreviation``
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from publish.book import Book
from publish.diagnostics import BookError, Diagnostic, Rule, in_order
from publish.proofreading import faults
from publish.proofreading.checks import CHECKS
from publish.proofreading.classes import unknown_classes
from publish.proofreading.ignores import without_ignored
from publish.proofreading.lint import Check
from publish.proofreading.lint_text import Finding, LintText, lint_texts


def proofread(book: Book, styled: Collection[str] = ()) -> tuple[Diagnostic, ...]:
    """Return what the lint says of a book as it was read, before typography.

    Each diagnostic has file, line and column of the Markdown; those that book.toml ignores are
    left out, and an ignore that no longer applies is told in their place; so are checks that it
    leaves out. Raises BookError where it leaves out what is none. The prose of a book in another
    language than French is not read. ``styled``: the classes that a style sheet knows.
    """
    french = book.metadata.language.partition("-")[0].lower() == "fr"
    texts = lint_texts(book) if french else ()
    without = book.metadata.proofreading.without
    found = [
        _diagnostic(check.rule, reading, finding)
        for check in _wanted(without)
        if not check.seen_to(book.metadata.typography)
        for reading, finding in check.find(texts)
    ]
    if without:
        found.append(faults.LEFT_OUT.at("book.toml", names=", ".join(without)))
    found += unknown_classes(book, styled)
    return tuple(in_order(without_ignored(in_order(found), book)))


def _wanted(without: Collection[str]) -> tuple[Check, ...]:
    """Return the checks that a book asks for, without those that it leaves out."""
    known = {name for check in CHECKS for name in (check.name, check.rule.code)}
    if strange := [name for name in without if name not in known]:
        raise BookError(*(faults.UNKNOWN_CHECK.at("book.toml", name=name) for name in strange))
    return tuple(check for check in CHECKS if not {check.name, check.rule.code} & set(without))


def repaired(book: Book) -> dict[str, str]:
    """Return the new source of each file in which the lint can mend something for sure.

    A repair is made only where the Markdown holds exactly the characters that were found.
    """
    checks = _wanted(book.metadata.proofreading.without)
    sources: dict[str, str] = {}
    repairs: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    for reading in lint_texts(book):
        section = reading.section
        sources[section.file] = section.source
        repairs[section.file] |= _repairs(section.source, reading, checks)
    new = {file: _mended(source, repairs[file]) for file, source in sources.items()}
    return {file: source for file, source in new.items() if source != sources[file]}


def _diagnostic(rule: Rule, reading: LintText, finding: Finding) -> Diagnostic:
    place = reading.place(finding.start)
    line, column = (place.line, place.column) if place else (reading.line(finding.start), None)
    return rule.at(reading.section.file, line, column, **finding.values)


def _repairs(source: str, reading: LintText, checks: Iterable[Check]) -> dict[int, tuple[str, str]]:
    """Return the sure repairs of a section: by their offset in its source, what was and will be."""
    repairs = {}
    for check in checks:
        for _, (start, end, _, repair) in check.find([reading]):
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

"""Accessibility metadata (EPUB Accessibility 1.1): what is true of the book, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator

from publish.apparatus import terms
from publish.book.metadata import Metadata
from publish.documents import AccessibilityFacts, exemption_term, summary

A11Y_STANDARD = "EPUB Accessibility 1.1 - WCAG {version} Level {level}"


def accessibility(metadata: Metadata, facts: AccessibilityFacts) -> Iterator[tuple[str, str]]:
    """Yield the properties of the package's metadata and their values, prefixes included."""
    yield "schema:accessMode", "textual"
    if facts.pictures:
        yield "schema:accessMode", "visual"
    if facts.described:
        yield "schema:accessModeSufficient", "textual"
    if facts.pictures:
        yield "schema:accessModeSufficient", "textual,visual"
    for fact in facts.holding:
        for feature in fact.features:
            yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"  # pictures that move are refused
    yield "schema:accessibilitySummary", summary(facts, terms(metadata.language))
    if facts.paged:
        yield "pageBreakSource", print_edition(metadata)
    claim = facts.claim
    if claim.conforms_to:
        _, version, level = claim.conforms_to.split()
        yield "dcterms:conformsTo", A11Y_STANDARD.format(version=version, level=level)
    if exemption := exemption_term(claim):
        yield "a11y:exemption", exemption


def print_edition(metadata: Metadata) -> str:
    """Name the print edition whose pages are marked: by its ISBN, else in words."""
    if metadata.isbn.print:
        return f"urn:isbn:{metadata.isbn.print.replace('-', '')}"
    words = terms(metadata.language)
    width, height = metadata.print.size
    trim = f"{width:g} × {height:g} mm"
    year = f", {metadata.date.year}" if metadata.date else ""
    return words.print_edition.format(title=metadata.title, trim=trim) + year

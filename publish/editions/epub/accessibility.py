"""Accessibility metadata (EPUB Accessibility 1.1): what the book has, and nothing more.

Every value is read off the finished documents. That a book conforms to WCAG is a judgement no
program can make: it is written only where the editor has made it, under ``[accessibility]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publish.apparatus import terms
from publish.book import Kind
from publish.book.metadata import Metadata
from publish.documents import Document

A11Y_STANDARD = "EPUB Accessibility 1.1 - WCAG {version} Level {level}"


def accessibility(
    metadata: Metadata, documents: Sequence[Document], images: Mapping[str, bytes]
) -> Iterator[tuple[str, str]]:
    """Yield the properties of the package's metadata and their values, prefixes included."""
    words = terms(metadata.language)
    paged = any(document.pages for document in documents)
    yield "schema:accessMode", "textual"
    if images:
        yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual"
    for feature in _features(documents, images):
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"
    summary = [words.accessibility]
    if paged:
        summary.append(words.accessible_pages)
    if images:
        summary.append(words.accessible_images)
    yield "schema:accessibilitySummary", " ".join(summary)
    if paged:
        yield "pageBreakSource", print_edition(metadata)
    claim = metadata.accessibility
    if claim.conforms_to:
        _, version, level = claim.conforms_to.split()
        yield "dcterms:conformsTo", A11Y_STANDARD.format(version=version, level=level)
        yield "a11y:certifiedBy", claim.certified_by


def _features(documents: Sequence[Document], images: Mapping[str, bytes]) -> Iterator[str]:
    yield "tableOfContents"
    yield "structuralNavigation"
    yield "readingOrder"
    yield "displayTransformability"
    if any(document.pages for document in documents):
        yield "pageBreakMarkers"
        yield "pageNavigation"
        yield "printPageNumbers"  # the older name, which some shops still look for
    if any(document.kind is Kind.INDEX for document in documents):
        yield "index"
    yield "ARIA"
    if images:
        yield "alternativeText"


def print_edition(metadata: Metadata) -> str:
    """Name the print edition whose pages are marked: by its ISBN, else in words."""
    if metadata.isbn.print:
        return f"urn:isbn:{metadata.isbn.print.replace('-', '')}"
    words = terms(metadata.language)
    width, height = metadata.print.size
    trim = f"{width:g} × {height:g} mm"
    year = f", {metadata.date.year}" if metadata.date else ""
    return words.print_edition.format(title=metadata.title, trim=trim) + year

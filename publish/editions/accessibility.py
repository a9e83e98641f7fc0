"""Accessibility metadata (EPUB Accessibility 1.1): what the book has, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publish.apparatus import terms
from publish.book import Kind
from publish.composition import Document


def accessibility(
    language: str, documents: Sequence[Document], images: Mapping[str, bytes]
) -> Iterator[tuple[str, str]]:
    """Yield schema.org properties and their values, derived from the documents."""
    yield "accessMode", "textual"
    if images:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual"
    yield "accessibilityFeature", "tableOfContents"
    yield "accessibilityFeature", "structuralNavigation"
    yield "accessibilityFeature", "readingOrder"
    yield "accessibilityFeature", "displayTransformability"
    if any(document.kind is Kind.INDEX for document in documents):
        yield "accessibilityFeature", "index"
    if images:
        yield "accessibilityFeature", "alternativeText"
    yield "accessibilityHazard", "none"
    yield "accessibilitySummary", terms(language).accessibility

"""Book and page turns → the documents that e-readers and browsers are given."""

from publish.documents.accessibility_facts import (
    AccessibilityFacts,
    claimed_codes,
    exemption_term,
)
from publish.documents.document import (
    LEXICON,
    XHTML,
    Document,
    leaf,
    picture_name,
    reading_documents,
    xhtml,
)
from publish.documents.markers import OPS
from publish.documents.pictures_shown import ornaments, with_pictures
from publish.documents.splitting import divided
from publish.documents.statement import statement, summary

__all__ = [
    "LEXICON",
    "OPS",
    "XHTML",
    "AccessibilityFacts",
    "Document",
    "claimed_codes",
    "divided",
    "exemption_term",
    "leaf",
    "ornaments",
    "picture_name",
    "reading_documents",
    "statement",
    "summary",
    "with_pictures",
    "xhtml",
]

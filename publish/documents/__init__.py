"""Book and page turns → the documents that e-readers and browsers are given."""

from publish.documents.document import XHTML, Document, picture_name, reading_documents, xhtml
from publish.documents.markers import OPS

__all__ = ["OPS", "XHTML", "Document", "picture_name", "reading_documents", "xhtml"]

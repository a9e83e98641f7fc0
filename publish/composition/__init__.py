"""Book + Styles → XHTML, for the page and for the reader's screen."""

from publish.composition.leaves import Imprint
from publish.composition.markers import OPS
from publish.composition.press import Composed, Press, folios, imposition
from publish.composition.reading import XHTML, Document, picture_name, reading_documents
from publish.composition.setting import IMAGES
from publish.composition.sheets import print_document
from publish.composition.styles import Styles
from publish.composition.turns import Turn, turns

__all__ = [
    "IMAGES",
    "OPS",
    "XHTML",
    "Composed",
    "Document",
    "Imprint",
    "Press",
    "Styles",
    "Turn",
    "folios",
    "imposition",
    "picture_name",
    "print_document",
    "reading_documents",
    "turns",
]

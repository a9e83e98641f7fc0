"""Files → Book: book.toml and index.toml checked by pydantic, Markdown parsed to XHTML trees.

``# Titre`` + ``Voir Marx[^1].`` → ``<section><h1>Titre</h1><p>Voir Marx<a class="call" …/>.</p>``
"""

from publish.manuscript.cover_matter import CoverMatter, read_cover
from publish.manuscript.manifest import checked, line_of, toml_values
from publish.manuscript.markdown import Fragment, parse
from publish.manuscript.mending import mended
from publish.manuscript.pictures import unfit
from publish.manuscript.reader import (
    finished,
    gathered,
    open_manuscript,
    parsed,
    placeholders,
    read,
    read_metadata,
)
from publish.manuscript.references import Files
from publish.manuscript.section import decode, read_text, slug, unlike

__all__ = [
    "CoverMatter",
    "Files",
    "Fragment",
    "checked",
    "decode",
    "finished",
    "gathered",
    "line_of",
    "mended",
    "open_manuscript",
    "parse",
    "parsed",
    "placeholders",
    "read",
    "read_cover",
    "read_metadata",
    "read_text",
    "slug",
    "toml_values",
    "unfit",
    "unlike",
]

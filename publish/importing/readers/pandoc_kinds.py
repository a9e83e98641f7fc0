"""The formats that pandoc reads as they are: LaTeX, other tools' Markdown, DocBook and its like.

Nothing here counts their words a second time: the proof begins at what pandoc has read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publish.importing.document import Document
from publish.importing.pandoc import read_with_pandoc
from publish.importing.readers.pandoc_json import read_json


@dataclass(frozen=True, slots=True)
class Form:
    """``form``: pandoc's name of it, with extensions."""

    name: str
    form: str

    def read(self, content: bytes, file: str) -> Document:
        return read_json(read_with_pandoc(content, self.form, self.name, file))


FORMS: Mapping[str, Form] = {
    "markdown": Form(
        "Markdown", "markdown-smart+wikilinks_title_after_pipe+lists_without_preceding_blankline"
    ),
    "latex": Form("LaTeX", "latex"),
    "rst": Form("reStructuredText", "rst"),
    "org": Form("Org", "org"),
    "docbook": Form("DocBook", "docbook"),
    "fb2": Form("FictionBook", "fb2"),
    "typst": Form("Typst", "typst"),
    "jats": Form("JATS", "jats"),
    "mediawiki": Form("MediaWiki", "mediawiki"),
    "textile": Form("Textile", "textile"),
    "muse": Form("Muse", "muse"),
    "ipynb": Form("Jupyter", "ipynb"),
    "opml": Form("OPML", "opml"),
}

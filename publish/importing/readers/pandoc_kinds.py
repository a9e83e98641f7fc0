"""The formats that pandoc reads as they are: LaTeX, other tools' Markdown, DocBook and its like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from publish.importing.document import Document
from publish.importing.pandoc import read_with_pandoc
from publish.importing.proof import Count
from publish.importing.readers.pandoc_json import read_json


@dataclass(frozen=True, slots=True)
class Form:
    """``form``: pandoc's name of it, with extensions; ``noise``: what of a source is no words."""

    name: str
    form: str
    noise: str = ""

    def read(self, content: bytes, file: str) -> Document:
        return read_json(read_with_pandoc(content, self.form, self.name, file))

    def count(self, content: bytes, file: str) -> Count:
        """Count the words of a source, its markup left out as far as a line tells it."""
        text = content.decode("utf-8", "replace")
        return Count(tuple(re.sub(self.noise, " ", text).split("\n")) if self.noise else ())


FORMS: Mapping[str, Form] = {
    "markdown": Form("Markdown", "markdown-smart+wikilinks_title_after_pipe+lists_without_preceding_blankline"),
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

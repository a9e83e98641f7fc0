"""The formats that pandoc reads as they are: LaTeX, other tools' Markdown, DocBook and its like.

Nothing here counts their words a second time: the proof begins at what pandoc has read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publish.importing.formats.pandoc_json import read_json
from publish.importing.incoming import IncomingText
from publish.importing.pandoc import read_with_pandoc


@dataclass(frozen=True, slots=True)
class PandocForm:
    """``form``: pandoc's name of it, with extensions."""

    name: str
    form: str

    def read(self, content: bytes, file: str) -> IncomingText:
        return read_json(read_with_pandoc(content, self.form, self.name, file))


FORMS: Mapping[str, PandocForm] = {
    "markdown": PandocForm(
        "Markdown", "markdown-smart+wikilinks_title_after_pipe+lists_without_preceding_blankline"
    ),
    "latex": PandocForm("LaTeX", "latex"),
    "rst": PandocForm("reStructuredText", "rst"),
    "org": PandocForm("Org", "org"),
    "docbook": PandocForm("DocBook", "docbook"),
    "fb2": PandocForm("FictionBook", "fb2"),
    "typst": PandocForm("Typst", "typst"),
    "jats": PandocForm("JATS", "jats"),
    "mediawiki": PandocForm("MediaWiki", "mediawiki"),
    "textile": PandocForm("Textile", "textile"),
    "muse": PandocForm("Muse", "muse"),
    "ipynb": PandocForm("Jupyter", "ipynb"),
    "opml": PandocForm("OPML", "opml"),
}

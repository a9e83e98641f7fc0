"""The PDF for the screen: bookmarks, links, and a structure for screen readers (PDF/UA-1)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, String

from publish.composition import Imprint
from publish.editions.pdf.assembly import assembled, link, outline
from publish.editions.pdf.painted_section import PaintedSection
from publish.editions.pdf.stamp import describe, saved, sign
from publish.editions.pdf.structure_write import tag


def lecture_pdf(
    sections: Sequence[PaintedSection],
    fonts: Sequence[bytes],
    imprint: Imprint,
    modified: datetime.datetime,
) -> bytes:
    """Return the PDF for the screen; its page labels are the folios."""
    records = [record for section in sections for record in section.pages]
    with assembled(sections, fonts) as pdf:
        for page in pdf.pages:
            page.obj.MediaBox = page.obj.BleedBox = page.obj.TrimBox
        tag(pdf, sections, link(pdf, records))
        outline(pdf, records)
        pdf.Root.Lang = String(imprint.metadata.language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        sign(pdf, imprint, modified)
        describe(pdf, imprint.metadata.language, {"pdfuaid:part": "1"})
        return saved(pdf, "1.7")

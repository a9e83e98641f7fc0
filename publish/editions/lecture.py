"""The PDF for the screen: bookmarks, links, and a structure for screen readers (PDF/UA-1)."""

from __future__ import annotations

import datetime
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from publish.editions import structure
from publish.editions.pdf import Layout, paint
from publish.editions.stamp import describe, saved


def lecture_pdf(layout: Layout, modified: datetime.datetime) -> bytes:
    """Return the PDF for the screen; its page labels are the folios."""
    painting = paint(layout, modified, for_print=False)
    with pikepdf.open(BytesIO(painting.content)) as pdf:
        structure.tag(pdf, painting)
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        describe(pdf, str(pdf.Root.Lang), {"pdfuaid:part": "1"})
        return saved(pdf, "1.7")

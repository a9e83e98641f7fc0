"""What a PDF says of itself: its XMP metadata, and its bytes, the same for the same book."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO
from typing import Final

import pikepdf

import publish
from publish.composition import Imprint

_NAMESPACES: Final[Mapping[str, str]] = {
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}


def sign(pdf: pikepdf.Pdf, imprint: Imprint, modified: datetime.datetime) -> None:
    """Write the document information."""
    book, stamp = imprint.metadata, modified.strftime("D:%Y%m%d%H%M%SZ")
    said = {
        "Title": book.title,
        "Author": ", ".join(imprint.authors),
        "Subject": book.description,
        "Keywords": ", ".join(book.subjects),
        "Producer": f"publish {publish.__version__}",
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    for name, text in said.items():
        if text:
            pdf.docinfo[f"/{name}"] = text


def describe(pdf: pikepdf.Pdf, language: str, said: Mapping[str, str]) -> None:
    """Write the XMP metadata: what the document information says, and ``said``, by XMP name."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.load_from_docinfo(pdf.docinfo)
        for prefix in {name.partition(":")[0] for name in said} & set(_NAMESPACES):
            metadata.register_xml_namespace(_NAMESPACES[prefix], prefix)
        metadata["dc:language"] = {language}
        for name, text in said.items():
            metadata[name] = text


def saved(pdf: pikepdf.Pdf, version: str) -> bytes:
    """Return the file's bytes; the same for the same content, whatever the clock."""
    written = BytesIO()
    streams = pikepdf.ObjectStreamMode
    pdf.save(
        written,
        force_version=version,
        deterministic_id=True,
        object_stream_mode=streams.disable if version < "1.5" else streams.generate,
    )
    return written.getvalue()

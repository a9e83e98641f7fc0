"""What pdfium misreads in the drawing operators of a page, written so that it reads it.

pdfium forgets the move before an empty string: groff writes ``[(te) -250 ()] TJ`` where a word in
italics follows, and the space between the two would be lost.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final

import pikepdf

_EMPTY: Final = re.compile(rb"(?<=[\s\d)])\(\)(?=\s*\]\s*TJ)")


def without_empty_strings(content: bytes) -> bytes:
    """Return a PDF whose arrays of strings do not end with an empty one; as it is, if none does."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            changed = [_mended(pdf, page) for page in pdf.pages]
            if not any(changed):
                return content
            out = BytesIO()
            pdf.save(out)
            return out.getvalue()
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, TypeError, ValueError):
        return content  # pdfium tells what is wrong with it, or reads it all the same


def _mended(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bool:
    if "/Contents" not in page.obj:
        return False
    parts = page.obj.Contents
    streams = list(parts) if isinstance(parts, pikepdf.Array) else [parts]
    if not all(isinstance(stream, pikepdf.Stream) for stream in streams):
        return False
    data = b"\n".join(stream.read_bytes() for stream in streams)
    mended = _EMPTY.sub(b"", data)
    if mended == data:
        return False
    page.obj.Contents = pdf.make_stream(mended)
    return True

"""Mail in parts, or in base64 → its text, as a reader of mail would show it.

Of parts that say the same (plain and HTML) the plain one is taken. A mail whose text stands in the
file itself, be it quoted-printable, is no matter of this module: there every byte is accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

from publish.cleaning import faults
from publish.cleaning.readers.decoding import decode, is_of_texts
from publish.cleaning.readers.hypertext import read_html
from publish.cleaning.readers.source_text import SourceText
from publish.diagnostics import BookError

_HEADER: Final = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t]+[^\n]*\r?\n)*)+\r?\n")
_PACKED: Final = re.compile(
    rb"^content-transfer-encoding:[ \t]*base64|^content-type:[ \t]*multipart/", re.I | re.M
)


def is_packed_mail(content: bytes) -> bool:
    """Whether a file is a mail whose text does not stand in it as such."""
    header = _HEADER.match(content)
    return header is not None and bool(_PACKED.search(header[0]))


def read_mail(content: bytes, file: str = "") -> SourceText:
    """Return the text of a mail; raises BookError where it has none."""
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(content)
    part = message.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise BookError(faults.EMPTY.at(file))
    left = faults.MAIL_LEFT_OUT.at(file, what=", ".join(_left_out(message)))
    told = part.get_content_charset() or ""
    charset = told if told and is_of_texts(told) else ""
    if part.get_content_subtype() == "html":
        source = read_html(payload, file, charset)
        return replace(source, diagnostics=(left, *source.diagnostics))
    text, _, diagnostics = decode(payload, charset, file)
    return SourceText(text, encoding="", diagnostics=(left, *diagnostics))


def _left_out(message: EmailMessage) -> Iterator[str]:
    """Yield the fields of the header, and the attachments by their names."""
    yield from dict.fromkeys(str(name) for name in message)
    for attachment in message.iter_attachments():
        yield attachment.get_filename() or attachment.get_content_type()

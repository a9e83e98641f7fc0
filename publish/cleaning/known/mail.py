"""Mail as it was sent: its header, quoted-printable.

``d=C3=A9j=C3=A0 tard, le soir =⏎tombe`` → ``déjà tard, le soir tombe``; ``Content-Type: …`` is set
aside
"""

from __future__ import annotations

import re
from typing import Final

from publish.cleaning.known.specimen import Specimen
from publish.cleaning.ledger.ledger import Cause, Change, Reason
from publish.messages import N_

QUOTED: Final = Cause(Reason("quoted-printable", N_("letter as mail sends it")))
HEADER: Final = Cause(Reason("mail-header", N_("header of a mail")))

_CUT: Final = re.compile(r"=[ \t]*\r?\n")
_RUN: Final = re.compile(rf"(?:=[0-9A-Fa-f]{{2}}|{_CUT.pattern})+")
_HIGH: Final = re.compile(r"=[89A-Fa-f][0-9A-Fa-f]")
_FULL: Final = re.compile(r"^[^\n]{70,75}=$", re.M)
"""A line that the mail cut where it was full."""
_EQUALS: Final = re.compile(r"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n)")
_LEAST: Final = 3
"""Escapes beyond ASCII, at least, before a text is taken for quoted-printable."""
_FIELD: Final = r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*)"
_BOUNDARY: Final = r"(?:--[^\s]{6,}[ \t]*\r?\n)"
_KNOWN: Final = re.compile(
    r"^(?:content-type|content-transfer-encoding|mime-version|message-id|received|return-path"
    r"|subject|from|to|date):",
    re.I | re.M,
)
_HEAD: Final = re.compile(rf"\s*{_FIELD}+\r?\n")
_PART: Final = re.compile(rf"^{_BOUNDARY}(?:{_FIELD}+\r?\n)?|^--[^\s]{{6,}}--[ \t]*$", re.M)
_CHARSET: Final = re.compile(r"charset=\"?([\w-]+)", re.I)


_SENT: Final = re.compile(
    r"^(?:content-transfer-encoding|mime-version|message-id|received|return-path):", re.I | re.M
)
"""Fields that nobody writes, and every program does."""


def find_mail_header(specimen: Specimen) -> list[Change]:
    """Return the changes that set the header of a mail aside whose text is as it was written."""
    head = _HEAD.match(specimen.text) if ":" in specimen.text[:80] else None
    if head is None or not _SENT.search(head[0]):
        return []
    return [Change(head.start(), head.end(), "", HEADER)]


def header_fields(header: str) -> list[str]:
    """Return the names of the fields of a header, each once."""
    return list(dict.fromkeys(re.findall(r"^([A-Za-z][A-Za-z0-9-]*):", header, re.M)))


def find_quoted_printable(specimen: Specimen) -> list[Change]:
    """Return the changes that undo quoted-printable, and set the header aside."""
    text = specimen.text
    if "=" not in specimen.signs:
        return []
    high = len(_HIGH.findall(text)) + len(_FULL.findall(text))
    if high < _LEAST or len(_EQUALS.findall(text)) * 4 > high:
        return []
    head = _HEAD.match(text)
    aside = [head] if head and len(_KNOWN.findall(head[0])) > 0 else []
    if aside:
        aside += _PART.finditer(text, aside[0].end())
    charset = _CHARSET.search("".join(match[0] for match in aside))
    changes = [Change(m.start(), m.end(), "", HEADER) for m in aside]
    spans = [m.span() for m in aside]
    for match in _RUN.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            after = _decoded(match[0], charset[1] if charset else "")
            changes.append(Change(match.start(), match.end(), after, QUOTED))
    return sorted(changes)


def _decoded(run: str, charset: str) -> str:
    """Return what a run of escaped bytes is; a line cut by the mail is whole again."""
    content = bytes.fromhex(_CUT.sub("", run).replace("=", ""))
    for encoding in ("utf-8", charset, "cp1252", "latin-1"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return run

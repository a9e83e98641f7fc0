"""What was sent, kept in the manuscript: the exact texts of each sending, and what came back of it.

``manuscript/.sent/3fa81234/sent.toml`` with the texts beside it. The list is written last: a
sending is whole or it is not there.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from publish.diagnostics import BookError
from publish.manuscript.section import decode
from publish.pipeline.folder import Folder

SENT: Final = ".sent"
_LIST, _CAME = "sent.toml", "received.toml"


@dataclass(frozen=True, slots=True)
class SentRecord:
    """``texts``: Markdown by file name, in the order they were sent."""

    id: str
    texts: Mapping[str, str]
    day: str = ""
    page: tuple[str, ...] = ()
    """The lines of the title page."""


def sending_id(texts: Mapping[str, str]) -> str:
    """Return the name of a sending: the same texts make the same one."""
    digest = sha256()
    for name, text in texts.items():
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:8]


def keep_record(folder: Folder, record: SentRecord, files: Sequence[str]) -> None:
    """Keep a sending; ``files``: what it was written to, told in the list."""
    place = f"{SENT}/{record.id}"
    for name, text in record.texts.items():
        folder.write(f"{place}/{name}", text.encode())
    lines = [
        f"day = {json.dumps(record.day)}",
        f"page = {json.dumps(list(record.page), ensure_ascii=False)}",
        f"texts = {json.dumps(list(record.texts), ensure_ascii=False)}",
        f"files = {json.dumps(list(files), ensure_ascii=False)}",
    ]
    folder.write(f"{place}/{_LIST}", ("\n".join(lines) + "\n").encode())


def records(folder: Folder) -> Iterator[SentRecord]:
    """Yield the sendings that a manuscript keeps, the last first."""
    held = folder.root / SENT
    names = sorted(path.name for path in held.iterdir() if path.is_dir()) if held.is_dir() else []
    found = [one for name in names if (one := record_of(folder, name)) is not None]
    yield from sorted(found, key=lambda one: one.day, reverse=True)


def record_of(folder: Folder, name: str) -> SentRecord | None:
    """Return a sending, None where it is not known, or not whole."""
    if not name or not name.isalnum():
        return None
    place = f"{SENT}/{name}"
    listed = folder.read(f"{place}/{_LIST}")
    if listed is None:
        return None
    try:
        said = tomllib.loads(decode(listed, _LIST))
        names = [str(one) for one in said["texts"]]
        page = tuple(map(str, said.get("page", ())))
    except (ValueError, KeyError, TypeError):
        return None
    texts: dict[str, str] = {}
    for one in names:
        try:
            content = folder.read(f"{place}/{one}")
        except BookError:
            return None
        if content is None:
            return None
        texts[one] = decode(content, one)
    return SentRecord(name, texts, str(said.get("day", "")), page)


def digest_of_file(content: bytes) -> str:
    return sha256(content).hexdigest()


def was_received(folder: Folder, content: bytes) -> bool:
    """Whether this very file came back before."""
    said = folder.read(f"{SENT}/{_CAME}")
    return said is not None and digest_of_file(content).encode() in said


def keep_received(folder: Folder, content: bytes, file: str) -> None:
    """Note that a file came back: it is not asked again what it asks."""
    said = decode(folder.read(f"{SENT}/{_CAME}") or b"", _CAME)
    line = f'"{digest_of_file(content)}" = {json.dumps(file, ensure_ascii=False)}\n'
    folder.write(f"{SENT}/{_CAME}", (said + line).encode())

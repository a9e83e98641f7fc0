"""A corrected file → the texts of a book, and the questions it leaves.

Everything is made before anything is written; texts are written one by one, each in one step, and
that the file was received is noted last: who is killed in between receives it again.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from publish.diagnostics import BookError, Diagnostic, errors
from publish.importing.incoming import Emphasis, PictureInline, Styled
from publish.importing.transforms.typed_signs import as_typed
from publish.importing.walking import inlines_in, plain
from publish.manuscript.section import decode
from publish.pipeline import faults as pipeline_faults
from publish.pipeline.build import metadata_of
from publish.pipeline.folder import Folder, reason_of
from publish.pipeline.sent_records import (
    SentRecord,
    keep_received,
    record_of,
    records,
    was_received,
)
from publish.receiving import faults
from publish.receiving.open_remarks import with_remarks
from publish.receiving.received_file import ReceivedFile, received_file
from publish.receiving.returning import LEAST_KNOWN, Returned, knows, returned
from publish.sending.sent_book import TITLE_PAGE
from publish.sending.sent_units import SentText, sent_text

REMARKS = "remarks.toml"


@dataclass(frozen=True, slots=True)
class Receipted:
    """What became of a file; ``written``: whether anything was."""

    file: Path
    returned: Returned
    diagnostics: tuple[Diagnostic, ...]
    written: bool = False


def receive_file(root: Path, file: Path, *, dry_run: bool = False) -> Receipted:
    """Bring back what was corrected in a file; BookError where it cannot be read or is of another
    book: nothing is written then."""
    folder = Folder(root / "manuscript")
    content = _content(file)
    if was_received(folder, content):
        return Receipted(file, Returned((), ()), (faults.KNOWN_FILE.at(file.name),))

    cut = cache(partial(_of_sending, folder))

    def struck_in(sending: str) -> Collection[str]:
        return _struck(cut(sending)[1])

    received = received_file(content, file.name, struck_in)
    received, sent, found = _sent(root, folder, received, cut, file.name)
    now = _now(folder, sent)
    made = returned(received, sent, now, _pictures(folder, sent), file.name)
    told = (*found, *made.diagnostics)
    if dry_run or errors(told):
        return Receipted(file, made, told)
    _write(folder, made, content, file.name)
    return Receipted(file, made, told, written=True)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = reason_of(error)
        raise BookError(pipeline_faults.UNREADABLE.at(path=str(file), reason=reason)) from None


def _of_sending(folder: Folder, name: str) -> tuple[SentRecord | None, tuple[SentText, ...]]:
    """Return what is known of a sending, and its texts."""
    record = record_of(folder, name)
    return record, _cut(record) if record else ()


def _sent(
    root: Path,
    folder: Folder,
    received: ReceivedFile,
    cut: Callable[[str], tuple[SentRecord | None, tuple[SentText, ...]]],
    file: str,
) -> tuple[ReceivedFile, tuple[SentText, ...], tuple[Diagnostic, ...]]:
    """Return the texts that a file was made of: by its name, or those that it is most like; then
    its groups are of no unit yet."""
    record, sent = cut(received.sending)
    if record is not None:
        return received, sent, tuple(_of_page(received, record, file))
    names = metadata_of(root).texts
    texts = {one: decode(folder.read(one) or b"", one) for one in names if folder.read(one)}
    candidates = [_cut(SentRecord("", texts)), *(map(_cut, records(folder)))]
    groups = tuple(replace(one, unit=-1) for one in received.groups if one.unit != TITLE_PAGE)
    bare = replace(received, groups=groups, sending="")
    best = max(candidates, key=lambda one: knows(bare, one))
    if (share := knows(bare, best)) < LEAST_KNOWN:
        raise BookError(faults.STRANGE_FILE.at(file, share=round(100 * share)))
    told = (faults.UNKNOWN_SENDING.at(file, sending=received.sending),) if received.sending else ()
    return bare, best, told


def _of_page(received: ReceivedFile, record: SentRecord, file: str) -> Iterator[Diagnostic]:
    """Tell what was changed on the title page, which is of no text."""
    sent = {as_typed(line) for line in record.page}
    for line in dict.fromkeys(as_typed(one).strip() for one in received.page):
        if line and line not in sent and line not in " ; ".join(record.page):
            yield faults.LEFT_TITLE_PAGE.at(file, text=line)


def _cut(record: SentRecord) -> tuple[SentText, ...]:
    cut: list[SentText] = []
    for name, source in record.texts.items():
        cut.append(sent_text(source, name, sum(len(one.units) for one in cut) + 1))
    return tuple(cut)


def _struck(texts: Collection[SentText]) -> set[str]:
    return {
        as_typed(plain((one,)))
        for text in texts
        for unit in text.units
        for one in inlines_in(unit.blocks)
        if isinstance(one, Styled) and one.style is Emphasis.STRUCK
    }


def _now(folder: Folder, sent: Collection[SentText]) -> dict[str, str]:
    """Return the texts as they are now; BookError where one is gone."""
    texts: dict[str, str] = {}
    gone: list[Diagnostic] = []
    for text in sent:
        content = folder.read(text.file)
        if content is None:
            gone.append(faults.MISSING_TEXT.at(path=text.file))
        else:
            texts[text.file] = decode(content, text.file)
    if gone:
        raise BookError(*gone)
    return texts


def _pictures(folder: Folder, sent: Collection[SentText]) -> Mapping[str, bytes]:
    """Return the pictures of the manuscript, whatever text shows them."""
    shown = {
        one.address
        for text in sent
        for unit in text.units
        for one in inlines_in(unit.blocks)
        if isinstance(one, PictureInline) and ":" not in one.address
    }
    found = {name: folder.read(name) for name in sorted(shown)}
    others = dict.fromkeys(folder.files(), b"")
    return {**others, **{name: one for name, one in found.items() if one is not None}}


def _write(folder: Folder, made: Returned, content: bytes, name: str) -> None:
    for picture, bytes_ in made.pictures.items():
        folder.write(picture, bytes_)
    for text in made.texts:
        if text.changed:
            folder.write(text.file, encoded_like(text.merged.text, folder.read(text.file) or b""))
    toml = decode(folder.read(REMARKS) or b"", REMARKS)
    asked = with_remarks(toml, made.remarks)
    if asked != toml:
        folder.write(REMARKS, asked.encode())
    keep_received(folder, content, name)


def encoded_like(text: str, old: bytes) -> bytes:
    """Return a text with the line ends and the mark that its file began with."""
    made = text.replace("\n", "\r\n") if b"\r\n" in old else text
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    return mark + made.encode()

"""Texts of a book → one file for who corrects them, and a record of what was sent."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publish.apparatus.terms import terms
from publish.book.metadata import Metadata
from publish.diagnostics import BookError, Diagnostic
from publish.importing.incoming import PictureInline
from publish.importing.walking import inlines_in
from publish.manuscript import open_manuscript
from publish.pipeline.folder import Folder
from publish.pipeline.sent_records import SentRecord, keep_record, record_of, sending_id
from publish.pipeline.tools import epoch
from publish.receiving import faults
from publish.sending.forms import FORMS, form_of
from publish.sending.sent_book import SentBook
from publish.sending.sent_units import SentText, sent_text
from publish.sending.word_pictures import fit_picture


@dataclass(frozen=True, slots=True)
class Sending:
    """What was sent: the file, and how much is in it."""

    file: Path
    id: str
    texts: tuple[str, ...]
    units: int
    notes: int
    diagnostics: tuple[Diagnostic, ...] = ()


def send_texts(
    root: Path, names: Collection[str] = (), file: Path | None = None, form: str = ""
) -> Sending:
    """Write texts of a book to a file, all when none is named; BookError where that cannot be.

    ``file``: where, in ``dist/`` if not said: a file that stands there is never written over.
    """
    folder = Folder(root / "manuscript")
    opened = open_manuscript(folder)
    form = form or (form_of(file.name) if file else "docx")
    if form not in FORMS:
        raise BookError(faults.UNKNOWN_FORM.at(form=form or (file.suffix if file else "")))
    texts = _named(dict(opened.texts), names)
    book, found = _book(folder, opened.metadata, texts)
    content = FORMS[form].write(book)
    place = file or root / "dist" / f"{_stem(opened.metadata, texts)}{FORMS[form].ending}"
    place = _free(place, content, named=file is not None)
    Folder(place.parent).prepare()
    Folder(place.parent).write(place.name, content)
    if FORMS[form].comes_back:
        keep_record(
            folder, SentRecord(book.id, texts, _today().isoformat(), book.page), (place.name,)
        )
    units = [unit for text in book.texts for unit in text.units]
    notes = sum(bool(unit.label) for unit in units)
    return Sending(place, book.id, tuple(texts), len(units) - notes, notes, tuple(found))


def _named(texts: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    """Return the texts of some names, with or without their endings."""
    known = {PurePosixPath(name).stem: name for name in texts} | {name: name for name in texts}
    strange = [name for name in names if name not in known]
    if strange:
        said = ", ".join(texts)
        raise BookError(*(faults.NO_TEXT_TO_SEND.at(name=one, known=said) for one in strange))
    wanted = {known[name] for name in names} or set(texts)
    return {name: text for name, text in texts.items() if name in wanted}


def _book(
    folder: Folder, metadata: Metadata, texts: Mapping[str, str]
) -> tuple[SentBook, list[Diagnostic]]:
    name = sending_id(texts)
    cut: list[SentText] = []
    for file, source in texts.items():
        cut.append(sent_text(source, file, sum(len(one.units) for one in cut) + 1))
    pictures, found = _pictures(folder, cut)
    record = record_of(folder, name)
    day = datetime.date.fromisoformat(record.day) if record and record.day else _today()
    book = SentBook(
        name,
        metadata.title,
        metadata.subtitle,
        tuple(one.name for one in metadata.contributors if one.role == "aut"),
        metadata.language,
        tuple(cut),
        pictures,
        terms(metadata.language).day(day),
    )
    return book, found


def _pictures(
    folder: Folder, texts: Collection[SentText]
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    found: dict[str, bytes] = {}
    told: list[Diagnostic] = []
    for text in texts:
        for unit in text.units:
            for one in inlines_in(unit.blocks):
                if isinstance(one, PictureInline) and one.address not in found:
                    content = folder.read(one.address) if ":" not in one.address else None
                    if content is None or fit_picture(content) is None:
                        told.append(faults.LEFT_PICTURE.at(text.file, unit.line, path=one.address))
                    if content is not None:
                        found[one.address] = content
    return found, told


def _stem(metadata: Metadata, texts: Mapping[str, str]) -> str:
    """Return the name of a file: the book's, or the text's where it is one."""
    if len(texts) == 1 and len(metadata.texts) > 1:
        return f"{metadata.slug}-{PurePosixPath(next(iter(texts))).stem}"
    return metadata.slug


def _free(place: Path, content: bytes, *, named: bool) -> Path:
    """Return where a file may be written: a file that holds something else stays."""
    for one in _places(place):
        if not one.exists() or (one.is_file() and one.read_bytes() == content):
            return one
        if named:
            raise BookError(faults.STANDS.at(path=str(place)))
    return place


def _places(place: Path) -> Iterator[Path]:
    yield place
    yield from (place.with_name(f"{place.stem}-{n}{place.suffix}") for n in range(2, 10_000))


def _today() -> datetime.date:
    moment = epoch()
    if moment is None:
        return datetime.datetime.now(datetime.UTC).date()
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).date()

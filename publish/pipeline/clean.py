"""``[[sources]]`` → texts: each raw file cleaned and merged with what the editor has made of it.

``sources/003.txt`` + ``corrections.toml`` → ``kroupskaia.md``; what the cleaner made by itself is
kept in ``.base/kroupskaia.md``, so that the next cleaning knows the editor's changes from its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from publish.book.metadata import RawText
from publish.cleaning import Cleaned, Correction, clean, faults, read_source
from publish.cleaning.dialogue.corrections import read_corrections, revised
from publish.cleaning.editor.merge import Merged, merge, pending
from publish.cleaning.readers.sniff import seen
from publish.cleaning.readers.source_text import SourceText
from publish.diagnostics import BookError, Diagnostic, errors
from publish.manuscript.section import decode
from publish.pipeline.build import metadata_of
from publish.pipeline.folder import Folder

CORRECTIONS = "corrections.toml"
BASE = ".base"


@dataclass(frozen=True, slots=True)
class CleanedText:
    """One text of a book after its cleaning; ``mine`` is what stood in its file before, if any."""

    raw: RawText
    cleaned: Cleaned
    merged: Merged
    mine: str | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def changed(self) -> bool:
        """Whether its file was written anew."""
        return self.merged.text != self.mine


def clean_book(
    root: Path,
    texts: Collection[str] = (),
    names: tuple[str, str] = ("", ""),
    *,
    ocr: bool = False,
) -> list[CleanedText]:
    """Clean the sources of a book (those of ``texts``, when any are named) and write the texts.

    ``names`` stand beside the marks of a conflict; ``ocr`` has the pages of PDFs recognised. A text
    with errors is not written; raises BookError where nothing can be cleaned.
    """
    folder = Folder(root / "manuscript")
    corrections = corrections_of(root)
    cleaned = [
        (raw, _cleaned(folder, raw, _for_text(corrections, raw.text)))
        for raw in sources_of(root, texts, ocr=ocr)
    ]
    # Texts are read, merged and written one by one when all are cleaned: that takes no time in
    # which an editor could save what would then be written over.
    stale = _stale([one for _, one in cleaned], corrections) if not texts else ()
    done = [
        _merged_and_written(folder, raw, one, names, () if number else stale)
        for number, (raw, one) in enumerate(cleaned)
    ]
    read = metadata_of(root).texts
    return [text if text.raw.text in read else _with_unread(text) for text in done]


def _with_unread(text: CleanedText) -> CleanedText:
    """Tell that no edition will hold a text."""
    note = faults.UNREAD_TEXT.at("book.toml", path=text.raw.text)
    return replace(text, diagnostics=(*text.diagnostics, note))


def _stale(cleaned: Sequence[Cleaned], corrections: Sequence[Correction]) -> tuple[Diagnostic, ...]:
    """Return what is to be said, with the first text, of answers for every text that fit none."""
    return tuple(
        faults.STALE_CORRECTION.at(CORRECTIONS, found=correction.found)
        for correction in corrections
        if not correction.text and all(correction in text.unused for text in cleaned)
    )


def sources_of(root: Path, texts: Collection[str] = (), *, ocr: bool = False) -> list[RawText]:
    """Return the sources of a book; raises BookError for none, or for a text that has none."""
    sources = [replace(raw, ocr=raw.ocr or ocr) for raw in metadata_of(root).sources]
    if not sources:
        raise BookError(faults.NO_SOURCES.at("book.toml"))
    known = ", ".join(raw.text for raw in sources)
    strange = [text for text in texts if all(text != raw.text for raw in sources)]
    if strange:
        raise BookError(*(faults.STRANGE_TEXT.at(path=text, known=known) for text in strange))
    return [raw for raw in sources if not texts or raw.text in texts]


def corrections_of(root: Path) -> tuple[Correction, ...]:
    """Return the answers kept in a book; raises BookError where the file is no such list."""
    content = Folder(root / "manuscript").read(CORRECTIONS)
    return read_corrections(decode(content, CORRECTIONS), CORRECTIONS) if content else ()


def keep_corrections(
    root: Path, given: Collection[Correction], withdrawn: Collection[Correction] = ()
) -> None:
    """Add answers to those of a book, and take others back.

    The file is read anew each time: what the editor writes into it by hand meanwhile, comments
    too, stays.
    """
    if not given and not withdrawn:
        return
    folder = Folder(root / "manuscript")
    toml = _text(folder, CORRECTIONS) or ""
    folder.write(CORRECTIONS, revised(toml, given, withdrawn).encode())


def clean_sources(root: Path, texts: Collection[str] = ()) -> Iterator[tuple[RawText, Cleaned]]:
    """Yield each source cleaned, without writing anything: what a review asks about."""
    folder = Folder(root / "manuscript")
    corrections = corrections_of(root)
    for raw in sources_of(root, texts):
        yield raw, _cleaned(folder, raw, _for_text(corrections, raw.text))


def write_report(root: Path, name: str, page: str) -> Path:
    """Write a report of a book and return where it is."""
    folder = Folder(root / "dist" / "reports")
    folder.prepare()
    file = f"{PurePosixPath(name).stem}.html"
    folder.write(file, page.encode())
    return folder.root / file


def _for_text(corrections: Sequence[Correction], text: str) -> tuple[Correction, ...]:
    """Return the answers for one text: its own, and those for every text."""
    return tuple(c for c in corrections if c.text in ("", text))


def _cleaned(folder: Folder, raw: RawText, corrections: Sequence[Correction]) -> Cleaned:
    source = _source(folder, raw)
    return clean(source, corrections, accent_capitals=raw.accent_capitals)


def _source(folder: Folder, raw: RawText) -> SourceText:
    content = folder.read(raw.file)
    if content is None:
        raise BookError(faults.MISSING_SOURCE.at("book.toml", path=raw.file))
    if raw.ocr:
        content = _seen(folder, content, raw.file)
    return read_source(content, raw.file, raw.encoding)


def _seen(folder: Folder, content: bytes, file: str) -> bytes:
    """Return what was recognised in a file: once for each content, for it takes long."""
    kept = Folder(folder.root.parent / "dist" / "ocr")
    name = f"{PurePosixPath(file).stem}-{sha256(content).hexdigest()[:12]}.xml"
    known = kept.read(name)
    if known is None:
        known = seen(content, file)
        if known != content:
            kept.prepare()
            kept.write(name, known)
    return known


def _merged_and_written(
    folder: Folder,
    raw: RawText,
    cleaned: Cleaned,
    names: tuple[str, str],
    more: tuple[Diagnostic, ...],
) -> CleanedText:
    """Merge a cleaned text with what stands in its file, and write it; again where the file was
    saved in between."""
    while True:
        text = _merged(folder, raw, cleaned, names)
        text = replace(text, diagnostics=(*text.diagnostics, *more))
        if _text(folder, raw.text) == text.mine:
            _write(folder, text)
            return text


def _merged(folder: Folder, raw: RawText, cleaned: Cleaned, names: tuple[str, str]) -> CleanedText:
    elsewhere = {c.found for c in cleaned.unused if not c.text}  # it may fit another text
    found = [
        d if d.file else replace(d, file=raw.file)
        for d in cleaned.diagnostics
        if d.rule is not faults.STALE_CORRECTION or dict(d.values)["found"] not in elsewhere
    ]
    mine = _text(folder, raw.text)
    base = _base(folder, raw.text, mine)
    if mine is not None and (line := pending(mine)):
        found.append(faults.PENDING_CONFLICT.at(raw.text, line, path=raw.text))
        return CleanedText(raw, cleaned, Merged(mine), mine, tuple(found))
    if mine is None:
        merged = Merged(cleaned.markdown)
    elif base is None:
        found.append(faults.NO_BASE.at(raw.text, path=raw.text))
        merged = Merged(mine)
    else:
        merged = merge(base, mine, cleaned.markdown, names)
    found += [
        faults.CONFLICT.at(raw.text, conflict.line, passage=conflict.passage)
        for conflict in merged.conflicts
    ]
    return CleanedText(raw, cleaned, merged, mine, tuple(found))


def _write(folder: Folder, text: CleanedText) -> None:
    """Write a text and the base of its next merge, unless its errors forbid it."""
    allowed = (faults.CONFLICT.code,)
    if any(error.code not in allowed for error in errors(text.diagnostics)):
        return
    name, cleaned = text.raw.text, text.cleaned.markdown.encode()
    coming = _coming(name, text.merged.text)
    folder.write(coming, cleaned)  # killed between the two that follow, this is the base
    if text.changed:
        folder.write(name, text.merged.text.encode())
    folder.write(f"{BASE}/{name}", cleaned)
    (folder.root / coming).unlink(missing_ok=True)
    folder.tidy(BASE)
    folder.tidy("")


def _coming(name: str, text: str) -> str:
    """Return where the base of a text is kept until both are written: its name tells the text."""
    return f"{BASE}/{name}.{sha256(text.encode()).hexdigest()[:16]}"


def _base(folder: Folder, name: str, mine: str | None) -> str | None:
    """Return what the cleaner made by itself of what stands in a text's file."""
    coming = None if mine is None else _text(folder, _coming(name, mine))
    return _text(folder, f"{BASE}/{name}") if coming is None else coming


def _text(folder: Folder, path: str) -> str | None:
    content = folder.read(path)
    return None if content is None else decode(content, path)

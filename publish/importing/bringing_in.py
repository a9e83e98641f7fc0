"""A file → what a book takes of it: texts, pictures, index entries, what it says of the work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import PurePosixPath
from posixpath import splitext

from publish.book import Entry, Section
from publish.diagnostics import BookError, Diagnostic
from publish.importing import faults
from publish.importing.document import (
    About,
    Document,
    Figure,
    Formula,
    IndexMark,
    Link,
    Picture,
    Remark,
    Transform,
)
from publish.importing.kinds import kind_of
from publish.importing.parting import Part, levelled, parts
from publish.importing.proof import Proof, count_sections, prove
from publish.importing.transforms import front, headings, layout, roles, signs
from publish.importing.changes import Changes
from publish.importing.transforms.corrections import settling
from publish.importing.walking import blocks_in, inlines_in
from publish.importing.writing.blocks import write_text
from publish.importing.writing.inlines import TextWriter
from publish.manuscript import slug, unlike
from publish.manuscript.pictures import unfit
from publish.manuscript.section import read_text


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file: ``texts`` and ``pictures`` by their names in the manuscript."""

    texts: Mapping[str, str]
    pictures: Mapping[str, bytes]
    about: About
    entries: tuple[Entry, ...]
    proof: Proof
    diagnostics: tuple[Diagnostic, ...]


def bring_in(
    content: bytes, file: str, changes: Changes = Changes.ACCEPT, taken: Iterable[str] = ()
) -> Brought:
    """Return what a book takes of a file; ``taken``: names of files that stand in the manuscript.

    Raises BookError where the file cannot be read.
    """
    kind = kind_of(content, file)
    used = set(taken)
    document = kind.read(content, file)
    title = document.about.title or PurePosixPath(file).stem
    for transform in _transforms(changes, title):
        document = transform(document)
    texts, document = parts(document, {splitext(name)[0] for name in used})
    if not texts:
        raise BookError(faults.EMPTY.at(file))
    names = dict(_picture_names(document, used))
    pictures = {names[k]: v for k, v in document.pictures.items() if k in names}
    written = {
        f"{part.name}.md": text for part, text in zip(texts, _written(texts, names), strict=True)
    }
    sections, told = _read(written)
    proof = prove(kind.count(content, file), count_sections(sections), document.asides)
    found = (
        *_faults_of(proof, file),
        *_pictures_told(document, names, pictures, file),
        *_told(document, texts, file),
        *told,
    )
    return Brought(written, pictures, document.about, _entries(document), proof, found)


def _transforms(changes: Changes, title: str) -> tuple[Transform, ...]:
    return (
        settling(changes),
        signs.plain_signs,
        roles.gathered,
        front.title_page,
        headings.found_headings,
        headings.joined_headings,
        layout.unstyled_headings,
        layout.verse,
        layout.breaks,
        layout.dialogue,
        layout.tidy,
        lambda document: front.untitled(document, document.about.title or title),
    )


def _written(texts: tuple[Part, ...], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the Markdown of each text, links between texts leading where their aims are now."""
    homes = {
        name: part.name for part in texts for name in _anchors(part) if name
    }
    aims = {
        one.address[1:]
        for part in texts
        for one in inlines_in(part.blocks)
        if isinstance(one, Link) and one.address.startswith("#")
    }
    wanted = frozenset(aims & set(homes))
    for part in texts:
        addresses = dict(names)
        for aim in aims:
            home = homes.get(aim)
            there = "" if home == part.name else f"{home}.md"
            addresses[f"#{aim}"] = f"{there}#{aim}" if home else ""
        yield write_text(levelled(part.blocks), TextWriter(addresses, wanted))


def _anchors(part: Part) -> Iterator[str]:
    for block in blocks_in(part.blocks):
        yield getattr(block, "id", "")
    for inline in inlines_in(part.blocks):
        yield getattr(inline, "id", "")


def _read(written: Mapping[str, str]) -> tuple[list[Section], list[Diagnostic]]:
    """Return the texts as the press reads them, and what it has to say of them."""
    sections: list[Section] = []
    found: list[Diagnostic] = []
    for name, text in written.items():
        try:
            made, told = read_text(text, name)
        except BookError as error:
            found += error.diagnostics
            continue
        sections += made
        found += told
    return sections, found


def _picture_names(document: Document, used: set[str]) -> Iterator[tuple[str, str]]:
    """Yield for each picture that is shown its name in the manuscript."""
    shown = dict.fromkeys(
        one.address for one in inlines_in(document.blocks) if isinstance(one, Picture)
    )
    cover = (document.about.cover,) if document.about.cover else ()
    wanted = [one for one in (*shown, *cover) if one in document.pictures]
    stems = [slug(splitext(PurePosixPath(one).name)[0]) or "image" for one in wanted]
    taken = [splitext(name)[0] for name in sorted(used)]
    names = list(unlike([*taken, *stems]))[len(taken) :]
    for address, name in zip(wanted, names, strict=True):
        yield address, name + _ending(document.pictures[address], address)


_MAGIC = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"))


def _ending(content: bytes, address: str) -> str:
    """Return the ending that a picture's bytes ask for; its own where they say nothing."""
    found = next((end for magic, end in _MAGIC if content.startswith(magic)), None)
    if found is None and content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return ".webp"
    return found or splitext(address)[1].lower()


def _pictures_told(
    document: Document, names: Mapping[str, str], pictures: Mapping[str, bytes], file: str
) -> Iterator[Diagnostic]:
    for one in inlines_in(document.blocks):
        if isinstance(one, Picture) and one.address not in names:
            remote = re.match(r"[a-z]+:", one.address)
            rule = faults.REMOTE_PICTURE if remote else faults.MISSING_PICTURE
            yield rule.at(file, path=one.address[:120])
    bare = [b.picture for b in blocks_in(document.blocks) if isinstance(b, Figure) and not b.caption]
    for one in bare:
        if not one.alt and one.address in names:
            yield faults.UNDESCRIBED.at(file, path=names[one.address])
    for name, content in pictures.items():
        if reason := unfit(name, content):
            yield faults.UNFIT_PICTURE.at(file, path=name, reason=reason)


def _told(document: Document, texts: tuple[Part, ...], file: str) -> Iterator[Diagnostic]:
    for reason, text in document.doubts:
        yield faults.DOUBT.at(file, reason=reason, text=text)
    formulas = [one.tex for one in inlines_in(document.blocks) if isinstance(one, Formula)]
    if formulas:
        yield faults.FORMULAS.at(file, count=len(formulas), text=" · ".join(formulas)[:80])
    for one in inlines_in(document.blocks):
        if isinstance(one, Remark):
            yield faults.REMARK.at(file, author=one.author or "?", text=one.text)


def _faults_of(proof: Proof, file: str) -> Iterator[Diagnostic]:
    if proof.lost:
        count = sum(miss.times for miss in proof.lost)
        words = ", ".join(miss.word for miss in proof.lost[:12])
        yield faults.LOST_WORDS.at(file, count=count, words=words)
    if proof.added:
        count = sum(miss.times for miss in proof.added)
        words = ", ".join(miss.word for miss in proof.added[:12])
        yield faults.ADDED_WORDS.at(file, count=count, words=words)
    if proof.texts.notes < proof.source.notes:
        yield faults.LOST_NOTES.at(file, wanted=proof.source.notes, count=proof.texts.notes)


def _entries(document: Document) -> tuple[Entry, ...]:
    """Return the index entries that marks name, each once."""
    found: dict[tuple[str, ...], Entry] = {}
    for one in inlines_in(document.blocks):
        if isinstance(one, IndexMark):
            *above, heading = one.heading
            entry = found.setdefault(
                one.heading, Entry(heading, under=above[0] if above else "")
            )
            if one.see:
                found[one.heading] = replace(entry, see=(*entry.see, one.see))
            if above:
                found.setdefault((above[0],), Entry(above[0]))
    return tuple(found.values())


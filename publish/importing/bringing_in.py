"""A file → what a book takes of it: texts, pictures, index entries, what it says of the work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from posixpath import splitext
from urllib.parse import unquote

from publish.book import Entry, Section
from publish.diagnostics import BookError, Diagnostic
from publish.importing import faults
from publish.importing.changes import Changes
from publish.importing.included import Beside, included
from publish.importing.incoming import (
    About,
    Figure,
    Formula,
    IncomingText,
    IndexMark,
    LinkInline,
    PictureInline,
    Transform,
)
from publish.importing.kinds import kind_of
from publish.importing.parting import Part, levelled, parts
from publish.importing.transforms import (
    damage,
    front_pages,
    roles,
    sought_headings,
    typed_layout,
    typed_notes,
    typed_signs,
)
from publish.importing.transforms.placed_remarks import (
    PlacedRemark,
    placed_remarks,
    without_remarks,
)
from publish.importing.transforms.tracked_changes import settling
from publish.importing.walking import blocks_in, inlines_in
from publish.importing.word_proof import (
    WordProof,
    count_document,
    count_sections,
    prove,
    undescribed,
)
from publish.importing.writing.block_writing import write_text
from publish.importing.writing.inline_writing import TextWriter
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
    proof: WordProof
    diagnostics: tuple[Diagnostic, ...]
    remarks: tuple[tuple[str, PlacedRemark], ...] = ()
    """What correctors say, each with the name of its text."""


def bring_in(
    content: bytes,
    file: str,
    changes: Changes = Changes.ACCEPT,
    taken: Iterable[str] = (),
    beside: Beside = lambda _: None,
    others: Mapping[str, str] | None = None,
    chapter: bool = False,
) -> Brought:
    """Return what a book takes of a file; ``taken``: names of files that stand in the manuscript.

    ``others``: the texts that other files become, by the names of these without ending: links
    between them lead there. ``chapter``: whether the file is one of several, so that the title it
    gives itself is that of a chapter.

    Raises BookError where the file cannot be read, or is deeper in itself than any book.
    """
    try:
        return _brought(content, file, changes, taken, beside, others or {}, chapter)
    except RecursionError:
        raise BookError(faults.TOO_DEEP.at(file)) from None


def _brought(
    content: bytes,
    file: str,
    changes: Changes,
    taken: Iterable[str],
    beside: Beside,
    others: Mapping[str, str],
    chapter: bool,
) -> Brought:
    kind = kind_of(content, file)
    used = set(taken)
    called = included(content, kind.calls, beside)
    content = called.content
    document = damage.undamaged(_with_pictures(kind.read(content, file), beside))
    chapter = chapter and kind.calls == "markdown"
    if chapter:
        document = front_pages.opened_by_title(document)
    refused = changes is Changes.REJECT
    source = kind.count(content, file, refused) if kind.count else count_document(document)
    if damage.is_damaged(source.paragraphs):
        source = replace(source, paragraphs=tuple(damage.read_again(source.paragraphs)))
    title = document.about.title or PurePosixPath(file).stem
    for transform in _transforms(changes, title, chapter):
        document = transform(document)
    texts = parts(document, {splitext(name)[0] for name in used})
    if not texts:
        raise BookError(faults.EMPTY.at(file))
    remarks = tuple(
        (f"{one.name}.md", said) for one in texts for said in placed_remarks(one.blocks)
    )
    texts = tuple(replace(one, blocks=without_remarks(one.blocks)) for one in texts)
    names = dict(_picture_names(document, used))
    pictures = {names[k]: v for k, v in document.pictures.items() if k in names}
    written = {
        f"{part.name}.md": text
        for part, text in zip(texts, _written(texts, names, others), strict=True)
    }
    sections, told = _read(written)
    proof = prove(source, count_sections(sections), document.asides, document.supplied)
    gone = tuple(_pictures_told(document, names, pictures, file))
    found = (
        *_faults_of(proof, sum(one.code in ("D013", "D014") for one in gone), file),
        *gone,
        *(faults.MISSING_CALLED.at(file, path=path) for path in called.missing),
        *_told(document, file),
        *(
            faults.REMARK.at(name, author=one.author or "?", text=_asked(one))
            for name, one in remarks
        ),
        *told,
    )
    return Brought(written, pictures, document.about, _entries(document), proof, found, remarks)


def _asked(one: PlacedRemark) -> str:
    return one.text or f"{one.other} → {one.found}"


def _with_pictures(document: IncomingText, beside: Beside) -> IncomingText:
    """Return a document with the pictures that lie beside its file."""
    shown = {one.address for one in inlines_in(document.blocks) if isinstance(one, PictureInline)}
    lacking = sorted(one for one in shown - set(document.pictures) if one and ":" not in one)
    found = {one: content for one in lacking if (content := beside(one)) is not None}
    about = document.about
    people = tuple(one for one in about.authors if one[0] not in _PROGRAMS)
    made = about.description.startswith("generated by")
    about = replace(about, authors=people, description="" if made else about.description)
    return replace(document, about=about, pictures={**document.pictures, **found})


_PROGRAMS = frozenset({"python-docx", "Microsoft Office User", "Utilisateur Windows", "user",
                       "Utilisateur", "Unknown", "Inconnu", "Auteur", "Author"})  # fmt: skip
"""What programs write in the place of an author."""


def _transforms(changes: Changes, title: str, chapter: bool) -> tuple[Transform, ...]:
    return (
        settling(changes),
        front_pages.sent_title_page,
        roles.gathered,
        typed_signs.plain_signs,
        *(() if chapter else (front_pages.without_title,)),
        front_pages.title_page,
        sought_headings.found_headings,
        sought_headings.joined_headings,
        typed_layout.unstyled_headings,
        typed_notes.typed_notes,
        typed_layout.verse,
        typed_layout.breaks,
        typed_layout.dialogue,
        front_pages.named_kinds,
        typed_layout.tidy,
        lambda document: front_pages.untitled(document, document.about.title or title),
    )


def _written(
    texts: tuple[Part, ...], names: Mapping[str, str], others: Mapping[str, str]
) -> Iterator[str]:
    """Yield the Markdown of each text, links between texts leading where their aims are now."""
    homes = {name: part.name for part in texts for name in _anchors(part) if name}
    aims = {
        one.address[1:]
        for part in texts
        for one in inlines_in(part.blocks)
        if isinstance(one, LinkInline) and one.address.startswith("#")
    }
    wanted = frozenset(aims & set(homes))
    links = (o for p in texts for o in inlines_in(p.blocks) if isinstance(o, LinkInline))
    away = {one.address: _elsewhere(one.address, others) for one in links}
    for part in texts:
        addresses = {**away, **names}
        for aim in aims:
            home = homes.get(aim)
            there = "" if home == part.name else f"{home}.md"
            addresses[f"#{aim}"] = f"{there}#{aim}" if home else ""
        yield write_text(levelled(part.blocks), TextWriter(addresses, wanted))


def _elsewhere(address: str, others: Mapping[str, str]) -> str:
    """Return where a link leads now: to a text, to the web, or nowhere: its words stay."""
    if re.match(r"(?:https?|mailto):", address):
        return address
    file = unquote(address.partition("#")[0])
    return others.get(PurePosixPath(file).stem, "") if ":" not in file else ""


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


def _picture_names(document: IncomingText, used: set[str]) -> Iterator[tuple[str, str]]:
    """Yield for each picture that is shown its name in the manuscript."""
    shown = dict.fromkeys(
        one.address for one in inlines_in(document.blocks) if isinstance(one, PictureInline)
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
    document: IncomingText, names: Mapping[str, str], pictures: Mapping[str, bytes], file: str
) -> Iterator[Diagnostic]:
    for one in inlines_in(document.blocks):
        if isinstance(one, PictureInline) and one.address not in names:
            remote = re.match(r"[a-z]+:", one.address)
            rule = faults.REMOTE_PICTURE if remote else faults.MISSING_PICTURE
            yield rule.at(file, path=one.address[:120])
    bare = [
        b.picture for b in blocks_in(document.blocks) if isinstance(b, Figure) and not b.caption
    ]
    for one in bare:
        if not one.alt and one.address in names:
            yield faults.UNDESCRIBED.at(file, path=names[one.address])
    for name, content in pictures.items():
        if reason := unfit(name, content):
            yield faults.UNFIT_PICTURE.at(file, path=name, reason=reason)


def _told(document: IncomingText, file: str) -> Iterator[Diagnostic]:
    for reason, text in document.doubts:
        yield faults.DOUBT.at(file, reason=reason, text=text)
    if cited := document.citations:
        yield faults.CITATIONS.at(file, count=len(cited), text=" · ".join(cited)[:80])
    formulas = [one.tex for one in inlines_in(document.blocks) if isinstance(one, Formula)]
    if formulas:
        yield faults.FORMULAS.at(file, count=len(formulas), text=" · ".join(formulas)[:80])


def _faults_of(proof: WordProof, missing: int, file: str) -> Iterator[Diagnostic]:
    if proof.lost:
        count = sum(miss.times for miss in proof.lost)
        words = ", ".join(miss.word for miss in proof.lost[:12])
        yield faults.LOST_WORDS.at(file, count=count, words=words)
    if proof.added:
        count = sum(miss.times for miss in proof.added)
        words = ", ".join(miss.word for miss in proof.added[:12])
        yield faults.ADDED_WORDS.at(file, count=count, words=words)
    wanted, count = proof.source.pictures - missing, proof.texts.pictures
    if count < wanted:
        yield faults.LOST_PICTURES.at(file, wanted=wanted, count=count)
    if lost := undescribed(proof.source, proof.texts):
        yield faults.LOST_DESCRIPTIONS.at(file, count=len(lost), text=" · ".join(lost)[:80])
    if proof.texts.notes < proof.source.notes:
        yield faults.LOST_NOTES.at(file, wanted=proof.source.notes, count=proof.texts.notes)


def _entries(document: IncomingText) -> tuple[Entry, ...]:
    """Return the index entries that marks name, each once."""
    found: dict[tuple[str, ...], Entry] = {}
    for one in inlines_in(document.blocks):
        if isinstance(one, IndexMark):
            *above, heading = one.heading
            entry = found.setdefault(one.heading, Entry(heading, under=above[0] if above else ""))
            if one.see:
                found[one.heading] = replace(entry, see=(*entry.see, one.see))
            if above:
                found.setdefault((above[0],), Entry(above[0]))
    return tuple(found.values())

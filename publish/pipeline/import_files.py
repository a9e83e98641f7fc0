"""Files that others made → a book: texts, pictures, entries and what book.toml says, written.

Nothing that stands in the book is overwritten: a text whose name is taken gets another one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from publish.diagnostics import BookError
from publish.importing.about_toml import entries_toml, filled_manifest, listed_texts
from publish.importing.bringing_in import Brought, bring_in
from publish.importing.changes import Changes
from publish.importing.import_report import report_page
from publish.manuscript import slug, unlike
from publish.manuscript.section import decode
from publish.messages import Translate
from publish.pipeline import faults
from publish.pipeline.folder import Folder, reason_of
from publish.pipeline.listed_files import ListedFile, listed_files
from publish.pipeline.new import new_book
from publish.receiving.open_remarks import asked, with_remarks

MANIFEST, INDEX, REMARKS = "book.toml", "index.toml", "remarks.toml"
SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Imported:
    """One file brought in: ``texts`` are the names of its texts; ``report`` where it is told."""

    file: Path
    brought: Brought
    texts: tuple[str, ...]
    report: Path


def import_files(
    root: Path,
    files: Sequence[Path],
    changes: Changes = Changes.ACCEPT,
    translate: Translate = str,
    title: str = "",
) -> list[Imported]:
    """Bring files into a book, a new one where ``root`` holds none; BookError where one cannot be
    read: nothing is written then."""
    folder = Folder(root / "manuscript")
    standing = folder.read(MANIFEST) is not None
    taken = set(folder.files()) if standing else set()
    listed, about = listed_files(files)
    brought = _bring_all(listed, changes, taken, {})
    if len(listed) > 1:  # now the names of all texts are known, and links find theirs
        homes = {f.file.stem: next(iter(b.texts)) for f, b in zip(listed, brought, strict=True)}
        brought = _bring_all(listed, changes, taken, homes)
    brought = _with_parts(listed, brought, taken)
    if not standing:
        about = about if about.title else brought[0].about
        title = title or about.title or listed[0].file.stem
        _begin(root, replace(brought[0], about=about), title)
    return [
        _write(root, one.file, made, translate) for one, made in zip(listed, brought, strict=True)
    ]


def _bring_all(
    files: Sequence[ListedFile], changes: Changes, taken: set[str], homes: Mapping[str, str]
) -> list[Brought]:
    used = set(taken)
    brought: list[Brought] = []
    for file in files:
        content, many = _content(file.file), len(files) > 1
        one = bring_in(content, file.file.name, changes, used, file.beside(), homes, many)
        used |= {*one.texts, *one.pictures}
        brought.append(one)
    return brought


def _with_parts(
    files: Sequence[ListedFile], brought: Sequence[Brought], taken: set[str]
) -> list[Brought]:
    """Return files brought in with the texts that open the parts above them."""
    used = [*taken, *(name for one in brought for name in one.texts)]
    stems = [PurePosixPath(name).stem for name in used]
    made: list[Brought] = []
    for file, one in zip(files, brought, strict=True):
        if file.part:
            stems = list(unlike([*stems, f"partie-{slug(file.part)}"]))
            title = re.sub(r"[*_`]", "", file.part)
            one = replace(one, texts={f"{stems[-1]}.md": f"# {title} {{.part}}\n", **one.texts})
        made.append(one)
    return made


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BookError(faults.UNREADABLE.at(path=str(file), reason=reason_of(error))) from None


def _begin(root: Path, first: Brought, title: str) -> None:
    """Make a new book that has no text of its own yet."""
    new_book(root, title)
    folder = Folder(root / "manuscript")
    (folder.root / "texte.md").unlink()
    toml = decode(folder.read(MANIFEST) or b"", MANIFEST)
    folder.write(MANIFEST, filled_manifest(toml, first.about, first.pictures).encode())


def _write(root: Path, file: Path, one: Brought, translate: Translate) -> Imported:
    folder = Folder(root / "manuscript")
    for name, content in one.pictures.items():
        folder.write(name, content)
    for name, text in one.texts.items():
        folder.write(name, text.encode())
    toml = decode(folder.read(MANIFEST) or b"", MANIFEST)
    listed = listed_texts(toml, tuple(one.texts))
    if listed != toml:
        folder.write(MANIFEST, listed.encode())
    if one.entries:
        index = decode(folder.read(INDEX) or b"", INDEX)
        folder.write(INDEX, entries_toml(index, one.entries).encode())
    if one.remarks:
        toml = decode(folder.read(REMARKS) or b"", REMARKS)
        more = (asked(said, text) for text, said in one.remarks)
        folder.write(REMARKS, with_remarks(toml, more).encode())
    place = _keep_source(folder, file)
    reports = Folder(root / "dist" / "reports")
    reports.prepare()
    name = f"import-{PurePosixPath(place).stem}.html"
    reports.write(name, report_page(one, file.name, translate).encode())
    return Imported(file, one, tuple(one.texts), reports.root / name)


def _keep_source(folder: Folder, file: Path) -> str:
    """Keep the file as it came in sources/ and return its place there."""
    content = _content(file)
    for n in range(1, 1000):
        stem = f"{file.stem}-{n}" if n > 1 else file.stem
        place = f"{SOURCES}/{stem}{file.suffix}"
        there = folder.read(place)
        if there == content:
            return place
        if there is None:
            folder.write(place, content)
            return place
    return place

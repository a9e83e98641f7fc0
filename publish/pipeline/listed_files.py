"""What is named → the files to bring in: a folder, or a list of chapters, is its chapters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath

from publish.diagnostics import BookError
from publish.importing import faults
from publish.importing.contents_file import (
    NAMES,
    about_listed,
    is_contents_file,
    listed_chapters,
)
from publish.importing.incoming import About
from publish.pipeline.folder import Folder


@dataclass(frozen=True, slots=True)
class ListedFile:
    """``root``: the folder that its pictures may lie in; ``part``: the part that begins there."""

    file: Path
    root: Path
    part: str = ""

    def beside(self) -> Callable[[str], bytes | None]:
        """Return what reads the files that lie beside it or in its root, and no others."""
        folder = self.file.parent.relative_to(self.root).as_posix()

        def read(path: str) -> bytes | None:
            path = path.replace("\\", "/")
            place = path.lstrip("/") if path.startswith("/") else normpath(join(folder, path))
            try:
                return Folder(self.root).read(place)
            except (BookError, ValueError):
                return None

        return read


def listed_files(files: Sequence[Path]) -> tuple[list[ListedFile], About]:
    """Return the files to bring in, in reading order, and what lists say of the work.

    BookError where a folder has no list of chapters, or a list names a file that is not there.
    """
    found: list[ListedFile] = []
    about = About()
    for file in files:
        contents = _contents_of(file)
        if contents is None:
            found.append(ListedFile(file, file.parent))
            continue
        more, said = _chapters(contents)
        found += more
        about = about if about.title else said
    return found, about


def _contents_of(file: Path) -> Path | None:
    if not file.is_dir():
        return file if is_contents_file(file.name) and file.is_file() else None
    there = next((file / name for name in NAMES if (file / name).is_file()), None)
    if there is None:
        raise BookError(faults.NO_CONTENTS.at(str(file)))
    return there


def _chapters(contents: Path) -> tuple[list[ListedFile], About]:
    folder = Folder(contents.parent)
    content = folder.read(contents.name) or b""
    made = [
        ListedFile(contents.parent / one.path, contents.parent, one.part)
        for one in listed_chapters(content, contents.name)
        if one.path
    ]
    missing = [one.file for one in made if folder.read(_under(one)) is None]
    if missing or not made:
        paths = ", ".join(one.relative_to(contents.parent).as_posix() for one in missing)
        raise BookError(faults.LISTED_MISSING.at(contents.name, paths=paths or "–"))
    above = contents.parent.parent if contents.parent.name == "src" else contents.parent
    return made, about_listed(content, contents.name, Folder(above).read("book.toml") or b"")


def _under(one: ListedFile) -> str:
    return one.file.relative_to(one.root).as_posix()

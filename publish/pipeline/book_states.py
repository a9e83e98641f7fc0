"""A state of a book → its words: a folder, a file of any kind that can be brought in, or a revision
of git."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import which

from publish.apparatus.terms import LANGUAGES
from publish.comparing.errata import Erratum, errata, written
from publish.comparing.paragraph_words import WordedParagraph, worded
from publish.diagnostics import BookError
from publish.importing.changes import Changes
from publish.importing.incoming import Block, Blocks, HeadingBlock
from publish.importing.kinds import kind_of
from publish.importing.transforms.tracked_changes import settling
from publish.importing.walking import plain
from publish.manuscript.reader import texts_of
from publish.manuscript.section import decode, read_text
from publish.pipeline import faults
from publish.pipeline.folder import Folder, reason_of
from publish.sending.outgoing import outgoing

_MANIFEST = "book.toml"
_SECONDS = 60


def differences(root: Path, one: str, two: str) -> list[Erratum]:
    """Return what changed from one state to another; ``root``: the book that revisions are of.

    A finished edition has an index, and gives titles and numerals styles that no manuscript has:
    beside a manuscript neither counts. Raises BookError where a state cannot be read.
    """
    found = errata(*(list(_state(root, name)) for name in (one, two)))
    if _is_edition(one) == _is_edition(two):
        return list(found)
    return [each for each in found if written(each.old) != written(each.new)]


def _is_edition(name: str) -> bool:
    return name.endswith((".epub", ".html", ".xhtml"))


def _state(root: Path, name: str) -> Iterator[WordedParagraph]:
    path = Path(name) if name != "." else root
    if path.is_dir():
        yield from _texts(_of_folder(path))
    elif path.is_file():
        yield from _of_file(path)
    else:
        yield from _texts(_of_revision(root, name))


def _of_folder(path: Path) -> dict[str, str]:
    """Return the texts of a book, or of a folder of texts, in their order."""
    folder = Folder(path / "manuscript" if (path / "manuscript").is_dir() else path)
    names = folder.files()
    files = {name: folder.read(name) or b"" for name in names if name.endswith((".md", _MANIFEST))}
    return _ordered(files, path.as_posix())


def _ordered(files: Mapping[str, bytes], state: str) -> dict[str, str]:
    """Return texts in the order of book.toml, or of their names where there is none."""
    found = sorted(name for name in files if name.endswith(".md"))
    try:
        listed = tomllib.loads(decode(files[_MANIFEST], _MANIFEST)).get("texts", [])
        names = texts_of(listed, found)
    except (KeyError, ValueError, TypeError, AttributeError):
        names = tuple(found)
    if not names:
        raise BookError(faults.NO_STATE.at(state=state))
    return {name: decode(files[name], name) for name in names if name in files}


def _texts(texts: Mapping[str, str]) -> Iterator[WordedParagraph]:
    for name, source in texts.items():
        sections, _ = read_text(source, name)
        for section in sections:
            yield from worded(outgoing(section), section.title)


def _of_file(path: Path) -> Iterator[WordedParagraph]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BookError(faults.UNREADABLE.at(path=str(path), reason=reason_of(error))) from None
    if path.suffix == ".md":
        yield from _texts({path.name: decode(content, path.name)})
        return
    document = kind_of(content, path.name).read(content, path.name)
    blocks = settling(Changes.ACCEPT)(document).blocks
    yield from worded(_without_index(blocks) if _is_edition(path.name) else blocks)


def _without_index(blocks: Blocks) -> Iterator[Block]:
    """Yield blocks without the pages that the press makes: an index, what is accessible."""
    names = {one for words in LANGUAGES.values() for one in (words.index, words.accessibility)}
    within = 0
    for block in blocks:
        if isinstance(block, HeadingBlock):
            if plain(block.inner).strip() in names:
                within = block.level
            elif block.level <= within:
                within = 0
        if not within:
            yield block


def _of_revision(root: Path, name: str) -> dict[str, str]:
    """Return the texts of a book at a revision of git."""
    if name.startswith("-") or which("git") is None:
        raise BookError(faults.NO_STATE.at(state=name))
    folder = root / "manuscript"
    listed = _git(folder, "ls-tree", "-r", "--name-only", "-z", name, "--", ".")
    if listed is None:
        raise BookError(faults.NO_STATE.at(state=name))
    files = {}
    for path in listed.decode("utf-8", "replace").split("\0"):
        if path.endswith((".md", _MANIFEST)) and not path.startswith("sources/"):
            files[path] = _git(folder, "show", f"{name}:./{path}") or b""
    return _ordered(files, name)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints, None where it refuses."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def title_of(root: Path) -> str:
    """Return the title of a book, "" where there is none."""
    try:
        content = Folder(root / "manuscript").read(_MANIFEST) or b""
        return str(tomllib.loads(decode(content, _MANIFEST)).get("title", ""))
    except (BookError, ValueError):
        return ""

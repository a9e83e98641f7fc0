"""A book's folder → the files it is made from: what a build rests on, and what can be sent."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from publish.pipeline import Folder, named_files
from publish.pipeline.store import digest
from publish.pipeline.style_folders import default_styles
from publish.pipeline.tools import tools

_FOLDERS = ("manuscript", "styles")
_NOT_READ = ("manuscript/sources/*", "*.part")


def files_of(root: Path) -> dict[str, bytes]:
    """Return a book's files by their paths in its folder.

    A file that cannot be read, or that a link takes from elsewhere, is empty or not there: the
    build says what is wrong with it.
    """
    found: dict[str, bytes] = {}
    named = {f"manuscript/{file}" for file in named_files(root)}
    for name in _FOLDERS:
        home = (root / name).resolve()
        for file in Folder(root / name).files():
            path = f"{name}/{file}"
            if path not in named and any(fnmatch(path, pattern) for pattern in _NOT_READ):
                continue
            place = (home / file).resolve()
            if place.is_relative_to(home):
                found[path] = _content(place)
    return found


def _content(place: Path) -> bytes:
    try:
        return place.read_bytes() if place.is_file() else b""
    except OSError:
        return b""


def weight(root: Path) -> int:
    """Return the bytes of a book's texts: about how long it takes to make."""
    texts = (root / "manuscript").glob("**/*.md")
    return sum(path.stat().st_size for path in texts if path.is_file())


def key_of(root: Path, targets: tuple[str, ...], epoch: int | None) -> str:
    """Return what identifies all that a book's files and its part in the catalogue rest on."""
    parts = (
        part for path, content in files_of(root).items() for part in (os.fsencode(path), content)
    )
    return digest(fingerprint().encode(), repr((targets, epoch)).encode(), *parts)


@cache
def fingerprint() -> str:
    """Return what books are made with: this tool, its libraries, Python, default styles."""
    styles = default_styles()
    contents = [
        part
        for path in Folder(styles).files()
        for part in (path.encode(), (styles / path).read_bytes())
    ]
    making = Path(__file__).with_name("making.py").read_bytes()  # what is taken from a built book
    return digest(tools().encode(), making, *contents)

"""A new book: a small manuscript that builds, and the default styles to change."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from publish.diagnostics import BookError
from publish.manuscript import slug
from publish.pipeline import faults
from publish.pipeline.folder import Folder
from publish.pipeline.style_folders import default_styles

_SKELETON = Path(__file__).parent / "skeleton"
_RENAMED = {"gitignore": ".gitignore"}


def new_book(root: Path, title: str = "") -> Path:
    """Make a book in a new or empty folder and return its path; BookError if it holds anything."""
    place = root.resolve()  # “new/../old” is “old”, though there is no “new” yet
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise BookError(faults.NOT_EMPTY.at(path=str(root)))
    title = title or root.resolve().name
    values = {
        "title": json.dumps(title, ensure_ascii=False),
        "slug": json.dumps(slug(title) or "livre"),
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }
    book = Folder(place)
    for path in Folder(_SKELETON).files():
        text = (_SKELETON / path).read_text("utf-8")
        if path.endswith("book.toml"):
            text = text.format(**values)
        book.write(_RENAMED.get(path, path), text.encode())
    styles = Folder(default_styles())
    for path in styles.files():
        book.write(f"styles/{path}", styles.read(path) or b"")
    return root

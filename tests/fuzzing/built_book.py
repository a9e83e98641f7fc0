"""A whole book, one file of which is broken, built as a user builds it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from publish.api import build
from publish.diagnostics import BookError
from publish.pipeline import style_faults
from tests.fuzzing import seeds

_STYLES = Path(__file__).parents[2] / "styles"
FONT = "styles/fonts/LibertinusSerif-Regular.otf"
TEMPLATE = "styles/templates/colophon.html.j2"

WHOLE: Mapping[str, bytes] = {
    "manuscript/book.toml": seeds.BOOK.encode(),
    "manuscript/a.md": seeds.MARKDOWN.encode(),
    "manuscript/index.toml": seeds.INDEX.encode(),
    "manuscript/plan.png": seeds.picture("PNG"),
    "styles/print.css": (_STYLES / "print.css").read_bytes(),
    "styles/epub.css": seeds.CSS.encode(),
    TEMPLATE: (_STYLES / "templates/colophon.html.j2").read_bytes(),
}


def built(file: str) -> Callable[[bytes], object]:
    """Return what builds the book with other bytes in one of its files."""

    def enter(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, content in {**WHOLE, file: data}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            with suppress(BookError):
                style_faults(root)
            return build(root, ["epub", "lecture", "couverture"])

    return enter

"""The styles of a book: its own files over the default ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from publish.pipeline.folder import Folder

if TYPE_CHECKING:
    from publish.composition import Styles

OF_THE_WEB: Final = ("web.css", "web/*", "templates/web.html.j2", "templates/search.html.j2")
SCREEN_ONLY: Final = ("epub.css", "covers/*", "templates/cover.html.j2", *OF_THE_WEB)
"""Styles that no page of the book rests on."""
LARGE_PRINT: Final = "large-print/"
OF_LARGE_PRINT: Final = (f"{LARGE_PRINT}*",)
"""Styles that only the large-print edition rests on."""

_PACKAGE = Path(__file__).resolve().parent.parent


def default_styles() -> Path:
    """Return the folder of the default styles: in the wheel, else beside the package."""
    packed = _PACKAGE / "styles"
    return packed if packed.is_dir() else _PACKAGE.parent / "styles"


def style_folders(book: Path) -> list[Path]:
    """Return where a book's styles are found, the folder that counts most last."""
    return list(dict.fromkeys((default_styles().resolve(), (book / "styles").resolve())))


def style_sheets(book: Path) -> dict[str, str]:
    """Return the text of the style sheets that apply; what is not UTF-8 in them is replaced."""
    files = load_styles(book).files
    return {
        path: content.decode("utf-8", "replace")
        for path, content in sorted(files.items())
        if path.endswith(".css")
    }


def load_styles(book: Path) -> Styles:
    """Return the book's styles; a file it does not have comes from the defaults."""
    from publish.composition import Styles

    files: dict[str, bytes] = {}
    for root in style_folders(book):
        folder = Folder(root)
        files |= {path: content for path in folder.files() if (content := folder.read(path))}
    return Styles(files)

"""What the cover shows besides the metadata: the text of its back, a picture, a mark.

``[cover] back = "quatrieme.md"`` → its tree; pictures → their bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from publish.book import Element
from publish.book.metadata import Metadata
from publish.diagnostics import BookError, Diagnostic
from publish.manuscript import faults
from publish.manuscript.markdown import parse
from publish.manuscript.pictures import NO_PICTURE, unfit
from publish.manuscript.references import Files
from publish.manuscript.section import decode, refused


@dataclass(frozen=True, slots=True)
class CoverMatter:
    """``back``: a ``<section>`` of blocks, empty where there is none; ``images``: by their path."""

    back: Element
    images: Mapping[str, bytes]


def read_cover(files: Files, metadata: Metadata) -> CoverMatter:
    """Read what ``[cover]`` of book.toml names; BookError with every fault."""
    options = metadata.cover
    found: list[Diagnostic] = []
    images: dict[str, bytes] = {}
    for path in filter(None, (options.image, options.mark, options.finished)):
        content = _content(files, path, found)
        if content is None:
            continue
        drawn = path == options.finished and path.lower().endswith(".svg")
        if reason := NO_PICTURE if drawn else unfit(path, content):
            found.append(faults.UNFIT_PICTURE.at("book.toml", path=path, reason=reason))
        images[path] = content
    back = etree.Element("section")
    content = _content(files, options.back, found) if options.back else None
    if content is not None:
        fragment = parse(decode(content, options.back), options.back)
        found += fragment.diagnostics
        found += refused(fragment, options.back)
        back = fragment.body
    if found:
        raise BookError(*found)
    return CoverMatter(back, images)


def _content(files: Files, path: str, found: list[Diagnostic]) -> bytes | None:
    try:
        content = files.read(path)
    except BookError as error:
        found += error.diagnostics
        return None
    if content is None:
        found.append(faults.MISSING_FILE.at("book.toml", path=path))
    return content

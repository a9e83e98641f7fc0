"""Sources as they are surely meant: ``publish check --fix``.

``oﬃcier`` typed with U+FB03 → ``officier``; ``- Vous ?⏎- Moi.`` → ``— Vous ?⏎⏎— Moi.``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.manuscript.front import take_front
from publish.manuscript.markdown.block import MarkdownBlock
from publish.manuscript.markdown.block_reader import BlockReader
from publish.manuscript.markdown.reading import MarkdownReading
from publish.manuscript.markdown.speech import speaks
from publish.manuscript.odd_signs import mended_signs

_HYPHEN = re.compile(r"^([ >]*)-[ \t]+")


def mended(source: str, file: str) -> str:
    """Return a source with its odd signs and its dialogues mended; BookError as reading it."""
    return _mended_speech(mended_signs(source), file)


def _mended_speech(source: str, file: str) -> str:
    """Return a source whose lists that speak are paragraphs, each opened by a dash."""
    lines = source.split("\n")
    document = BlockReader(take_front(source, file).text.split("\n"), MarkdownReading(file)).read()
    for block in reversed(list(_lists(document))):
        for item in reversed(block.children):
            at = item.line - 1
            lines[at] = _HYPHEN.sub(r"\1— ", lines[at])
            if at and lines[at - 1].strip(" >"):
                opened = re.match(r"[ >]*", lines[at])
                lines.insert(at, opened[0].rstrip() if opened else "")
    return "\n".join(lines)


def _lists(block: MarkdownBlock) -> Iterator[MarkdownBlock]:
    for child in block.children:
        if child.kind == "list" and speaks(child):
            yield child
        else:
            yield from _lists(child)

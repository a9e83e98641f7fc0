"""The running heads of each section: what stands above its left pages, and its right ones.

``[print] left-head`` and ``right-head`` say of what; ``running`` on a title shortens it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from publish.book import Section
from publish.book.metadata import Metadata


def with_heads(sections: Sequence[Section], metadata: Metadata) -> tuple[Section, ...]:
    """Return the sections of a whole book with their heads, left and right."""
    options = metadata.print
    by_id = {section.id: section for section in sections}

    def part(section: Section) -> str:
        above = by_id.get(section.part)
        return _short(above) if above else metadata.title

    authors = ", ".join(one.name for one in metadata.contributors if one.role == "aut")
    says: Mapping[str, Callable[[Section], str]] = {
        "book": lambda _: metadata.title,
        "author": lambda section: section.author or authors or metadata.title,
        "part": part,
        "chapter": _short,
        "section": _short,  # until a page tells one
        "none": lambda _: "",
    }
    left, right = says[options.left_head], says[options.right_head]
    return tuple(replace(one, heads=(left(one), right(one))) for one in sections)


def _short(section: Section) -> str:
    return section.running or section.title

"""A document → the texts of a book: cut at the headings that are chapters, parts kept.

``Première partie`` (level 1), ``Le chemin`` (level 2) → ``# Première partie {.part}`` and
``# Le chemin``, each a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.importing.incoming import Block, Blocks, HeadingBlock, IncomingText
from publish.importing.transforms.sought_headings import is_part
from publish.importing.walking import changed, plain
from publish.manuscript import slug, unlike

_KINDS: tuple[tuple[str, str], ...] = (
    (r"avant[- ]propos|avertissement|au lecteur|préambule", "foreword"),
    (r"préface", "preface"),
    (r"introduction( générale)?", "introduction"),
    (r"postface|épilogue|conclusion( générale)?", "afterword"),
    (r"annexes?|appendices?", "appendix"),
    (r"bibliographie( .*)?|références bibliographiques", "bibliography"),
    (r"notes? sur (les textes?|le texte|l’édition|la présente édition|l'édition)", "note-on-texts"),
    (r"dédicace", "dedication"),
    (r"épigraphe|exergue", "epigraph"),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _KINDS)
_WRITTEN = frozenset({*(kind for _, kind in _KINDS), "part", "chapter"})


@dataclass(frozen=True, slots=True)
class Part:
    """One text: ``name`` is its file's, without ending."""

    name: str
    blocks: Blocks


def parts(document: IncomingText, taken: Iterable[str] = ()) -> tuple[Part, ...]:
    """Return the texts of a document, named unlike those that are ``taken``."""
    if not any(True for _ in _headings(document.blocks)):
        return ()
    chapters, part_level = _chapter_level(document)
    texts = list(_cut(document.blocks, chapters, part_level))
    names = list(_names(texts, taken))
    return tuple(Part(n, b) for n, b in zip(names, texts, strict=True))


def _headings(blocks: Iterable[Block]) -> Iterator[HeadingBlock]:
    return (block for block in blocks if isinstance(block, HeadingBlock))


def _chapter_level(document: IncomingText) -> tuple[int, int]:
    """Return the level of chapters, and that of the parts above them, 0 where there is none."""
    levels = sorted({one.level for one in _headings(document.blocks) if not one.kind})
    if not levels:
        return 1, 0
    top = levels[0]
    if len(levels) > 1 and _are_parts(document.blocks, top):
        return levels[1], top
    return top, 0


def _are_parts(blocks: Blocks, level: int) -> bool:
    """Whether headings of a level are parts: they say so, or nothing stands under most of them but
    headings."""
    tops = [n for n, b in enumerate(blocks) if isinstance(b, HeadingBlock) and b.level == level]
    own = [n for n in tops if not _kind(blocks[n])]
    called = [n for n in own if is_part(plain(blocks[n].inner))]  # type: ignore[union-attr]
    if called and len(called) * 2 >= len(own):
        return True
    bare = [n for n in own if n + 1 < len(blocks) and isinstance(blocks[n + 1], HeadingBlock)]
    return len(own) > 1 and len(bare) * 5 >= len(own) * 4


def _stands_over(block: HeadingBlock, after: Blocks) -> bool:
    """Whether a heading is a part over chapters of its own level: ``Livre premier``, and at once
    ``Chapitre I``."""
    first = after[0] if after else None
    return (
        is_part(plain(block.inner))
        and isinstance(first, HeadingBlock)
        and first.level == block.level
        and not is_part(plain(first.inner))
    )


def _kind(block: Block) -> str:
    """Return the kind of a text by its heading, "" for a chapter."""
    if not isinstance(block, HeadingBlock):
        return ""
    if block.kind in _WRITTEN:
        return block.kind
    words = plain(block.inner).strip().rstrip(".")
    return next((kind for pattern, kind in _PATTERNS if pattern.fullmatch(words)), "")


def _cut(blocks: Blocks, chapters: int, part_level: int) -> Iterator[Blocks]:
    text: list[Block] = []
    for n, block in enumerate(blocks):
        if isinstance(block, HeadingBlock) and (block.level <= chapters or block.kind in _WRITTEN):
            if text:
                yield tuple(text)
            text = []
            kind = _kind(block)
            if not kind and (block.level == part_level or _stands_over(block, blocks[n + 1 :])):
                kind = "part"
            block = replace(block, level=1, kind=kind)
        elif isinstance(block, HeadingBlock):
            block = replace(block, level=max(2, block.level - chapters + 1), kind="")
        text.append(block)
    if text:
        yield tuple(text)


def _names(texts: Sequence[Blocks], taken: Iterable[str]) -> Iterator[str]:
    used = set(taken)
    wanted = []
    for n, blocks in enumerate(texts, 1):
        first = blocks[0]
        title = plain(first.inner) if isinstance(first, HeadingBlock) else ""
        kind = first.kind if isinstance(first, HeadingBlock) else ""
        name = "-".join(slug(title).split("-")[:6]) or kind or "texte"
        wanted.append(f"{n:02}-{name}" if len(texts) > 1 else name)
    made = list(unlike([*sorted(used), *wanted]))
    yield from made[len(used) :]


def levelled(blocks: Blocks) -> Blocks:
    """Return blocks of one text whose headings do not skip a level."""
    deepest = 1

    def around(some: Blocks) -> Blocks:
        nonlocal deepest
        kept: list[Block] = []
        for block in some:
            if isinstance(block, HeadingBlock):
                deepest = min(block.level, deepest + 1)
                block = replace(block, level=deepest)
            kept.append(block)
        return tuple(kept)

    return changed(blocks, lambda inner: inner, around)

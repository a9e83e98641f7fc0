"""Headings that are not styled as such: bold or centred lines, capitals, ``Chapitre II``.

They are sought only where a file has no heading of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from publish.importing.incoming import (
    Block,
    Blocks,
    Emphasis,
    HeadingBlock,
    IncomingText,
    Inline,
    Inlines,
    LineBreak,
    LinkInline,
    PageBreak,
    Paragraph,
    Text,
)
from publish.importing.transforms.roles import is_styled
from publish.importing.walking import plain
from publish.messages import N_

READ_AS_HEADINGS = N_("these lines are read as headings, though no style says so")
_LONGEST = 90
_ORDINAL = (
    "premi(?:er|ère)|second|seconde|deuxième|troisième|quatrième|cinquième|sixième|septième"
    "|huitième|neuvième|dixième|dernier|dernière"
)
_NUMERAL = r"(?:[IVXLC]+|\d{1,3})"
_PART = re.compile(
    rf"(?:(?:livre|partie|tome|volume)\s+(?:{_NUMERAL}|{_ORDINAL})"
    rf"|(?:{_ORDINAL})\s+(?:partie|livre|volume|époque))(?!\w)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    rf"(?:chapitre|scène|acte|chant|lettre|nouvelle|conte|journée|section|leçon)\s+"
    rf"(?:{_NUMERAL}|{_ORDINAL}|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix\w*|onze|douze"
    rf"|treize|quatorze|quinze|seize|vingt[\w-]*|trente[\w-]*|quarante[\w-]*)(?!\w)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:prologue|épilogue|préface|avant-propos|introduction|conclusion|postface|avertissement"
    r"|remerciements|bibliographie|annexes?|préambule|glossaire|notes?)\.?\Z",
    re.IGNORECASE,
)
_NUMBERED = ("chapter", "alone")
_ALONE = re.compile(rf"{_NUMERAL}\.?\Z")
_ENDS = re.compile(r"[,;:…]\Z|[.!?]\s*[»\"”]\Z|(?<![IVXLC\d])\.\Z")


def is_part(words: str) -> bool:
    """Whether the words of a heading name a part of a book."""
    return bool(_PART.match(words.strip()))


def is_numbering(words: str) -> bool:
    """Whether a heading is a number alone: ``II``, ``Chapitre premier``."""
    words = words.strip()
    found = _CHAPTER.match(words) or _PART.match(words)
    alone = bool(found) and not words[found.end() :].strip(" .:—–-") if found else False
    return bool(_ALONE.match(words)) or alone


def found_headings(document: IncomingText) -> IncomingText:
    """Return a document whose lines that look like headings are, where it has no others."""
    if any(isinstance(block, HeadingBlock) for block in document.blocks):
        return document
    signatures = [_signature(document.blocks, n) for n in range(len(document.blocks))]
    for n, one in enumerate(signatures[1:], 1):
        before = document.blocks[n - 1]
        words = " ".join(plain(before.inner).split()) if isinstance(before, Paragraph) else ""
        if one and signatures[n - 1] in _NUMBERED and is_numbering(words):
            signatures[n] = signatures[n - 1]  # the title of the number above it
    counts = Counter(one for one in signatures if one)
    if sum(counts.values()) * 3 > sum(isinstance(b, Paragraph) for b in document.blocks):
        signatures = [one if one in ("part", "chapter", "named") else "" for one in signatures]
        counts = Counter(one for one in signatures if one)
    kept = [one for one in dict.fromkeys(s for s in signatures if s) if _is_kept(one, counts)]
    levels = _levels(kept)
    blocks = tuple(
        _as_heading(block, levels[signature]) if signature in levels else block
        for block, signature in zip(document.blocks, signatures, strict=True)
    )
    found = [plain(b.inner).strip() for b in blocks if isinstance(b, HeadingBlock)]
    doubts = ((READ_AS_HEADINGS, " · ".join(found)[:300]),) if found else ()
    return replace(document, blocks=blocks, doubts=(*document.doubts, *doubts))


def _is_kept(signature: str, counts: Counter[str]) -> bool:
    return signature in ("part", "chapter", "named") or counts[signature] > 1


def _levels(signatures: list[str]) -> dict[str, int]:
    """Return the level of each kind of heading: parts, then what comes first, then the others."""
    top = [one for one in signatures if one == "part"]
    chapters = [one for one in signatures if one in ("chapter", "named", "alone")]
    others = [one for one in signatures if one not in (*top, *chapters)]
    levels = dict.fromkeys(top, 1)
    chapter = 2 if top else 1
    levels |= dict.fromkeys(chapters, chapter)
    for n, one in enumerate(others):
        levels[one] = min(chapter + (1 if chapters else 0) + n, chapter + 2)
    return levels


def _signature(blocks: Blocks, n: int) -> str:
    """Return in which way a paragraph looks like a heading, "" where it does not."""
    block = blocks[n]
    if not isinstance(block, Paragraph) or block.role or block.align == "right":
        return ""
    words = " ".join(plain(block.inner).split())
    if not words or len(words) > _LONGEST or not _followed_by_text(blocks, n):
        return ""
    if _PART.match(words) and not _ENDS.search(words):
        return "part"
    if _CHAPTER.match(words) and not _ENDS.search(words):
        return "chapter"
    if _NAMED.match(words):
        return "named"
    if _ALONE.match(words) and words.strip(".") != "":
        return "alone"
    if _ENDS.search(words) or not any(sign.isalpha() for sign in words) or words[0] in "-–—«":
        return ""
    bold = "bold" if is_styled(block.inner, Emphasis.BOLD) else ""
    capitals = "capitals" if words.upper() == words and len(words) > 3 else ""
    if not bold and not capitals:
        return ""
    italic = "italic" if is_styled(block.inner, Emphasis.ITALIC) else ""
    return " ".join(part for part in (bold, capitals, italic, block.align) if part)


def _followed_by_text(blocks: Blocks, n: int) -> bool:
    after = (b for b in blocks[n + 1 :] if isinstance(b, Paragraph))
    return next(after, None) is not None


def _as_heading(block: Block, level: int) -> Block:
    assert isinstance(block, Paragraph)
    return HeadingBlock(level, block.inner)


def joined_headings(document: IncomingText) -> IncomingText:
    """Return a document whose number and title of a chapter are one heading.

    ``Chapitre premier``, ``Le départ`` → ``Chapitre premier. Le départ``
    """
    below = frozenset(_numbers_with_titles_below(document.blocks))
    return replace(document, blocks=tuple(_joined(document.blocks, below)))


def _numbers_with_titles_below(blocks: Blocks) -> Iterator[int]:
    """Yield the levels of numbers whose titles are headings of a level below, and nothing else is.

    ``Chapitre I`` (level 2), ``Le départ`` (level 3), and so in every chapter.
    """
    headings = [block for block in blocks if isinstance(block, HeadingBlock)]
    numbers = Counter(one.level for one in headings if _is_bare_number(one))
    titled = Counter(
        one.level
        for one, after in pairwise(blocks)
        if isinstance(one, HeadingBlock)
        and _is_bare_number(one)
        and isinstance(after, HeadingBlock)
        and after.level == one.level + 1
    )
    for level, count in numbers.items():
        under = sum(one.level > level for one in headings)
        if count > 1 and titled[level] == count and under - count <= count // 10:
            yield level


def _is_bare_number(heading: HeadingBlock) -> bool:
    words = plain(heading.inner).strip()
    return is_numbering(words) and not is_part(words)


def _joined(blocks: Blocks, below: frozenset[int]) -> Iterator[Block]:
    held: HeadingBlock | None = None
    for block in blocks:
        if (
            held is not None
            and isinstance(block, HeadingBlock)
            and block.level in {held.level, held.level + (held.level in below)}
        ):
            words = plain(held.inner).strip()
            if _is_bare_number(held) and not is_numbering(plain(block.inner)):
                stop = Text(" " if words.endswith(".") else ". ")
                inner = (*held.inner, stop, *block.inner)
                held = replace(held, inner=_in_one_line(inner), id=held.id or block.id)
                continue
        if held is not None and isinstance(block, PageBreak):
            continue
        if held is not None:
            yield held
            held = None
        if isinstance(block, HeadingBlock):
            held = replace(block, inner=_in_one_line(block.inner))
        else:
            yield block
    if held is not None:
        yield held


def _unlinked(inner: Inlines) -> Iterator[Inline]:
    for one in inner:
        if isinstance(one, LinkInline) and one.address.startswith("#"):
            yield from one.inner
        else:
            yield one


def _in_one_line(inner: Inlines) -> Inlines:
    """Return a heading without line breaks: a number and its title are parted by a stop.

    Nor does a heading lead anywhere: where it is a link, it is one back to the contents.
    """
    lines: list[Inlines] = [()]
    for one in _unlinked(inner):
        if isinstance(one, LineBreak):
            lines.append(())
        else:
            lines[-1] = (*lines[-1], one)
    joined: Inlines = ()
    for line in (line for line in lines if plain(line).strip() or line):
        stop = ". " if is_numbering(plain(joined)) and not plain(joined).endswith(".") else " "
        joined = (*joined, Text(stop), *line) if joined else line
    return joined

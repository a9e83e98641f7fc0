"""What stands before the first heading: the title page, a dedication, an epigraph, a preface."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from publish.importing.formats.pandoc_json import TITLE_PAGE
from publish.importing.incoming import (
    About,
    Aside,
    Blank,
    Block,
    Blocks,
    DivisionBlock,
    HeadingBlock,
    IncomingText,
    NoteBody,
    PageBreak,
    Paragraph,
    ParagraphRole,
    SpanInline,
    Text,
)
from publish.importing.walking import inlines_in, plain, words_of
from publish.messages import N_

NO_HEADING = N_("the file has no headings: it came over as one text")
NO_FIRST = N_("what stands before the first heading got the title of the book")
_NAME = re.compile(
    r"(?:par |de )?(?:[A-ZÀ-ÞŒ][\w’'.-]*|d[eu]|des|la|le|von|van|et|&|d’)"
    r"(?:[ -](?:[A-ZÀ-ÞŒ][\w’'.-]*|d[eu]|des|la|le|von|van|et|&))+\Z"
)
_DEDICATES = re.compile(r"(?:À|A|Aux?|Pour|En mémoire|In memoriam|En hommage|En souvenir)\s", re.I)
_ISBN = re.compile(r"ISBN[ -]*(?:13)?[ :]*([\dX][\dX -]{8,20}[\dX])")
_SENT_PAGE = re.compile(r"(?:id_)?_pub[0-9a-f]{8}_0(?:_\d+)?\Z")
_LONGEST_LINE = 120
_MOST_LINES = 14


def sent_title_page(document: IncomingText) -> IncomingText:
    """Return a document without the title page that “publish send” put before it, and without
    what only names its figures."""
    mine = [block for block in document.blocks if _is_sent(block)]
    others = (block for block in document.blocks if block not in mine)
    blocks = tuple(one for block in others for one in _opened(block))
    aside = (Aside(TITLE_PAGE, words_of(mine)),) if mine else ()
    return replace(document, blocks=blocks, asides=(*document.asides, *aside))


def _opened(block: Block) -> Blocks:
    named = isinstance(block, DivisionBlock) and "_pub" in block.id and not block.name
    return block.blocks if isinstance(block, DivisionBlock) and named else (block,)


def _is_sent(block: Block) -> bool:
    if not isinstance(block, Paragraph | HeadingBlock):
        return False
    names = (one.id for one in block.inner if isinstance(one, SpanInline))
    return any(_SENT_PAGE.match(name) for name in names)


def opened_by_title(document: IncomingText) -> IncomingText:
    """Return a chapter that opens with the title that its front matter gives, where no heading of
    it does."""
    title = document.about.title
    tops = (b for b in document.blocks if isinstance(b, HeadingBlock) and b.level == 1)
    if not title or any(tops):
        return document
    about = replace(document.about, title="", subtitle="", description="")
    return replace(
        document, blocks=(HeadingBlock(1, (Text(title),)), *document.blocks), about=about
    )


def title_page(document: IncomingText) -> IncomingText:
    """Return a document without its title page, which says what the work is."""
    head = tuple(takewhile(lambda b: not isinstance(b, HeadingBlock), document.blocks))
    if len(head) == len(document.blocks):
        head = _until_page_break(head)
    rest = document.blocks[len(head) :]
    asides = list(document.asides)
    about = document.about
    pages = _pages(head)
    kept: list[Block] = []
    for n, page in enumerate(pages):
        lines = [plain(b.inner).strip() for b in page if isinstance(b, Paragraph)]
        turned = n < len(pages) - 1 or bool(rest)
        if n == 0 and turned and _is_title_page(page, lines, about):
            about = _read(about, [(b, plain(b.inner)) for b in page if isinstance(b, Paragraph)])
            asides.append(Aside(TITLE_PAGE, words_of(page)))
        elif lines and len(kept) == 0 and len(" ".join(lines)) < 400 and len(lines) < 9 and rest:
            kind = "dedication" if _DEDICATES.match(lines[0]) else "epigraph"
            kept += [HeadingBlock(1, (), "", kind), *(b for b in page if not isinstance(b, Blank))]
        else:
            kept += page
    return replace(document, blocks=(*kept, *rest), asides=tuple(asides), about=about)


def _until_page_break(blocks: Blocks) -> Blocks:
    """Return the first page of a text that has no headings, if it looks like a title page."""
    for n, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            return blocks[: n + 1] if n < _MOST_LINES else ()
    return ()


def without_title(document: IncomingText) -> IncomingText:
    """Return a document without the heading that is the title of the book.

    It is the first one, and says the title; or it stands alone above all others, with nothing but
    a front page before it.
    """
    headings = [b for b in document.blocks if isinstance(b, HeadingBlock)]
    if len(headings) < 2 or headings[0].kind or _calls_note(headings[0]):
        return document
    first, others = headings[0], headings[1:]
    words = " ".join(plain(first.inner).split())
    said = _folded(document.about.title)
    titled = bool(said) and (said.startswith(_folded(words)) and len(words) > 3)
    alone = all(one.level > first.level for one in others) and len(others) > 2
    before = document.blocks.index(first)
    if not titled and not (alone and before == 0 and isinstance(document.blocks[1], HeadingBlock)):
        return document
    if titled and not any(one.level <= first.level + 1 for one in others):
        return document
    about = document.about if document.about.title else replace(document.about, title=words)
    gone = [first, *(takewhile(lambda b: _names_author(about, b), document.blocks[before + 1 :]))]
    blocks = tuple(b for b in document.blocks if b not in gone)
    asides = (*document.asides, *(Aside(TITLE_PAGE, words_of((one,))) for one in gone))
    return replace(document, blocks=blocks, about=about, asides=asides)


def _names_author(about: About, block: Block) -> bool:
    """Whether a heading says who wrote the book, and nothing else."""
    if not isinstance(block, HeadingBlock):
        return False
    words = re.sub(r"^(?:par|de) ", "", " ".join(plain(block.inner).split()), flags=re.I)
    return words.casefold() in {name.casefold() for name, _ in about.authors}


def _calls_note(heading: HeadingBlock) -> bool:
    return any(isinstance(one, NoteBody) for one in inlines_in((heading,)))


def _folded(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _pages(blocks: Blocks) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, PageBreak):
            pages.append([])
        elif isinstance(block, Paragraph) and _DEDICATES.match(plain(block.inner)) and pages[-1]:
            pages.append([block])
        else:
            pages[-1].append(block)
    return [page for page in pages if any(not isinstance(b, Blank) for b in page)]


def _is_title_page(page: list[Block], lines: list[str], about: About) -> bool:
    if not lines or len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        return False
    if not all(isinstance(b, Paragraph | Blank) for b in page):
        return False
    if _DEDICATES.match(lines[0]) or any(len(one) > 60 and one.endswith(".") for one in lines):
        return False
    named = any(isinstance(b, Paragraph) and b.role in _TITLES for b in page)
    centred = all(b.align == "center" for b in page if isinstance(b, Paragraph))
    title = any(about.title and about.title.casefold() in one.casefold() for one in lines)
    short = len(lines) in (2, 3, 4, 5) and not any(one.endswith(".") for one in lines)
    signed = short and any(_NAME.match(one) for one in lines) and max(map(len, lines)) < 60
    known = bool(about.title) and all(_known(about, one) or _NAME.match(one) for one in lines)
    return named or centred or title or signed or known


_TITLES = (ParagraphRole.TITLE, ParagraphRole.SUBTITLE, ParagraphRole.AUTHOR)


def _read(about: About, lines: list[tuple[Paragraph, str]]) -> About:
    """Return what a title page says, where the file's own properties do not."""
    left = []
    for block, words in lines:
        words = " ".join(words.split())
        if found := _ISBN.search(words):
            about = replace(about, isbn=about.isbn or found[1].strip())
        elif block.role is ParagraphRole.TITLE:
            about = replace(about, title=words)
        elif block.role is ParagraphRole.SUBTITLE:
            about = replace(about, subtitle=about.subtitle or words)
        elif block.role is ParagraphRole.AUTHOR or (
            not about.authors and _NAME.match(words) and about.title
        ):
            name = re.sub(r"^(?:par|de) ", "", words)
            about = replace(about, authors=((name, "aut"),))
        elif not _known(about, words):
            left.append(words)
    if not about.title and left:
        names = [one for one in left if _NAME.match(one)]
        title = next((one for one in left if one not in names), left[0])
        about = replace(about, title=title)
        if names and names[0] != title and not about.authors:
            about = replace(about, authors=((names[0], "aut"),))
    return about


def _known(about: About, words: str) -> bool:
    said = {about.title.casefold(), about.subtitle.casefold()}
    return words.casefold() in said | {name.casefold() for name, _ in about.authors}


_NAMES = {"preface": "Préface", "introduction": "Introduction", "foreword": "Avant-propos",
          "afterword": "Postface", "appendix": "Annexe",
          "bibliography": "Bibliographie"}  # fmt: skip


def named_kinds(document: IncomingText) -> IncomingText:
    """Return a document whose texts of a kind that needs a title have one: that of their kind."""
    supplied: list[str] = []

    def named(block: Block) -> Block:
        if (
            isinstance(block, HeadingBlock)
            and block.kind in _NAMES
            and not plain(block.inner).strip()
        ):
            supplied.append(_NAMES[block.kind])
            return replace(block, inner=(Text(_NAMES[block.kind]),))
        return block

    blocks = tuple(map(named, document.blocks))
    return replace(document, blocks=blocks, supplied=(*document.supplied, *supplied))


def untitled(document: IncomingText, title: str) -> IncomingText:
    """Return a document that opens with a heading: the book's title, where there is none."""
    first = next((b for b in document.blocks if not isinstance(b, Blank | PageBreak)), None)
    if isinstance(first, HeadingBlock) or first is None:
        return document
    levels = [b.level for b in document.blocks if isinstance(b, HeadingBlock)]
    heading = HeadingBlock(min(levels, default=1), (Text(title),))
    doubts = (*document.doubts, (NO_HEADING if not levels else NO_FIRST, title))
    blocks, supplied = (heading, *document.blocks), (*document.supplied, title)
    return replace(document, blocks=blocks, doubts=doubts, supplied=supplied)

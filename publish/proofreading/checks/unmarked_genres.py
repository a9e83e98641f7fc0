"""Verse and plays that nothing marks as such: T040, T041.

``Demain, dès l’aube,␣␣⏎Je partirai.␣␣⏎…`` → T040
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publish.book import Element, text_of
from publish.book.vocabulary import GENRES, classes
from publish.characters import LINE_MARK
from publish.diagnostics import Rule, Severity
from publish.manuscript.speakers import NAME
from publish.messages import N_
from publish.proofreading.lint import check
from publish.proofreading.lint_text import Block, Finding, LintText

_LINES = re.compile(rf"[{LINE_MARK}\n]")
_LONGEST = 75  # signs of a verse
_STANZA, _POEM = 3, 4  # lines
_OPENS = re.compile(r"[\s«“\"'’(…–—-]*[A-ZÀ-ÖØ-ÞŒ]")
_APART = GENRES | {"epigraph", "dedication", "source", "subtitle", "author", "signature", "date"}
_BEHIND_NAME = re.compile(r"\s*(?:[.:](?=\s|$)|[—–]|-\s|\(|,\s|\n|$)")
_SPEECHES, _SHARE = 5, 0.3
_AGAIN = 2  # times that a name is said, at least, in a play


@check(
    Rule(
        "T040",
        Severity.WARNING,
        N_("these lines look like verse: {text}"),
        N_(
            "put {{.verse}} behind the title above, or the lines between “::: {{.verse}}” and"
            " “:::”"
        ),
        N_(
            "Short lines with capitals, ended by two spaces or by the line, are verse. Marked as"
            " such they stand on one axis, hang on narrow screens and are not parted anywhere"
            " (docs/genres.md)."
        ),
        "Demain, dès l’aube,  \nJe partirai. Vois-tu,  \nJ’irai par la forêt,  \nEt par les monts.",
    )
)  # fmt: skip
def unmarked_verse(reading: LintText) -> Iterator[Finding]:
    """Stanzas outside of verse, each run of them once."""
    run: list[Block] = []
    for block in (*reading.blocks, None):
        if block is not None and _is_stanza(block):
            run.append(block)
            continue
        if sum(len(_verses(stanza)) for stanza in run) >= _POEM:
            first = run[0]
            end = first.start + len(_verses(first)[0])
            yield Finding(first.start, end, {"text": reading.excerpt(first.start, end)})
        run = []


def _is_stanza(block: Block) -> bool:
    lines = _verses(block)
    if block.tag != "p" or len(lines) < _STANZA or _is_apart(block.element):
        return False
    opened = sum(bool(_OPENS.match(line)) for line in lines)
    typed = LINE_MARK in block.text
    return max(map(len, lines)) <= _LONGEST and opened >= len(lines) * (0.8 if typed else 1.0)


def _verses(block: Block) -> list[str]:
    return [line for line in _LINES.split(block.text.strip()) if line.strip()]


def _is_apart(element: Element) -> bool:
    """Whether a paragraph is of a genre, or of something else that ends its lines."""
    around = (element, *element.iterancestors())
    return any(
        _APART & set(classes(one)) or one.tag in ("li", "td", "th", "dd", "figure")
        for one in around
    )


@check(
    Rule(
        "T041",
        Severity.WARNING,
        N_("this looks like a play: {text}"),
        N_(
            "put {{.theatre}} behind the title above, or the scene between “::: {{.theatre}}” and"
            " “:::”"
        ),
        N_(
            "Paragraphs that open with the same few names, in capitals or in bold, are speeches."
            " Marked as such they hang, names are small capitals, directions italics, shared verses"
            " stepped (docs/genres.md)."
        ),
        "\n\n".join(
            f"{name}. — {said}"
            for name, said in (
                ("ARGAN", "Toinette !"), ("TOINETTE", "Monsieur ?"), ("ARGAN", "Chienne !"),
                ("TOINETTE", "Ha !"), ("ARGAN", "Il y a une heure…"),
            )
        ),
    )
)  # fmt: skip
def unmarked_plays(reading: LintText) -> Iterator[Finding]:
    """A text of which many paragraphs open with names that come again."""
    spoken = [
        block for block in reading.blocks if block.tag == "p" and not _is_apart(block.element)
    ]
    speeches = [(block, name) for block in spoken if (name := _speaker(block))]
    names = Counter(name for _, name in speeches)
    said_again = sum(count for count in names.values() if count >= _AGAIN)
    if said_again >= max(_SPEECHES, _SHARE * len(spoken)):
        first = next(block for block, name in speeches if names[name] >= _AGAIN)
        shown = ", ".join(name for name, _ in names.most_common(3))
        yield Finding(first.start, first.start + 1, {"text": shown})


def _speaker(block: Block) -> str:
    """Return the name that opens a paragraph, "" where none does."""
    first = next(iter(block.element), None)
    if (
        first is not None
        and first.tag in ("strong", "b")
        and not (block.element.text or "").strip()
    ):
        name = text_of(first).strip()
        ends = name[-1:] in (".", ":") or _BEHIND_NAME.match(first.tail or "")
        return name.strip(" .:") if ends and len(name) < 40 and len(name.split()) < 5 else ""
    found = NAME.match(block.text)
    if found is None or len(found[1]) > 40:
        return ""
    return found[1].strip() if _BEHIND_NAME.match(block.text, found.end()) else ""

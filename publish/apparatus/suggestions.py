"""Names in the text that the index does not have yet, as entries to be pasted into index.toml.

``… le soir, Léon Trotsky parla …`` → ``heading = "Trotsky, Léon"``, ``forms = ["Léon Trotsky"]``
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from publish.book import Book, blocks, pieces
from publish.characters import APOSTROPHE

_WORD = rf"[^\W\d_a-zà-öø-ÿœ][\w{APOSTROPHE}'-]+"
_NAME = re.compile(rf"\b{_WORD}(?:(?: d[eu] | )(?:{_WORD}))*")
_OPENS_SENTENCE = re.compile(rf"(?:^|[.!?…:«»—–“(\[])[\s{APOSTROPHE}'\"]*$")
_ELISION = re.compile(rf"^[A-Za-z]{{1,2}}[{APOSTROPHE}']")


def suggest(book: Book, least: int) -> str:
    """Return TOML entries for names found at least ``least`` times, most frequent first."""
    forms = [form.removesuffix("*") for entry in book.entries for form in entry.forms]
    names = Counter(name for name in _names(book) if not any(form in name for form in forms))
    ordered = sorted(names.items(), key=lambda one: (-one[1], one[0]))
    return "\n".join(_entry(name, count) for name, count in ordered if count >= least)


def _names(book: Book) -> Iterator[str]:
    """Yield capitalised words and runs of them that do not just open a sentence."""
    for section in book.sections:
        for tree in section.trees:
            for block in blocks(tree):
                text = "".join(piece.text for piece in pieces(block))
                for match in _NAME.finditer(text):
                    several = " " in match[0]
                    if several or not _OPENS_SENTENCE.search(text[: match.start()][-6:]):
                        yield _ELISION.sub("", match[0])


def _entry(name: str, count: int) -> str:
    first, _, last = name.rpartition(" ")
    heading = f"{last}, {first}" if first else name
    return (
        f"[[entry]]  # {count}\n"
        f"heading = {json.dumps(heading, ensure_ascii=False)}\n"
        f"forms = [{json.dumps(name, ensure_ascii=False)}]\n"
    )

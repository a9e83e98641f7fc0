"""One name in two spellings within the book: T019.

``Petrograd`` in one text and ``Pétrograd`` in another; ``bolchevik`` and ``bolchévik``;
``Trotsky`` and ``Trotski``. What grammar alone tells apart is left: ``porte``, ``porté``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from publish.diagnostics import Rule, Severity
from publish.messages import N_
from publish.proofreading.checks.lists import DISTINCT, without_accents
from publish.proofreading.lint import book_check
from publish.proofreading.lint_text import Finding, LintText
from publish.typography.engine.signs import DASHES, ENDS, SPACE

_WORD = re.compile(r"[^\W\d_]{5,}(?!\w)")
_SENTENCE = re.compile(rf"(?:[{ENDS}]|[.!?:…][{SPACE}])(?:[«“\"({DASHES}-][{SPACE}]?)*$")
_RUSSIAN_ENDINGS = (
    (re.compile("(?:sky|skij|skii)$"), "ski"),
    (re.compile("(?:eff|ew)$"), "ev"),
    (re.compile("(?:off|ow)$"), "ov"),
)


@dataclass(slots=True)
class _Spelling:
    """A spelling: how often it stands in the book, where first in each text, and as a name."""

    word: str
    count: int
    first: dict[int, int]
    within: bool = False
    """whether it has a capital in mid-sentence, as names have"""


@book_check(
    Rule(
        "T019",
        Severity.WARNING,
        N_("“{text}” is written “{other}” elsewhere in the book ({count} times; first in {place})"),
        N_("choose one, or ignore this where an author's own spelling is kept"),
        N_(
            "The same name in two spellings makes two entries of an index and puzzles the reader."
            " Texts of several authors may differ on purpose: then ignore it, with that reason."
        ),
        "À Petrograd, près de Petrograd, puis à Pétrograd.",
    )
)
def variant_names(readings: Sequence[LintText]) -> Iterator[tuple[LintText, Finding]]:
    """Yield, in each text, the first occurrence of the rarer spellings of a name."""
    spellings = _spellings(readings)
    for group in (*_names(spellings), *_words(spellings)):
        usual, *others = sorted(group, key=lambda spelling: (-spelling.count, spelling.word))
        reading = readings[min(usual.first)]
        place = f"{reading.section.file}:{reading.line(usual.first[min(usual.first)])}"
        for other in others:
            values = {"other": usual.word, "count": str(usual.count), "place": place}
            for text, at in other.first.items():
                end = at + len(other.word)
                yield readings[text], Finding(at, end, {"text": other.word} | values)


def _spellings(readings: Sequence[LintText]) -> dict[str, _Spelling]:
    found: dict[str, _Spelling] = {}
    for number, reading in enumerate(readings):
        text = reading.text
        for match in _WORD.finditer(text):
            word, at = match[0], match.start()
            spelling = found.get(word)
            if spelling is None:
                spelling = found[word] = _Spelling(word, 0, {})
            spelling.count += 1
            spelling.first.setdefault(number, at)
            if not spelling.within and word[0].isupper():
                spelling.within = not _SENTENCE.search(text, max(0, at - 6), at)
    return found


def _names(spellings: dict[str, _Spelling]) -> Iterator[list[_Spelling]]:
    """Names that differ by accents, or by the way a Russian ending is written."""
    candidates = (
        spelling
        for word, spelling in spellings.items()
        if word[0].isupper() and not word.isupper() and word.lower() not in spellings
    )
    for group in _grouped(candidates, _name):
        if any(spelling.within for spelling in group):
            yield group


def _words(spellings: dict[str, _Spelling]) -> Iterator[list[_Spelling]]:
    """Common words that differ by one é within: bolchevik, bolchévik."""
    candidates = (
        spelling
        for word, spelling in spellings.items()
        if word.islower() and not word.endswith(("ment", "ments"))
    )
    for group in _grouped(candidates, lambda word: word[:-2].replace("é", "e") + word[-2:]):
        if not any(group[0].word.replace("é", "e").startswith(stem) for stem in DISTINCT):
            yield group


def _name(word: str) -> str:
    key = without_accents(word).lower()
    for ending, usual in _RUSSIAN_ENDINGS:
        key = ending.sub(usual, key)
    return key


def _grouped(spellings: Iterable[_Spelling], key: Callable[[str], str]) -> list[list[_Spelling]]:
    """Return the spellings that have the same key, where there is more than one."""
    groups: dict[str, list[_Spelling]] = defaultdict(list)
    for spelling in spellings:
        groups[key(spelling.word)].append(spelling)
    return [group for group in groups.values() if len(group) > 1]

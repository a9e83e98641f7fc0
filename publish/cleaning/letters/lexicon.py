"""French words: what is spelled with these letters, how often, and which accent stands where.

``lookup("pres")`` → ``près`` (Zipf 5.4, adverb), ``prés`` (3.9, noun), ``pres`` (3.7)

The data are plain text in french.zip, made by tools/build_lexicon.py: words are found where they
lie, so that loading costs one decompression.
"""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from publish.cleaning.alphabet import plain

NOUN, ADJECTIVE, INFINITIVE, PLURAL_VERB, PROPER, OTHER, UNLISTED = "naiqPo?"
"""Classes of a form: PLURAL_VERB is a third person plural, OTHER an adverb, article, pronoun…;
UNLISTED forms are met in running text but stand in no dictionary. The data also tell participles
(p) and other verbs (v)."""

_FIGURES = "0123456789"


class Form(NamedTuple):
    """A spelling; ``zipf`` is ten times its Zipf frequency (0: never seen, 73: ``à``)."""

    text: str
    zipf: int
    classes: str

    @property
    def listed(self) -> bool:
        """Whether a dictionary has it."""
        return UNLISTED not in self.classes


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The forms of French, by their spelling without accents."""

    _forms: bytes
    _keys: list[bytes]
    _starts: list[int]
    _accents: dict[str, Counter[str]]

    def lookup(self, key: str) -> tuple[Form, ...]:
        """Return the forms whose letters, accents apart, are ``key`` (lower case)."""
        sought = key.encode()
        at = bisect_right(self._keys, sought) - 1
        if at < 0:
            return ()
        start, end = self._starts[at] - 1, self._starts[at + 1]
        found = self._forms.find(b"\n%b\t" % sought, start, end)
        if found < 0:
            return ()
        begin = found + len(sought) + 2
        line = self._forms[begin : self._forms.index(b"\n", begin)].decode()
        return tuple(form_of(entry, key) for entry in line.split("\t"))

    def keys(self) -> frozenset[str]:
        """Return every spelling without accents: 30 MB, where thousands are looked up."""
        return _keys_of(self._forms)

    def sample(self) -> Iterator[str]:
        """Yield one spelling in 32, without accents: what French words look like."""
        return (key.decode() for key in self._keys)

    def knows(self, word: str) -> bool:
        """Whether a dictionary has a word, whatever its capitals."""
        lower = word.lower()
        return any(form.text == lower and form.listed for form in self.lookup(plain(lower)))

    def accented_entries(self) -> Iterator[tuple[str, str]]:
        """Yield each form beyond ASCII as its key and its entry, see :func:`form_of`."""
        for line in self._forms.decode().split("\n"):
            if not line.isascii():
                key, *entries = line.split("\t")
                own = not key.isascii()
                yield from ((key, entry) for entry in entries if own or not entry.isascii())

    def accents_between(self, word: str, at: int) -> Counter[str]:
        """Count, over all forms, the accented letters found between these neighbours.

        ``word`` is written without accents; the widest neighbourhood that was met decides.
        """
        base, before = word[at], word[at - 1] if at else "^"
        after = (word + "$$$")[at + 1 : at + 4]
        for cut in (before + base + after, base + after, base + after[:2], base + after[:1], base):
            if counts := self._accents.get(cut):
                return counts
        return Counter()


@cache
def _keys_of(forms: bytes) -> frozenset[str]:
    return frozenset(re.findall(r"^[^\t\n]+(?=\t)", forms.decode(), re.MULTILINE))


def form_of(entry: str, key: str) -> Form:
    """Return the form that an entry under a key stands for."""
    at = 0
    while entry[at] not in _FIGURES:
        at += 1
    return Form(entry[:at] or key, int(entry[at : at + 2]), entry[at + 2 :])


@cache
def french() -> Lexicon:
    """Load the lexicon that comes with the package (about 40 ms, once)."""
    with (
        (files("publish.cleaning.letters") / "french.zip").open("rb") as stream,
        zipfile.ZipFile(stream) as archive,
    ):
        forms = archive.read("forms.txt")
        index = [line.split("\t") for line in archive.read("index.txt").decode().split("\n")]
        accents = archive.read("accents.txt").decode().split("\n")
    keys = [key.encode() for key, _ in index]
    starts = [int(start) for _, start in index] + [len(forms)]
    return Lexicon(forms, keys, starts, dict(map(_accents_line, accents)))


def _accents_line(line: str) -> tuple[str, Counter[str]]:
    cut, _, counts = line.partition("\t")
    found: Counter[str] = Counter()
    letter, figures = "", ""
    for char in counts:
        if char in _FIGURES:
            figures += char
        else:
            if letter:
                found[letter] = int(figures)
            letter, figures = char, ""
    found[letter] = int(figures)
    return cut, found

"""French words: what is spelled with these letters, how often, and which accent stands where.

``lookup("pres")`` → ``près`` (Zipf 5.4, adverb), ``prés`` (3.9, noun), ``pres`` (3.7)

The data are plain text in french.zip, made by tools/build_lexicon.py: words are found where they
lie, so that loading costs one decompression.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from publish.cleaning.alphabet import plain
from publish.cleaning.letters.keyed_lines import KeyedLines, read_keyed

NOUN, ADJECTIVE, INFINITIVE, PLURAL_VERB, VERB, PROPER, OTHER, UNLISTED = "naiqvPo?"
"""Classes of a form: PLURAL_VERB is a third person plural, VERB another form but the participle
(p), OTHER an adverb, article, pronoun…; UNLISTED forms are met in running text but stand in no
dictionary."""

ARCHIVE: Final = files("publish.cleaning.letters") / "french.zip"
_FIGURES: Final = "0123456789"
_COUNT: Final = re.compile(r"(\D)(\d+)")


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

    _forms: KeyedLines
    _accents: dict[str, str]
    """How often each accented letter stands between its neighbours: see :func:`read_counts`."""

    def lookup(self, key: str) -> tuple[Form, ...]:
        """Return the forms whose letters, accents apart, are ``key`` (lower case)."""
        line = self._forms.find(key)
        return tuple(form_of(entry, key) for entry in line.split("\t")) if line else ()

    def keys(self) -> frozenset[str]:
        """Return every spelling without accents: 30 MB, where thousands are looked up."""
        return _keys_of(self._forms.content)

    def sample(self) -> Iterator[str]:
        """Yield one spelling in 32, without accents: what French words look like."""
        return (key.decode() for key in self._forms.keys)

    def knows(self, word: str) -> bool:
        """Whether a dictionary has a word, whatever its capitals."""
        lower = word.lower()
        return any(form.text == lower and form.listed for form in self.lookup(plain(lower)))

    def accents_between(self, word: str, at: int) -> Counter[str]:
        """Count, over all forms, the accented letters found between these neighbours.

        ``word`` is written without accents; the widest neighbourhood that was met decides.
        """
        base, before = word[at], word[at - 1] if at else "^"
        after = (word + "$$$")[at + 1 : at + 4]
        for cut in (before + base + after, base + after, base + after[:2], base + after[:1], base):
            if counts := self._accents.get(cut):
                return read_counts(counts)
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
    with ARCHIVE.open("rb") as stream, zipfile.ZipFile(stream) as archive:
        accents = archive.read("accents.txt").decode().split("\n")
        forms = read_keyed(archive, "forms.txt", "index.txt")
    return Lexicon(forms, dict(line.split("\t") for line in accents))


def read_counts(counts: str) -> Counter[str]:
    """Return how often each letter was met: ``é12è3``."""
    return Counter({letter: int(times) for letter, times in _COUNT.findall(counts)})

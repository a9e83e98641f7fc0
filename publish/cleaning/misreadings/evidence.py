"""Is a text OCR? A sample tells whether its unknown words are what engines make of known ones.

An engine misreads a word here and there; where unknown words stand together, it is a passage in
another language, or in an older French, and no witness.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import Final

from publish.cleaning.alphabet import LETTER, LOWER
from publish.cleaning.letters.lexicon import Lexicon
from publish.cleaning.misreadings.confusions import confusions
from publish.cleaning.misreadings.foreign import OURS
from publish.cleaning.misreadings.odds import Suspect, learn, suspects
from publish.cleaning.misreadings.own_vocabulary import Vocabulary
from publish.cleaning.misreadings.readings import Reader

_SAMPLES, _SAMPLE = 12, 3_000
"""How many stretches are looked at, and how many characters of each."""
_FRENCH: Final = 0.1
"""Share of the commonest little words of French among the words of a text that is in French."""
_FEW: Final = 0.002
"""Share of unknown words, small letters, that any text has."""
_WORD: Final = re.compile(
    rf"(?<![{LETTER}’'\d-])[{LETTER}\d]*[{LOWER}][{LETTER}\d]*(?![{LETTER}’'\d-])"
)
_DIVIDED: Final = re.compile(r"(?<=\w)[-\u2010\u00ad\u00ac][ \t]*\r?\n\s*(?=\w)")
_MOST: Final = 120
"""How many unknown words are tried to read."""
_BESIDE: Final = 4
"""How many words on each side a misread word stands among…"""
_CROWD: Final = 2
"""… and how many of these may be unknown as well."""
_LEAST_RATE: Final = 0.03
"""How much an engine must misread, of what is usual, for a text to be looked at whole."""
_LEAST_OLD: Final = 0.15
"""Share of the unknown words of a text older than our spelling that must be misread: 0.04 to 0.11
in seven clean ones of the 12th to 15th centuries, 0.2 to 0.3 in most OCR of the 17th."""


@dataclass(frozen=True, slots=True)
class _Spellings:
    """The lexicon's spellings, looked up where they lie: no set of them is made for a few."""

    lexicon: Lexicon

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and bool(self.lexicon.lookup(key))


def recognised(text: str, lexicon: Lexicon) -> bool:
    """Whether a text may be OCR, by stretches of it."""
    words = [word for part in _stretches(text) for word in _WORD.findall(part)]
    if sum(word.lower() in OURS for word in words) < _FRENCH * len(words):
        return False
    vocabulary = Vocabulary.of(words, lexicon)
    unknown = Counter(_alone(words, vocabulary))
    if sum(count for word, count in unknown.items() if word.islower()) < _FEW * len(words):
        return False
    reader = Reader(vocabulary, confusions(), _Spellings(lexicon), deep=False)
    some = dict(islice(unknown.items(), 0, None, 1 + len(unknown) // _MOST))
    confused = (_confused(one) for one in suspects(vocabulary, reader, some))
    engine, verdicts = learn([one for one in confused if one.readings], vocabulary)
    if vocabulary.is_old:
        return sum(verdict.misread for verdict in verdicts) >= _LEAST_OLD * len(some)
    return engine.rate * len(unknown) >= _LEAST_RATE * max(1, len(some))


def _alone(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the unknown words that stand among known ones."""
    known = {word: vocabulary.is_word(word.lower()) for word in vocabulary.counts}
    before = [0, *accumulate(not known[word] for word in words)]
    for at, word in enumerate(words):
        if not known[word]:
            last = min(len(words), at + _BESIDE + 1)
            if before[last] - before[max(0, at - _BESIDE)] - 1 <= _CROWD:
                yield word


def _confused(suspect: Suspect) -> Suspect:
    """Return a suspect with the readings of which letters were confused: *bonweb* lacks a space,
    but authors coin such words."""
    return replace(suspect, readings=tuple(r for r in suspect.readings if r.edits))


def _stretches(text: str) -> list[str]:
    """Return parts of a text, of whole words; those that lines divide are put together."""
    if len(text) > _SAMPLES * _SAMPLE:
        step = len(text) // _SAMPLES
        parts = [text[at : at + _SAMPLE] for at in range(0, step * _SAMPLES, step)]
        parts = [part.partition(" ")[2].rpartition(" ")[0] for part in parts]
    else:
        parts = [text]
    return [_DIVIDED.sub("", part) for part in parts]

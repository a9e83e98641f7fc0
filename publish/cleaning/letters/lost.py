"""Accents lost without a trace, found by what stands around.

``A 2 heures 30 se tint…`` → ``À``; ``qu’a titre d’indication`` → ``à``; ``un petit mot a
Margarita`` is reported

Where a text has lost its accents by the hundred, :mod:`~publish.cleaning.letters.restoring` gives
them back. Elsewhere a word is only changed where the text is known to be damaged and nothing else
can be meant; everything else becomes a question. Where capitals go without accents throughout,
they are left; so are texts older than our spelling (*vostre*, *avoit*), whose accents are not ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publish.cleaning.alphabet import LETTER, LOWER, plain
from publish.cleaning.context.context_model import load
from publish.cleaning.context.tokens import read_tokens
from publish.cleaning.ledger.ledger import Cause, Confidence, Reason
from publish.cleaning.letters.lexicon import INFINITIVE, NOUN, Form, Lexicon
from publish.cleaning.letters.loss import Lookup, measure_loss, witness_of
from publish.cleaning.letters.old_spelling import is_old
from publish.cleaning.letters.restoring import Restored, restore_lost
from publish.messages import N_

LOST_ACCENT: Final = Reason("lost-accent", N_("accent lost without a trace"))
SLIP: Final = Reason("slip", N_("slip of the copy"))

_NOT_A_WORD = N_("“{before}” is no word, “{after}” is")
_OPENS = N_("“A” opens a sentence before “{next}”")
_AROUND = N_("the text has lost its accents; the words around decide")
_NAME = N_("the text has lost its accents; no dictionary has this name")
_ONLY = N_("the text has lost its accents; no other word has these letters")
_PHRASE = N_("fixed phrase: “{phrase}”")
_BEFORE_NAME = N_("“a” stands between a noun and a name")
_BEFORE_INFINITIVE = N_("“a” stands before the infinitive “{next}”")
_AFTER_TIME = N_("“ou” after “{previous}”, before a clause")
_ROMAN = N_("“Il” after “{previous}” may be the numeral II")

_WORD: Final = re.compile(
    rf"(?<![{LETTER}’'\d-])[a-zœæ]{{3,}}(?![{LETTER}’'\d])"
    rf"(?!-\s?(?!(?:ils?|elles?|on|je|tu|nous|vous|ce|l[aàe]|les|moi|toi|lui|leur|t-)(?![{LETTER}]))"
    rf"[{LOWER}])"
)
"""A word without accents that no hyphen divides."""
_CAPITALS: Final = re.compile(
    rf"[ÀÂÇÉÈÊÎÔE](?<![{LETTER}].)(?:(?<!E)|(?=[{LOWER}]{{2}}))[{LOWER}]*"
)
_SHORT: Final = re.compile(
    rf"[aAoIl](?:(?<![{LETTER}’'\d-].)(?:(?<=[aA])|(?<=o)u|(?<=I)l)(?=\s)"
    rf"|(?<=[’'-].)(?:(?<=a)|(?<=l)a|(?<=o)u)(?![{LETTER}’']))"
)
"""“a”, “A”, “ou”, “Il” as words; “a”, “la”, “ou” after an apostrophe or a hyphen."""
_PREVIOUS: Final = re.compile(rf"([{LETTER}]+)[’']?\s*$")
_NEXT: Final = re.compile(rf"\s+([ld][’']\s?)?([{LETTER}]+|\d+\s*h)")
_SENTENCE: Final = re.compile(r"(?:^|[.!?…]|\n[ \t]*\n|[«“—–])\s*$")
DETERMINERS: Final = frozenset(
    "la le les ce cet cette ces un une mon ma mes ton ta tes son sa ses notre nos votre vos leur "
    "leurs tous toutes tout toute chaque quelque quelques quel quelle deux trois quatre cinq six "
    "sept huit neuf dix onze douze vingt peine partir propos travers cause côté présent part "
    "droite gauche demain bientôt vrai mesure défaut titre moins force".split()
)
_SUBJECTS: Final = frozenset(
    "il elle on qui y en lui nous vous n l m t ne c ça cela ceci tout se te me j ils elles".split()
)
_BEFORE_A: Final = frozenset(("quant", "grâce", "face", "jusqu", "vis", "est"))
_LINKS: Final = frozenset(("qu", "et", "mais", "ou", "que", "si", "car", "comme", "puis", "est"))
_AFTER_A: Final = {
    **dict.fromkeys("travers cause propos partir titre genoux côté".split(), _LINKS),
    "fait": frozenset(("tout",)),
    "coup": frozenset(("tout",)),
    "peu": frozenset(("peu",)),
}
"""Words after which, if one of these stands before, “a” is the preposition."""
_TIMES: Final = frozenset(
    "moment jour heure époque nuit soir matin instant année cas endroit lieu point".split()
)
_CLAUSE: Final = frozenset("il elle on ils elles je tu nous vous".split())
_FEW: Final = 3
_CLEAR: Final = 10
"""How much more frequent, in tenths of the Zipf scale, a reading is that has no rival."""


_REMEMBERED: Final = 1 << 15
"""Words of a text whose forms are kept at hand."""
_LETTERS: Final = re.compile(f"[{LETTER}]+")
_PASSAGE: Final = 90
"""Characters on either side that tell the language."""
_COMMON: Final = 0.15
"""Share of the words of French that are of its commonest, at the least."""
_PARTLY: Final = 0.07
"""Share of accents lost up to which an engine may have misread them, or an old printer spared them:
5 % of those of a catalogue of 1751, *Jesus*, *riviere*, where of 200 words 80 were meant so."""
_OLDEST, _OLDER = 0.3, 0.6
"""Share of acutes among the accents that words want, under which printers of the 18th century
spared the others (*riviere*, *meme*), all of them or many: where accents are lost, it is 0.7."""
_SLIPS: Final = 0.001
"""Share of the small words that want an accent, up to which they may be slips of the copy."""


@dataclass(frozen=True, slots=True)
class LostAccent:
    """A word at ``start`` that should read ``after``; ``applied`` where that is to be set.

    ``proven`` tells that the text has lost its accents by the hundred.
    """

    start: int
    end: int
    after: str
    cause: Cause
    applied: bool = False
    proven: bool = False


def lost_accents(text: str, lexicon: Lexicon, damaged: bool) -> Iterator[LostAccent]:
    """Yield the words that lack an accent."""
    types = Counter(_WORD.findall(text))
    lookup = lru_cache(_REMEMBERED)(lexicon.lookup)
    if is_old(types, lookup):
        return
    bare = {word: n for word, n in types.items() if witness_of(word, lookup).accented}
    wanting = sum(bare.values())
    acutes = _acutes(bare, lookup)
    if acutes < _OLDEST:
        return
    if wanting > 1 and wanting > _SLIPS * types.total():
        tokens = read_tokens(text)
        loss = measure_loss(text, tokens, lookup)
        if loss is not None:
            words = restore_lost(text, tokens, lookup, load(lookup), loss)
            sure = loss.whole > _PARTLY
            old = not sure and acutes < _OLDER
            yield from _told((w for w in words if not old or _lacks_acute(w)), sure)
            return
    yield from _non_words(text, types, lexicon, damaged, lookup)
    accented = _accents_its_capitals(text, lexicon)
    for match in _SHORT.finditer(text):
        finding = _in_context(text, match, lexicon, accented)
        if finding is not None:
            yield finding


def _acutes(bare: Mapping[str, int], lookup: Lookup) -> float:
    """Return the share of acutes among the accents that words want."""
    if len(bare) < _FEW:
        return 1.0
    acute = sum(n for word, n in bare.items() if "é" in lookup(word)[0].text)
    return acute / sum(bare.values())


def _lacks_acute(word: Restored) -> bool:
    return word.after.lower().count("é") > word.before.lower().count("é")


def _told(words: Iterable[Restored], sure: bool) -> Iterator[LostAccent]:
    """Give restored words their causes: one for all that are printed and read alike.

    Unless the text is ``sure`` to have lost them, they are asked.
    """
    causes: dict[Restored, Cause] = {}
    for word in words:
        kind = word._replace(start=0, end=0)
        if kind not in causes:
            evidence = _NAME if word.after == word.before else _ONLY if word.sole else _AROUND
            confidence = word.confidence if sure else min(word.confidence, Confidence.PROBABLE)
            causes[kind] = Cause(
                LOST_ACCENT, confidence, evidence, (), word.before, word.after, word.others
            )
        applied = word.applied and sure
        yield LostAccent(word.start, word.end, word.after, causes[kind], applied, proven=True)


def _non_words(
    text: str, types: Counter[str], lexicon: Lexicon, damaged: bool, lookup: Lookup
) -> Iterator[LostAccent]:
    """Find words that are none, where an accent makes one."""
    found: dict[str, tuple[str, Confidence, tuple[str, ...]]] = {}
    for word, count in types.items():
        forms = [form for form in lexicon.lookup(word) if form.listed]
        if not forms or any(form.text == word for form in forms):
            continue
        sure = damaged and count <= _FEW and _alone(forms) and len(word) > 3
        confidence = Confidence.CERTAIN if sure else Confidence.PROBABLE
        others = tuple(form.text for form in forms[1:4])
        found[word] = forms[0].text, confidence, others
    if not found:
        return
    for match in _WORD.finditer(text):
        if match[0] in found and _in_french(text, match, lookup):
            after, confidence, others = found[match[0]]
            if confidence is Confidence.CERTAIN and not _french_around(text, match, lexicon):
                confidence = Confidence.PROBABLE
            yield _finding(
                match, after, confidence, _NOT_A_WORD, others, before=match[0], after=after
            )


def _alone(forms: list[Form]) -> bool:
    return len(forms) == 1 or forms[0].zipf - forms[1].zipf >= _CLEAR


def _in_french(text: str, match: re.Match[str], lookup: Lookup) -> bool:
    """Whether the passage has the commonest words of French: *for the use of* has none."""
    before = text[max(0, match.start() - _PASSAGE) : match.start()].rpartition("\n\n")[2]
    after = text[match.end() : match.end() + _PASSAGE].partition("\n\n")[0]
    words = [*_LETTERS.findall(before), *_LETTERS.findall(after)]
    common = sum(witness_of(plain(word.lower()), lookup).common for word in words)
    return common >= _COMMON * len(words)


def _french_around(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the words on both sides are French."""
    before = _PREVIOUS.search(text, max(0, match.start() - 30), match.start())
    after = _NEXT.match(text, match.end())
    words = [m[1].lower() for m in (before,) if m] + [m[2].lower() for m in (after,) if m]
    return bool(words) and all(
        any(form.listed for form in lexicon.lookup(plain(word))) for word in words
    )


def _accents_its_capitals(text: str, lexicon: Lexicon) -> bool:
    """Whether the text puts accents on capitals, as far as can be told."""
    counts = Counter(_CAPITALS.findall(text))
    with_accent = sum(n for word, n in counts.items() if word[0] != "E")
    without = 0
    for word, n in counts.items():
        if word[0] == "E":
            forms = [form for form in lexicon.lookup(plain(word.lower())) if form.listed]
            if forms and not any(form.text == word.lower() for form in forms):
                without += n
    return without < 2 or with_accent > without


def _in_context(
    text: str, match: re.Match[str], lexicon: Lexicon, accented: bool
) -> LostAccent | None:
    word = match[0]
    before = text[max(0, match.start() - 40) : match.start()]
    previous = _PREVIOUS.search(before)
    following = _NEXT.match(text, match.end())
    last = previous[1] if previous else ""
    first = following[2] if following else ""
    if word == "A":
        return _opening(match, before, following, accented)
    if word == "Il":
        numbered = re.search(r"\b(t\.|tome|vol\.|volume|chap\.|livre|Congrès)\s*$", before)
        return (
            _finding(match, "II", Confidence.DOUBTFUL, _ROMAN, previous=numbered[1], reason=SLIP)
            if numbered
            else None
        )
    if word == "la":
        there = re.search(
            rf"\b(?:ce|cet|cette|ces|celui|celle|ceux|celles)(?:\s+[{LETTER}]+){{0,2}}-$",
            before,
            re.IGNORECASE,
        )
        return _phrase(match, "là", f"{there[0]}là") if there else None
    if word == "ou":
        return _where(match, before, last, first)
    return _preposition(text, match, last, first, lexicon)


def _opening(
    match: re.Match[str], before: str, following: re.Match[str] | None, accented: bool
) -> LostAccent | None:
    if following is None or not _SENTENCE.search(before):
        return None
    sure = following[1] or following[2][0].isdigit() or following[2].lower() in DETERMINERS
    if not sure and not following[2][0].isupper():
        return None
    confidence = Confidence.CERTAIN if sure and accented else Confidence.PROBABLE
    return _finding(match, "À", confidence, _OPENS, next=following[2])


def _where(match: re.Match[str], before: str, last: str, first: str) -> LostAccent | None:
    if before.endswith(("d’", "d'", "jusqu’", "jusqu'")):
        return _phrase(match, "où", f"{last}’où")
    if last.lower() in _TIMES and first.lower() in _CLAUSE:
        return _finding(match, "où", Confidence.PROBABLE, _AFTER_TIME, previous=last)
    place = re.search(rf"\b(?:à|de|contre|vers|dans|pour|en|sur)\s+[A-Z][{LETTER}]+\s+$", before)
    if place and first.lower() in ("le", "la", "les", "l"):
        return _finding(match, "où", Confidence.DOUBTFUL, _AFTER_TIME, previous=last)
    return None


def _preposition(
    text: str, match: re.Match[str], last: str, first: str, lexicon: Lexicon
) -> LostAccent | None:
    """Decide an “a” that is no verb."""
    low = last.lower()
    if low in _BEFORE_A and (low not in ("est", "vis") or text[match.start() - 1] == "-"):
        return _phrase(match, "à", f"{last} à")
    if first in _AFTER_A and low in _AFTER_A[first]:
        return _phrase(match, "à", f"à {first}")
    if low in _SUBJECTS or not first:
        return None
    if first[0].isupper() and len(first) > 1 and _is(lexicon, last, NOUN):
        return _finding(match, "à", Confidence.PROBABLE, _BEFORE_NAME)
    if _is_only(lexicon, first, INFINITIVE) and last:
        return _finding(match, "à", Confidence.PROBABLE, _BEFORE_INFINITIVE, next=first)
    return None


def _is(lexicon: Lexicon, word: str, kind: str) -> bool:
    return word.islower() and any(
        form.text == word and kind in form.classes for form in lexicon.lookup(plain(word))
    )


def _is_only(lexicon: Lexicon, word: str, kind: str) -> bool:
    forms = [form for form in lexicon.lookup(plain(word)) if form.text == word]
    return bool(forms) and all(form.classes == kind for form in forms)


def _phrase(match: re.Match[str], after: str, phrase: str) -> LostAccent:
    return _finding(match, after, Confidence.CERTAIN, _PHRASE, phrase=phrase)


def _finding(
    match: re.Match[str],
    reading: str,
    confidence: Confidence,
    evidence: str,
    alternatives: tuple[str, ...] = (),
    reason: Reason = LOST_ACCENT,
    **values: str,
) -> LostAccent:
    cause = Cause(
        reason, confidence, evidence, tuple(values.items()), match[0], reading, alternatives
    )
    applied = confidence is Confidence.CERTAIN
    return LostAccent(match.start(), match.end(), reading, cause, applied)

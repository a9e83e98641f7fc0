"""Compiles publish/cleaning/letters/french.zip: French forms, their frequency, where accents stand.

    python tools/build_lexicon.py fr.dic fr.aff LICENCE-OF-THE-DICTIONARY

``fr.dic`` and ``fr.aff`` are Dicollecte's comprehensive dictionary (Debian package
hunspell-fr-comprehensive); frequencies come from ``wordfreq`` 3.1.1, which only this
script needs.

The zip holds plain text that anyone can read:

``forms.txt``
    one line for each spelling without accents, its forms after it, most frequent first:
    ``pres⇥près54o⇥prés39n``; a form equal to its key is left out; two figures give ten times the
    Zipf frequency; letters tell what the form is (:data:`CLASSES`, ``?`` in no dictionary);
``index.txt``
    every thirty-second key of forms.txt and the byte where its line starts;
``accents.txt``
    neighbours of a letter and how often, among forms, each accent stands between them;
``LICENCES.txt``
    where all this comes from.
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "publish" / "cleaning" / "letters" / "french.zip"

CLASSES = {
    "nom": "n",
    "adj": "a",
    "ppas": "p",
    "infi": "i",
    "3pl": "q",
    "3pl!": "q",
    "npr": "P",
    "prn": "P",
    "patr": "P",
    **dict.fromkeys(("1sg", "2sg", "3sg", "1pl", "2pl", "3sg!"), "v"),
}
_SILENT = re.compile(r"v[0123]|ipre|spre|iimp|simp|ipsi|ifut|cond|impe|ppre|1isg|1jsg|mg$|err$")
_FORM = re.compile(r"[a-zàâäéèêëîïôöùûüÿçñœæáíóúã-]+$")
_STEP = 32
_ACCENTED = "àâäçéèêëîïñôöùûüÿ"

_LICENCES = """\
forms.txt and accents.txt are compiled from two works.

1. The French dictionary "Dicollecte, toutes variantes" 7.0, by Olivier R. and the contributors
   of Dicollecte, https://grammalecte.net - Mozilla Public License 2.0, whose text follows. Its
   source form is the pair fr.dic, fr.aff of Debian's hunspell-fr-comprehensive 1:7.0-1. forms.txt,
   as far as it derives from the dictionary, and accents.txt, are under the MPL 2.0 too.

2. The word frequencies of wordfreq 3.1.1, by Robyn Speer, https://github.com/rspeer/wordfreq -
   data under Creative Commons Attribution-ShareAlike 4.0,
   https://creativecommons.org/licenses/by-sa/4.0/ . They are built from Wikipedia, OpenSubtitles
   (https://www.opensubtitles.org), SUBTLEX, Google Books Ngrams, ParaCrawl, Reddit, Twitter and
   news crawls. The two figures of each form, and the forms marked "?", derive from it and are
   under the same licence; they were rounded to a tenth of the Zipf scale.

"""


def expand(dic: Path, aff: Path) -> dict[str, set[str]]:
    """Return every form of a hunspell dictionary with its ``po:`` tags, no elided article."""
    kinds, crossed, rules = _affixes(aff)
    forms: dict[str, set[str]] = defaultdict(set)
    for line in dic.read_text(encoding="utf-8").split("\n")[1:]:
        if line.strip():
            head, *tags = line.split()
            for form, form_tags in _forms(head, tags, kinds, crossed, rules):
                forms[form].update(tag[3:] for tag in form_tags if tag.startswith("po:"))
    return forms


Affix = tuple[str, str, re.Pattern[str], list[str]]


def _affixes(aff: Path) -> tuple[dict[str, str], dict[str, bool], dict[str, list[Affix]]]:
    kinds: dict[str, str] = {}
    crossed: dict[str, bool] = {}
    rules: dict[str, list[Affix]] = {}
    for line in aff.read_text(encoding="utf-8").split("\n"):
        parts = line.split()
        if len(parts) < 4 or parts[0] not in ("SFX", "PFX"):
            continue
        kind, flag = parts[:2]
        if len(parts) == 4 and parts[2] in ("Y", "N"):
            kinds[flag], crossed[flag], rules[flag] = kind, parts[2] == "Y", []
            continue
        strip = "" if parts[2] == "0" else parts[2]
        add = parts[3].partition("/")[0]
        condition = parts[4] if len(parts) > 4 else "."
        pattern = re.compile(f".*{condition}$" if kind == "SFX" else condition)
        rules[flag].append((strip, "" if add == "0" else add, pattern, parts[5:]))
    elided = {f for f, own in rules.items() if any(add.endswith("'") for _, add, *_ in own)}
    for flag in elided:
        del kinds[flag]
    return kinds, crossed, rules


def _forms(
    head: str,
    tags: list[str],
    kinds: dict[str, str],
    crossed: dict[str, bool],
    rules: dict[str, list[Affix]],
) -> Iterator[tuple[str, list[str]]]:
    stem, _, flags = head.partition("/")
    names = [flags[i : i + 2] for i in range(0, len(flags), 2)]
    if "{}" in names:  # FORBIDDENWORD
        return
    found = [] if "()" in names else [(stem, tags, True)]  # NEEDAFFIX
    for flag in (name for name in names if kinds.get(name) == "SFX"):
        for strip, add, pattern, own in rules[flag]:
            if stem.endswith(strip) and pattern.match(stem):
                replaced = own if any(t.startswith("po:") for t in own) else tags + own
                found.append((stem[: len(stem) - len(strip)] + add, replaced, crossed[flag]))
    for flag in (name for name in names if kinds.get(name) == "PFX"):
        found += [
            (add + form[len(strip) :], own, False)
            for strip, add, pattern, _ in rules[flag]
            for form, own, crossing in found
            if form.startswith(strip) and pattern.match(form) and (crossing and crossed[flag])
        ]
    for form, own, _ in found:
        yield form, own


def classes(tags: Iterable[str]) -> str:
    """Return the letters of :data:`CLASSES`; ``o`` for words of any other kind."""
    letters = {CLASSES.get(tag, "" if _SILENT.match(tag) else "o") for tag in tags}
    return "".join(sorted(letters)).strip() or "v"


def compile_lexicon(
    forms: dict[str, set[str]], frequency: dict[str, float]
) -> dict[str, dict[str, tuple[int, str]]]:
    """Return ``{key: {form: (ten times its Zipf frequency, classes)}}``."""
    known: dict[str, set[str]] = defaultdict(set)
    for form, tags in forms.items():
        word = form.lower().replace("\u2019", "'")
        if _FORM.match(word) and tags - {"1isg", "ipre"}:  # “aimè-je” would rival “aimé”
            known[word] |= tags
    lexicon: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for word, tags in known.items():
        lexicon[plain(word)][word] = _zipf(frequency.get(word, 0.0)), classes(tags)
    for word, value in frequency.items():
        if word not in known and _FORM.match(word) and "-" not in word:
            accented = plain(word) != word
            if _zipf(value) >= (10 if accented else 25):
                lexicon[plain(word)][word] = _zipf(value), "?"
    return lexicon


def _zipf(frequency: float) -> int:
    return max(0, min(99, round((math.log10(frequency) + 9) * 10))) if frequency else 0


def plain(word: str) -> str:
    """Return ``word`` without accents; œ and æ stay."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def accents(lexicon: dict[str, dict[str, tuple[int, str]]]) -> dict[str, Counter[str]]:
    """Count the accented letters that stand between given neighbours, over dictionary forms."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for key, forms in lexicon.items():
        padded = f"^{key}$$$"
        for form, (_, tags) in forms.items():
            if tags == "?":
                continue
            for at, letter in enumerate(form):
                if letter in _ACCENTED:
                    before, base = padded[at], padded[at + 1]
                    after = padded[at + 2 : at + 5]
                    for cut in (f"{before}{base}{after}", f"{base}{after}", f"{base}{after[:2]}"):
                        table[cut][letter] += 1
                    table[f"{base}{after[:1]}"][letter] += 1
                    table[base][letter] += 1
    return {cut: counts for cut, counts in table.items() if counts.total() > 1}


def write(target: Path, lexicon: dict[str, dict[str, tuple[int, str]]], licence: str) -> None:
    """Write the zip, byte for byte the same for the same data."""
    lines = [
        "\t".join(
            [key]
            + [
                f"{'' if form == key else form}{zipf:02d}{tags}"
                for form, (zipf, tags) in sorted(
                    lexicon[key].items(), key=lambda item: (-item[1][0], item[0])
                )
            ]
        )
        for key in sorted(lexicon, key=str.encode)
    ]
    at, index = 1, []
    for number, line in enumerate(lines):
        if number % _STEP == 0:
            index.append(f"{line.partition(chr(9))[0]}\t{at}")
        at += len(line.encode()) + 1
    files = {
        "forms.txt": "\n" + "\n".join(lines) + "\n",
        "index.txt": "\n".join(index),
        "accents.txt": "\n".join(
            cut + "\t" + "".join(f"{letter}{n}" for letter, n in counts.most_common())
            for cut, counts in sorted(accents(lexicon).items())
        ),
        "LICENCES.txt": _LICENCES + licence,
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)


def main(dic: str, aff: str, licence: str) -> None:
    from wordfreq import get_frequency_dict

    lexicon = compile_lexicon(expand(Path(dic), Path(aff)), get_frequency_dict("fr", "large"))
    write(TARGET, lexicon, Path(licence).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(*sys.argv[1:])

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
``shapes.txt``
    one line for each shape that accented forms have, U+FFFC in place of each letter beyond ASCII,
    and the letters without accents that stand there: ``pr\ufffcs⇥e``; beside it its index,
    ``shapes-index.txt``;
``gaps.txt``
    neighbours and how often, among forms, each letter beyond ASCII stands between them;
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
from collections.abc import Iterable, Iterator, Mapping
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
_GAP = "\ufffc"
_ACCENTED = "àâäçéèêëîïñôöùûüÿ"

_LICENCES = """\
All these tables are compiled from two works.

1. The French dictionary "Dicollecte, toutes variantes" 7.0, by Olivier R. and the contributors
   of Dicollecte, https://grammalecte.net - Mozilla Public License 2.0, whose text follows. Its
   source form is the pair fr.dic, fr.aff of Debian's hunspell-fr-comprehensive 1:7.0-1. forms.txt,
   as far as it derives from the dictionary, and the other tables, are under the MPL 2.0 too.

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


Lexicon = dict[str, dict[str, tuple[int, str]]]
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


def compile_lexicon(forms: dict[str, set[str]], frequency: dict[str, float]) -> Lexicon:
    """Return ``{key: {form: (ten times its Zipf frequency, classes)}}``."""
    known: dict[str, set[str]] = defaultdict(set)
    for form, tags in forms.items():
        word = form.lower().replace("\u2019", "'")
        if _FORM.match(word) and tags - {"1isg", "ipre"}:  # “aimè-je” would rival “aimé”
            known[word] |= tags
    lexicon: Lexicon = defaultdict(dict)
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


def accents(lexicon: Lexicon) -> dict[str, dict[str, int]]:
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
    return {cut: dict(n.most_common()) for cut, n in table.items() if n.total() > 1}


def shapes(lexicon: Lexicon) -> dict[str, list[tuple[str, str, str]]]:
    """Return key, form and classes of the forms beyond ASCII, by their shape."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for key in sorted(lexicon, key=str.encode):
        for form, (_, tags) in by_frequency(lexicon[key]):
            if not form.isascii():
                found[re.sub(r"[^\x00-\x7f]", _GAP, form)].append((key, form, tags))
    return found


def gaps(forms: Iterable[tuple[str, str, str]]) -> dict[str, Counter[str]]:
    """Count the letters beyond ASCII between one neighbour and between two on either side."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for _, form, tags in forms:
        word = f"^^{form}$$"
        for at, char in enumerate(word) if "?" not in tags else ():
            if not char.isascii():
                table[f"{word[at - 1]}.{word[at + 1]}"][char] += 1
                table[f"{word[at - 2 : at]}.{word[at + 1 : at + 3]}"][char] += 1
    return table


def by_frequency(forms: dict[str, tuple[int, str]]) -> list[tuple[str, tuple[int, str]]]:
    """Return forms with their figures, most frequent first."""
    return sorted(forms.items(), key=lambda item: (-item[1][0], item[0]))


def keyed(lines: dict[str, list[str]]) -> tuple[str, str]:
    """Return a table in the order of its keys' bytes, and its index."""
    ordered = ["\t".join((key, *lines[key])) for key in sorted(lines, key=str.encode)]
    at, index = 1, []
    for number, line in enumerate(ordered):
        if number % _STEP == 0:
            index.append(f"{line.partition(chr(9))[0]}\t{at}")
        at += len(line.encode()) + 1
    return "\n" + "\n".join(ordered) + "\n", "\n".join(index)


def counted(table: Mapping[str, Mapping[str, int]]) -> str:
    """Return a table of counts, one line a cut."""
    return "\n".join(
        cut + "\t" + "".join(f"{letter}{n}" for letter, n in counts.items())
        for cut, counts in sorted(table.items())
    )


def tables(lexicon: Lexicon) -> dict[str, str]:
    """Return the files of the zip by their names."""
    forms, index = keyed(
        {
            key: [
                f"{'' if form == key else form}{zipf:02d}{tags}"
                for form, (zipf, tags) in by_frequency(own)
            ]
            for key, own in lexicon.items()
        }
    )
    shaped = shapes(lexicon)
    under = {
        shape: dict.fromkeys(
            "".join(base for base, mark in zip(key, shape, strict=True) if mark == _GAP)
            for key, _, _ in found
        )
        for shape, found in shaped.items()
    }
    shape_lines, shape_index = keyed({shape: list(letters) for shape, letters in under.items()})
    return {
        "forms.txt": forms,
        "index.txt": index,
        "accents.txt": counted(accents(lexicon)),
        "shapes.txt": shape_lines,
        "shapes-index.txt": shape_index,
        "gaps.txt": counted(gaps(form for found in shaped.values() for form in found)),
    }


def write(target: Path, lexicon: Lexicon, licence: str) -> None:
    """Write the zip, byte for byte the same for the same data."""
    files = {**tables(lexicon), "LICENCES.txt": _LICENCES + licence}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)


def main(dic: str, aff: str, licence: str) -> None:
    from wordfreq import get_frequency_dict

    lexicon = compile_lexicon(expand(Path(dic), Path(aff)), get_frequency_dict("fr", "large"))
    write(TARGET, lexicon, Path(licence).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(*sys.argv[1:])

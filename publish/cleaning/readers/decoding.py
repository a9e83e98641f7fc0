"""Bytes → text, whatever encoding they are in, so that the text gives the same bytes back.

``b"d\\xe9j\\xe0"`` → ``"déjà"``, read as windows-1252; a byte that fits nowhere becomes a surrogate
that the ledger accounts for, and a diagnostic with its offset.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from charset_normalizer import from_bytes

from publish.cleaning import faults
from publish.cleaning.alphabet import LETTER, plain
from publish.cleaning.letters.lexicon import Lexicon, french
from publish.diagnostics import BookError, Diagnostic

_MARKED: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNITS: Final = {"utf-16": 2, "utf-32": 4}
"""Bytes that such a text is a multiple of."""
_NOT_OF_TEXTS: Final = frozenset(
    {"idna", "punycode", "unicode_escape", "raw-unicode-escape", "unicode-escape", "undefined"}
)
_USUAL: Final = ("cp1252", "iso8859-15", "mac_roman", "cp850", "cp437")
_SAMPLE: Final = 200_000
_MOST_TOLD: Final = 20
_FEW: Final = 0.02
"""Share of broken sequences under which a file is UTF-8 all the same."""
_BROKEN: Final = re.compile("[\udc80-\udcff]")


def decode(content: bytes, encoding: str = "", file: str = "") -> tuple[str, str, list[Diagnostic]]:
    """Return text, encoding and what is to be said of it; encoding the text gives the bytes back.

    The encoding is "" where it cannot: after half a character at the end of the file. Raises
    BookError for an encoding that does not exist, and for bytes that are not in the one named.
    """
    found: list[Diagnostic] = []
    named = encoding
    if encoding:
        if not is_of_texts(encoding):
            raise BookError(faults.UNKNOWN_ENCODING.at(file, encoding=encoding))
        encoding = _with_order(codecs.lookup(encoding).name, content)
    else:
        encoding = next((name for mark, name in _MARKED if content.startswith(mark)), "")
    if not encoding:
        encoding = "utf-8" if _is_utf8(content) else _likeliest(content)
        if encoding != "utf-8":
            found.append(faults.GUESSED_ENCODING.at(file, encoding=encoding))
    whole = content
    if odd := len(content) % _UNITS.get(encoding[:6], 1):
        found.append(_odd_end(content, odd, encoding, file))
        whole = content[:-odd]
    try:
        text = whole.decode(encoding, "surrogateescape")
        same = text.encode(encoding, "surrogateescape") == whole
    except UnicodeError:
        same = False
    if not same and named:
        raise BookError(faults.OTHER_ENCODING.at(file, encoding=encoding))
    if not same:  # an encoding that loses bytes
        text, encoding = content.decode("latin-1"), "latin-1"
    elif odd:
        return text, "", found
    found += _broken(content, text, encoding, file)
    return text, encoding, found


def is_of_texts(encoding: str) -> bool:
    """Whether texts can be in an encoding of this name: Python has others, such as base64."""
    try:
        info = codecs.lookup(encoding)
        return b"a".decode(info.name, "ignore") in ("a", "") and info.name not in _NOT_OF_TEXTS
    except (LookupError, UnicodeError, ValueError):
        return False


def _with_order(encoding: str, content: bytes) -> str:
    """Return UTF-16 or UTF-32 with the order of its bytes, by its mark or its zeros."""
    unit = _UNITS.get(encoding, 0)
    if not unit:
        return encoding
    for mark, name in _MARKED:
        if name.startswith(encoding) and content.startswith(mark):
            return name
    first, last = content[:_SAMPLE:unit].count(0), content[unit - 1 : _SAMPLE : unit].count(0)
    return f"{encoding}-be" if first > last else f"{encoding}-le"


def _odd_end(content: bytes, odd: int, encoding: str, file: str) -> Diagnostic:
    """Tell of the bytes at the end that make no character."""
    line = content.count(b"\n") + 1
    return faults.BROKEN_BYTE.at(file, line, offset=len(content) - odd, encoding=encoding)


def _is_utf8(content: bytes) -> bool:
    """Whether bytes are UTF-8, but for a few."""
    text = content.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN.findall(text))
    return broken == 0 or broken < _FEW * sum(not char.isascii() for char in text[:_SAMPLE])


def _likeliest(content: bytes) -> str:
    """Return the encoding in which most accented words are French ones."""
    sample = content[:_SAMPLE]
    guessed = (match.encoding for match in from_bytes(sample))
    lexicon = french()
    best, most = "latin-1", 0
    for encoding in dict.fromkeys((*_USUAL, *guessed)):
        try:
            text = sample.decode(encoding)
            if text.encode(encoding) != sample:
                continue
        except (UnicodeError, LookupError):
            continue
        known = _known(text, lexicon)
        if known > most:
            best, most = encoding, known
    return best


def _known(text: str, lexicon: Lexicon) -> int:
    """Count the accented words that the dictionary has, less the strings that are no words."""
    words = Counter(re.findall(f"[{LETTER}]+", text.lower()))
    score = 0
    for word, count in words.items():
        if not word.isascii():
            forms = lexicon.lookup(plain(word))
            score += count * (2 if any(f.text == word and f.listed for f in forms) else -1)
    return score


def _broken(content: bytes, text: str, encoding: str, file: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each of the first bytes that do not fit, with its offset."""
    if not _BROKEN.search(text):
        return
    offset = place = 0
    for number, match in enumerate(_BROKEN.finditer(text)):
        if number == _MOST_TOLD:
            return
        offset += len(text[place : match.start()].encode(encoding, "surrogateescape"))
        place = match.start()
        line = content[:offset].count(b"\n") + 1
        yield faults.BROKEN_BYTE.at(file, line, offset=offset, encoding=encoding)

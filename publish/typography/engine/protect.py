"""Stretches that no rule may touch are hidden before the rules run.

Code, images and other languages never enter the run (``slots``); here go addresses, paths,
figures with colons, shortcodes, identifiers, emoticons — and calls of notes that stayed as text.

``Voir https://exemple.fr/a?b=1;c !`` → ``Voir`` MASK… ``!``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.characters import LITERAL_CALL_MARK, MASK_MARK
from publish.typography.engine.flat_text import FlatText
from publish.typography.engine.signs import ENDS, SPACE, THINGS

_RARE = "@\\/#_&=^~|<["
_TRIGGERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf":(?=[^\s«»“”\"…{ENDS}])",
        rf";(?=[^\s«»“”\"…{ENDS}])",
        r"\.(?=[\w/\\])",
        r"--(?=[a-z])",
    )
)
"""What prose hardly ever holds: only the words around one are looked at closely."""

_SEPARATOR = re.compile(f"[{SPACE}{ENDS}{THINGS}]")

_CALL = re.compile(r"\[\^[^\]\[\s]{1,64}\]")

# Lengths are bounded and beginnings guarded, so that no word, however long, costs more than its
# length. Letters of other alphabets are allowed in hosts and paths, as browsers show them.
_PROTECTED = re.compile(
    r"""
      (?P<address>
        (?<!\w)[A-Za-z][A-Za-z0-9+.-]{1,20}://[^<>«»“”"]+       # https://exemple.fr:443/a?b=1;c
      | (?<![\w.])(?:www\.|mailto:|doi:|urn:)[^<>«»“”"]+
      | (?<![\w.])10\.\d{4,9}/[^<>«»“”"]+                       # 10.1000/xyz
      | (?<![\w@])(?:[\w-]{1,63}\.){1,6}[a-z][a-z0-9]{1,9}[/:?][^<>«»“”"]+   # exemple.fr/a;b
      | (?<!\w)[A-Za-z]:[\\/][^<>«»“”"]*                        # C:\Temp\x.txt
      | \\\\[^<>«»“”"]+                                         # \\serveur\dossier
      | (?<![\w.€$£%°²³!?)])(?:~|\.{1,3})?/[\w.~-][^<>«»“”"]*      # ../dossier, /usr/bin
      )
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}          # a.b@exemple.fr
        (?::(?=[\w/~.])[\w./~+-]{0,200}[\w/])?                       # git@exemple.fr:a/b.git
    | (?<![\w@.])@\w{1,64}
    | (?<![\w/.])(?:[\w-]{1,64}/){1,16}[\w-]{1,64}\.[a-z0-9]{1,5}(?!\w)  # styles/print.css
    | (?<![\w@.])(?:[\w-]{1,63}\.){1,6}[a-z][a-z0-9]{0,9}(?![\w])        # fichier.txt
    | (?<![\w:.,])\d{1,9}(?::\d{1,9})+(?:[.,–-]\d{1,9})*(?![\w:])        # 12:30, 16:9, 3:16-18
    | (?<![\w.:])[0-9A-Fa-f]{0,4}(?:::?[0-9A-Fa-f]{1,4}){2,7}(?::)?(?!\w)        # MAC, IPv6
    | (?<![\w.:])[0-9A-Fa-f]{0,4}::(?:[0-9A-Fa-f]{1,4}:?){0,7}(?!\w)     # fe80::1
    | (?<![\w:])[A-Za-z_]\w{0,63}(?:::~?[A-Za-z_]\w{0,63})+              # std::vector
    | (?<![\w.])v?\d{1,9}(?:\.\d{1,9}){2,8}[\w-]{0,20}                   # 1.2.3, 192.168.0.1
    | (?<![\w:]):[A-Za-z+-][\w+-]{0,40}:(?![\w:])                          # :tada:
    | &\#?\w{1,31};                                                      # &eacute; written out
    | (?<![\w-])--[a-z][\w-]{0,63}(?:=[^<>«»“”"]*)?                      # --option=valeur
    | (?<!\w)\w{0,63}_\w{1,63}                                           # snake_case
    | (?<![\w&])\#\w{1,64}                                               # #mot, #fff
    | (?<![\w:;=])[:;=]['’]?[-o^]?[)(DPpO3*/\\|\]\[](?![\w)/])           # :-) ;) :D
    | (?<!\w)(?:<3|\^_?\^|xD|o_O)(?!\w)
    | (?<![=!<>:?])(?:[!=]==?|[:+*/-]=|=>|->|&&|\|\|)                    # != := =>
    """,
    re.VERBOSE,
)

_TRAILING = ".,;:!?…'’\"*_"


def protect(run: FlatText, keep: re.Pattern[str] | None = None) -> None:
    """Hide what is not prose, and the words to keep."""
    spans = list(_spans(run.text))
    if keep:
        kept = [(m.start(), m.end(), MASK_MARK) for m in keep.finditer(run.text)]
        spans = _merged(kept, spans)
    run.hide(spans)


def reveal(run: FlatText) -> None:
    """Show again what was hidden."""
    run.show()


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    done = 0
    for trigger in _triggers(text):
        if trigger < done:
            continue
        start = _start_of_word(text, trigger, done)
        separator = _SEPARATOR.search(text, trigger)
        done = separator.start() if separator else len(text)
        at = start
        for call in _CALL.finditer(text, start, done):
            yield from _hidden(text, at, call.start())
            yield call.start(), call.end(), LITERAL_CALL_MARK
            at = call.end()
        yield from _hidden(text, at, done)


def _triggers(text: str) -> list[int]:
    """Return, in order, where something stands that prose hardly ever holds."""
    found = [match.start() for pattern in _TRIGGERS for match in pattern.finditer(text)]
    present = "".join(sign for sign in _RARE if sign in text)
    if present:
        rare = re.compile(f"[{re.escape(present)}]")
        found += [match.start() for match in rare.finditer(text)]
    return sorted(found)


def _start_of_word(text: str, at: int, floor: int) -> int:
    while at > floor and not _SEPARATOR.match(text, at - 1):
        at -= 1
    return at


def _hidden(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for match in _PROTECTED.finditer(text, start, end):
        stop = match.end()
        if match["address"]:
            stop = _end_of_address(text, match.start(), stop)
        if stop > match.start():
            yield match.start(), stop, MASK_MARK


def _end_of_address(text: str, start: int, end: int) -> int:
    """Leave the punctuation of the sentence out of an address: ``(voir https://exemple.fr).``"""
    word = text[start:end].rstrip(_TRAILING)
    for opening, closing in ("()", "[]"):
        if word.endswith(closing) and word.count(opening) < word.count(closing):
            word = word.rstrip(closing + _TRAILING)
    return start + len(word)


def _merged(
    first: list[tuple[int, int, str]], second: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Return the spans of both in order; where two overlap, the one that begins first."""
    spans: list[tuple[int, int, str]] = []
    for span in sorted([*first, *second]):
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans

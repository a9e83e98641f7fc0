"""How names are said: a pronunciation lexicon for synthetic voices (W3C PLS 1.0, EPUB 3 by link).

``pronounced = {"Kroupskaïa" = "kʁupskaja"}`` of an index entry → a ``lexeme`` in the IPA.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.builder import ElementMaker

from publish.book import Entry

LEXICON_TYPE = "application/pls+xml"
_PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
_E = ElementMaker(namespace=_PLS, nsmap={None: _PLS})


def lexicon(entries: Iterable[Entry], language: str) -> bytes:
    """Return the lexicon of a book; b"" where no entry says how it is pronounced."""
    said = {name: sound for entry in entries for name, sound in entry.pronounced.items()}
    if not said:
        return b""
    root = _E.lexicon(
        {"version": "1.0", "alphabet": "ipa"},
        *(
            _E.lexeme(_E.grapheme(name), _E.phoneme(sound.strip("/[] ")))
            for name, sound in sorted(said.items())
        ),
    )
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)

"""Known damage is undone exactly: every table, every escape, layer upon layer."""

from __future__ import annotations

import html
import json
import quopri
import re
import unicodedata
from collections.abc import Callable
from html.entities import codepoint2name as names
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.cleaning import clean_text
from publish.cleaning.known.undoing import undo_known
from publish.cleaning.ledger.ledger import restore
from publish.cleaning.letters.lexicon import french
from tests.cleaning.misreading import apart, read_as, tex
from tests.cleaning.texts import PARAGRAPHS

TEXT = (
    "L’été de cette année-là, la goélette était déjà rentrée très tôt. Où allait-elle ?\n\n"
    "« Naïve façon, répéta le maître d’œuvre, que de fêter Noël à l’île ! »\n\n"
    "Núñez, Dvořák et l’Österreich passèrent près de la forêt, où l’on avait brûlé les chênes.\n"
)
LATIN = TEXT.replace("Dvořák", "Dvorak")
"""What every encoding of one byte can write."""


def numbered(text: str, form: str) -> str:
    return "".join(c if c < "\x80" else form.format(ord(c)) for c in text)


def references(text: str) -> str:
    return "".join(f"&{names[ord(c)]}" if ord(c) in names and c >= "\x80" else c for c in text)


DAMAGES: dict[str, tuple[str, str]] = {
    **{
        f"UTF-8 as {encoding}": (TEXT, read_as(encoding, TEXT))
        for encoding in ("cp1252", "latin-1", "mac_roman", "cp850", "cp437", "iso8859-15", "cp1250")
    },
    "UTF-8 as Windows, twice": (TEXT, read_as("cp1252", read_as("cp1252", TEXT))),
    "UTF-8 as Latin-1, thrice": (
        TEXT, read_as("latin-1", read_as("latin-1", read_as("latin-1", TEXT))),
    ),
    "Windows as Mac": (LATIN, read_as("mac_roman", LATIN, "cp1252")),
    "Mac as Windows": (LATIN, read_as("cp1252", LATIN, "mac_roman")),
    "Windows as DOS": (LATIN, read_as("cp850", LATIN, "cp1252")),
    "Windows as Cyrillic": (LATIN, read_as("cp1251", LATIN, "cp1252")),
    "references": (TEXT, TEXT.encode("ascii", "xmlcharrefreplace").decode()),
    "references, doubled": (
        TEXT, html.escape(TEXT.encode("ascii", "xmlcharrefreplace").decode(), quote=False),
    ),
    "quoted-printable": (TEXT, quopri.encodestring(TEXT.encode()).decode()),
    "quoted-printable, with a header": (
        TEXT,
        "From: a@exemple.fr\nSubject: =?UTF-8?Q?L=27=C3=A9t=C3=A9?=\nContent-Type: text/plain;\n"
        " charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        + quopri.encodestring(TEXT.encode()).decode(),
    ),
    "a header alone": (
        TEXT,
        "From: a@exemple.fr\nMIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n\n" + TEXT,
    ),
    "references without semicolons": (LATIN, references(LATIN)),
    "numbers of R": (TEXT, numbered(TEXT, "<U+{:04X}>")),
    "numbers in braces": (TEXT, numbered(TEXT, "\\x{{{:X}}}")),
    "numbers of Python": (TEXT, numbered(TEXT, "\\U{:08x}")),
    "numbers of style sheets": (TEXT, numbered(TEXT, "\\{:06X}")),
    "numbers of Unicode": (TEXT, numbered(TEXT, "U+{:04X}")),
    "JavaScript's escape": (
        TEXT,
        "".join(
            c if c < "\x80" else f"%{ord(c):02X}" if c <= "\xff" else f"%u{ord(c):04X}"
            for c in TEXT
        ),
    ),
    "UTF-7": (LATIN, LATIN.encode("utf-7").decode()),
    "glyphs by Windows' numbers": (
        LATIN,
        "".join(c if c < "\x80" else f"(cid:{c.encode('cp1252')[0]})" for c in LATIN),
    ),
    "ligatures by TeX's numbers": (
        TEXT + "Enfin, un office difficile.\n",
        TEXT + "En(cid:12)n, un o(cid:14)ce di(cid:14)cile.\n",
    ),
    "percent": (TEXT, quote(TEXT, safe=" ,.!?\n'")),
    "JSON": (TEXT, json.dumps(TEXT)[1:-1]),
    "bytes in octal": (
        TEXT, "".join(chr(b) if b < 128 else f"\\{b:o}" for b in TEXT.encode()),
    ),
    "TeX": (TEXT, tex(TEXT)),
    "TeX, with braces": (TEXT, tex(TEXT, braces=True)),
    "accents before their letters": (TEXT, apart(TEXT, before=True)),
    "accents after their letters": (TEXT, apart(TEXT, before=False)),
    "a dotless i": (TEXT, apart(TEXT, before=True).replace("ˆi", "ˆı").replace("¨i", "¨ı")),
    "combining accents": (TEXT, unicodedata.normalize("NFD", TEXT)),
    "long s": (TEXT, re.sub("s(?=[a-z])", "ſ", TEXT)),
    "ligatures": (TEXT + "Fin de la flûte.\n", TEXT + "Fin de la ﬂûte.\n"),
}  # fmt: skip


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@pytest.mark.parametrize(("text", "damaged"), DAMAGES.values(), ids=DAMAGES)
def test_every_word_is_given_back(text: str, damaged: str) -> None:
    cleaned = clean_text(damaged)
    assert words(cleaned.markdown.removeprefix("# [Sans titre]")) == words(text)
    assert restore(cleaned.markdown, cleaned.ledger) == damaged
    assert not [q for q in cleaned.questions if q.kind != "title"]


def test_a_typewriter_strikes_accents_after_their_letter() -> None:
    typed = {"é": "e'", "è": "e`", "ê": "e^", "ë": 'e"', "à": "a`", "ï": 'i"', "ç": "c,", "œ": "oe"}
    text = (
        "L'été, il était déjà très près de la forêt ; ça, c'était la façon naïve de Noël, dit-il."
    )
    struck = "".join(typed.get(char, char) for char in text)
    assert text in clean_text(struck).markdown


def test_a_part_is_mended_and_the_rest_left() -> None:
    parts = [p if n % 3 else read_as("cp1252", p) for n, p in enumerate(TEXT.split("\n\n") * 3)]
    assert words(undo_known("\n\n".join(parts), french())[0].text) == words(TEXT) * 3


@pytest.mark.parametrize(
    "text",
    [
        "L\\'eau, l\\'été, d\\'abord l\\'hiver, qu\\'il n\\'aimait pas : rien d\\'autre.",
        "Il vint à 20 %, à l’adresse https://exemple.fr/?q=%C3%A9t%C3%A9 et %20, déjà lue.",
        "On écrit &lt;b&gt; et AT&amp;T, déjà vus ; C:\\notes\\textes, à part.",
        "MARCHÉ… CAFÉ… ÉTÉ… Â « Tâche » — âne, ¼ d’heure à « part », Σ λόγος, приём.",
        "Le XIX^e siècle, l’`eau`, x^2, la note (´), déjà ¸ là.",
        "<< L’été >>, dit-elle ; we've seen, they're here, 'le mot été', l'e-mail.",
    ],
)
def test_what_may_be_meant_is_left(text: str) -> None:
    assert undo_known(text, french())[0].text == text


READINGS: dict[str, Callable[[str], str]] = {
    "none": str,
    "Windows": lambda text: read_as("cp1252", text),
    "Mac": lambda text: read_as("mac_roman", text),
    "DOS": lambda text: read_as("cp850", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
}
ESCAPES: dict[str, Callable[[str], str]] = {
    "none": str,
    "references": lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
    "quoted": lambda text: quopri.encodestring(text.encode()).decode(),
    "JSON": lambda text: json.dumps(text)[1:-1],
}


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, len(PARAGRAPHS) - 6),
    st.lists(st.sampled_from(sorted(READINGS)), max_size=2),
    st.sampled_from(sorted(ESCAPES)),
)
def test_layer_upon_layer(start: int, readings: list[str], escape: str) -> None:
    text = unicodedata.normalize("NFC", "\n\n".join(PARAGRAPHS[start : start + 6]))
    damaged = text
    for name in readings:
        damaged = READINGS[name](damaged)
    proof, _ = undo_known(ESCAPES[escape](damaged), french())
    assert words(proof.text) == words(text)


@pytest.mark.parametrize("layers", [2, 3, 4])
def test_utf8_misread_again_and_again_is_undone(layers: int) -> None:
    """È and É are written with ˆ, ƒ and ‰ from the second layer on."""
    text = "« École », dit l’élève à l’aîné ; à l’Èbre, l’œil était déjà fermé."
    read = text
    for _ in range(layers):
        read = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in read.encode())
    assert text in clean_text(read).markdown

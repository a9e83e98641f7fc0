"""The chain of the known damage: every family in turn, until none finds anything more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from publish.cleaning.known.entities import find_references
from publish.cleaning.known.escapes import find_escapes
from publish.cleaning.known.glyph_numbers import find_glyph_numbers
from publish.cleaning.known.loose_accents import find_loose_accents, find_typed_accents
from publish.cleaning.known.lost_bytes import find_lost_bytes
from publish.cleaning.known.lost_ligatures import find_lost_ligatures
from publish.cleaning.known.mail import find_mail_header, find_quoted_printable
from publish.cleaning.known.misread_bytes import find_misread_bytes
from publish.cleaning.known.misread_utf8 import find_misread_utf8
from publish.cleaning.known.specimen import Family, Specimen
from publish.cleaning.known.tex import find_tex
from publish.cleaning.known.unsettled import find_combined, settle_signs
from publish.cleaning.ledger.ledger import Change
from publish.cleaning.ledger.offset_map import OffsetMap
from publish.cleaning.letters.lexicon import Lexicon

READINGS: Final[tuple[Family, ...]] = (find_combined, find_misread_utf8, find_misread_bytes)
"""What any text may have suffered, whatever signs its author used."""

LAYERS: Final[tuple[Family, ...]] = (
    find_quoted_printable,
    find_mail_header,
    find_escapes,
    find_glyph_numbers,
    find_references,
    *READINGS,
    find_tex,
    find_typed_accents,
    find_loose_accents,
)
"""Each undoes one layer of damage, which may hide another: they run to a fixed point."""

LAST: Final[tuple[Family, ...]] = (settle_signs, find_lost_ligatures, find_lost_bytes)
"""What comes once, when no layer is left: these may set characters aside."""

_MOST_LAYERS: Final = 12
"""How many layers, one upon the other, are undone at most."""


def undo_known(
    source: str, lexicon: Lexicon, *, markdown: bool = False
) -> tuple[OffsetMap, Specimen]:
    """Return the text without its known damage, the way back to the source, and what is seen of it.

    In ``markdown`` references and backslashes mean what they say.
    """
    proof = OffsetMap.of(source, ())
    specimen = Specimen(source, lexicon)
    for _ in range(_MOST_LAYERS):
        changes = _first(specimen, READINGS if markdown else LAYERS)
        if not changes:
            break
        proof = proof.then(changes)
        specimen = Specimen(proof.text, lexicon)
    for family in LAST[:1] if markdown else LAST:
        if changes := family(specimen):
            proof = proof.then(changes)
            specimen = Specimen(proof.text, lexicon)
    return proof, specimen


def _first(specimen: Specimen, families: Sequence[Family]) -> list[Change]:
    """Return what the first family finds that finds anything: what it hid comes to light next."""
    return next((changes for family in families if (changes := family(specimen))), [])

"""What a library puts around a text: Gallica's notice before it, Wikisource's lines around it.

The notice is set aside; its title, author and date are kept for a text that has none of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from publish.cleaning.alphabet import LETTER
from publish.cleaning.ledger.ledger import Reason
from publish.cleaning.structure.raw_blocks import BlockRole, RawBlock
from publish.cleaning.structure.raw_lines import RawLine
from publish.messages import N_

NOTICE: Final = Reason("notice", N_("notice of the library that lent the text"))

_OPENS: Final = re.compile(r"(?:Rappel de votre demande|Notice complète)\s*:?", re.I)
_CLOSES: Final = re.compile(r"taux de reconnaissance", re.I)
_FIELD: Final = re.compile(
    r"(Titre|Auteur|Éditeur|Date d['’]édition|Date de publication|Type|Langue|Format|Droits|"
    r"Identifiant|Source|Relation|Provenance|Date de mise en ligne|Description|Sujet|"
    r"Nombre de pages|Vues|Format de téléchargement)\b\s*:?\s*:?\s*(.*)$"
)
_TITLE_BLOCKS: Final = 4
"""Blocks over which a title may be divided."""
_LONGEST: Final = 60
"""Lines of the longest notice."""
_WIKI: Final = re.compile(r"Dernière modification de cette page le |Récupérée de «")
_AROUND_WIKI: Final = re.compile(
    r"(?:Catégories?\s*:|Dernière modification de cette page|Récupérée de «|"
    r"La bibliothèque libre\.?$|(?:←|⟵).*(?:→|⟶)?$|Texte sur une seule page$|"
    r"Le texte est disponible sous|Politique de confidentialité|À propos de Wikisource)"
)
_AUTHOR: Final = re.compile(r"([^,(]+),\s*([^(.]+?)\s*(?:\(|\.\s|\.?$)")


@dataclass(frozen=True, slots=True)
class LibraryNotice:
    """The lines of a notice, and what it says of the text; empty where there is none."""

    lines: frozenset[int] = field(default_factory=frozenset)
    title: str = ""
    author: str = ""
    source: str = ""

    @property
    def credit(self) -> str:
        """Author and source as Markdown, to stand below the title."""
        author = f"\n\n{self.author}\n{{: .author}}" if self.author else ""
        return author + (f"\n\n{self.source}\n{{: .source}}" if self.source else "")


def find_notice(lines: Sequence[RawLine]) -> LibraryNotice:
    """Return the notice that opens a text of Gallica, or what Wikisource has put around it."""
    if any(_WIKI.match(line.text) for line in lines):
        return LibraryNotice(
            frozenset(at for at, line in enumerate(lines) if _AROUND_WIKI.match(line.text))
        )
    first = next((at for at, line in enumerate(lines[:6]) if _OPENS.match(line.text)), None)
    if first is None:
        return LibraryNotice()
    head = lines[first : first + _LONGEST]
    ends = [at for at, line in enumerate(head) if _CLOSES.search(line.text)]
    told = [at for at, line in enumerate(head) if _FIELD.match(line.text)]
    last = first + (ends[0] if ends else max(told, default=0))
    fields: dict[str, str] = {}
    for line in lines[first : last + 1]:
        if match := _FIELD.match(line.text):
            fields.setdefault(match[1].replace("’", "'").lower(), match[2].strip())
    title, _, _ = fields.get("titre", "").partition(" / ")
    parts = (fields.get("éditeur", ""), fields.get("date d'édition", ""))
    return LibraryNotice(
        frozenset(range(first, last + 1)),
        title.strip(),
        _name(fields.get("auteur", "")),
        ", ".join(part for part in parts if part),
    )


def _name(entry: str) -> str:
    """``Delmas, Auguste (1821-1889). Auteur du texte`` → ``Auguste Delmas``."""
    match = _AUTHOR.match(entry)
    return f"{match[2].strip()} {match[1].strip()}" if match else entry.partition("(")[0].strip()


def titled(
    lines: Sequence[RawLine], blocks: Sequence[RawBlock], notice: LibraryNotice
) -> list[RawBlock]:
    """Return the blocks, the first ones made the title if together they say that of the notice."""
    wanted, said = _letters(notice.title), ""
    for count, block in enumerate(blocks[:_TITLE_BLOCKS], 1):
        said += "".join(_letters(lines[at].text) for at in block.lines)
        if wanted and said == wanted:
            own = tuple(at for part in blocks[:count] for at in part.lines)
            title = RawBlock(BlockRole.TITLE, own, (" ",) * (len(own) - 1))
            return [title, *blocks[count:]]
    return list(blocks)


def _letters(text: str) -> str:
    return "".join(re.findall(f"[{LETTER}0-9]", text)).casefold()

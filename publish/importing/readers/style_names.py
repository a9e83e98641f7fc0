"""What a paragraph is by the name of its style, in English and in French.

Word keeps the English names of its own styles in its files; LibreOffice, Métopes and authors name
theirs in their language.
"""

from __future__ import annotations

import re
import unicodedata

from publish.importing.document import Role

_ROLES: tuple[tuple[str, Role], ...] = (
    (r"(book )?title|titre( principal)?|titre du livre", Role.TITLE),
    (r"sub-?title|sous-?titre", Role.SUBTITLE),
    (r"authors?|auteurs?|auteures?", Role.AUTHOR),
    (r"(table of )?contents \d?|toc( heading| \d)?|tdm.*|table des matieres.*|tm \d",
     Role.CONTENTS),
    (r"date|date et lieu|lieu et date", Role.DATE),
    (r"signature|closing|formule de politesse", Role.SIGNATURE),
    (r"epigraphe?|exergue|tei_?epigraph.*", Role.EPIGRAPH),
    (r"caption|legende?s?( figure| tableau)?|(image|table) caption|figure|illustration|tableau"
     r"|tei_figure_(caption|title)", Role.CAPTION),
    (r"(intense |block )?(quote|quotations?)|block text|citations?( intense| longue)?|tei_quote.*"
     r"|bloc de texte", Role.QUOTATION),
    (r"verse?s?|vers|poesie|poeme|poetry|poem|strophe|tei_verse.*", Role.VERSE),
    (r"speaker|personnage|locuteur|tei_speaker", Role.SPEAKER),
    (r"stage|didascalies?|tei_(stage|didascalie)", Role.STAGE),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), role) for pattern, role in _ROLES)


def role_of_style(name: str) -> Role | None:
    """Return what a paragraph of a style is, None where the name does not say it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = re.sub(r"[\s-]+", " ", plain).strip()
    return next((role for pattern, role in _PATTERNS if pattern.fullmatch(plain)), None)

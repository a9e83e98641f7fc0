"""What a paragraph is by the name of its style, in English and in French.

Word keeps the English names of its own styles in its files; LibreOffice, Métopes and authors name
theirs in their language.
"""

from __future__ import annotations

import re
import unicodedata

from publish.importing.incoming import ParagraphRole

_ROLES: tuple[tuple[str, ParagraphRole], ...] = (
    (r"(book )?title|titre( principal)?|titre du livre", ParagraphRole.TITLE),
    (r"sub-?title|sous-?titre", ParagraphRole.SUBTITLE),
    (r"authors?|auteurs?|auteures?", ParagraphRole.AUTHOR),
    (r"(table of )?contents \d?|toc( heading| \d)?|tdm.*|table des matieres.*|tm \d",
     ParagraphRole.CONTENTS),
    (r"date|date et lieu|lieu et date", ParagraphRole.DATE),
    (r"lettre|tei_letter.*", ParagraphRole.LETTER),
    (r"source du texte", ParagraphRole.SOURCE),
    (r"signature|closing|formule de politesse", ParagraphRole.SIGNATURE),
    (r"epigraphe?|exergue|tei_?epigraph.*", ParagraphRole.EPIGRAPH),
    (r"caption|legende?s?( figure| tableau)?|(image|table) caption|figure|illustration|tableau"
     r"|tei_figure_(caption|title)", ParagraphRole.CAPTION),
    (r"(intense |block )?(quote|quotations?)|block text|citations?( intense| longue)?|tei_quote.*"
     r"|bloc de texte", ParagraphRole.QUOTATION),
    (r"verse?s?|vers|poesie|poeme|poetry|poem|strophe|tei_verse.*", ParagraphRole.VERSE),
    (r"speaker|personnage|locuteur|tei_speaker", ParagraphRole.SPEAKER),
    (r"stage|didascalies?|tei_(stage|didascalie)", ParagraphRole.STAGE),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), role) for pattern, role in _ROLES)


def role_of_style(name: str) -> ParagraphRole | None:
    """Return what a paragraph of a style is, None where the name does not say it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = re.sub(r"[\s-]+", " ", plain).strip()
    return next((role for pattern, role in _PATTERNS if pattern.fullmatch(plain)), None)

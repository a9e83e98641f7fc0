"""The styles of a .docx that goes to an author: a manuscript in a wide leading, French in Word.

Word names its own styles in the reader's language (``heading 1`` → Titre 1, ``Quote`` → Citation);
those it does not have are named in French.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

FONT: Final = "Times New Roman"
MEASURE: Final = 16.0
"""The measure of the page, in centimetres: 21 less two margins of 2.5."""


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style: ``id`` in the file, ``name`` as Word knows it; ``paragraph``, ``run``: its XML."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    after: str = ""
    kind: str = "paragraph"


def _spaced(before: int, after: int, line: int = 360) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _sized(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_LEFT: Final = '<w:jc w:val="left"/>'
_CENTRED: Final = '<w:ind w:firstLine="0"/><w:jc w:val="center"/>'
_RIGHT: Final = '<w:ind w:firstLine="0"/><w:jc w:val="right"/>'
_KEPT: Final = "<w:keepNext/><w:keepLines/>"
_NOTE: Final = f'{_spaced(0, 60, 260)}<w:ind w:firstLine="0"/>'

HEADINGS: Final = tuple(f"Titre{level}" for level in range(1, 7))
BODY, QUOTE, VERSE, LETTER = "Corpsdetexte", "Citation", "Vers", "Lettre"
CODE, BREAK, CAPTION, LIST = "SourceCode", "Separateur", "Legende", "ListParagraph"
FIGURE, CELL, HEAD_CELL = "Figure", "Cellule", "Titredecolonne"
TERM, DEFINITION, EPIGRAPH = "DefinitionTerm", "Definition", "Epigraphe"
FOOTNOTE, ENDNOTE = "Notedebasdepage", "Notedefin"
FOOTNOTE_CALL, ENDNOTE_CALL = "Appelnotedebasdep", "Appeldenotedefin"
LINK, CODE_WORDS = "Lienhypertexte", "VerbatimChar"
TITLE, SUBTITLE, AUTHOR, ABOUT = "Titre", "Sous-titre", "Auteur", "Envoi"

STYLES: Final = (
    WordStyle("Normal", "Normal", based=""),
    WordStyle(BODY, "Body Text", '<w:ind w:firstLine="425"/>'),
    *(
        WordStyle(
            f"Titre{level}",
            f"heading {level}",
            f"{_KEPT}{'<w:pageBreakBefore/>' if level == 1 else ''}"
            f"{_spaced(before, after)}{_CENTRED if level == 1 else _LEFT}"
            f'<w:outlineLvl w:val="{level - 1}"/>',
            f"{'<w:i/>' if level == 3 else '<w:b/>' if level < 3 else ''}{_sized(size)}",
            after=BODY,
        )
        for level, before, after, size in (
            (1, 0, 480, 32), (2, 360, 180, 26), (3, 300, 120, 24), (4, 240, 120, 24),
            (5, 240, 120, 24), (6, 240, 120, 24),
        )
    ),
    WordStyle(TITLE, "Title", f"{_spaced(3600, 240)}{_CENTRED}", f"<w:b/>{_sized(44)}"),
    WordStyle(SUBTITLE, "Subtitle", f"{_KEPT}{_spaced(0, 240)}{_CENTRED}", f"<w:i/>{_sized(28)}"),
    WordStyle(AUTHOR, "Auteur", f"{_spaced(0, 240)}{_CENTRED}", _sized(26)),
    WordStyle("Source", "Source du texte", f"{_spaced(0, 240)}{_CENTRED}", _sized(22)),
    WordStyle(ABOUT, "Envoi", f"{_spaced(2400, 0, 300)}{_CENTRED}", _sized(22)),
    WordStyle(QUOTE, "Quote", f"{_spaced(120, 120, 300)}<w:ind w:left=\"851\" w:right=\"425\"/>",
              _sized(22)),
    WordStyle(VERSE, "Vers", f"<w:keepLines/>{_spaced(120, 120, 320)}<w:ind w:left=\"1418\"/>"
              f"{_LEFT}"),
    WordStyle(EPIGRAPH, "Épigraphe", f"{_spaced(0, 120, 300)}<w:ind w:left=\"4253\"/>{_LEFT}",
              f"<w:i/>{_sized(22)}"),
    WordStyle(LETTER, "Lettre", '<w:ind w:left="567" w:firstLine="425"/>'),
    WordStyle("Date", "Date", f"{_spaced(120, 120)}{_RIGHT}"),
    WordStyle("Signature", "Signature", f"{_spaced(120, 240)}{_RIGHT}"),
    WordStyle("Personnage", "Personnage", f"{_KEPT}{_spaced(180, 0)}{_CENTRED}"),
    WordStyle("Didascalie", "Didascalie", '<w:ind w:left="567"/>', "<w:i/>"),
    WordStyle("Replique", "Réplique", ""),
    WordStyle(LIST, "List Paragraph", _spaced(0, 0)),
    WordStyle(TERM, "Definition Term", "<w:keepNext/>", "<w:b/>"),
    WordStyle(DEFINITION, "Definition", '<w:ind w:left="567"/>'),
    WordStyle(CODE, "Source Code", f"{_spaced(120, 120, 240)}{_LEFT}",
              f'<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
              f"{_sized(20)}"),
    WordStyle(BREAK, "Séparateur", f"{_spaced(240, 240)}{_CENTRED}"),
    WordStyle(FIGURE, "Figure", f"<w:keepNext/>{_spaced(240, 60, 240)}{_CENTRED}"),
    WordStyle(CAPTION, "caption", f"<w:keepLines/>{_spaced(60, 240, 260)}{_CENTRED}",
              f"<w:i/>{_sized(20)}"),
    WordStyle(CELL, "Cellule", f"{_spaced(40, 40, 260)}{_LEFT}", _sized(21)),
    WordStyle(HEAD_CELL, "Titre de colonne", f"<w:keepNext/>{_spaced(40, 40, 260)}{_LEFT}",
              f"<w:b/>{_sized(21)}"),
    WordStyle(FOOTNOTE, "footnote text", _NOTE, _sized(20)),
    WordStyle(ENDNOTE, "endnote text", _NOTE, _sized(20)),
    WordStyle("Entete", "header", f"{_spaced(0, 0, 240)}{_CENTRED}", f"<w:i/>{_sized(20)}"),
    WordStyle("Pieddepage", "footer", f"{_spaced(0, 0, 240)}{_CENTRED}", _sized(20)),
    WordStyle(FOOTNOTE_CALL, "footnote reference", "", '<w:vertAlign w:val="superscript"/>',
              based="", kind="character"),
    WordStyle(ENDNOTE_CALL, "endnote reference", "", '<w:vertAlign w:val="superscript"/>',
              based="", kind="character"),
    WordStyle(LINK, "Hyperlink", "", '<w:color w:val="1F4E79"/><w:u w:val="single"/>', based="",
              kind="character"),
    WordStyle(CODE_WORDS, "Verbatim Char", "",
              '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>',
              based="", kind="character"),
)  # fmt: skip

_DEFAULTS: Final = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    '{sized}<w:lang w:val={lang} w:eastAsia={lang} w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr>{spaced}<w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>'
)


def styles_xml(language: str) -> str:
    """Return what stands in word/styles.xml, without its root."""
    defaults = _DEFAULTS.format(sized=_sized(24), lang=quoteattr(language), spaced=_spaced(0, 0))
    return defaults + "".join(map(_style, STYLES))


def _style(one: WordStyle) -> str:
    default = ' w:default="1"' if one.id == "Normal" else ""
    based = f'<w:basedOn w:val="{one.based}"/>' if one.based and one.id != one.based else ""
    after = f'<w:next w:val="{one.after}"/>' if one.after else ""
    paragraph = f"<w:pPr>{one.paragraph}</w:pPr>" if one.paragraph else ""
    run = f"<w:rPr>{one.run}</w:rPr>" if one.run else ""
    return (
        f'<w:style w:type="{one.kind}"{default} w:styleId="{one.id}">'
        f"<w:name w:val={quoteattr(one.name)}/>{based}{after}<w:qFormat/>{paragraph}{run}</w:style>"
    )

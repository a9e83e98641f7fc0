"""The parts of a .docx around its text: kinds, relations, styles, lists, notes, settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import quoteattr

from publish.sending.sent_book import SentBook
from publish.sending.word_runs import text_of_xml
from publish.sending.word_styles import styles_xml

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES: Final = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Final = ("styles", "settings", "numbering", "footnotes", "endnotes", "header", "footer")
PROPERTY: Final = "publish"
"""The document property that says which sending a file is of."""


@dataclass(slots=True)
class Relations:
    """What the text refers to: links, pictures, lists."""

    targets: list[tuple[str, str, bool]] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)

    def link(self, address: str) -> str:
        return self._related("hyperlink", address, True)

    def picture(self, name: str) -> str:
        return self._related("image", name, False)

    def _related(self, kind: str, target: str, external: bool) -> str:
        self.targets.append((kind, target, external))
        return f"rIdX{len(self.targets)}"

    def list_number(self, start: int | None) -> int:
        """Return the number of a new list; ``start``: its first number, None for none."""
        self.lists.append(start)
        return len(self.lists)


def package_parts(
    book: SentBook,
    body: str,
    footnotes: Sequence[str],
    endnotes: Sequence[str],
    relations: Relations,
) -> dict[str, str]:
    """Return the files of a .docx but its pictures."""
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _package_relations(),
        "word/document.xml": _part("document", f"<w:body>{body}{_SECTION}</w:body>"),
        "word/_rels/document.xml.rels": _document_relations(relations),
        "word/styles.xml": _part("styles", styles_xml(book.language)),
        "word/settings.xml": _part("settings", _SETTINGS),
        "word/numbering.xml": _part("numbering", _numbering(relations.lists)),
        "word/footnotes.xml": _part("footnotes", _notes("footnote", footnotes)),
        "word/endnotes.xml": _part("endnotes", _notes("endnote", endnotes)),
        "word/header.xml": _part("hdr", _line("Entete", f"<w:t>{text_of_xml(book.title)}</w:t>")),
        "word/footer.xml": _part("ftr", _FOLIO),
        "docProps/core.xml": _core(book),
        "docProps/custom.xml": _custom(book),
    }


def _part(name: str, inner: str) -> str:
    return f"{_HEAD}<w:{name} {_NAMES}>{inner}</w:{name}>"


def _line(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{content}</w:r></w:p>'


_FOLIO: Final = (
    '<w:p><w:pPr><w:pStyle w:val="Pieddepage"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
)
_SECTION: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader"/>'
    '<w:footerReference w:type="default" r:id="rIdfooter"/>'
    '<w:footnotePr><w:numFmt w:val="decimal"/></w:footnotePr>'
    '<w:endnotePr><w:numFmt w:val="lowerLetter"/></w:endnotePr>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" '
    'w:left="1418" w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
_SETTINGS: Final = (
    '<w:trackRevisions/><w:defaultTabStop w:val="709"/><w:autoHyphenation/>'
    '<w:hyphenationZone w:val="357"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:endnotePr><w:numFmt w:val="lowerLetter"/><w:endnote w:id="-1"/><w:endnote w:id="0"/>'
    "</w:endnotePr><w:compat>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
)


def _notes(kind: str, notes: Sequence[str]) -> str:
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return separators + "".join(notes)


def _numbering(lists: Sequence[int | None]) -> str:
    abstract = "".join(_abstract(n, start) for n, start in enumerate(lists, 1))
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(1, len(lists) + 1)
    )
    return abstract + numbers


def _abstract(number: int, start: int | None) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{1 if start is None else start}"/>'
        f'<w:numFmt w:val="{"bullet" if start is None else "decimal"}"/>'
        f'<w:lvlText w:val="{"–" if start is None else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level in range(9)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def _types() -> str:
    pictures = "".join(
        f'<Default Extension="{name}" ContentType="image/{name}"/>'
        for name in ("png", "jpeg", "gif")
    )
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{name}+xml"/>'
        for name in _PARTS
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/custom.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
    )


def _related(name: str, kind: str, target: str, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{name}" Type="{kind}" Target={quoteattr(target)}{mode}/>'


def _package_relations() -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        + _related("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml")
        + _related("rId2", core, "docProps/core.xml")
        + _related("rId3", f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml")
        + "</Relationships>"
    )


def _document_relations(relations: Relations) -> str:
    own = "".join(
        _related(f"rId{name}", f"{_OFFICE}/relationships/{name}", f"{name}.xml") for name in _PARTS
    )
    others = "".join(
        _related(f"rIdX{n}", f"{_OFFICE}/relationships/{kind}", target, external)
        for n, (kind, target, external) in enumerate(relations.targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{own}{others}</Relationships>'


def _core(book: SentBook) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text_of_xml(book.title)}</dc:title>"
        f"<dc:creator>{text_of_xml(' ; '.join(book.authors))}</dc:creator>"
        f"<dc:language>{text_of_xml(book.language)}</dc:language></cp:coreProperties>"
    )


def _custom(book: SentBook) -> str:
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{book.id}</vt:lpwstr></property></Properties>"
    )

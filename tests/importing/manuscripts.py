"""Small files of Word and LibreOffice, made for tests."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def png(width: int = 8, height: int = 8) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), (200, 180, 160)).save(made, "PNG")
    return made.getvalue()


def word_file() -> bytes:
    """A Word file with a title page, parts, a note, a remark, changes, a table and a picture."""
    document = docx.Document()
    document.core_properties.author = "Éloïse Durand"
    document.add_paragraph("Le Port", style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Éloïse Durand").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_heading("Première partie", 1)
    document.add_heading("Le départ", 2)
    document.add_paragraph("\tIl dit\u00a0: «\u00a0Partons\u00a0» @NOTE@ @GONE@ @INDEX@ ce jour.")
    document.add_paragraph("- Tu viens ?")
    document.add_paragraph("* * *").alignment = WD_ALIGN_PARAGRAPH.CENTER
    verse = document.add_paragraph()
    for line in ("La mer est basse,", "Le vent se tait,", "Le mât se casse."):
        verse.add_run(line).add_break()
    document.add_heading("Seconde partie", 1)
    document.add_heading("Le retour", 2)
    document.add_picture(BytesIO(png()))
    document.add_paragraph("Le quai", style="Caption")
    table = document.add_table(1, 2)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("An", "Prix"), strict=True):
        cell.text = text
    for cell, text in zip(table.add_row().cells, ("1938", "12"), strict=True):
        cell.text = text
    made = BytesIO()
    document.save(made)
    return _with_more(made.getvalue())


def _with_more(content: bytes) -> bytes:
    """Put in what python-docx cannot: a note, a remark, a deletion, an index field."""
    files = unzipped(content)
    body = files["word/document.xml"].decode()
    pieces = {
        "@NOTE@": '<w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:commentReference w:id="0"/></w:r>',
        "@GONE@": '<w:del w:id="9" w:author="A"><w:r><w:delText>hier</w:delText></w:r></w:del>'
        '<w:ins w:id="8" w:author="A"><w:r><w:t>demain</w:t></w:r></w:ins>',
        "@INDEX@": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> '
        'XE "Brest:rade" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
    }
    for mark, xml in pieces.items():
        body = body.replace(mark, f'</w:t></w:r>{xml}<w:r><w:t xml:space="preserve">')
    files["word/document.xml"] = re.sub("<w:t>(?= )", '<w:t xml:space="preserve">', body).encode()
    note = "<w:p><w:r><w:t>Une note.</w:t></w:r></w:p><w:p><w:r><w:t>Deux.</w:t></w:r></w:p>"
    files["word/footnotes.xml"] = (
        f'<w:footnotes {W}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'.encode()
    )
    remark = "<w:p><w:r><w:t>À revoir</w:t></w:r></w:p>"
    files["word/comments.xml"] = (
        f'<w:comments {W}><w:comment w:id="0" w:author="Éditrice">{remark}</w:comment></w:comments>'
    ).encode()
    types = files["[Content_Types].xml"].decode()
    relations = files["word/_rels/document.xml.rels"].decode()
    for name in ("footnotes", "comments"):
        part = f'<Override PartName="/word/{name}.xml" ContentType="{_NOTES}{name}+xml"/></Types>'
        types = types.replace("</Types>", part)
        link = f'<Relationship Id="x{name}" Type="{_RELATION}{name}" Target="{name}.xml"/>'
        relations = relations.replace("</Relationships>", f"{link}</Relationships>")
    files["[Content_Types].xml"] = types.encode()
    files["word/_rels/document.xml.rels"] = relations.encode()
    return zipped(files)


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def open_document(body: str, styles: str = "", pictures: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument file with this text and these automatic styles."""
    names = {"office": "office", "text": "text", "table": "table", "style": "style",
             "draw": "drawing", "fo": "xsl-fo-compatible", "svg": "svg-compatible"}  # fmt: skip
    spaces = " ".join(f'xmlns:{short}="{_ODF}{name}:1.0"' for short, name in names.items())
    spaces += (
        ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    mime = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mime, "content.xml": content.encode(), **(pictures or {})})


def zipped(files: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

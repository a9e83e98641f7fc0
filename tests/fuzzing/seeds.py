"""Small inputs of every kind that publish reads: what mutations begin with."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from PIL import Image

MARKDOWN = """\
# Un titre {.preface author="Anne Lys" running="Court"}

Il dit : « Quoi ? »[^1] et *rit*, **fort** ; voir [la suite](#fin), [mot]{.idx term="Suite"}, d’Anne
Lys.[^a]

## Chiffres {#fin}

- Vous partez ?
- Non, `code` et <span lang="en">word</span>.

1. un
2. deux

> Cité, ^2^, 1 234 fr., 12h30, 50 %.

/// html | div.verse
Un vers,
    un autre.
///

| A | B |
|---|:-:|
| 1 | 2 |

Terme
:   Sa définition.

![Plan](plan.png "Le plan"){width=50%}

```
a < b
```

[^1]: Une note, *longue*.

    Second alinéa.
[^a]: Autre.
"""

BOOK = """\
title = "Essai"
slug = "essai"
texts = ["a.md"]
date = 2026-01-01
language = "fr"
[[contributors]]
name = "Anne Lys"
role = "aut"
[print]
trim = "140x216"
inside = 20.5
[notes]
numbering = "text"
[cover]
design = "classique"
[legal]
deposit = 2026-01-01
"""

INDEX = """\
[[entry]]
heading = "Lys, Anne"
forms = ["Anne Lys", "Lys"]
[[entry]]
heading = "Fleur"
see = ["Lys, Anne"]
"""

CSS = """\
@page { margin: 20mm 18mm }
@media print { p { text-indent: 1em } }
h1, h2.x > em:first-child { font: italic 14pt/1.4 "Libertinus Serif"; color: #123 }
.verse { margin: 1em auto; break-inside: avoid }
p::first-letter { font-size: 200% }
"""

TEXT = (
    "LE PETIT TITRE\n\npar Anne Lys\n\nIl e\ufffdtait une fois, de\ufffdja\ufffd , un «\u00a0mot"
    "\u00a0»1 qui re-\nvenait.\n\n42\n\nLE PETIT TITRE\n\nEt la suite, \u00c3\u00a9tonnante : "
    "1 234 fr.\n\n1. Une note.\n2. Une autre, longue\nsur deux lignes.\n\f\nFin du texte.\n"
)

HTML = """\
<!DOCTYPE html><html><head><meta charset="utf-8"><title>T</title></head><body><h1>Titre</h1>
<p>Un <em>mot</em><a epub:type="noteref" href="#n1"><sup>1</sup></a> &amp; un autre.<br>Suite</p>
<table><tr><td>a<td>b</table><ol start="3"><li>un<li>deux</ol><blockquote>Cit\u00e9</blockquote>
<aside epub:type="footnote" id="n1">Une note.</aside></body></html>"""

HOCR = """\
<html><body><div class="ocr_page" title="bbox 0 0 900 1200"><p class="ocr_par">
<span class="ocr_line" title="bbox 10 10 800 40; x_size 30"><span class="ocrx_word"
title="bbox 10 10 90 40; x_wconf 93">Il</span> <span class="ocrx_word"
title="bbox 100 10 190 40; x_wconf 40">va-</span></span></p></div></body></html>"""

ALTO = """\
<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page>
<PrintSpace><TextBlock><TextLine HEIGHT="30" VPOS="10" HPOS="10"><String CONTENT="Il" WC="0.9"
HPOS="10" VPOS="10" WIDTH="80" HEIGHT="30"/><SP/><String CONTENT="va" SUBS_TYPE="HypPart1"
SUBS_CONTENT="vase"/><HYP CONTENT="-"/></TextLine></TextBlock></PrintSpace>
</Page></Layout></alto>"""

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10mm"
viewBox="0 0 10 10"><style>rect { fill: url(#g) }</style><g id="a"><rect width="5" height="5"/></g>
<use xlink:href="#a" transform="rotate(45)"/><text x="1" y="5">mot</text></svg>"""

RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\pard Il \'e9tait \b une\b0  fois.\par "
    r"Caf\u233?{\footnote Une note.}\par}"
)

TEI = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Essai</title>
</titleStmt></fileDesc></teiHeader><text xml:lang="fr"><body><div><head>Titre</head><p>Il <hi
rend="italic">va</hi>.<note n="1">Une note.</note></p><lg><l>Un vers,</l><l>un autre.</l></lg>
<sp><speaker>ALCESTE</speaker><p>Non.</p></sp></div></body></text></TEI>"""

LATEX = (
    "\\documentclass{book}\n\\title{Essai}\n\\begin{document}\n\\chapter{Titre}\nIl "
    "\\emph{va}\\footnote{Une note.} ; \\og non \\fg{}.\n\\begin{verse}Un vers,\\\\\nun autre."
    "\\end{verse}\n\\begin{tabular}{ll}a & b\\\\\\end{tabular}\n\\end{document}\n"
)

MAIL = (
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    "Il =C3=A9tait une fois =E2=80=94 d=\n=C3=A9j=C3=A0.\n"
)


def picture(kind: str) -> bytes:
    """Return a small picture."""
    content = BytesIO()
    Image.effect_noise((12, 9), 90).save(content, kind)
    return content.getvalue()


def epub() -> bytes:
    """Return an EPUB of one page."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="a.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "a.opf",
            '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
            '</manifest><spine><itemref idref="a"/></spine></package>',
        )
        archive.writestr("a.xhtml", HTML)
    return content.getvalue()


def pdf() -> bytes:
    """Return a PDF of one page, its text without compression."""
    text = b"BT /F 12 Tf 72 700 Td (Il va, dit-il.) Tj 0 -14 Td (Une ligne de plus.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    return (
        content
        + b"xref\n0 6\n0000000000 65535 f \n%btrailer\n<< /Size 6 /Root 1 0 R >>\n" % (table)
        + b"startxref\n%d\n%%%%EOF\n" % start
    )


def font() -> bytes:
    """Return a font of the letters of French and their signs, small capitals left out."""
    styles = Path(__file__).parents[2] / "styles/fonts"
    options = Options()
    options.layout_features = ["kern", "liga"]
    with TTFont(styles / "LibertinusSerif-Regular.otf") as whole:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[*range(0x20, 0x180), *range(0x2000, 0x2070), 0x2212])
        subsetter.subset(whole)
        content = BytesIO()
        whole.save(content)
    return content.getvalue()


def docx() -> bytes:
    """Return a Word file of two paragraphs."""
    content = BytesIO()
    space = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{space}/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body><w:p><w:pPr>'
            '<w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Titre</w:t></w:r></w:p><w:p><w:r>'
            "<w:rPr><w:i/></w:rPr><w:t>Il va.</w:t></w:r></w:p></w:body></w:document>",
        )
    return content.getvalue()


def imports() -> Mapping[str, bytes]:
    """Return files that may be imported, by what they are."""
    return {
        "docx": docx(),
        "epub": epub(),
        "html": HTML.replace("<!DOCTYPE html>", "").encode(),
        "rtf": RTF.encode(),
        "tei": TEI.encode(),
        "latex": LATEX.encode(),
        "markdown": MARKDOWN.encode(),
    }


def sources() -> Mapping[str, bytes]:
    """Return raw sources, by what they are."""
    return {
        "text": TEXT.encode(),
        "cp1252": TEXT.replace("\ufffd", "").replace("\u00c3\u00a9", "é").encode("cp1252"),
        "utf-16": TEXT.encode("utf-16"),
        "html": HTML.encode(),
        "hocr": HOCR.encode(),
        "alto": ALTO.encode(),
        "rtf": RTF.encode(),
        "mail": MAIL.encode(),
        "markdown": MARKDOWN.encode(),
        "epub": epub(),
        "pdf": pdf(),
    }

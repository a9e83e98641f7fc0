"""The styles that pandoc's .odt names and does not have, and the page of a manuscript."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_STYLES: Final = (
    ("Vers", 'fo:margin-left="2.5cm" fo:margin-top="0.2cm" fo:margin-bottom="0.2cm" '
             'fo:text-align="start" fo:text-indent="0cm" fo:line-height="130%"', ""),
    ("Lettre", 'fo:margin-left="1cm"', ""),
    ("Épigraphe", 'fo:margin-left="7.5cm" fo:text-align="start" fo:text-indent="0cm"',
     'fo:font-style="italic"'),
    ("Auteur", 'fo:text-align="center" fo:text-indent="0cm"', ""),
    ("Source du texte", 'fo:text-align="center" fo:text-indent="0cm"', 'fo:font-size="11pt"'),
    ("Date", 'fo:text-align="end" fo:text-indent="0cm"', ""),
    ("Signature", 'fo:text-align="end" fo:text-indent="0cm" fo:margin-bottom="0.4cm"', ""),
    ("Personnage", 'fo:text-align="center" fo:text-indent="0cm" fo:keep-with-next="always"', ""),
    ("Didascalie", 'fo:margin-left="1cm" fo:text-indent="0cm"', 'fo:font-style="italic"'),
    ("Séparateur", 'fo:text-align="center" fo:text-indent="0cm" fo:margin-top="0.4cm" '
                   'fo:margin-bottom="0.4cm"', ""),
    ("Envoi", 'fo:text-align="center" fo:text-indent="0cm" fo:margin-top="4cm"',
     'fo:font-size="11pt"'),
)  # fmt: skip
_PAGE: Final = (
    (r'fo:page-height="[^"]*"', 'fo:page-height="29.7cm"'),
    (r'fo:page-width="[^"]*"', 'fo:page-width="21cm"'),
    *((rf'fo:margin-{side}="1in"', f'fo:margin-{side}="2.5cm"')
      for side in ("top", "bottom", "left", "right")),
)  # fmt: skip


def style_name(name: str) -> str:
    """Return the name of a style as XML takes it: ``Source_20_du_20_texte``."""
    return re.sub(r"[^\w-]", lambda found: f"_{ord(found[0]):x}_", name)


def with_styles(content: bytes, described: Iterable[str]) -> bytes:
    """Return pandoc's .odt with our styles, on a page of A4 with a wide leading.

    ``described``: what its pictures show, in their order: pandoc leaves that out.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "styles.xml":
                held = _styled(held.decode()).encode()
            elif name == "content.xml":
                held = _described(held.decode(), described).encode()
            info = zipfile.ZipInfo(name, _MOMENT)
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info, held, packed)
    return made.getvalue()


def _described(xml: str, described: Iterable[str]) -> str:
    """Return a text whose pictures say what they show."""
    said = iter(described)

    def one(found: re.Match[str]) -> str:
        words = next(said, "")
        return f"{found[0]}<svg:desc>{escape(words)}</svg:desc>" if words else found[0]

    return re.sub(r"<draw:image [^>]*/>", one, xml)


def _styled(xml: str) -> str:
    for pattern, page in _PAGE:
        xml = re.sub(pattern, page, xml)
    body = r'(<style:style style:name="Text_20_body"[^>]*>\s*<style:paragraph-properties)'
    xml = re.sub(body, r'\1 fo:line-height="150%"', xml, count=1)
    ours = "".join(
        _style(*one) for one in _STYLES if f'style:name="{style_name(one[0])}"' not in xml
    )
    return xml.replace("</office:styles>", f"{ours}</office:styles>", 1)


def _style(name: str, paragraph: str, words: str) -> str:
    text = f"<style:text-properties {words}/>" if words else ""
    return (
        f"<style:style style:name={quoteattr(style_name(name))} style:display-name="
        f'{quoteattr(name)} style:family="paragraph" style:parent-style-name="Text_20_body" '
        f'style:class="text"><style:paragraph-properties {paragraph}/>{text}</style:style>'
    )

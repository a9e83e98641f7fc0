"""A picture's bytes → why it cannot be shown, or nothing.

``a.png`` that holds a JPEG is refused, and so is a drawing (SVG) that runs a script or names
another file: readers would not show it, or would fetch it.
"""

from __future__ import annotations

from io import BytesIO
from posixpath import splitext

from lxml import etree
from PIL import Image

from publish.messages import N_

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
_XLINK = "{http://www.w3.org/1999/xlink}href"
_FOREIGN = frozenset({"script", "foreignObject", "iframe", "audio", "video"})


def unfit(path: str, content: bytes) -> str:
    """Return the reason why a picture cannot be shown, "" where it can; a message to translate."""
    ending = splitext(path)[1].lower()
    if ending == ".svg":
        return _unfit_drawing(content)
    if ending not in _FORMATS:
        return N_("e-readers do not show pictures of its kind")
    try:
        with Image.open(BytesIO(content), formats=[_FORMATS[ending]]) as image:
            image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return N_("the file is damaged, or not of the kind its name says")
    return ""


def _unfit_drawing(content: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return N_("the file is damaged, or not of the kind its name says")
    for element in root.iter(etree.Element):
        names = [etree.QName(name).localname for name in element.attrib]
        runs = any(name.startswith("on") for name in names)
        if etree.QName(element).localname in _FOREIGN or runs:
            return N_("it holds a script or foreign content")
        address = str(element.get("href") or element.get(_XLINK) or "#")
        if not address.startswith(("#", "data:")):
            return N_("it refers to another file")
    return ""

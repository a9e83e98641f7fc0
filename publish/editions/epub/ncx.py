"""The NCX, for readers made for EPUB 2: its depth and the list of printed pages."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


def finished(ncx: bytes, pages: Sequence[tuple[str, str]]) -> bytes:
    """Return ebooklib's NCX with its true depth and its page list; ``pages``: each folio and the
    address of its page."""
    root = etree.fromstring(ncx)
    points = root.iter(f"{{{_NCX}}}navPoint")
    depth = max(
        (1 + len(list(one.iterancestors(f"{{{_NCX}}}navPoint"))) for one in points), default=1
    )
    numbers = [folio for folio, _ in pages if folio.isdecimal()]
    for meta in root.iter(f"{{{_NCX}}}meta"):
        if meta.get("name") == "dtb:depth":
            meta.set("content", str(depth))
        elif meta.get("name") == "dtb:totalPageCount":
            meta.set("content", str(len(pages)))
        elif meta.get("name") == "dtb:maxPageNumber":
            meta.set("content", max(numbers, key=int, default="0"))
    if not pages:
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)
    listed = etree.SubElement(root, f"{{{_NCX}}}pageList")
    for folio, path in pages:
        target = etree.SubElement(
            listed,
            f"{{{_NCX}}}pageTarget",
            {"id": f"ncx-page-{folio}", "type": "normal", "value": folio},
        )
        label = etree.SubElement(target, f"{{{_NCX}}}navLabel")
        etree.SubElement(label, f"{{{_NCX}}}text").text = folio
        etree.SubElement(target, f"{{{_NCX}}}content", {"src": path})
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)

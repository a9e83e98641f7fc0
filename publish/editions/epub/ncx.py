"""The list of printed pages for readers made for EPUB 2, in the NCX."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


def with_page_list(ncx: bytes, pages: Sequence[tuple[str, str]]) -> bytes:
    """Return an NCX with its page list; ``pages``: each folio and the address of its page."""
    if not pages:
        return ncx
    root = etree.fromstring(ncx)
    numbers = [folio for folio, _ in pages if folio.isdecimal()]
    for meta in root.iter(f"{{{_NCX}}}meta"):
        if meta.get("name") == "dtb:totalPageCount":
            meta.set("content", str(len(pages)))
        elif meta.get("name") == "dtb:maxPageNumber":
            meta.set("content", max(numbers, key=int, default="0"))
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

"""A picture alone in its paragraph is a figure, its title the caption.

``![Plan](plan.png "Le plan.")`` → ``<figure><img …/><figcaption>Le plan.</figcaption></figure>``
"""

from __future__ import annotations

from lxml import etree

from publish.book import Element


def make_figures(tree: Element) -> None:
    """Turn such paragraphs into figures, in place."""
    for paragraph in list(tree.iter("p")):
        image = paragraph[0] if len(paragraph) == 1 else None
        if image is None or image.tag != "img" or (paragraph.text or "").strip():
            continue
        if (image.tail or "").strip() or "ornament" in image.get("class", "").split():
            continue
        paragraph.tag = "figure"
        if title := image.attrib.pop("title", ""):
            etree.SubElement(paragraph, "figcaption").text = str(title)

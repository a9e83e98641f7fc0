"""A picture of raw HTML alone in its paragraph is a figure, its title the caption.

``<p><img src="plan.png" title="Le plan."></p>`` →
``<figure><img …/><figcaption>Le plan.</figcaption></figure>``
"""

from __future__ import annotations

from lxml import etree

from publish.book import Element


def make_figures(tree: Element) -> None:
    """Turn such paragraphs into figures, in place."""
    for paragraph in list(tree.iter("p")):
        image = paragraph[0] if len(paragraph) == 1 else None
        if paragraph.attrib.pop("data-plain", None) is not None:
            continue
        if image is None or image.tag != "img" or (paragraph.text or "").strip():
            continue
        if (image.tail or "").strip() or "ornament" in image.get("class", "").split():
            continue
        paragraph.tag = "figure"
        if title := image.attrib.pop("title", ""):
            etree.SubElement(paragraph, "figcaption").text = str(title)
    for figure in tree.iter("figure"):
        _take_classes(figure)
    for inner in tree.xpath(".//figure/figure"):
        _unwrap(inner)


def _take_classes(figure: Element) -> None:
    """Give a figure the classes of its one picture: they say where both stand."""
    images = list(figure.iter("img"))
    named = images[0].get("class", "") if len(images) == 1 else ""
    if named and not figure.get("class") and "ornament" not in named.split():
        figure.set("class", named)
        del images[0].attrib["class"]


def _unwrap(inner: Element) -> None:
    """Put what a figure holds in its place, where a figure stands around it."""
    outer = inner.getparent()
    assert outer is not None
    at = outer.index(inner)
    if len(inner):
        inner[-1].tail = inner.tail
    outer[at : at + 1] = list(inner)

"""Long descriptions: a picture that names one is followed by a link to it.

``![Plan](plan.png){details="#plan-decrit"}`` →
``<figure><img aria-details="details-a-1" …/>…<span class="details"><a id="details-a-1" …>``
"""

from __future__ import annotations

from lxml import etree

from publish.apparatus import Terms
from publish.book import Element

DETAILS = "details"


def write_details(body: Element, section: str, words: Terms) -> None:
    """Write the links in place; ``section``: its identifier."""
    told = [image for image in body.iter("img") if image.get(DETAILS)]
    for count, image in enumerate(told, 1):
        name = f"details-{section}-{count}"
        link = etree.Element("a", {"id": name, "href": str(image.attrib.pop(DETAILS))})
        link.text = words.detailed
        image.set("aria-details", name)
        figure = next(image.iterancestors("figure"), None)
        if figure is not None:
            caption = figure.find("figcaption")  # nothing but a caption may stand behind one
            holder = figure if caption is None else caption
            etree.SubElement(holder, "span", {"class": DETAILS}).append(link)
        else:
            link.set("class", DETAILS)
            link.tail, image.tail = image.tail, " "
            image.addnext(link)

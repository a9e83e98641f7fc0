"""What is true of a book's accessibility, told in the book's language: a summary, and a page."""

from __future__ import annotations

from lxml import etree

from publish.apparatus import Terms
from publish.book import Element
from publish.book.metadata import AccessibilityOptions
from publish.characters import plain_spaces
from publish.documents.accessibility_facts import AccessibilityFacts


def summary(facts: AccessibilityFacts, words: Terms) -> str:
    """Return the facts as one text with plain spaces, for metadata."""
    return plain_spaces(" ".join(_told(facts, words)))


def statement(facts: AccessibilityFacts, words: Terms) -> Element:
    """Return the body of the page that states them."""
    body = etree.Element("section", {"class": "accessibility", "id": "accessibility"})
    etree.SubElement(body, "h1").text = words.accessibility
    for text, address in _claims(facts.claim, words):
        paragraph = etree.SubElement(body, "p")
        paragraph.text = text
        if address:
            link = etree.SubElement(paragraph, "a", {"href": address})
            link.text = address.removeprefix("mailto:")
            link.tail = "."
    told = etree.SubElement(body, "ul")
    for text in (*_told(facts, words), words.no_hazard):
        etree.SubElement(told, "li").text = text
    return body


def _told(facts: AccessibilityFacts, words: Terms) -> list[str]:
    said = dict(words.accessible)
    return [said[fact.name] for fact in facts.holding if fact.name in said]


def _claims(claim: AccessibilityOptions, words: Terms) -> list[tuple[str, str]]:
    """Return what the editor answers for, each with the address it ends in."""
    said: list[tuple[str, str]] = []
    if claim.conforms_to:
        _, version, level = claim.conforms_to.split()
        values = {"version": version, "level": level, "by": claim.certified_by}
        said.append((words.conforms.format(**values), ""))
    elif claim.exemption:
        said.append((dict(words.exemptions)[claim.exemption], ""))
    else:
        said.append((words.not_assessed, ""))
    if claim.date:
        said.append((words.assessed.format(date=words.day(claim.date)), ""))
    if claim.report:
        said.append((words.report, claim.report))
    if claim.contact:
        said.append((words.contact, f"mailto:{claim.contact}"))
    return said

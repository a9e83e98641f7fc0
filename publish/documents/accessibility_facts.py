"""What is true of a book's accessibility: the one list that EPUB, ONIX, web and statement draw on.

Facts are read off the finished documents. That a book conforms to WCAG is a judgement no program
can make: it is told only where the editor answers for it, under ``[accessibility]``.

Source of the pairs: Schema.org Accessibility Properties Crosswalk (W3C, 2024); EDItEUR's list 196.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publish.book import Element, Kind
from publish.book.metadata import AccessibilityOptions
from publish.book.vocabulary import has_class
from publish.documents.document import Document

_TITLES: Final = tuple("h1 h2 h3 h4 h5 h6".split())
_LISTED_TITLES: Final = 2
"""Levels of titles that contents lead to."""


@dataclass(frozen=True)
class AccessibilityFacts:
    """What the documents of a book hold; ``claim``: what its editor answers for."""

    documents: Sequence[Document]
    claim: AccessibilityOptions

    @cached_property
    def pictures(self) -> tuple[Element, ...]:
        """The pictures that say something."""
        found = (image for one in self.documents for image in one.tree.iter("img"))
        return tuple(image for image in found if not has_class(image, "ornament"))

    @cached_property
    def elements(self) -> frozenset[str]:
        """The names of all elements."""
        return frozenset(str(e.tag) for one in self.documents for e in one.tree.iter())

    @property
    def paged(self) -> bool:
        return any(one.pages for one in self.documents)

    @property
    def described(self) -> bool:
        return all(image.get("alt", "").strip() for image in self.pictures)

    @cached_property
    def holding(self) -> tuple[Fact, ...]:
        """The facts that are true of this book, in the order of the list."""
        return tuple(fact for fact in FACTS if fact.holds(self))


@dataclass(frozen=True, slots=True)
class Fact:
    """``name``: by which the book's vocabulary tells it; ``features``: schema.org's values of
    accessibilityFeature; ``codes``: of list 196."""

    name: str
    features: tuple[str, ...]
    codes: tuple[str, ...]
    holds: Callable[[AccessibilityFacts], bool]


def _always(_: AccessibilityFacts) -> bool:
    return True


def _all_titles_listed(facts: AccessibilityFacts) -> bool:
    return not facts.elements & frozenset(_TITLES[_LISTED_TITLES:])


def _titles_in_order(facts: AccessibilityFacts) -> bool:
    """No title stands more than one level below the one before it."""
    for document in facts.documents:
        above = 0
        for title in document.tree.iter(*_TITLES):
            level = int(str(title.tag)[1])
            if level > above + 1:
                return False
            above = level
    return True


FACTS: Final = (
    Fact("contents", ("tableOfContents",), (), _always),
    Fact("all-titles", (), ("11",), _all_titles_listed),
    Fact("structure", ("structuralNavigation",), ("29",), _titles_in_order),
    Fact("order", ("readingOrder",), ("13",), _always),
    Fact("display", ("displayTransformability",), ("10", "36"), _always),
    Fact(
        "pages",
        # the last is the older name, which some shops still look for
        ("pageBreakMarkers", "pageNavigation", "printPageNumbers"),
        ("19", "41"),
        lambda facts: facts.paged,
    ),
    Fact("index", ("index",), ("12",), lambda facts: any(
        one.kind is Kind.INDEX for one in facts.documents)),
    Fact("roles", ("ARIA",), ("30",), _always),
    Fact("landmarks", (), ("32",), _always),
    Fact("languages", (), ("22",), _always),
    Fact("described", ("alternativeText",), ("14",), lambda facts: bool(
        facts.pictures and facts.described)),
    Fact("long", ("longDescription",), ("15",), lambda facts: bool(facts.pictures) and all(
        image.get("aria-details") or image.get("aria-describedby") for image in facts.pictures)),
    Fact("formulas", ("MathML",), ("17",), lambda facts: "math" in facts.elements),
    Fact("speech", ("ttsMarkup",), ("21",), lambda facts: any(
        one.spoken for one in facts.documents)),
    Fact("colour", (), ("25",), lambda facts: not facts.pictures),
    Fact("sight", (), ("52",), lambda facts: facts.described),
)  # fmt: skip
"""Every fact there may be, as it is told."""

_VERSIONS: Final = {"2.0": "80", "2.1": "81", "2.2": "82"}
_LEVELS: Final = {"A": "84", "AA": "85", "AAA": "86"}
_EXEMPTIONS: Final = {
    "micro-enterprise": ("75", "eaa-microenterprise"),
    "disproportionate-burden": ("76", "eaa-disproportionate-burden"),
    "fundamental-alteration": ("77", "eaa-fundamental-alteration"),
}


def claimed_codes(claim: AccessibilityOptions, publisher: str) -> list[tuple[str, str]]:
    """Return the codes of list 196 for what an editor answers for, each with what it is said of."""
    said: list[tuple[str, str]] = []
    if claim.conforms_to:
        _, version, level = claim.conforms_to.split()
        said += [("04", ""), (_VERSIONS[version], ""), (_LEVELS[level], "")]
        said.append(("90", claim.certified_by))
    if claim.credential:
        said.append(("89" if "://" in claim.credential else "88", claim.credential))
    if claim.report:
        said.append(("96" if claim.certified_by in ("", publisher) else "94", claim.report))
    if claim.date:
        said.append(("91", claim.date.strftime("%Y%m%d")))
    if claim.exemption:
        said.append((_EXEMPTIONS[claim.exemption][0], ""))
    if claim.contact:
        said.append(("99", claim.contact))
    return said


def exemption_term(claim: AccessibilityOptions) -> str:
    """Return what EPUB calls an exemption (EPUB Accessibility exemption property), "" for none."""
    return _EXEMPTIONS[claim.exemption][1] if claim.exemption else ""

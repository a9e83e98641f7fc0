"""Pictures in documents: which say something, and by what name an edition has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace

from publish.book import Element
from publish.book.vocabulary import has_class
from publish.composition import IMAGES
from publish.documents.document import Document

_ABOVE = f"../{IMAGES}"


def with_pictures(documents: Iterable[Document], names: Mapping[str, str]) -> tuple[Document, ...]:
    """Return the documents with pictures under the names an edition gives them."""
    return tuple(_renamed(one, names) for one in documents)


def ornaments(documents: Iterable[Document]) -> frozenset[str]:
    """Return the names of pictures that are ornaments wherever they stand."""
    shown: dict[bool, set[str]] = {True: set(), False: set()}
    for document in documents:
        for image in document.tree.iter("img"):
            name = image.get("src", "").removeprefix(_ABOVE)
            shown[has_class(image, "ornament")].add(name)
    return frozenset(shown[True] - shown[False])


def _renamed(document: Document, names: Mapping[str, str]) -> Document:
    def new(image: Element) -> str:
        name = image.get("src", "").removeprefix(_ABOVE)
        return _ABOVE + names.get(name, name)

    if all(new(image) == image.get("src") for image in document.tree.iter("img")):
        return document
    tree = deepcopy(document.tree)
    for image in tree.iter("img"):
        image.set("src", new(image))
    return replace(document, tree=tree)

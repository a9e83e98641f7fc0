"""What the texts refer to: identifiers, links from text to text, pictures.

``[Kamenev](kamenev.md)`` → ``<a href="#kamenev">``; ``![Plan](plan.png)`` must be in the book.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from posixpath import normpath
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

from publish.book import Element, Section
from publish.book.vocabulary import line_of
from publish.diagnostics import BookError, Diagnostic
from publish.manuscript import faults
from publish.manuscript.heading_names import OURS, name_headings


class Files(Protocol):
    """The manuscript folder, and nothing outside it."""

    def read(self, path: str) -> bytes | None:
        """Return the file at a relative path, None where there is none.

        Raises BookError for a path that leads out of the book and for a file that cannot be read.
        """

    def files(self) -> Sequence[str]:
        """Return the path of every file, in a fixed order."""


def identifiers_once(sections: Sequence[Section]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each identifier that is the press's own or stands more than once."""
    seen = Counter(section.id for section in sections)
    for section in sections:
        for element in _elements(section):
            if name := element.get("id"):
                if OURS.fullmatch(name):
                    yield faults.BAD_ID.at(section.file, line_above(element), id=name)
                seen[name] += 1
                if seen[name] > 1:
                    yield faults.SAME_ID_TWICE.at(section.file, line_above(element), id=name)


def resolve_links(sections: Sequence[Section]) -> Iterator[Diagnostic]:
    """Give headings their identifiers and point links between texts at identifiers, in place;
    yield a diagnostic for each dead link."""
    files: dict[str, str] = {}
    for section in sections:
        files.setdefault(section.file, section.id)
    written = {element.get("id") for section in sections for element in _elements(section)}
    written |= {section.id for section in sections}
    named = name_headings(sections)
    for section in sections:
        for link in (*_elements(section, "a"), *_elements(section, "img")):
            name = "href" if link.tag == "a" else "details"
            address = link.get(name)
            if address is None or _leads_out(address):
                continue
            path, _, fragment = unquote(address).partition("#")
            file = normpath(path) if path else section.file
            target = files.get(file, "") if not fragment else ""
            if fragment:
                found = named.get((file, fragment)) or ("" if path else named.get(("", fragment)))
                target = fragment if fragment in written else found or ""
            if not target or file not in files:
                line = line_above(link)
                yield faults.DEAD_LINK.at(section.file, line, target=address)
            link.set(name, f"#{target}")


def load_images(
    sections: Sequence[Section], files: Files, found: list[Diagnostic]
) -> tuple[tuple[str, bytes], ...]:
    """Return each picture the texts show, with its content; add what is wrong to ``found``."""
    images: dict[str, bytes] = {}
    for section in sections:
        for image in _elements(section, "img"):
            path, line = normpath(unquote(image.get("src", ""))), line_above(image)
            if not image.get("alt") and "ornament" not in image.get("class", "").split():
                found.append(faults.NO_ALTERNATIVE.at(section.file, line, path=path))
            address = unquote(image.get("src", ""))
            if _leads_out(address) or address.startswith("//"):
                found.append(faults.NETWORK.at(section.file, line, path=address))
                continue
            try:
                content = files.read(path)
            except BookError as error:
                found += [replace(one, file=section.file, line=line) for one in error.diagnostics]
                continue
            if content is None:
                found.append(faults.MISSING_FILE.at(section.file, line, path=path))
            else:
                images[path] = content
                image.set("src", quote(path))
    return tuple(sorted(images.items()))


def unfit_pictures(sections: Sequence[Section], reasons: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a diagnostic wherever a picture stands that cannot be shown."""
    for section in sections:
        for image in _elements(section, "img"):
            path = normpath(unquote(image.get("src", "")))
            if reason := reasons.get(path):
                line = line_above(image)
                yield faults.UNFIT_PICTURE.at(section.file, line, path=path, reason=reason)


def _leads_out(address: str) -> bool:
    """Whether an address names a scheme; one that is no address at all is taken for a path."""
    try:
        return bool(urlsplit(address).scheme)
    except ValueError:  # “http://[”: half an IPv6 address
        return ":" in address.partition("/")[0]


def line_above(element: Element) -> int:
    """Return the line of the nearest block around an element."""
    return line_of(element) or 1


def _elements(section: Section, *tags: str) -> Iterator[Element]:
    for tree in section.trees:
        yield from tree.iter(*tags or ("*",))

"""catalogue.toml → which books are made, how, and in what order; every fault with its line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar
from urllib.parse import urlsplit

from publish.book.metadata import Publisher
from publish.catalogue import faults
from publish.diagnostics import BookError, Diagnostic
from publish.manuscript import checked, line_of, toml_values
from publish.messages import N_
from publish.pipeline import Folder, wanted
from publish.pipeline.folder import reason_of

_STRICT: dict[str, Any] = {"extra": "forbid"}
_MANIFEST = "manuscript/book.toml"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ORDERS = ("listed", "title", "author", "date")


@dataclass(frozen=True, slots=True)
class Collection:
    """``[[collections]]``: books that are shown together, by names or patterns of ``books``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    title: str
    books: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What catalogue.toml says.

    ``books``: folders, or patterns such as ``novels/*``. ``url``: where the catalogue will stand,
    with its ``/``. ``order``: as "listed", by "title", by "author" or by "date", the newest first.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    title: str
    books: tuple[str, ...]
    description: str = ""
    language: str = "fr"
    url: str = ""
    publisher: Publisher = field(default_factory=Publisher)
    order: str = "listed"
    targets: tuple[str, ...] = ("epub", "lecture", "web")
    output: str = "dist"
    collections: tuple[Collection, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip() or not all(c.title.strip() for c in self.collections):
            raise ValueError(N_("catalogue and collections have a title"))
        if not self.books:
            raise ValueError(N_("books names at least one folder"))
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError(N_("language is a tag such as fr, fr-CH or grc"))
        if self.url and not (
            urlsplit(self.url).scheme in ("http", "https") and self.url[-1] == "/"
        ):
            raise ValueError(N_("url begins with https:// and ends with /"))
        if self.order not in ORDERS:
            raise ValueError(N_('order is "listed", "title", "author" or "date"'))
        if "epub" not in self.targets:
            raise ValueError(N_('targets hold at least "epub": covers and feed rest on it'))
        if len({c.title for c in self.collections}) < len(self.collections):
            raise ValueError(N_("each collection has a title of its own"))


@dataclass(frozen=True, slots=True)
class BookPlace:
    """A book's folder; ``path`` is relative to the catalogue's. ``slug`` and ``title``: what
    book.toml says, "" where it does not say it should: the build will tell."""

    path: str
    root: Path
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A catalogue whose books are found. ``collections``: the paths of each one's books."""

    catalogue: Catalogue
    folder: Path
    places: tuple[BookPlace, ...]
    collections: tuple[frozenset[str], ...]

    @property
    def output(self) -> Path:
        return self.folder / self.catalogue.output


def read_plan(file: Path) -> Plan:
    """Read catalogue.toml and find its books; raises BookError with every fault."""
    try:
        text = file.read_bytes().decode()
    except OSError as error:
        reason = reason_of(error)
        raise BookError(faults.NO_CATALOGUE.at(path=str(file), reason=reason)) from None
    except UnicodeDecodeError as error:
        reason = N_("it is not valid UTF-8")
        raise BookError(faults.NO_CATALOGUE.at(path=str(file), reason=reason)) from error
    source = _Source(file.name, text, file.resolve().parent)
    catalogue = checked(Catalogue, text, file.name)
    found = [*source.unknown(catalogue), *source.outside(catalogue)]
    if found:
        raise BookError(*found)
    places = source.places(catalogue.books, found)
    groups = tuple(
        source.collection(n, c, places, found) for n, c in enumerate(catalogue.collections)
    )
    found += source.clashes(catalogue, places)
    if found:
        raise BookError(*found)
    return Plan(catalogue, source.folder, places, groups)


@dataclass(frozen=True, slots=True)
class _Source:
    """The text of a catalogue.toml and the folder it lies in."""

    name: str
    text: str
    folder: Path

    def _line(self, where: Sequence[str | int], value: str) -> int:
        """Return the line on which a value of a list stands, or the line of its key."""
        first = line_of(self.text, where)
        for number, line in enumerate(self.text.split("\n")[first - 1 :], first):
            if f'"{value}"' in line or f"'{value}'" in line:
                return number
        return first

    def unknown(self, catalogue: Catalogue) -> Iterator[Diagnostic]:
        """Yield the targets that nothing makes."""
        for name in catalogue.targets:
            try:
                wanted([name])
            except BookError as error:
                line = self._line(("targets",), name)
                yield from (replace(d, file=self.name, line=line) for d in error.diagnostics)

    def outside(self, catalogue: Catalogue) -> Iterator[Diagnostic]:
        """Yield the paths that are not below the catalogue's folder."""
        named = [(("books",), path) for path in catalogue.books]
        for n, collection in enumerate(catalogue.collections):
            named += [(("collections", n, "books"), path) for path in collection.books]  # type: ignore[misc]
        for where, path in (*named, (("output",), catalogue.output)):
            pure = PurePosixPath(path)
            leads_out = pure.is_absolute() or ".." in pure.parts or not pure.parts
            if leads_out or not self._within(self.folder / path):
                yield faults.OUTSIDE.at(self.name, self._line(where, path), path=path)

    def _within(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.folder)

    def _matched(self, pattern: str) -> list[Path]:
        """Return what a pattern matches, sorted; nothing where it is no pattern."""
        try:
            return sorted(self.folder.glob(pattern))
        except ValueError:
            return []

    def places(self, patterns: Sequence[str], found: list[Diagnostic]) -> tuple[BookPlace, ...]:
        """Return the books, each once, in the order of the patterns."""
        places: dict[str, BookPlace] = {}
        for pattern in patterns:
            roots = [root for root in self._matched(pattern) if (root / _MANIFEST).is_file()]
            at = self._line(("books",), pattern)
            if not roots:
                found.append(faults.NO_BOOK.at(self.name, at, pattern=pattern))
            for root in roots:
                path = root.relative_to(self.folder).as_posix()
                if not self._within(root):
                    found.append(faults.OUTSIDE.at(self.name, at, path=path))
                else:
                    places.setdefault(path, _place(path, root))
        return tuple(places.values())

    def collection(
        self,
        number: int,
        collection: Collection,
        places: Sequence[BookPlace],
        found: list[Diagnostic],
    ) -> frozenset[str]:
        """Return the paths of a collection's books."""
        taken: set[str] = set()
        for pattern in collection.books:
            roots = set(self._matched(pattern))
            matched = {place.path for place in places if place.root in roots}
            if not matched:
                line = self._line(("collections", number, "books"), pattern)
                found.append(faults.NOT_LISTED.at(self.name, line, pattern=pattern))
            taken |= matched
        return frozenset(taken)

    def clashes(self, catalogue: Catalogue, places: Sequence[BookPlace]) -> Iterator[Diagnostic]:
        """Yield books that share a slug, and an output folder that a book lies in or around."""
        by_slug: dict[str, list[BookPlace]] = defaultdict(list)
        for place in places:
            by_slug[place.slug.casefold()].append(place)
        at = line_of(self.text, ("books",))
        for slug, (first, *others) in by_slug.items():
            for other in others if slug else ():
                yield faults.SAME_SLUG.at(
                    self.name, at, one=first.path, other=other.path, slug=other.slug
                )
        output = self.folder / catalogue.output
        for place in places:
            if place.root.is_relative_to(output) or output.is_relative_to(place.root):
                line = line_of(self.text, ("output",))
                yield faults.OUTPUT_TAKEN.at(
                    self.name, line, output=catalogue.output, book=place.path
                )


def _place(path: str, root: Path) -> BookPlace:
    try:
        said = toml_values((Folder(root).read(_MANIFEST) or b"").decode(), _MANIFEST)
    except (BookError, ValueError):
        said = {}
    slug, title = (s if isinstance(s := said.get(key), str) else "" for key in ("slug", "title"))
    return BookPlace(path, root, slug, title)

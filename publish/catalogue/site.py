"""The books that were made → the folder that is put on a host: pages, feeds, covers, files.

A book's files are linked, not copied, where the disk can: the folder costs no room, and that it is
what it should be is seen without reading it. It is replaced in one step, and only if it changed.
"""

from __future__ import annotations

import filecmp
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from publish.catalogue.covers_page import Group, covers_page
from publish.catalogue.faults import FOREIGN_FOLDER
from publish.catalogue.feed import Feed, publication
from publish.catalogue.plan import Plan
from publish.catalogue.shelf import ShelvedBook
from publish.diagnostics import BookError
from publish.manuscript import slug, unlike
from publish.pipeline import Folder
from publish.pipeline.folder import Content

SITE, REPORT = "catalogue", "report"
_MARKS = {SITE: "opds.json", REPORT: "report.json"}
"""By folder, a file that tells that we made it: any other is not replaced."""


def site_files(plan: Plan, shown: Sequence[ShelvedBook]) -> dict[str, Content]:
    """Return every file of the catalogue by its path: what it holds, or the file it is."""
    catalogue = plan.catalogue
    names = unlike(slug(collection.title) or "collection" for collection in catalogue.collections)
    groups = [
        (collection, f"collections/{name}.json", [one for one in shown if one.place.path in paths])
        for collection, name, paths in zip(
            catalogue.collections, names, plan.collections, strict=True
        )
    ]
    top = Feed(catalogue.title, "opds.json", catalogue.description)
    feeds = [Feed(c.title, path, c.description) for c, path, _ in groups]
    files: dict[str, Content] = {top.path: top.written(catalogue.url, shown, feeds)}
    for feed, (_, _, members) in zip(feeds, groups, strict=True):
        files[feed.path] = feed.written(catalogue.url, members)
    for one in shown:
        files |= _files_of(one)
        files[f"{one.folder}publication.json"] = publication(one, catalogue.url)
    sections = [Group(c.title, c.description, members) for c, _, members in groups]
    files["index.html"] = covers_page(catalogue, shown, sections).encode()
    return files


def _files_of(one: ShelvedBook) -> Iterator[tuple[str, Content]]:
    for picture in one.edition.pictures:
        yield f"{one.folder}{picture.name}", one.home / picture.name
    for made in one.public:
        place = one.place.root / "dist" / made.name
        if place.is_dir():
            for file in Folder(place).own_files():
                yield f"{one.folder}{made.name}/{file}", place / file
        else:
            yield f"{one.folder}{made.name}", place


def refuse_others(output: Path) -> None:
    """Raise BookError where a folder that is to be replaced holds what no catalogue made."""
    for name, mark in _MARKS.items():
        place = output / name
        if place.is_dir() and Folder(place).files() and not (place / mark).is_file():
            raise BookError(FOREIGN_FOLDER.at(path=str(place)))


def settle(output: Path, name: str, files: Mapping[str, Content]) -> bool:
    """Make a folder hold these files and no other; return whether anything was written.

    The new folder is written beside the old one and then takes its place. BookError where that
    cannot be done.
    """
    place = output / name
    if place.is_dir() and _is(place, files):
        return False
    Folder(output).write_folder(name, files)
    return True


def _is(place: Path, files: Mapping[str, Content]) -> bool:
    return Folder(place).own_files() == sorted(files) and all(
        _same(place / path, content) for path, content in files.items()
    )


def _same(found: Path, content: Content) -> bool:
    if isinstance(content, bytes):
        return found.read_bytes() == content
    return found.samefile(content) or filecmp.cmp(found, content, shallow=False)

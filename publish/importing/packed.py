"""Packed files (.docx, .odt, .epub), unpacked with limits: nothing is written, no path is followed.

A file of a few kilobytes may claim to hold gigabytes: sizes are looked at before anything is read,
and reading stops where they lied.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from posixpath import normpath

from lxml import etree

from publish.diagnostics import BookError
from publish.importing import faults

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,  # a compression that Python does not know
    OSError,
    RuntimeError,  # a password is wanted
    ValueError,  # places before the beginning
)
_LARGEST = 600_000_000
"""Bytes, all files of one together."""
_LARGEST_TEXT = 150_000_000
"""Bytes of one XML file."""


@dataclass(frozen=True, slots=True)
class Package:
    """What a packed file holds; ``form``: what people call its kind."""

    archive: zipfile.ZipFile
    file: str
    form: str

    def names(self) -> list[str]:
        return self.archive.namelist()

    def read(self, name: str, largest: int = _LARGEST) -> bytes | None:
        """Return a file of the package, None where it is missing; BookError where it is damaged."""
        try:
            with self.archive.open(normpath(name)) as member:
                content = member.read(largest + 1)
        except KeyError:
            return None
        except _BROKEN as error:
            raise _unreadable(self.file, self.form, str(error)) from None
        if len(content) > largest:
            raise BookError(faults.TOO_LARGE.at(self.file, limit=largest // 1_000_000))
        return content

    def tree(self, name: str) -> etree._Element | None:
        """Return the XML of a file of the package, None where it is missing."""
        content = self.read(name, _LARGEST_TEXT)
        return None if content is None else parse_xml(content, self.file, self.form)


def unpack(content: bytes, file: str, form: str) -> Package:
    """Open a packed file; BookError where it is damaged or too large."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise _unreadable(file, form, str(error)) from None
    if sum(info.file_size for info in archive.infolist()) > _LARGEST:
        raise BookError(faults.TOO_LARGE.at(file, limit=_LARGEST // 1_000_000))
    return Package(archive, file, form)


def repack(package: Package, replaced: dict[str, bytes]) -> bytes:
    """Return a packed file with some of its files replaced; BookError where one is damaged."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for info in package.archive.infolist():
            try:
                new.writestr(
                    info.filename, replaced.get(info.filename) or package.archive.read(info)
                )
            except _BROKEN as error:
                raise _unreadable(package.file, package.form, str(error)) from None
    return made.getvalue()


def parse_xml(content: bytes, file: str, form: str) -> etree._Element:
    """Return the root of XML that nobody vouches for: no entity, no network, no DTD is loaded."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _unreadable(file, form, str(error)) from None


def _unreadable(file: str, form: str, reason: str) -> BookError:
    return BookError(faults.UNREADABLE.at(file, format=form, reason=reason))

"""What libraries are given of a digital book: ``publish order --depot-legal``.

``dist/depot-legal/``: EPUB and PDF without protection, named by the EPUB's ISBN, its cover, records
(ONIX, UNIMARC, MARC 21, Dublin Core), a digest of each file, and what is left to do by hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from publish import preflight
from publish.diagnostics import BookError, errors
from publish.editions import (
    Manufacture,
    dublin_core,
    iso2709,
    marc21,
    marcxml,
    onix,
    unimarc,
)
from publish.messages import N_, Translate
from publish.pipeline import faults
from publish.pipeline.build import build, target_files
from publish.pipeline.folder import Folder
from publish.pipeline.order import Order, day_of
from publish.pipeline.products import BookProducts
from publish.pipeline.toml_lines import MANIFEST
from publish.pipeline.tools import epoch

FOLDER = "depot-legal"
SUMS = "empreintes-sha256.txt"
_TO_DO = (
    N_("Deposit the files in the BnF's extranet for legal deposit, or through your distributor"),
    N_("Compare names, formats and records with what the BnF asks on the day: its pages change"),
    N_("Check the digests after sending: sha256sum -c {sums}"),
    N_("Deposit the printed copies as before: digital deposit does not replace them"),
    N_("Other libraries take MARC 21 (.mrc or .xml) or Dublin Core"),
)


def deposit(root: Path, translate: Translate = str) -> Order:
    """Build the book, check its EPUB, and write the folder to deposit.

    Raises BookError, and writes nothing, where the EPUB would be refused.
    """
    report = build(root, ["epub", "lecture"])
    paths = target_files(root)
    found = tuple(preflight.check_epub(paths["epub"]))
    if stopping := errors(found):
        raise BookError(*stopping)
    products = BookProducts(root, epoch())
    files = _files(products, paths["epub"].read_bytes(), paths["lecture"].read_bytes())
    metadata = products.book.metadata
    lacking = () if metadata.isbn.epub else (faults.NO_EPUB_ISBN.at(MANIFEST),)
    listed = "\n".join(f"- [ ] {translate(text).format(sums=SUMS)}" for text in _TO_DO)
    told = f"# {metadata.title}\n\n{listed}\n".encode()
    written = {**files, SUMS: _sums(files), "a-verifier.md": told}
    folder = Folder(root / "dist" / FOLDER)
    folder.prepare()
    for name, content in written.items():
        folder.write(name, content)
    folder.own(written)
    return Order(folder.root, tuple(written), (*lacking, *report.diagnostics, *found))


def _files(products: BookProducts, epub: bytes, pdf: bytes) -> Mapping[str, bytes]:
    """Return the files by their names: the EPUB's ISBN, or the book's slug where it has none."""
    metadata, facts = products.book.metadata, products.accessibility
    sent = day_of(products.epoch)
    name = metadata.isbn.epub.replace("-", "") or metadata.slug
    french, other = (make(metadata, facts, sent.date()) for make in (unimarc, marc21))
    width, height = metadata.print.size
    made = Manufacture(products.figures["pages"], height, width, 0)
    return {
        f"{name}.epub": epub,
        f"{name}.pdf": pdf,
        f"{name}.jpg": products.front.jpeg,
        f"{name}-onix.xml": onix(metadata, made, facts, sent),
        f"{name}-unimarc.mrc": iso2709(french),
        f"{name}-unimarc.xml": marcxml(french),
        f"{name}-marc21.mrc": iso2709(other),
        f"{name}-marc21.xml": marcxml(other),
        f"{name}-dc.xml": dublin_core(metadata),
    }


def _sums(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return "".join(lines).encode()

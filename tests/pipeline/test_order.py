"""An order: what it lacks is told, what it holds is whole, what would be refused is not written."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree
from PIL import Image

from publish.diagnostics import BookError, Diagnostic, Severity
from publish.pipeline import Order, deposit, missing, order
from tests.books import OPEN_LINES, SENTENCE, TOML, add_style, write_book

TEXT = "# Un titre\n\n" + SENTENCE * 250
REST = """
rights = "Tous droits réservés."
[publisher]
name = "Maison"
place = "Paris"
address = "1, rue du Livre, Paris"
[isbn]
print = "9782070360024"
epub = "9791032300268"
[trade]
price = "18.50"
epub-price = "7.99"
thema = ["NHD"]
clil = ["3378"]
[legal]
deposit = 2026-11-01
printed = 2026-11-01
printed-by = "Imprimeur, Lieu"
[cover]
back = "dos.md"
"""
PRINT = '[print]\nprinter = "{printer}"\npaper = "{paper}"\n'
BOD = REST + PRINT.format(printer="bod", paper="creme-90")
BACK = "Un livre."


def book(root: Path, options: str) -> Path:
    return add_style(write_book(root, TEXT, TOML + options, dos_md=BACK), OPEN_LINES)


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return sorted(one.code for one in found)


def test_what_an_order_lacks_is_told(tmp_path: Path) -> None:
    found = missing(book(tmp_path, ""))
    assert codes(found) == [f"O{n:03}" for n in range(1, 13)]
    assert [one.code for one in found if one.severity is Severity.ERROR] == ["O001", "O002", "O003"]


def test_nothing_is_lacking_when_all_is_said(tmp_path: Path) -> None:
    assert missing(book(tmp_path, BOD)) == ()


def test_a_contributor_without_identifier_is_named(tmp_path: Path) -> None:
    (found,) = missing(book(tmp_path, BOD + '[[contributors]]\nname = "Anonyme"\n'))
    assert found.code == "O013"
    assert "Anonyme" in found.message


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Order:
    return order(book(tmp_path_factory.mktemp("bod"), BOD))


def test_an_order_is_one_folder(done: Order) -> None:
    assert done.folder.name == "commande-bod"
    assert sorted(path.name for path in done.folder.iterdir()) == [
        "a-verifier.md",
        "essai-couverture.pdf",
        "essai-interieur.pdf",
        "essai-onix.xml",
    ]
    with pikepdf.open(done.folder / "essai-interieur.pdf") as pdf:
        pages = len(pdf.pages)
    with pikepdf.open(done.folder / "essai-couverture.pdf") as pdf:
        width = float(pdf.pages[0].mediabox[2]) - float(pdf.pages[0].mediabox[0])
    spine = pages * 0.0675 + 0.6
    assert width * 25.4 / 72 == pytest.approx(2 * 140 + 2 * 5 + spine, abs=0.01)
    record = etree.parse(done.folder / "essai-onix.xml")
    assert record.findtext(".//{*}ExtentValue") == str(pages)
    listed = (done.folder / "a-verifier.md").read_text("utf-8")
    assert f"{pages} pages of 140x216 mm, spine {spine:.2f} mm" in listed
    assert "- [ ] The barcode, read with a telephone from that print" in listed
    assert "BoD, as told by others [B, 2026-11-21]" in listed


def test_the_epub_is_known_by_its_own_isbn(done: Order) -> None:
    with ZipFile(done.folder.parent / "essai.epub") as epub:
        package = etree.fromstring(epub.read("EPUB/content.opf"))
    assert package.findtext(".//{*}identifier") == "urn:isbn:9791032300268"


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """EPUBCheck is taken to find nothing: it has looked at the very same EPUB."""
    monkeypatch.setattr("publish.preflight.check_epub", lambda _: ())


@pytest.mark.usefixtures("trusted")
def test_two_orders_are_the_same_bytes(done: Order, tmp_path: Path) -> None:
    second = order(book(tmp_path, BOD)).folder
    for path in done.folder.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


@pytest.mark.usefixtures("trusted")
def test_a_printer_who_wants_a_picture_gets_one(tmp_path: Path) -> None:
    options = PRINT.format(printer="thebookedition", paper="standard")
    folder = order(book(tmp_path, REST + options)).folder
    cover = Image.open(BytesIO((folder / "essai-couverture.jpg").read_bytes()))
    assert cover.info["dpi"] == pytest.approx((300, 300))
    assert cover.height == pytest.approx((216 + 2 * 5) / 25.4 * 300, abs=2)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("", "O001"),
        (BOD.replace('print = "9782070360024"\n', ""), "O002"),
        (BOD + "inside = 12\n", "I004"),
        (REST + PRINT.format(printer="coollibri", paper="blanc-90"), "I003"),
        (REST + PRINT.format(printer="ingramspark", paper="creme-50"), "I006"),
    ],
)
def test_what_would_be_refused_is_not_written(tmp_path: Path, options: str, code: str) -> None:
    with pytest.raises(BookError) as caught:
        order(book(tmp_path, options))
    assert code in [one.code for one in caught.value.diagnostics]
    assert not list((tmp_path / "dist").glob("commande-*"))


def test_a_deposit_holds_the_book_its_records_and_their_digests(tmp_path: Path) -> None:
    toml = TOML + REST.replace('back = "dos.md"', "")
    done = deposit(write_book(tmp_path, "# Un\n\nUn mot.\n", toml))
    name = "9791032300268"
    records = [f"{name}-{one}" for one in (
        "onix.xml", "unimarc.mrc", "unimarc.xml", "marc21.mrc", "marc21.xml", "dc.xml",
    )]  # fmt: skip
    books = [f"{name}.{one}" for one in ("epub", "pdf", "jpg")]
    assert list(done.files) == [*books, *records, "empreintes-sha256.txt", "a-verifier.md"]
    for line in (done.folder / "empreintes-sha256.txt").read_text("utf-8").splitlines():
        digest, _, file = line.partition("  ")
        assert hashlib.sha256((done.folder / file).read_bytes()).hexdigest() == digest

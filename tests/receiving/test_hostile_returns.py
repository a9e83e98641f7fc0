"""A file that comes from outside does no harm: it is refused with a code, or read for its words."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from publish.diagnostics import BookError
from publish.pipeline.receive_file import receive_file
from publish.pipeline.send_texts import send_texts
from tests.receiving.test_receive_command import book, text_of_book

__all__ = ["book"]


def with_parts(content: bytes, more: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name not in more:
                new.writestr(name, old.read(name))
        for name, part in more.items():
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def document(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read("word/document.xml")


XXE = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 50 + b'">]>'


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda c: c[: len(c) // 2], "D004"),
        (lambda c: with_parts(c, {"word/document.xml": b"<w"}), "D004"),
        (lambda c: b"\xd0\xcf\x11\xe0" + c, "D001"),
        (lambda c: b"MZ" + c[:100], "D004"),
    ],
    ids=["cut", "no-xml", "old-word", "program"],
)
def test_what_cannot_be_read_is_refused(book: Path, change: object, code: str) -> None:
    assert callable(change)
    file = book / "retour.docx"
    file.write_bytes(change(send_texts(book).file.read_bytes()))
    before = text_of_book(book)
    with pytest.raises(BookError) as raised:
        receive_file(book, file)
    assert [one.code for one in raised.value.diagnostics] == [code]
    assert text_of_book(book) == before
    assert not (book / "manuscript" / "remarks.toml").exists()


@pytest.mark.parametrize("doctype", [XXE, LAUGHS], ids=["xxe", "laughs"])
def test_entities_stand_for_nothing(book: Path, doctype: bytes) -> None:
    content = send_texts(book).file.read_bytes()
    head, _, rest = document(content).partition(b"?>\n")
    entity = b"&x;" if doctype is XXE else b"&b;"
    named = rest.replace(b"froid", b"froid" + entity, 1)
    file = book / "retour.docx"
    file.write_bytes(with_parts(content, {"word/document.xml": head + b"?>\n" + doctype + named}))
    hostname = Path("/etc/hostname").read_text("utf-8").strip() if doctype is XXE else "haha"
    with suppress(BookError):
        receive_file(book, file)
    assert hostname not in text_of_book(book)


def test_macros_and_strange_paths_are_left_alone(book: Path) -> None:
    content = send_texts(book).file.read_bytes()
    more = {"word/vbaProject.bin": b"\0" * 100, "../../dehors.md": b"x", "/tmp/x.md": b"x"}
    file = book / "retour.docx"
    file.write_bytes(with_parts(content, more))
    before = set(book.rglob("*"))
    receive_file(book, file)
    made = {path.name for path in set(book.rglob("*")) - before}
    assert made == {"received.toml"}
    assert not (book.parent / "dehors.md").exists()


def test_a_picture_elsewhere_is_not_fetched(book: Path) -> None:
    content = send_texts(book).file.read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    away = f'<Relationship Id="rIdAway" Type="{kind}" Target="http://192.0.2.1/p.png" '.encode()
    relations = relations.replace(
        b"</Relationships>", away + b'TargetMode="External"/></Relationships>'
    )
    drawn = (
        b'<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="9" name="x"/>'
        b"<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        b'<a:blip r:link="rIdAway"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        b"</wp:inline></w:drawing></w:r>"
    )
    words = b"Personne</w:t></w:r>" + drawn + b"<w:r><w:t>"
    text = document(content).replace(b"Personne", words, 1)
    file = book / "retour.docx"
    parts = {"word/document.xml": text, "word/_rels/document.xml.rels": relations}
    file.write_bytes(with_parts(content, parts))
    receive_file(book, file)
    assert not list((book / "manuscript").glob("*.png"))

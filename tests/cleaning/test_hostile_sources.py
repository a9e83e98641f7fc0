"""Files that are made to break a reader, or broken by those who made them: read, or refused."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pikepdf
import pytest

from publish.cleaning import clean, faults, read_source
from publish.diagnostics import BookError

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
)


def epub(spine: str, page: bytes = b"<p>Un.</p>", **more: bytes) -> bytes:
    opf = f'<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>{spine}</spine>'
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("a.opf", f"{opf}</package>")
        archive.writestr("a.xhtml", page)
        for name, data in more.items():
            archive.writestr(f"META-INF/{name}.xml", data)
    return content.getvalue()


def refusal(content: bytes, encoding: str = "") -> str:
    with pytest.raises(BookError) as error:
        read_source(content, "x", encoding)
    return error.value.diagnostics[0].code


@pytest.mark.parametrize("tag", ["blockquote", "div", "center", "ul", "font", "i"])
def test_nothing_is_lost_in_elements_that_were_never_closed(tag: str) -> None:
    page = "<html><body><p>Début.</p>" + "".join(f"<{tag}><p>Alinéa {n}." for n in range(600))
    text = read_source(page.encode()).text
    assert [n for n in range(600) if f"Alinéa {n}." not in text] == []


def test_elements_deeper_than_can_be_read_are_told() -> None:
    assert refusal(b"<html><body>" + b"<div>" * 5000 + b"Fin.") == "C043"


def test_many_comments_before_a_page_take_no_time() -> None:
    assert "Fin." in read_source(b"<!---->" * 400 + b"<html><p>Fin.").text


def test_a_page_that_a_spine_repeats_is_read_once() -> None:
    assert read_source(epub('<itemref idref="a"/>' * 5000)).text.count("Un.") == 1


def test_an_epub_does_not_unfold_without_end() -> None:
    assert refusal(epub('<itemref idref="a"/>', b"<p>" + b" " * 50_000_000)) == "C042"


def test_an_epub_under_protection_is_told() -> None:
    told = b'<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
    assert refusal(epub('<itemref idref="a"/>', encryption=told)) == "C040"


def test_a_list_may_begin_anywhere() -> None:
    page = f"<html><ol start='{'9' * 5000}'><li>Un.</ol>"
    assert "Un." in read_source(page.encode()).text


def test_half_a_character_at_the_end_is_told() -> None:
    source = read_source("Élève".encode("utf-16") + b"x", "x")
    assert source.text.endswith("Élève")
    assert [one.code for one in source.diagnostics] == ["C001"]


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf_16_is_read_whatever_its_order(order: str, mark: str) -> None:
    content = f"{mark}Où va l’élève, un soir ?".encode(order)
    assert read_source(content, "x", "utf-16").text == f"{mark}Où va l’élève, un soir ?"


@pytest.mark.parametrize("name", ["base64", "idna", "rot13", "unicode_escape", "punycode", "zip"])
def test_an_encoding_that_is_none_of_texts_is_refused(name: str) -> None:
    assert refusal("Élève".encode(), name) == "C003"


@pytest.mark.parametrize("name", ["utf-32", "utf-7"])
def test_a_file_that_is_not_in_its_encoding_is_told(name: str) -> None:
    assert refusal("Où va l’élève ?".encode(), name) == "C041"


def test_an_hocr_page_of_nothing_has_no_text() -> None:
    assert refusal(b"<!-- ocr_page -->") == "C009"


def test_a_pdf_that_opens_with_a_password_is_refused_by_that_name() -> None:
    content = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(content, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(BookError) as refused:
        read_source(content.getvalue(), "a.pdf")
    assert [d.rule for d in refused.value.diagnostics] == [faults.LOCKED]


def test_no_sign_calls_two_notes() -> None:
    raw = "s\ni1.\n.\n2 Une autre, longue\n2\n1. e\nUne autre, longue"
    assert clean(read_source(raw.encode())).markdown.count("[^1]:") == 1

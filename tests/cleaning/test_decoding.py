"""Bytes → text: any encoding, told or guessed; broken bytes have an offset and come back."""

from __future__ import annotations

import base64
from random import Random

import pytest

from publish.cleaning import clean, clean_text, faults, read_source
from publish.cleaning.ledger.ledger import restore
from publish.cleaning.readers.decoding import decode
from publish.diagnostics import BookError

TEXT = "L’été dernier, déjà, où le maître eut froid près de la fenêtre ; à Noël, çà et là.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "utf-16", "utf-8-sig"])
def test_the_encoding_is_found(encoding: str) -> None:
    content = TEXT.encode(encoding)
    text, used, _ = decode(content)
    assert text.lstrip("\ufeff") == TEXT
    assert text.encode(used) == content


@pytest.mark.parametrize("encoding", ["iso8859-15", "cp850"])
def test_old_encodings_are_found(encoding: str) -> None:
    plain = TEXT.replace("’", "'")
    text, _, found = decode(plain.encode(encoding))
    assert text == plain
    assert [d.code for d in found] == ["C002"]


def test_a_broken_byte_is_told_with_its_offset_and_comes_back() -> None:
    content = (TEXT * 40).encode() + b"d\xe9sert\n"
    source = read_source(content, "a.txt")
    assert [(d.code, d.line, dict(d.values)["offset"]) for d in source.diagnostics] == [
        ("C001", 41, str(content.index(b"\xe9s"))),
    ]
    cleaned = clean(source)
    assert restore(cleaned.markdown, cleaned.ledger).encode("utf-8", "surrogateescape") == content
    cleaned.markdown.encode("utf-8")


def test_an_encoding_may_be_named() -> None:
    assert decode("été".encode("cp1252"), "latin-1")[0] == "été"
    with pytest.raises(BookError) as caught:
        decode(b"x", "klingon")
    assert [d.code for d in caught.value.diagnostics] == ["C003"]


@pytest.mark.parametrize("content", [b"", b" \n\n\t\r\n", b"\xef\xbb\xbf", b"\0" * 50])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(BookError) as refused:
        read_source(content, "a.txt")
    assert [d.rule for d in refused.value.diagnostics] == [faults.EMPTY]


@pytest.mark.parametrize("seed", range(5))
def test_binary_noise_is_refused(seed: int) -> None:
    with pytest.raises(BookError) as refused:
        read_source(Random(seed).randbytes(4000), "a.bin")
    assert [d.rule for d in refused.value.diagnostics] == [faults.BINARY]


def test_control_characters_that_stand_for_accents_are_no_noise() -> None:
    assert read_source(TEXT.replace("é", "e\x02").replace("à", "a\x02").encode()).text


MAIL = "Il était déjà tard, et l’œil de la maîtresse s’était fermé.\n\nOn n’entendit rien.\n"
HEAD = "From: a@example.org\nSubject: =?utf-8?Q?R=C3=A9cit?=\nMIME-Version: 1.0\n"
BASE64 = "Content-Transfer-Encoding: base64\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_mail_in_base64_or_in_parts_is_read_once(ending: str) -> None:
    packed = base64.encodebytes(MAIL.encode()).decode()
    plain = f"Content-Type: text/plain; charset=utf-8\n{BASE64}\n{packed}"
    html = f"Content-Type: text/html; charset=utf-8\n{BASE64}\n{packed}"
    parts = f'Content-Type: multipart/alternative; boundary="b"\n\n--b\n{plain}--b\n{html}--b--\n'
    for mail in (HEAD + plain, HEAD + parts):
        text = read_source(mail.replace("\n", ending).encode(), "letter.eml").text
        assert text.replace("\r\n", "\n") == MAIL


def test_what_a_mail_holds_besides_its_text_is_told() -> None:
    body = f"Content-Type: text/plain; charset=utf-8\n\n{MAIL}"
    more = 'Content-Type: text/csv\nContent-Disposition: attachment; filename="a.csv"\n\n1\n'
    mail = f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n--b\n{body}--b\n{more}--b--\n'
    (told,) = read_source(mail.encode(), "letter.eml").diagnostics
    assert told.rule is faults.MAIL_LEFT_OUT
    assert dict(told.values)["what"] == "From, Subject, MIME-Version, Content-Type, a.csv"
    (told,) = clean_text(f"{HEAD}\n{MAIL}").diagnostics
    assert dict(told.values)["what"] == "From, Subject, MIME-Version"


def test_a_mail_without_text_and_one_of_an_unknown_charset_are_no_traceback() -> None:
    with pytest.raises(BookError):
        read_source(f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b--\n".encode(), "a.eml")
    packed = base64.encodebytes(MAIL.encode()).decode()
    odd = f"{HEAD}Content-Type: text/plain; charset=klingon\n{BASE64}\n{packed}"
    assert "maîtresse" in read_source(odd.encode(), "a.eml").text

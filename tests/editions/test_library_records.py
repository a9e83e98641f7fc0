"""Records for libraries: read back by the library that others read them with, field by field."""

from __future__ import annotations

import datetime
from io import BytesIO

import pytest
from lxml import etree
from pymarc import MARCReader, Record

from publish.documents import AccessibilityFacts
from publish.editions import dublin_core, iso2709, marc21, marcxml, unimarc
from tests.editions.test_onix import FULL, LEAST

DAY = datetime.date(2026, 11, 21)
FACTS = AccessibilityFacts((), FULL.accessibility)


def read(content: bytes) -> Record:
    (record,) = MARCReader(BytesIO(content), force_utf8=True)
    assert isinstance(record, Record)
    return record


def said(record: Record, tag: str) -> list[str]:
    return [one.value() for one in record.get_fields(tag)]


def test_french_libraries_get_unimarc() -> None:
    content = iso2709(unimarc(FULL, FACTS, DAY))
    assert (content[5:8], content[9:10]) == (b"nam", b" ")
    record = read(content)
    assert len(record["100"]["a"]) == 36
    assert record["100"]["a"][26:28] == "50"
    assert said(record, "010") == ["979-10-323-0026-8 EPUB 7,99 €"]
    assert said(record, "101") == ["fre rus"]
    assert said(record, "200") == [
        "Titre & autre Sous-titre Victor Hugo Traduit par Anonyme Relu par Autre"
    ]
    assert said(record, "214") == ["Paris Maison 2027"]
    assert said(record, "225") == ["Témoins 3 0317-8471"]
    assert said(record, "452") == ["Titre & autre 978-2-07-036002-4"]
    assert said(record, "700") == ["Hugo Victor ISNI0000000121032683 070"]
    assert said(record, "702") == ["Anonyme 730", "Autre 570"]
    assert said(record, "231")[0].startswith("texte EPUB 04 10")
    assert said(record, "231")[0].endswith("onix196")


def test_other_libraries_get_marc_21() -> None:
    record = read(iso2709(marc21(FULL, FACTS, DAY)))
    assert record.leader[9] == "a"
    assert [len(str(record[tag].data)) for tag in ("006", "008")] == [18, 40]
    assert str(record["008"].data)[35:38] == "fre"
    assert said(record, "100") == ["Hugo, Victor aut https://isni.org/isni/0000000121032683"]
    assert said(record, "245") == ["Titre & autre : Sous-titre / Victor Hugo."]
    assert said(record, "490") == ["Témoins 3 0317-8471"]
    assert said(record, "776") == ["Print version: Titre & autre 978-2-07-036002-4"]
    assert "readingOrder" in said(record, "341")[0]


@pytest.mark.parametrize("make", [unimarc, marc21])
def test_what_is_not_known_is_not_said(make) -> None:  # type: ignore[no-untyped-def]
    record = make(LEAST, AccessibilityFacts((), LEAST.accessibility), DAY)
    assert all(one.subfields for one in record.fields if not one.control_field)
    assert not record.get_fields("010", "020", "225", "490", "330", "520", "856")
    assert etree.QName(etree.fromstring(marcxml(record))).localname == "record"


def test_repositories_get_dublin_core() -> None:
    root = etree.fromstring(dublin_core(FULL))
    told = [(etree.QName(one).localname, one.text) for one in root]
    assert ("title", "Titre & autre : Sous-titre") in told
    assert ("creator", "Hugo, Victor") in told
    assert ("identifier", "urn:isbn:9791032300268") in told
    assert ("source", "urn:isbn:9782070360024") in told
    assert [text for term, text in told if term == "language"] == ["fr", "ru"]

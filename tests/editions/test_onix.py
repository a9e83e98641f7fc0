"""ONIX records: valid by EDItEUR's own schema, and saying what book.toml says."""

from __future__ import annotations

import datetime
from pathlib import Path

import onixcheck
import pytest
from lxml import etree

from publish.book.metadata import (
    AccessibilityOptions,
    Contributor,
    CoverOptions,
    Isbn,
    Metadata,
    Publisher,
    Trade,
)
from publish.documents import AccessibilityFacts
from publish.editions import Manufacture, onix
from publish.editions.onix import NAMESPACE

SCHEMA = (
    Path(onixcheck.__file__).parent / "schema" / "xsd3.0" / "ONIX_BookProduct_3.0_reference.xsd"
)
SENT = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
MADE = Manufacture(pages=212, height=216, width=140, thickness=14.91)

LEAST = Metadata("Titre", "titre", ("a.md",), publisher=Publisher("Maison"))
FULL = Metadata(
    "Titre & autre",
    "titre",
    ("a.md",),
    subtitle="Sous-titre",
    publisher=Publisher("Maison", "Paris"),
    date=datetime.date(2027, 1, 5),
    description="Un livre <rare>.",
    subjects=("Histoire", "Russie"),
    contributors=(
        Contributor(
            "Victor Hugo", "Hugo, Victor", isni="0000000121032683", bnf="ark:/12148/cb11907966z"
        ),
        Contributor("Anonyme", role="trl"),
        Contributor("Autre", role="pfc"),
    ),
    isbn=Isbn("9782070360024", "9791032300268"),
    trade=Trade("18,50 €", "7.99", ("NHD", "3MPBFB", "1DTA"), ("3378",)),
    cover=CoverOptions(collection="Témoins", number="3", issn="0317-8471"),
    languages=("ru",),
    accessibility=AccessibilityOptions(
        "WCAG 2.2 AA",
        "Centre X",
        "https://example.org/c",
        "https://example.org/r",
        datetime.date(2026, 11, 3),
        "lire@example.org",
    ),
)


def parsed(metadata: Metadata) -> etree._Element:
    facts = AccessibilityFacts((), metadata.accessibility)
    return etree.fromstring(onix(metadata, MADE, facts, SENT))


def texts(tree: etree._Element, path: str) -> list[str]:
    steps = "/".join(f"o:{step}" for step in path.split("/"))
    found = tree.xpath(f".//{steps}", namespaces={"o": NAMESPACE})
    assert isinstance(found, list)
    return [element.text or "" for element in found if isinstance(element, etree._Element)]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


@pytest.mark.parametrize(
    "metadata",
    [
        FULL,
        Metadata("T", "t", ("a.md",), publisher=Publisher("M"), isbn=Isbn("9782070360024")),
        Metadata(
            "T",
            "t",
            ("a.md",),
            language="br",
            publisher=Publisher("M"),
            isbn=Isbn(epub="9782070360024"),
            trade=Trade(epub_price="0"),
        ),
    ],
    ids=["all there is", "print, the least", "a free EPUB"],
)
def test_a_message_is_valid(schema: etree.XMLSchema, metadata: Metadata) -> None:
    schema.validate(parsed(metadata))
    assert [str(error) for error in schema.error_log] == []


def test_the_schema_would_say_so_if_it_were_not(schema: etree.XMLSchema) -> None:
    message = parsed(FULL)
    form = message.find(f".//{{{NAMESPACE}}}ProductForm")
    assert form is not None
    form.text = "ZZZ"
    assert not schema.validate(message)


def test_each_edition_has_a_record() -> None:
    message = parsed(FULL)
    assert texts(message, "Product/RecordReference") == ["isbn.9782070360024", "isbn.9791032300268"]
    assert texts(message, "ProductForm") == ["BC", "ED"]
    assert texts(message, "PriceAmount") == ["18.50", "7.99"]
    assert texts(message, "ProductRelationCode") == ["27", "13"]
    assert texts(parsed(LEAST), "Product/RecordReference") == []


def test_a_record_says_what_the_book_is() -> None:
    first = parsed(FULL).findall(f"{{{NAMESPACE}}}Product")[0]
    assert texts(first, "Measurement") == ["216", "140", "15"]
    assert texts(first, "ExtentValue") == ["212"]
    assert texts(first, "TitleElement/TitleText") == ["Témoins", "Titre & autre"]
    assert texts(first, "ContributorRole") == ["A01", "B06", "Z99"]
    assert texts(first, "NameIdentifier/IDValue") == ["0000000121032683", "11907966z"]
    assert texts(first, "KeyNames") == ["Hugo"]
    assert texts(first, "SubjectSchemeIdentifier") == ["93", "96", "94", "29", "20"]
    assert texts(first, "LanguageCode") == ["fre", "rus"]
    assert texts(first, "PartNumber") == ["3"]
    assert texts(first, "Collection/CollectionIdentifier/IDValue") == ["03178471"]
    assert texts(first, "PublishingStatus") == ["02"], "it is not yet out on the day of sending"
    assert texts(first, "TextContent/Text") == ["Un livre <rare>."]


def test_the_epub_s_record_tells_what_its_editor_answers_for() -> None:
    features = parsed(FULL).findall(f".//{{{NAMESPACE}}}ProductFormFeature")
    said = {
        str(one.findtext(f"{{{NAMESPACE}}}ProductFormFeatureValue")): one.findtext(
            f"{{{NAMESPACE}}}ProductFormFeatureDescription"
        )
        for one in features
    }
    claimed = {code: said[code] for code in said if code not in ("00",) and said[code]}
    assert claimed == {
        "89": "https://example.org/c",
        "90": "Centre X",
        "91": "20261103",
        "94": "https://example.org/r",
        "99": "lire@example.org",
    }
    assert {"04", "82", "85"} <= said.keys()
    assert not {"75", "76", "77", "80", "81", "84", "86"} & said.keys()

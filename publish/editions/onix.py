"""Metadata → ONIX for Books 3.0, reference names: what shops and libraries are told of the book.

One record for each edition that has an ISBN. Code lists are named by their number in EDItEUR's
issue of 2025: ``ProductForm`` BC is list 150, and so on. The codes of list 196 are those of the
EPUB's own metadata (documents/accessibility_facts.py).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree
from lxml.builder import ElementMaker

from publish.apparatus import terms
from publish.book import Element
from publish.book.metadata import Contributor, Metadata
from publish.characters import plain_spaces
from publish.documents import AccessibilityFacts, claimed_codes, summary

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"

_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_ROLES = {  # MARC relator → list 17
    "aut": "A01",
    "edt": "B01",
    "trl": "B06",
    "aui": "A24",
    "aft": "A19",
    "ann": "A20",
    "ill": "A12",
}
_LANGUAGES = {  # language tag → list 74 (ISO 639-2/B)
    "fr": "fre",
    "en": "eng",
    "de": "ger",
    "es": "spa",
    "it": "ita",
    "pt": "por",
    "ru": "rus",
    "la": "lat",
    "grc": "grc",
    "el": "gre",
    "he": "heb",
    "ar": "ara",
    "nl": "dut",
    "pl": "pol",
    "oc": "oci",
    "br": "bre",
    "ca": "cat",
    "eu": "baq",
}
_QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}


@dataclass(frozen=True, slots=True)
class Manufacture:
    """The printed book as a thing: pages, and height, width and thickness in millimetres."""

    pages: int
    height: float
    width: float
    thickness: float


@dataclass(frozen=True, slots=True)
class _Product:
    """One edition: its number, and that of the other edition, where there is one."""

    isbn: str
    other: str
    price: Decimal | None
    printed: bool


def onix(
    metadata: Metadata, made: Manufacture, facts: AccessibilityFacts, sent: datetime.datetime
) -> bytes:
    """Return the message: the printed book, then the EPUB, each where it has an ISBN.

    ``facts``: what is true of the EPUB's accessibility.
    """
    metadata = metadata.with_texts(plain_spaces)
    isbn, trade = metadata.isbn, metadata.trade
    products = (
        _Product(isbn.print, isbn.epub, trade.amount, printed=True),
        _Product(isbn.epub, isbn.print, trade.epub_amount, printed=False),
    )
    header = _E.Header(
        _E.Sender(_E.SenderName(metadata.publisher.name)),
        _E.SentDateTime(sent.strftime("%Y%m%dT%H%M%SZ")),
    )
    records = (_record(one, metadata, made, facts, sent) for one in products if one.isbn)
    message = _E.ONIXMessage(header, *records, release="3.0")
    return etree.tostring(message, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _record(
    product: _Product,
    metadata: Metadata,
    made: Manufacture,
    facts: AccessibilityFacts,
    sent: datetime.datetime,
) -> Element:
    parts = [
        _E.RecordReference(f"isbn.{_digits(product.isbn)}"),
        _E.NotificationType("03"),
        *_identifiers(product.isbn),
        _descriptive(product, metadata, made, facts),
        *_collateral(metadata),
        _publishing(metadata, sent),
        *_related(product),
        _supply(product, metadata),
    ]
    return _E.Product(*parts)


def _identifiers(isbn: str) -> Iterator[Element]:
    """Yield the number as GTIN-13 and as ISBN-13 (list 5)."""
    for kind in ("03", "15"):
        yield _E.ProductIdentifier(_E.ProductIDType(kind), _E.IDValue(_digits(isbn)))


def _descriptive(
    product: _Product, metadata: Metadata, made: Manufacture, facts: AccessibilityFacts
) -> Element:
    contributors = metadata.contributors
    described = [
        _E.ProductComposition("00"),
        *(_paperback(made) if product.printed else _epub(facts, metadata)),
        *_collection(metadata),
        _title(metadata),
        *(_contributor(n, one) for n, one in enumerate(contributors, 1)),
        *([] if contributors else [_E.NoContributor()]),
        *_language(metadata),
        _E.Extent(
            _E.ExtentType("00" if product.printed else "08"),
            _E.ExtentValue(str(made.pages)),
            _E.ExtentUnit("03"),
        ),
        *_subjects(metadata),
        _E.Audience(_E.AudienceCodeType("01"), _E.AudienceCodeValue("01")),
    ]
    return _E.DescriptiveDetail(*described)


def _paperback(made: Manufacture) -> Iterator[Element]:
    yield _E.ProductForm("BC")
    measures = (("01", made.height), ("02", made.width), ("03", made.thickness))
    for kind, value in measures:
        yield _E.Measure(
            _E.MeasureType(kind), _E.Measurement(f"{value:.0f}"), _E.MeasureUnitCode("mm")
        )


def _epub(facts: AccessibilityFacts, metadata: Metadata) -> Iterator[Element]:
    yield _E.ProductForm("ED")
    yield _E.ProductFormDetail("E101")  # EPUB
    yield _E.ProductFormDetail("E200")  # reflowable
    codes = [("00", summary(facts, terms(metadata.language)))]
    codes += claimed_codes(facts.claim, metadata.publisher.name)
    codes += [(code, "") for fact in facts.holding for code in fact.codes]
    for code, said in sorted(codes):
        described = [_E.ProductFormFeatureDescription(said)] if said else []
        yield _E.ProductFormFeature(
            _E.ProductFormFeatureType("09"), _E.ProductFormFeatureValue(code), *described
        )
    yield _E.PrimaryContentType("10")  # text
    if facts.pictures:
        yield _E.ProductContentType("07")  # still images
    yield _E.EpubTechnicalProtection("00")


def _collection(metadata: Metadata) -> Iterator[Element]:
    """Yield the publisher's collection, with the book's number in it."""
    options = metadata.cover
    if not options.collection:
        yield _E.NoCollection()
        return
    level = _E.TitleElementLevel("02")
    title = _E.TitleElement(level, _E.TitleText(options.collection))
    named = [_E.TitleDetail(_E.TitleType("01"), title)]
    if options.number:
        title.insert(1, _E.PartNumber(options.number))
    numbered = (
        [
            _E.CollectionIdentifier(
                _E.CollectionIDType("02"), _E.IDValue(options.issn[:4] + options.issn[5:])
            )
        ]
        if options.issn
        else []
    )
    yield _E.Collection(_E.CollectionType("11"), *numbered, *named)


def _title(metadata: Metadata) -> Element:
    subtitle = [_E.Subtitle(metadata.subtitle)] if metadata.subtitle else []
    return _E.TitleDetail(
        _E.TitleType("01"),
        _E.TitleElement(_E.TitleElementLevel("01"), _E.TitleText(metadata.title), *subtitle),
    )


def _contributor(number: int, one: Contributor) -> Element:
    identifiers = (("16", one.isni), ("34", one.bnf.rpartition("/cb")[2]))
    key, _, before = one.sort.partition(", ")
    parts = [
        _E.SequenceNumber(str(number)),
        _E.ContributorRole(_ROLES.get(one.role, "Z99")),
        *(
            _E.NameIdentifier(_E.NameIDType(kind), _E.IDValue(value))
            for kind, value in identifiers
            if value
        ),
        _E.PersonName(one.name),
    ]
    if key and before:
        parts += [_E.PersonNameInverted(one.sort), _E.NamesBeforeKey(before), _E.KeyNames(key)]
    return _E.Contributor(*parts)


def _language(metadata: Metadata) -> Iterator[Element]:
    tags = (metadata.language, *metadata.languages)
    codes = [_LANGUAGES.get(tag.partition("-")[0].lower()) for tag in tags]
    for code in dict.fromkeys(filter(None, codes)):
        yield _E.Language(_E.LanguageRole("01"), _E.LanguageCode(code))


def _subjects(metadata: Metadata) -> Iterator[Element]:
    """Yield Thema categories, the first as the main one, Thema qualifiers, CLIL and keywords."""
    categories = [code for code in metadata.trade.thema if code[0] not in _QUALIFIERS]
    for code in (*categories, *(c for c in metadata.trade.thema if c[0] in _QUALIFIERS)):
        main = [_E.MainSubject()] if code in categories[:1] else []
        scheme = _QUALIFIERS.get(code[0], "93")
        yield _E.Subject(*main, _E.SubjectSchemeIdentifier(scheme), _E.SubjectCode(code))
    for code in metadata.trade.clil:
        yield _E.Subject(_E.SubjectSchemeIdentifier("29"), _E.SubjectCode(code))
    if metadata.subjects:
        words = "; ".join(metadata.subjects)
        yield _E.Subject(_E.SubjectSchemeIdentifier("20"), _E.SubjectHeadingText(words))


def _collateral(metadata: Metadata) -> Iterator[Element]:
    if text := metadata.description:
        yield _E.CollateralDetail(
            _E.TextContent(_E.TextType("03"), _E.ContentAudience("00"), _E.Text(text))
        )


def _publishing(metadata: Metadata, sent: datetime.datetime) -> Element:
    """Return who publishes, where, and since when: forthcoming until the day of the edition."""
    place, date = metadata.publisher.place, metadata.date
    parts = [
        _E.Publisher(_E.PublishingRole("01"), _E.PublisherName(metadata.publisher.name)),
        *([_E.CityOfPublication(place)] if place else []),
        _E.PublishingStatus("02" if date and date > sent.date() else "04"),
    ]
    if date:
        day = _E.Date(date.strftime("%Y%m%d"), dateformat="00")
        parts.append(_E.PublishingDate(_E.PublishingDateRole("01"), day))
    return _E.PublishingDetail(*parts)


def _related(product: _Product) -> Iterator[Element]:
    if product.other:
        relation = _E.ProductRelationCode("27" if product.printed else "13")
        yield _E.RelatedMaterial(_E.RelatedProduct(relation, *_identifiers(product.other)))


def _supply(product: _Product, metadata: Metadata) -> Element:
    """Return who sells it and the price: fixed by the publisher, as French law has it."""
    if product.price is None:
        price = _E.UnpricedItemType("04")
    elif product.price == 0:
        price = _E.UnpricedItemType("01")
    else:
        price = _E.Price(
            _E.PriceType("04"), _E.PriceAmount(f"{product.price:.2f}"), _E.CurrencyCode("EUR")
        )
    return _E.ProductSupply(
        _E.SupplyDetail(
            _E.Supplier(_E.SupplierRole("01"), _E.SupplierName(metadata.publisher.name)),
            _E.ProductAvailability("23" if product.printed else "20"),
            price,
        )
    )


def _digits(isbn: str) -> str:
    return isbn.replace("-", "")

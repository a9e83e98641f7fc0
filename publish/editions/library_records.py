"""Metadata → records for libraries: UNIMARC (France), MARC 21 (others), Dublin Core.

Sources: IFLA, UNIMARC Manual, Bibliographic format (2022 update); Library of Congress, MARC 21;
W3C, EPUB accessibility metadata crosswalk to MARC 21 and UNIMARC; OAI-PMH 2.0, oai_dc.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree
from lxml.builder import ElementMaker
from pymarc import Field, Indicators, Record, Subfield, record_to_xml

from publish.apparatus import terms
from publish.book.metadata import Contributor, Metadata
from publish.characters import plain_spaces
from publish.documents import AccessibilityFacts, claimed_codes, summary

_FUNCTIONS: Final[Mapping[str, str]] = {  # MARC relator → UNIMARC's relator codes
    "aut": "070", "trl": "730", "edt": "340", "ill": "440", "aui": "080", "aft": "075",
    "ann": "020",
}  # fmt: skip
_LANGUAGES: Final[Mapping[str, str]] = {
    "fr": "fre", "en": "eng", "de": "ger", "es": "spa", "it": "ita", "pt": "por", "ru": "rus",
    "la": "lat", "grc": "grc", "el": "gre", "he": "heb", "ar": "ara", "oc": "oci", "br": "bre",
}  # fmt: skip
_DC: Final = "http://purl.org/dc/elements/1.1/"
_OAI: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"

_Pairs = Sequence[tuple[str, str]]


def unimarc(metadata: Metadata, facts: AccessibilityFacts, day: datetime.date) -> Record:
    """Return the record of the EPUB that French libraries take; ``day``: on which it is made."""
    plain = metadata.with_texts(plain_spaces)
    record = Record(leader="     nam0 22     3i 450 ", force_utf8=True)
    fields = (
        ("001", plain.slug),
        *_numbers(plain, "010", "a", price="d"),
        ("100", "  ", [("a", _coded(plain, day))]),
        ("101", "0 ", [("a", code) for code in _codes(plain)]),
        ("102", "  ", [("a", "FR")]),
        ("106", "  ", [("a", "s")]),  # electronic
        ("135", "  ", [("a", "dr|||||||||||")]),  # text, read from afar
        ("181", " 0", [("6", "z01"), ("a", "i "), ("b", "xxxe  ")]),
        ("182", " 0", [("6", "z01"), ("a", "b")]),
        ("200", "1 ", _title(plain)),
        ("214", " 0", _imprint(plain)),
        ("231", "  ", [("a", "texte"), ("b", "EPUB"), *_accessible(plain, facts)]),
        *_collection(plain, "225", "2 ", "v"),
        ("330", "  ", [("a", plain.description)]),
        ("337", "  ", [("a", "EPUB 3, sans protection technique")]),
        *_printed(plain, "452", "| ", [("t", plain.title)], "y"),
        *(("610", "0 ", [("a", one)]) for one in plain.subjects),
        *(("686", "  ", [("a", code), ("2", "thema")]) for code in plain.trade.thema),
        *(("686", "  ", [("a", code), ("2", "clil")]) for code in plain.trade.clil),
        *_people_unimarc(plain.contributors),
        ("801", " 0", [("a", "FR"), ("b", plain.publisher.name), ("c", f"{day:%Y%m%d}")]),
        *_online(plain, "4 "),
    )
    for field in fields:
        _add(record, field)
    return record


def marc21(metadata: Metadata, facts: AccessibilityFacts, day: datetime.date) -> Record:
    """Return the record of the EPUB that other libraries take."""
    plain = metadata.with_texts(plain_spaces)
    record = Record(leader="     nam a22     7i 4500", force_utf8=True)
    year = f"{plain.date:%Y}" if plain.date else "    "
    dates = f"{day:%y%m%d}s{year}    fr |||||o|||||00| ||{_codes(plain)[0]} d"
    people = plain.contributors
    first = next((one for one in people if one.role == "aut"), None)
    fields = (
        ("001", plain.slug),
        ("006", "m|||||o||d||||||||"),
        ("007", "cr|||||||||||"),
        ("008", dates),
        *_numbers(plain, "020", "a", kind="q"),
        *((("041", "  ", [("a", code) for code in _codes(plain)]),) if plain.languages else ()),
        *(_person21("100", one) for one in people if one is first),
        ("245", "10" if first else "00", _title21(plain)),
        ("264", " 1", _imprint(plain, "b", "c")),
        ("300", "  ", [("a", "1 online resource")]),
        ("336", "  ", [("a", "text"), ("b", "txt"), ("2", "rdacontent")]),
        ("337", "  ", [("a", "computer"), ("b", "c"), ("2", "rdamedia")]),
        ("338", "  ", [("a", "online resource"), ("b", "cr"), ("2", "rdacarrier")]),
        ("347", "  ", [("a", "text file"), ("b", "EPUB"), ("2", "rdaft")]),
        ("341", "0 ", [("a", "textual"), *_features(facts), ("2", "sapdv")]),
        *_collection(plain, "490", "0 ", "v"),
        ("520", "  ", [("a", plain.description)]),
        ("532", "1 ", [("a", summary(facts, terms(plain.language)))]),
        *(("653", "  ", [("a", one)]) for one in plain.subjects),
        *(("072", " 7", [("a", code), ("2", "thema")]) for code in plain.trade.thema),
        *(_person21("700", one) for one in people if one is not first),
        *_printed(plain, "776", "08", [("i", "Print version:"), ("t", plain.title)], "z"),
        *_online(plain, "40"),
    )
    for field in fields:
        _add(record, field)
    return record


def iso2709(record: Record) -> bytes:
    """Return a record as libraries exchange it; UNIMARC says its characters in field 100."""
    written = bytearray(record.as_marc())
    if record.get("100") is not None and record["100"].get("a", "")[26:28] == "50":
        written[9:10] = b" "
    return bytes(written)


def marcxml(record: Record) -> bytes:
    """Return a record as MARCXML."""
    tree = etree.fromstring(record_to_xml(record, namespace=True))
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True, pretty_print=True)


def dublin_core(metadata: Metadata) -> bytes:
    """Return a record in simple Dublin Core, as repositories harvest it."""
    plain = metadata.with_texts(plain_spaces)
    dc = ElementMaker(namespace=_DC, nsmap={"oai_dc": _OAI, "dc": _DC})
    told = [
        ("title", f"{plain.title} : {plain.subtitle}" if plain.subtitle else plain.title),
        *((_dc_role(one), one.sort or one.name) for one in plain.contributors),
        *(("subject", one) for one in plain.subjects),
        ("description", plain.description),
        ("publisher", plain.publisher.name),
        ("date", plain.date.isoformat() if plain.date else ""),
        ("type", "Text"),
        ("format", "application/epub+zip"),
        ("identifier", f"urn:isbn:{_digits(plain.isbn.epub)}" if plain.isbn.epub else ""),
        ("source", f"urn:isbn:{_digits(plain.isbn.print)}" if plain.isbn.print else ""),
        *(("language", tag) for tag in (plain.language, *plain.languages)),
        ("relation", plain.cover.collection),
        ("rights", plain.rights),
    ]
    root = etree.Element(f"{{{_OAI}}}dc", nsmap={"oai_dc": _OAI, "dc": _DC})
    root.extend(dc(term, value) for term, value in told if value)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _dc_role(one: Contributor) -> str:
    return "creator" if one.role == "aut" else "contributor"


_Given = tuple[str, str] | tuple[str, str, _Pairs]


def _add(record: Record, given: _Given) -> None:
    """Add a field; subfields without a value, and fields without any, are left out."""
    if len(given) == 2:
        record.add_field(Field(tag=given[0], data=given[1]))
        return
    tag, indicators, pairs = given
    subfields = [Subfield(code, value) for code, value in pairs if value]
    if subfields:
        record.add_field(Field(tag, indicators=Indicators(*indicators), subfields=subfields))


def _coded(metadata: Metadata, day: datetime.date) -> str:
    """Return UNIMARC's 100 $a: dates, for adults, described in French, Unicode, Latin script."""
    year = f"{metadata.date:%Y}" if metadata.date else "    "
    kind = "d" if metadata.date else "u"
    return f"{day:%Y%m%d}{kind}{year}    k  y0frey50      ba"


def _codes(metadata: Metadata) -> list[str]:
    tags = (metadata.language, *metadata.languages)
    codes = [_LANGUAGES.get(tag.partition("-")[0].lower(), "und") for tag in tags]
    return list(dict.fromkeys(codes))


def _numbers(
    metadata: Metadata, tag: str, number: str, *, price: str = "", kind: str = "b"
) -> Iterator[_Given]:
    if isbn := metadata.isbn.epub:
        amount = metadata.trade.epub_amount
        pairs = [(number, isbn), (kind, "EPUB")]
        if price and amount is not None:
            pairs.append((price, terms("fr").price(amount).replace("\u00a0", " ")))
        yield tag, "  ", pairs


def _title(metadata: Metadata) -> _Pairs:
    authors = [one.name for one in metadata.contributors if one.role == "aut"]
    words = terms(metadata.language)
    others = [
        " ".join(words.credit(one.role, one.name))
        for one in metadata.contributors
        if one.role != "aut" and words.role(one.role)
    ]
    pairs = [("a", metadata.title), ("e", metadata.subtitle), ("f", ", ".join(authors))]
    return [*pairs, *(("g", plain_spaces(one)) for one in others)]


def _title21(metadata: Metadata) -> _Pairs:
    told = dict(_title(metadata))
    title = told["a"] + (" :" if told["e"] else " /" if told["f"] else "")
    subtitle = told["e"] + (" /" if told["e"] and told["f"] else "")
    return [("a", title), ("b", subtitle), ("c", told["f"] and f"{told['f']}.")]


def _imprint(metadata: Metadata, name: str = "c", date: str = "d") -> _Pairs:
    publisher = metadata.publisher
    year = f"{metadata.date:%Y}" if metadata.date else ""
    return [("a", publisher.place), (name, publisher.name), (date, year)]


def _accessible(metadata: Metadata, facts: AccessibilityFacts) -> _Pairs:
    """Return UNIMARC's 231 $i: codes of ONIX list 196, the source named behind them."""
    claimed = [code for code, _ in claimed_codes(facts.claim, metadata.publisher.name)]
    codes = sorted({*claimed, *(code for fact in facts.holding for code in fact.codes)})
    return [*(("i", code) for code in codes), ("2", "onix196")]


def _features(facts: AccessibilityFacts) -> _Pairs:
    return [("b", name) for fact in facts.holding for name in fact.features]


def _collection(metadata: Metadata, tag: str, indicators: str, number: str) -> Iterator[_Given]:
    options = metadata.cover
    if options.collection:
        yield tag, indicators, [
            ("a", options.collection), (number, options.number), ("x", options.issn),
        ]  # fmt: skip


def _printed(
    metadata: Metadata, tag: str, indicators: str, pairs: _Pairs, number: str
) -> Iterator[_Given]:
    if isbn := metadata.isbn.print:
        yield tag, indicators, [*pairs, (number, isbn)]


def _people_unimarc(people: Sequence[Contributor]) -> Iterator[_Given]:
    """Yield the first author (700), other authors (701), other responsibilities (702)."""
    authors = 0
    for one in people:
        authors += one.role == "aut"
        tag = ("700" if authors == 1 else "701") if one.role == "aut" else "702"
        key, _, before = (one.sort or one.name).partition(", ")
        isni = f"ISNI{one.isni}" if one.isni else ""
        yield tag, " 1" if before else " 0", [
            ("a", key), ("b", before), ("o", isni), ("4", _FUNCTIONS.get(one.role, "570")),
        ]  # fmt: skip


def _person21(tag: str, one: Contributor) -> _Given:
    address = f"https://isni.org/isni/{one.isni}" if one.isni else ""
    named = "1 " if ", " in one.sort else "0 "
    return tag, named, [("a", one.sort or one.name), ("4", one.role), ("1", address)]


def _online(metadata: Metadata, indicators: str) -> Iterator[_Given]:
    if url := metadata.web.url:
        yield "856", indicators, [("u", url), ("q", "text/html")]


def _digits(isbn: str) -> str:
    return isbn.replace("-", "")

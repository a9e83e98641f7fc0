"""The book as a thing that is made and sold: numbers, price, legal mentions, cover.

``Isbn(print="9782070360024")`` → ``.print == "978-2-07-036002-4"``; a wrong checksum is refused.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from stdnum import isbn, isni
from stdnum.exceptions import ValidationError

from publish.messages import N_

_HYPHENED: dict[str, Any] = {
    "extra": "forbid",
    "alias_generator": lambda name: name.replace("_", "-"),
}
DESIGNS = ("classique", "filet", "image")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_ARK = re.compile(r"ark:/12148/(cb\d{8})([0-9bcdfghjkmnpqrstvwxz])")
_NOID = "0123456789bcdfghjkmnpqrstvwxz"
_THEMA = re.compile(r"[A-Z1-6][A-Z0-9-]*")


def hyphened_isbn(number: str) -> str:
    """Return an ISBN-13 with its hyphens, by registration group; raises ValueError."""
    digits = isbn.compact(number)
    if len(digits) != 13 or not digits.startswith(("978", "979")):
        raise ValueError(N_("an ISBN has thirteen digits and begins with 978 or 979"))
    try:
        isbn.validate(digits)
    except ValidationError:
        raise ValueError(N_("the last digit of this ISBN does not agree with the others")) from None
    return str(isbn.format(digits))


def checked_isni(number: str) -> str:
    """Return an ISNI as sixteen digits; raises ValueError."""
    try:
        return str(isni.validate(number))
    except ValidationError:
        raise ValueError(
            N_("an ISNI has sixteen digits, the last of which agrees with the others")
        ) from None


def checked_ark(identifier: str) -> str:
    """Return an identifier of the BnF's authority file; raises ValueError.

    Its last sign is the sum of the others, each times its place (NOID check digit algorithm).
    """
    ark = _ARK.fullmatch(identifier)
    if (
        not ark
        or ark[2]
        != _NOID[
            sum(place * _NOID.index(sign) for place, sign in enumerate(ark[1], 1)) % len(_NOID)
        ]
    ):
        raise ValueError(
            N_("an identifier of the BnF is an ark, as in ark:/12148/cb11907966z, copied whole")
        )
    return identifier


@dataclass(frozen=True, slots=True)
class Isbn:
    """``[isbn]`` of book.toml: each edition its own number, kept with its hyphens."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _HYPHENED

    print: str = ""
    epub: str = ""

    def __post_init__(self) -> None:
        for name in ("print", "epub"):
            if number := getattr(self, name):
                object.__setattr__(self, name, hyphened_isbn(number))
        if self.print and self.print == self.epub:
            raise ValueError(N_("each edition has an ISBN of its own"))


def _price(written: str) -> Decimal | None:
    try:
        price = Decimal(written) if written else None
    except InvalidOperation:
        price = Decimal(-1)
    if price is not None and (not price.is_finite() or price < 0 or round(price, 2) != price):
        raise ValueError(N_('a price is written as in "18.50"'))
    return price


@dataclass(frozen=True, slots=True)
class Trade:
    """``[trade]`` of book.toml: prices in euros, tax included, and what shops sort books by."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _HYPHENED

    price: str = ""
    epub_price: str = ""
    thema: tuple[str, ...] = ()
    clil: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _price(self.price), _price(self.epub_price)
        if not all(_THEMA.fullmatch(code) for code in self.thema):
            raise ValueError(N_("a Thema code is written as in NHD or 3MPBFB"))
        if not all(len(code) == 4 and code.isdecimal() for code in self.clil):
            raise ValueError(N_("a CLIL code has four digits"))

    @property
    def amount(self) -> Decimal | None:
        """The price of the printed book."""
        return _price(self.price)

    @property
    def epub_amount(self) -> Decimal | None:
        return _price(self.epub_price)


@dataclass(frozen=True, slots=True)
class TextRights:
    """``[[legal.rights]]``: what holds for one text of the book."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _HYPHENED

    text: str
    statement: str


@dataclass(frozen=True, slots=True)
class Legal:
    """``[legal]`` of book.toml; ``deposit``: dépôt légal, ``printed``: achevé d'imprimer.

    ``printed_by`` names the printer of this edition and the place.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _HYPHENED

    deposit: datetime.date | None = None
    printed: datetime.date | None = None
    printed_by: str = ""
    rights: tuple[TextRights, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverOptions:
    """``[cover]`` of book.toml; what is empty is the design's own.

    ``design`` names a style sheet of styles/covers. ``back``: a Markdown file, ``image`` and
    ``mark`` (the publisher's) pictures, all inside manuscript/. ``collection`` stands on front and
    spine.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _HYPHENED

    design: str = "classique"
    ground: str = ""
    ink: str = ""
    accent: str = ""
    font: str = ""
    image: str = ""
    mark: str = ""
    back: str = ""
    collection: str = ""
    credit: str = ""

    def __post_init__(self) -> None:
        if not self.design.replace("-", "").isalnum():
            raise ValueError(N_("a design is named by letters, digits and hyphens"))
        for colour in (self.ground, self.ink, self.accent):
            if colour and not _COLOUR.fullmatch(colour):
                raise ValueError(N_("a colour is written as in #9b1b1e"))
        if any(sign in self.font for sign in '";{}\\\n'):
            raise ValueError(N_("a font is named as its own data name it"))

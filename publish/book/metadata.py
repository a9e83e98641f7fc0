"""What book.toml says, as values: the schema that pydantic checks it against."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from publish.book.identifiers import checked_ark, checked_isni, checked_issn, hyphened_isbn
from publish.book.print_options import HYPHENED, STRICT, PrintOptions
from publish.messages import N_

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_THEMA = re.compile(r"[A-Z1-6][A-Z0-9-]*")


_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
EXEMPTIONS = ("micro-enterprise", "disproportionate-burden", "fundamental-alteration")
"""From what the European Accessibility Act (directive 2019/882) asks."""

_LONGEST_SLUG = 100
"""Letters: with its endings it names files, and file systems take 255 bytes."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person with a part in the book; ``role`` is a MARC relator code (aut, edt, trl…).

    ``isni`` and ``bnf`` identify the person: sixteen digits, an ark of the BnF's authority file.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    sort: str = ""
    role: str = "aut"
    isni: str = ""
    bnf: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError(N_("a contributor has a name"))
        if not (len(self.role) == 3 and self.role.isascii() and self.role.islower()):
            raise ValueError(N_('a role is a MARC relator code: "aut", "edt", "trl", "ill"…'))
        if self.isni:
            object.__setattr__(self, "isni", checked_isni(self.isni))
        if self.bnf:
            checked_ark(self.bnf)


@dataclass(frozen=True, slots=True)
class Publisher:
    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str = ""
    place: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class AccessibilityOptions:
    """``[accessibility]`` of book.toml: what the editor has verified and answers for.

    ``conforms_to``: "WCAG 2.2 AA"; ``certified_by``: who says so; ``credential``: what entitles
    them to, by name or address; ``report``: the address of theirs; ``date``: of the assessment;
    ``contact``: an e-mail address; ``exemption``: from the European Accessibility Act,
    "micro-enterprise", "disproportionate-burden" or "fundamental-alteration".
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    conforms_to: str = ""
    certified_by: str = ""
    credential: str = ""
    report: str = ""
    date: datetime.date | None = None
    contact: str = ""
    exemption: str = ""

    def __post_init__(self) -> None:
        if self.conforms_to and not re.fullmatch(r"WCAG 2\.[012] A{1,3}", self.conforms_to):
            raise ValueError(N_("conforms-to is written as in “WCAG 2.2 AA”"))
        if bool(self.conforms_to) != bool(self.certified_by):
            raise ValueError(N_("conforms-to and certified-by go together: someone answers for it"))
        if (self.credential or self.report) and not self.certified_by:
            raise ValueError(N_("credential and report are those of who certifies: certified-by"))
        if self.report and not _ADDRESS.fullmatch(self.report):
            raise ValueError(N_("an address begins with https:// or http://"))
        if self.contact and not _MAIL.fullmatch(self.contact):
            raise ValueError(N_("contact is an e-mail address"))
        if self.exemption not in ("", *EXEMPTIONS):
            raise ValueError(
                N_(
                    'exemption is "micro-enterprise", "disproportionate-burden" or'
                    ' "fundamental-alteration"'
                )
            )
        if self.exemption and self.conforms_to:
            raise ValueError(N_("a book that conforms needs no exemption: write one or the other"))


@dataclass(frozen=True, slots=True)
class NoteOptions:
    """``[notes]`` of book.toml.

    ``numbering``: from 1 in each "text", through the "book", or on each "page". ``editor``: how the
    present editor's own notes, whose labels begin with a letter, are called: "letters" (a, b, c) or
    "stars"; "" for one series. ``run_on``: short notes may share a line.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    numbering: str = "text"
    editor: str = ""
    run_on: bool = False

    def __post_init__(self) -> None:
        if self.numbering not in ("text", "book", "page"):
            raise ValueError(N_('numbering is by "text", "book" or "page"'))
        if self.editor not in ("", "letters", "stars"):
            raise ValueError(N_('editor is "letters" or "stars"'))


@dataclass(frozen=True, slots=True)
class VerseOptions:
    """``[verse]`` of book.toml.

    ``numbers``: verses are numbered by so many in the margin, 0 for none (a text may say otherwise:
    ``# Le Cid {.theatre numbers=5}``). ``turnover``: what is too long for its line goes on behind a
    "bracket", or is "hanging". ``axis``: poems stand "centred" on their longest ordinary verse, or
    at an "indent".
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    numbers: int = 0
    turnover: str = "bracket"
    axis: str = "centred"

    def __post_init__(self) -> None:
        if self.numbers < 0:
            raise ValueError(N_("numbers is a count of verses, 0 for none"))
        if self.turnover not in ("bracket", "hanging"):
            raise ValueError(N_('turnover is "bracket" or "hanging"'))
        if self.axis not in ("centred", "indent"):
            raise ValueError(N_('axis is "centred" or "indent"'))


@dataclass(frozen=True, slots=True)
class Widths:
    """``[typography.widths]``: single widths that a book sets otherwise than its profile.

    Each is "none", "fine" (U+202F) or "word" (U+00A0); "" keeps the profile's.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    high: str = ""
    colon: str = ""
    guillemets: str = ""
    call: str = ""
    dialogue: str = ""
    incise: str = ""
    thousands: str = ""
    unit: str = ""
    bond: str = ""

    def __post_init__(self) -> None:
        for option in fields(self):
            if getattr(self, option.name) not in ("", "none", "fine", "word"):
                raise ValueError(N_('a width is "none", "fine" or "word"'))
        if "none" in (self.dialogue, self.incise, self.thousands, self.unit, self.bond):
            raise ValueError(N_('"none" is for high, colon, guillemets and call only'))


@dataclass(frozen=True, slots=True)
class TypographyOptions:
    """``[typography]`` of book.toml: widths, and words added to the lists of publish/typography.

    ``ligatures`` and ``capitals`` hold words as they should be, with their œ, æ or accent.
    ``keep`` holds words and phrases that no rule may touch; ``without``: passes that are left out.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    widths: Widths = field(default_factory=Widths)
    move_calls: bool = False
    reopen: bool | None = None
    bind_nouns: bool = False
    keep: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    ligatures: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofreadingOptions:
    """``[proofreading]`` of book.toml; ``without``: checks that are left out, by name or code."""

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ignore:
    """``[[ignore]]`` of book.toml: a diagnostic of the lint that the editor has judged.

    ``file``, ``line`` and ``text`` (found on the line of the diagnostic) narrow it down; ``place``
    is the line of book.toml where it stands.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    code: str
    reason: str
    file: str = ""
    line: int | None = None
    text: str = ""
    place: int = 0

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError(N_("an ignore needs a reason"))


@dataclass(frozen=True, slots=True)
class RawText:
    """``[[sources]]``: the file to be cleaned and the text it becomes, inside ``manuscript/``.

    ``accent-capitals``: whether capitals that a sound text prints without accents are given them.
    ``ocr`` tells that its pages are to be recognised.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    file: str
    text: str
    encoding: str = ""
    accent_capitals: bool = False
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Isbn:
    """``[isbn]`` of book.toml: each edition its own number, kept with its hyphens."""

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    print: str = ""
    epub: str = ""

    def __post_init__(self) -> None:
        for name in ("print", "epub"):
            if number := getattr(self, name):
                object.__setattr__(self, name, hyphened_isbn(number))
        if self.print and self.print == self.epub:
            raise ValueError(N_("each edition has an ISBN of its own"))


def _price(written: str) -> Decimal | None:
    """Return a price as it was written: ``18,50``, ``18.50``, ``18,50 €``."""
    figures = written.removesuffix("€").strip().replace(",", ".", 1)
    try:
        price = Decimal(figures) if written else None
    except InvalidOperation:
        price = Decimal(-1)
    if price is not None and (not price.is_finite() or price < 0 or round(price, 2) != price):
        raise ValueError(N_('a price is written as in "18,50"'))
    return price


@dataclass(frozen=True, slots=True)
class Trade:
    """``[trade]`` of book.toml: prices in euros, tax included, and what shops sort books by."""

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

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
class Revision:
    """``[[web.changes]]``: what was changed in a book that is out, and when; ``text``: its file."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    date: datetime.date
    what: str
    text: str = ""

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise ValueError(N_("a change says what was changed"))


@dataclass(frozen=True, slots=True)
class WebOptions:
    """``[web]`` of book.toml; ``url``: where the web edition will stand, with its last slash."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    url: str = ""
    changes: tuple[Revision, ...] = ()

    def __post_init__(self) -> None:
        if self.url and not _ADDRESS.fullmatch(self.url):
            raise ValueError(N_("an address begins with https:// or http://"))
        if self.url and not self.url.endswith("/"):
            object.__setattr__(self, "url", f"{self.url}/")


@dataclass(frozen=True, slots=True)
class TextRights:
    """``[[legal.rights]]``: what holds for one text of the book."""

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    text: str
    statement: str


@dataclass(frozen=True, slots=True)
class Legal:
    """``[legal]`` of book.toml; ``deposit``: dépôt légal, ``printed``: achevé d'imprimer.

    ``printed_by`` names the printer of this edition and the place; ``print_run``: copies, 0 where
    that is not said.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    deposit: datetime.date | None = None
    printed: datetime.date | None = None
    printed_by: str = ""
    print_run: int = 0
    rights: tuple[TextRights, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverOptions:
    """``[cover]`` of book.toml; what is empty is the design's own.

    ``design`` names a style sheet of styles/covers. ``back``: a Markdown file, ``image`` and
    ``mark`` (the publisher's) pictures, all inside manuscript/. ``collection`` stands on front and
    spine; ``number`` is the book's place in it, ``issn`` the collection's own number.
    ``finished``: the front as a picture that is used as it is, for screens.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = HYPHENED

    design: str = "classique"
    ground: str = ""
    ink: str = ""
    accent: str = ""
    font: str = ""
    image: str = ""
    mark: str = ""
    back: str = ""
    collection: str = ""
    number: str = ""
    issn: str = ""
    credit: str = ""
    finished: str = ""

    def __post_init__(self) -> None:
        if (self.number or self.issn) and not self.collection:
            raise ValueError(N_("number and issn are those of a collection: name it"))
        if self.number and not re.fullmatch(r"\d+(\.\d+)*", self.number):
            raise ValueError(N_("the number in a collection is written in figures"))
        if self.issn:
            object.__setattr__(self, "issn", checked_issn(self.issn))
        if not self.design.replace("-", "").isalnum():
            raise ValueError(N_("a design is named by letters, digits and hyphens"))
        for colour in (self.ground, self.ink, self.accent):
            if colour and not _COLOUR.fullmatch(colour):
                raise ValueError(N_("a colour is written as in #9b1b1e"))
        if any(sign in self.font for sign in '";{}\\\n'):
            raise ValueError(N_("a font is named as its own data name it"))


@dataclass(frozen=True, slots=True)
class Metadata:
    """What book.toml says; ``languages``: those of the book besides its own."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    title: str
    slug: str
    texts: tuple[str, ...]
    subtitle: str = ""
    language: str = "fr"
    languages: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    publisher: Publisher = field(default_factory=Publisher)
    identifier: str = ""
    date: datetime.date | None = None
    description: str = ""
    rights: str = ""
    subjects: tuple[str, ...] = ()
    colophon: str = ""
    profile: str = "imprimerie-nationale"
    notes: NoteOptions = field(default_factory=NoteOptions)
    verse: VerseOptions = field(default_factory=VerseOptions)
    typography: TypographyOptions = field(default_factory=TypographyOptions)
    proofreading: ProofreadingOptions = field(default_factory=ProofreadingOptions)
    ignore: tuple[Ignore, ...] = ()
    print: PrintOptions = field(default_factory=PrintOptions)
    accessibility: AccessibilityOptions = field(default_factory=AccessibilityOptions)
    cover: CoverOptions = field(default_factory=CoverOptions)
    isbn: Isbn = field(default_factory=Isbn)
    trade: Trade = field(default_factory=Trade)
    legal: Legal = field(default_factory=Legal)
    web: WebOptions = field(default_factory=WebOptions)
    sources: tuple[RawText, ...] = ()

    def with_texts(self, change: Callable[[str], str]) -> Metadata:
        """Return the metadata with every line that is printed changed: titles, names, rights…"""

        def changed(text: str) -> str:
            return "\n".join(change(line) if line else "" for line in text.split("\n"))

        legal = self.legal
        return replace(
            self,
            title=changed(self.title),
            subtitle=changed(self.subtitle),
            contributors=tuple(
                replace(one, name=changed(one.name), sort=changed(one.sort))
                for one in self.contributors
            ),
            publisher=Publisher(
                changed(self.publisher.name),
                changed(self.publisher.place),
                changed(self.publisher.address),
            ),
            description=changed(self.description),
            rights=changed(self.rights),
            colophon=changed(self.colophon),
            cover=replace(
                self.cover,
                collection=changed(self.cover.collection),
                credit=changed(self.cover.credit),
            ),
            legal=replace(
                legal,
                printed_by=changed(legal.printed_by),
                rights=tuple(
                    replace(one, text=changed(one.text), statement=changed(one.statement))
                    for one in legal.rights
                ),
            ),
        )

    def __post_init__(self) -> None:
        if not self.slug or not all(c.isascii() and (c.isalnum() or c in "-_") for c in self.slug):
            raise ValueError(N_("slug is made of ASCII letters, digits, - and _"))
        if len(self.slug) > _LONGEST_SLUG:
            raise ValueError(N_("slug has at most 100 letters: it names files"))
        if not self.title.strip():
            raise ValueError(N_("a book has a title"))
        if not all(map(_LANGUAGE.fullmatch, (self.language, *self.languages))):
            raise ValueError(N_("language is a tag such as fr, fr-CH or grc"))
        if not all(subject.strip() for subject in self.subjects):
            raise ValueError(N_("a subject is not empty"))
        if not self.texts:
            raise ValueError(N_("texts names at least one Markdown file"))

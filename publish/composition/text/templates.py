"""Half-title, title page, rights and colophon: drawn by a template from the metadata.

Each has a template of its kind's name, ``styles/templates/title-page.html.j2``, used for print and
EPUB alike.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lxml import etree

from publish.apparatus import Terms, terms
from publish.book import Element, Kind, Section
from publish.book.metadata import Metadata
from publish.characters import FINE_SPACE
from publish.composition import faults
from publish.composition.style.styles import Styles
from publish.diagnostics import BookError

DRAWN = frozenset({Kind.HALF_TITLE, Kind.TITLE_PAGE, Kind.COPYRIGHT, Kind.COLOPHON})

AUTHORS = frozenset({"aut"})


@dataclass(frozen=True, slots=True)
class Imprint:
    """What templates may say of the book: its metadata, the book's vocabulary, the fonts' names.

    ``for_print``: for the printed book, which alone has a printer.
    """

    metadata: Metadata
    fonts: tuple[str, ...] = ()
    for_print: bool = True

    @property
    def terms(self) -> Terms:
        return terms(self.metadata.language)

    @property
    def authors(self) -> list[str]:
        """Names of the authors, in the order of book.toml."""
        return [c.name for c in self.metadata.contributors if c.role in AUTHORS]

    @property
    def others(self) -> list[tuple[str, str]]:
        """What each other contributor did, and the name; roles without a term are left out."""
        return [
            self.terms.credit(c.role, c.name)
            for c in self.metadata.contributors
            if c.role not in AUTHORS and self.terms.role(c.role)
        ]

    @property
    def year(self) -> str:
        return str(self.metadata.date.year) if self.metadata.date else ""

    @property
    def price(self) -> str:
        """The printed book's price as it is shown, ``18 €`` or ``18,50 €``; "" without one."""
        amount = self.metadata.trade.amount
        return "" if amount is None else self.terms.price(amount)

    @property
    def numbers(self) -> list[str]:
        """The ISBN of each edition, that of this one first."""
        isbn = self.metadata.isbn
        named = [(isbn.print, self.terms.printed_edition), (isbn.epub, "EPUB")]
        given = [(number, edition) for number, edition in named if number]
        ordered = given if self.for_print else given[::-1]
        several = len(given) > 1
        return [
            f"ISBN {number} ({edition})" if several or edition == "EPUB" else f"ISBN {number}"
            for number, edition in ordered
        ]

    @property
    def legal_deposit(self) -> str:
        """``Dépôt légal : novembre 2026``, "" where its date is not known."""
        date = self.month_and_year(self.metadata.legal.deposit)
        return self.terms.legal_deposit.format(date=date) if date else ""

    @property
    def print_run(self) -> str:
        """``Tirage : 1 000 exemplaires``; "" where unknown, and for the screen."""
        copies = self.metadata.legal.print_run
        if not copies or not self.for_print:
            return ""
        return self.terms.print_run.format(copies=f"{copies:,}".replace(",", FINE_SPACE))

    @property
    def printed(self) -> str:
        """``Achevé d’imprimer en novembre 2026 par …``; "" where unknown, and for the screen."""
        legal, terms = self.metadata.legal, self.terms
        date = self.month_and_year(legal.printed)
        if not date or not self.for_print:
            return ""
        template = terms.printed_by if legal.printed_by else terms.printed
        return template.format(date=date, printer=legal.printed_by)

    def month_and_year(self, date: datetime.date | None) -> str:
        """Return ``novembre 2026``."""
        return f"{self.terms.months[date.month - 1]} {date.year}" if date else ""


def drawn(section: Section, imprint: Imprint, styles: Styles) -> Element:
    """Return the body of a leaf, drawn by its template."""
    template = f"{section.kind.value}.html.j2"
    markup = styles.render(template, book=imprint.metadata, imprint=imprint, terms=imprint.terms)
    try:
        body = etree.fromstring(f'<section class="{section.kind.value}">{markup}</section>')
    except etree.XMLSyntaxError as error:
        line, _ = error.position
        file = f"styles/templates/{template}"
        raise BookError(faults.BROKEN_STYLE.at(file, line, reason=error.msg)) from None
    body.set("id", section.id)
    return body

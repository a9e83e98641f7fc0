"""Numbers and prices of the book as a product: right ones are kept, wrong ones refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publish.apparatus import terms
from publish.book.identifiers import checked_ark, checked_isni, hyphened_isbn
from publish.book.metadata import CoverOptions, Isbn, Trade
from publish.characters import NO_BREAK_SPACE
from publish.diagnostics import BookError
from tests.books import TOML, book


@pytest.mark.parametrize(
    ("number", "hyphened"),
    [
        ("9782070360024", "978-2-07-036002-4"),  # France, two-figure publisher
        ("9782253000006", "978-2-253-00000-6"),
        ("979-10-323-0026-8", "979-10-323-0026-8"),  # France since 2009
        ("978 0 306 40615 7", "978-0-306-40615-7"),  # English, the manual's own example
    ],
)
def test_an_isbn_is_hyphened_by_its_group(number: str, hyphened: str) -> None:
    assert hyphened_isbn(number) == hyphened


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("9782070360025", "does not agree"),
        ("2070360024", "thirteen digits"),
        ("9772070360027", "978 or 979"),
        ("97820703600", "thirteen digits"),
        ("978207036002X", "does not agree"),
    ],
)
def test_a_wrong_isbn_is_refused(number: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        hyphened_isbn(number)


def test_each_edition_has_its_own_isbn() -> None:
    with pytest.raises(ValueError, match="its own"):
        Isbn(print="9782070360024", epub="978-2-07-036002-4")


def test_a_wrong_isbn_is_told_with_its_line() -> None:
    with pytest.raises(BookError) as caught:
        book("# T\n\nMot.", TOML + '[isbn]\nepub = "9782070360025"\n')
    (fault,) = caught.value.diagnostics
    assert fault.line in (5, 6)
    assert "does not agree" in fault.message


def test_identifiers_of_persons_are_checked() -> None:
    assert checked_isni("0000 0001 2103 2683") == "0000000121032683"
    with pytest.raises(ValueError, match="ISNI"):
        checked_isni("0000 0001 2103 2684")
    assert checked_ark("ark:/12148/cb11907966z")
    for wrong in ("ark:/12148/cb11907966k", "cb11907966z", "ark:/12148/cb11907969z"):
        with pytest.raises(ValueError, match="BnF"):
            checked_ark(wrong)


@pytest.mark.parametrize(
    ("price", "shown"),
    [
        ("18", "18~€"),
        ("18.00", "18~€"),
        ("18.5", "18,50~€"),
        ("18,5", "18,50~€"),
        ("18,50 €", "18,50~€"),
        ("0", "0~€"),
    ],
)
def test_prices_are_shown_as_in_france(price: str, shown: str) -> None:
    amount = Trade(price=price).amount
    assert amount is not None
    assert terms("fr").price(amount).replace(NO_BREAK_SPACE, "~") == shown


@pytest.mark.parametrize("price", ["18,50,0", "-1", "18.505", "NaN", "Infinity", "dix"])
def test_what_is_no_price_is_refused(price: str) -> None:
    with pytest.raises(ValueError, match="price"):
        Trade(price=price)


def test_codes_of_the_trade_are_checked() -> None:
    assert Trade(thema=("NHD", "3MPBFB"), clil=("3378",), epub_price="7.99").epub_amount == Decimal(
        "7.99"
    )
    with pytest.raises(ValueError, match="Thema"):
        Trade(thema=("nhd",))
    with pytest.raises(ValueError, match="CLIL"):
        Trade(clil=("33",))


@pytest.mark.parametrize("colour", ["red", "#12345", "#gggggg", "#12345;"])
def test_a_colour_is_six_hexadecimal_figures(colour: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        CoverOptions(ground=colour)

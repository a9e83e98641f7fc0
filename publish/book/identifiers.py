"""Numbers and names that libraries and shops give, checked: ISBN, ISSN, ISNI, ark of the BnF.

``9782070360024`` → ``978-2-07-036002-4``; a wrong checksum is refused.
"""

from __future__ import annotations

import re

from stdnum import isbn, isni, issn
from stdnum.exceptions import ValidationError

from publish.messages import N_

_ARK = re.compile(r"ark:/12148/(cb\d{8})([0-9bcdfghjkmnpqrstvwxz])")
_NOID = "0123456789bcdfghjkmnpqrstvwxz"


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


def checked_issn(number: str) -> str:
    """Return an ISSN as ``1234-5679``; raises ValueError."""
    try:
        return str(issn.format(issn.validate(number)))
    except ValidationError:
        raise ValueError(
            N_("an ISSN has eight digits, the last of which agrees with the others")
        ) from None


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

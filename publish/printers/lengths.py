"""Lengths as printers write them → millimetres.

``millimetres("0.125in")`` → 3.175; ``millimetres("1/444in")`` → 0.0572…; ``millimetres(3)`` → 3.0
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Final

from pydantic import BeforeValidator

from publish.messages import N_

INCH: Final = 25.4
_UNITS = {"mm": 1.0, "cm": 10.0, "in": INCH, "pt": INCH / 72}
_WRITTEN = re.compile(r"(\d+(?:\.\d+)?(?:/\d+)?)\s*(mm|cm|in|pt)")


def millimetres(value: object) -> float:
    """Return a length in millimetres; numbers are millimetres already. Raises ValueError."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    written = _WRITTEN.fullmatch(str(value))
    if written is None:
        raise ValueError(N_("a length is written with its unit, as in 0.125in or 5mm"))
    number, _, divisor = written[1].partition("/")
    return float(Fraction(number) / Fraction(divisor or "1")) * _UNITS[written[2]]


Length = Annotated[float, BeforeValidator(millimetres)]

"""Messages in the reader's language: English in the source, catalogues in ``locales/``.

Low layers never translate: they mark templates with :func:`N_` and hand them up inside
diagnostics. Only the shell (``publish.cli``) and the reports choose a language.

>>> translator("C")("page {n}")
'page {n}'
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping
from pathlib import Path

DOMAIN = "publish"
LOCALES = Path(__file__).parent / "locales"

Translate = Callable[[str], str]
Count = Callable[[tuple[str, str], int], str]


def N_(template: str) -> str:
    """Mark ``template`` for extraction by Babel and return it unchanged."""
    return template


POINT = N_(".")
"""The sign that stands before decimals."""


def NN_(one: str, several: str) -> tuple[str, str]:
    """Mark a template that has a plural for extraction, and return both unchanged."""
    return one, several


def language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language asked for by the usual variables, in POSIX order; ``"C"`` if none."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable, ""):
            return value.split(":")[0].split(".")[0] or "C"
    return "C"


def counter(locale: str) -> Count:
    """Return the function that says how many there are in ``locale``.

    >>> counter("C")(NN_("{n} note", "{n} notes"), 1)
    '1 note'
    """
    catalogue = gettext.translation(DOMAIN, LOCALES, languages=[locale], fallback=True)
    return lambda pair, n: catalogue.ngettext(*pair, n).format(n=n)


def figure(value: float, places: int, translate: Translate) -> str:
    """Return a number with so many decimals: ``0.13``, in French ``0,13``."""
    return f"{value:.{places}f}".replace(".", translate(POINT))


def translator(locale: str) -> Translate:
    """Return the translating function for ``locale``; English where there is no catalogue."""
    return gettext.translation(DOMAIN, LOCALES, languages=[locale], fallback=True).gettext

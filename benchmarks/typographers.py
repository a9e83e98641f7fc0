"""Set texts with other libraries; run by typography.py in an environment of its own.

Reads from standard input a JSON list of [Markdown, XHTML], writes {library: [XHTML, …]}.
Grammalecte's formatter is not on PyPI: it joins where the folder GRAMMALECTE holds its Python
package (``grammalecte/fr/textformatter.py``, from the project's own archive).
"""

import html
import json
import os
import re
import sys
from collections.abc import Callable

import polytypo.html
from french_typo import format_text
from smartypants import smartypants
from typographeur import typographeur

PEERS: dict[str, Callable[[str, str], str]] = {
    "nothing": lambda _, xhtml: xhtml,
    "smartypants": lambda _, xhtml: smartypants(xhtml),
    "typographeur": lambda _, xhtml: typographeur(xhtml),
    "french-typo": lambda _, xhtml: format_text(xhtml, add_nbsp_enabled=True),
    "polytypo": lambda _, xhtml: polytypo.html.transform(xhtml, locale="fr"),
}


def grammalecte() -> Callable[[str, str], str]:
    """Return Grammalecte's formatter with its own options; it reads plain text, block by block."""
    sys.path.insert(0, os.environ["GRAMMALECTE"])
    from grammalecte.fr.textformatter import TextFormatter  # type: ignore[import-not-found]

    formatter = TextFormatter()

    def set_(_: str, xhtml: str) -> str:
        lines = html.unescape(re.sub("<[^>]*>", "", xhtml)).split("\n")
        return html.escape("\n".join(map(formatter.formatText, lines)), quote=False)

    return set_


if "GRAMMALECTE" in os.environ:
    PEERS["grammalecte (formatter)"] = grammalecte()

pairs = json.load(sys.stdin)
json.dump({name: [set_(*pair) for pair in pairs] for name, set_ in PEERS.items()}, sys.stdout)

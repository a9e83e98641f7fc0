"""Set texts with other libraries; run by typography.py in an environment of its own.

Reads from standard input a JSON list of [Markdown, XHTML], writes {library: [XHTML, …]}.
"""

import json
import sys
from collections.abc import Callable

from french_typo import format_text
from smartypants import smartypants
from typographeur import typographeur

PEERS: dict[str, Callable[[str, str], str]] = {
    "nothing": lambda _, xhtml: xhtml,
    "smartypants": lambda _, xhtml: smartypants(xhtml),
    "typographeur": lambda _, xhtml: typographeur(xhtml),
    "french-typo": lambda _, xhtml: format_text(xhtml, add_nbsp_enabled=True),
}

pairs = json.load(sys.stdin)
json.dump({name: [set_(*pair) for pair in pairs] for name, set_ in PEERS.items()}, sys.stdout)

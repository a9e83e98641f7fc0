"""Book → Book: spaces, quotes, dashes, numerals, abbreviations, ligatures — and proof of fidelity.

``Il dit : "Qu'est-ce ?"`` → ``Il dit_: «_Qu’est-ce~?_»`` (_ is U+00A0, ~ is U+202F)
"""

from publish.typography.passes import OPTIONAL, PASSES, set_trees
from publish.typography.setting import DEFAULT, Setting, profiles, setting
from publish.typography.typeset import (
    left_out,
    set_metadata,
    set_section,
    setting_of,
    typeset,
    typeset_text,
)

__all__ = [
    "DEFAULT",
    "OPTIONAL",
    "PASSES",
    "Setting",
    "left_out",
    "profiles",
    "set_metadata",
    "set_section",
    "set_trees",
    "setting",
    "setting_of",
    "typeset",
    "typeset_text",
]

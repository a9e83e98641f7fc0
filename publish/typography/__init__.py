"""Book → Book: spaces, quotes, dashes, numerals, abbreviations, ligatures — and proof of fidelity.

``Il dit : "Qu'est-ce ?"`` → ``Il dit_: «_Qu’est-ce~?_»`` (_ is U+00A0, ~ is U+202F)
"""

from publish.typography.french.passes import OPTIONAL, PASSES, set_trees
from publish.typography.french.profile import DEFAULT, Profile, profile_of, profiles
from publish.typography.french.typeset import (
    left_out,
    profile_for,
    set_metadata,
    set_section,
    typeset,
    typeset_text,
)

__all__ = [
    "DEFAULT",
    "OPTIONAL",
    "PASSES",
    "Profile",
    "left_out",
    "profile_for",
    "profile_of",
    "profiles",
    "set_metadata",
    "set_section",
    "set_trees",
    "typeset",
    "typeset_text",
]

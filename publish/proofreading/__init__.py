"""Book → diagnostics: the lint, coded rules with place, hint and reason.

``A Paris`` → ``a.md:3:1: warning T001: “A Paris”: “A” at the beginning of a sentence …``
"""

from publish.proofreading.checks import CHECKS, RULES
from publish.proofreading.css_faults import css_faults, styled_classes
from publish.proofreading.proofread import proofread, repaired

__all__ = ["CHECKS", "RULES", "css_faults", "proofread", "repaired", "styled_classes"]

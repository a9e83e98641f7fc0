"""Book → diagnostics: the lint, coded rules with place, hint and reason.

``A Paris`` → ``a.md:3:1: warning T001: “A Paris”: “A” at the beginning of a sentence …``
"""

from publish.proofreading.checks import CHECKS, RULES
from publish.proofreading.proofread import proofread, repaired
from publish.proofreading.sheets import sheet_faults, styled_classes

__all__ = ["CHECKS", "RULES", "proofread", "repaired", "sheet_faults", "styled_classes"]

"""Every message of typography and of the lint is said in French too."""

from __future__ import annotations

import re

import pytest

from publish.diagnostics import Rule
from publish.messages import translator
from publish.proofreading import RULES
from publish.typography import faults

FAULTS = (faults.UNKNOWN_PROFILE, faults.LETTERS_CHANGED, faults.UNSTABLE)
FRENCH = translator("fr")


@pytest.mark.parametrize("rule", [*RULES.values(), *FAULTS], ids=lambda rule: rule.code)
def test_a_rule_speaks_french(rule: Rule) -> None:
    for text in filter(None, (rule.message, rule.hint, rule.explanation)):
        assert FRENCH(text) != text
        assert sorted(re.findall(r"\{\w+\}", FRENCH(text))) == sorted(re.findall(r"\{\w+\}", text))

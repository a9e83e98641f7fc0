"""Every rule is said in French too."""

from __future__ import annotations

import re

import pytest

from publish.diagnostics import Rule
from publish.messages import translator
from publish.pipeline.rules import all_rules

FRENCH = translator("fr")


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_a_rule_speaks_french(rule: Rule) -> None:
    for text in filter(None, (rule.message, rule.hint, rule.explanation)):
        assert FRENCH(text) != text
        assert sorted(re.findall(r"\{\w+\}", FRENCH(text))) == sorted(re.findall(r"\{\w+\}", text))

"""The cleaner knows no text in particular: nothing of the three sources stands in its code."""

from __future__ import annotations

import re
from pathlib import Path

import publish.cleaning
from publish.cleaning.alphabet import plain
from publish.cleaning.letters.lexicon import french
from tests.cleaning.texts import SOURCES

PACKAGE = Path(publish.cleaning.__file__).parent


def code() -> str:
    """Return the package's code; examples in docstrings may name what they show."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    return re.sub(r'""".*?"""', "", text, flags=re.S)


def test_no_name_of_the_sources_stands_in_the_code() -> None:
    lexicon = french()
    words = {
        word
        for path in SOURCES.glob("*.txt")
        for word in re.findall(r"\b[A-Z][\w\ufffd]{3,}", path.read_text(encoding="utf-8"))
    }
    names = {
        word
        for word in words
        if not any(
            form.listed for form in lexicon.lookup(plain(word.replace("\ufffd", "").lower()))
        )
    }
    assert len(names) > 20
    assert [name for name in sorted(names) if name in code()] == []


def test_no_file_and_no_sentence_of_the_sources_stands_in_the_code() -> None:
    text = re.sub(r"\s+", " ", code())
    for path in SOURCES.glob("*.txt"):
        assert path.stem not in text
        words = path.read_text(encoding="utf-8").split()
        for at in range(0, len(words) - 4, 4):
            assert " ".join(words[at : at + 4]) not in text

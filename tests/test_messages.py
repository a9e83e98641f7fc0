"""Every message has its French translation, and the compiled catalogue is that of the source."""

from __future__ import annotations

import string
from pathlib import Path

import click
import pytest
import typer
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import publish
from publish.cli.framework import SAID, SAID_OF_SEVERAL
from publish.diagnostics import Rule, Severity
from publish.messages import LOCALES, NN_, counter, figure, language, translator

PACKAGE = Path(publish.__file__).parent
FRENCH = LOCALES / "fr" / "LC_MESSAGES"


def catalogue() -> Catalog:
    with (FRENCH / "publish.po").open("rb") as file:
        return read_po(file, locale="fr")


def extracted() -> set[str]:
    found = extract_from_dir(
        PACKAGE,
        [
            ("**.py", "python"),
            ("catalogue/templates/**.j2", "jinja2"),
            ("cleaning/editor/**.j2", "jinja2"),
        ],
        keywords={"_": None, "N_": None, "NN_": (1, 2)},
    )
    return {m if isinstance(m, str) else m[0] for _, _, m, _, _ in found}


def test_every_message_is_translated() -> None:
    known = {one_of(m.id): m for m in catalogue() if m.id}
    missing = sorted(m for m in extracted() if m not in known or not all_of(known[m].string))
    assert missing == []
    assert [m.id for m in known.values() if m.fuzzy] == []
    assert sorted(set(known) - extracted()) == [], "messages the source no longer has"


def one_of(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def all_of(text: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(text) if isinstance(text, str | None) else all(text)


def test_translations_have_the_fields_of_their_message() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [
        m.id for m in catalogue() if m.id and fields(one_of(m.id)) != fields(one_of(m.string or ""))
    ] == []


def test_what_the_command_line_library_says_is_still_what_it_says() -> None:
    source = "".join(
        path.read_text("utf-8")
        for library in (click, typer)
        for path in Path(str(library.__file__)).parent.rglob("*.py")
    )
    said = (*SAID, *(text for pair in SAID_OF_SEVERAL for text in pair))
    assert [text for text in said if text not in source] == []


def test_the_compiled_catalogue_is_up_to_date() -> None:
    with (FRENCH / "publish.mo").open("rb") as file:
        compiled = messages_of(read_mo(file))
    assert compiled == messages_of(catalogue())


def messages_of(kept: Catalog) -> dict[str, list[str]]:
    """Return each message with its translations; the date of the header does not count."""
    return {one_of(m.id): list(as_several(m.string)) for m in kept if m.id}


def as_several(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...] | list[str]:
    return (text,) if isinstance(text, str) else text or ()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "C"),
        ({"LANG": "fr_FR.UTF-8"}, "fr_FR"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "C"),
        ({"LANGUAGE": "fr:en", "LANG": "C"}, "fr"),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], expected: str) -> None:
    assert language(environment) == expected


@pytest.mark.parametrize(
    ("locale", "n", "expected"),
    [("C", 0, "0 notes"), ("C", 1, "1 note"), ("fr", 0, "0 note"), ("fr", 2, "2 notes")],
)
def test_plurals_are_those_of_the_language(locale: str, n: int, expected: str) -> None:
    assert counter(locale)(NN_("{n} note", "{n} notes"), n) == expected


def test_decimals_are_written_as_in_the_language() -> None:
    assert figure(1.26, 1, translator("fr")) == "1,3"
    fault = Rule("X001", Severity.NOTE, "{found} mm, {name}").at(found="2.5", name="1.2.png")
    assert fault.say(fault.rule.message, translator("fr")) == "2,5 mm, 1.2.png"
    assert fault.message == "2.5 mm, 1.2.png"


def test_messages_speak_the_language_asked_for() -> None:
    assert translator("fr_FR")("error") == "erreur"
    assert translator("de")("error") == "error"

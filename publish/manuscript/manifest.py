"""book.toml and index.toml → Metadata and index entries, every fault with its line.

The dataclasses of ``publish.book`` are the schema; pydantic checks the values against them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from typing import Any, ClassVar, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from publish.book import Entry
from publish.book.metadata import Metadata
from publish.diagnostics import BookError, Diagnostic
from publish.manuscript import faults
from publish.manuscript.section import CONTROL
from publish.messages import N_

Schema = TypeVar("Schema")

_REASONS: Mapping[str, str] = {
    "string_type": N_("a text between double quotes is expected"),
    "tuple_type": N_("a list between square brackets is expected"),
    "bool_type": N_("true or false is expected"),
    "bool_parsing": N_("true or false is expected"),
    "int_type": N_("a whole number is expected"),
    "int_parsing": N_("a whole number is expected"),
    "int_from_float": N_("a whole number is expected"),
    "float_type": N_("a number is expected"),
    "finite_number": N_("a number is expected"),
    "float_parsing": N_("a number is expected"),
    "date_type": N_("a date is expected, as in 2026-11-21"),
    "date_parsing": N_("a date is expected, as in 2026-11-21"),
    "date_from_datetime_parsing": N_("a date is expected, as in 2026-11-21"),
    "date_from_datetime_inexact": N_("a date without a time is expected, as in 2026-11-21"),
    "dataclass_type": N_("a table is expected, as in [print]"),
}

_TOML_REASONS: tuple[tuple[str, str], ...] = (
    ("Unterminated string", N_("a text begins with a quote and never ends")),
    ("Unescaped '\\", N_("in a text, a backslash is written twice")),
    ("Escaped character", N_("in a text, a backslash is written twice")),
    ("Invalid hex value", N_("in a text, a backslash is written twice")),
    ("Illegal character", N_("a text does not go over the end of its line")),
    ("Unclosed array", N_("a list is never closed: write ]")),
    ("Unclosed inline table", N_("a table between braces is never closed")),
    ("Expected '=' after", N_("a key is followed by = and a value")),
    ("Expected ']", N_("the name of a table stands between brackets: [print] or [[entry]]")),
    ("Expected newline", N_("one key to a line: something stands behind its value")),
    ("Invalid statement", N_("neither a key nor the name of a table")),
    ("Invalid initial character", N_("a key is made of letters, digits, - and _")),
    ("Cannot declare", N_("the same table stands twice")),
    ("Cannot redefine", N_("the same table stands twice")),
    ("Cannot mutate", N_("the same table stands twice")),
    ("Cannot overwrite", N_("the same key stands twice")),
    ("Duplicate", N_("the same key stands twice")),
    ("Invalid date", N_("a date is expected, as in 2026-11-21")),
    ("Found invalid character", N_("a sign that cannot stand here")),
    (
        "Invalid value",
        N_("a value is a text between quotes, a number, a date or a list"),
    ),
)
"""What Python's TOML reader says, by its beginning, and the same for who reads it."""

_FIGURES = re.compile(r"[\d_]{300}")
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]\s]+)\s*\]\]?")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[\w-]+)*)\s*=""")


@dataclass(frozen=True, slots=True)
class _Index:
    """index.toml as a whole."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    entry: tuple[Entry, ...] = ()


def read_manifest(text: str, file: str) -> Metadata:
    """Return what book.toml says; raises BookError with one diagnostic per fault."""
    metadata = checked(Metadata, text, file)
    placed = (
        replace(one, place=line_of(text, ("ignore", n))) for n, one in enumerate(metadata.ignore)
    )
    return replace(metadata, ignore=tuple(placed))


def read_entries(text: str, file: str) -> tuple[Entry, ...]:
    """Return the entries of index.toml with their lines; raises BookError like read_manifest."""
    entries = checked(_Index, text, file).entry
    written = enumerate(text.split("\n"), 1)
    headers = [n for n, line in written if (found := _HEADER.match(line)) and found[2] == "entry"]
    lines = headers if len(headers) == len(entries) else [1] * len(entries)
    return tuple(replace(entry, line=line) for entry, line in zip(entries, lines, strict=True))


def toml_values(text: str, file: str) -> dict[str, Any]:
    """Return what a TOML text says, its values as they are; BookError for what is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BookError(_bad_toml(str(error), text, file)) from None
    except RecursionError:
        raise BookError(faults.BAD_TOML.at(file, reason=N_("brackets lie too deep"))) from None
    except ValueError:  # Python reads no number of more than 4,300 figures
        reason = N_("a number has too many figures")
        line = next(n for n, one in enumerate(text.split("\n"), 1) if _FIGURES.search(one))
        raise BookError(faults.BAD_TOML.at(file, line, reason=reason)) from None


def checked(schema: type[Schema], text: str, file: str) -> Schema:
    """Return a TOML text as the dataclass it should be; BookError with one diagnostic per fault."""
    values = toml_values(text, file)
    if found := list(_control_characters(values, (), text, file)):
        raise BookError(*found)
    try:
        return TypeAdapter(schema).validate_python(values)
    except ValidationError as error:
        found = [_fault(schema, details, text, file) for details in error.errors()]
        raise BookError(*found) from None


def _control_characters(
    value: Any, where: tuple[str | int, ...], text: str, file: str
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each text that holds what XML cannot."""
    if isinstance(value, dict):
        parts: Iterable[tuple[str | int, Any]] = value.items()
    else:
        parts = enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _control_characters(part, (*where, key), text, file)
    if isinstance(value, str) and (found := CONTROL.search(value)):
        line = line_of(text, where)
        yield faults.CONTROL_CHARACTER.at(file, line, name=f"U+{ord(found[0]):04X}")


def _bad_toml(reason: str, text: str, file: str) -> Diagnostic:
    place = re.search(r"\(at line (\d+), column (\d+)\)", reason)
    line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, None)
    plain = reason.partition(" (at ")[0]
    told = next((ours for theirs, ours in _TOML_REASONS if plain.startswith(theirs)), plain)
    return faults.BAD_TOML.at(file, line, column, reason=told)


def _fault(schema: type, details: Any, text: str, file: str) -> Diagnostic:
    """Turn one pydantic error into a diagnostic."""
    where: tuple[str | int, ...] = details["loc"]
    if details["type"] == "value_error":
        where = (*where, *_blamed(details["msg"], details["input"]))
    line = line_of(text, where)
    key = ".".join(str(part) for part in where if isinstance(part, str))
    if details["type"] == "unexpected_keyword_argument":
        known = _keys(schema, where[:-1])
        near = get_close_matches(str(where[-1]), known, 1)
        return faults.BAD_KEY.at(file, line, key=key, known=", ".join(near or known))
    if details["type"] == "missing":
        return faults.MISSING_KEY.at(file, line, key=key)
    reason = _REASONS.get(details["type"], details["msg"].removeprefix("Value error, "))
    return faults.BAD_VALUE.at(file, line, key=key or file, reason=reason)


def _blamed(reason: str, table: Any) -> tuple[str, ...]:
    """Return the key of a table that the reason for refusing it names, if it is set there."""
    words = re.findall(r"[a-z]+(?:[-_][a-z]+)*", reason.removeprefix("Value error, "))
    keys = (key for word in words for key in (word, f"{word}s"))
    return next(((key,) for key in keys if isinstance(table, dict) and key in table), ())


def _keys(schema: type, where: Sequence[str | int]) -> list[str]:
    """Return the keys known in the table that ``where`` leads to."""
    for part in where:
        if isinstance(part, str):
            hint = get_type_hints(schema)[part]
            inner = (t for t in (hint, *get_args(hint)) if isinstance(t, type) and is_dataclass(t))
            schema = next(inner, schema)
    written: Callable[[str], str] = getattr(schema, "__pydantic_config__", {}).get(
        "alias_generator", str
    )
    return [written(f.name) for f in fields(schema)]


def line_of(text: str, where: Sequence[str | int]) -> int:
    """Return the line of a TOML text that sets the value at ``where``, or of its nearest table."""
    best, best_length = 1, 0
    table: tuple[str | int, ...] = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = tuple(header[2].split("."))
            if header[1] == "[[":
                counts[header[2]] = counts.get(header[2], -1) + 1
                table = (*table, counts[header[2]])
            path = table
        elif key := _KEY.match(line):
            path = (*table, *(part.strip("\"' ") for part in key[1].split(".")))
        else:
            continue
        if len(path) > best_length and tuple(where[: len(path)]) == path:
            best, best_length = number, len(path)
    return best

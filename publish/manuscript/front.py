"""What stands between ``---`` at the head of a text, as pandoc, Quarto and Zettlr write it.

``---⏎title: Essai⏎---`` before ``# Un`` is of the book; without a ``#`` it is the text's own title.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from publish.book.metadata import Contributor, Metadata
from publish.diagnostics import BookError, Diagnostic
from publish.manuscript import faults
from publish.messages import N_

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"(?:\s*(?:#[^\n]*)?\n)*[A-Za-z_][\w -]*:(?:\s|\Z)")
_PERCENT = re.compile(r"\A(?:%[ \t]*(\S[^\n]*(?:\n[ \t]+[^\n]+)*)?\n){1,3}")
_COMMENTS = re.compile(r"(?:\s|<!--.*?-->)*", re.DOTALL)
_TITLE = re.compile(r" {0,3}(?:#(?:[ \t]|\{)|[^\n#>|`~-][^\n]*\n {0,3}=+[ \t]*(?:\n|\Z))")
_LONGEST = 20_000  # characters: more is no front matter
_OF_TEXT = ("title", "subtitle", "author", "running")
_OF_BOOK = (
    "title", "subtitle", "author", "lang", "language", "date", "description", "abstract", "rights",
    "copyright", "keywords", "subject", "tags", "publisher",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Front:
    """``text``: the source with these lines blank; ``of_text``: the title of the text is there."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    of_text: bool = False

    def said(self, key: str) -> str:
        """Return a value of the front matter on one line, "" where there is none."""
        value = self.values.get(key)
        return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


class _Loader(yaml.SafeLoader):
    """Takes no aliases: a few of them can stand for billions of values."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(problem="alias", problem_mark=mark)
        return super().compose_node(parent, index)


def take_front(source: str, file: str) -> Front:
    """Return a text and what stood at its head; BookError where that cannot be read."""
    if source.startswith("% "):
        return _title_block(source)
    found = _FRONT.match(source)
    if found is None or len(found[0]) > _LONGEST or not _KEY.match(found[1] or ""):
        return Front(source)
    try:
        values = yaml.load(found[1] or "", _Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        reason = N_("a value, a quote or an indent is not closed or not in its place")
        raise BookError(faults.BAD_FRONT_MATTER.at(file, line, reason=reason)) from None
    text = "\n" * found[0].count("\n") + source[found.end() :]
    if not isinstance(values, dict):
        return Front(text)
    values = {str(key): value for key, value in values.items()}
    of_text = bool(values.get("title")) and not opens_with_title(text)
    return Front(text, values, of_text)


def _title_block(source: str) -> Front:
    """Read pandoc's ``% title``, ``% author; author``, ``% date``."""
    found = _PERCENT.match(source)
    if found is None:
        return Front(source)
    parts = re.split(r"^%[ \t]*", found[0], flags=re.MULTILINE)[1:]
    said = [" ".join(part.split()) for part in parts]
    people = re.split(r";|\n", parts[1]) if len(parts) > 1 else []
    values = {
        "title": said[0],
        "author": [" ".join(name.split()) for name in people if name.strip()],
        "date": said[2] if len(said) > 2 else "",
    }
    text = "\n" * found[0].count("\n") + source[found.end() :]
    values = {key: value for key, value in values.items() if value}
    return Front(text, values, bool(said[0]) and not opens_with_title(text))


def opens_with_title(text: str) -> bool:
    """Whether a text opens with a first-level title, comments aside."""
    blank = _COMMENTS.match(text)
    return bool(_TITLE.match(text, blank.end() if blank else 0))


def unused(front: Front, file: str, *, first: bool) -> list[Diagnostic]:
    """Return what there is to say of the front matter of a text; ``first``: of the book."""
    known = _OF_TEXT if front.of_text else _OF_BOOK if first else ()
    keys = [key for key in front.values if key not in known]
    if not keys:
        return []
    return [faults.FRONT_MATTER.at(file, 1, keys=", ".join(keys))]


def filled(metadata: Metadata, front: Front) -> Metadata:
    """Return what book.toml says, with what the first text says where that says nothing."""
    if front.of_text or not front.values:
        return metadata
    found: dict[str, Any] = {
        "subtitle": front.said("subtitle"),
        "description": front.said("description") or front.said("abstract"),
        "rights": front.said("rights") or front.said("copyright"),
        "contributors": _people(front.values.get("author")),
        "subjects": _words(
            front.values.get("keywords") or front.values.get("subject") or front.values.get("tags")
        ),
        "date": _date(front.values.get("date")),
    }
    lacking = {key: value for key, value in found.items() if value and not getattr(metadata, key)}
    if not metadata.publisher.name and (name := front.said("publisher")):
        lacking["publisher"] = replace(metadata.publisher, name=name)
    return replace(metadata, **lacking)


def authors(front: Front) -> str:
    """Return the authors that a text names, on one line."""
    return ", ".join(person.name for person in _people(front.values.get("author")))


def _people(value: Any) -> tuple[Contributor, ...]:
    some = value if isinstance(value, list) else [value]
    names = [one.get("name") if isinstance(one, dict) else one for one in some]
    return tuple(
        Contributor(" ".join(name.split()))
        for name in names
        if isinstance(name, str) and name.strip()
    )


def _words(value: Any) -> tuple[str, ...]:
    some = re.split(r"[,;]", value) if isinstance(value, str) else value
    return (
        tuple(str(one).strip() for one in some if str(one).strip())
        if isinstance(some, list)
        else ()
    )


def _date(value: Any) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else None

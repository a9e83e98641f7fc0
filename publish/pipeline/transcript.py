"""A section as bytes, and back: what identifies it, and what goes to another process.

Which fields there are is said by the dataclasses alone: plain values, trees (written as XML), other
dataclasses, and tuples of these.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

from lxml import etree

from publish.book import Element, Section


def transcribed(section: Section) -> bytes:
    """Return all that a section holds."""
    return json.dumps(_plain(section), ensure_ascii=False, separators=(",", ":")).encode()


def read_back(transcript: bytes) -> Section:
    """Return the section that was transcribed."""
    return cast(Section, _of(Section, json.loads(transcript)))


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    if isinstance(value, Element):
        return etree.tostring(value, encoding="unicode", with_tail=False)
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _of(kind: Any, plain: Any) -> Any:
    """Return the value of a type that :func:`_plain` wrote."""
    if kind is Element:
        return etree.fromstring(plain)
    if is_dataclass(kind):
        made, hints = cast(Any, kind), _hints(cast(Hashable, kind))
        return made(**{name: _of(hints[name], one) for name, one in plain.items()})
    if get_origin(kind) is tuple:
        return tuple(_of(get_args(kind)[0], one) for one in plain)
    return kind(plain)


@cache
def _hints(kind: Hashable) -> Mapping[str, Any]:
    return get_type_hints(kind)

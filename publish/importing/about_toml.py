"""What a file says of the work → book.toml and index.toml, as an editor would write them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from publish.book import Entry
from publish.book.identifiers import hyphened_isbn
from publish.importing.incoming import About
from publish.manuscript.manifest import read_entries

_LIST = re.compile(r"^(texts\s*=\s*)\[(.*?)\]", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PEOPLE = re.compile(r"^\[\[contributors\]\]\n(?:[^\[\n][^\n]*\n|\n(?!\[))*", re.MULTILINE)
_LANGUAGE = re.compile(r'^language = "fr"$', re.MULTILINE)


def filled_manifest(toml: str, about: About, pictures: Collection[str]) -> str:
    """Return the book.toml of a new book, filled with what is known of the work."""
    toml = re.sub(r"^texts = .*$", "texts = []", toml, flags=re.MULTILINE)
    toml = _PEOPLE.sub(lambda _: "".join(_people(about)) or "", toml, count=1)
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", about.language):
        language = f'language = "{about.language}"'
        toml = _LANGUAGE.sub(lambda _: language, toml, count=1)
    more = "".join(_lines(about))
    toml = re.sub(r"^(title = .*\n)", lambda found: found[1] + more, toml, count=1, flags=re.M)
    return toml.rstrip("\n") + "\n" + "".join(_tables(about, pictures))


def _lines(about: About) -> Iterator[str]:
    for key in ("subtitle", "description", "rights"):
        if value := getattr(about, key):
            yield f"{key} = {_quoted(value)}\n"
    if about.subjects:
        yield f"subjects = [{', '.join(map(_quoted, about.subjects))}]\n"


def _people(about: About) -> Iterator[str]:
    for name, role in about.authors:
        yield f"[[contributors]]\nname = {_quoted(name)}\nsort = {_quoted(sort_name(name))}\n"
        yield f"role = {_quoted(role)}\n\n"


def sort_name(name: str) -> str:
    """Return a name as it is filed: ``Victor Hugo`` → ``Hugo, Victor``."""
    if "," in name:
        return name
    given, _, family = name.strip().rpartition(" ")
    return f"{family}, {given}" if given else family


def _tables(about: About, pictures: Collection[str]) -> Iterator[str]:
    if about.publisher or about.place:
        yield "\n[publisher]\n"
        for key, value in (("name", about.publisher), ("place", about.place)):
            if value:
                yield f"{key} = {_quoted(value)}\n"
    if number := _isbn(about.isbn):
        yield "\n# [isbn]                       # celui de la source ; chaque édition a le sien\n"
        yield f"# print = {_quoted(number)}\n"
    cover = [name for name in pictures if name.startswith(("cover", "couv"))]
    if about.series or cover:
        yield "\n# [cover]\n"
        if about.series:
            yield f"# collection = {_quoted(about.series)}\n"
        if cover:
            yield f'# design = "image"\n# image = {_quoted(cover[0])}\n'


def _isbn(number: str) -> str:
    try:
        return hyphened_isbn(number) if number else ""
    except ValueError:
        return ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def listed_texts(toml: str, names: Sequence[str]) -> str:
    """Return a book.toml whose list of texts has these behind its own, as far as no pattern of it
    takes them."""
    found = _LIST.search(toml)
    if found is None:
        return toml
    held = [json.loads(f'"{one}"') for one in _ITEM.findall(found[2])]
    more = [name for name in names if name not in held and "*.md" not in held]
    if not more:
        return toml
    items = [*held, *more]
    inner = ", ".join(map(_quoted, items))
    if len(inner) > 60:
        inner = "\n" + "".join(f"  {_quoted(one)},\n" for one in items)
    return f"{toml[: found.start()]}{found[1]}[{inner}]{toml[found.end() :]}"


def entries_toml(toml: str, entries: Iterable[Entry]) -> str:
    """Return an index.toml with these entries behind its own, those that it has excepted."""
    held = {(one.heading, one.under) for one in read_entries(toml, "index.toml")}
    written = [toml.rstrip("\n")] if toml.strip() else []
    for one in entries:
        if (one.heading, one.under) in held:
            continue
        lines = ["[[entry]]", f"heading = {_quoted(one.heading)}"]
        if one.under:
            lines.append(f"under = {_quoted(one.under)}")
        if one.see:
            lines.append(f"see = [{', '.join(map(_quoted, one.see))}]")
        written.append("\n".join(lines))
    return "\n\n".join(written) + "\n"

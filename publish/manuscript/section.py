"""One Markdown file → Section.

``# Préface {.preface}`` gives the kind; the title may carry ``author="…"`` and ``running="…"``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import PurePosixPath

from publish.book import Element, Kind, Note, Section, text_of, texts_in
from publish.characters import VISIBLE_NAMES
from publish.diagnostics import BookError, Diagnostic
from publish.manuscript import faults
from publish.manuscript.closing import closing_faults
from publish.manuscript.figures import make_figures
from publish.manuscript.markdown import Fragment, parse
from publish.manuscript.places import number_lines

UNTITLED = frozenset({Kind.DEDICATION, Kind.EPIGRAPH})
"""Kinds of texts that may stand without a title: ``# {.dedication}``."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_LITERAL_CALL = re.compile(r"\[\^([^\]\s]+)\]")


def decode(content: bytes, file: str) -> str:
    """Return the text of a file, without byte order mark and with ``\\n`` as line end.

    Raises BookError at the first byte that is not UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BookError(faults.BROKEN_UTF8.at(file, line, offset=error.start)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_section(source: str, file: str) -> tuple[Section, list[Diagnostic]]:
    """Parse one text; raises BookError where there is no title to hold it together."""
    found = list(_control_characters(source, file))
    try:
        fragment = parse(source)
    except RecursionError:
        raise BookError(faults.TOO_DEEP.at(file)) from None
    for tree in (fragment.body, *(tree for _, tree in fragment.notes)):
        make_figures(tree)
    number_lines(fragment.body, fragment.text)
    for definition, tree in fragment.notes:
        number_lines(tree, definition.markdown, definition.line)
    found += closing_faults(source, file)
    found += refused(fragment, file)
    found += _note_faults(fragment, file)
    title = _title(fragment.body, file, found)
    kind = _kind(title)
    if not text_of(title).strip() and title.find(".//img") is None:
        if kind not in UNTITLED:
            raise BookError(*found, faults.NO_TITLE.at(file, 1))
        fragment.body.remove(title)
    section = Section(
        id=identifier(file),
        kind=kind,
        title=text_of(title).strip(),
        body=fragment.body,
        notes=_notes(fragment),
        author=str(title.attrib.pop("author", "")),
        running=str(title.attrib.pop("running", "")),
        file=file,
        source=source,
    )
    return section, found


def identifier(file: str) -> str:
    """Return the section's identifier, made from the name of its file."""
    name = slug(PurePosixPath(file).stem)
    return name if name[:1].isalpha() else f"t-{name}"


def slug(text: str) -> str:
    """Return a name for files and identifiers: ``L’été à Paris`` → ``l-ete-a-paris``."""
    parted = re.sub(r"[^\w]+", "-", text)
    plain = unicodedata.normalize("NFKD", parted).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def unlike(names: Iterable[str]) -> Iterator[str]:
    """Yield names told apart: ``ete``, ``ete`` → ``ete``, ``ete-2``."""
    taken: set[str] = set()
    for wanted in names:
        tried = (f"{wanted}-{n}" if n > 1 else wanted for n in count(1))
        name = next(name for name in tried if name not in taken)
        taken.add(name)
        yield name


def _control_characters(source: str, file: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(source.split("\n"), 1):
        for match in CONTROL.finditer(line):
            name = VISIBLE_NAMES.get(match[0], f"U+{ord(match[0]):04X}")
            yield faults.CONTROL_CHARACTER.at(file, number, match.start() + 1, name=name)


def _title(body: Element, file: str, found: list[Diagnostic]) -> Element:
    titles = list(body.iter("h1"))
    if not titles or len(body) == 0 or body[0] is not titles[0]:
        raise BookError(*found, faults.NO_TITLE.at(file, 1))
    found += [
        faults.SECOND_TITLE.at(file, _line(second), title=text_of(second)) for second in titles[1:]
    ]
    return titles[0]


def _kind(title: Element) -> Kind:
    classes = title.get("class", "").split()
    return next((Kind(name) for name in classes if name in tuple(Kind)), Kind.CHAPTER)


def _notes(fragment: Fragment) -> tuple[Note, ...]:
    """Return the notes in the order of their calls."""
    defined = {definition.label: (definition, tree) for definition, tree in fragment.notes}
    called = dict.fromkeys(call.get("data-note", "") for call in _calls(fragment.body))
    return tuple(Note(label, defined[label][1], defined[label][0].line) for label in called)


def _calls(tree: Element) -> list[Element]:
    return [a for a in tree.iter("a") if a.get("data-note")]


def _note_faults(fragment: Fragment, file: str) -> Iterator[Diagnostic]:
    calls = _call_lines(fragment)
    defined: dict[str, int] = {}
    for definition, tree in fragment.notes:
        label, line = definition.label, definition.line
        if label in defined:
            yield faults.DUPLICATE_NOTE.at(file, line, label=label, first=defined[label])
        elif label not in calls:
            yield faults.UNCALLED_NOTE.at(file, line, label=label)
        if not text_of(tree).strip() and tree.find(".//img") is None:
            yield faults.EMPTY_NOTE.at(file, line, label=label)
        for inner in (*(call.get("data-note") for call in _calls(tree)), *_unknown_calls(tree)):
            yield faults.CALL_IN_NOTE.at(file, line, label=inner, within=label)
        defined.setdefault(label, line)
    for label, lines in calls.items():
        if label not in defined:
            yield from (faults.UNDEFINED_NOTE.at(file, line, label=label) for line in lines)
        else:
            for line in lines[1:]:
                yield faults.REPEATED_CALL.at(file, line, label=label, first=lines[0])


def _call_lines(fragment: Fragment) -> dict[str, list[int]]:
    """Return the lines on which each label is called, defined or not, in order of first call."""
    labels = [call.get("data-note", "") for call in _calls(fragment.body)]
    labels += _unknown_calls(fragment.body)
    counts = Counter(labels)
    written: dict[str, list[int]] = {label: [] for label in counts}
    for number, line in enumerate(fragment.text.split("\n"), 1):
        for call in _LITERAL_CALL.finditer(line):
            if call[1] in written:
                written[call[1]].append(number)
    return {label: lines[: counts[label]] for label, lines in written.items()}


def _unknown_calls(tree: Element) -> list[str]:
    """Return the labels of calls that stayed as text, code excepted."""
    return [
        label
        for text in texts_in(tree, "[not(ancestor::code) and not(ancestor::pre)]")
        for label in _LITERAL_CALL.findall(text)
    ]


def refused(fragment: Fragment, file: str) -> Iterator[Diagnostic]:
    """Give each refused element or attribute the line where it is written."""
    lines = fragment.text.split("\n")
    seen: dict[str, int] = {}
    for refusal in fragment.refusals:
        sign = (refusal.value or refusal.attribute or f"<{refusal.element}").lower()
        after = seen.get(sign, 0)
        line = next((n for n, t in enumerate(lines[after:], after + 1) if sign in t.lower()), None)
        seen[sign] = line or after
        if refusal.attribute:
            yield faults.FORBIDDEN_ATTRIBUTE.at(
                file, line, element=refusal.element, name=refusal.attribute, value=refusal.value
            )
        else:
            yield faults.FORBIDDEN_ELEMENT.at(file, line, name=refusal.element)


def _line(element: Element) -> int:
    return int(element.get("data-line", "1"))

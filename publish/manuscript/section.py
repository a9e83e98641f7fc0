"""One Markdown file → its sections, one for each ``# Title``.

``# Préface {.preface}`` gives the kind; the title may carry ``author="…"`` and ``running="…"``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath

from lxml import etree

from publish.book import Element, Kind, Note, Section, text_of
from publish.book.print_options import OPENINGS
from publish.book.vocabulary import LINE, NEW_PAGE, RUNNING, has_class
from publish.characters import VISIBLE_NAMES
from publish.diagnostics import BookError, Diagnostic, errors
from publish.manuscript import faults
from publish.manuscript.closing import closing_faults
from publish.manuscript.empty_heads import drop_empty_heads
from publish.manuscript.figures import make_figures
from publish.manuscript.foreign_lines import foreign_lines, without_comments
from publish.manuscript.front import Front, authors, take_front
from publish.manuscript.genres import mark_resumed, set_genres
from publish.manuscript.left_signs import left_signs
from publish.manuscript.markdown import Fragment, parse
from publish.manuscript.notes import called, note_faults, notes_by_label
from publish.manuscript.nothing_lost import lost
from publish.manuscript.odd_signs import hand_notes, odd_signs, prose

UNTITLED = frozenset({Kind.DEDICATION, Kind.EPIGRAPH, Kind.ALSO_BY})
"""Kinds of texts that may stand without a title: ``# {.dedication}``."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_LEVELS = {f"h{level}": level for level in range(1, 7)}


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


def read_text(source: str, file: str) -> tuple[list[Section], list[Diagnostic]]:
    """Parse one text into its sections, one for each first-level title.

    Raises BookError where there is no title to hold it together.
    """
    found = list(_control_characters(source, file))
    front = take_front(source, file)
    try:
        fragment = parse(front.text, file)
    except RecursionError:
        raise BookError(faults.TOO_DEEP.at(file)) from None
    for tree in (fragment.body, *(tree for _, tree in fragment.notes)):
        make_figures(tree)
        drop_empty_heads(tree)
    for _, tree in fragment.notes:
        mark_resumed(tree)
    found += fragment.diagnostics
    found += closing_faults(fragment.tags, file)
    found += refused(fragment, file)
    found += note_faults(fragment, file)
    found += odd_signs(source, file)
    found += hand_notes(source, file)
    found += foreign_lines(prose(without_comments(front.text)), file)
    found += left_signs(fragment, source, file)
    if not errors(found):
        found += lost(fragment, file)
    _leave_out_breaks(fragment.body)
    _give_title(fragment.body, front)
    notes = notes_by_label(fragment)
    sections = [
        _section(body, notes, front if n == 0 else Front(""), file, source, found)
        for n, body in enumerate(parted(fragment.body, file, found))
    ]
    return _named(sections, file), found


def _section(
    body: Element,
    notes: Mapping[str, Note],
    front: Front,
    file: str,
    source: str,
    found: list[Diagnostic],
) -> Section:
    title = body[0]
    kind = _kind(title)
    _keep_heads(body)
    if not text_of(title).strip() and title.find(".//img") is None:
        if kind not in UNTITLED:
            raise BookError(*found, faults.NO_TITLE.at(file, line_of_block(title)))
        body.remove(title)
    set_genres(body)
    return Section(
        id="",
        kind=kind,
        title=text_of(title).strip(),
        body=body,
        notes=called(body, notes),
        author=str(title.attrib.pop("author", "") or (authors(front) if front.of_text else "")),
        running=str(title.attrib.pop("running", "") or front.said("running")),
        opens=_opens(title, file, found),
        file=file,
        source=source,
    )


def _opens(title: Element, file: str, found: list[Diagnostic]) -> str:
    """Return where a text is to open in print, "" where its title does not say."""
    asked = str(title.attrib.pop("opens", ""))
    if asked and asked not in OPENINGS:
        found.append(faults.BAD_OPENING.at(file, line_of_block(title), value=asked))
        return ""
    return asked


def _keep_heads(body: Element) -> None:
    """Note what stands above pages for a heading within a text, in place."""
    for heading in body.iter("h2", "h3"):
        if short := heading.attrib.pop("running", ""):
            heading.set(RUNNING, str(short))


def _named(sections: Sequence[Section], file: str) -> list[Section]:
    """Give the first section of a text the identifier of its file, others those of their titles."""
    names = [identifier(file), *(slug(one.title) or "t" for one in sections[1:])]
    letters = (name if name[:1].isalpha() else f"t-{name}" for name in names)
    return [replace(one, id=name) for one, name in zip(sections, unlike(letters), strict=True)]


def _give_title(body: Element, front: Front) -> None:
    """Give a text that opens with no first-level title the one of its front matter, or raise its
    headings so that its first is one."""
    if len(body) and body[0].tag == "h1":
        return
    if front.of_text:
        subtitle = front.said("subtitle")
        heads = f"# {front.said('title')}" + (
            f"\n\n{subtitle}\n{{: .subtitle}}" if subtitle else ""
        )
        for n, element in enumerate(parse(heads).body):
            body.insert(n, element)
        return
    level = _LEVELS.get(str(body[0].tag), 1) if len(body) else 1
    if level == 1 or any(True for _ in body.iter("h1")):
        return
    for heading in body.iter(*_LEVELS):
        raised = max(1, _LEVELS[str(heading.tag)] - level + 1)
        heading.tag = f"h{raised}"


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


def parted(body: Element, file: str, found: list[Diagnostic]) -> Iterator[Element]:
    """Yield the body of each section of a text: each opens with a first-level title."""
    if not len(body) or body[0].tag != "h1" or (body.text or "").strip():
        raise BookError(*found, faults.NO_TITLE.at(file, 1))
    found += [
        faults.SECOND_TITLE.at(file, line_of_block(inner), title=text_of(inner))
        for inner in body.iter("h1")
        if inner.getparent() is not body
    ]
    found += _skipped(body, file)
    starts = [n for n, child in enumerate(body) if child.tag == "h1"]
    children = list(body)
    for start, end in zip(starts, [*starts[1:], len(children)], strict=True):
        part = etree.Element("section")
        part.extend(children[start:end])
        yield part


def _leave_out_breaks(body: Element) -> None:
    """Leave out the page breaks before a title, which begins a page by itself."""
    for rule in reversed(list(body.iterchildren("hr"))):
        following = rule.getnext()
        titled = following is not None and following.tag == "h1"
        if has_class(rule, NEW_PAGE) and (titled or rule.getprevious() is None):
            body.remove(rule)


def _skipped(body: Element, file: str) -> Iterator[Diagnostic]:
    """Tell of headings that stand more than a level below the one before."""
    above = 1
    for heading in body.iter(*_LEVELS):
        level = _LEVELS[str(heading.tag)]
        if level > above + 1:
            title = text_of(heading).strip()
            line = line_of_block(heading)
            yield faults.SKIPPED_LEVEL.at(file, line, level=level, above=above, title=title)
        above = level


def _kind(title: Element) -> Kind:
    classes = title.get("class", "").split()
    return next((Kind(name) for name in classes if name in tuple(Kind)), Kind.CHAPTER)


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


def line_of_block(element: Element) -> int:
    """Return the line of the source on which a block begins."""
    return int(element.get(LINE, "1"))

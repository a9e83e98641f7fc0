"""Finds the index entries' occurrences and puts an anchor before each.

``Lénine vint`` → ``<span class="mark" id="x_lenine_un_1" data-entry="lenine"/>Lénine vint``, first
in the section ``un``. Identifiers rest on no other section and no other entry, so that a change in
one leaves the others as they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from typing import Any

from lxml import etree

from publish.apparatus import faults
from publish.book import (
    Book,
    Element,
    Entry,
    Section,
    TextNode,
    blocks,
    text_nodes,
    text_of,
    with_trees,
)
from publish.book.vocabulary import ENTRY, MAIN, MARK, classes, has_class
from publish.characters import APOSTROPHE, HYPHEN, NO_BREAK_HYPHEN, SPACES
from publish.diagnostics import Diagnostic, Rule
from publish.manuscript import slug, unlike
from publish.typography import DEFAULT, profile_of, set_trees

_WORD = re.compile(r"\w+")

# Character for character, so that places in the folded text are places in the text.
_FOLD = str.maketrans(
    dict.fromkeys(SPACES, " ")
    | dict.fromkeys((HYPHEN, NO_BREAK_HYPHEN), "-")
    | {APOSTROPHE: "'", "\n": " "}
)

_OUTSIDE_INDEX = frozenset({"subtitle", "author", "source", "running"})


@dataclass(frozen=True, slots=True)
class _Form:
    """One form to find: ``word`` opens it, ``text`` is the whole, ``prefix`` lets it go on."""

    entry: int
    text: str
    prefix: bool


@dataclass(frozen=True)
class _Forms:
    """All forms of an index, found by the word they open with."""

    by_word: dict[str, list[_Form]]
    by_stem: dict[str, list[_Form]]
    without: dict[int, tuple[str, ...]]
    texts: dict[int, tuple[str, ...]]

    _at: dict[str, tuple[_Form, ...]] = field(default_factory=dict)

    @cached_property
    def lengths(self) -> list[int]:
        """The lengths of the stems."""
        return sorted({len(stem) for stem in self.by_stem})

    def at(self, word: str) -> tuple[_Form, ...]:
        """Return the forms that could begin at ``word``; a book says the same words again."""
        found = self._at.get(word)
        if found is None:
            stems = (word[:length] for length in self.lengths if length <= len(word))
            begun = (form for stem in stems for form in self.by_stem.get(stem, ()))
            found = self._at[word] = (*self.by_word.get(word, ()), *begun)
        return found


Marked = tuple[Section, Mapping[int, int]]
"""A section with its marks, and how many there are of each entry, by its number."""


def marked(book: Book, sections: Iterable[Marked]) -> Book:
    """Return the book with its sections as :func:`mark_section` marked them; an entry that occurs
    nowhere and should is a fault."""
    counts: Counter[int] = Counter()
    found = []
    for section, occurrences in sections:
        found.append(section)
        counts.update(occurrences)
    book = replace(book, sections=tuple(found))
    return book.saying(*_faults(book, counts))


def mark_section(section: Section, entries: tuple[Entry, ...]) -> Marked:
    """Put an anchor before every occurrence of the entries in a section.

    Marks written by hand, ``[le vieux]{.idx term="Lénine"}``, come first.
    """
    forms, names = _prepare(entries), tuple(entry_names(entries))
    numbers = {entry.heading: n for n, entry in enumerate(entries)}
    marks = _Marks(section.id, names)

    def mark(trees: Sequence[Element]) -> None:
        for tree in trees:
            for span in [s for s in tree.iter("span") if s.get("term")]:
                _anchor_written(span, numbers, marks)
            for block in blocks(tree):
                if _indexed(block):
                    _mark_block(block, section, forms, marks)

    return with_trees(section, mark), marks.counts


def entry_names(entries: Sequence[Entry]) -> Iterator[str]:
    """Return a name for each entry, to be used in identifiers: ``Lénine`` → ``lenine``."""
    return unlike(slug(entry.heading) or "t" for entry in entries)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Makes the marks of a section; ``names`` and ``counts`` are by the number of the entry."""

    section: str
    names: Sequence[str]
    counts: Counter[int] = field(default_factory=Counter)

    def next(self, entry: int) -> Element:
        """Return the empty element that marks the next occurrence of an entry."""
        self.counts[entry] += 1
        name = self.names[entry]
        identifier = f"x_{name}_{self.section}_{self.counts[entry]}"
        return etree.Element("span", {"class": MARK, "id": identifier, ENTRY: name})


def with_written_terms(book: Book) -> Book:
    """Return the book with an entry for each term that is written in its texts and has none."""
    known = {entry.heading for entry in book.entries}
    written = dict.fromkeys(
        str(span.get("term"))
        for section in book.sections
        for tree in section.trees
        for span in tree.iter("span")
        if span.get("term") and span.get("term") not in known
    )
    return replace(book, entries=book.entries + tuple(Entry(term) for term in written))


@lru_cache(maxsize=4)
def _prepare(entries: tuple[Entry, ...]) -> _Forms:
    forms = _Forms(defaultdict(list), defaultdict(list), {}, {})
    for n, entry in enumerate(entries):
        forms.without[n] = tuple(_as_printed(entry.without))
        forms.texts[n] = entry.texts
        prefixes = [written.endswith("*") for written in entry.forms]
        typed = [written.removesuffix("*") for written in entry.forms]
        for text, prefix in dict.fromkeys(zip(_as_printed(typed), prefixes * 2, strict=True)):
            form = _Form(n, text, prefix)
            first = _WORD.search(text)
            if first is None or first.start() != 0:
                continue  # a form opens with a word: anything else can match nothing, and is told
            whole = first[0] == text and form.prefix
            (forms.by_stem if whole else forms.by_word)[first[0]].append(form)
    return forms


def _as_printed(typed: Sequence[str]) -> list[str]:
    """Return texts as they were typed, then as typography sets them: ``Oedipe`` → ``Œdipe``."""
    tree = etree.Element("section")
    for text in typed:
        etree.SubElement(tree, "p").text = text
    set_trees([tree], profile_of(DEFAULT))
    return [text.translate(_FOLD) for text in (*typed, *map(text_of, tree))]


def _indexed(block: Element) -> bool:
    return block.tag != "h1" and not _OUTSIDE_INDEX.intersection(classes(block))


def _mark_block(block: Element, section: Section, forms: _Forms, marks: _Marks) -> None:
    """Insert the anchors of one block, last first so that places stay true."""
    nodes = list(text_nodes(block))
    text = "".join(node.text for node in nodes).translate(_FOLD)
    found = [(place, marks.next(entry)) for place, entry in _occurrences(text, section.file, forms)]
    for place, mark in reversed(found):
        _insert(nodes, place, mark)


def _occurrences(text: str, file: str, forms: _Forms) -> Iterator[tuple[int, int]]:
    """Yield place and entry of each occurrence, in order; an entry counts once at a place."""
    for word in _WORD.finditer(text):
        candidates = forms.at(word[0])
        if not candidates:
            continue
        seen = set()
        for form in candidates:
            if form.entry in seen or (
                forms.texts[form.entry] and file not in forms.texts[form.entry]
            ):
                continue
            if _matches(text, word.start(), form) and not _within(text, word.start(), form, forms):
                seen.add(form.entry)
                yield word.start(), form.entry


def _matches(text: str, at: int, form: _Form) -> bool:
    end = at + len(form.text)
    if text[at:end] != form.text:
        return False
    return form.prefix or not (text[end : end + 1].isalnum() and form.text[-1].isalnum())


def _within(text: str, at: int, form: _Form, forms: _Forms) -> bool:
    """Whether the occurrence is part of a longer string that does not count."""
    end = at + len(form.text)
    return any(
        text.find(longer, max(0, end - len(longer)), at + len(longer)) >= 0
        for longer in forms.without[form.entry]
    )


def _insert(nodes: Sequence[TextNode], place: int, mark: Element) -> None:
    """Insert ``mark`` at a place of the block's text; anchors further on are already there."""
    for node in nodes:
        if place < len(node.text):
            break
        place -= len(node.text)
    owner = node.owner
    link = _link_around(owner, tail=node.tail)
    if link is not None:
        link.addprevious(mark)  # within, the painter would make a second link of nothing
        return
    text = (owner.tail if node.tail else owner.text) or ""
    mark.tail = text[place:]
    if node.tail:
        owner.tail = None  # else lxml would leave it behind the mark
        owner.addnext(mark)
        owner.tail = text[:place]
    else:
        owner.text = text[:place]
        owner.insert(0, mark)


def _link_around(owner: Element, *, tail: bool) -> Element | None:
    """Return the link that a piece of text stands in, if it does."""
    around = (*(() if tail else (owner,)), *owner.iterancestors())
    return next((e for e in around if e.tag == "a" and e.get("href") is not None), None)


def _anchor_written(span: Element, numbers: Mapping[str, int], marks: _Marks) -> None:
    """Put the anchor of a mark written by hand into its span."""
    mark = marks.next(numbers[str(span.attrib.pop("term"))])
    if has_class(span, "main"):
        mark.set(MAIN, "true")
    mark.tail, span.text = span.text, None
    span.insert(0, mark)


def _faults(book: Book, counts: Mapping[int, int]) -> Iterator[Diagnostic]:
    files = {section.file for section in book.sections}
    headings = Counter(entry.heading for entry in book.entries)
    parents = {entry.under for entry in book.entries}
    sends_only = {e.heading for e in book.entries if e.see and not e.forms}
    for n, entry in enumerate(book.entries):
        say = partial(_fault, entry)
        if headings[entry.heading] > 1 and not entry.under:
            yield say(faults.SAME_HEADING)
        if not counts.get(n) and not entry.see and entry.heading not in parents:
            yield say(faults.NO_OCCURRENCE)
        for target in filter(None, (*entry.see, *entry.see_also, entry.under)):
            if target not in headings:
                yield say(faults.UNKNOWN_TARGET, target=target)
            elif target in sends_only:
                yield say(faults.EMPTY_TARGET, target=target)
        for text in entry.texts:
            if text not in files:
                yield say(faults.UNKNOWN_TEXT, text=text)


def _fault(entry: Entry, rule: Rule, **values: Any) -> Diagnostic:
    return rule.at("index.toml", entry.line or None, heading=entry.heading, **values)

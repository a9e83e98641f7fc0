"""A section as it is printed, before its lines are broken.

``mot<a class="call">1</a>`` → ``mot<sup class="call"><a …>1</a></sup>``;
``<ol><li>Un</li></ol>`` → ``<ol><li><span class="marker">1.</span> Un</li></ol>``
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from publish.apparatus import call_id, note_id, shown_links
from publish.book import BLOCK_LEVEL, Element, Kind, Note, Section, text_of
from publish.book.list_marks import item_marks
from publish.book.tree_pieces import each_line
from publish.book.vocabulary import (
    ADDED,
    ADDRESS,
    CALL,
    CHARACTERS,
    CODE,
    CODE_LINE,
    ENTRY,
    MAIN,
    MARKER,
    NOTE,
    NUMBER,
    PRINT_WIDTH,
    RUN_ON,
    STANZA_END,
    TASKS,
    VERSETS,
    classes,
    has_class,
    is_call,
)
from publish.characters import EM_DASH, FOUR_PER_EM_SPACE, NO_BREAK_SPACE
from publish.composition.lines import lettrine
from publish.composition.lines.division import parted_addresses
from publish.composition.style.styles import Styles
from publish.composition.text.decimals import align_decimals
from publish.composition.text.index_copy import set_subentries
from publish.composition.text.templates import DRAWN, Imprint, drawn

IMAGES = "images/"
"""Where pictures of the book are found, for those who lay the document out."""

_MARKED = frozenset({"contents", "index", CHARACTERS})
"""Classes of blocks whose lists are plain lines."""
_SHARE = re.compile(r"width: ([\d.]+)%")
_WITH_LETTRINE = frozenset({Kind.CHAPTER, Kind.PREFACE, Kind.FOREWORD, Kind.AFTERWORD})


@dataclass(frozen=True, slots=True)
class Copy:
    """What goes to the compositor: the text, and each note's body by its identifier.

    ``root`` holds the bodies in ``html`` and ``body``, so that style sheets see the whole ancestry:
    the section's, then those of the sections that run on below it.
    """

    root: Element
    bodies: tuple[Element, ...]
    notes: dict[str, Element]
    on_verso: bool = False
    entries: frozenset[str] = frozenset()
    """The entries of the index that occur in it."""

    @property
    def body(self) -> Element:
        """The body of the section itself."""
        return self.bodies[0]

    def body_of(self, block: Element) -> Element | None:
        """Return the body that a block stands in, none for one of a note."""
        around = (block, *block.iterancestors())
        return next((element for element in around if element in self.bodies), None)


def printed(section: Section, imprint: Imprint, styles: Styles) -> Copy:
    """Return a section, with those that run on below it, ready to be composed."""
    root = etree.Element("html", {"lang": imprint.metadata.language})
    page = etree.SubElement(root, "body")
    bodies = tuple(_body(one, imprint, styles) for one in section.run)
    page.extend(bodies)
    for body in bodies[1:]:
        body.set("class", f"{body.get('class')} {RUN_ON}")
    for call in list(filter(is_call, page.iter("a"))):
        superior = etree.Element("sup", {"class": CALL})
        call.addprevious(superior)
        superior.tail, call.tail = call.tail, None
        superior.append(call)
    notes = {note_id(one, note): _note(one, note) for one in section.run for note in one.notes}
    page.extend(notes.values())
    options = imprint.metadata.print
    if section.kind is Kind.INDEX:
        run_in = options.index_subentries == "run-in"
        set_subentries(bodies[0], imprint.terms.continued, run_in=run_in)
    if options.links != "none":
        within_notes = options.links == "note"
        for tree in notes.values() if within_notes else (*bodies, *notes.values()):
            _print_addresses(tree)
    _stiffen_dialogue(root)
    for image in root.iter("img"):
        image.set("src", IMAGES + image.get("src", ""))
        if width := image.attrib.pop(PRINT_WIDTH, None):
            image.set("style", f"width: {width}pt")
    for table in root.iter("table"):
        align_decimals(table)
    for items in root.iter("ol", "ul"):
        _number(items)
    for block in [e for e in root.iter("p") if _is_versets(e)]:
        _part_versets(block)
    for code in list(root.iter("pre")):
        _set_code(code)
    for cell in root.iter("td", "th"):
        _part_addresses(cell)
    for element in list(root.iter(*BLOCK_LEVEL)):
        _part_blocks(element)
    for figure in root.iter("figure"):
        if has_class(figure, "caption-beside"):
            _widen_holder(figure)
    for one, body in zip(section.run, bodies, strict=True):
        if one.kind in _WITH_LETTRINE:
            lettrine.mark(body, cap=options.drop_cap > 0, words=options.opening_words)
    entries = frozenset(e.get(ENTRY, "") for e in root.iter() if e.get(ENTRY))
    for element in root.iter():
        for name in (ENTRY, MAIN):
            element.attrib.pop(name, None)
    return Copy(root, bodies, notes, section.on_verso, entries)


def _body(section: Section, imprint: Imprint, styles: Styles) -> Element:
    """Return the body of one section, its class its kind."""
    body = drawn(section, imprint, styles) if section.kind in DRAWN else deepcopy(section.body)
    body.set("class", section.kind.value)
    title = body.find("h1")
    if title is not None:
        author = f"{section.author}, " if section.author else ""
        title.set("data-bookmark", author + section.title)
    if section.part:
        for heading in body.iter("h1", "h2", "h3"):
            heading.set("class", f"{heading.get('class', '')} in-part".strip())
    return body


def _print_addresses(tree: Element) -> None:
    """Write behind each link where it leads, in brackets."""
    for link, address in list(shown_links(tree)):
        added = etree.Element("span", {"class": f"{ADDED} {ADDRESS}"})
        added.text = f" ({address})"
        added.tail, link.tail = link.tail, None
        link.addnext(added)


def _stiffen_dialogue(root: Element) -> None:
    """Keep the gap behind the dash that opens a speech from stretching with its line."""
    for paragraph in root.iter("p"):
        if (paragraph.text or "").startswith(EM_DASH + NO_BREAK_SPACE):
            paragraph.text = EM_DASH + FOUR_PER_EM_SPACE + (paragraph.text or "")[2:]


def _note(section: Section, note: Note) -> Element:
    """Return a note's body, opening with its number, which leads back to the call."""
    body = deepcopy(note.body)
    body.set("class", NOTE)
    body.set("id", note_id(section, note))
    if len(body) == 0 or body[0].tag != "p":
        body.insert(0, etree.Element("p"))
    number = etree.Element("a", {"class": NUMBER, "href": f"#{call_id(section, note)}"})
    number.text = note.mark
    number.tail = NO_BREAK_SPACE + (body[0].text or "").lstrip()
    body[0].text = None
    body[0].insert(0, number)
    return body


def _widen_holder(figure: Element) -> None:
    """Give the share of the measure that a picture takes to what holds it, in place, and the rest
    to its caption."""
    for image in figure.iter("img"):
        holder, share = image.getparent(), _SHARE.search(image.get("style", ""))
        if holder is not None and holder is not figure and share:
            holder.set("style", share[0])
            image.set("style", "width: 100%")
            for caption in figure.iter("figcaption"):
                caption.set("style", f"margin-left: {min(float(share[1]) + 4, 75):g}%")


def _number(items: Element) -> None:
    """Write the marks of a list into its items: figures, or a dash shorter than that of speech."""
    if has_class(items, TASKS) or _MARKED & _classes_above(items):
        return
    for item, said in item_marks(items):
        mark = etree.Element("span", {"class": MARKER})
        mark.text = said
        first = next((e for e in item if e.tag in BLOCK_LEVEL), None)
        holder = first if first is not None and not (item.text or "").strip() else item
        mark.tail = NO_BREAK_SPACE + (holder.text or "").lstrip()
        holder.text = None
        holder.insert(0, mark)


def _is_versets(paragraph: Element) -> bool:
    return any(has_class(e, VERSETS) for e in paragraph.iterancestors("div"))


def _part_versets(stanza: Element) -> None:
    """Give each verset a paragraph of its own, which hangs; the white stays between stanzas."""
    *verses, last = each_line(stanza)
    if stanza.getnext() is not None:
        last.set("class", f"{last.get('class', '')} {STANZA_END}".strip())
    for verse in (*verses, last):
        stanza.addprevious(verse)
    holder = stanza.getparent()
    assert holder is not None
    holder.remove(stanza)


def _set_code(code: Element) -> None:
    """Make each line of a block of code a block that composition sets: the painter could not part
    it, and code may be longer than a page. All spaces keep their width."""
    lines = text_of(code).strip("\n").split("\n")
    for child in list(code):
        code.remove(child)
    code.tag, code.text = "div", None
    code.set("class", f"{code.get('class', '')} {CODE}".strip())
    for line in lines:
        block = etree.SubElement(code, "div", {"class": CODE_LINE})
        block.text = _rigid(line) or NO_BREAK_SPACE


def _rigid(line: str) -> str:
    """Return a line of code whose spaces are kept; it may be broken at its single spaces."""
    line = line.expandtabs(4).rstrip()
    return re.sub("^ +|(?<= ) | (?= )", lambda found: NO_BREAK_SPACE * len(found[0]), line)


def _part_addresses(cell: Element) -> None:
    """Show the painter where it may part the addresses in a table's cell."""
    for element in list(cell.iter()):
        for child in (None, *element):
            text = (element.text if child is None else child.tail) or ""
            pieces = parted_addresses(text)
            if len(pieces) == 1:
                continue
            at = 0 if child is None else element.index(child) + 1
            if child is None:
                element.text = pieces[0]
            else:
                child.tail = pieces[0]
            for n, piece in enumerate(pieces[1:]):
                place = etree.Element("wbr")
                place.tail = piece
                element.insert(at + n, place)


def _part_blocks(element: Element) -> None:
    """Wrap lines that stand beside blocks into a block of their own, as CSS does unseen."""
    children = list(element)
    if not any(child.tag in BLOCK_LEVEL for child in children):
        return
    wrapper: Element | None = None
    if (element.text or "").strip():
        wrapper = etree.Element("div", {"class": "lines"})
        wrapper.text, element.text = element.text, None
        element.insert(0, wrapper)
    for child in children:
        if child.tag in BLOCK_LEVEL:
            wrapper = None
            if (child.tail or "").strip():
                wrapper = etree.Element("div", {"class": "lines"})
                wrapper.text, child.tail = child.tail, None
                child.addnext(wrapper)
            continue
        if wrapper is None:
            wrapper = etree.Element("div", {"class": "lines"})
            child.addprevious(wrapper)
        wrapper.append(child)


def _classes_above(element: Element) -> set[str]:
    return {name for above in element.iterancestors() for name in classes(above)}

"""What a class and a ``data-`` attribute of the tree mean, and how they are asked for.

A section's tree is XHTML without a namespace; what XHTML has no element for is said by a class or a
private attribute. Each has its name and its meaning here, by who writes it: the author in Markdown
(:data:`WRITTEN`), the press in the book's own tree (:data:`GIVEN`), print in its copy of it
(:data:`PRINTED`), documents in theirs (:data:`READ`). Style sheets may use all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from publish.book.list_marks import PAREN, PARENS
from publish.book.model import MADE, Element, Kind

NOTE_LABEL: Final = "data-note"
ENTRY: Final = "data-entry"
MAIN: Final = "data-main"
LINE: Final = "data-line"
RUNNING: Final = "data-running"
PRINT_WIDTH: Final = "data-print-width"
ATTRIBUTES: Final[Mapping[str, str]] = {
    NOTE_LABEL: "on a call: the label of the note that is called",
    ENTRY: "on an index mark: the name of the entry that occurs behind it",
    MAIN: "on an index mark: the passage is a principal one",
    LINE: "on a block: the line of the Markdown file where it begins",
    "data-plain": "on a paragraph that is a picture alone: it is no figure",
    "data-bookmark": "on a printed title: what the PDF's outline calls it",
    "data-book": "on a printed page: the book's title, for running heads",
    RUNNING: "on a heading: what stands for it above pages; on a printed page: its running head",
    PRINT_WIDTH: "on a picture: how wide its resolution makes it in print, in points",
    "data-element": "on what is painted: which parts on several lines or pages are one element",
    "data-folio": "in the web edition, where a printed page begins: its folio",
    "data-spoken": "in the web edition, where a printed page begins: what is read aloud",
}
PRIVATE: Final = (NOTE_LABEL, ENTRY, MAIN, RUNNING, PRINT_WIDTH)
"""What no finished file shows: it serves the press alone."""

VERSE: Final = "verse"
VERSETS: Final = "versets"
HANGING: Final = "hanging"
THEATRE: Final = "theatre"
CHARACTERS: Final = "characters"
PRESENT: Final = "present"
SPEAKER: Final = "speaker"
STAGE: Final = "stage"
SHARED: Final = "shared"
RUN_IN: Final = "run-in"
NAMES_ABOVE: Final = "names-above"
LETTER: Final = "letter"
RESUMED: Final = "resumed"
EPIGRAPH: Final = Kind.EPIGRAPH.value
WRITTEN: Final[Mapping[str, str]] = {
    **{kind.value: "on a text's title: its kind" for kind in Kind if kind not in MADE},
    "subtitle": "a paragraph under the title: the subtitle",
    "author": "a paragraph under the title, or part of a line of the contents: the author",
    "source": "a paragraph under the title: where the text comes from",
    "sc": "small capitals",
    "idx": "an occurrence of an index entry that no form finds; ``term`` names the entry",
    "main": "with idx, or on a locator: a principal passage",
    VERSE: "a poem: a paragraph a stanza, a line a verse",
    VERSETS: "verse in long lines, each a paragraph that hangs",
    HANGING: "a poem whose turnovers hang, without a bracket",
    SHARED: "in a verse: it goes on with the one before, where that one ends",
    THEATRE: "a play, or a scene",
    RUN_IN: "with theatre: the names of speakers open their speeches",
    NAMES_ABOVE: "with theatre: the names of speakers stand above their speeches",
    CHARACTERS: "in a play: the list of its characters",
    PRESENT: "in a play, under a scene's heading: who is on stage",
    SPEAKER: "in a play: who speaks",
    STAGE: "in a play: a stage direction, alone or in a speech",
    LETTER: "a letter within a text; in the index, the entries of one letter",
    "addressee": "a line of a letter: to whom it is sent",
    "date": "a line of a letter: place and date",
    "salutation": "a line of a letter: whom it greets",
    "signature": "a line of a letter or an epigraph: who signs",
    "postscript": "a paragraph of a letter, behind its signature",
    RESUMED: "a paragraph that resumes the sentence before a quotation: no indent",
    "hanging-paragraphs": "paragraphs that hang, as those of a bibliography do",
    "details": "a block that a page of the web would unfold",
    "summary": "its first line, which says what it holds",
    "top": "a picture that floats to the head of a page",
    "foot": "a picture that floats to the foot of a page; the foot of the legal page",
    "full-page": "a picture with a page of its own",
    "bleed": "a picture on a page of its own, over its edges",
    "spread": "a picture over two facing pages and their edges",
    "caption-beside": "a picture whose caption stands beside it",
    "pictures": "pictures in a row",
    "ruled": "a table with a rule below each row",
    "plain": "a table without rules",
    "ornament": "a picture that says nothing: it needs no description",
}  # fmt: skip
"""What an author writes, as docs/guide.md lists it."""

GENRES: Final = frozenset({VERSE, VERSETS, HANGING, THEATRE, RUN_IN, NAMES_ABOVE, LETTER})
"""What the title of a text may say of all that stands under it."""
UNDER_TITLE: Final = frozenset({"subtitle", "author", "source", "epigraph", "dedication"})
SET_APART: Final = frozenset({VERSE, VERSETS, THEATRE, LETTER})
"""What interrupts a text as a quotation does."""

CALL: Final = "call"
MARK: Final = "mark"
TERM: Final = "term"
LOCATOR: Final = "locator"
SEE: Final = "see"
FILL: Final = "fill"
BETWEEN: Final = "between"
INDENT: Final = "indent"
LEADER: Final = "leader"
ADDRESS: Final = "address"
NEW_PAGE: Final = "newpage"
SPEECH: Final = "speech"
SAID: Final = "said"
VERSE_NUMBER: Final = "verse-number"
TASKS: Final = "tasks"
RUN_ON: Final = "run-on"
GIVEN: Final[Mapping[str, str]] = {
    **{kind.value: "on a section: its kind" for kind in Kind},
    CALL: "where a note is called: an a; in print and documents, the sup around it too",
    MARK: "an empty anchor before an occurrence of an index entry",
    BETWEEN: "the comma between two calls of one word",
    INDENT: "the spaces that open an indented verse, each of a width of its own",
    SPEECH: "in a play: a speech that opens with its speaker",
    SAID: "in a play: a paragraph that goes on with a speech",
    VERSE_NUMBER: "the number of a verse, in the margin",
    TASKS: "a list of tasks: boxes are its marks",
    PAREN: "a list whose numbers end with a bracket",
    PARENS: "a list whose numbers stand in brackets",
    NEW_PAGE: "a rule that nobody sees: what follows begins a page",
    "left": "a cell of a table, set from the left",
    "center": "a cell of a table, centred",
    "right": "a cell of a table, set to the right",
    "rom": "figures of a roman numeral, in small capitals",
    TERM: "the heading of an index entry",
    LOCATOR: "a place in the index: a folio or several",
    SEE: "in the index: a reference to another entry",
    "title": "in the contents: a title without an author",
    "heading": "in the contents: a heading within a text",
    "contents-subtitle": "in the contents: the subtitle of a text",
    "leaders": "a list of the contents whose folios are led to by dots",
    "near": "a list of the contents whose folios stand behind the titles",
    "centred": "a list of the contents whose lines are centred",
    "work": "in the contents: a title behind its author",
    "part": "in the contents: a part of the book",
    "folio": "in the contents: the folio; in the web edition, where a page begins",
    LEADER: "in the contents: an empty element behind a fill, which dots lead to",
    ADDRESS: "the address of a link, as it is printed",
    FILL: "an empty element that pushes what follows it to the right edge",
}

_PROTOCOL = re.compile(r"^(?:https?://|mailto:)")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

NOTE: Final = "note"
ADDED: Final = "added"
CONTINUED: Final = "continued"
NUMBER: Final = "number"
MARKER: Final = "marker"
LETTRINE: Final = "lettrine"
STANZA_END: Final = "stanza-end"
PAGE: Final = "page"
CODE: Final = "code"
CODE_LINE: Final = "code-line"
SPARE: Final = "spare"
PRINTED: Final[Mapping[str, str]] = {
    ADDED: "what print writes into the text: an address, a head said again, a comma",
    CONTINUED: "in the index: an entry said again where it goes on in another column",
    CODE: "a block of code, set line by line",
    CODE_LINE: "a line of a block of code; what is too long for its measure hangs",
    "turned": "a table that stands on its side, on a page of its own",
    SPARE: "with a number behind it: signs set in that spare family, which has them",
    NOTE: "the body of a note",
    NUMBER: "what opens a note, and leads back to its call",
    STANZA_END: "the last verset of a stanza",
    MARKER: "the mark of a list's item, written into it",
    "lines": "lines that stand beside blocks, as a block of their own",
    LETTRINE: "a chapter's first letter, several lines high",
    "lettrine-word": "the rest of its word",
    RUN_ON: "on a section: it stands below the one before it",
    "in-part": "a heading of a chapter that belongs to a part",
    PAGE: "a page",
    "opening": "the first page of a section",
    "blank": "a page with nothing on it",
    "bare": "a page that a template draws: no running head, no folio",
    "skipped": "a page laid out before a section, and left out",
    "vacant": "a page whose text is not the painter's",
    "text": "the text area of a page",
    "notes": "the notes at the foot of a page; in documents, behind the text",
    "narrow": "a table whose cells have little white beside their text",
    "set": "the copy of a block on one page",
    "row": "a line in its place",
    "over-edges": "a picture that runs over the edges of its page",
    "piece": "a block that the painter lays out as one",
    "repeated": "the head of a table where it stands again",
}

VERSE_LINE: Final = "verse-line"
INDENTS: Final = tuple(f"indent-{n}" for n in range(1, 17))
STEPS: Final = tuple(f"step-{n}" for n in range(1, 11))
READ: Final[Mapping[str, str]] = {
    "koboSpan": "in the EPUB for Kobo: a sentence, as its engine keeps places and marks",
    VERSE_LINE: "a verse",
    **dict.fromkeys(INDENTS, "a verse that stands so many halves of an em in"),
    **dict.fromkeys(STEPS, "a verse that begins where another ends, so many times two ems in"),
    "back": "the way back from a note to its call",
    "editor": "a call or note of the present editor's own series",
    "cover": "the page that shows the cover",
    "tied": "a sign that begins no line, and the letter it may not leave",
    "details": "the link from a picture to its long description",
    "beside": "in the web edition: a block with its notes",
    "unseen": "in the web edition: a title for those who listen",
    "front": "in the web edition: the cover, on the first page",
}


def classes(element: Element) -> list[str]:
    """Return the classes of an element, in their order."""
    return str(element.get("class") or "").split()


def has_class(element: Element, name: str) -> bool:
    return name in classes(element)


def is_call(element: Element) -> bool:
    """Whether an element calls a note of its section."""
    return element.tag == "a" and element.get(NOTE_LABEL) is not None


def is_mark(element: Element) -> bool:
    """Whether an element marks an occurrence of an index entry."""
    return element.get(ENTRY) is not None


def is_note(element: Element) -> bool:
    """Whether an element is the printed body of a note."""
    return has_class(element, NOTE)


def is_number(element: Element) -> bool:
    """Whether an element is what opens a printed note."""
    return element.tag == "a" and has_class(element, NUMBER)


def is_marker(element: Element) -> bool:
    """Whether an element is the mark that print writes into a list's item."""
    return element.tag == "span" and has_class(element, MARKER)


def is_lettrine(element: Element) -> bool:
    """Whether an element is a drop cap."""
    return element.tag == "span" and has_class(element, LETTRINE)


def is_added(element: Element) -> bool:
    """Whether what an element holds is written by print alone, and is no sign of the text."""
    return is_marker(element) or has_class(element, ADDED)


def address_of(element: Element) -> str:
    """Return where a link leads out of the book, "" where it does not, or shows it already."""
    address = element.get("href", "")
    if element.tag != "a" or not address.startswith(("http://", "https://", "mailto:")):
        return ""
    shown = _PROTOCOL.sub("", address).rstrip("/")
    return "" if shown in "".join(element.itertext()) else address


def is_in_heading(element: Element) -> bool:
    return any(str(above.tag) in _HEADINGS for above in element.iterancestors())


_OF_NO_POEM: Final = frozenset({"date", "signature", "source", "subtitle", STAGE, SPEAKER})


def poem_of(block: Element) -> Element | None:
    """Return the poem that a block is a stanza of; lines under a poem are none."""
    if block.tag not in ("p", "div") or _OF_NO_POEM & set(classes(block)):
        return None
    around = (element for element in block.iterancestors() if element.tag in ("div", "section"))
    return next((element for element in around if has_class(element, VERSE)), None)


def line_of(element: Element) -> int | None:
    """Return the line of the manuscript that an element begins on, or one around it."""
    around = (element, *element.iterancestors())
    return next((int(e.get(LINE, "0")) for e in around if e.get(LINE)), None)

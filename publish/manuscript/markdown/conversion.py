"""Python-Markdown with this press's readers in its two seats: blocks where its block parser is,
text where its inline processor is (docs/decisions/0031)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from publish.book.vocabulary import LINE
from publish.manuscript import faults
from publish.manuscript.markdown.block import MarkdownBlock
from publish.manuscript.markdown.block_reader import BlockReader
from publish.manuscript.markdown.delimiters import Inline, fill
from publish.manuscript.markdown.inline_reader import InlineReader
from publish.manuscript.markdown.reading import MarkdownReading
from publish.manuscript.markdown.strangers import cut
from publish.manuscript.markdown.tree_builder import TEXT, VERSE, WITHIN, TreeBuilder

_SENTENCES = re.compile(r"[.!?]\s+[^\W\d_]|@\w")
"""More than a picture's description is: sentences, a citation."""
_KEPT = re.compile("\x02(\\d+)\x03")
_COUNTED = frozenset({"a", "img", "table"})
_SEEMING = str.maketrans("", "", "\x02\x03")


@dataclass(frozen=True, slots=True)
class Converted:
    """A text as HTML; ``notes``: label, line and HTML of each, in the order of the source."""

    body: str
    notes: tuple[tuple[str, int, str], ...]


def convert(source: str, reading: MarkdownReading) -> Converted:
    """Return a text and its notes as HTML; what is found besides goes into ``reading``."""
    engine = Markdown(extensions=[_Press(reading)], output_format="xhtml")
    engine.serializer = _serialised
    source = source.translate(_SEEMING)
    body = engine.convert(source) if source.strip() else ""
    blocks = engine.parser
    assert isinstance(blocks, _Blocks)
    notes = [(note.label, note.line, _rendered(engine, tree)) for note, tree in blocks.notes]
    inline = engine.treeprocessors["inline"]
    assert isinstance(inline, _Texts)
    while inline.notes:  # those called within others come in turn
        label, line, tree = inline.notes.pop(0)
        notes.append((label, line, _rendered(engine, tree)))
    return Converted(body, tuple(notes))


def _rendered(engine: Markdown, tree: ElementTree.Element) -> str:
    """Return a tree of its own as HTML, as :meth:`Markdown.convert` does with the text's."""
    for processor in engine.treeprocessors:
        tree = processor.run(tree) or tree
    html = engine.serializer(tree).removeprefix("<div>").removesuffix("</div>")
    for after in engine.postprocessors:
        html = after.run(html)
    return html.strip()


class _Press(Extension):
    """Puts the readers into their seats."""

    def __init__(self, reading: MarkdownReading) -> None:
        super().__init__()
        self._reading = reading

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors = Registry()
        md.treeprocessors = Registry()
        md.postprocessors = Registry()
        stash = _Stash(md)
        md.parser = _Blocks(md, self._reading, stash)
        md.treeprocessors.register(_Texts(md, self._reading, stash), "inline", 20)
        md.postprocessors.register(stash, "raw_html", 30)


def _serialised(element: ElementTree.Element) -> str:
    """Return HTML in which what looks like an entity and was none is text."""
    return ElementTree.tostring(element, encoding="unicode", method="html")


class _Stash(Postprocessor):
    """Raw HTML, kept away from the serialiser and put back behind it."""

    def keep(self, html: str) -> str:
        self.md.htmlStash.rawHtmlBlocks.append(html)
        return f"\x02{len(self.md.htmlStash.rawHtmlBlocks) - 1}\x03"

    def run(self, text: str) -> str:
        kept = self.md.htmlStash.rawHtmlBlocks
        return _KEPT.sub(lambda found: str(kept[int(found[1])]), text)


class _Blocks(BlockParser):
    """The block parser: blocks with their lines, their texts still Markdown."""

    def __init__(self, md: Markdown, reading: MarkdownReading, stash: _Stash) -> None:
        super().__init__(md)
        self._reading = reading
        self._builder = TreeBuilder(reading, stash.keep)
        self.notes: list[tuple[MarkdownBlock, ElementTree.Element]] = []

    def parseDocument(self, lines: Sequence[str]) -> ElementTree.ElementTree:  # type: ignore[override]
        document = BlockReader(list(lines), self._reading).read()
        body = self._builder.body(document)
        self.notes = [(note, self._builder.note(note)) for note in self._reading.notes]
        self.root = body
        return ElementTree.ElementTree(body)


class _Texts(Treeprocessor):
    """Reads the Markdown that the block parser left in its elements."""

    def __init__(self, md: Markdown, reading: MarkdownReading, stash: _Stash) -> None:
        super().__init__(md)
        self._reading = reading
        self._stash = stash
        self._reader: InlineReader | None = None
        self._count = 0
        self.notes: list[tuple[str, int, ElementTree.Element]] = []

    def run(self, root: ElementTree.Element) -> None:
        if self._reader is None:
            labels = frozenset(note.label for note in self._reading.notes)
            self._reader = InlineReader(self._reading, labels, self._stash.keep, self._note)
        for element in list(root.iter()):
            if TEXT in element.attrib:
                self._fill(element, self._reader)
        self._reading.made.update(
            str(element.tag) for element in root.iter() if element.tag in _COUNTED
        )
        parents = {child: parent for parent in root.iter() for child in parent}
        for element in list(root.iter("p")):
            self._make_figure(element, parents[element], self._reader)

    def _fill(self, element: ElementTree.Element, reader: InlineReader) -> None:
        line = int(element.attrib.pop(TEXT))
        within = element.attrib.pop(WITHIN, "")
        verse = element.attrib.pop(VERSE, None) is not None
        text, element.text = element.text or "", None
        children = list(element)
        for child in children:
            element.remove(child)
        fill(element, reader.read(text, line, within=within, verse=verse))
        element.extend(children)

    def _note(self, text: str, line: int) -> str:
        """Take a note that is written where it is called; return its label."""
        self._count += 1
        label = f"^{self._count}"
        tree = ElementTree.Element("div")
        paragraph = ElementTree.SubElement(tree, "p", {LINE: str(line)})
        paragraph.text = text
        paragraph.set(TEXT, str(line))
        paragraph.set(WITHIN, label)
        self.notes.append((label, line, tree))
        return label

    def _make_figure(
        self, paragraph: ElementTree.Element, parent: ElementTree.Element, reader: InlineReader
    ) -> None:
        """A picture alone in its paragraph is a figure, its title or its text the caption."""
        image = paragraph[0] if len(paragraph) == 1 else None
        if image is None or image not in reader.captions or (paragraph.text or "").strip():
            return
        if (image.tail or "").strip() or "ornament" in image.get("class", "").split():
            if image.tail == "\\":  # pandoc's way to keep a picture in its paragraph
                image.tail = None
                paragraph.set("data-plain", "")
            return
        text, title = reader.captions.pop(image)
        line = int(paragraph.get(LINE, "1"))
        whole = title is None or _begins(title, image.get("alt", ""))
        marked = any(not isinstance(one, str) for one in text)
        if not whole and (marked or _SENTENCES.search(image.get("alt", ""))):
            self._reading.tell(faults.TEXT_NOT_SHOWN, line, text=cut(image.get("alt", "")))
        caption: list[Inline] = text if whole or title is None else reader.read(title, line)
        image.attrib.pop("title", None)
        image.tail = None
        paragraph.tag = "figure"
        if caption:
            said = ElementTree.SubElement(paragraph, "figcaption", {LINE: str(line)})
            fill(said, caption)
        if parent.tag == "figure":
            at = list(parent).index(paragraph)
            parent[at : at + 1] = list(paragraph)


def _begins(title: str, text: str) -> bool:
    """Whether a title is but the beginning of a picture's text, which is then the caption: pandoc
    shows the text, and authors put its first sentence into the title."""
    title = " ".join(title.rstrip(" .").split())
    return bool(title) and " ".join(text.split()).startswith(title)

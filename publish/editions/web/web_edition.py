"""XHTML documents → one folder of static pages: the EPUB's text and design, for a browser.

``text/essai.xhtml`` → ``text/essai.html``, its notes behind the blocks that call them, so that a
wide screen shows them beside the text; ``search.html`` looks through passages. Nothing is fetched
from elsewhere, no style or script stands in a page, and a folder on a disk (``file://``) works as
well as any server.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from publish.apparatus import Heading
from publish.book import Element, Kind
from publish.composition import IMAGES, Imprint, Styles
from publish.documents import AccessibilityFacts, Document, picture_name
from publish.editions.cover.cover_drawing import Cover
from publish.editions.epub.font_subset import subset_font
from publish.editions.epub.navigation import COVER, addresses, label
from publish.editions.web.offline import ICON, MANIFEST, WORKER, icon, manifest, worker
from publish.editions.web.page_body import body, html_address, markup, size_rules
from publish.editions.web.passages import Passage, passages
from publish.editions.web.syndication import FEED, HOME, SITEMAP, feed, sitemap
from publish.editions.web.web_head import authors_of, head_of_book, head_of_text

SEARCH = ("web/minisearch.js", "web/search.js")
"""Scripts of the styles folder that search.html runs, after its passages."""
READING = ("web/notes.js", "web/place.js", "web/cite.js")
"""Scripts of a text's page: notes beside their calls, the passage looked for, how it is cited."""
OFFLINE = ("web/offline.js",)
"""The script that keeps a copy where the reader asks for one."""

_PASSAGES = "web/passages.js"
_LICENCE = "web/minisearch-license.txt"
_SHEETS = ("epub.css", "web.css")
_SIZES = "styles/sizes.css"
_FIND = "search.html"
_MOST_LISTED = 200
"""Lines of the contents that every page carries: a longer one would outweigh the texts."""


@dataclass(frozen=True, slots=True)
class _Link:
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class _Site:
    """What the pages of one edition share."""

    documents: Sequence[Document]
    outline: Sequence[Heading]
    styles: Styles
    imprint: Imprint
    facts: AccessibilityFacts
    cover: Cover

    def page(self, root: str, kind: str, content: str, **values: object) -> bytes:
        """Fill the page template."""
        absent = {
            "before": None, "after": None, "scripts": (), "title": "", "head": None,
            "citation": None,
        }  # fmt: skip
        page = self.styles.render(
            "web.html.j2",
            book=self.imprint.metadata,
            imprint=self.imprint,
            terms=self.imprint.terms,
            root=root,
            kind=kind,
            content=content,
            contents=self.contents(root) if root else "",
            **absent | values,
        )
        return page.encode()

    def contents(self, root: str) -> str:
        """Return the contents as a list of links; fewer lines where there are too many."""
        outline = tuple(self.outline)
        if _lines(outline) > _MOST_LISTED and root:
            outline = tuple(replace(one, children=()) for one in outline)
        if _lines(outline) > _MOST_LISTED and root:
            return ""
        return markup(_list(outline, addresses(self.documents), root))


def web(
    documents: Sequence[Document],
    outline: Sequence[Heading],
    styles: Styles,
    imprint: Imprint,
    images: Mapping[str, bytes],
    cover: Cover,
    facts: AccessibilityFacts,
    modified: datetime.datetime,
    pages: int,
) -> dict[str, bytes]:
    """Return the files of the web edition by their paths in its folder; ``pages``: printed ones."""
    site = _Site(documents, outline, styles, imprint, facts, cover)
    metadata, sizes = imprint.metadata, dict[str, str]()
    bodies = [(document, body(document, imprint.terms, sizes)) for document in documents]
    listed = [one for document, tree in bodies for one in passages(document, tree)]
    files = dict(_texts(site, [(d, tree) for d, tree in bodies if d.kind is not Kind.TITLE_PAGE]))
    home = next((tree for document, tree in bodies if document.kind is Kind.TITLE_PAGE), None)
    files[HOME] = _home(site, home, pages)
    shown = list(files)
    files[_FIND] = _search(site)
    files[_PASSAGES] = _passage_list(listed)
    files |= {path: styles.text(path).encode() for path in (*READING, *SEARCH, *OFFLINE, _LICENCE)}
    files |= _dressing(styles, files.values())
    files[_SIZES] = size_rules(sizes).encode()
    files |= {IMAGES + picture_name(path): content for path, content in images.items()}
    files |= {COVER: cover.jpeg, ICON: icon(metadata), MANIFEST: manifest(metadata)}
    files[WORKER] = worker(styles.text("web/worker.js"), metadata, files)
    if metadata.web.url:
        made_of = {one.file: html_address(one.path) for one in reversed(documents) if one.file}
        files[SITEMAP] = sitemap(metadata, shown, modified)
        files[FEED] = feed(metadata, made_of, modified)
    return files


def _texts(
    site: _Site, chapters: Sequence[tuple[Document, Element]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the page of each text."""
    authors = authors_of(site.outline)
    for number, (document, tree) in enumerate(chapters):
        path = html_address(document.path)
        author = authors.get(document.id, "")
        metadata = site.imprint.metadata
        yield (
            path,
            site.page(
                "../",
                document.kind.value,
                markup(tree),
                title=document.title,
                before=_neighbour(chapters, number - 1),
                after=_neighbour(chapters, number + 1),
                scripts=READING,
                head=head_of_text(metadata, document, author, path, number + 1),
                citation=_citation(site.imprint, document, author),
            ),
        )


def _citation(imprint: Imprint, document: Document, author: str) -> str:
    """Return how a passage of a text is cited, but for its folio and address."""
    metadata, words = imprint.metadata, imprint.terms
    place = ", ".join(filter(None, (metadata.publisher.place, metadata.publisher.name)))
    writers = author or ", ".join(imprint.authors)
    parts = (writers, words.within.format(title=document.title, book=metadata.title), place,
             imprint.year)  # fmt: skip
    return ", ".join(filter(None, parts))


def _passage_list(listed: Iterable[Passage]) -> bytes:
    told = [
        {"id": number, "url": one.url, "title": one.title, "text": one.text, "folio": one.folio}
        for number, one in enumerate(listed)
    ]
    return f"const passages = {json.dumps(told, ensure_ascii=False)}\n".encode()


def _dressing(styles: Styles, pages: Iterable[bytes]) -> dict[str, bytes]:
    """Return the style sheets, and the fonts they name reduced to what the pages use."""
    css = styles.text("epub.css")
    wanted = frozenset[str]().union(*(page.decode() for page in pages))
    fonts = {
        f"styles/fonts/{name}": subset_font(font, wanted, name)
        for name, font in styles.fonts.items()
        if name in css
    }
    return {f"styles/{name}": styles.text(name).encode() for name in _SHEETS} | fonts


def _home(site: _Site, title_page: Element | None, pages: int) -> bytes:
    """Return the first page: cover, title and contents."""
    words = site.imprint.terms
    cover = etree.Element("p", {"class": "front"})
    etree.SubElement(cover, "img", {"src": COVER, "alt": site.cover.alternative})
    contents = etree.Element("nav", {"role": "doc-toc", "aria-labelledby": "contents"})
    etree.SubElement(contents, "h2", {"id": "contents"}).text = words.navigation
    parts = [cover] if title_page is None else [cover, title_page]
    listed = site.contents("")
    written = markup(contents).removesuffix("</nav>") + listed + "</nav>"
    content = "\n".join((*map(markup, parts), written))
    head = head_of_book(site.imprint.metadata, site.facts, pages)
    return site.page("", "home", content, head=head, scripts=OFFLINE)


def _list(outline: Sequence[Heading], homes: Mapping[str, str], root: str) -> Element:
    items = etree.Element("ol")
    for heading in outline:
        item = etree.SubElement(items, "li")
        link = etree.SubElement(item, "a", {"href": root + html_address(homes[heading.anchor])})
        link.text = label(heading)
        if heading.children:
            item.append(_list(heading.children, homes, root))
    return items


def _lines(outline: Sequence[Heading]) -> int:
    return sum(1 + _lines(one.children) for one in outline)


def _search(site: _Site) -> bytes:
    words = site.imprint.terms
    content = site.styles.render("search.html.j2", terms=words)
    scripts = (SEARCH[0], _PASSAGES, *SEARCH[1:])
    return site.page("", "search", content, title=words.search, scripts=scripts)


def _neighbour(chapters: Sequence[tuple[Document, Element]], number: int) -> _Link | None:
    if not 0 <= number < len(chapters):
        return None
    document = chapters[number][0]
    return _Link(html_address(document.path).rpartition("/")[2], document.title)

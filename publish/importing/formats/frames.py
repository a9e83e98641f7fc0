"""What libraries put around a text: Gutenberg's licence, Wikisource's menus, Gallica's notice.

It is set aside, and what it says of the work is kept: title, author, source, licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from publish.importing.formats.hypertext_count import words_in
from publish.importing.formats.taking_out import take_out
from publish.importing.incoming import About, Aside
from publish.messages import N_

FRAME = N_("what the library puts around the text")
PAGE_NUMBERS = N_("numbers of the pages of another edition")
_AROUND = re.compile(
    r"(?i)\b(?:pg-(?:header|footer|boilerplate|machine-header|start-separator|end-separator)|pgheader|pgfooter"
    r"|boilerplate|ws-noexport|noprint|printfooter|catlinks|mw-editsection|mw-jump-link"
    r"|mw-navigation|mw-footer|navbox|toc|headertemplate|ws-header|reference-text-hidden"
    r"|mw-indicators|firstheading|mw-page-title-main|sitesub|contentsub|site-nav|transnote|tnotes?|tnbox)\b"
)
_PAGES = re.compile(
    r"(?i)\b(?:page-?num(?:ber)?s?|pageno|pagebreak|pb|ws-pagenum|doc-pagebreak|folio)\b"
)
_START = re.compile(r"\*\*\*\s*START OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_END = re.compile(
    r"\*\*\*\s*END OF (?:THE|THIS) PROJECT GUTENBERG|^End of (?:the )?Project Gutenberg", re.I
)
_FOOTER = re.compile(
    r"^(?:Catégories?\s*:|La dernière modification|Dernière modification de cette page"
    r"|Ce texte est disponible"
    r"|Les textes sont disponibles|Récupérée de|Politique de confidentialité)"
)
_FIELD = re.compile(
    r"^(Title|Author|Translator|Editor|Illustrator|Language|Release [Dd]ate|Titre|Auteur|Langue)"
    r"\s*:\s*(.+)$",
    re.M,
)
_GALLICA = re.compile(r"(?i)source\s+gallica\.bnf\.fr|rappel de votre demande|gallica\.bnf\.fr")
_NOTICE = re.compile(
    r"(?m)^\s*(Titre|Auteur|Éditeur|Date d['’]édition|Droits|Identifiant|Langue)s?\s*:\s*(.+)$"
)


def without_frames(root: etree._Element, about: About) -> tuple[About, list[Aside]]:
    """Take out, in place, what a library put around a text; return what it says, and the words."""
    taken: list[str] = []
    pages: list[str] = []
    for element in list(root.iter(etree.Element)):
        if element.getparent() is None or element.tag in ("body", "html"):
            continue
        kind = " ".join(
            filter(
                None,
                (
                    element.get("class"),
                    element.get("id"),
                    element.get("role"),
                    element.get("epub-type"),
                ),
            )
        )
        if kind and _AROUND.search(kind):
            taken.append(words_in(element))
            take_out(element)
        elif kind and _PAGES.search(kind) and len("".join(element.itertext())) < 40:
            pages.append("".join(element.itertext()))
            take_out(element)
    taken += _by_markers(root)
    taken += _footers(root)
    words = "\n".join(taken)
    about = (
        replace(about, title=about.title.partition("/")[0]) if _from_wikisource(words) else about
    )
    about = _from_gutenberg(_from_notice(about, words), words)
    asides = [Aside(FRAME, text) for text in taken if text.strip()]
    if said := " ".join(page.strip() for page in pages if page.strip()):
        asides.append(Aside(PAGE_NUMBERS, said))
    return about, asides


def _from_wikisource(words: str) -> bool:
    return "bibliothèque libre" in words or "Wikisource" in words


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    body = root if root.tag == "body" else root.find(".//body")
    yield from (root if body is None else body).iter("p", "pre", "div", "h1", "h2", "h3", "hr")


def _by_markers(root: etree._Element) -> Iterator[str]:
    """Take out what stands before and behind Gutenberg's lines of stars."""
    leaves = [
        one for one in _blocks(root) if not any(True for _ in one.iterchildren("p", "div", "pre"))
    ]
    start = next(
        (n for n, one in enumerate(leaves) if _START.search("".join(one.itertext()))), None
    )
    end = next(
        (
            n
            for n, one in enumerate(leaves)
            if _END.search(" ".join("".join(one.itertext()).split()))
        ),
        None,
    )
    gone = leaves[: start + 1] if start is not None and start * 2 < len(leaves) else []
    if end is not None and end * 2 > len(leaves):
        gone += leaves[end:]
    for one in gone:
        yield words_in(one)
        take_out(one)


def _footers(root: etree._Element) -> Iterator[str]:
    """Take out Wikisource's last lines."""
    for element in list(root.iter("p", "div", "li", "footer")):
        if element.getparent() is not None and not any(
            True for _ in element.iterchildren("p", "div")
        ):
            words = " ".join("".join(element.itertext()).split())
            if _FOOTER.match(words) and len(words) < 600:
                yield words
                take_out(element)


def _from_gutenberg(about: About, words: str) -> About:
    found = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(words)}
    roles = (
        ("author", "aut"),
        ("auteur", "aut"),
        ("translator", "trl"),
        ("illustrator", "ill"),
        ("editor", "edt"),
    )
    people = tuple((found[name], role) for name, role in roles if name in found)
    number = re.search(r"\[(?:e-?book|etext)\s*#(\d+)\]", words, re.IGNORECASE)
    if "gutenberg" not in words.casefold() and not people:
        return about
    return replace(
        about,
        title=found.get("title") or found.get("titre") or about.title,
        authors=people or about.authors,
        source=f"Project Gutenberg, ebook {number[1]}"
        if number
        else about.source or ("Project Gutenberg" if "gutenberg" in words.casefold() else ""),
    )


def _from_notice(about: About, words: str) -> About:
    if not _GALLICA.search(words):
        return about
    found = {name: " ".join(value.split()) for name, value in _NOTICE.findall(words)}
    name = re.sub(r"\s*\([^)]*\).*", "", found.get("Auteur", "")).split(". Auteur")[0]
    return replace(
        about,
        title=about.title or found.get("Titre", "").split(" / ")[0],
        authors=about.authors or (((name, "aut"),) if name else ()),
        rights=about.rights or found.get("Droits", ""),
        source=found.get("Identifiant", "") or "Gallica",
    )

"""A drawing's bytes (SVG) → why it cannot be shown, or nothing.

A drawing may show itself and nothing else: what runs, and every address that is neither a place in
the drawing nor a picture written into it, is refused, wherever SVG lets one stand (attributes,
styles, animations, processing instructions, document type). So is one whose parts repeat each
other without end: ``<use>`` of a ``<use>`` of a ``<use>``…
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import unquote_to_bytes

from lxml import etree

from publish.messages import N_

DAMAGED: Final = N_("the file is damaged, or not of the kind its name says")
_RUNS: Final = N_("it holds a script or foreign content")
_REFERS: Final = N_("it refers to another file")
_DECLARES: Final = N_("it declares entities: save it as plain SVG")
_DEEP: Final = N_("its elements lie too deep in one another")
_REPEATS: Final = N_("its parts repeat one another too many times")

DEEPEST: Final = 100
"""Elements within one another; drawing programs stay under twenty."""
MOST_DRAWN: Final = 200_000
"""Elements that are drawn, those of a ``<use>`` counted each time."""

_SVG: Final = "http://www.w3.org/2000/svg"
_DOCTYPES: Final = frozenset(
    f"-//W3C//DTD SVG {version}//EN" for version in ("1.0", "1.1", "1.1 Basic", "1.1 Tiny")
)
_FOREIGN: Final = frozenset(
    {"script", "handler", "foreignObject", "iframe", "audio", "video", "embed", "object"}
)
_ANIMATED: Final = frozenset({"set", "animate", "animateTransform", "animateMotion"})
_LINKED: Final = frozenset({"http", "https", "mailto"})
_EMBEDDED: Final = re.compile(
    r"data:image/(png|jpeg|jpg|gif|webp)(;[\w=.-]+)*,(?P<data>.*)", re.I | re.S
)
_URL: Final = re.compile(r"url\(\s*['\"]?\s*(?P<address>[^'\")]*)", re.I)
_ESCAPED: Final = re.compile(r"\\[0-9a-f]{1,6}\s?", re.I)
_NUMBER: Final = re.compile(r"[+-]?(?:nan|inf(?:inity)?)(?:px|pt|mm|cm|in|em|%)?", re.I)

Examine = Callable[[str, bytes], str]


def unfit_drawing(content: bytes, picture: Examine) -> str:
    """Return why a drawing cannot be shown, "" where it can; a message to translate.

    ``picture`` says the same of a picture that is written into the drawing: it gets the ending of
    its name and its bytes.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return DAMAGED
    if root.tag not in (f"{{{_SVG}}}svg", "svg"):
        return DAMAGED
    info = root.getroottree().docinfo
    if info.internalDTD is not None:
        if list(info.internalDTD.iterentities()):
            return _DECLARES
        if info.system_url and info.public_id not in _DOCTYPES:
            return _REFERS
    if _depth(root) > DEEPEST:
        return _DEEP
    if any(isinstance(node, etree._ProcessingInstruction) for node in root.xpath("//node()")):
        return _REFERS
    if any(isinstance(node, etree._ProcessingInstruction) for node in _before(root)):
        return _REFERS
    for element in root.iter(etree.Element):
        if reason := _unfit_element(element, picture):
            return reason
    return _REPEATS if _drawn(root) > MOST_DRAWN else ""


def _before(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.itersiblings(preceding=True)
    yield from root.itersiblings()


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _unfit_element(element: etree._Element, picture: Examine) -> str:
    name = etree.QName(element)
    if name.localname in _FOREIGN or name.namespace == "http://www.w3.org/1999/xhtml":
        return _RUNS
    if name.localname == "style" and (reason := _unfit_style(element.text or "")):
        return reason
    for key, value in element.attrib.items():
        attribute, text = etree.QName(key).localname, str(value).strip()
        if attribute.lower().startswith("on"):
            return _RUNS
        if attribute == "attributeName" and name.localname in _ANIMATED:
            if "href" in text.lower() or text.lower().startswith("on"):
                return _RUNS
        elif attribute in ("href", "src", "base"):
            if reason := _unfit_address(name.localname, text, picture):
                return reason
        elif "url" in text or "\\" in text or attribute == "style":
            if reason := _unfit_style(text):
                return reason
        elif _NUMBER.fullmatch(text) and attribute not in ("id", "class", "name"):
            return DAMAGED
    return ""


def _unfit_address(element: str, address: str, picture: Examine) -> str:
    if not address or address.startswith("#"):
        return ""
    if element == "a":
        scheme = address.partition(":")[0].lower()
        return "" if scheme in _LINKED else _REFERS
    if embedded := _EMBEDDED.match(address):
        kind = embedded[1].lower().replace("jpg", "jpeg")
        content = _data(embedded)
        return _RUNS if content is None else picture(f"x.{kind}", content)
    return _REFERS


def _data(embedded: re.Match[str]) -> bytes | None:
    """Return the bytes of a picture that is written into an address."""
    raw = unquote_to_bytes(embedded["data"])
    if ";base64" not in embedded[0][: embedded.start("data")].lower():
        return raw
    try:
        return base64.b64decode(re.sub(rb"\s", b"", raw) + b"==", validate=False)
    except (binascii.Error, ValueError):
        return None


def _unfit_style(style: str) -> str:
    plain = re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    if "@import" in plain.lower() or _ESCAPED.search(plain):
        return _REFERS
    addresses = (match["address"].strip() for match in _URL.finditer(plain))
    return "" if all(address.startswith(("#", "data:font")) for address in addresses) else _REFERS


def _drawn(root: etree._Element) -> int:
    """Return how many elements are drawn; more than any number where parts hold themselves."""
    named = {str(element.get("id")): element for element in root.iter(etree.Element)}
    counts: dict[etree._Element, int] = {}
    return _count(root, named, counts, set())


def _count(
    element: etree._Element,
    named: Mapping[str, etree._Element],
    counts: dict[etree._Element, int],
    within: set[etree._Element],
) -> int:
    if element in counts:
        return counts[element]
    if element in within or len(within) > DEEPEST * 4:
        return MOST_DRAWN + 1
    within.add(element)
    total = 1
    for child in element.iterchildren(etree.Element):
        total += _count(child, named, counts, within)
    for target in _targets(element):
        if target in named:
            total += _count(named[target], named, counts, within)
    within.discard(element)
    counts[element] = min(total, MOST_DRAWN + 1)
    return counts[element]


def _targets(element: etree._Element) -> Iterator[str]:
    """Yield the identifiers of what is drawn once more where an element stands."""
    for key, value in element.attrib.items():
        text = str(value)
        name = etree.QName(key).localname
        if name == "href" and text.startswith("#") and etree.QName(element).localname == "use":
            yield text[1:]
        elif name in ("fill", "stroke", "mask", "clip-path", "filter", "style") or "marker" in name:
            yield from (match["address"][1:] for match in _URL.finditer(text))

"""A style sheet → the style of each element, as far as composition needs it.

``print.css`` is the one place where the page is designed: composition reads sizes, leading, margins
and alignment from it, WeasyPrint paints with it. What decides where lines
break and stand is computed here, and how they look as far as they can be drawn without the painter.

``p { font: 10pt/14pt Libertinus; margin: 0 1em }`` → size 10, leading 14, margin 0, 10, 0, 10
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import cssselect2
import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, Node, QualifiedRule, URLToken

from publish.book import BLOCK_LEVEL, Element
from publish.composition.style.declarations import apply
from publish.composition.style.properties import Style, length, sides, significant, words

_INITIAL = Style()

_USER_AGENT = """
blockquote, body, caption, dd, div, dl, dt, figcaption, figure, h1, h2, h3, h4, h5, h6, html, li,
ol, p, pre, section, table, ul { display: block }
blockquote, dl, figure, ol, p, pre, ul { margin-top: 1em; margin-bottom: 1em }
blockquote, figure { margin-left: 30pt; margin-right: 30pt }
dd { margin-left: 30pt }
ol, ul { padding-left: 30pt }
h1 { font-size: 2em; font-weight: bold; margin: .67em 0 }
h2 { font-size: 1.5em; font-weight: bold; margin: .83em 0 }
h3 { font-size: 1.17em; font-weight: bold; margin: 1em 0 }
h4 { font-size: 1em; font-weight: bold; margin: 1.33em 0 }
h5 { font-size: .83em; font-weight: bold; margin: 1.67em 0 }
h6 { font-size: .67em; font-weight: bold; margin: 2.33em 0 }
h1, h2, h3, h4, h5, h6 { hyphens: manual; break-after: avoid; break-inside: avoid }
b, strong, th { font-weight: bold }
cite, dfn, em, i, var { font-style: italic }
code, kbd, pre, samp { font-family: monospace }
small, sub, sup { font-size: smaller }
sub { vertical-align: sub }
sup { vertical-align: super }
a { color: blue }
a, ins, u { text-decoration: underline }
del, s, strike { text-decoration: line-through }
abbr, acronym { text-decoration: dotted underline }
mark { background: yellow }
q::before, q::after { content: open-quote }
h1 { bookmark-level: 1 }
h2 { bookmark-level: 2 }
h3 { bookmark-level: 3 }
h4 { bookmark-level: 4 }
h5 { bookmark-level: 5 }
h6 { bookmark-level: 6 }
"""
"""What elements are before any style sheet: the painter's own rules, as far as they matter here."""

_OF_NO_TEXT = frozenset({"charset", "namespace", "counter-style", "color-profile"})
"""At-rules that style no text."""

_OF_FACES = frozenset({"font-display", "font-family", "font-style", "font-weight", "src"})

_INTO_PAGES = re.compile(
    r"\[class|\.text\b|\.(?:page|opening|notes|set|row|blank)\b[^,]*[\s>+~]\s*[^\s,]"
)
"""A selector that reaches from what only painted pages have into what stands on them."""

_OF_PAGES = re.compile(r"(?:^|[\s>+~])div\s*$|\.(?:page|opening|text|notes|set|row)\b[^:]*$")
_INHERITED = ("color", "direction", "font", "hyphens", "letter", "text", "visibility", "word")
"""Beginnings of properties that what stands on a page takes from it."""


_FONT = (
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-variant-caps",
    "font-weight",
    "line-height",
)
"""What the shorthand sets anew."""


_LINK = re.compile(r":(?:any-)?link\b")


@dataclass(frozen=True, slots=True)
class PageBox:
    """Size and margins of the page in points; margins are top, right, bottom, left."""

    width: float = 595.28
    height: float = 841.89
    margin: tuple[float, float, float, float] = (56.7, 56.7, 56.7, 56.7)

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.width - self.margin[1] - self.margin[3]

    @property
    def depth(self) -> float:
        """Height of the text."""
        return self.height - self.margin[0] - self.margin[2]


@dataclass(frozen=True, slots=True)
class FontFace:
    """An ``@font-face`` rule; ``path`` leads from ``styles/`` to the file."""

    family: str
    weight: int
    italic: bool
    path: str


class StyleSheet:
    """A parsed style sheet."""

    def __init__(self, *sheets: str) -> None:
        self._matcher = cssselect2.Matcher()
        self.reaches_in = False
        """Whether some rule styles text in ways that composition does not follow: by the page it
        stands on, under conditions, nested in another rule, from another file."""
        self.page = PageBox()
        self.head = Style()
        """The style of running heads, as far as rules for every page say it."""
        self.faces: list[FontFace] = []
        self.families: dict[str, None] = {}
        """Names of the type families that rules ask for, in their order; no generic ones."""
        self._read(_USER_AGENT, ours=True)
        for css in sheets:
            self._read(css)

    def _read(self, css: str, *, ours: bool = False) -> None:
        for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
            if isinstance(rule, QualifiedRule):
                self._add(rule, ours=ours)
            elif isinstance(rule, AtRule) and rule.lower_at_keyword == "font-face":
                self.faces += _face(rule)
                self.reaches_in |= any(
                    one.lower_name not in _OF_FACES
                    for one in _parsed(rule)
                    if isinstance(one, Declaration)
                )
            elif isinstance(rule, AtRule) and rule.lower_at_keyword == "page":
                self.page = _page(rule, self.page)
                self.head = _head(rule, self.head)
            elif isinstance(rule, AtRule) and rule.lower_at_keyword == "media":
                media = tinycss2.serialize(rule.prelude).strip().lower()
                if media in ("all", "print"):
                    self._read(tinycss2.serialize(rule.content or ()))
                self.reaches_in |= media not in ("all", "print", "screen")
            elif isinstance(rule, AtRule):
                self.reaches_in |= rule.lower_at_keyword not in _OF_NO_TEXT

    def _add(self, rule: QualifiedRule, *, ours: bool) -> None:
        declarations = tuple(_declarations(rule.content))
        self.reaches_in |= any(isinstance(one, QualifiedRule | AtRule) for one in _parsed(rule))
        if not ours:
            self.families |= dict.fromkeys(_families(declarations))
        prelude = tinycss2.serialize(rule.prelude)
        self.reaches_in |= _INTO_PAGES.search(prelude) is not None
        if any(map(_OF_PAGES.search, prelude.split(","))):
            self.reaches_in |= any(name.startswith(_INHERITED) for name, *_ in declarations)
        try:
            selectors = cssselect2.compile_selector_list(_LINK.sub("[href]", prelude))
        except (cssselect2.SelectorError, SyntaxError, RecursionError):
            return  # the painter says what it thinks of it
        for selector in selectors:
            if ours:
                selector.specificity = (0, 0, 0)  # whatever a style sheet says weighs more
            if selector.pseudo_element is None:
                self._matcher.add_selector(selector, declarations)
            elif selector.pseudo_element != "marker":
                self._matcher.add_selector(selector, ((f"::{selector.pseudo_element}", "", False),))

    def styles(self, tree: Element) -> dict[Element, Style]:
        """Return the style of ``tree`` and of every element in it."""
        found: dict[Element, Style] = {}
        initial = replace(_INITIAL, measure=self.page.measure)
        for wrapper in cssselect2.ElementWrapper.from_xml_root(tree).iter_subtree():
            element = wrapper.etree_element
            if isinstance(element.tag, str):
                above = found.get(element.getparent(), initial)
                found[element] = _computed(element.tag, self._own(wrapper), above)
        return found

    def _own(self, wrapper: Any) -> tuple[tuple[str, str], ...]:
        """Return an element's declarations, the weightiest last, and its pseudo-elements."""
        found = [one for *_, declarations in self._matcher.match(wrapper) for one in declarations]
        return tuple((n, v) for n, v, important in sorted(found, key=lambda one: one[2]))


@lru_cache(maxsize=4096)
def _computed(tag: str, own: tuple[tuple[str, str], ...], above: Style) -> Style:
    style = above.child()
    last: dict[str, str] = {}
    for name, value in own:
        for overruled in _FONT if name == "font" else (name,):
            last.pop(overruled, None)
        last[name] = value
    # Sizes first: every other length may be counted in em.
    for name, value in sorted(last.items(), key=lambda one: one[0] not in ("font", "font-size")):
        style = apply(name, value, style)
    if not _stands_as_it_is(tag, last.get("display", "").strip().lower()):
        style = replace(style, foreign=(*style.foreign, "display"))
    return replace(style, root=style.size) if tag == "html" else style


def _stands_as_it_is(tag: str, display: str) -> bool:
    """Whether a value of ``display`` leaves an element what XHTML has it: a block, or in a line."""
    if display in ("", "inherit", "unset", "none"):
        return True
    block = display in ("block", "flow-root", "list-item") or display.startswith("table")
    return block if tag in BLOCK_LEVEL or tag in ("html", "body") else display == "inline"


_GENERIC = frozenset(
    {"cursive", "fantasy", "inherit", "initial", "math", "monospace", "sans-serif", "serif",
     "system-ui", "unset"}
)  # fmt: skip


def _families(declarations: Sequence[tuple[str, str, bool]]) -> Iterator[str]:
    """Yield the type families that declarations name."""
    for name, value, _ in declarations:
        if name in ("font", "font-family"):
            style = apply(name, value, replace(_INITIAL, family=""))
            yield from (one for one in (style.family, *style.spare) if one.lower() not in _GENERIC)


def _parsed(rule: QualifiedRule | AtRule) -> list[Node]:
    return tinycss2.parse_blocks_contents(  # type: ignore[no-any-return]
        rule.content or (), skip_comments=True, skip_whitespace=True
    )


def _declarations(content: list[Node]) -> Iterator[tuple[str, str, bool]]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if isinstance(one, Declaration):
            yield one.lower_name, tinycss2.serialize(one.value), one.important


def _face(rule: AtRule) -> Iterator[FontFace]:
    style, path = Style(), ""
    for one in _parsed(rule):
        if not isinstance(one, Declaration):
            continue
        if one.lower_name == "src":
            path = next(_addresses(one.value), "")
        else:
            style = apply(one.lower_name, tinycss2.serialize(one.value), style)
    if path:
        yield FontFace(style.family, style.weight, style.italic, path)


def _addresses(tokens: list[Node]) -> Iterator[str]:
    for token in tokens:
        if isinstance(token, URLToken):
            yield token.value
        elif isinstance(token, FunctionBlock) and token.lower_name == "url" and token.arguments:
            yield token.arguments[0].value


def _head(rule: AtRule, style: Style) -> Style:
    """Return the style of running heads as an ``@page`` rule for every page changes it."""
    for box in () if significant(rule.prelude) else _parsed(rule):
        if isinstance(box, AtRule) and box.lower_at_keyword == "top-center":
            for name, value, _ in _declarations(box.content):
                style = apply(name, value, style)
    return style


def _page(rule: AtRule, page: PageBox) -> PageBox:
    """Return the page box as an ``@page`` rule changes it; rules for some pages only do not."""
    if significant(rule.prelude):
        return page
    for one in _parsed(rule):
        if not isinstance(one, Declaration):
            continue
        tokens = significant(one.value)
        if one.lower_name == "margin":
            page = replace(page, margin=sides(tokens, _INITIAL))
        elif one.lower_name == "size" and len(tokens) == 2 and not words(tokens):
            width, height = (length(token, _INITIAL) for token in tokens)
            page = replace(page, width=width or page.width, height=height or page.height)
    return page

"""What holds for every text: idempotence, fidelity, no line broken before a sign."""

from __future__ import annotations

import re
from copy import deepcopy

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from publish.book import Element, text_of
from publish.characters import BLOCK_MARK, EM_SPACE
from publish.typography import profile_of, set_trees
from publish.typography.engine.flat_text import FlatText
from publish.typography.engine.protect import protect
from publish.typography.engine.signs import BREAKABLE

# Pieces that rules look for, so that chance brings them together often.
PIECES = (
    "mot Oui É A à X XIX XIXe XIXème Ier II e er 1 12 10 000 14 juillet siècle République Louis M. "
    "Mme Mr Mgr n° no p. t. op. cit. J.-C. av. V. I. de d' l' ' 'n' 'tite \" « » “ ” << >> — – - "
    "-- ... … .. .... . , ; : ! ? ( ) [ ] % € km h h30 x × ° C etc oe coeur Etat ETAT 12:30 :-) "
    ":tada: [^1] & / \\ § 🎉 ² é ´ ‘ ’ s. min '68 2'33 _ # = * 1er 2nd 2e http://a.fr/;x a@b.fr"
).split(" ")
SPACES = (" ", " ", " ", "", "  ", "\n", "\u00a0", "\u202f", "\u2009")
PLAIN = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")

texts = st.lists(
    st.tuples(st.sampled_from(PIECES) | st.text(PLAIN, max_size=3), st.sampled_from(SPACES)),
    max_size=10,
).map(lambda pairs: "".join(piece + space for piece, space in pairs))

profiles = st.sampled_from(["imprimerie-nationale", "romand", "oqlf", "fine-partout"]).map(
    profile_of
)


@st.composite
def inlines(draw: st.DrawFn, depth: int = 0) -> Element:
    """An element within a line, with its tail."""
    tag = draw(st.sampled_from("em strong a sup code br img call lang rom".split()))
    attributes = {
        "call": {"class": "call", "data-note": "1"},
        "lang": {"lang": "en"},
        "rom": {"class": "rom"},
    }.get(tag, {})
    name = {"call": "a", "lang": "span", "rom": "span"}.get(tag, tag)
    element = etree.Element(name, dict(attributes))
    if name not in ("br", "img") and tag != "call":
        fill(draw, element, depth + 1)
    element.tail = draw(texts)
    return element


def fill(draw: st.DrawFn, element: Element, depth: int) -> None:
    element.text = draw(texts)
    if depth < 3:
        element.extend(draw(st.lists(inlines(depth), max_size=2)))


@st.composite
def trees(draw: st.DrawFn) -> Element:
    """A section of a few blocks."""
    section = etree.Element("section")
    for tag in draw(st.lists(st.sampled_from("p p p h2 li td".split()), min_size=1, max_size=3)):
        fill(draw, etree.SubElement(section, tag), 0)
    return section


def markup(tree: Element) -> str:
    return etree.tostring(tree, encoding="unicode")


def opaque(tree: Element) -> list[str]:
    return [markup(e) for e in tree.iter("code", "span") if e.tag == "code" or e.get("lang")]


@given(trees(), profiles)
@settings(max_examples=200, deadline=None)
def test_setting_twice_is_setting_once(tree: Element, chosen: object) -> None:
    set_trees([tree], chosen)  # type: ignore[arg-type]
    once = deepcopy(tree)
    set_trees([tree], chosen)  # type: ignore[arg-type]
    assert markup(tree) == markup(once)


@given(trees(), profiles)
@settings(max_examples=200, deadline=None)
def test_no_line_can_break_before_a_sign(tree: Element, chosen: object) -> None:
    set_trees([tree], chosen)  # type: ignore[arg-type]
    run = FlatText([tree])
    assume(BLOCK_MARK + EM_SPACE not in run.text)
    protect(run)
    assert not re.search(rf"[{BREAKABLE}](?:[;!?»]|:(?![:=]))|«[{BREAKABLE}]", run.text)


@given(trees(), profiles)
@settings(max_examples=100, deadline=None)
def test_protected_nodes_keep_their_text(tree: Element, chosen: object) -> None:
    before = opaque(tree)
    set_trees([tree], chosen)  # type: ignore[arg-type]
    assert [m.partition(">")[0] for m in opaque(tree)] == [m.partition(">")[0] for m in before]
    assert [inner(m) for m in opaque(tree)] == [inner(m) for m in before]


def inner(text: str) -> str:
    """The markup of an element without its tail."""
    return text[: text.rfind("</")]


# Figures are left out: they make ordinals of the letters after them (« 2è » is set « 2ᵉ »).
@given(st.text(st.characters(categories=("L", "Zs")), max_size=200))
@settings(max_examples=300, deadline=None)
def test_letters_alone_stay_what_they_are(text: str) -> None:
    tree = etree.Element("p")
    tree.text = text
    set_trees([tree], profile_of())
    assert letters(text_of(tree)) == letters(text)


def letters(text: str) -> str:
    """The letters of a text; ligatures and accents on capitals undone."""
    for ligature, pair in (("œ", "oe"), ("æ", "ae"), ("Œ", "Oe"), ("Æ", "Ae"), ("×", "x")):
        text = text.replace(ligature, pair)
    text = text.replace("OE", "Oe").replace("AE", "Ae")
    return "".join(text.translate(str.maketrans("ÀÂÇÉÈÊÎÔ", "AACEEEIO")).split())


@given(st.sampled_from(PIECES), st.integers(min_value=1, max_value=1000))
@settings(max_examples=60, deadline=None)
def test_a_piece_repeated_is_set_too(piece: str, times: int) -> None:
    tree = etree.Element("p")
    tree.text = piece * times
    set_trees([tree], profile_of())
    once = text_of(tree)
    set_trees([tree], profile_of())
    assert text_of(tree) == once

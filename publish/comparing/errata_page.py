"""An errata list as a page: read on a screen, printed on paper, heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from publish.comparing.errata import Erratum, Words, spaced
from publish.messages import N_, Translate, language

_STYLE: Final = """
:root{color-scheme:light dark;--rule:#bbb;--old:#8a1c1c;--new:#14532d;--at:#595959}
@media (prefers-color-scheme:dark){:root{--rule:#555;--old:#f0a3a3;--new:#9fd8ae;--at:#b0b0b0}}
body{font:1.06rem/1.55 "Libertinus Serif",Georgia,"Times New Roman",serif;max-width:44rem;
margin:3rem auto;padding:0 1.2rem}
h1{font-size:1.7rem;font-weight:normal;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.15rem;font-weight:normal;font-style:italic;margin:2.4rem 0 .6rem;
break-after:avoid}
.states,.at{color:var(--at)}.states{margin:0 0 1rem}
ol{list-style:none;margin:0;padding:0}
li{border-top:1px solid var(--rule);padding:.7rem 0;display:grid;grid-template-columns:4.5rem 1fr;
column-gap:1rem;break-inside:avoid}
.at{font-size:.85rem;padding-top:.15rem}
dl{margin:0;display:grid;grid-template-columns:6.2rem 1fr;gap:.1rem .8rem}
dt{font-variant-caps:small-caps;color:var(--at)}dd{margin:0}
del{color:var(--old);text-decoration-thickness:1px}
ins{color:var(--new);text-decoration:none;font-weight:bold}
small{font-variant-caps:small-caps;font-size:inherit}
@media (max-width:34rem){li,dl{grid-template-columns:1fr}dd{margin-left:1rem}}
@page{size:A5;margin:18mm 16mm}
@media print{body{margin:0;max-width:none;padding:0;font-size:10pt}:root{--old:#000;--new:#000;
--at:#333}}
"""
_OLD, _NEW = N_("instead of"), N_("read")
_PUT_IN, _TAKEN_OUT = N_("put in"), N_("taken out")
_ERRATA, _NOTHING = N_("Errata"), N_("No word has changed.")
_TITLE, _NOTE = N_("title"), N_("note")


def errata_page(
    found: Sequence[Erratum], states: tuple[str, str], title: str, translate: Translate
) -> str:
    """Return the page; ``states``: what the two states are called."""
    parts = "\n".join(_parts(found, states, title, translate))
    heading = escape(" · ".join(one for one in (translate(_ERRATA), title) if one))
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{heading}</title>\n<style>{_STYLE}</style></head>\n<body><main>\n{parts}\n"
        "</main></body></html>\n"
    )


def _parts(
    found: Sequence[Erratum], states: tuple[str, str], title: str, _: Translate
) -> Iterator[str]:
    yield f"<h1>{escape(_(_ERRATA))}{f' <i>{escape(title)}</i>' if title else ''}</h1>"
    yield f'<p class="states">{escape(states[0])} → {escape(states[1])}</p>'
    if not found:
        yield f"<p>{escape(_(_NOTHING))}</p>"
    for place, group in groupby(found, lambda one: one.place):
        yield f"<h2>{escape(place)}</h2>" if place else ""
        yield "<ol>"
        for one in group:
            where = escape(place_of_erratum(one, _))
            yield f'<li><span class="at">{where}</span>{_item(one, _)}</li>'
        yield "</ol>"


def place_of_erratum(one: Erratum, _: Translate) -> str:
    """Return where a change stands: ``§ 12``, ``§ 12, note``, title."""
    if not one.number:
        return _(_TITLE)
    where = f"§ {one.number}"
    return f"{where}, {_(_NOTE)}" if one.note else where


def _item(one: Erratum, _: Translate) -> str:
    if one.whole:
        words, name, tag = (one.new, _PUT_IN, "ins") if one.new else (one.old, _TAKEN_OUT, "del")
        return f"<dl><dt>{_(name)}</dt><dd><{tag}>{_marked(words)}</{tag}></dd></dl>"
    before, after = (
        f"… {_marked(one.before)}" if one.before else "",
        _marked(one.after, first=False),
    )
    after = f"{after} …" if one.after else ""
    old = _changed("del", one.old, before, after)
    new = _changed("ins", one.new, before, after)
    return f"<dl><dt>{_(_OLD)}</dt><dd>{old}</dd><dt>{_(_NEW)}</dt><dd>{new}</dd></dl>"


def _changed(tag: str, words: Words, before: str, after: str) -> str:
    """Return changed words between those that stayed."""
    inner = f"<{tag}>{_marked(words)}</{tag}>" if words else ""
    lead = " " if before and words and words[0].space else ""
    return f"{before}{lead}{inner}{after}"


def _marked(words: Words, *, first: bool = True) -> str:
    """Return words as HTML, in the elements that make them stand out."""
    made: list[str] = []
    for style, group in groupby(words, lambda word: word.style):
        run = list(group)
        text = escape(spaced(tuple(run)))
        if not made and first:
            text = text.lstrip()
        lead = text[: len(text) - len(text.lstrip())]
        text = text.lstrip()
        for element in style:
            text = f"<{element}>{text}</{element}>"
        made.append(lead + text)
    return "".join(made)

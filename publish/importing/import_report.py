"""The report of an import: what came, what was set aside and why, what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from publish.importing.bringing_in import Brought
from publish.importing.word_proof import Miss
from publish.messages import N_, Translate, language

_LABELS = {
    "words": N_("words"),
    "notes": N_("notes"),
    "pictures": N_("pictures"),
    "tables": N_("tables"),
}
_STYLE = (
    "body{font:16px/1.5 serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:.2rem .8rem;"
    "text-align:left}td.n{text-align:right}li{margin:.3rem 0}mark{background:#fe9}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem}.at{color:#555;font-size:.9em}"
)


def report_page(brought: Brought, name: str, translate: Translate) -> str:
    """Return the report as a page of HTML."""
    parts = "\n".join(_parts(brought, name, translate))
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{escape(name)}</title><style>{_STYLE}</style></head><body>\n{parts}\n"
        "</body></html>\n"
    )


def _parts(brought: Brought, name: str, _: Translate) -> Iterator[str]:
    proof = brought.proof
    yield f"<h1>{escape(_(N_('What came of {name}')).format(name=name))}</h1>"
    yield (
        f"<table><tr><th></th><th>{_(N_('in the file'))}</th><th>{_(N_('in the texts'))}</th></tr>"
    )
    rows = (
        ("words", proof.words, proof.kept),
        ("notes", proof.source.notes, proof.texts.notes),
        ("pictures", proof.source.pictures, proof.texts.pictures),
        ("tables", proof.source.tables, proof.texts.tables),
    )
    for label, there, here in rows:
        yield (
            f"<tr><td>{_(_LABELS[label])}</td><td class=n>{there}</td><td class=n>{here}</td></tr>"
        )
    yield "</table>"
    yield f"<h2>{_(N_('Texts'))}</h2><ul>"
    yield from (f"<li>{escape(text)}</li>" for text in brought.texts)
    yield "</ul>"
    yield from _misses(_(N_("Words of the file that did not come over")), proof.lost)
    yield from _misses(_(N_("Words that the file does not have")), proof.added)
    if brought.diagnostics:
        yield f"<h2>{_(N_('To look at'))}</h2><ul>"
        for one in brought.diagnostics:
            place = f' <span class="at">{escape(one.place)}</span>' if one.place else ""
            yield f"<li>{escape(one.say(one.rule.message, _))}{place}</li>"
        yield "</ul>"
    if proof.asides:
        yield f"<h2>{_(N_('Set aside'))}</h2><ul>"
        for aside in proof.asides:
            yield f"<li>{escape(_(aside.reason))}: <q>{escape(aside.text)}</q></li>"
        yield "</ul>"


def _misses(title: str, misses: Iterable[Miss]) -> Iterator[str]:
    listed = list(misses)
    if not listed:
        return
    yield f"<h2>{title}</h2><ul>"
    for miss in listed:
        word = escape(miss.word)
        around = escape(miss.around).replace(word, f"<mark>{word}</mark>", 1)
        times = f" × {miss.times}" if miss.times > 1 else ""
        yield f"<li><b>{word}</b>{times}: <q>… {around} …</q></li>"
    yield "</ul>"

"""Markup of other tools that is not understood: found where it stands, and told.

``[[lien]]`` → M015; ``==mot==`` → M016; ``\\emph{mot}`` → M017; ``$x^2$`` → M018; ``[@clef]`` →
M019
"""

from __future__ import annotations

import re

from publish.manuscript import faults
from publish.manuscript.markdown.attributes import attributes_at, raw_format_at
from publish.manuscript.markdown.reading import MarkdownReading

_WIKI = re.compile(r"\[\[[^\[\]\n]+\]\](?!\()")
_MARK = re.compile(r"(?<!=)==(?=[^\s=])[^=\n]*(?<=[^\s=])==(?!=)")
_COMMAND = re.compile(
    r"\\(?:[A-Za-z]+\*?(?:\[[^\]\n]*\])?\{|(?:newpage|pagebreak|clearpage|noindent|bigskip|medskip"
    r"|smallskip|hfill|ldots|dots|LaTeX|TeX|centering|par|index|label|ref|cite)(?![A-Za-z]))"
)
_DISPLAYED = re.compile(r"\$\$(?:[^$\\]|\\.)+\$\$", re.DOTALL)
_FORMULA = re.compile(r"\$(?=[^\s$])(?:[^$\\\n]|\\.|\n(?!\s*\n))*?(?<=[^\s\\])\$(?![0-9$])")
_BRACKETED = re.compile(r"\\\((?=[^)]*[\^_=+<>\\])(?:[^\\]|\\(?!\)))+\\\)", re.DOTALL)
_KEY = re.compile(r"(?<![\w@./])-?@(\{[^{}\n]+\}|[A-Za-z_]\w*(?:[:.#$%&+?<>~/-]\w+)*)")
_IN_BRACKETS = re.compile(r"(?:^|[\s;(\-])-?@\{?[A-Za-z0-9_]")
_REFERENCE = re.compile(r"(?:fig|tbl|tab|sec|eq|lst|thm|exm|nte|tip|wrn)[-:]", re.IGNORECASE)
_BRACES = re.compile(r"\{\{.{0,200}?\}\}|\{[%#].{0,200}?[%#]\}")
_SHORT = 40


def wiki_link(text: str, at: int) -> int:
    """Return the end of ``[[…]]`` at a place, 0 where there is none."""
    found = _WIKI.match(text, at)
    return found.end() if found else 0


def tell_wiki(text: str, line: int, reading: MarkdownReading) -> None:
    reading.tell(faults.WIKI_LINK, line, text=cut(text))


def tell_mark(text: str, at: int, line: int, reading: MarkdownReading) -> None:
    if found := _MARK.match(text, at):
        reading.tell(faults.HIGHLIGHT, line, text=cut(found[0]))


def tell_command(text: str, at: int, line: int, reading: MarkdownReading) -> None:
    """Tell a command of LaTeX at a place, or a formula in its brackets."""
    if found := _COMMAND.match(text, at):
        reading.tell(faults.LATEX, line, text=cut(found[0].rstrip("{")))
    elif found := _BRACKETED.match(text, at):
        tell_formula(found[0], line, reading)


def tell_raw(form: str, line: int, reading: MarkdownReading) -> None:
    reading.tell(faults.RAW_FORMAT, line, form=form)


def formula(text: str, at: int) -> int:
    """Return the end of ``$…$`` or ``$$…$$`` at a place, by pandoc's rule; 0 for none."""
    found = _DISPLAYED.match(text, at) or _FORMULA.match(text, at)
    return found.end() if found else 0


def tell_formula(text: str, line: int, reading: MarkdownReading) -> None:
    reading.tell(faults.FORMULA, line, text=cut(text))


def tell_key(text: str, at: int, line: int, reading: MarkdownReading) -> None:
    """Tell ``@key`` and ``@fig-plan`` outside brackets."""
    found = _KEY.match(text, at)
    if found is None or text.rfind("[", 0, at) > text.rfind("]", 0, at):
        return
    rule = faults.CROSS_REFERENCE if _REFERENCE.match(found[1].lstrip("{")) else faults.BARE_KEY
    reading.tell(rule, line, text=cut(found[0]))


def tell_citation(inside: str, line: int, reading: MarkdownReading) -> None:
    """Tell ``[@key, p. 12]`` by what stands in its brackets."""
    found = _IN_BRACKETS.search(inside)
    if found is None:
        return
    key = inside[inside.index("@", found.start()) + 1 :].lstrip("{")
    rule = faults.CROSS_REFERENCE if _REFERENCE.match(key) else faults.CITATION
    reading.tell(rule, line, text=cut(f"[{inside}]"))


def tell_braces(text: str, at: int, line: int, reading: MarkdownReading) -> None:
    """Tell attributes that belong to nothing, and what a template would fill in."""
    attributes = attributes_at(text, at)
    found = _BRACES.match(text, at)
    form = raw_format_at(text, at)
    if found:
        reading.tell(faults.TEMPLATE, line, text=cut(found[0]))
    elif form or (attributes and re.match(r"\{:?\s*(?:[.#]|[\w-]+=)", attributes.written)):
        written = attributes.written if attributes else f"{{={form}}}"
        reading.tell(faults.LOOSE_ATTRIBUTES, line, text=cut(written))


def cut(text: str) -> str:
    """Return the beginning of a text, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"

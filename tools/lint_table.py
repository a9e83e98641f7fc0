"""Write docs/lint.md and docs/fr/relecture.md from the rules of the lint (``make lint-table``)."""

from __future__ import annotations

import re
from pathlib import Path

from publish.diagnostics import Rule
from publish.messages import Translate, translator
from publish.proofreading import RULES

PAGES = {"C": "docs/lint.md", "fr": "docs/fr/relecture.md"}

INTRODUCTIONS = {
    "C": """# What the lint says

`publish check` reads the manuscript before typography. A *note* is set right by typography or by
`publish check --fix`, which mends what is sure in the Markdown itself; a *warning* wants a person;
an *error* stops the build. `publish check --explain T012` says why a rule exists.

A judgement on one place goes into book.toml, always with a reason; `file`, `line` and `text` (a
part of the Markdown line) narrow it down. An ignore that matches nothing is an error.

```toml
[[ignore]]
code = "T013"
file = "kroupskaia.md"
text = "cent cent"
reason = "the author stammers"
```
""",
    "fr": """# Ce que dit la relecture

`publish check` lit le manuscrit avant la composition. Une *remarque* est corrigée par la
composition ou par `publish check --fix`, qui corrige ce qui est sûr dans le Markdown même ; un
*avertissement* demande une personne ; une *erreur* arrête la fabrication.
`publish check --explain T012` dit pourquoi une règle existe.

Un jugement sur un endroit se met dans book.toml, toujours avec une raison ; `file`, `line` et
`text` (une partie de la ligne du Markdown) le précisent. Une exception qui ne correspond plus à
rien est une erreur.

```toml
[[ignore]]
code = "T013"
file = "kroupskaia.md"
text = "cent cent"
reason = "l’auteur bégaie"
```
""",
}


def page(locale: str) -> str:
    """Return the page that lists the rules in a language."""
    translate = translator(locale)
    entries = "\n".join(_entry(rule, translate) for rule in RULES.values())
    return f"{INTRODUCTIONS[locale]}\n{entries}"


def _entry(rule: Rule, translate: Translate) -> str:
    message, hint, why = (
        re.sub(r"\{\w+\}", "…", translate(text))
        for text in (rule.message, rule.hint, rule.explanation)
    )
    return f"## {rule.code}\n\n*{translate(rule.severity.label)}*: {message}\n\n→ {hint}\n\n{why}\n"


if __name__ == "__main__":
    for locale, path in PAGES.items():
        Path(path).write_text(page(locale), "utf-8")

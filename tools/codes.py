"""Write docs/codes.md and docs/fr/codes.md from the rules themselves (``make codes``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from publish.diagnostics import Rule
from publish.messages import Translate, translator
from publish.pipeline.rules import all_rules, checks_of_the_lint

PAGES = {"C": "docs/codes.md", "fr": "docs/fr/codes.md"}

FAMILIES = {
    "B": ("The book as a whole", "Le livre dans son ensemble"),
    "C": ("Cleaning", "Le nettoyage"),
    "D": ("Files brought in", "Les fichiers importés"),
    "E": ("The EPUB", "L’EPUB"),
    "F": ("Files and commands", "Fichiers et commandes"),
    "I": ("What a printer cannot print", "Ce qu’un imprimeur ne peut pas imprimer"),
    "K": ("Catalogues", "Les catalogues"),
    "L": ("Layout", "La mise en page"),
    "M": ("The manuscript’s Markdown", "Le Markdown du manuscrit"),
    "N": ("Notes", "Les notes"),
    "O": ("An order to a printer", "La commande à l’imprimeur"),
    "P": ("Finished files", "Les fichiers finis"),
    "R": ("Corrections that come back", "Les corrections qui reviennent"),
    "S": ("Style sheets", "Les feuilles de style"),
    "W": ("Looking inside", "Regarder dedans"),
    "T": (
        "The lint: what a proofreader would query",
        "La relecture : ce qu’un correcteur relèverait",
    ),
    "X": ("The index", "L’index"),
    "Y": ("Typography", "La composition typographique"),
}
"""What the codes that begin with a letter are about; one that is not here is headed by itself."""

INTRODUCTIONS = {
    "C": """# The codes

Every fault is told with a code, a place and a hint. An *error* stops the build; a *warning* wants
a person; a *note* is told for its own sake, or is set right by typography. `publish check
--explain T012` says the same as this page, in your language. The page is made from the rules
themselves by `make codes`.

`publish check` reads the manuscript before typography; with `--fix` it mends what is sure in the
Markdown itself. A judgement on one place goes into book.toml, always with a reason; `file`, `line`
and `text` (a part of the Markdown line) narrow it down. An ignore that matches nothing is an error.

```toml
[[ignore]]
code = "T013"
file = "kroupskaia.md"
text = "cent cent"
reason = "the author stammers"
```

A check of the lint that is wrong for a whole book is left out by its code or by the name that
stands beside it here; so is a pass of [typography](typography.md). The report says so each time.

```toml
[proofreading]
without = ["unfinished-paragraphs"]

[typography]
without = ["titles"]
```
""",
    "fr": """# Les codes

Chaque faute est dite avec un code, un endroit et un conseil. Une *erreur* arrête la fabrication ;
un *avertissement* demande une personne ; une *remarque* est dite pour elle-même, ou corrigée par la
composition. `publish check --explain T012` dit la même chose que cette page, dans votre langue.
La page est faite à partir des règles elles-mêmes par `make codes`.

`publish check` lit le manuscrit avant la composition ; avec `--fix`, elle corrige ce qui est sûr
dans le Markdown même. Un jugement sur un endroit se met dans book.toml, toujours avec une raison ;
`file`, `line` et `text` (une partie de la ligne du Markdown) le précisent. Une exception qui ne
correspond plus à rien est une erreur.

```toml
[[ignore]]
code = "T013"
file = "kroupskaia.md"
text = "cent cent"
reason = "l’auteur bégaie"
```

Une vérification de la relecture qui ne convient pas à tout un livre s’écarte par son code ou par
le nom qui le suit ici ; de même une passe de la [typographie](typographie.md). Le rapport le dit à
chaque fois.

```toml
[proofreading]
without = ["unfinished-paragraphs"]

[typography]
without = ["titles"]
```
""",
}

_FIELD = re.compile(r"\{\w+\}")


def page(locale: str) -> str:
    """Return the page that lists the rules in a language."""
    return "\n".join((INTRODUCTIONS[locale], *_families(locale, translator(locale))))


def _families(locale: str, translate: Translate) -> Iterator[str]:
    names = checks_of_the_lint()
    for letter, rules in groupby(all_rules().values(), lambda rule: rule.code[0]):
        titles = FAMILIES.get(letter, (letter, letter))
        yield f"## {titles[locale == 'fr']}\n"
        for rule in rules:
            yield _entry(rule, names.get(rule.code, ""), translate)


def _entry(rule: Rule, name: str, translate: Translate) -> str:
    def said(text: str) -> str:
        return _FIELD.sub("…", translate(text)).replace("{{", "{").replace("}}", "}")

    parts = [
        f"### {rule.code}" + (f" {name}" if name else ""),
        f"*{translate(rule.severity.label)}*: {said(rule.message)}",
        f"→ {said(rule.hint)}" if rule.hint else "",
        said(rule.explanation) if rule.explanation else "",
        f"```markdown\n{rule.example}\n```" if rule.example else "",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


if __name__ == "__main__":
    for locale, path in PAGES.items():
        Path(path).write_text(page(locale), "utf-8")

"""One small book with everything a structure tree can hold, as its finished files."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image

from publish.pipeline.products import BookProducts
from tests.books import write_book

SENTENCE = "Les barques restaient amarrées et le marchand de vin comptait ses pièces. "
LONG = SENTENCE * 9

TEXT = f"""# Un titre {{#lettre}}

{LONG}

{LONG}Il lut *deux* fois la lettre[^1] de [Novaïa Jizn]{{lang=ru-Latn}}. {LONG}

## Une partie

1. Premier point[^2].
2. Second point.

> {LONG}

| Année | Récolte |
|-------|---------|
| 1917  | mauvaise |

![Plan de la ville](plan.png)

{LONG}

{LONG}Une [lettre](#lettre) vint. {LONG}

[^1]: Première note. {LONG}
[^2]: Seconde note.
"""

TOML = """\
title = "Essai"
slug = "essai"
texts = ["a.md"]
date = 2026-01-01
[print]
{print}
"""

INDEX = '[[entry]]\nheading = "barques"\nforms = ["barques"]\n'


def workshop(root: Path, options: str = "") -> BookProducts:
    """Return the workshop of the essay, written into ``root``."""
    shutil.rmtree(root / "manuscript", ignore_errors=True)
    write_book(root, TEXT, TOML.format(print=options), index_toml=INDEX)
    picture = Image.new("RGB", (1600, 900), (200, 120, 40))
    picture.save(root / "manuscript" / "plan.png")
    return BookProducts(root)

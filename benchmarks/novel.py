"""A corpus novel → a book to measure with: chapters, notes of every length, index marks.

    python benchmarks/novel.py ../shared/corpus/NOVEL.txt DIR [notes [marks]]

Notes are made of the novel's own sentences, drawn with a fixed seed; nothing is kept of it here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random

_CHAPTER = 5500  # words
_ENDS = re.compile(r"(?<=[a-zéè][.!?]) (?=[A-ZÉÀ«—])")
_NAME = re.compile(r"(?<=[a-zé,] )[A-ZÉ][a-zéèêïâ]{3,}\b")


def write_novel(source: Path, folder: Path, notes: int = 300, marks: int = 1500) -> None:
    """Write a book folder; ``notes`` of 1 to 12 sentences are spread evenly over its paragraphs."""
    random = Random(source.name)
    texts = [" ".join(t.split()) for t in source.read_text("utf-8").split("\n\n") if t.strip()]
    sentences = [s for text in texts for s in _ENDS.split(text) if 40 < len(s) < 400]
    long = [number for number, text in enumerate(texts) if _ENDS.search(text)]
    called = {long[i * len(long) // notes] for i in range(notes)}
    folder = folder / "manuscript"
    folder.mkdir(parents=True, exist_ok=True)
    chapters: list[list[str]] = [[]]
    words = number = 0
    for place, text in enumerate(texts):
        if words > _CHAPTER:
            chapters.append([])
            words = 0
        words += len(text.split())
        if place in called:
            number += 1
            size = random.choice((1, 1, 1, 1, 2, 2, 3, 12 if number % 50 == 0 else 2))
            body = " ".join(random.choice(sentences) for _ in range(size))
            sentence = random.choice(list(_ENDS.finditer(text)))
            at = sentence.start() - 1
            text = f"{text[:at]}[^{number}]{text[at:]}"
            chapters[-1] += [text, f"[^{number}]: {body}"]
        else:
            chapters[-1].append(text)
    names = [f"chapitre-{count}" for count in range(1, len(chapters) + 1)]
    for name, (count, chapter) in zip(names, enumerate(chapters, 1), strict=True):
        escaped = (re.sub(r"([*_`<\\])", r"\\\1", text) for text in chapter)
        content = "\n\n".join([f"# Chapitre {count}", *escaped])
        (folder / f"{name}.md").write_text(content + "\n", "utf-8")
    listed = ", ".join(f'"{name}.md"' for name in names)
    (folder / "book.toml").write_text(
        f'title = "Roman"\nslug = "roman"\ndate = 2000-01-01\ntexts = [{listed}]\n\n'
        '[[contributors]]\nname = "Anonyme"\nrole = "aut"\n',
        "utf-8",
    )
    (folder / "index.toml").write_text(_index(" ".join(texts), marks), "utf-8")


def _index(text: str, marks: int) -> str:
    """Return index entries for the commonest names, about as many occurrences as ``marks``."""
    counts: dict[str, int] = {}
    for name in _NAME.findall(text):
        counts[name] = counts.get(name, 0) + 1
    entries: list[str] = []
    for name, count in sorted(counts.items(), key=lambda item: -item[1]):
        if marks <= 0:
            break
        entries.append(f'[[entry]]\nheading = "{name}"\nforms = ["{name}"]\n')
        marks -= count
    return "\n".join(entries)


if __name__ == "__main__":
    write_novel(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))

"""What total-fit, notes, index, tags and audits cost beside plain WeasyPrint on the same novel.

    python benchmarks/cost.py ../shared/corpus/NOVEL.txt

Each way runs in a process of its own, which tells its seconds and its peak memory. Plain WeasyPrint
gets the same chapters and notes as HTML, its own line breaking and ``float: footnote``.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]

PLAIN = """
@font-face { font-family: L; src: url(FONTS/LibertinusSerif-Regular.otf) }
@font-face { font-family: L; font-style: italic; src: url(FONTS/LibertinusSerif-Italic.otf) }
@page { size: 140mm 216mm; margin: 60pt 20mm 76pt;
  @top-center { content: string(title) } @bottom-center { content: counter(page) } }
html { font: 10.5pt/14pt L; font-variant-numeric: oldstyle-nums }
body { margin: 0; hyphens: auto; text-align: justify }
h1 { break-before: right; string-set: title content() }
p { margin: 0; text-indent: 1em }
.note { float: footnote; font-size: 8.5pt; line-height: 11pt }
"""


def plain(root: Path) -> int:
    """Lay the novel out by WeasyPrint alone; return its pages."""
    from weasyprint import HTML

    from publish import manuscript
    from publish.book import text_of
    from publish.pipeline.folder import Folder

    read = manuscript.read(Folder(root / "manuscript"))
    parts = []
    for section in read.sections:
        notes = {note.label: text_of(note.body) for note in section.notes}
        for call in [a for a in section.body.iter("a") if a.get("class") == "call"]:
            call.tag = "span"
            call.set("class", "note")
            call.text = notes[call.get("data-note", "")]
        from lxml import etree

        parts.append(etree.tostring(section.body, encoding="unicode", method="html"))
    css = PLAIN.replace("FONTS", (REPOSITORY / "styles" / "fonts").as_uri())
    html = f"<html lang=fr><style>{css}</style>{''.join(parts)}</html>"
    document = HTML(string=html).render()
    document.write_pdf(pdf_tags=True)
    return len(document.pages)


def ours(root: Path) -> int:
    """Compose, lay out, audit and tag the novel; return its pages."""
    from publish.pipeline.products import BookProducts

    shop = BookProducts(root)
    shop.lecture()
    return shop.figures["pages"]


WAYS = {"plain": plain, "ours": ours}


def main(source: Path) -> None:
    from benchmarks.novel import write_novel

    with tempfile.TemporaryDirectory() as folder:
        write_novel(source, Path(folder))
        seconds: dict[str, float] = {}
        for way in WAYS:
            command = [sys.executable, __file__, "--way", way, folder]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            pages, took, memory = told.split()
            seconds[way] = float(took)
            print(f"{way}: {pages} pages, {float(took):.1f} s, {int(memory) // 1024} MB at most")
        print(f"ratio: {seconds['ours'] / seconds['plain']:.2f}")


if __name__ == "__main__":
    if sys.argv[1] == "--way":
        started = time.perf_counter()
        count = WAYS[sys.argv[2]](Path(sys.argv[3]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(count, time.perf_counter() - started, peak)
    else:
        main(Path(sys.argv[1]))

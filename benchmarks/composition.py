"""How even the lines are, beside other typesetters, on the very same text, font, size and measure.

    make bench-composition            # or: python benchmarks/composition.py [novel.txt …]

Peers are measured where they are installed: Typst from PyPI, LuaLaTeX from the system.
The yardstick is ../shared/tools/lines.py (pdfplumber): it reads finished PDFs and knows nothing of
their making.
"""

from __future__ import annotations

import datetime
import importlib.util
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
FONTS = REPOSITORY / "styles" / "fonts"
_DATE = datetime.datetime(2000, 1, 1)


def paragraphs(source: Path) -> list[str]:
    """Return a novel's paragraphs, set by the rules of French typography."""
    from lxml import etree

    from publish.book import text_of
    from publish.typography import profile_of, set_trees

    tree = etree.Element("section")
    for text in source.read_text("utf-8").split("\n\n"):
        if text.strip():
            etree.SubElement(tree, "p").text = " ".join(text.split())
    set_trees([tree], profile_of("imprimerie-nationale"))
    return [text_of(p) for p in tree]


def publish(texts: list[str], folder: Path) -> Path:
    """Set by this project."""
    from lxml import etree

    from publish.book import Kind, Section
    from publish.book.metadata import Metadata
    from publish.composition import (
        Imprint,
        PageSize,
        SectionComposer,
        placed_sections,
        print_document,
        section_record,
    )
    from publish.editions import PaintedSizes, Painter, impression_pdf, paint
    from publish.pipeline.style_folders import load_styles

    body = etree.Element("section")
    for text in texts:
        etree.SubElement(body, "p").text = text
    styles = load_styles(folder)
    painter = Painter(styles, {})
    metadata = Metadata("T", "t", ("t",))
    composer = SectionComposer(
        styles, Imprint(metadata), PaintedSizes(painter), PageSize(metadata.print.size)
    )
    started = time.perf_counter()
    composed = composer.compose(Section("t", Kind.CHAPTER, "T", body))
    seconds = time.perf_counter() - started
    lines = sum(len(area.rows) for page in composed.pages for area in page.areas)
    print(f"  composed {lines} lines in {seconds:.2f} s: {lines / seconds:.0f} lines a second")
    (run,) = placed_sections([section_record(composed, composer.frame, composer.imprint)])
    part = paint(painter.lay_out(print_document(run, styles, composer.imprint, composer.page_size)))
    return _written(folder / "publish.pdf", impression_pdf([part], [], composer.imprint, _DATE))


def weasyprint(texts: list[str], folder: Path) -> Path:
    """Set by WeasyPrint alone."""
    from weasyprint import HTML

    font = (FONTS / "LibertinusSerif-Regular.otf").as_uri()
    css = f"""@font-face {{ font-family: L; src: url({font}) }}
    @page {{ size: 140mm 216mm; margin: 60pt 20mm 76pt }} body {{ margin: 0 }}
    html {{ font: 10.5pt/14pt L; font-variant-numeric: oldstyle-nums }}
    body {{ hyphens: auto; text-align: justify }}
    p {{ margin: 0; text-indent: 1em }}"""
    body = "".join(f"<p>{escape(text)}</p>" for text in texts)
    content = HTML(string=f"<html lang=fr><style>{css}</style>{body}").write_pdf()
    return _written(folder / "weasyprint.pdf", content)


def typst(texts: list[str], folder: Path) -> Path:
    """Set by Typst."""
    import typst as library

    head = """#set page(width: 140mm, height: 216mm, margin: (top: 60pt, bottom: 76pt, x: 20mm))
#set text(font: "Libertinus Serif", size: 10.5pt, lang: "fr", number-type: "old-style",
  top-edge: 10pt, bottom-edge: -4pt)
#set par(justify: true, leading: 0pt, spacing: 0pt, first-line-indent: 1em)
"""
    special = str.maketrans({c: "\\" + c for c in "\\#*_`$<>@[]~/"})
    source = folder / "t.typ"
    source.write_text(head + "\n\n".join(t.translate(special) for t in texts), "utf-8")
    content = library.compile(str(source), font_paths=[str(FONTS)])
    return _written(folder / "typst.pdf", bytes(content))


def lualatex(texts: list[str], folder: Path, *, microtype: bool = False) -> Path:
    """Set by LuaLaTeX."""
    name = "lualatex-microtype" if microtype else "lualatex"
    head = r"""\documentclass[10pt]{article}
\usepackage[paperwidth=140mm,paperheight=216mm,hmargin=20mm,top=60pt,bottom=76pt,nohead]{geometry}
\usepackage{fontspec}\usepackage[french]{babel}\NoAutoSpacing
MICROTYPE
\setmainfont{LibertinusSerif-Regular.otf}[Path=FONTS/,Numbers=OldStyle]
\parindent=10.5bp \parskip=0pt \pagestyle{empty} \clubpenalty=10000 \widowpenalty=10000
\begin{document}\fontsize{10.5bp}{14bp}\selectfont
"""
    head = head.replace("MICROTYPE", r"\usepackage{microtype}" if microtype else "")
    head = head.replace("FONTS", str(FONTS))
    special = str.maketrans({"\\": r"\textbackslash{}", **{c: "\\" + c for c in "#$%&_{}"}})
    spaces = {"\u202f": r"\kern.125em\relax{}", "\u00a0": "~"}
    body = "\n\n".join(t.translate(special).translate(str.maketrans(spaces)) for t in texts)
    (folder / f"{name}.tex").write_text(head + body + "\n\\end{document}\n", "utf-8")
    command = ["lualatex", "-interaction=batchmode", f"{name}.tex"]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return folder / f"{name}.pdf"


def lualatex_microtype(texts: list[str], folder: Path) -> Path:
    """Set by LuaLaTeX with microtype's expansion and protrusion."""
    return lualatex(texts, folder, microtype=True)


def setters() -> list[Callable[[list[str], Path], Path]]:
    """Return this project, then the peers that are installed."""
    found: list[Callable[[list[str], Path], Path]] = [publish, weasyprint]
    if importlib.util.find_spec("typst"):
        found.append(typst)
    if shutil.which("lualatex"):
        found += [lualatex, lualatex_microtype]
    return found


def yardstick() -> Callable[[str], dict[str, Any]]:
    """Return the function that measures a PDF's lines."""
    path = SHARED / "tools" / "lines.py"
    spec = importlib.util.spec_from_file_location("lines", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not there: nothing to measure with")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    measure: Callable[[str], dict[str, Any]] = module.measure
    return measure


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def main(sources: list[Path]) -> None:
    measure = yardstick()
    columns = (
        "text",
        "set by",
        "seconds",
        "lines",
        "spread, em",
        "mean gap",
        "> 0.4 em",
        "divided",
    )
    print("| " + " | ".join((*columns, "overfull", "ladder")) + " |")
    print("|" + "---|" * (len(columns) + 2))
    for source in sources:
        texts = paragraphs(source)
        for setter in setters():
            with tempfile.TemporaryDirectory() as folder:
                started = time.perf_counter()
                pdf = setter(texts, Path(folder))
                seconds = time.perf_counter() - started
                found = measure(str(pdf))
            print(
                f"| {source.stem} | {setter.__name__} | {seconds:.1f} | {found['lines']} | "
                f"{found['spread']:.4f} | {found['median']:.3f} | {found['loose']:.2%} | "
                f"{found['divided']:.1%} | {found['overfull']} | {found['ladder']} |",
                flush=True,
            )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given or sorted((SHARED / "corpus").glob("*.txt"))[:2])

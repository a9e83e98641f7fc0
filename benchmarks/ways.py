"""The ways to make the novel that peers.py measures: what is run, what it leaves, what it gives."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.rebuilds import PUBLISH, TARGETS

REPOSITORY = Path(__file__).resolve().parents[1]
HERE = REPOSITORY / "benchmarks" / "peers"
FONTS = REPOSITORY / "styles" / "fonts"
NODE = HERE / "node_modules" / ".bin"
TYPST = REPOSITORY / "build" / "typst" / "bin" / "python"
CHROMIUM = shutil.which("chromium") or "chromium"

_TYPST = (
    "import sys, typst; typst.compile('book.typ', output='typst.pdf', font_paths=['fonts'],"
    " sys_inputs=dict.fromkeys(sys.argv[1:], 'yes'))"
)
_WEASYPRINT = (
    "import sys, weasyprint;"
    " weasyprint.HTML(sys.argv[1]).write_pdf('weasyprint.pdf', pdf_tags=True)"
)
_BUILD = (*PUBLISH, "-C", "novel", "build", *TARGETS)
_TEX = (
    *("pandoc", "novel.md", "-o", "novel.tex", "--template", "book.latex"),
    *("-V", f"fonts={FONTS}", "--top-level-division=chapter"),
)
_LATEXMK = ("latexmk", "-lualatex", "-interaction=batchmode", "novel.tex")
_REPEATED = "index with every folio, repeated; no EPUB, nothing for the printer"

Command = tuple[str, ...]


def _paged(source: str) -> Command:
    options = ("--browserArgs", "--no-sandbox", "-t", "1800000", "--outline-tags", "h1")
    return (str(NODE / "pagedjs-cli"), source, "-o", "paged.pdf", *options)


def _vivliostyle(source: str) -> Command:
    options = ("-d", "-o", "vivliostyle.pdf", "--executable-browser", CHROMIUM, "-t", "1800")
    return (str(NODE / "vivliostyle"), "build", source, *options)


@dataclass(frozen=True)
class Way:
    """A way to make the novel: commands in a folder of its own, and the file that they leave."""

    name: str
    commands: tuple[Command, ...]
    output: str
    gives: str
    kept: bool = False
    """Whether it goes on in the folder of the way before it."""
    env: dict[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        names = dict.fromkeys(command[0] for command in self.commands)
        return [Path(name).name for name in names if not shutil.which(name)]


LECTURE = "novel/dist/roman-lecture.pdf"
WORD = ("cp", "changed-chapter.md", "novel/manuscript/chapitre-7.md")
BROWSER = {"PUPPETEER_EXECUTABLE_PATH": CHROMIUM}
WAYS = (
    Way("publish, everything", (_BUILD,), LECTURE, "EPUB, screen PDF, printer's PDF/X, index"),
    Way("publish, one word changed", (WORD, _BUILD), LECTURE, "the same", kept=True),
    Way("publish, nothing changed", (_BUILD,), LECTURE, "the same", kept=True),
    Way(
        "Typst",
        ((str(TYPST), "-c", _TYPST),),
        "typst.pdf",
        "no index, no EPUB, nothing for the printer",
    ),
    Way(
        "Typst, index",
        ((str(TYPST), "-c", _TYPST, "index"),),
        "typst.pdf",
        "index by a script of 20 lines; no EPUB, nothing for the printer",
    ),
    Way(
        "LuaLaTeX",
        (_TEX, _LATEXMK),
        "novel.pdf",
        "no index, no EPUB, nothing for the printer",
    ),
    Way(
        "LuaLaTeX, index",
        ((*_TEX, "-V", "index=yes"), _LATEXMK),
        "novel.pdf",
        "index by makeindex; no EPUB, nothing for the printer",
    ),
    Way(
        "LuaLaTeX, index, one word changed",
        (("cp", "changed.md", "novel.md"), (*_TEX, "-V", "index=yes"), _LATEXMK),
        "novel.pdf",
        "the same",
        kept=True,
    ),
    Way(
        "WeasyPrint",
        ((sys.executable, "-c", _WEASYPRINT, "novel.html"),),
        "weasyprint.pdf",
        "no index, no EPUB, nothing for the printer",
    ),
    Way(
        "WeasyPrint, index",
        ((sys.executable, "-c", _WEASYPRINT, "indexed.html"),),
        "weasyprint.pdf",
        _REPEATED,
    ),
    Way(
        "Paged.js",
        (_paged("novel.html"),),
        "paged.pdf",
        "no index, no word divided, no EPUB, nothing for the printer",
        env=BROWSER,
    ),
    Way(
        "Paged.js, index",
        (_paged("indexed.html"),),
        "paged.pdf",
        f"no word divided; {_REPEATED}",
        env=BROWSER,
    ),
    Way(
        "Paged.js, soft hyphens",
        (_paged("soft.html"),),
        "paged.pdf",
        "no index, no EPUB, nothing for the printer",
        env=BROWSER,
    ),
    Way(
        "Vivliostyle",
        (_vivliostyle("soft.html"),),
        "vivliostyle.pdf",
        "no index, no EPUB, nothing for the printer",
    ),
    Way(
        "Vivliostyle, index",
        (_vivliostyle("soft-indexed.html"),),
        "vivliostyle.pdf",
        _REPEATED,
    ),
    Way(
        "pandoc, EPUB",
        (("pandoc", "novel.md", "-o", "novel.epub", "--toc"),),
        "novel.epub",
        "notes at the end of chapters; no index, no folios, no cover",
    ),
)

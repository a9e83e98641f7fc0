"""What a build rests on besides the book: the tool itself as a digest, and the date it is told."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from itertools import product
from pathlib import Path

from publish.pipeline.store import digest

_LIBRARIES = (
    "cssselect2 deflate ebooklib fonttools jinja2 lxml markdown pikepdf pillow pydantic pydyf "
    "pypdfium2 pyphen python-barcode pyuca pyyaml tinycss2 tinyhtml5 uharfbuzz "
    "weasyprint"
).split()
ELSEWHERE = frozenset(
    {"__pycache__", "catalogue", "cleaning", "cli", "comparing", "importing", "inspect", "locales",
     "preflight", "preview", "proofreading", "receiving", "sending", "styles"}
)  # fmt: skip
"""Folders of the package that shape no target; styles are counted with the book's own."""
_MESSAGE = re.compile(rb"""\bN_\((?:\s*(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))+""")
"""A message as it is written in the source: what is said of a book is not in it."""


_FOLDERS = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
_SYSTEM = ("libpango-1.0.*", "libharfbuzz.*", "libfontconfig.*")
"""Where the libraries lie that WeasyPrint finds on the system; their files' names say which."""


@cache
def tools() -> str:
    """Return the digest of this package's files and of the versions of libraries."""
    libraries = (f"{name} {version(name)}".encode() for name in _LIBRARIES)
    package = package_digest(Path(__file__).parents[1])
    return digest(sys.version.encode(), *libraries, *_system(), package.encode())


def package_digest(package: Path) -> str:
    """Return the digest of the package's files that shape what is made; how messages are worded
    does not count."""
    paths = (path for path in package.rglob("*") if path.is_file())
    named = sorted((path.relative_to(package).as_posix(), path) for path in paths)
    return digest(
        *(
            part
            for name, path in named
            if not ELSEWHERE & set(name.split("/"))
            for part in (name.encode(), _MESSAGE.sub(b"N_(", path.read_bytes()))
        )
    )


def _system() -> Iterator[bytes]:
    """Yield the names of the system's libraries, their versions in them."""
    places = [Path(folder) for folder in _FOLDERS]
    places += sorted(places[0].glob("*-linux-*"))  # Debian's, by machine
    for place, pattern in product(places, _SYSTEM):
        yield from sorted(str(path.resolve()).encode() for path in place.glob(pattern))


def epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH, seconds since 1970, where it is set."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isdecimal() else None

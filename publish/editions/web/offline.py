"""The copy that a reader may keep of the web edition, and take back: worker, manifest, icon.

A worker is asked for by the reader (``web/offline.js``) and never otherwise.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from xml.sax.saxutils import escape

from publish.book.metadata import Metadata
from publish.characters import plain_spaces

ICON, MANIFEST, WORKER = "icon.svg", "manifest.webmanifest", "sw.js"
_GROUND = "#7d1a1c"


def icon(metadata: Metadata) -> bytes:
    """Return the edition's icon: the first letter of its title."""
    letter = next((c for c in metadata.title if c.isalnum()), "·").upper()
    ground = metadata.cover.accent or _GROUND
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="8" fill="{ground}"/><text x="32" y="47" fill="#fff"'
        f' font-family="serif" font-size="44" text-anchor="middle">{escape(letter)}</text></svg>\n'
    ).encode()


def manifest(metadata: Metadata) -> bytes:
    """Return the web application manifest."""
    title = plain_spaces(metadata.title)
    told = {
        "name": title,
        "short_name": title[:30],
        "lang": metadata.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#fffdf9",
        "theme_color": "#fffdf9",
        "icons": [{"src": ICON, "sizes": "any", "type": "image/svg+xml"}],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def worker(script: str, metadata: Metadata, files: Mapping[str, bytes]) -> bytes:
    """Return the worker that keeps the files; another edition of them makes another copy."""
    version = hashlib.blake2b(digest_size=8)
    for path, content in sorted(files.items()):
        version.update(path.encode() + b"\0" + content)
    kept = {
        "name": f"{metadata.slug}-",
        "version": version.hexdigest(),
        "files": sorted(files),
    }
    return f"const edition = {json.dumps(kept, ensure_ascii=False)}\n{script}".encode()

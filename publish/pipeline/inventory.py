"""Which files of a folder are ours: a list kept in it, or beside it where it is to be sent.

A folder that is put on a host or sent to a printer also holds what its owner puts there (``.git``,
``CNAME``, a retouched cover): only what stands in the list is ever replaced or removed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

INVENTORY: Final = ".written.json"

_HOSTS: Final = frozenset({"CNAME", "robots.txt", "_headers", "_redirects"})
"""Files for a host: what is kept of a folder that was made before there were inventories."""


def inventory(names: Collection[str]) -> bytes:
    """Return the list of files of a folder, by their paths in it."""
    return json.dumps(sorted(names), ensure_ascii=False, indent=0).encode()


def written(path: Path) -> frozenset[str] | None:
    """Return the files that a inventory names; None where there is none."""
    try:
        names = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return frozenset(str(name) for name in names) if isinstance(names, list) else None


def rescue(old: Path, place: Path) -> None:
    """Move what is not ours from a folder to the one that takes its place, and remove the rest."""
    for name in list(_strangers(old)):
        target = place / name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            (old / name).rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _strangers(folder: Path) -> Iterator[str]:
    ours = written(folder / INVENTORY)
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            if entry.name != INVENTORY:
                yield entry.name
        elif ours is None:
            if entry.name in _HOSTS:
                yield entry.name
        elif entry.is_dir() and not entry.is_symlink():
            files = (file for file in sorted(entry.rglob("*")) if not file.is_dir())
            names = (file.relative_to(folder).as_posix() for file in files)
            yield from (name for name in names if name not in ours)
        elif entry.name not in ours:
            yield entry.name

"""Write docs/typography-cases.tsv, the cases as one file (``make typography-cases``).

One case a line, under a head: kind, profile, typed, set, why. Both texts are Markdown; ``\\n``,
``\\\\`` and ``\\uXXXX`` are escapes, so that no invisible character hides. Public domain (CC0 1.0),
so that other programs may be tried on them.
"""

from __future__ import annotations

from pathlib import Path

CASES = Path("tests/fixtures/typography")
FILE = Path("docs/typography-cases.tsv")
HEAD = "kind\tprofile\ttyped\tset\twhy"
PROFILE = "profile-"


def table() -> str:
    """Return the file's text."""
    lines = [HEAD]
    for path in sorted(CASES.glob("*.tsv")):
        profile = path.stem.removeprefix(PROFILE) if path.stem.startswith(PROFILE) else ""
        kind = "profiles" if profile else path.stem
        start = f"{kind}\t{profile or 'imprimerie-nationale'}\t"
        lines += [start + line for line in path.read_text("utf-8").splitlines()[1:]]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(table(), "utf-8")

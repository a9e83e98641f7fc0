"""An input → the same, broken: by chance, but the same for the same random numbers."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_NASTY: list[bytes | str] = [
    *(
        b"\0",
        b"\xff",
        b"\xfe",
        b"\xef\xbf\xbd",
        b"\xe2\x80\xa8",
        b"\xcc\x81",
        b"\x1b",
        b"\r",
        b"\f",
    ),
    *("\U0001f600", "\ufeff", "\u200b", "\u202e", "\ufdd0", "Й", "漢", "\u0301", "ﬁ"),
    *(
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<![CDATA[",
        "&",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "<b>",
        "<sic>",
    ),
    *(
        "[^",
        "[^1]",
        "^[",
        "](",
        "![",
        "{",
        "}",
        "{#a .b c=d}",
        "///",
        ":::",
        "```",
        "~~~",
        "|",
        "\\",
    ),
    *("$", "$$", "*", "**", "_", "`", "---", "===", "# ", "> ", "    ", "\t", "- ", "1. ", "\n\n"),
    *("[[", "]]", '"', '"""', "'", "=", "nan", "inf", "1e999", "-1", "9" * 30, "true", "[]", "{}"),
    *("http://[", "file:///etc/passwd", "javascript:1", "../../x", "//e.org", "data:,x", "%00"),
    *("\\'e", "\\u233?", "=C3", "=\n", "&eacute;", "Ã©", "\\'{e}", "´e", "1 234 fr.", "1.", "¹"),
]


def _cut(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.randrange(1, 40) :]


def _end(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    piece = random.choice(_NASTY)
    return data[:at] + (piece if isinstance(piece, bytes) else piece.encode()) + data[at:]


def _repeat(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    piece = data[start : start + random.randrange(1, 30)]
    return data[:start] + piece * random.choice((2, 3, 20, 300)) + data[start:]


def _flip(data: bytes, random: Random) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _swap(data: bytes, random: Random) -> bytes:
    one, two = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return data[two:] + data[one:two] + data[:one]


def _line(data: bytes, random: Random) -> bytes:
    lines = data.split(b"\n")
    lines.insert(random.randrange(len(lines) + 1), random.choice(lines))
    del lines[random.randrange(len(lines))]
    return b"\n".join(lines)


_MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut, _end, _insert, _insert, _repeat, _flip, _swap, _line,
)  # fmt: skip
LARGEST = 60_000


def mutated(data: bytes, random: Random) -> bytes:
    """Return the bytes after one to six accidents, 60,000 of them at most."""
    for _ in range(random.randrange(1, 7)):
        data = random.choice(_MUTATIONS)(data, random)[:LARGEST]
    return data

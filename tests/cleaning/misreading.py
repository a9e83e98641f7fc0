"""Damages clean French as files are damaged on their way: encodings, escapes, accents apart.

Nothing here is taken from the cleaner: the generators share no table with what they are to measure.
"""

from __future__ import annotations

import quopri
import re
import unicodedata
from collections.abc import Callable


def read_as(encoding: str, text: str, written: str = "utf-8") -> str:
    """Return text whose bytes were read in another encoding, as browsers do."""
    content = text.encode(written)
    return "".join(bytes([b]).decode(encoding, "ignore") or chr(b) for b in content)


def tex(text: str, braces: bool = False) -> str:
    """Return text as TeX writes it."""
    names = {"\u0301": "'", "\u0300": "`", "\u0302": "^", "\u0308": '"', "\u0327": "c ",
             "\u0303": "~", "\u030c": "v "}  # fmt: skip
    out = ""
    for char in text.replace("œ", "{\\oe}").replace("«", "\\og").replace("»", "\\fg{}"):
        base, mark = (*unicodedata.normalize("NFD", char), "")[:2]
        if mark:
            base = "\\i" if base == "i" else base
            name = names[mark].strip() if braces else names[mark]
            char = f"\\{name}{{{base}}}" if braces or base == "\\i" else f"\\{name}{base}"
        out += char
    return out


def apart(text: str, before: bool) -> str:
    """Return text with its accents beside their letters."""
    signs = {"\u0301": "´", "\u0300": "`", "\u0302": "ˆ", "\u0308": "¨", "\u0327": "¸",
             "\u0303": "˜", "\u030c": "ˇ"}  # fmt: skip
    out = ""
    for char in text:
        base, mark = (*unicodedata.normalize("NFD", char), "")[:2]
        sign = signs.get(mark, "")
        out += sign + base if before else base + sign
    return out


def legacy(text: str) -> str:
    """Return text in the signs that DOS and Latin-1 have."""
    pairs = {"’": "'", "—": "--", "–": "-", "…": "...", "œ": "oe", "Œ": "OE", "“": '"', "”": '"'}
    return "".join(pairs.get(char, char) for char in text)


def lossy(text: str, written: str, read: str) -> str:
    """Return text whose bytes were read strictly: what has no character is U+FFFD."""
    return text.encode(written, "replace").decode(read, "replace")


def numbered(text: str, form: str) -> str:
    """Return text with the number of each character beyond ASCII in a form."""
    return "".join(char if char.isascii() else form.format(ord(char)) for char in text)


CLASSES: dict[str, Callable[[str], str]] = {
    "none": str,
    "NFD": lambda t: unicodedata.normalize("NFD", t),
    "ligature signs": lambda t: t.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ"),
    **{
        f"UTF-8 as {name}": (lambda t, name=name: read_as(name, t))  # type: ignore[misc]
        for name in ("cp1252", "latin-1", "mac_roman", "cp850", "cp437", "iso8859-15")
    },
    "UTF-8 as cp1252, twice": lambda t: read_as("cp1252", read_as("cp1252", t)),
    "UTF-8 as latin-1, twice": lambda t: read_as("latin-1", read_as("latin-1", t)),
    "cp1252 as mac_roman": lambda t: read_as("mac_roman", legacy(t), "cp1252"),
    "mac_roman as cp1252": lambda t: read_as("cp1252", legacy(t), "mac_roman"),
    "cp850 as cp1252": lambda t: read_as("cp1252", legacy(t), "cp850"),
    "cp1252 as cp1251": lambda t: read_as("cp1251", legacy(t), "cp1252"),
    "HTML's references": lambda t: numbered(t, "&#{};"),
    "HTML's references, doubled": lambda t: numbered(t, "&amp;#{};"),
    "quoted-printable": lambda t: quopri.encodestring(t.encode()).decode(),
    "percent": lambda t: re.sub(
        "[^\\x00-\\x7f]", lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), t
    ),
    "JSON": lambda t: numbered(t, "\\u{:04x}"),
    "TeX": tex,
    "TeX, with braces": lambda t: tex(t, braces=True),
    "accents before": lambda t: apart(t, before=True),
    "accents after": lambda t: apart(t, before=False),
    "long s": lambda t: re.sub("s(?=[a-z])", "ſ", t),
    "latin-1 as UTF-8": lambda t: lossy(legacy(t), "latin-1", "utf-8"),
    "UTF-8 as ASCII": lambda t: lossy(t, "utf-8", "ascii"),
    "question marks": lambda t: t.encode("ascii", "replace").decode(),
    "fi, fl, ff lost": lambda t: re.sub("fi|fl|ff", "\ufffd", t),
    "fi, fl dropped": lambda t: re.sub("fi|fl", "", t),
}

"""Pictures that may be shown, and those that may not: what is wrong with each is said."""

from __future__ import annotations

import base64
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from publish.manuscript.drawings import MOST_DRAWN
from publish.manuscript.pictures import unfit

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str, before: str = "") -> bytes:
    return f"{before}<svg {NAMESPACES} viewBox='0 0 9 9'>{inside}</svg>".encode()


def picture(kind: str, **options: object) -> bytes:
    content = BytesIO()
    Image.effect_noise((60, 60), 80).save(content, kind, **options)
    return content.getvalue()


def moving(kind: str) -> bytes:
    frames = [Image.effect_noise((8, 8), 80) for _ in range(3)]
    content = BytesIO()
    frames[0].save(content, kind, save_all=True, append_images=frames[1:])
    return content.getvalue()


def png_of(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b""))


EMBEDDED = base64.b64encode(picture("PNG")).decode()

SHOWN = {
    "plain": drawing("<rect width='5' height='5' fill='url(#g)'/>"),
    "link out": drawing("<a href='https://example.org/'><rect width='5' height='5'/></a>"),
    "picture within": drawing(f"<image href='data:image/png;base64,{EMBEDDED}'/>"),
    "used twice": drawing("<g id='a'><path d='M0 0'/></g><use href='#a'/><use xlink:href='#a'/>"),
    "doctype of SVG 1.1": drawing(
        "<rect/>",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_drawing_that_shows_itself_only_is_shown(name: str) -> None:
    assert unfit("a.svg", SHOWN[name]) == ""


REFERS = {
    "import": drawing("<style>@import url(https://e.org/x.css);</style>"),
    "import without url": drawing("<style>@import 'x.css';</style>"),
    "style sheet": drawing("<style>rect { fill: url(https://e.org/y#z) }</style>"),
    "style attribute": drawing("<rect style='fill:url(file:///etc/passwd#a)'/>"),
    "presentation attribute": drawing("<rect filter='url(//e.org/#f)'/>"),
    "escaped address": drawing("<style>rect { fill: u\\72l(https://e.org/y) }</style>"),
    "instruction before": drawing("<rect/>", "<?xml-stylesheet href='https://e.org/x.css'?>"),
    "instruction within": drawing("<?xml-stylesheet href='x.css'?>"),
    "second address": drawing("<image href='#x' xlink:href='https://e.org/b.png'/>"),
    "file beside": drawing("<image href='b.png'/>"),
    "part of another drawing": drawing("<use href='b.svg#c'/>"),
    "page in a link": drawing("<a href='data:text/html,&lt;script&gt;1&lt;/script&gt;'/>"),
    "script in a link": drawing("<a xlink:href=' javascript:alert(1)'/>"),
    "drawing within": drawing("<image href='data:image/svg+xml,&lt;svg/&gt;'/>"),
    "document type": drawing("<rect/>", '<!DOCTYPE svg SYSTEM "https://e.org/svg.dtd">'),
    "base": drawing("<rect xml:base='https://e.org/'/>"),
}
RUNS = {
    "script": drawing("<script>1</script>"),
    "event": drawing("<rect onload='x'/>"),
    "foreign": drawing("<foreignObject/>"),
    "page": drawing("<body xmlns='http://www.w3.org/1999/xhtml'/>"),
    "animated address": drawing("<a><set attributeName='xlink:href' to='javascript:1'/></a>"),
    "animated event": drawing("<rect><animate attributeName='onclick' to='x'/></rect>"),
}


@pytest.mark.parametrize("name", REFERS)
def test_a_drawing_refers_to_nothing_else(name: str) -> None:
    assert unfit("a.svg", REFERS[name]) == "it refers to another file"


@pytest.mark.parametrize("name", RUNS)
def test_a_drawing_runs_nothing(name: str) -> None:
    assert unfit("a.svg", RUNS[name]) == "it holds a script or foreign content"


def test_a_drawing_declares_no_entities() -> None:
    laughs = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    assert "entities" in unfit("a.svg", drawing("<text>&b;</text>", laughs))


def test_a_drawing_does_not_unfold_without_end() -> None:
    bomb = "".join(f"<g id='n{n}'>" + f"<use href='#n{n - 1}'/>" * 10 + "</g>" for n in range(1, 9))
    assert MOST_DRAWN < 10**8
    assert "repeat" in unfit("a.svg", drawing("<g id='n0'><rect/></g>" + bomb))
    assert "repeat" in unfit("a.svg", drawing("<g id='a'><use href='#a'/></g>"))
    assert "deep" in unfit("a.svg", drawing("<g>" * 200 + "</g>" * 200))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("lenient", [False, True])
def test_a_picture_is_read_to_its_end(
    kind: str, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)  # as WeasyPrint leaves it
    whole = picture(kind)
    assert unfit(f"a.{kind.lower()}", whole) == ""
    assert "damaged" in unfit(f"a.{kind.lower()}", whole[: len(whole) // 2])


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_picture_does_not_move(kind: str) -> None:
    assert "moves" in unfit(f"a.{kind.lower()}", moving(kind))


def test_a_picture_is_not_larger_than_paper() -> None:
    assert "points" in unfit("a.png", png_of(30_000, 30_000))


def test_a_drawing_holds_no_damaged_picture() -> None:
    half = base64.b64encode(picture("PNG")[:300]).decode()
    assert "damaged" in unfit("a.svg", drawing(f"<image href='data:image/png;base64,{half}'/>"))

"""The copies of pictures that screens are given: colours, turns, size, ground, no camera notes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from PIL import Image, ImageDraw

from publish.editions.screen_pictures import MOST_POINTS, finished_cover, screen_picture

TURNED = 0x0112


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    content = BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def shown(name: str, content: bytes, *, webp: bool = False, grounded: bool = True) -> Image.Image:
    return Image.open(BytesIO(screen_picture(name, content, webp=webp, grounded=grounded).content))


def noted(**tags: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Appareil"
    if "turned" in tags:
        exif[TURNED] = tags["turned"]
    return exif


def line_on_nothing(ink: int = 0) -> bytes:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).line((0, 20, 40, 20), fill=(ink, ink, ink, 255), width=6)
    return written(image, "PNG")


def test_a_large_picture_in_inks_becomes_a_small_one_in_srgb() -> None:
    ink = Image.new("CMYK", (3000, 2500), (0, 255, 255, 0))
    found = shown("a.jpg", written(ink, "JPEG"))
    assert found.mode == "RGB"
    assert MOST_POINTS * 0.98 < found.width * found.height <= MOST_POINTS
    red, green, blue = found.getpixel((9, 9))  # type: ignore[misc]
    assert red > 180 > 90 > max(green, blue), "the red of coated paper, not of a lamp"


def test_a_turned_picture_stands_upright_and_the_camera_is_forgotten() -> None:
    found = shown("a.jpg", written(Image.new("RGB", (60, 20)), "JPEG", exif=noted(turned=6)))
    assert found.size == (20, 60)
    assert not found.getexif()


def test_what_a_camera_noted_goes_and_the_picture_stays_to_the_point() -> None:
    image = Image.linear_gradient("L").convert("RGB")
    content = written(image, "JPEG", exif=noted(), comment=b"secret")
    copy = screen_picture("a.jpg", content, webp=False, grounded=True).content
    assert b"Appareil" in content
    assert b"Appareil" not in copy
    assert b"secret" not in copy
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(copy)) as after:
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize(("ink", "ground"), [(0, 255), (255, 0)])
def test_a_drawing_on_nothing_gets_a_ground_it_is_seen_on(ink: int, ground: int) -> None:
    found = shown("a.png", line_on_nothing(ink))
    assert found.getpixel((2, 2)) == (ground,) * 3
    assert found.getpixel((20, 20)) == (ink,) * 3


def test_an_ornament_stays_on_nothing() -> None:
    content = line_on_nothing()
    assert screen_picture("a.png", content, webp=False, grounded=False).content == content


def test_a_drawing_of_lines_gets_its_ground_behind_all_else() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-5 -5 10 10"><path d="M0 0h9"/></svg>'
    root = etree.fromstring(screen_picture("a.svg", svg, webp=False, grounded=True).content)
    ground = root[0]
    assert etree.QName(ground).localname == "rect"
    assert dict(ground.attrib) == {
        "x": "-5", "y": "-5", "width": "10", "height": "10", "fill": "#fff",
    }  # fmt: skip


def test_webp_stays_where_it_is_known_and_changes_where_it_is_not() -> None:
    content = written(Image.new("RGB", (9, 9)), "WEBP")
    kept = screen_picture("a.webp", content, webp=True, grounded=True)
    changed = screen_picture("a.webp", content, webp=False, grounded=True)
    assert (kept.name, kept.content) == ("a.webp", content)
    assert changed.name == "a-webp.jpg"
    assert Image.open(BytesIO(changed.content)).format == "JPEG"


def test_what_is_right_stays_to_the_byte() -> None:
    content = written(Image.new("RGB", (9, 9)), "PNG")
    assert screen_picture("a.png", content, webp=False, grounded=True).content == content


def test_a_finished_cover_is_used_as_it_is() -> None:
    content = written(Image.new("RGB", (1600, 2400)), "JPEG")
    assert finished_cover(content) == content
    inks = finished_cover(written(Image.new("CMYK", (16, 24)), "JPEG"))
    assert Image.open(BytesIO(inks)).mode == "RGB"

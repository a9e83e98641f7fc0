"""A picture of the manuscript → the copy of it that screens are given; print keeps the original.

sRGB, turned as EXIF says and rid of what else the camera noted, at most 5.6 million points (Apple's
limit), on a ground of its own: black lines on nothing vanish at night. What is so already stays as
it is, to the byte. ``photo.jpg`` of 30 Mpixel in CMYK → ``photo.jpg`` of 5.6 Mpixel in sRGB;
``dessin.webp`` → ``dessin.jpg`` where readers do not know WebP.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from math import sqrt
from posixpath import splitext
from typing import Any, ClassVar, Final

from lxml import etree
from PIL import Image, ImageCms, ImageOps

from publish.book import Element

MOST_POINTS: Final = 5_600_000
_QUALITY: Final = 88
_BRIGHT: Final = 160  # of 255: a drawing that is lighter than this stands on black
_SVG: Final = "{http://www.w3.org/2000/svg}"
_ENDINGS: Final = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
_KEPT_SEGMENTS: Final = frozenset({0xE0, 0xE2, 0xEE})
"""Of a JPEG's application segments: JFIF, colour profile, Adobe's transform."""


@dataclass(frozen=True, slots=True)
class ScreenPicture:
    """``name``: what it is called in an edition; ``content``: its bytes."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "ser_json_bytes": "base64",
        "val_json_bytes": "base64",
    }

    name: str
    content: bytes


def screen_picture(name: str, content: bytes, *, webp: bool, grounded: bool) -> ScreenPicture:
    """Return the copy of a picture that can be shown.

    ``webp``: whether it may be one; ``grounded``: whether it needs a ground of its own.
    """
    stem, ending = splitext(name)
    if ending.lower() == ".svg":
        return ScreenPicture(name, _on_white(content) if grounded else content)
    with Image.open(BytesIO(content)) as opened:
        kind = str(opened.format)
        turned = opened.getexif().get(0x0112, 1) != 1
        image = _shown(opened, grounded=grounded)
        same = not turned and image is opened and (kind != "WEBP" or webp)
        if same:
            return ScreenPicture(name, _without_notes(content) if kind == "JPEG" else content)
        if kind == "GIF" or (kind == "WEBP" and not webp):
            stem += f"-{kind.lower()}"  # its namesake may be another picture
            kind = "PNG" if kind == "GIF" or _transparent(image) else "JPEG"
        return ScreenPicture(stem + _ending(kind, ending), _written(image, kind))


def finished_cover(content: bytes) -> bytes:
    """Return a cover that is used as it is: a JPEG in sRGB stays so to the byte."""
    with Image.open(BytesIO(content)) as opened:
        turned = opened.getexif().get(0x0112, 1) != 1
        image = _in_colour(ImageOps.exif_transpose(opened) if turned else opened)
        if image is opened and opened.format == "JPEG":
            return content
        return _written(_on_ground(image) if _transparent(image) else image, "JPEG")


def _shown(opened: Image.Image, *, grounded: bool) -> Image.Image:
    """Return a picture as screens show it: the very object where nothing is to be done."""
    image = _in_colour(ImageOps.exif_transpose(opened))
    image = opened if _untouched(opened, image) else image
    points = image.width * image.height
    if points > MOST_POINTS:
        scale = sqrt(MOST_POINTS / points)
        size = (int(image.width * scale), int(image.height * scale))
        if image.mode == "P":
            image = image.convert("RGBA" if _transparent(image) else "RGB")
        image = image.resize(size, Image.Resampling.LANCZOS)
    return _on_ground(image) if grounded and _transparent(image) else image


def _untouched(opened: Image.Image, image: Image.Image) -> bool:
    return (
        opened.getexif().get(0x0112, 1) == 1
        and image.mode == opened.mode
        and not _foreign_profile(opened)
    )


def _in_colour(image: Image.Image) -> Image.Image:
    """Return a picture in sRGB; inks without a profile are those of coated paper."""
    profile = image.info.get("icc_profile")
    if image.mode == "CMYK":
        coated = files("publish.editions").joinpath("profiles", "FOGRA39L_coated.icc").read_bytes()
        return _converted(image, profile or coated, "RGB") or image.convert("RGB")
    if _foreign_profile(image) and image.mode in ("RGB", "RGBA"):
        return _converted(image, profile or b"", image.mode) or image
    if image.mode in ("YCbCr", "LAB", "HSV", "F"):
        return image.convert("RGB")
    if image.mode in ("I", "I;16"):
        return image.convert("L")
    return image


def _foreign_profile(image: Image.Image) -> bool:
    """Whether a picture has a colour profile that is not sRGB's."""
    if not (profile := image.info.get("icc_profile")):
        return False
    try:
        named = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return False
    return "srgb" not in named.lower()


def _converted(image: Image.Image, profile: bytes, mode: str) -> Image.Image | None:
    """Return a picture brought from its profile to sRGB; None where the profile is none of it."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        done = ImageCms.profileToProfile(image, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return None
    if done is not None:
        done.info.pop("icc_profile", None)
    return done


def _transparent(image: Image.Image) -> bool:
    if image.mode == "P" and "transparency" not in image.info:
        return False
    if not image.has_transparency_data:
        return False
    lowest, _ = image.convert("RGBA").getchannel("A").getextrema()
    return float(str(lowest)) < 255


def _on_ground(image: Image.Image) -> Image.Image:
    """Return a picture on white, or on black where what is drawn is light."""
    full = image.convert("RGBA")
    shape = full.getchannel("A")
    histogram = full.convert("L").histogram(shape.point(lambda value: 255 if value > 127 else 0))
    drawn = sum(histogram) or 1
    mean = sum(value * count for value, count in enumerate(histogram)) / drawn
    ground = Image.new("RGB", full.size, "black" if mean > _BRIGHT else "white")
    ground.paste(full, mask=shape)
    return ground


def _on_white(content: bytes) -> bytes:
    """Return a drawing with a white ground behind all that it draws."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    shape = _extent(root) | {"fill": "#fff"}
    ground = etree.Element(f"{_SVG}rect", shape, nsmap={None: _SVG[1:-1]})
    root.insert(0, ground)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _extent(root: Element) -> dict[str, str]:
    box = (root.get("viewBox") or "").replace(",", " ").split()
    if len(box) == 4:
        return dict(zip(("x", "y", "width", "height"), box, strict=True))
    return {"width": "100%", "height": "100%"}


def _ending(kind: str, given: str) -> str:
    if kind == "JPEG" and given.lower() == ".jpeg":
        return given
    return _ENDINGS[kind]


def _written(image: Image.Image, kind: str) -> bytes:
    written = BytesIO()
    image.info.clear()  # no note of a camera, nor a profile that is no longer true
    if kind == "JPEG":
        flat = image if image.mode in ("RGB", "L") else image.convert("RGB")
        flat.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    elif kind == "WEBP":
        image.save(written, "WEBP", quality=_QUALITY)
    else:
        image.save(written, kind, optimize=True)
    return written.getvalue()


def _without_notes(jpeg: bytes) -> bytes:
    """Return a JPEG without what camera and programs noted in it, its picture untouched."""
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        kind, end = jpeg[at + 1], at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        note = kind == 0xFE or (0xE0 <= kind <= 0xEF and kind not in _KEPT_SEGMENTS)
        if not note:
            kept.append(jpeg[at:end])
        at = end
    return b"".join((*kept, jpeg[at:]))

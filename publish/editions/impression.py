"""The PDF for the printer: PDF/X-4 or PDF/X-1a (ISO 15930), black only or four inks.

WeasyPrint paints in RGB and knows no output intent. Here every colour, in text, drawing or picture,
becomes an amount of ink, and the file says for which print condition.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms

from publish.editions.pdf import Layout, paint
from publish.editions.stamp import describe, saved


@dataclass(frozen=True, slots=True)
class Condition:
    """A print condition of the ICC's registry, with its profile."""

    identifier: str
    info: str
    profile: str


COATED: Final = Condition(
    "FOGRA39", "Offset on coated paper (ISO 12647-2:2004/Amd 1)", "FOGRA39L_coated.icc"
)
REGISTRY: Final = "http://www.color.org"

BLACK, CMYK = "black", "cmyk"
X4, X1A = "x-4", "x-1a"

_VERSIONS: Final[Mapping[str, str]] = {X4: "1.6", X1A: "1.4"}
_NUMBER: Final = rb"(-?\d*\.?\d+)"
_RGB: Final = re.compile(rb"(?<!\S)" + rb"\s+".join([_NUMBER] * 3) + rb"\s+(rg|RG)(?!\S)")
"""A colour in a content stream. WeasyPrint writes text in hexadecimal: no string holds one."""

_QUALITY: Final = 92

Inks = Callable[[float, float, float], tuple[float, ...]]
"""Red, green and blue, from 0 to 1 → black, or cyan, magenta, yellow and black."""


def impression_pdf(
    layout: Layout,
    modified: datetime.datetime,
    *,
    standard: str = X4,
    colours: str = BLACK,
) -> bytes:
    """Return the PDF for the printer.

    ``standard``: "x-4" or "x-1a"; ``colours``: "black", which makes every colour a grey, or "cmyk".
    """
    painting = paint(layout, modified, for_print=True)
    with pikepdf.open(BytesIO(painting.content)) as pdf:
        language = str(pdf.Root.get("/Lang", ""))
        for image in _of_subtype(pdf, Name.Image):
            _ink_image(image, colours, flat=standard == X1A)
        inks: Inks = _grey if colours == BLACK else _four_inks
        for stream in _drawings(pdf):
            stream.write(_RGB.sub(partial(_inked, inks), stream.read_bytes()))
        _bare_fonts(pdf)
        for page in pdf.pages:
            _tidy(page.obj)
        for name in ("/Names", "/Outlines", "/PageMode", "/MarkInfo", "/StructTreeRoot"):
            if name in pdf.Root:
                del pdf.Root[name]
        describe(pdf, language, _claims(painting.content, standard))
        _declare(pdf, standard, COATED)
        return saved(pdf, _VERSIONS[standard])


def _inked(inks: Inks, match: re.Match[bytes]) -> bytes:
    """Return a colour's operator in amounts of ink: ``0 0 0 rg`` → ``0 g``."""
    red, green, blue = (min(1.0, max(0.0, float(match[n]))) for n in (1, 2, 3))
    amounts = inks(red, green, blue)
    operator = "g" if len(amounts) == 1 else "k"
    if match[4].isupper():
        operator = operator.upper()
    return " ".join([*(f"{round(amount, 4):g}" for amount in amounts), operator]).encode()


def _grey(red: float, green: float, blue: float) -> tuple[float, ...]:
    """Return the grey as light as a colour (weights of ITU-R BT.601, as Pillow's for pictures)."""
    return (0.299 * red + 0.587 * green + 0.114 * blue,)


@cache
def _four_inks(red: float, green: float, blue: float) -> tuple[float, ...]:
    """Return cyan, magenta, yellow and black; what is grey takes black alone."""
    if red == green == blue:
        return (0.0, 0.0, 0.0, 1.0 - red)
    colour = Image.new("RGB", (1, 1), tuple(round(255 * value) for value in (red, green, blue)))
    return tuple(value / 255 for value in _separated(colour).tobytes())


def _separated(picture: Image.Image) -> Image.Image:
    """Return a picture in four inks."""
    inked = ImageCms.applyTransform(picture.convert("RGB"), _separation())
    if inked is None:
        raise TypeError("a transform that is not in place gives a picture")
    return inked


@cache
def _separation() -> ImageCms.ImageCmsTransform:
    """Return the transform from sRGB to the inks of the print condition."""
    srgb = ImageCms.createProfile("sRGB")
    press = ImageCms.ImageCmsProfile(BytesIO(_profile(COATED.profile)))
    return ImageCms.buildTransform(
        srgb, press, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC
    )


@cache
def _profile(name: str) -> bytes:
    return files("publish.editions").joinpath("profiles", name).read_bytes()


def _ink_image(image: Any, colours: str, *, flat: bool) -> None:
    """Turn a picture into greys or four inks; ``flat``: lay it on white, without transparency."""
    if image.get("/ImageMask", False):
        return
    picture = pikepdf.PdfImage(image).as_pil_image()
    if flat and "/SMask" in image:
        mask = pikepdf.PdfImage(image.SMask).as_pil_image().convert("L").resize(picture.size)
        picture = Image.composite(
            picture.convert("RGB"), Image.new("RGB", picture.size, "white"), mask
        )
        del image["/SMask"]
    elif picture.mode in ("L", "1") or (picture.mode == "CMYK" and colours == CMYK):
        return
    if colours == BLACK or _is_grey(picture):
        (content, coding), space = _coded(picture.convert("L"), image), Name.DeviceGray
    else:
        content, coding, space = _separated(picture).tobytes(), None, Name.DeviceCMYK
    image.write(content, filter=coding, decode_parms=None)
    image.ColorSpace, image.BitsPerComponent = space, 8
    image.Width, image.Height = picture.size
    for key in ("/Decode", "/Intent"):
        if key in image:
            del image[key]


def _coded(picture: Image.Image, image: Any) -> tuple[bytes, Any]:
    """Return the bytes of a grey picture: as JPEG if it came as one, else as they are."""
    if image.get("/Filter") != Name.DCTDecode:
        return picture.tobytes(), None
    written = BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue(), Name.DCTDecode


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.convert("RGB").split()
    return red.tobytes() == green.tobytes() == blue.tobytes()


def _bare_fonts(pdf: pikepdf.Pdf) -> None:
    """Embed fonts as bare CFF: an OpenType wrapper is younger than PDF/X-1a, and serves nothing."""
    for descriptor in _of_type(pdf, Name.FontDescriptor):
        font = descriptor.get("/FontFile3")
        if font is None or font.get("/Subtype") != Name.OpenType:
            continue
        outlines = TTFont(BytesIO(font.read_bytes()), lazy=True).reader["CFF "]
        descriptor.FontFile3 = pdf.make_stream(outlines, Subtype=Name.CIDFontType0C)


def _tidy(page: Any) -> None:
    """Take from a page what serves a screen; what hangs over the trim is all bleed."""
    for name in ("/Annots", "/Tabs", "/StructParents"):
        if name in page:
            del page[name]
    page.BleedBox = page.MediaBox


def _declare(pdf: pikepdf.Pdf, standard: str, condition: Condition) -> None:
    """Name the print condition, and the standard where document information holds it."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.identifier),
        RegistryName=String(REGISTRY),
        Info=String(condition.info),
        DestOutputProfile=pdf.make_stream(_profile(condition.profile), N=4),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.docinfo["/Trapped"] = Name("/False")
    if standard == X1A:
        pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")


def _claims(content: bytes, standard: str) -> dict[str, str]:
    """Return what XMP adds to the document information: PDF/X-4 identifies each version."""
    said = {"pdf:Trapped": "False"}
    if standard == X4:
        name = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(content).hexdigest())
        said |= {
            "pdfxid:GTS_PDFXVersion": "PDF/X-4",
            "xmpMM:DocumentID": f"uuid:{name}",
            "xmpMM:RenditionClass": "default",
            "xmpMM:VersionID": "1",
        }
    return said


def _drawings(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every stream that draws: pages, forms and patterns."""
    for page in pdf.pages:
        page.contents_coalesce()
        yield page.obj.Contents
    yield from _of_subtype(pdf, Name.Form)
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/PatternType") == 1:
            yield one


def _of_subtype(pdf: pikepdf.Pdf, subtype: Any) -> list[Any]:
    return [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == subtype
    ]


def _of_type(pdf: pikepdf.Pdf, kind: Any) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == kind]

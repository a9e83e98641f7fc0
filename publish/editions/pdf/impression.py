"""The PDF for the printer: PDF/X-4 or X-1a (ISO 15930), black only or four inks.

WeasyPrint paints in RGB and knows no output intent. Here every colour, in text, drawing or picture,
becomes an amount of ink, and the file says for which print condition.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms

from publish.composition import Imprint
from publish.editions.pdf.assembly import assembled
from publish.editions.pdf.painted_section import PageRecord, PaintedSection
from publish.editions.pdf.stamp import describe, saved, sign


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
X4, X1A, X1A_2001 = "x-4", "x-1a", "x-1a-2001"

_VERSIONS: Final[Mapping[str, str]] = {X4: "1.6", X1A: "1.4", X1A_2001: "1.3"}
_IDENTITIES: Final[Mapping[str, Mapping[str, str]]] = {
    X4: {},
    X1A: {"/GTS_PDFXVersion": "PDF/X-1a:2003"},
    X1A_2001: {"/GTS_PDFXVersion": "PDF/X-1:2001", "/GTS_PDFXConformance": "PDF/X-1a:2001"},
}
"""What document information says; PDF/X-4 says it in XMP."""

_BY_NAME_ONLY: Final = frozenset({X1A_2001})
"""Asked for by printers who refuse profiles: the print condition is named, not described."""
_NUMBER: Final = rb"(-?\d*\.?\d+)"
_RGB: Final = re.compile(rb"(?<!\S)" + rb"\s+".join([_NUMBER] * 3) + rb"\s+(rg|RG)(?!\S)")
"""A colour in a content stream. WeasyPrint writes text in hexadecimal: no string holds one."""

_MARKED: Final = re.compile(rb"(?<!\S)(?:/\w+\s+(?:<<[^<>]*>>\s+BDC|BMC)|EMC)\s+")
"""What marks content: it serves a screen."""

_QUALITY: Final = 92

Inks = Callable[[float, float, float], tuple[float, ...]]
"""Red, green and blue, from 0 to 1 → black, or cyan, magenta, yellow and black."""


def impression_pdf(
    sections: Sequence[PaintedSection],
    fonts: Sequence[bytes],
    imprint: Imprint,
    modified: datetime.datetime,
    *,
    standard: str = X4,
) -> bytes:
    """Return the PDF for the printer, from sections in ink.

    ``standard``: "x-4", "x-1a" or "x-1a-2001".
    """
    with assembled(sections, fonts) as pdf:
        for page in pdf.pages:
            page.obj.BleedBox = page.obj.MediaBox  # what hangs over the trim is all bleed
        sign(pdf, imprint, modified)
        describe(pdf, imprint.metadata.language, _claims(sections, standard))
        _declare(pdf, standard, COATED)
        return saved(pdf, _VERSIONS[standard])


def inked(section: PaintedSection, *, standard: str = X4, colours: str = BLACK) -> PaintedSection:
    """Return a section as it is printed: its colours in ink, without what serves a screen.

    ``standard`` as for :func:`impression_pdf`; ``colours``: "black", which makes every colour a
    grey, or "cmyk".
    """
    inks: Inks = _grey if colours == BLACK else _four_inks
    with pikepdf.open(BytesIO(section.content)) as pdf:
        for image in _of_subtype(pdf, Name.Image):
            _ink_image(image, colours, flat=standard != X4)
        for stream in _drawings(pdf):
            bare = _MARKED.sub(b"", stream.read_bytes())
            stream.write(_RGB.sub(partial(_inked, inks), bare))
        _blend_in_ink(pdf, colours)
        written = BytesIO()
        pdf.save(written, static_id=True)
    return PaintedSection(written.getvalue(), tuple(PageRecord({}) for _ in section.pages))


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


def _blend_in_ink(pdf: pikepdf.Pdf, colours: str) -> None:
    """Let what is transparent be blended in ink; WeasyPrint blends its groups in RGB."""
    for form in _of_subtype(pdf, Name.Form):
        if "/CS" in form.get("/Group", Dictionary()):
            form.Group.CS = Name.DeviceGray if colours == BLACK else Name.DeviceCMYK


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


def _declare(pdf: pikepdf.Pdf, standard: str, condition: Condition) -> None:
    """Name the print condition, and the standard where document information holds it."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.identifier),
        RegistryName=String(REGISTRY),
        Info=String(condition.info),
    )
    if standard not in _BY_NAME_ONLY:
        intent.DestOutputProfile = pdf.make_stream(_profile(condition.profile), N=4)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.docinfo["/Trapped"] = Name("/False")
    for name, claim in _IDENTITIES[standard].items():
        pdf.docinfo[name] = String(claim)


def _claims(sections: Sequence[PaintedSection], standard: str) -> dict[str, str]:
    """Return what XMP adds to the document information: PDF/X-4 identifies each version."""
    said = {"pdf:Trapped": "False"}
    if standard == X4:
        content = hashlib.sha256(b"".join(section.content for section in sections))
        name = uuid.uuid5(uuid.NAMESPACE_OID, content.hexdigest())
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

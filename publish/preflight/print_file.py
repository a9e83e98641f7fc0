"""What PDF/X (ISO 15930) and printers ask of the file for the press."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name

from publish.diagnostics import Diagnostic
from publish.preflight import faults

_MM: Final = 72 / 25.4
_TOLERANCE: Final = 0.1  # mm
_VERSIONS: Final = {"x-4": "1.6", "x-1a": "1.4", "x-1a-2001": "1.3"}
_CLAIMS: Final = {"x-1a": "PDF/X-1a:2003", "x-1a-2001": "PDF/X-1:2001"}
_INKS: Final = {
    "black": {Name.DeviceGray},
    "cmyk": {Name.DeviceGray, Name.DeviceCMYK},
}
_OPERATORS: Final = {
    "g": "DeviceGray",
    "G": "DeviceGray",
    "k": "DeviceCMYK",
    "K": "DeviceCMYK",
    "rg": "DeviceRGB",
    "RG": "DeviceRGB",
}
_COLOURED: Final = re.compile(
    rb"(?<!\S)((?:-?\d*\.?\d+\s+){1,4})(g|G|rg|RG|k|K)(?!\S)|/([^\s/<>\[\]()]+)\s+(?:cs|CS)(?!\S)"
)
DOTS: Final = 300
"""Dots per inch that printers ask of pictures (publish/printers/data)."""
_LINE_ART: Final = 600
"""The same of pictures of one bit."""

MOST_INK: Final = 300
"""Percent of the four inks together that uncoated and most coated papers take."""


@dataclass(frozen=True)
class PrintFile:
    """A file for the press, open; ``trim`` in mm, ``standard`` of the file, ``colours`` "black"
    or "cmyk"; ``most_ink`` in percent; ``dots`` per inch that pictures have at the least."""

    pdf: pikepdf.Pdf
    file: str
    trim: tuple[float, float]
    standard: str
    colours: str
    most_ink: int = MOST_INK
    dots: int = DOTS


def _document(press: PrintFile) -> Iterator[Diagnostic]:
    root = press.pdf.Root
    if len(press.pdf.pages) % 2:
        yield faults.ODD_PAGES.at(press.file, pages=len(press.pdf.pages))
    if "/Outlines" in root:
        yield faults.OUTLINE.at(press.file)
    if "/StructTreeRoot" in root:
        yield faults.TAGS.at(press.file)
    for name in ("/OpenAction", "/AA", "/AcroForm"):
        if name in root:
            yield faults.ACTION.at(press.file, name=name[1:])
    names = root.get("/Names", Dictionary())
    for name in ("/JavaScript", "/EmbeddedFiles"):
        if name in names:
            yield faults.ACTION.at(press.file, name=name[1:])
    if press.pdf.is_encrypted:
        yield faults.ENCRYPTED.at(press.file)
    if press.pdf.pdf_version > _VERSIONS[press.standard]:
        yield faults.WRONG_VERSION.at(
            press.file, version=press.pdf.pdf_version, wanted=_VERSIONS[press.standard]
        )


def _identity(press: PrintFile) -> Iterator[Diagnostic]:
    info = press.pdf.docinfo
    if press.standard in _CLAIMS:
        claimed = str(info.get("/GTS_PDFXVersion", "")) == _CLAIMS[press.standard]
    else:
        metadata = press.pdf.open_metadata()
        claimed = metadata.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion") == "PDF/X-4"
    if not claimed:
        yield faults.NO_CLAIM.at(press.file, standard=f"PDF/{press.standard.upper()}")
    if info.get("/Trapped") not in (Name("/True"), Name("/False")):
        yield faults.TRAPPING_UNKNOWN.at(press.file)
    for name in ("/Title", "/CreationDate", "/ModDate"):
        if not str(info.get(name, "")):
            yield faults.NOT_SAID.at(press.file, name=name[1:])
    if "/ID" not in press.pdf.trailer:
        yield faults.NOT_SAID.at(press.file, name="ID")
    intents = [i for i in press.pdf.Root.get("/OutputIntents", []) if i.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1 or not str(intents[0].get("/OutputConditionIdentifier", "")):
        yield faults.NO_OUTPUT_INTENT.at(press.file)
    elif press.standard == "x-1a-2001":
        if "/DestOutputProfile" in intents[0]:
            yield faults.PROFILE.at(press.file)
    elif int(intents[0].get("/DestOutputProfile", Dictionary()).get("/N", 0)) != 4:
        yield faults.NO_PROFILE.at(press.file)


def _boxes(press: PrintFile) -> Iterator[Diagnostic]:
    for number, page in enumerate(press.pdf.pages, 1):
        trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
        size = _size(trim)
        if any(abs(a - b) > _TOLERANCE for a, b in zip(size, press.trim, strict=True)):
            found, wanted = (f"{width:g} x {height:g}" for width, height in (size, press.trim))
            yield faults.WRONG_SIZE.at(press.file, page=number, found=found, trim=wanted)
        if "/TrimBox" not in page or not (_within(trim, bleed) and _within(bleed, media)):
            yield faults.BOXES.at(press.file, page=number)
        if int(page.get("/Rotate", 0)) or float(page.get("/UserUnit", 1)) != 1:
            yield faults.TURNED.at(press.file, page=number)
        if len(page.get("/Annots", [])):
            yield faults.ANNOTATION.at(press.file, page=number)


def _colours(press: PrintFile) -> Iterator[Diagnostic]:
    allowed = {str(ink)[1:] for ink in _INKS[press.colours]}
    for number, page in enumerate(press.pdf.pages, 1):
        page.contents_coalesce()
        found: set[str] = set()
        heavy = 0.0
        for drawing, resources in _drawings(page.obj, page.resources):
            for match in _COLOURED.finditer(drawing):
                if match[3]:
                    found.add(_space(resources, match[3].decode("latin-1")))
                    continue
                found.add(_OPERATORS[match[2].decode()])
                if match[2] in (b"k", b"K"):
                    heavy = max(heavy, sum(float(ink) for ink in match[1].split()))
        for space in sorted(found - allowed):
            yield faults.WRONG_COLOUR.at(press.file, page=number, space=space)
        if round(heavy * 100) > press.most_ink:
            yield faults.TOO_MUCH_INK.at(
                press.file, page=number, ink=f"{heavy * 100:.0f}", most=press.most_ink
            )
        for space in sorted(_blended(page.resources) - allowed):
            yield faults.WRONG_COLOUR.at(press.file, page=number, space=space)
        for image in _images(page.resources):
            space = _name_of(image.get("/ColorSpace", Name.DeviceGray))
            if space not in allowed and not image.get("/ImageMask", False):
                yield faults.WRONG_COLOUR.at(press.file, page=number, space=space)


def _transparency(press: PrintFile) -> Iterator[Diagnostic]:
    if press.standard == "x-4":
        return
    for number, page in enumerate(press.pdf.pages, 1):
        states = list(page.resources.get("/ExtGState", Dictionary()).values())
        used = any(float(s.get(key, 1)) != 1 for s in states for key in ("/ca", "/CA"))
        used |= any(s.get("/SMask", Name("/None")) != Name("/None") for s in states)
        used |= any("/SMask" in image for image in _images(page.resources))
        if used or page.get("/Group", Dictionary()).get("/S") == Name.Transparency:
            yield faults.TRANSPARENCY.at(press.file, page=number)


def _resolution(press: PrintFile) -> Iterator[Diagnostic]:
    """Each picture is fine enough at the size it is printed."""
    for number, page in enumerate(press.pdf.pages, 1):
        images = dict(page.resources.get("/XObject", Dictionary()).items())
        if not images:
            continue
        for name, width in _printed_widths(page):
            image = images.get(name)
            if image is None or image.get("/Subtype") != Name.Image or width <= 0:
                continue
            dots = int(image.Width) / (width / 72)
            least = _LINE_ART if int(image.get("/BitsPerComponent", 8)) == 1 else press.dots
            if dots < least - 1:
                yield faults.COARSE_PICTURE.at(
                    press.file, page=number, found=f"{dots:.0f}", least=least
                )


def _printed_widths(page: pikepdf.Page) -> Iterator[tuple[str, float]]:
    """Yield the name of each picture of a page, and the width it is painted at, in points."""
    matrix = pikepdf.Matrix()
    kept: list[pikepdf.Matrix] = []
    for instruction in pikepdf.parse_content_stream(page, "q Q cm Do"):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            kept.append(matrix)
        elif operator == "Q":
            matrix = kept.pop() if kept else matrix
        elif operator == "cm":
            matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
        elif operator == "Do":
            yield str(operands[0]), (matrix.a**2 + matrix.b**2) ** 0.5


def _size(box: Any) -> tuple[float, float]:
    """Return the width and height of a box in millimetres."""
    left, bottom, right, top = (float(side) for side in box)
    return (right - left) / _MM, (top - bottom) / _MM


def _within(inner: Any, outer: Any) -> bool:
    a, b = [float(side) for side in inner], [float(side) for side in outer]
    near = 0.01
    return (
        a[0] >= b[0] - near and a[1] >= b[1] - near and a[2] <= b[2] + near and a[3] <= b[3] + near
    )


def _drawings(drawing: Any, resources: Any) -> Iterator[tuple[bytes, Any]]:
    """Yield the content of a page and of the forms and patterns it paints, with their resources."""
    content = drawing.get("/Contents") if drawing.get("/Type") == Name.Page else drawing
    if content is not None:
        yield content.read_bytes(), resources
    for kind in ("/XObject", "/Pattern"):
        for one in resources.get(kind, Dictionary()).values():
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != Name.Image:
                yield from _drawings(one, one.get("/Resources", Dictionary()))


def _blended(resources: Any) -> set[str]:
    """Return the colour spaces of shadings, and those that transparent groups are blended in."""
    found = {_name_of(one.ColorSpace) for one in resources.get("/Shading", Dictionary()).values()}
    for one in resources.get("/Pattern", Dictionary()).values():
        if "/Shading" in one:
            found.add(_name_of(one.Shading.ColorSpace))
    for one in resources.get("/XObject", Dictionary()).values():
        if one.get("/Subtype") == Name.Form:
            space = one.get("/Group", Dictionary()).get("/CS")
            found |= _blended(one.get("/Resources", Dictionary()))
            found |= set() if space is None else {_name_of(space)}
    return found


def _images(resources: Any) -> Iterator[Any]:
    for one in resources.get("/XObject", Dictionary()).values():
        if one.get("/Subtype") == Name.Image:
            yield one
        elif one.get("/Subtype") == Name.Form:
            yield from _images(one.get("/Resources", Dictionary()))


def _space(resources: Any, name: str) -> str:
    return _name_of(resources.get("/ColorSpace", Dictionary()).get(f"/{name}", Name(f"/{name}")))


def _name_of(space: Any) -> str:
    """Return the name of a colour space; of an indexed one, that of its base."""
    if isinstance(space, pikepdf.Array):
        return _name_of(space[1]) if space[0] == Name.Indexed else str(space[0])[1:]
    return str(space)[1:]


CHECKS: tuple[Callable[[PrintFile], Iterator[Diagnostic]], ...] = (
    _document,
    _identity,
    _boxes,
    _colours,
    _transparency,
    _resolution,
)

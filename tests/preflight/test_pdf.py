"""Each promise of a finished PDF, broken once: preflight must see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from publish.preflight import check_impression, check_lecture
from publish.preflight.structure_tree import read_tree
from tests.editions.pdf.essay import workshop

Pdf = pikepdf.Pdf
UA = "{http://www.aiim.org/pdfua/ns/id/}part"
PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("essay")


@pytest.fixture(scope="module")
def lecture(folder: Path) -> bytes:
    return workshop(folder).lecture()


@pytest.fixture(scope="module")
def impression(folder: Path) -> bytes:
    return workshop(folder).impression()


def changed(content: bytes, change: Callable[[Pdf], object]) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        written = BytesIO()
        pdf.save(written)
    return written.getvalue()


def drop(holder: Any, name: str) -> None:
    del holder[name]


def elements(pdf: Pdf, role: str) -> list[Any]:
    tree = read_tree(pdf)
    assert tree
    return [element.entries for element in tree.all() if element.role == role]


def notes(pdf: Pdf) -> list[Any]:
    return elements(pdf, "Note")


def text_page(pdf: Pdf) -> Any:
    """The page of the chapter's opening."""
    return pdf.pages[4].obj


def draw(pdf: Pdf, drawing: bytes, page: int = 4) -> None:
    pdf.pages[page].contents_add(drawing)


def add_picture(pdf: Pdf, width: int, points: float) -> None:
    picture = pdf.make_stream(bytes(width * width))
    for key, value in Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=width, Height=width, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    ).items():  # fmt: skip
        picture[key] = value
    resources = text_page(pdf).Resources
    resources.XObject = Dictionary(Im9=picture)
    draw(pdf, f"q {points} 0 0 {points} 50 50 cm /Im9 Do Q".encode())


def say(pdf: Pdf, name: str, text: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata[name] = text


def of_text(pdf: Pdf, page: int) -> Iterator[tuple[int, Any]]:
    """Yield what draws a page, with the number of the piece of text it belongs to, from 1; 0 for
    what is no part of the text."""
    marked, pieces, inside = [], 0, False
    for one in pikepdf.parse_content_stream(pdf.pages[page]):
        operator = str(one.operator)
        if operator in ("BDC", "BMC"):
            marked.append(str(one.operands[0]))
        if operator == "BT" and "/Artifact" not in marked:
            pieces, inside = pieces + 1, True
        yield pieces if inside else 0, one
        if operator == "ET":
            inside = False
        if operator == "EMC":
            marked.pop()


def move_line(pdf: Pdf, page: int, by: float) -> None:
    """Move the second line of body text of a page."""
    written = []
    for piece, one in of_text(pdf, page):
        if piece == 2 and str(one.operator) == "Tm":
            *head, y = map(float, one.operands)
            one = pikepdf.ContentStreamInstruction([*head, y + by], one.operator)
        written.append(one)
    pdf.pages[page].obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))


PRESS: dict[str, list[Callable[[Pdf], object]]] = {
    "P021": [lambda p: text_page(p).__setitem__("/TrimBox", Array([0, 0, 300, 612]))],
    "P022": [lambda p: p.pages.__delitem__(-1)],
    "P024": [lambda p: text_page(p).__setitem__(
        "/Annots", Array([Dictionary(Subtype=Name.Text, Rect=Array([0, 0, 9, 9]))]))],
    "P025": [lambda p: p.Root.__setitem__("/Outlines", Dictionary())],
    "P030": [lambda p: p.Root.__setitem__("/StructTreeRoot", Dictionary())],
    "P031": [
        lambda p: p.Root.__setitem__("/OpenAction", Dictionary(S=Name.Print)),
        lambda p: p.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary())),
    ],
    "P034": [lambda p: say(p, PDFX, "PDF/X-3")],
    "P035": [lambda p: drop(p.docinfo, "/Trapped")],
    "P036": [lambda p: drop(p.docinfo, "/Title")],
    "P037": [lambda p: drop(p.Root, "/OutputIntents")],
    "P038": [lambda p: drop(p.Root.OutputIntents[0], "/DestOutputProfile")],
    "P039": [
        lambda p: drop(text_page(p), "/TrimBox"),
        lambda p: text_page(p).__setitem__("/BleedBox", Array([10, 10, 100, 100])),
    ],
    "P040": [lambda p: text_page(p).__setitem__("/Rotate", 90)],
    "P041": [
        lambda p: draw(p, b"1 0 0 rg 0 0 9 9 re f"),
        lambda p: draw(p, b"0 0 0 1 k 0 0 9 9 re f"),
        lambda p: draw(p, b"/DeviceRGB cs 0 0 9 9 re f"),
        lambda p: text_page(p).Resources.__setitem__("/Shading", Dictionary(
            S1=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB))),
    ],
    "P044": [lambda p: add_picture(p, 100, 200)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "change"), [(code, change) for code, all_ in PRESS.items() for change in all_]
)
def test_a_printer_s_objection_is_seen(
    impression: bytes, code: str, change: Callable[[Pdf], object]
) -> None:
    found = check_impression(changed(impression, change), "essai.pdf", (140, 216))
    assert code in {diagnostic.code for diagnostic in found}


def test_what_only_one_standard_refuses(folder: Path) -> None:
    x1a = workshop(folder, 'standard = "x-1a"').impression()
    glass = changed(x1a, lambda p: text_page(p).Resources.ExtGState.__setitem__(
        "/a9", Dictionary(ca=0.5)))  # fmt: skip
    codes = [d.code for d in check_impression(glass, "essai.pdf", (140, 216), "x-1a")]
    assert "P043" in codes
    by_name = workshop(folder, 'standard = "x-1a-2001"').impression()
    with_profile = changed(by_name, lambda p: p.Root.OutputIntents[0].__setitem__(
        "/DestOutputProfile", p.make_stream(b"icc", N=4)))  # fmt: skip
    codes = [d.code for d in check_impression(with_profile, "e.pdf", (140, 216), "x-1a-2001")]
    assert "P046" in codes
    x4 = workshop(folder).impression()
    newer = [d.code for d in check_impression(x4, "essai.pdf", (140, 216), "x-1a")]
    assert {"P033", "P034"} <= set(newer)


def test_heavy_ink_is_seen(folder: Path) -> None:
    four = workshop(folder, 'colours = "cmyk"').impression()
    heavy = changed(four, lambda p: draw(p, b"1 1 1 .9 k 0 0 9 9 re f"))
    codes = [d.code for d in check_impression(heavy, "essai.pdf", (140, 216), "x-4", "cmyk")]
    assert codes == ["P042"]


SCREEN: dict[str, list[Callable[[Pdf], object]]] = {
    "P026": [lambda p: drop(p.Root, "/Outlines")],
    "P027": [lambda p: drop(p.Root, "/MarkInfo"), lambda p: drop(p.Root, "/StructTreeRoot")],
    "P028": [lambda p: drop(p.Root, "/Lang")],
    "P029": [lambda p: drop(p.docinfo, "/Title"), lambda p: drop(p.Root, "/ViewerPreferences")],
    "P034": [lambda p: drop(p.Root, "/Metadata")],
    "P050": [lambda p: drop(p.Root, "/PageLabels")],
    "P051": [lambda p: elements(p, "H1")[1].__setitem__("/K", Array([0, 0]))],
    "P052": [lambda p: elements(p, "H2")[0].__setitem__("/K", Array())],
    "P053": [lambda p: elements(p, "H2")[0].__setitem__("/S", Name.H4)],
    "P054": [lambda p: drop(elements(p, "Figure")[0], "/Alt")],
    "P055": [lambda p: [page.obj.__delitem__("/Tabs") for page in p.pages]],
    "P056": [lambda p: elements(p, "Link")[-1].__setitem__("/K", Array())],
    "P057": [lambda p: drop(links(p)[0], "/Contents")],
    "P058": [lambda p: links(p)[0].__setitem__("/Rect", Array([0, 10, 50, 10]))],
    "P059": [lambda p: links(p)[-1].__setitem__("/Dest", String("nowhere"))],
    "P060": [lambda p: notes(p)[1].__setitem__("/ID", notes(p)[0].ID)],
    "P061": [lambda p: notes(p)[0].__setitem__("/ID", String("note-9"))],
    "P062": [lambda p: move_note(p)],
    "P063": [lambda p: notes(p)[0].__setitem__("/K", Array([notes(p)[0].K[1]]))],
    "P064": [lambda p: notes(p)[0].__setitem__("/S", Name.P)],
    "P065": [lambda p: p.Root.StructTreeRoot.__setitem__("/ParentTree", Dictionary(Nums=Array()))],
    "P070": [lambda p: keep_lines(p, 7, 1)],
    "P071": [lambda p: keep_lines(p, 7, 1)],
    "P072": [lambda p: p.pages.__delitem__(0)],
    "P073": [lambda p: move_line(p, 5, 5)],
    "P074": [lambda p: keep_lines(p, 6, 9)],
    "P075": [lambda p: draw(p, b"/Artifact BMC BT /F 9 Tf 9 9 Td (1) Tj ET EMC", blank(p))],
    "P076": [lambda p: elements_of_index(p)[0].__setitem__("/Contents", String("999"))],
}


def links(pdf: Pdf) -> list[Any]:
    return [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]


def elements_of_index(pdf: Pdf) -> list[Any]:
    tree = read_tree(pdf)
    assert tree
    index = next(e for e in tree.all() if e.role == "Index")
    return [a for e in index.all() for _, a in e.annotations if str(a.Contents)[:1].isdigit()]


def blank(pdf: Pdf) -> int:
    """A page without text, given a font to paint a folio with."""
    number = next(n for n, page in enumerate(pdf.pages) if b"BT" not in page.Contents.read_bytes())
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[number].obj.Resources = Dictionary(Font=Dictionary(F=font))
    return number


def keep_lines(pdf: Pdf, page: int, lines: int) -> None:
    """Leave on a page its first pieces of text alone."""
    kept = [one for piece, one in of_text(pdf, page) if piece <= lines or str(one.operator) != "TJ"]
    pdf.pages[page].obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def move_note(pdf: Pdf) -> None:
    """Let the first note's text stand on the next page, as WeasyPrint sometimes does."""
    for element in (notes(pdf)[0].K[0].K[0], notes(pdf)[0].K[1]):
        element.Pg = pdf.pages[6].obj


@pytest.mark.parametrize(
    ("code", "change"), [(code, change) for code, all_ in SCREEN.items() for change in all_]
)
def test_a_reader_s_obstacle_is_seen(
    lecture: bytes, code: str, change: Callable[[Pdf], object]
) -> None:
    found = check_lecture(changed(lecture, change), "essai.pdf")
    assert code in {diagnostic.code for diagnostic in found}


def test_the_finished_files_are_without_fault(lecture: bytes, impression: bytes) -> None:
    assert [d.code for d in check_lecture(lecture, "l.pdf")] == []
    assert [d.code for d in check_impression(impression, "i.pdf", (140, 216))] == []


@pytest.mark.parametrize("check", [check_lecture, lambda c, f: check_impression(c, f, (140, 216))])
def test_what_is_no_pdf_is_said_to_be_none(check: Callable[[bytes, str], Any]) -> None:
    assert [d.code for d in check(b"%PDF-1.7 broken", "x.pdf")] == ["P020"]


def test_a_font_outside_the_file_is_seen(impression: bytes) -> None:
    def outside(pdf: Pdf) -> None:
        for one in pdf.objects:
            if isinstance(one, Dictionary) and "/FontFile3" in one:
                del one["/FontFile3"]

    codes = {d.code for d in check_impression(changed(impression, outside), "i.pdf", (140, 216))}
    assert "P023" in codes


def test_a_locked_file_is_said_to_be_locked(impression: bytes) -> None:
    with pikepdf.open(BytesIO(impression)) as pdf:
        locked, shut = BytesIO(), BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user=""))
        pdf.save(shut, encryption=pikepdf.Encryption(owner="a", user="b"))
    open_to_all = check_impression(locked.getvalue(), "i.pdf", (140, 216))
    assert "P032" in {d.code for d in open_to_all}
    assert [d.code for d in check_impression(shut.getvalue(), "i.pdf", (140, 216))] == ["P032"]


def test_text_that_cannot_be_read_back_is_seen(lecture: bytes) -> None:
    def mute(pdf: Pdf) -> None:
        for one in pdf.objects:
            if isinstance(one, Dictionary) and "/ToUnicode" in one:
                del one["/ToUnicode"]

    assert "P045" in {d.code for d in check_lecture(changed(lecture, mute), "l.pdf")}

"""The printer's file: ink instead of light, one print condition, nothing for a screen."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image

from publish.pipeline.style_folders import default_styles
from publish.preflight import check_impression
from tests.editions.pdf.essay import workshop


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    (found,) = (
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image
    )
    return found


@pytest.mark.parametrize("standard", ["x-4", "x-1a", "x-1a-2001"])
@pytest.mark.parametrize(("colours", "space"), [("black", "/DeviceGray"), ("cmyk", "/DeviceCMYK")])
def test_each_standard_and_colour_passes_its_preflight(
    tmp_path: Path, standard: str, colours: str, space: str
) -> None:
    made = workshop(tmp_path, f'standard = "{standard}"\ncolours = "{colours}"')
    content = made.impression()
    assert list(check_impression(content, "essai.pdf", (140, 216), standard, colours)) == []
    with opened(content) as pdf:
        assert str(picture(pdf).ColorSpace) == space


def test_text_is_black_ink_alone(tmp_path: Path) -> None:
    with opened(workshop(tmp_path).impression()) as pdf:
        for page in pdf.pages:
            assert not re.search(rb"\s(rg|RG|k|K)\s", page.Contents.read_bytes())


def test_a_colour_becomes_ink_by_the_profile_of_the_print_condition(tmp_path: Path) -> None:
    made = workshop(tmp_path, 'colours = "cmyk"')
    with opened(made.impression()) as pdf:
        cyan, magenta, yellow, black = picture(pdf).read_bytes()[:4]
    assert cyan < magenta < yellow  # the orange of the picture
    assert black < 90


def test_fonts_are_bare_outlines(tmp_path: Path) -> None:
    with opened(workshop(tmp_path).impression()) as pdf:
        files = [
            o.FontFile3.Subtype
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o
        ]
    assert set(files) == {Name.CIDFontType0C}


def test_transparent_pictures_are_laid_on_white_for_x_1a(tmp_path: Path) -> None:
    made = workshop(tmp_path, 'standard = "x-1a"')
    Image.new("RGBA", (1600, 900), (0, 0, 0, 0)).save(tmp_path / "manuscript" / "plan.png")
    with opened(made.impression()) as pdf:
        assert "/SMask" not in picture(pdf)
        assert set(picture(pdf).read_bytes()) == {255}


def test_the_version_is_the_standard_s(tmp_path: Path) -> None:
    assert opened(workshop(tmp_path).impression()).pdf_version == "1.6"
    assert opened(workshop(tmp_path, 'standard = "x-1a"').impression()).pdf_version == "1.4"
    older = opened(workshop(tmp_path, 'standard = "x-1a-2001"').impression())
    assert older.pdf_version == "1.3"
    assert "/DestOutputProfile" not in older.Root.OutputIntents[0]


def test_bytes_repeat_themselves(tmp_path: Path) -> None:
    assert workshop(tmp_path / "a").impression() == workshop(tmp_path / "b").impression()


def test_pictures_of_sixteen_bits_are_printed(tmp_path: Path) -> None:
    made = workshop(tmp_path)
    Image.new("I;16", (1600, 900), 40_000).save(tmp_path / "manuscript" / "plan.png")
    with opened(made.impression()) as pdf:
        assert picture(pdf).BitsPerComponent == 8
        assert set(picture(pdf).read_bytes()) == {40_000 >> 8}


@pytest.mark.parametrize("colours", ["black", "cmyk"])
def test_what_is_transparent_is_blended_in_ink(tmp_path: Path, colours: str) -> None:
    made = workshop(tmp_path, f'colours = "{colours}"')
    sheet = (default_styles() / "print.css").read_text("utf-8")
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "print.css").write_text(sheet + "figure { opacity: .5 }", "utf-8")
    content = made.impression()
    with opened(content) as pdf:
        assert Name.Transparency in [group.get("/S") for group in groups(pdf)]
    assert list(check_impression(content, "essai.pdf", (140, 216), "x-4", colours)) == []


def groups(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    streams = (one for one in pdf.objects if isinstance(one, pikepdf.Stream))
    return [one.Group for one in streams if "/Group" in one]

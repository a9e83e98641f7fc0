"""One table of formats: whatever deals with them reads it; large print was added by one row."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from publish.cli import build as build_command
from publish.cli import explain as explain_command
from publish.composition import Styles
from publish.pipeline import build, target_files
from publish.pipeline.large_print import enlarged
from publish.pipeline.targets import PUBLIC, TARGETS, View, shown_as
from publish.preflight import check_large_print
from tests.books import write_book
from tests.composition.composing import styles
from tests.composition.lines.test_totalfit import PROSE

ROOT = Path(__file__).parents[2]
TEXT = f"""# Un titre

{PROSE * 6}

> Une *citation* du XIXe siècle[^1].

{PROSE}

[^1]: La note, {PROSE}
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = write_book(tmp_path_factory.mktemp("large"), TEXT)
    (report,) = build(root, ["grands-caracteres"], processes=1).targets
    assert report.path.name == "essai-grands-caracteres.pdf"
    return report.path.read_bytes()


def test_every_format_has_a_file_of_its_own(tmp_path: Path) -> None:
    paths = target_files(write_book(tmp_path, "# T\n\nMot."))
    assert set(paths) == set(TARGETS)
    assert len(set(paths.values())) == len(TARGETS)


def test_what_readers_fetch_has_a_media_type_and_what_is_checked_says_for_what() -> None:
    for name, target in TARGETS.items():
        assert re.fullmatch(r"\w+/[\w+-]+", target.media), name
        assert bool(target.check) == bool(target.looked_at), name
        assert target.on_demand or target.check, name
    assert PUBLIC == ("epub", "kindle", "kobo", "web", "lecture", "grands-caracteres")
    assert shown_as(View.PAGES) == ("lecture", "impression")


@pytest.mark.parametrize(
    "path",
    [build_command.__file__, explain_command.__file__, "docs/guide.md", "docs/fr/guide.md"],
)
def test_help_and_guide_name_every_format(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert [name for name in TARGETS if name not in text] == []


def test_large_print_keeps_its_promises(large: bytes) -> None:
    assert [str(one) for one in check_large_print(large, "x.pdf")] == []


def test_large_print_divides_no_word_and_loses_none(large: bytes) -> None:
    with pypdfium2.PdfDocument(large) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    words = PROSE.split()
    assert not re.search("[\u2010\u00ad\x02\ufffe]", text)
    assert " ".join(words[:12]) in re.sub(r"\s+", " ", text)


def test_a_book_whose_style_breaks_large_print_is_told(tmp_path: Path) -> None:
    root = write_book(tmp_path, "# T\n\n" + PROSE * 3)
    (root / "styles/large-print").mkdir(parents=True)
    sheet = styles().files["large-print/large-print.css"] + b"html { font: 12pt/15pt Libertinus }"
    (root / "styles/large-print/large-print.css").write_bytes(sheet)
    (report,) = build(root, ["grands-caracteres"], processes=1).targets
    found = {one.code for one in check_large_print(report.path.read_bytes(), "x.pdf")}
    assert {"P090", "P091", "P092"} <= found


def test_every_size_of_the_page_is_set_anew_for_large_print() -> None:
    """What print.css says in a small size, large-print.css says in a large one."""
    large = enlarged(styles())
    assert large.text("print.css").startswith(styles().text("print.css"))
    assert "fonts/AtkinsonHyperlegible-Regular.ttf" in large.files
    assert "Atkinson Hyperlegible" in large.families
    assert "Atkinson Hyperlegible" not in styles().families


def test_styles_without_the_folder_of_large_print_go_on_as_they_are() -> None:
    plain = Styles({"print.css": b"p { margin: 0 }"})
    assert enlarged(plain).text("print.css").strip() == "p { margin: 0 }"

"""An installed wheel makes and builds a book: styles, skeleton and catalogues travel in it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(REPOSITORY)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_what_a_book_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for path in (
        "publish/styles/print.css",
        "publish/styles/epub.css",
        "publish/styles/templates/title-page.html.j2",
        "publish/styles/fonts/LibertinusSerif-Regular.otf",
        "publish/styles/fonts/OFL.txt",
        "publish/preview/page/index.html.j2",
        "publish/preview/page/page.js",
        "publish/locales/fr/LC_MESSAGES/publish.mo",
        "publish/pipeline/skeleton/manuscript/book.toml",
        "publish/catalogue/templates/covers.html.j2",
    ):
        assert path in names
    assert not any(name.startswith(("manuscript/", "tests/")) for name in names)


def test_a_clean_environment_makes_and_builds_a_book(wheel: Path, tmp_path: Path) -> None:
    """The wheel alone is installed; the libraries it needs are lent by this environment."""
    site = tmp_path / "site"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(site),
    ]
    subprocess.run([*command, str(wheel)], check=True)
    run = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import publish; "
        f"assert publish.__file__.startswith({str(site)!r}); "
        "from publish.cli import main; main()"
    )
    for arguments in (["new", "livre"], ["-C", "livre", "build"]):
        subprocess.run(
            [sys.executable, "-P", "-c", run, *arguments], cwd=tmp_path, check=True,
            capture_output=True,
        )  # fmt: skip
    built = sorted(path.name for path in (tmp_path / "livre/dist").glob("livre*"))
    assert built == [
        "livre-couverture.pdf",
        "livre-impression.pdf",
        "livre-kindle.epub",
        "livre-lecture.pdf",
        "livre-web",
        "livre.epub",
    ]
